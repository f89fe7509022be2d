"""Naming what the policy saw, so that a person knows which one is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from agent.language import listed, noun
from agent.types import Factor, Language
from policies.types import Percept, Reading
from scenes.catalogue import world_of
from scenes.lexicon import lexicon_of
from scenes.queries import facts_of
from scenes.referring import Indistinguishable, Referent, describe

_FROM_LEFT_EN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_FROM_LEFT_ZH = "一二三四五六七八九"
_NARROW_FIRST = (
    "cola",
    "soda",
    "citrus",
    "chips",
    "sponge",
    "cup",
    "bowl",
    "plate",
    "drawer",
    "bin",
    "can",
    "bottle",
    "bag",
    "fruit",
    "drink",
    "tool",
    "electronics",
    "snack",
    "food",
    "tableware",
    *("bolt", "nut", "gear", "o_ring", "box", "fastener", "mechanical_part", "electrical_part", "part"),
)
"""Categories from narrow to wide: the noun of a question is the narrowest true of all its options."""


def referents(percepts: Sequence[Percept]) -> tuple[Referent, ...]:
    """Percepts as what ``referring`` speaks about."""
    return tuple(
        Referent(key=p.key, kind=p.name, u=p.u, v=p.v, is_place=p.is_place, is_open=p.is_open)
        for p in percepts
    )


def phrase(
    key: int, percepts: Sequence[Percept], language: Language, among: Collection[int] | None = None
) -> str:
    """Words for one percept: true of it alone on the whole counter, else among ``among``, else its position.

    Raises:
        KeyError: no such percept.
    """
    seen = referents(percepts)
    for keys in ([p.key for p in percepts], among):
        if keys is not None:
            try:
                return describe(key, keys, seen, language)
            except Indistinguishable:
                continue
    return _by_position(key, percepts, language)


def _by_position(key: int, percepts: Sequence[Percept], language: Language) -> str:
    """Counted from the left among its look-alikes: always tells them apart, if less naturally."""
    target = next(p for p in percepts if p.key == key)
    alike = sorted((p for p in percepts if p.name == target.name), key=lambda p: (p.u, p.v, p.key))
    if len(alike) == 1:
        return f"the {noun(target.name, 'en')}" if language == "en" else noun(target.name, "zh")
    rank = min(alike.index(target), len(_FROM_LEFT_EN) - 1)
    if language == "en":
        return f"the {_FROM_LEFT_EN[rank]} {noun(target.name, 'en')} from the left"
    return f"左边数第{_FROM_LEFT_ZH[rank]}个{noun(target.name, 'zh')}"


def common_noun(names: Collection[str], language: Language, factor: Factor, said: str = "") -> str:
    """A noun true of all: the user's own if it is one, else the narrowest ("soda", 汽水), else "thing".

    Args:
        names: kinds or places.
        language: of the noun.
        factor: what is asked about.
        said: the command, whose words are taken up where they fit.
    """
    kinds = set(names)
    if len(kinds) == 1:
        return noun(next(iter(kinds)), language)
    shared = frozenset.intersection(*(facts_of(name) for name in kinds))
    words = lexicon_of(world_of(kinds)).categories
    fitting = [
        category
        for category in _NARROW_FIRST
        if category in shared and category in words and words[category].nouns(language)
    ]
    for category in fitting:
        for word in words[category].nouns(language):
            if re.search(rf"\b{word}\b", said.lower()) if language == "en" else word in said:
                return word
    if fitting:
        return words[fitting[0]].nouns(language)[0]
    if factor == "destination":
        return "place" if language == "en" else "地方"
    return "thing" if language == "en" else "东西"


def say_reading(reading: Reading, percepts: Sequence[Percept], language: Language) -> str:
    """A reading in a few words: "Sprite > top drawer", telling look-alikes apart."""
    if reading.special is not None:
        english = {"none_of_these": "none of these", "must_not": "must not be done"}
        chinese = {"none_of_these": "都不是", "must_not": "不能做"}
        return (english if language == "en" else chinese)[reading.special]
    parts = []
    for entry in reading.entries:
        things = listed([_short(key, percepts, language) for key in entry.things], language)
        if entry.verb != "move":
            verb = {"open": ("open", "打开"), "close": ("close", "关上")}[entry.verb]
            parts.append(f"{verb[0]} {things}" if language == "en" else verb[1] + things)
        elif entry.destination is None:
            parts.append(f"pick {things}" if language == "en" else f"拿起{things}")
        else:
            beside = entry.relation == "next_to"
            place = _short(entry.destination, percepts, language)
            place = (f"by {place}" if language == "en" else f"{place}旁边") if beside else place
            parts.append(f"{things} > {place}")
    return "; ".join(parts)


def _short(key: int, percepts: Sequence[Percept], language: Language) -> str:
    return phrase(key, percepts, language).removeprefix("the ")


def sees(percepts: Sequence[Percept], language: Language) -> str:
    """Everything seen: things, then places, then what is only remembered."""
    groups = []
    for at, group in enumerate((
        [p for p in percepts if not p.is_place and not p.remembered],
        [p for p in percepts if p.is_place and not p.remembered],
        [p for p in percepts if p.remembered],
    )):
        names = [noun(p.name, language) for p in group]
        counted = [
            name if names.count(name) == 1 else _count(names.count(name), name, language)
            for name in dict.fromkeys(names)
        ]
        if counted:
            remembered = {"en": "remembered: ", "zh": "记得："}[language] if at == 2 else ""
            groups.append(remembered + ("、" if language == "zh" else ", ").join(counted))
    return ("；" if language == "zh" else "; ").join(groups)


def _count(count: int, name: str, language: Language) -> str:
    return f"{name} ×{count}" if language == "en" else f"{count}个{name}"
