"""Telling whether what is seen now is what was seen before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import hypot

from agent.questions import KEYED
from agent.types import Decision, Narrowed, Question
from policies.types import Belief, Percept, Reading, ScoredReading

PLAINLY = 0.8
"""Confidence from which something new in the picture is taken for a thing."""


def far(a: Percept, b: Percept) -> float:
    """Image distance between two percepts."""
    return hypot(a.u - b.u, a.v - b.v)


def match(old: Sequence[Percept], new: Sequence[Percept], reach: float) -> dict[int, int]:
    """Old key -> new key of the same name, nearest pairs first, none farther apart than ``reach``."""
    pairs = sorted(
        (far(a, b), a.key, b.key)
        for a in old
        for b in new
        if a.name == b.name and a.is_place == b.is_place and far(a, b) <= reach
    )
    found: dict[int, int] = {}
    for _, before, now in pairs:
        if before not in found and now not in found.values():
            found[before] = now
    return found


def same(old: Sequence[Percept], new: Sequence[Percept], reach: float) -> bool:
    """Whether nothing came, went, moved or opened: every percept has its counterpart."""
    pairs = match(old, new, reach)
    if len(old) != len(new) or len(pairs) != len(old):
        return False
    now = {p.key: p for p in new}
    return all(p.is_open == now[pairs[p.key]].is_open for p in old)


def moved(target: Percept, now: Sequence[Percept], known: Sequence[Percept], reach: float) -> Percept | None:
    """Where a thing went, if it is certain that it did: it is seen elsewhere and not where it was.

    Not being seen at all says nothing (the arm may stand before it), nor does a look-alike that was known.
    """
    alike = [p for p in now if p.name == target.name]
    if any(far(p, target) <= reach for p in alike):
        return None
    others = [p for p in known if p.name == target.name and p.key != target.key]
    strangers = [p for p in alike if all(far(p, other) > reach for other in others)]
    return min(strangers, key=lambda p: far(p, target), default=None)


def arrived(now: Sequence[Percept], known: Sequence[Percept], reach: float) -> tuple[Percept, ...]:
    """Things that were not there before: more of a name than were known, and where none of that name was.

    What is not seen plainly says nothing: an arm in the picture can look like a thing.
    """
    found = []
    for percept in now:
        before = [p for p in known if p.name == percept.name]
        more = sum(p.name == percept.name for p in now) > len(before)
        if (
            more
            and not percept.is_place
            and percept.confidence >= PLAINLY
            and all(far(percept, p) > reach for p in before)
        ):
            found.append(percept)
    return tuple(found)


def rekeyed(reading: Reading, keys: Mapping[int, int]) -> Reading | None:
    """A reading in the keys of a new look; None if something in it has no counterpart."""
    entries = []
    for entry in reading.entries:
        needed = [*entry.things, *([] if entry.destination is None else [entry.destination])]
        if any(key not in keys for key in needed):
            return None
        entries.append(
            entry.model_copy(
                update={
                    "things": tuple(keys[key] for key in entry.things),
                    "destination": None if entry.destination is None else keys[entry.destination],
                }
            )
        )
    return reading.model_copy(update={"entries": tuple(entries)})


def carried(belief: Belief, keys: Mapping[int, int], percepts: tuple[Percept, ...]) -> Belief | None:
    """The belief on a new look of the same counter; None where a reading is lost."""
    kept = []
    for item in belief.readings:
        reading = rekeyed(item.reading, keys)
        if reading is None:
            return None
        kept.append(ScoredReading(reading=reading, probability=item.probability))
    return belief.model_copy(update={"readings": tuple(kept), "percepts": percepts})


def requestioned(question: Question, keys: Mapping[int, int]) -> Question:
    """An open question in the keys of a new look; an option that is no longer seen is one no more."""
    if question.factor not in KEYED:
        return question
    there = [option for option in question.options if all(key in keys for key in option.keys)]
    gone = tuple(option.number for option in question.options if option not in there)
    options = tuple(
        option.model_copy(update={"keys": tuple(sorted(keys[key] for key in option.keys))})
        for option in there
    )
    return question.model_copy(update={"options": options, "gone": (*question.gone, *gone)})


def redecided(decision: Decision, keys: Mapping[int, int]) -> Decision:
    """The decision a question is open on, in the keys of a new look, without what is no longer seen."""

    def again(readings: Sequence[ScoredReading]) -> tuple[ScoredReading, ...]:
        made = [(rekeyed(item.reading, keys), item.probability) for item in readings]
        return tuple(ScoredReading(reading=r, probability=p) for r, p in made if r is not None)

    return decision.model_copy(
        update={"readings": again(decision.readings), "ruled_out": again(decision.ruled_out)}
    )


def renarrowed(narrowed: Sequence[Narrowed], keys: Mapping[int, int]) -> tuple[Narrowed, ...]:
    """What answers settled, in the keys of a new look; what can no longer be seen is dropped."""
    kept = []
    for item in narrowed:
        if item.factor not in KEYED:
            kept.append(item)
            continue
        values = tuple(
            tuple(sorted(keys[key] for key in value))
            for value in item.values
            if all(key in keys for key in value)
        )
        if values:
            kept.append(item.model_copy(update={"values": values}))
    return tuple(kept)


def nearest(
    name: str, u: float, v: float, percepts: Sequence[Percept], without: Collection[int] = ()
) -> Percept | None:
    """The percept of a name nearest to an image point."""
    return min(
        (p for p in percepts if p.name == name and p.key not in without),
        key=lambda p: hypot(p.u - u, p.v - v),
        default=None,
    )
