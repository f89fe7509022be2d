"""Several things to be done one after the other: what is left of them, and no step twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from policies.types import Entry, Percept, Reading, Step

SPREAD = 0.5
"""Share of a place's width between the points of two things that go there: at one and the same point the
second would be set down on the first. Of ten counters where both drinks were handed over, none went well at
one point and all ten with this."""


def outstanding(reading: Reading, done: Collection[int]) -> Reading:
    """What is left of a reading once some of its things are where they belong.

    Args:
        reading: of one entry or several.
        done: percept keys of the things that were placed, or drawers that were opened or closed.

    Returns:
        The reading without them; the whole reading if nothing would be left.
    """
    left: list[Entry] = []
    for entry in reading.entries:
        things = tuple(key for key in entry.things if key not in done)
        if things:
            left.append(entry.model_copy(update={"things": things}))
    return reading.model_copy(update={"entries": tuple(left)}) if left else reading


def side_by_side(
    steps: Sequence[Step], percepts: Sequence[Percept], reading: Reading, done: Collection[int] = ()
) -> tuple[Step, ...]:
    """Steps with the things that go to the same place set down beside each other.

    Args:
        steps: of one plan.
        percepts: what it was made on.
        reading: the whole of what is to be done.
        done: as in ``outstanding``: they are there already, from an earlier plan for the same reading.
    """
    width = {percept.key: percept.width for percept in percepts}
    going = [(key, entry.destination) for entry in reading.entries for key in entry.things]
    total = Counter(place for _, place in going)
    count = Counter(place for key, place in going if key in done)
    made = []
    for step in steps:
        here = step.percept
        if step.skill == "place" and here in width and total[here] > 1:
            shift = (min(count[here], total[here] - 1) - (total[here] - 1) / 2) * SPREAD * width[here]
            count[here] += 1
            step = step.model_copy(update={"u": min(1.0, max(0.0, step.u + shift))})
        made.append(step)
    return tuple(made)


def opened_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps without those that open what an earlier one has opened: plans are made on one look, where the
    drawer is still closed for each thing that goes into it."""
    kept: list[Step] = []
    opened: set[int] = set()
    for step in steps:
        if step.percept is not None and step.skill == "open":
            if step.percept in opened:
                continue
            opened.add(step.percept)
        elif step.percept is not None and step.skill == "close":
            opened.discard(step.percept)
        kept.append(step)
    return tuple(kept)
