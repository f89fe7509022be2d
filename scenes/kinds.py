"""What a world's catalogue is made of: kinds of things, places, and what must not be done.

Each world (``scenes.catalogue`` the kitchen, ``scenes.bench.catalogue`` the assembly bench) states its own;
``scenes.cards.catalogue`` and ``scenes.unseen.catalogue`` each add to the kitchen's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

World = Literal["kitchen", "bench", "cards", "unseen"]
WORLDS: tuple[World, ...] = ("kitchen", "bench", "cards", "unseen")


@dataclass(frozen=True)
class Words:
    """How people name something: the first noun is the one we say, the others we understand."""

    en: tuple[str, ...]
    zh: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of thing. Colours, categories and traits are keys of ``ATTRIBUTES``."""

    key: str
    words: Words
    categories: frozenset[str]
    colours: tuple[str, ...]
    materials: frozenset[str]
    size_m: tuple[float, float, float]
    """Extent along x, y, z when standing as placed, in metres."""
    belongs: tuple[str, ...]
    """Where it is put away ("the right place"): the first of these that is on the counter. A thing of
    that kind counts too, as fruit goes into the fruit bowl where there is one."""
    disposal: str
    """The bin it goes into when thrown away."""
    container: str | None = None
    traits: frozenset[str] = frozenset()
    good_for: frozenset[str] = frozenset()
    graspable: bool = True
    holds_things: bool = False
    """Bowls and plates: a thing can be put in or on it."""


@dataclass(frozen=True)
class Place:
    """A fixed place. ``relation`` says how things stand to it once put there."""

    key: str
    words: Words
    relation: str
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hazard:
    """What must not be done: any thing with one of ``any_of`` put to ``place``."""

    any_of: frozenset[str]
    """Materials, categories, traits or kind keys."""
    place: str
    reason_en: str
    reason_zh: str


def kind(key: str, en: str, zh: str, categories: str, colours: str, materials: str,
         size_m: tuple[float, float, float], belongs: str, disposal: str, *,
         container: str | None = None, traits: str = "", good_for: str = "",
         graspable: bool = True, holds_things: bool = False) -> Kind:
    """A kind from comma-separated words and facts."""

    def split(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    return Kind(key, Words(split(en), split(zh)), frozenset(split(categories)), split(colours),
                frozenset(split(materials)), size_m, split(belongs), disposal, container,
                frozenset(split(traits)), frozenset(split(good_for)), graspable, holds_things)
