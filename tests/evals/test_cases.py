"""Cases are decided by suite, n and seed, and never touch what training may see."""

from __future__ import annotations

from itertools import chain

import pytest

from evals.cases import Case, truth_of
from evals.suites import load
from scenes.commands import TrueReading
from scenes.forms import Form
from scenes.grammar.en import ENGLISH
from scenes.grammar.zh import CHINESE
from scenes.splits import split_of

FORMS: dict[str, Form] = {form.id: form for grammar in (ENGLISH, CHINESE)
                          for form in chain.from_iterable(grammar.forms.values())}


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    return {name: list(load(name).cases(10, 4)) for name in ("control", "clear", "vague")}


@pytest.mark.parametrize("name", ["control", "clear", "vague"])
def test_the_same_seed_gives_the_same_cases_and_a_short_run_is_a_prefix(
        name: str, cases: dict[str, list[Case]]) -> None:
    assert list(load(name).cases(4, 4)) == cases[name][:4]
    assert list(load(name).cases(2, 5)) != cases[name][:2]


def test_scenes_and_templates_are_those_of_testing(cases: dict[str, list[Case]]) -> None:
    for case in chain.from_iterable(cases.values()):
        assert split_of(case.spec.seed) == "test"
    used = [part for name in ("clear", "vague") for case in cases[name]
            for part in case.template.split("+") if part in FORMS]
    assert len(used) >= 20
    assert {FORMS[part].split for part in used} == {"test"}


def test_no_template_is_in_two_splits() -> None:
    texts: dict[str, set[str]] = {}
    for form in FORMS.values():
        texts.setdefault(f"{form.group}/{form.text}", set()).add(form.split)
    assert len(texts) > 200
    assert all(len(splits) == 1 for splits in texts.values())


def test_clear_has_one_reading_and_ambiguous_several(cases: dict[str, list[Case]]) -> None:
    for case in chain.from_iterable(cases.values()):
        assert (len(case.readings) == 1) == (case.expected == "clear") and case.readings
        assert case.intent in case.readings


def test_vague_cases_come_in_pairs_on_one_scene_in_both_languages(cases: dict[str, list[Case]]) -> None:
    rows = cases["vague"]
    assert len(rows) == 10
    for vague, clear in zip(rows[::2], rows[1::2], strict=True):
        assert (vague.expected, clear.expected) == ("ambiguous", "clear")
        assert vague.pair == clear.pair and vague.spec == clear.spec and vague.language == clear.language
    assert [case.language for case in rows[::2]] == ["en", "zh", "en", "zh", "en"]
    assert {case.text for case in rows} >= {"put that thing in the right place", "把那个东西放到对的地方"}


def test_intents_are_true_of_what_is_visible(cases: dict[str, list[Case]]) -> None:
    for case in cases["control"][:4]:
        keys = {referent.key: referent for referent in truth_of(case.spec)}
        assert isinstance(case.intent, TrueReading)
        assert not keys[case.intent.thing].is_place and case.intent.destination in keys
