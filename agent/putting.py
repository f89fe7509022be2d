"""What the hand put where: offered where a look misses it, and where to reach for it.

A can on the tray may be missed by the eye, which then sees a tray and no can; and who asks for the can again
is not helped by "I do not see a Coke here". What was set down in or on a fixed place is taken to be there
until it is picked up, reached for in vain, or seen elsewhere. In a closed drawer nothing can be reached, so
nothing is offered. Somebody may have taken it: it is marked as remembered, and the gripper finds out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from agent.places import pulled_out
from agent.types import Held, Put
from policies.types import Percept, Step
from scenes.catalogue import all_kinds

_NEAR = 0.1
"""Image distance from where it was put within which a thing of its name is that thing."""
_TAKEN = 0.2
"""The same of a point that was reached for."""
_CONFIDENCE = 0.5
_RISE_PER_M = 0.35
"""Of a thing's middle above its foot in the front image, a metre of its height."""
_IN_DRAWER = (0.012, 0.066, 0.45)
"""From an open drawer as it is seen to the middle of a thing that the hand set down in it, in the front
image: to the right, down, and up again a metre of its height. An empty drawer is set down in on the near
side; of twelve kinds, once each, ten were within .02 of this."""


def where_put(name: str, u: float, v: float, place: Percept | None) -> tuple[float, float]:
    """Image point of the middle of a thing that was put at (u, v): in a drawer, where that stands once open.

    Args:
        place: what it was put in or on, as it is seen or remembered now.
    """
    kind = all_kinds().get(name)
    height_m = 0.0 if kind is None else kind.size_m[2]
    if place is None or place.is_open is None:
        return u, max(0.0, v - _RISE_PER_M * height_m)
    drawer, (right, down, rises) = pulled_out(place), _IN_DRAWER
    return min(1.0, drawer.u + right), min(1.0, max(0.0, drawer.v + down - rises * height_m))


def set_down(memory: Sequence[Put], held: Held, step: Step, percepts: Sequence[Percept]) -> tuple[Put, ...]:
    """The memory after the hand let go; a thing on the bare counter is seen, and not remembered."""
    by_key = {percept.key: percept for percept in percepts}
    place = None if step.percept is None else by_key.get(step.percept)
    if place is None or not place.is_place:
        return tuple(memory)
    thing = by_key.get(held.key)
    return (*memory, Put(
        name=held.name, place=place.name, u=step.u, v=step.v,
        width=0.0 if thing is None else thing.width, height=0.0 if thing is None else thing.height,
        others=sum(p.name == held.name and p.key != held.key for p in percepts)))


def taken(memory: Sequence[Put], step: Step, percepts: Sequence[Percept]) -> tuple[Put, ...]:
    """The memory without what a pick has reached for: it is in the hand, or was not there."""
    def away(put: Put) -> float:
        u, v = _point(put, percepts)
        return hypot(u - step.u, v - step.v)

    alike = [put for put in memory if put.name == step.target and away(put) <= _TAKEN]
    gone = min(alike, key=away, default=None)
    return tuple(put for put in memory if put is not gone)


def still(memory: Sequence[Put], seen: Sequence[Percept]) -> tuple[Put, ...]:
    """The memory without what is seen elsewhere: none there, and more of its name than the others were."""
    return tuple(put for put in memory if _seen_there(put, seen) or _count(put, seen) <= put.others)


def offered(seen: Sequence[Percept], memory: Sequence[Put]) -> tuple[Percept, ...]:
    """What is seen (and which places are remembered), and after it what was put where it can be reached."""
    key = max((percept.key for percept in seen), default=-1) + 1
    missed = [put for put in memory
              if not _seen_there(put, seen) and _count(put, seen) <= put.others and _open(put, seen)]
    more = []
    for at, put in enumerate(missed):
        u, v = _point(put, seen)
        more.append(Percept(key=key + at, name=put.name, u=u, v=v, width=put.width, height=put.height,
                            confidence=_CONFIDENCE, is_place=False, remembered=True))
    return (*seen, *more)


def _point(put: Put, percepts: Sequence[Percept]) -> tuple[float, float]:
    return where_put(put.name, put.u, put.v, next((p for p in percepts if p.name == put.place), None))


def _open(put: Put, percepts: Sequence[Percept]) -> bool:
    place = next((p for p in percepts if p.name == put.place), None)
    return place is not None and place.is_open is not False


def _seen_there(put: Put, percepts: Sequence[Percept]) -> bool:
    u, v = _point(put, percepts)
    return any(p.name == put.name and not p.remembered and hypot(p.u - u, p.v - v) <= _NEAR for p in percepts)


def _count(put: Put, percepts: Sequence[Percept]) -> int:
    return sum(p.name == put.name and not p.remembered for p in percepts)
