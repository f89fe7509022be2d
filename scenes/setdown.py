"""Where and how a held thing is set down: in a place, in or on another thing, or at a point.

The tool's release pose follows from where the thing should come to stand and from how it hangs in the
hand now. Walled places are released into from above the rim, low enough for nothing to bounce out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.bench.layout import RIMS_M
from scenes.grasps import Solid, flat_axes, footprint, free_spot, nearest_yaw, overlap, rectangle
from scenes.kinematics import yaw_of
from scenes.layout import BIN_HEIGHT_M, DRAWER_FRONT_M, MICROWAVE_HEIGHT_M, Region
from scenes.panda_model import FINGER_STROKE_M, FINGER_THICKNESS_M
from scenes.types import FloatArray, Pose

_GAP_M = 0.005
_POINT_SLACK_M, _HOLDER_SLACK_M, _DRAWER_SLACK_M, _MOST_SLACK_M = 0.015, 0.008, 0.010, 0.025
_DRAWER_TURN_SLACK_RAD = 0.2
"""Turning a thing by a few degrees over a drawer gains nothing, and which way cannot be seen."""
_TIP_M = 0.013
"""Tool height over a rim at which the fingertips clear it."""
_LONG_M, WIDE_M = 0.11, 0.08
_RIM_M = {"landfill": BIN_HEIGHT_M, "recycling": BIN_HEIGHT_M, "compost": BIN_HEIGHT_M, **RIMS_M}
_ALONG_X = ("microwave", "sink")
"""Places longer along x than along y, or with more room for the palm that way; the others along y."""
_WALL_M = {"microwave": MICROWAVE_HEIGHT_M, "top_drawer": DRAWER_FRONT_M, "bottom_drawer": DRAWER_FRONT_M}
WALLED = frozenset({*_RIM_M, *_WALL_M, "sink"})
"""Places whose walls leave the fingers little room."""


@dataclass(frozen=True)
class Setdown:
    """Tool position (3,) and yaw at release, height to line up at, and how far to open."""

    position_m: FloatArray
    yaw_rad: float
    clear_m: float
    opening: float
    slack_m: float = 0.0
    """How far from there, any way, will do as well."""
    turn_slack_rad: float = 0.0
    """How far the yaw may be off."""


@dataclass(frozen=True)
class _Held:
    """How a thing hangs in the hand."""

    offset_m: FloatArray
    """(2,) from tool to thing in the hand's own frame (x ahead, y along its y axis)."""
    below_m: float
    """From the tool down to the thing's lowest point."""
    half_m: tuple[float, float]
    """Half extents of its footprint along and across ``heading_rad``."""
    long_m: float
    """Its longer flat side as made, however it leans in the grip."""
    turn_rad: float
    """Heading of its longer flat axis, relative to the hand's yaw."""
    width_m: float
    """Between the fingers."""
    stroke_m: float
    """Of each finger."""


def setdown_at(solid: Solid, tool: Pose, gap_m: float, point_m: FloatArray, yaw_rad: float,
               stroke_m: float = FINGER_STROKE_M) -> Setdown:
    """On a bare surface: the thing's middle over ``point_m``. ``gap_m`` is what is between the fingers."""
    held = _held(solid, tool, gap_m, stroke_m)
    return _release(held, point_m[:2], float(point_m[2]) + _GAP_M, yaw_rad, 0.0, slack_m=_POINT_SLACK_M)


def setdown_on(solid: Solid, tool: Pose, gap_m: float, holder: Solid, yaw_rad: float, others: Sequence[Solid],
               stroke_m: float = FINGER_STROKE_M) -> Setdown:
    """In a bowl or on a plate: over its middle, from just above its rim."""
    held = _held(solid, tool, gap_m, stroke_m)
    middle = holder.pose.position_m[:2]
    top = holder.top_m
    inside = [other.top_m for other in others if other is not holder
              and 1e-6 < float(np.linalg.norm(other.pose.position_m[:2] - middle)) < 0.06]
    bowl = holder.size_m[2] > 0.03
    floor = max([float(holder.pose.position_m[2]) - holder.half_height_m + 0.012, *inside])
    return _release(held, middle, floor + _GAP_M, yaw_rad, top if bowl else 0.0, slack_m=_HOLDER_SLACK_M)


def setdown_in(solid: Solid, tool: Pose, gap_m: float, name: str, region: Region, yaw_rad: float,
               others: Sequence[Solid], stroke_m: float = FINGER_STROKE_M) -> Setdown:
    """In or on a place, on the free spot nearest its middle; on top of what is there if it is full."""
    held = _held(solid, tool, gap_m, stroke_m)
    low, high = np.array(region.low_m), np.array(region.high_m)
    here = [other for other in others if region.contains(other.pose.position_m)
            or _touches(other, low, high) and other.pose.position_m[2] < high[2]]
    taken = [footprint(other) for other in here]
    long = held.long_m > _LONG_M
    spot: FloatArray | None = None
    slack, half, turn_slack = _DRAWER_SLACK_M, held.half_m, 0.0
    if name in _RIM_M:
        yaw = yaw_rad
    elif name in ("top_drawer", "bottom_drawer"):
        yaw, spot = _in_drawer(held, region, taken)
        yaw, turn_slack = nearest_yaw(yaw, yaw_rad), _DRAWER_TURN_SLACK_RAD
    else:
        wanted = 0.0 if name in _ALONG_X else math.pi / 2
        yaw = nearest_yaw(wanted - held.turn_rad, yaw_rad) if long else yaw_rad
        reach = _opening_m(held) / 2 + FINGER_THICKNESS_M if name in _WALL_M else 0.0
        half = (held.half_m[0], max(held.half_m[1], reach))
        spot = free_spot(low[:2], high[:2], half, yaw + held.turn_rad, taken)
    if spot is None:
        spot = (low[:2] + high[:2]) / 2
    mine = rectangle(spot, yaw + held.turn_rad, held.half_m[0] + 0.01, held.half_m[1] + 0.01)
    floor = max([float(low[2]), *(other.top_m for other, shadow in zip(here, taken, strict=True)
                                  if overlap(shadow, mine))])
    if name not in ("top_drawer", "bottom_drawer"):
        room = (high - low)[:2] / 2 - _extent(half, yaw + held.turn_rad)
        slack = float(np.clip(0.5 * room.min(), 0.004, 0.010 if here else _MOST_SLACK_M))
    return _release(held, spot, floor + _GAP_M, yaw, _RIM_M.get(name, 0.0), floor + _WALL_M.get(name, 0.0),
                    slack, turn_slack)


def _extent(half_m: tuple[float, float], heading_rad: float) -> FloatArray:
    """(2,) half extents along x and y of a footprint turned to ``heading_rad``."""
    cos, sin = abs(math.cos(heading_rad)), abs(math.sin(heading_rad))
    long, short = half_m
    return np.array([long * cos + short * sin, long * sin + short * cos])


def _in_drawer(held: _Held, region: Region,
               taken: Sequence[FloatArray]) -> tuple[float, FloatArray | None]:
    """Small things side by side in the front half, hand along y; long things along y, hand along x.

    These are the ways in which a wide palm passes the cabinet, and palm and thing the other drawer's knob.
    """
    middle = region.centre_m[:2]
    if held.long_m > WIDE_M:
        spots = [middle + np.array([dx, 0.006]) for dx in (0.036, -0.036)]
        yaw = math.pi / 2
    else:
        spots = [middle + np.array([dx, 0.03]) for dx in (0.05, -0.05)]
        yaw = 0.0
    for spot in spots:
        mine = rectangle(spot, yaw + held.turn_rad, held.half_m[0] + 0.004, held.half_m[1] + 0.004)
        if not any(overlap(mine, other) for other in taken):
            return yaw, spot
    return yaw, spots[0]


def _held(solid: Solid, tool: Pose, gap_m: float, stroke_m: float) -> _Held:
    yaw = yaw_of(tool.orientation_xyzw)
    away = solid.pose.position_m - tool.position_m
    cos, sin = math.cos(yaw), math.sin(yaw)
    offset = np.array([cos * away[0] + sin * away[1], -sin * away[0] + cos * away[1]])
    rotation = solid.rotation
    long, short = flat_axes(solid)
    half = np.array(solid.size_m) / 2
    upright = 3 - long - short
    lean = float(np.linalg.norm(rotation[:2, upright])) * half[upright]
    heading = math.atan2(rotation[1, long], rotation[0, long])
    if solid.size_m[long] == solid.size_m[short]:
        heading = yaw
    return _Held(offset, -float(away[2]) + solid.half_height_m, (half[long] + lean, half[short] + lean),
                 float(solid.size_m[long]), _half_turn(heading - yaw), gap_m, stroke_m)


def _release(held: _Held, spot: FloatArray, floor_m: float, yaw_rad: float, rim_m: float,
             wall_m: float = 0.0, slack_m: float = 0.0, turn_slack_rad: float = 0.0) -> Setdown:
    cos, sin = math.cos(yaw_rad), math.sin(yaw_rad)
    shift = np.array([cos * held.offset_m[0] - sin * held.offset_m[1],
                      sin * held.offset_m[0] + cos * held.offset_m[1]])
    z = max(floor_m + held.below_m, rim_m + _TIP_M if rim_m else 0.0, 0.011)
    clear = max(z, max(rim_m, wall_m) + held.below_m) + 0.03
    opening = min(1.0, _opening_m(held) / (2 * held.stroke_m))
    return Setdown(np.array([spot[0] - shift[0], spot[1] - shift[1], z]), yaw_rad, clear, opening, slack_m,
                   turn_slack_rad)


def _opening_m(held: _Held) -> float:
    return held.width_m + 0.028


def _half_turn(angle_rad: float) -> float:
    """Into (-pi/2, pi/2]: two fingers make no difference between the two ways round."""
    return math.remainder(angle_rad, math.pi)


def _touches(other: Solid, low: FloatArray, high: FloatArray) -> bool:
    middle = (low + high) / 2
    place = rectangle(middle, 0.0, float(high[0] - low[0]) / 2, float(high[1] - low[1]) / 2)
    return overlap(footprint(other), place)
