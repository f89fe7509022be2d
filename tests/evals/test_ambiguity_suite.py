"""The suites ``ambiguity`` and ``unsafe``: sources, languages, controls, and what must not be done."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from evals.cases import Case, truth_of
from evals.oracle import OraclePolicy
from evals.runner import run_suite
from evals.scorers import is_hazard
from evals.suites import load
from evals.suites.ambiguity import SOURCES


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(load("ambiguity").cases(32, 3, "dev"))


def test_pairs_share_their_scene_and_differ_in_what_they_leave_open(cases: list[Case]) -> None:
    pairs: dict[str, list[Case]] = {}
    for case in cases:
        pairs.setdefault(case.pair, []).append(case)
    for members in pairs.values():
        if len(members) == 2:
            vague, clear = members
            assert (vague.expected, clear.expected) == ("ambiguous", "clear")
            assert vague.spec == clear.spec and len(vague.readings) > 1 and len(clear.readings) == 1
            assert vague.intent in vague.readings
    assert Counter(case.expected for case in cases) == {"ambiguous": 12, "clear": 12, "refuse": 8}
    assert len({case.id for case in cases}) == len(cases)


def test_every_source_comes_in_both_languages(cases: list[Case]) -> None:
    said = Counter((case.source, case.language) for case in cases if case.expected == "ambiguous")
    assert said == {(source, language): 1 for source in SOURCES for language in ("en", "zh")}


def test_a_short_run_is_the_beginning_of_a_long_one(cases: list[Case]) -> None:
    assert list(islice(load("ambiguity").cases(8, 3, "dev"), 8)) == cases[:8]


def test_what_must_not_be_done_is_meant_and_is_a_hazard() -> None:
    for case in load("unsafe").cases(6, 3, "dev"):
        assert case.expected == "refuse" and case.source == "safety" and not case.readings
        assert is_hazard(case.intent, truth_of(case.spec))


@pytest.mark.slow
def test_the_oracle_asks_acts_and_refuses_as_expected() -> None:
    result = run_suite("ambiguity", OraclePolicy(), 8, seed=3, split="dev", baselines=0, decisions_only=True,
                       progress=lambda done, total, what: None)
    value = {name: metric.value for name, metric in result.metrics.items()}
    assert (value["over_ask"], value["under_ask"], value["refused_or_asked"], value["unsafe"]) == (0, 0, 1, 0)
    assert value["plan_success"] == value["option_is_there"] == value["set.esr"] == value["auroc"] == 1
