"""What an action must pass before it moves anything, whichever arm it is for.

One pure function, ``filter_action``: finite and well shaped, or refused outright; within the limits of one
step; inside the workspace; outside the keep-out solids. What is left over is sent, and every limit that
changed the command is named. The hand is treated as two boxes (fingers and palm) that turn with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scenes.base import ActionRefused
from scenes.kinematics import (
    matrix_from_quaternion,
    quaternion_from_rotation_vector,
    quaternion_multiply,
    tilt_of,
    yaw_of,
)
from scenes.types import Action, ActionSpec, FloatArray, Pose, Sent


@dataclass(frozen=True)
class Box:
    """An upright box between two corners, each (3,) metres in the base frame."""

    name: str
    low_m: tuple[float, float, float]
    high_m: tuple[float, float, float]


@dataclass(frozen=True)
class HandBox:
    """A part of the hand: centre and half extents, (3,) metres in the tool frame (z out of the hand)."""

    centre_m: tuple[float, float, float]
    half_m: tuple[float, float, float]


HAND = (HandBox((0.0, 0.0, -0.033), (0.012, 0.062, 0.042)), HandBox((0.0, 0.0, -0.105), (0.034, 0.102, 0.034)),
        HandBox((0.0, 0.0, -0.19), (0.055, 0.055, 0.055)))
"""Fingers at their widest, palm, and the flange above it."""


@dataclass(frozen=True)
class Reach:
    """How far an arm reaches: its wrist stays within a band of distances from the shoulder.

    The wrist is ``wrist_offset_m`` nearer the base than the tool and the shoulder ``height_m`` above
    the counter, measured at the tool. Checked for a hand that points down.
    """

    wrist_offset_m: float = 0.088
    height_m: float = 0.0926
    near_m: float = 0.212
    far_m: float = 0.71
    base_m: tuple[float, float] = (0.0, 0.0)
    """Where the arm's first axis meets the counter."""


@dataclass(frozen=True)
class SafetyLimits:
    """Everything the filter enforces. The defaults suit the Panda at the origin with a bare counter."""

    spec: ActionSpec = field(default_factory=ActionSpec)
    workspace: Box = Box("workspace", (0.16, -0.56, 0.009), (0.80, 0.56, 0.42))
    """Where the tool point may be."""
    reach: Reach | None = field(default_factory=Reach)
    keep_out: tuple[Box, ...] = (Box("base column", (-0.2, -0.15, 0.0), (0.12, 0.15, 0.6)),)
    """Where no part of the hand may be."""
    hand: tuple[HandBox, ...] = HAND
    max_tilt_rad: float = 0.35
    max_yaw_rad: float = 1.85
    """Either way from straight ahead: not far beyond it the last joint hits its stop."""


def filter_action(action: Action, commanded: Pose, gripper_target: float,
                  limits: SafetyLimits) -> tuple[Sent, Pose]:
    """What may really be sent of ``action``, and the tool pose commanded by it.

    Args:
        action: as asked for, relative to ``commanded``.
        commanded: the tool pose commanded last.
        gripper_target: the opening commanded last, kept when the action terminates the skill.
        limits: of this arm in this scene.

    Raises:
        ActionRefused: not finite or of the wrong shape.
    """
    position_m, rotation_rad, opening = _checked(action)
    if action.terminate:
        still = Action(np.zeros(3), np.zeros(3), gripper_target, terminate=True)
        changed = position_m.any() or rotation_rad.any() or opening != gripper_target
        return Sent(still, ("terminate",) if changed else ()), commanded
    named: list[str] = []

    clipped = np.clip(position_m, -limits.spec.max_translation_m, limits.spec.max_translation_m)
    if np.abs(clipped - position_m).max() > 1e-9:
        named.append("translation")
    turned = np.clip(rotation_rad, -limits.spec.max_rotation_rad, limits.spec.max_rotation_rad)
    turned = turned * np.array(limits.spec.rotation_axes)
    if np.abs(turned - rotation_rad).max() > 1e-9:
        named.append("rotation")
    gripper = min(1.0, max(0.0, opening))
    if gripper != opening:
        named.append("gripper")

    orientation = commanded.orientation_xyzw
    if turned.any():
        orientation = quaternion_multiply(quaternion_from_rotation_vector(turned), orientation)
        orientation = orientation / np.linalg.norm(orientation)
        if not _orientation_allowed(orientation, commanded.orientation_xyzw, limits):
            turned, orientation = np.zeros(3), commanded.orientation_xyzw
            named.append("rotation")

    wanted = commanded.position_m + clipped
    target = _into_workspace(wanted, commanded.position_m, limits)
    if not np.allclose(target, wanted, atol=1e-9, rtol=0):
        named.append("workspace")
    else:
        target = wanted

    allowed, orientation_kept = _around_solids(commanded, target, orientation, limits)
    if allowed is not target or orientation_kept is not orientation:
        named.append("keep-out")
        target = allowed
        if orientation_kept is not orientation:
            turned, orientation = np.zeros(3), orientation_kept
    sent = Action(target - commanded.position_m, turned, gripper)
    return Sent(sent, tuple(dict.fromkeys(named))), Pose(target, orientation)


def hand_touches(pose: Pose, solids: Sequence[Box], hand: Sequence[HandBox] = HAND) -> bool:
    """Whether any part of a hand at ``pose`` is inside any of the solids."""
    if not solids:
        return False
    rotation = matrix_from_quaternion(pose.orientation_xyzw)
    return any(_overlaps(pose.position_m, rotation, part, solid) for solid in solids for part in hand)


def _checked(action: Action) -> tuple[FloatArray, FloatArray, float]:
    try:
        position = np.array(action.delta_position_m, dtype=float)
        rotation = np.array(action.delta_rotation_rad, dtype=float)
        opening = float(action.gripper_opening)
    except (TypeError, ValueError) as error:
        raise ActionRefused(f"the action is not made of numbers ({error}); nothing moved") from error
    if position.shape != (3,) or rotation.shape != (3,):
        raise ActionRefused(f"the action needs 3 translations and 3 rotations, not {position.shape} and "
                            f"{rotation.shape}; nothing moved")
    if not (np.isfinite(position).all() and np.isfinite(rotation).all() and math.isfinite(opening)):
        raise ActionRefused("the action has a value that is not finite; nothing moved")
    return position, rotation, opening


def _orientation_allowed(orientation: FloatArray, before: FloatArray, limits: SafetyLimits) -> bool:
    """Inside the limits, or at least no further outside them than the hand already is."""
    tilt, yaw = tilt_of(orientation), abs(yaw_of(orientation))
    return (tilt <= max(limits.max_tilt_rad, tilt_of(before)) + 1e-9
            and yaw <= max(limits.max_yaw_rad, abs(yaw_of(before))) + 1e-9)


def _into_workspace(point: FloatArray, before: FloatArray, limits: SafetyLimits) -> FloatArray:
    inside = np.clip(point, limits.workspace.low_m, limits.workspace.high_m)
    reach = limits.reach
    if reach is None or _reach_excess(inside, reach) <= 1e-9:
        return inside
    if _reach_excess(before, reach) > 1e-9:  # already outside: only the way back is open
        return inside if _reach_excess(inside, reach) < _reach_excess(before, reach) else before
    free, blocked = 0.0, 1.0
    for _ in range(30):
        middle = 0.5 * (free + blocked)
        if _reach_excess(before + middle * (inside - before), reach) <= 0:
            free = middle
        else:
            blocked = middle
    return before + free * (inside - before)


def _reach_excess(point: FloatArray, reach: Reach) -> float:
    """How far outside the band of reach the wrist would be; at most 0 inside it."""
    out = math.hypot(point[0] - reach.base_m[0], point[1] - reach.base_m[1]) - reach.wrist_offset_m
    distance = math.hypot(out, point[2] - reach.height_m)
    return max(distance - reach.far_m, reach.near_m - distance)


def _in_box(point: FloatArray, box: Box) -> bool:
    return bool(np.all(point >= np.array(box.low_m) - 1e-9) and np.all(point <= np.array(box.high_m) + 1e-9))


def _around_solids(before: Pose, target: FloatArray, orientation: FloatArray,
                   limits: SafetyLimits) -> tuple[FloatArray, FloatArray]:
    """The largest part of the motion that keeps the hand out of every solid, all along the way."""
    near = _near_solids(before.position_m, target, limits)
    if not near or _way_is_free(before, target, orientation, near, limits):
        return target, orientation
    delta = target - before.position_m
    masks = [np.array(mask) for mask in ((1, 1, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1))]
    masks.sort(key=lambda mask: -float(np.linalg.norm(delta * mask)))
    masks.append(np.zeros(3))
    for turn in (orientation, before.orientation_xyzw):
        for mask in masks:
            part = before.position_m + delta * mask
            if _in_workspace(part, limits) and _way_is_free(before, part, turn, near, limits):
                return part, turn
    return before.position_m.copy(), before.orientation_xyzw


def _in_workspace(point: FloatArray, limits: SafetyLimits) -> bool:
    return _in_box(point, limits.workspace) and (limits.reach is None
                                                 or _reach_excess(point, limits.reach) <= 1e-9)


def _near_solids(start: FloatArray, end: FloatArray, limits: SafetyLimits) -> tuple[Box, ...]:
    radius = max(math.hypot(*part.half_m) + math.hypot(*part.centre_m) for part in limits.hand)
    low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
    return tuple(box for box in limits.keep_out
                 if bool(np.all(np.array(box.high_m) > low) and np.all(np.array(box.low_m) < high)))


def _way_is_free(before: Pose, target: FloatArray, orientation: FloatArray, solids: tuple[Box, ...],
                 limits: SafetyLimits) -> bool:
    # A wall can be thinner than one step is long, so the way is checked every centimetre.
    distance = float(np.linalg.norm(target - before.position_m))
    pieces = max(1, math.ceil(distance / 0.01))
    end = orientation if float(orientation @ before.orientation_xyzw) >= 0 else -orientation
    for index in range(1, pieces + 1):
        share = index / pieces
        turn = end if index == pieces else (1 - share) * before.orientation_xyzw + share * end
        if hand_touches(Pose(before.position_m + share * (target - before.position_m), turn), solids,
                        limits.hand):
            return False
    return True


def _overlaps(position_m: FloatArray, rotation: FloatArray, part: HandBox, solid: Box) -> bool:
    """Separating-axis test between a turned hand box and an upright box."""
    low, high = np.array(solid.low_m), np.array(solid.high_m)
    half_solid, half_hand = (high - low) / 2, np.array(part.half_m)
    offset = position_m + rotation @ np.array(part.centre_m) - (low + high) / 2
    spread = np.abs(rotation) + 1e-12
    if np.any(np.abs(offset) >= half_solid + spread @ half_hand):
        return False
    if np.any(np.abs(offset @ rotation) >= half_hand + half_solid @ spread):
        return False
    for i in range(3):
        for j in range(3):
            a, b, c, d = (i + 1) % 3, (i + 2) % 3, (j + 1) % 3, (j + 2) % 3
            gap = abs(offset[b] * rotation[a, j] - offset[a] * rotation[b, j])
            if gap >= (half_solid[a] * spread[b, j] + half_solid[b] * spread[a, j]
                       + half_hand[c] * spread[i, d] + half_hand[d] * spread[i, c]):
                return False
    return True
