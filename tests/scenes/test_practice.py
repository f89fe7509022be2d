"""Forms for practice alone: many, in training only, and changing nothing in tuning or testing."""

from __future__ import annotations

from random import Random

import pytest

from scenes.catalogue import kinds, places
from scenes.counters import random_referents
from scenes.forms import Grammar
from scenes.grammar.crossing import crossed
from scenes.grammar.en import ENGLISH
from scenes.grammar.en import practice as practice_en
from scenes.grammar.zh import CHINESE
from scenes.grammar.zh import practice as practice_zh
from scenes.instructions import generate
from scenes.lexicon import CATEGORIES, COLOURS, TRAITS, Language

GRAMMARS = {"en": ENGLISH, "zh": CHINESE}


def ids(grammar: Grammar) -> set[str]:
    return {form.id for forms in grammar.practice.values() for form in forms}


@pytest.mark.parametrize("grammar", GRAMMARS.values(), ids=GRAMMARS)
def test_practice_repeats_no_form_and_is_all_training(grammar: Grammar) -> None:
    known = {(form.group, form.text) for forms in grammar.forms.values() for form in forms}
    more = [form for forms in grammar.practice.values() for form in forms]
    assert len(more) > 5 * len(known)
    assert {form.split for form in more} == {"train"}
    assert not known & {(form.group, form.text) for form in more}
    assert set(grammar.practice) - set(grammar.forms) == {"np.two_one"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_only_training_draws_them(language: Language, split: str) -> None:
    rng, practised = Random(4), ids(GRAMMARS[language])
    drawn = [generate(random_referents(rng), rng, language, split) for _ in range(120)]  # type: ignore[arg-type]
    used = [bool(practised & set(one.template.split("+"))) for one in drawn if one is not None]
    assert (sum(used) > 40) if split == "train" else not any(used)


def test_words_for_practice_are_words_of_something() -> None:
    for words in (practice_en, practice_zh):
        assert set(words.NAMES) <= {*kinds(), *places()}
        assert set(words.NOUNS) <= set(CATEGORIES)
        assert set(words.DOES) <= {*TRAITS, *COLOURS}
        assert set(words.ADJECTIVES) <= {*TRAITS, *COLOURS}


def test_openings_go_before_every_core_with_an_ending_each() -> None:
    made = list(crossed(("_", "would you _?"), "bin {t}\nfetch {t} | def indef", ("", " now")))
    assert made == ["bin {t}", "fetch {t} now | def indef", "would you bin {t}?",
                    "would you fetch {t} now? | def indef"]
