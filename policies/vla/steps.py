"""A reading as skills with image points, from what was seen alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from policies.types import Entry, Percept, Reading, Step

COUNTER = "counter"
"""Target name of a free point on the counter."""
_BESIDE = 0.085
"""How far beside its neighbour a thing is put, in image widths."""
_FREE_AREA = (0.2, 0.8, 0.3, 0.85)
"""Left, right, top and bottom of the image region where things stand."""


def steps_for(reading: Reading, percepts: Sequence[Percept]) -> tuple[Step, ...]:
    """The skills that carry out a reading: a closed drawer is opened first, another open one closed."""
    by_key = {percept.key: percept for percept in percepts}
    steps: list[Step] = []
    for entry in reading.entries:
        for thing in entry.things:
            steps += _entry_steps(entry, by_key[thing], by_key, percepts)
    return tuple(steps)


def _at(skill: str, percept: Percept) -> Step:
    return Step.model_validate(
        {"skill": skill, "u": percept.u, "v": percept.v, "target": percept.name, "percept": percept.key}
    )


def _entry_steps(
    entry: Entry, thing: Percept, by_key: dict[int, Percept], percepts: Sequence[Percept]
) -> list[Step]:
    if entry.verb == "close":
        return [_at("close", thing)]
    if entry.verb == "open":
        return [*_close_other(thing, percepts), _at("open", thing)]
    if entry.destination is None:
        return [_at("pick", thing)]
    place = by_key[entry.destination]
    if entry.relation == "next_to":
        u, v = free_point_beside(place, thing, percepts)
        return [_at("pick", thing), Step(skill="place", u=u, v=v, target=COUNTER)]
    before = []
    if place.is_open is False:
        before = [*_close_other(place, percepts), _at("open", place)]
    return [*before, _at("pick", thing), _at("place", place)]


def _close_other(drawer: Percept, percepts: Sequence[Percept]) -> list[Step]:
    return [_at("close", p) for p in percepts if p.is_open and p.key != drawer.key]


def foot(percept: Percept) -> tuple[float, float]:
    """Image point where a thing stands on the counter."""
    return percept.u, min(1.0, percept.v + 0.4 * percept.height)


def free_point_beside(place: Percept, thing: Percept, percepts: Sequence[Percept]) -> tuple[float, float]:
    """The point beside a thing that is farthest from everything else, on the counter."""
    u, v = foot(place)
    others = [foot(p) for p in percepts if p.key not in (place.key, thing.key)]
    left, right, top, bottom = _FREE_AREA
    best, best_room = (u + _BESIDE, v), -1.0
    for turn in range(12):
        angle = 2 * pi * turn / 12
        at = (u + _BESIDE * cos(angle), v + _BESIDE * sin(angle))
        room = min((hypot(at[0] - x, at[1] - y) for x, y in others), default=1.0)
        if left <= at[0] <= right and top <= at[1] <= bottom and room > best_room:
            best, best_room = at, room
    return best
