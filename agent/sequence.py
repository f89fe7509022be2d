"""Several things to be done one after the other: what is left of them, and no step twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policies.types import Entry, Reading, Step


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
