"""Percepts that may be a thing seen twice: never offered by name.

Long things have two peaks, and a policy's eye may report a second pair of scissors beside the first. What
is read may count with it, since it may be there; but a question that names what is not there is a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Decision
from policies.types import Percept, Reading

OVERLAP = 0.07
"""Intersection over union with a surer percept of the same name, from which it may be that one again ..."""
SURE = 0.6
"""... if its confidence is less than this. On 230 tuning scenes (1106 things seen) all three second sights
that overlapped the first had less, and two things that were there."""


def doubtful(percepts: Sequence[Percept]) -> frozenset[int]:
    """Keys of things that may be another one seen twice."""
    return frozenset(
        one.key
        for one in percepts
        if not one.is_place
        and one.confidence < SURE
        and any(
            other.name == one.name
            and (other.confidence, -other.key) > (one.confidence, -one.key)
            and _overlap(one, other) >= OVERLAP
            for other in percepts
        )
    )


def offered(decision: Decision, percepts: Sequence[Percept]) -> Decision:
    """The decision to ask, without the readings about what may be seen twice; as it was if there are no
    others.

    A user who means one of these all the same says "neither", and it is left.
    """
    unsure = doubtful(percepts)
    plain = tuple(item for item in decision.readings if not keys_of(item.reading) & unsure)
    if not plain or len(plain) == len(decision.readings):
        return decision
    return decision.model_copy(update={"readings": plain})


def named(decision: Decision, percepts: Sequence[Percept]) -> tuple[Percept, ...]:
    """What a question may tell its options apart by: what is plainly there, and what it asks about."""
    unsure = doubtful(percepts) - {key for item in decision.readings for key in keys_of(item.reading)}
    return tuple(one for one in percepts if one.key not in unsure)


def keys_of(reading: Reading) -> frozenset[int]:
    """Percepts a reading is about."""
    things = {key for entry in reading.entries for key in entry.things}
    return frozenset(things | {e.destination for e in reading.entries if e.destination is not None})


def _overlap(one: Percept, other: Percept) -> float:
    """Intersection over union of two boxes."""
    shared = 1.0
    for at, size in (("u", "width"), ("v", "height")):
        ends = [(getattr(p, at) - getattr(p, size) / 2, getattr(p, at) + getattr(p, size) / 2)
                for p in (one, other)]
        shared *= max(0.0, min(end for _, end in ends) - max(start for start, _ in ends))
    whole = one.width * one.height + other.width * other.height - shared
    return shared / max(1e-9, whole)
