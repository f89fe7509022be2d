"""What is known of things: the files fit the catalogue, and answers are true of the counter asked about."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from scenes import knowledge
from scenes.catalogue import kinds
from scenes.counters import random_referents
from scenes.knowledge import KnowledgeError, known, whether, which
from scenes.lexicon import Language
from scenes.query_specs import known_facts

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_property_is_true_of_something_and_said_once(language: Language) -> None:
    entries = known(language)
    assert all(one.true_of() for one in entries)
    ways = [way for one in entries for way in one.ways]
    assert len(ways) == len(set(ways))
    assert sum(one.source == "wordnet" for one in entries) >= 30


def test_both_languages_know_the_same() -> None:
    assert [one.true_of() for one in known("en")] == [one.true_of() for one in known("zh")]


def test_every_fact_of_things_is_asked_about() -> None:
    said = {fact for one in known("en") for fact in one.facts if len(one.facts) == 1}
    of_things = {fact for fact in known_facts() if any(fact in knowledge.facts_of(key) for key in kinds())}
    plain = {fact for fact in of_things if ":" not in fact} - {"thing"}
    assert plain <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_points_at_just_the_things_that_have_it(language: Language) -> None:
    rng, none = Random(3), 0
    for _ in range(200):
        referents = random_referents(rng)
        asked = which(referents, rng, language)
        entry = next(one for one in known(language) if any(way in asked.text for way in one.ways)
                     and {r.key for r in referents if r.kind in one.true_of()} == asked.keys)
        assert entry.ways
        none += not asked.keys
    assert 5 < none < 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_is_as_often_true_as_not(language: Language) -> None:
    rng = Random(4)
    drawn = [whether(rng, language) for _ in range(400)]
    assert 160 < sum(one.is_true for one in drawn) < 240


def test_whether_is_true_of_the_kind_named() -> None:
    rng = Random(5)
    told = {(one.text, one.is_true) for one in (whether(rng, "en") for _ in range(3000))}
    assert not {text for text, is_true in told if (text, not is_true) in told}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[knows]]\nkinds = ["yeti"]\nis = ["is shy"]', "entry 1: .*no such kind: 'yeti'"),
        ('[[knows]]\nis = ["is shy"]', "entry 1: .*either facts or kinds"),
        ('[[knows]]\nfacts = ["shy"]\nis = ["is shy"]', "entry 1: .*'shy'"),
        ("[[knows", "knowledge.toml"),
    ],
)
def test_a_file_that_does_not_fit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "knowledge.toml").write_text(text)
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    known.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=message):
            known("en")
    finally:
        known.cache_clear()
