"""Where a thing is, in words: what has been done, and what needs no doing."""

from __future__ import annotations

from collections.abc import Sequence

from agent.language import noun
from agent.naming import phrase
from agent.types import Language
from policies.types import Entry, Percept

_EN = {"in": "in", "on": "on", "next_to": "next to", "handover": "on"}
_ZH = {"in": "里", "on": "上", "next_to": "旁边", "handover": "上"}


def alike_as_one(entries: Sequence[Entry]) -> list[Entry]:
    """Entries that say the same of different things as one: "the Coke and the Sprite are in the tray"."""
    by_way: dict[object, Entry] = {}
    for entry in entries:
        way = (entry.verb, entry.destination, entry.relation)
        first = by_way.get(way)
        things = entry.things if first is None else (*first.things, *entry.things)
        by_way[way] = entry.model_copy(update={"things": things})
    return list(by_way.values())


def standing(entry: Entry, percepts: Sequence[Percept], language: Language, already: bool = False) -> str:
    """How things stand once an entry is carried out: "the Sprite is in the top drawer".

    Args:
        already: they did so before anything was done: "the Sprite is already in the top drawer".
    """
    names = {p.key: p.name for p in percepts}
    things = [
        f"the {noun(names[key], 'en')}" if language == "en" else noun(names[key], "zh")
        for key in entry.things
    ]
    subject = (" and " if language == "en" else "和").join(things)
    verb = ("is" if len(things) == 1 else "are") + (" already" if already else "")
    if entry.verb != "move":
        if language == "en":
            return f"{subject} {verb} {'open' if entry.verb == 'open' else 'closed'}"
        return f"{subject}已{'打开' if entry.verb == 'open' else '关上'}"
    if entry.destination is None:
        return f"I hold {subject}" if language == "en" else f"{subject}在我手里"
    place = phrase(entry.destination, percepts, language)
    if language == "en":
        return f"{subject} {verb} {_EN.get(entry.relation or 'in', 'in')} {place}"
    where = f"在{place}{_ZH.get(entry.relation or 'in', '里')}"
    return f"{subject}已经{where}了" if already else f"{subject}{where}"
