"""What is true of the kinds of things, as questions and answers: knowledge apart from commands.

A reader this small easily names a reading and seldom knows when there is only one; what it lacks is which things
have which property. The files ``grammar/<language>/knowledge.toml`` say each property in several ways, after the
catalogue's own facts or, for classes and definitions, after WordNet 3.0 (see NOTICE)::

    [[knows]]
    facts = ["drive_nail"]          # or kinds = ["hammer", "rock"]
    is = ["could drive a nail into wood", "can be used for hammering"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from scenes.catalogue import World, kinds
from scenes.lexicon import Language, name
from scenes.queries import Referent, facts_of
from scenes.query_specs import Facts, Strict

FOLDER = Path(__file__).parent / "grammar"
WORLD: World = "kitchen"
"""Whose things are known of: the files name its kinds alone."""
WHICH: dict[Language, tuple[str, ...]] = {
    "en": ("Which of these {}?", "What on the counter {}?", "Is there anything here that {}?",
           "Point at whatever {}.", "Name something that {}."),
    "zh": ("哪个{}？", "台面上什么{}？", "这里有没有什么{}？", "指出{}的东西。", "说一样{}的东西。"),
}
WHETHER: dict[Language, tuple[str, ...]] = {
    "en": ("The {} {}, true or false?", "Is it true that the {} {}?", "The {} {}. Right?"),
    "zh": ("{}{}，对不对？", "{}{}，是真的吗？", "{}{}，是吗？"),
}
PRESENT_SHARE = 0.8
"""Of questions which: about something that is there; the others may have no answer."""


class KnowledgeError(ValueError):
    """A file of knowledge that cannot be used; names file and entry."""


class Known(Strict):
    """One property and the ways of saying it."""

    facts: Facts = ()
    kinds: tuple[str, ...] = ()
    ways: tuple[str, ...] = Field(alias="is", min_length=1)
    """Verb phrases."""
    source: Literal["catalogue", "wordnet"] = "catalogue"

    @field_validator("kinds")
    @classmethod
    def _exist(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        for key in keys:
            if key not in kinds(WORLD):
                raise ValueError(f"no such kind: {key!r}")
        return keys

    @model_validator(mode="after")
    def _says_of_what(self) -> Known:
        if bool(self.facts) == bool(self.kinds):
            raise ValueError("give either facts or kinds")
        return self

    def true_of(self) -> frozenset[str]:
        """Kinds that have it."""
        if self.kinds:
            return frozenset(self.kinds)
        return frozenset(key for key in kinds(WORLD) if set(self.facts) <= facts_of(key))


@dataclass(frozen=True)
class Which:
    """A question about what is on the counter."""

    text: str
    language: Language
    keys: frozenset[int]
    """Of the things of which it is true; none where there is no such thing."""


@dataclass(frozen=True)
class Whether:
    """A question about a kind of thing, wherever it is."""

    text: str
    language: Language
    is_true: bool


@cache
def known(language: Language) -> tuple[Known, ...]:
    """Everything known in a language.

    Raises:
        KnowledgeError: the file is no TOML, or an entry does not fit.
    """
    path = FOLDER / language / "knowledge.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}") from error
    entries = []
    for index, one in enumerate(raw.get("knows", ())):
        try:
            entries.append(Known.model_validate(one))
        except ValidationError as error:
            first = error.errors()[0]
            raise KnowledgeError(f"{path}: entry {index + 1}: {first['msg']}") from error
    return tuple(entries)


def which(referents: Sequence[Referent], rng: Random, language: Language) -> Which:
    """Which of the things here have some property."""
    things = [r for r in referents if not r.is_place]
    here = {r.kind for r in things}
    among = known(language)
    if rng.random() < PRESENT_SHARE:
        among = tuple(one for one in among if one.true_of() & here) or among
    chosen = rng.choice(among)
    text = rng.choice(WHICH[language]).format(rng.choice(chosen.ways))
    return Which(text, language, frozenset(r.key for r in things if r.kind in chosen.true_of()))


def whether(rng: Random, language: Language) -> Whether:
    """Whether a kind has some property: as often true as not."""
    chosen, is_true = rng.choice(known(language)), rng.random() < 0.5
    having = chosen.true_of()
    among = sorted(having if is_true else kinds(WORLD).keys() - having)
    kind = rng.choice(among or sorted(having))
    text = rng.choice(WHETHER[language]).format(name(kind, language), rng.choice(chosen.ways))
    return Whether(text, language, kind in having)
