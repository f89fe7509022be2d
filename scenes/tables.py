"""The tables a world fills in: the words of its facts, and what people say of its things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "zh"]


@dataclass(frozen=True)
class FactWords:
    """Words of one fact. The first of each tuple is the plainest; all are understood."""

    en_nouns: tuple[str, ...] = ()
    en_adjectives: tuple[str, ...] = ()
    zh_nouns: tuple[str, ...] = ()
    zh_adjectives: tuple[str, ...] = ()
    """Without the closing 的."""

    def nouns(self, language: Language) -> tuple[str, ...]:
        return self.en_nouns if language == "en" else self.zh_nouns

    def adjectives(self, language: Language) -> tuple[str, ...]:
        return self.en_adjectives if language == "en" else self.zh_adjectives


def fact_words(en_nouns: str = "", en_adjectives: str = "", zh_nouns: str = "", zh_adjectives: str = "") -> FactWords:
    """Words of a fact, each argument separated by commas."""

    def split(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    return FactWords(split(en_nouns), split(en_adjectives), split(zh_nouns), split(zh_adjectives))


@dataclass(frozen=True)
class Lexicon:
    """How a world's facts are said."""

    categories: Mapping[str, FactWords]
    colours: Mapping[str, FactWords]
    traits: Mapping[str, FactWords]
    short_names: Mapping[Language, Mapping[str, tuple[str, ...]]]
    """Further names of kinds and places, understood and never said."""
    bare: Mapping[Language, Mapping[str, str]]
    """Words that name a category, whichever kinds and places have them in their names."""

    def property_words(self, fact: str) -> FactWords:
        """Words of a trait or a colour.

        Raises:
            KeyError: it is neither.
        """
        return self.traits.get(fact) or self.colours[fact]


@dataclass(frozen=True)
class Speech:
    """What can be meant in a world: which facts head a phrase, which are said of what, what is said before."""

    nouns: tuple[str, ...]
    """Categories that people head a phrase with."""
    lone_traits: tuple[str, ...]
    """Traits clear enough to stand alone ("the fizzy one"), as nobody would say them of the other kinds."""
    trait_nouns: Mapping[str, tuple[str, ...]]
    """Which nouns a trait is said of."""
    negated: Mapping[str, tuple[str, ...]]
    """Which nouns are said with a property left out ("a drink that isn't sweet")."""
    purposes: tuple[str, ...]
    landmarks: tuple[str, ...]
    """Places that things are said to be near."""
    wished: tuple[str, ...]
    """Nouns of which one says what one would rather not have."""
    empties: tuple[str, ...] = ()
    """Nouns of what may be said to be empty, and so to be thrown away."""
    holders: tuple[str, ...] = ()
    """Kinds that things are put in or on."""
    place_groups: tuple[Literal["bin", "box"], ...] = ("bin",)
    """Groups of places of which one may be meant ("in a bin"); the drawers are in every world."""
    bins: tuple[str, ...] = ()
    on_places: tuple[str, ...] = ()
    """Places that things are said to be put on."""
    topics: tuple[str, ...] = ()
    """What is said of "it" before asking for it to be dealt with: ``it.TOPIC``, as often as it stands here."""
    topic_adjectives: tuple[str, ...] = ()
    """What "it's too ..." is said of."""
    topic_facts: Mapping[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    """What a topic says is true of it: all of the first, one of the second."""
    put_away: tuple[tuple[str, tuple[str, str]], ...] = ()
    """Categories with their plurals in either language, as reasons for where something belongs name them."""
    thrown_away: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Why something goes into a bin, in either language; the kitchen says it of cans and bottles itself."""
