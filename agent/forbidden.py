"""What must not or cannot be done, from the catalogue's facts alone: no model is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent.language import noun
from agent.types import Language
from policies.types import Entry, Percept, Reading
from scenes.catalogue import all_kinds, all_places, hazard


@dataclass(frozen=True)
class Forbidden:
    """Why a reading is not carried out."""

    reason: str
    """``hazard`` (must not be done) or ``cannot`` (this arm is not able to)."""
    en: str
    zh: str

    def text(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


def forbidden(reading: Reading, percepts: Mapping[int, Percept]) -> Forbidden | None:
    """The first rule that forbids a reading, or None. Applied before acting, after an answer too."""
    for entry in reading.entries:
        found = _hazard(entry, percepts) or _cannot(entry, percepts)
        if found is not None:
            return found
    return None


def _hazard(entry: Entry, percepts: Mapping[int, Percept]) -> Forbidden | None:
    if entry.verb != "move" or entry.destination is None or entry.relation == "next_to":
        return None
    place = percepts[entry.destination].name
    for key in entry.things:
        name = percepts[key].name
        rule = hazard(name, place)
        if rule is not None:
            return Forbidden(
                "hazard",
                f"I will not put the {noun(name, 'en')} "
                f"{'on' if _is_on(place) else 'in'} the {noun(place, 'en')}: "
                f"{rule.reason_en}.",
                f"我不会把{noun(name, 'zh')}放到{noun(place, 'zh')}：{rule.reason_zh}。",
            )
    return None


def _cannot(entry: Entry, percepts: Mapping[int, Percept]) -> Forbidden | None:
    names = [percepts[key].name for key in entry.things]
    if entry.verb == "move":
        for key, name in zip(entry.things, names, strict=True):
            if percepts[key].is_place or (name in all_kinds() and not all_kinds()[name].graspable):
                return Forbidden(
                    "cannot",
                    f"I cannot lift the {noun(name, 'en')} with this hand.",
                    f"我的手拿不起{noun(name, 'zh')}。",
                )
            if entry.destination == key:
                return Forbidden(
                    "cannot",
                    f"I cannot put the {noun(name, 'en')} onto itself.",
                    f"我没法把{noun(name, 'zh')}放到它自己上面。",
                )
        return None
    for name in names:
        if name not in all_places() or "opens" not in all_places()[name].traits:
            verb, verb_zh = ("open", "打开") if entry.verb == "open" else ("close", "关上")
            return Forbidden(
                "cannot",
                f"The {noun(name, 'en')} is nothing I can {verb}.",
                f"{noun(name, 'zh')}没法{verb_zh}。",
            )
    return None


def _is_on(place: str) -> bool:
    return place in all_places() and all_places()[place].relation == "on"
