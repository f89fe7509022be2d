"""A reading in people's words, in English and Chinese: what stands after ``Plan:``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from policies.types import Percept, Reading
from scenes import catalogue
from scenes.referring import Indistinguishable, Referent, describe

Language = Literal["en", "zh"]


def referents(percepts: Sequence[Percept]) -> tuple[Referent, ...]:
    """Percepts as what ``referring`` speaks about."""
    return tuple(
        Referent(key=p.key, kind=p.name, u=p.u, v=p.v, is_place=p.is_place, is_open=p.is_open)
        for p in percepts
    )


def phrase(key: int, percepts: Sequence[Percept], language: Language) -> str:
    """The shortest phrase that picks out one percept among all, or its plain name."""
    seen = referents(percepts)
    try:
        return describe(key, [p.key for p in percepts], seen, language)
    except Indistinguishable:
        name = catalogue.words_for(next(p.name for p in percepts if p.key == key))
        return f"the {name.en[0]}" if language == "en" else name.zh[0]


def say(reading: Reading, percepts: Sequence[Percept], language: Language) -> str:
    """E.g. ``pick the apple and put it in the compost bin``; specials say what they are."""
    if reading.special is not None:
        specials_en = {"none_of_these": "nothing here fits", "must_not": "this must not be done"}
        specials_zh = {"none_of_these": "这里没有合适的", "must_not": "这不能做"}
        return (specials_en if language == "en" else specials_zh)[reading.special]
    parts = []
    for entry in reading.entries:
        thing = (" and " if language == "en" else "和").join(
            phrase(k, percepts, language) for k in entry.things
        )
        if entry.verb != "move" or entry.destination is None:
            verbs = {"open": ("open", "打开"), "close": ("close", "关上"), "move": ("pick", "拿起")}
            english, chinese = verbs[entry.verb]
            parts.append(f"{english} {thing}" if language == "en" else f"{chinese}{thing}")
            continue
        place = phrase(entry.destination, percepts, language)
        if language == "en":
            how = {
                "in": f"put it in {place}",
                "on": f"put it on {place}",
                "next_to": f"put it next to {place}",
                "handover": f"bring it to {place}",
                None: f"put it at {place}",
            }
            parts.append(f"pick {thing} and {how[entry.relation]}")
        else:
            how = {
                "in": f"放进{place}",
                "on": f"放到{place}上",
                "next_to": f"放到{place}旁边",
                "handover": f"送到{place}",
                None: f"放到{place}",
            }
            parts.append(f"拿起{thing}，{how[entry.relation]}")
    return (", then " if language == "en" else "，然后").join(parts)
