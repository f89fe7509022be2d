"""Counters in use: things that have been put somewhere already, for the eye to learn.

What was put on the tray, in a bin or into an open drawer must still be seen: to undo it, to say what is
where, and not to offer it twice.
"""

from __future__ import annotations

import numpy as np

from scenes.catalogue import PLACES, all_kinds
from scenes.catalogue import places as places_of
from scenes.kitchen import KitchenScene
from scenes.setdown import WIDE_M

MOST = 3
"""Things moved at the most."""
_MARGIN_M = 0.025
"""From a place's rim to a thing's middle."""
_ABOVE_M = 0.004
_LET_GO_M = 0.005
"""How far from where it was meant to stand the hand lets a thing go, in a drawer (standard deviation)."""


def put_about(scene: KitchenScene, rng: np.random.Generator) -> int:
    """Moves one to three things onto places, into bowls and onto plates; returns how many."""
    things = [key for key, thing in enumerate(scene.standing) if all_kinds()[thing.kind].graspable]
    holders = [key for key, thing in enumerate(scene.standing) if all_kinds()[thing.kind].holds_things]
    places = [place.key for place in places_of(scene.spec.world).values()
              if not place.key.endswith("drawer") or scene.drawer_opening_m(place.key) > 0.1]
    free: list[str | int] = [*places, *holders]
    rng.shuffle(things)
    moved = 0
    for key in things[: int(rng.integers(1, MOST + 1))]:
        if not free:
            break
        target = free.pop(int(rng.integers(len(free))))
        if isinstance(target, str):
            region = scene.region(target)
            low, high = np.array(region.low_m), np.array(region.high_m)
            point = rng.uniform(low[:2] + _MARGIN_M, high[:2] - _MARGIN_M)
            floor = low[2]
        else:
            holder = scene.truth(pixels=False).things[target]
            point = holder.pose.position_m[:2] + rng.normal(0, 0.004, 2)
            floor = holder.pose.position_m[2]
        scene.put(key, np.array([*point, floor + _ABOVE_M]), float(rng.uniform(-np.pi, np.pi)))
        moved += 1
    return moved


def stock_drawer(scene: KitchenScene, rng: np.random.Generator) -> int | None:
    """Stands one thing where the hand sets it down in an open drawer.

    Returns:
        Its key; None where no drawer is open or nothing can be carried.
    """
    drawers = [place.key for place in PLACES if place.key.endswith("drawer")]
    opened = [name for name in drawers if scene.drawer_opening_m(name) > 0.1]
    things = [key for key, thing in enumerate(scene.standing) if all_kinds()[thing.kind].graspable]
    if not opened or not things:
        return None
    key, region = int(rng.choice(things)), scene.region(str(rng.choice(opened)))
    longer = max(all_kinds()[scene.standing[key].kind].size_m[:2])
    side, ahead, yaw_rad = (0.05, 0.03, np.pi) if longer <= WIDE_M else (0.036, 0.006, 0.15)
    point = region.centre_m + np.array([float(rng.choice([-side, side])), ahead, _ABOVE_M])
    point[:2] += rng.normal(0, _LET_GO_M, 2)
    scene.put(key, point, lies_along_y(scene.standing[key].kind) + float(rng.uniform(-yaw_rad, yaw_rad)))
    return key


def lies_along_y(kind: str) -> float:
    """Yaw at which the longer side of a kind's box points along y."""
    size = all_kinds()[kind].size_m
    return np.pi / 2 if size[0] >= size[1] else 0.0
