"""What an arm can fetch from and put to on a counter: its places, and points on the bare surface."""

from __future__ import annotations

import numpy as np

from scenes.arm_model import LOWEST_M, ArmModel
from scenes.catalogue import World, places
from scenes.fixtures import DRAWERS
from scenes.kitchen import region_of
from scenes.layout import DRAWER_TRAVEL_M
from scenes.types import FloatArray

_HELD_M = 0.04
"""Height of the tool over a surface when a small thing is let go there."""


def point_in_reach(model: ArmModel, point_m: FloatArray) -> bool:
    """Whether the hand gets to a point (3,) on a surface and straight up from it to its travel height."""
    x, y, z = (float(value) for value in point_m)
    heights = (z + LOWEST_M, z + _HELD_M, model.travel_m)
    return all(model.reaches(np.array([x, y, height])) for height in heights)


def places_in_reach(model: ArmModel, world: World) -> tuple[str, ...]:
    """Names of the places things can be put to; a drawer only if it can be opened and reached into."""
    found = []
    for name in places(world):
        middle = region_of(world, name).centre_m
        spots = [middle]
        if name in DRAWERS:
            spots = [middle + np.array([0.0, out, 0.0]) for out in (DRAWER_TRAVEL_M / 2, DRAWER_TRAVEL_M)]
        if all(point_in_reach(model, spot) for spot in spots):
            found.append(name)
    return tuple(found)
