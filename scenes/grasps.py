"""Where to take hold of a thing and where there is room to set one down: geometry of the truth alone.

A thing is a box turned any way (it may have fallen over). It is held across the shorter of the two box
axes that lie flat, so long things are held across their short side and bags across the thin one; round
things may be held from any side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scenes.kinematics import matrix_from_quaternion
from scenes.panda_model import FINGER_STROKE_M, FINGER_THICKNESS_M
from scenes.types import FloatArray, Pose

LOWEST_TOOL_M = 0.011
"""Height of the tool over a surface at which the fingertips just clear it."""
_PALM_HALF_M = (0.036, 0.106)
_PALM_ABOVE_TOOL_M = 0.0714
_FINGER_REACH_M = FINGER_STROKE_M + FINGER_THICKNESS_M
_FAVOUR_RAD = 0.2
YAW_LIMIT_RAD = 1.80
"""Beyond a quarter turn, so that a hand on its way to one of two opposite yaws is never sent back."""
SPREAD_M = 0.045
"""How much wider than the thing the fingers open before they go down beside it."""
TIGHT_SPREAD_M = 0.012
"""The same where walls are near."""
_LONG_SLACK_M = 0.012
WAIST_M = {"hammer": 0.03, "scissors": 0.03, "allen_key": 0.016}
"""Kinds that are narrower than their box where they are held."""


@dataclass(frozen=True)
class Solid:
    """A thing as the geometry sees it: its pose and its full box size (3,) metres."""

    pose: Pose
    size_m: tuple[float, float, float]

    @property
    def rotation(self) -> FloatArray:
        return matrix_from_quaternion(self.pose.orientation_xyzw)

    @property
    def half_height_m(self) -> float:
        """From its centre up to its highest (and down to its lowest) point, as it is turned now."""
        half = np.array(self.size_m) / 2
        if self.size_m[0] == self.size_m[1]:  # round about its own z axis
            axis = abs(float(self.rotation[2, 2]))
            return float(half[2] * axis + half[0] * math.sqrt(max(0.0, 1 - axis * axis)))
        return float(np.abs(self.rotation[2]) @ half)

    @property
    def top_m(self) -> float:
        return float(self.pose.position_m[2]) + self.half_height_m


@dataclass(frozen=True)
class Grasp:
    """How to hold a thing: tool position (3,), hand yaw, and how far to open before going down (0..1)."""

    position_m: FloatArray
    yaw_rad: float
    opening: float
    width_m: float
    slack_m: float = 0.0
    """How far from there along the fingers a long thing may be held just as well."""


def flat_axes(solid: Solid) -> tuple[int, int]:
    """Indices of the box axes that lie flattest: (the longer, the shorter)."""
    upright = int(np.argmax(np.abs(solid.rotation[2])))
    first, second = (axis for axis in range(3) if axis != upright)
    return (first, second) if solid.size_m[first] >= solid.size_m[second] else (second, first)


def footprint(solid: Solid) -> FloatArray:
    """(4, 2) corners of the upright shadow of a thing (exact unless it leans)."""
    rotation, half = solid.rotation, np.array(solid.size_m) / 2
    long, short = flat_axes(solid)
    upright = 3 - long - short
    heading = math.atan2(rotation[1, long], rotation[0, long])
    lean = float(np.linalg.norm(rotation[:2, upright])) * half[upright]
    return rectangle(solid.pose.position_m, heading, half[long] + lean, half[short] + lean)


def rectangle(centre_m: FloatArray, heading_rad: float, half_long_m: float, half_short_m: float) -> FloatArray:
    """(4, 2) corners in order."""
    cos, sin = math.cos(heading_rad), math.sin(heading_rad)
    return np.array([(centre_m[0] + a * half_long_m * cos - b * half_short_m * sin,
                      centre_m[1] + a * half_long_m * sin + b * half_short_m * cos)
                     for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])


def overlap(a: FloatArray, b: FloatArray) -> bool:
    """Whether two rectangles, (4, 2) corners in order, overlap."""
    for shape in (a, b):
        for axis in (shape[1] - shape[0], shape[2] - shape[1]):
            pa, pb = a @ axis, b @ axis
            if pa.max() <= pb.min() or pb.max() <= pa.min():
                return False
    return True


def nearest_yaw(yaw_rad: float, present_rad: float) -> float:
    """The equivalent of a two-fingered yaw (turning by half a circle changes nothing) nearest the present."""
    options = [yaw_rad + math.pi * turn for turn in range(-4, 5)]
    allowed = [option for option in options if abs(option) <= YAW_LIMIT_RAD]
    # A bias breaks the tie of a hand that points straight ahead at what lies across.
    return min(allowed, key=lambda option: abs(option - present_rad) - (_FAVOUR_RAD if option > 0 else 0.0))


def grasp_of(solid: Solid, others: Sequence[Solid], present_yaw_rad: float, lowest_m: float = LOWEST_TOOL_M,
             spread_m: float = SPREAD_M, width_m: float | None = None,
             stroke_m: float = FINGER_STROKE_M) -> Grasp:
    """How to hold a thing among others, with the hand's present yaw kept where the shape allows.

    Args:
        lowest_m: height below which the tool must not go here.
        spread_m: how much wider than the thing to open.
        width_m: between the fingers, where it is not the width of the box.
        stroke_m: of each finger of the hand.
    """
    rotation = solid.rotation
    long, short = flat_axes(solid)
    width = solid.size_m[short] if width_m is None else width_m
    z = max(float(solid.pose.position_m[2]), lowest_m)
    # The palm must not sink into what it reaches down to.
    z = max(z, solid.top_m - _PALM_ABOVE_TOOL_M + 0.004)
    position = np.array([*solid.pose.position_m[:2], z])
    opening = min(1.0, (width + spread_m) / (2 * stroke_m))
    heading = math.atan2(rotation[1, long], rotation[0, long])
    if long + short == 1 and solid.size_m[0] == solid.size_m[1]:
        yaw = _free_yaw(position, present_yaw_rad, width, others)
    else:
        yaw = nearest_yaw(heading, present_yaw_rad)
    longer = solid.size_m[long] - solid.size_m[short]
    return Grasp(position, yaw, opening, width, min(_LONG_SLACK_M, 0.2 * max(0.0, longer)))


def _free_yaw(position: FloatArray, present_yaw_rad: float, width: float, others: Sequence[Solid]) -> float:
    near = [other for other in others if np.linalg.norm(other.pose.position_m[:2] - position[:2]) < 0.24]
    if not near:
        return present_yaw_rad
    shadows = [(footprint(other), other.top_m) for other in near]
    for turn in (0.0, *(sign * 0.15 * step for step in range(1, 11) for sign in (1, -1))):
        yaw = present_yaw_rad + turn
        if abs(yaw) <= YAW_LIMIT_RAD and hand_is_free(position, yaw, width, shadows):
            return yaw
    return present_yaw_rad


def hand_is_free(position: FloatArray, yaw_rad: float, width_m: float,
                 shadows: Sequence[tuple[FloatArray, float]]) -> bool:
    """Whether fingers and palm at a grasp clear the (footprint, top) pairs of other things."""
    reach = min(_FINGER_REACH_M, (width_m + SPREAD_M) / 2 + FINGER_THICKNESS_M)
    across = yaw_rad - math.pi / 2
    fingers = rectangle(position, across, reach + 0.004, 0.016)
    palm = rectangle(position, across, _PALM_HALF_M[1], _PALM_HALF_M[0])
    for shadow, top in shadows:
        if top > position[2] - 0.01 and overlap(fingers, shadow):
            return False
        if top > position[2] + _PALM_ABOVE_TOOL_M - 0.004 and overlap(palm, shadow):
            return False
    return True


def free_spot(low_m: FloatArray, high_m: FloatArray, half_m: tuple[float, float], heading_rad: float,
              taken: Sequence[FloatArray], gap_m: float = 0.02,
              allowed: Callable[[FloatArray], bool] | None = None) -> FloatArray | None:
    """The (2,) spot nearest the middle of an upright region where a thing's footprint is free.

    Args:
        low_m: (2,) corner of where the whole footprint may lie; ``high_m`` likewise.
        half_m: half extents of the footprint along and across ``heading_rad``.
        taken: footprints that must stay ``gap_m`` away.
        allowed: whether a (2,) spot will do; None: any.
    """
    cos, sin = abs(math.cos(heading_rad)), abs(math.sin(heading_rad))
    extent = np.array([half_m[0] * cos + half_m[1] * sin, half_m[0] * sin + half_m[1] * cos])
    middle, room = (low_m + high_m) / 2, np.maximum((high_m - low_m) / 2 - extent, 0.0)
    steps = np.linspace(-1, 1, 9)
    spots = sorted((middle + room * np.array([a, b]) for a in steps for b in steps),
                   key=lambda spot: (round(float(np.linalg.norm(spot - middle)), 4), spot[0], spot[1]))
    for spot in spots:
        here = rectangle(spot, heading_rad, half_m[0] + gap_m, half_m[1] + gap_m)
        if not any(overlap(here, other) for other in taken) and (allowed is None or allowed(spot)):
            return np.asarray(spot)
    return None
