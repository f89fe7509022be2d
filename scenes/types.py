"""What crosses the seam between a scene and a policy.

Frames: positions are metres in the robot's base frame (x forward, y to the robot's left, z up;
z = 0 is the counter top). Quaternions are ``xyzw``. Image points are normalised: ``u`` grows to the
right and ``v`` downwards, both in [0, 1], measured in the front camera's image.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
ImageArray = NDArray[np.uint8]


@dataclass(frozen=True)
class Pose:
    """A rigid pose: ``position_m`` (3,) and ``orientation_xyzw`` (4,), in the robot's base frame."""

    position_m: FloatArray
    orientation_xyzw: FloatArray


@dataclass(frozen=True)
class ArmState:
    """What the arm knows of itself (proprioception)."""

    joint_positions_rad: FloatArray
    """(n_joints,) measured, base to wrist."""
    tool: Pose
    """The point between the fingertips; its z axis points out of the hand (down when picking)."""
    gripper_opening: float
    """Measured, 0 closed .. 1 fully open."""
    gripper_target: float
    """Last commanded opening, 0 .. 1: a measured opening above it means something is held."""


@dataclass(frozen=True)
class Observation:
    """Everything a policy may see. Never the simulator's truth."""

    images: Mapping[str, ImageArray]
    """Camera name -> uint8 (height, width, 3) RGB. ``front`` faces the robot, ``wrist`` rides the hand."""
    arm: ArmState
    time_s: float


@dataclass(frozen=True)
class Action:
    """One control step, relative to the arm's last *commanded* tool pose (so sag never accumulates)."""

    delta_position_m: FloatArray
    """(3,) base frame."""
    delta_rotation_rad: FloatArray
    """(3,) rotation vector (axis-angle), base frame; z is the yaw of a downward-pointing hand."""
    gripper_opening: float
    """Absolute target, 0 closed .. 1 fully open."""
    terminate: bool = False
    """True: the skill is finished; the arm holds."""


@dataclass(frozen=True)
class ActionSpec:
    """The bounds an embodiment declares; policy and arm compare theirs before the first step."""

    max_translation_m: float = 0.05
    """Per axis and step; also the range the 256 bins span: [-max, +max]."""
    max_rotation_rad: float = 0.25
    """Per axis and step."""
    control_hz: float = 10.0
    rotation: str = "rotation-vector, base frame"
    gripper: str = "absolute, 1 = open"
    rotation_axes: tuple[bool, bool, bool] = (True, True, True)
    """About which of x, y and z the arm can turn its hand; about the others nothing is ever sent."""


@dataclass(frozen=True)
class Sent:
    """What really went to the motors for a commanded action, after every limit."""

    action: Action
    limits: tuple[str, ...] = field(default=())
    """Names of the limits that changed the command: "translation", "rotation", "workspace", "keep-out"."""
