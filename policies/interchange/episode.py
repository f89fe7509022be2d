"""One recorded skill as every format here holds it: what was seen, what the arm knew, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policies.base import PolicyError
from scenes.types import Action, ArmState, FloatArray, ImageArray, Pose

Float32Array = NDArray[np.float32]

STATE_NAMES = ("x_m", "y_m", "z_m", "qx", "qy", "qz", "qw", "gripper_opening", "gripper_target")
"""Tool position (counter's frame), quaternion xyzw, the opening measured and commanded, 0 closed .. 1."""
ACTION_NAMES = ("dx_m", "dy_m", "dz_m", "rot_x_rad", "rot_y_rad", "rot_z_rad", "gripper_opening", "terminate")
"""``scenes.types.Action``: deltas of the commanded tool pose, the opening wanted, 1 where the skill ends."""
CAMERAS = ("front", "wrist")


class DatasetError(PolicyError):
    """A dataset cannot be read or written; the message names the file and what to do."""


@dataclass(frozen=True)
class Episode:
    """One skill of one arm, T control steps.

    Step t's action is the demonstrator's for step t's observation; the last one terminates.
    """

    instruction: str
    """In English, e.g. ``pick the apple``."""
    arm: str
    skill: str
    target: str
    """Kind or place that the skill is about."""
    point: tuple[float, float]
    """(u, v) of the target in the first front image."""
    images: Mapping[str, ImageArray]
    """Camera -> (T, H, W, 3) uint8."""
    state: Float32Array
    """(T, 9), ``STATE_NAMES``."""
    joints_rad: Float32Array
    """(T, J) measured."""
    action: Float32Array
    """(T, 8), ``ACTION_NAMES``."""
    target_m: Float32Array
    """(T, 3) where the target was, counter's frame: from the simulator, to learn from and never to act by."""
    success: bool
    scene_seed: int
    control_hz: float = 10.0

    def __len__(self) -> int:
        return len(self.action)

    def arm_state(self, step: int) -> ArmState:
        """What the arm knew of itself at a step."""
        row = self.state[step].astype(np.float64)
        return ArmState(
            self.joints_rad[step].astype(np.float64), Pose(row[:3], row[3:7]), float(row[7]), float(row[8])
        )

    def action_at(self, step: int) -> Action:
        """What was done at a step."""
        row = self.action[step].astype(np.float64)
        return Action(row[:3], row[3:6], float(np.clip(row[6], 0, 1)), bool(row[7] > 0.5))


def state_row(arm: ArmState) -> FloatArray:
    """(9,) in the order of ``STATE_NAMES``."""
    return np.array(
        [*arm.tool.position_m, *arm.tool.orientation_xyzw, arm.gripper_opening, arm.gripper_target]
    )


def action_row(action: Action) -> FloatArray:
    """(8,) in the order of ``ACTION_NAMES``."""
    return np.array(
        [
            *action.delta_position_m,
            *action.delta_rotation_rad,
            action.gripper_opening,
            float(action.terminate),
        ]
    )


def check(episode: Episode, where: str) -> Episode:
    """The episode itself, if its parts fit each other.

    Raises:
        DatasetError: they do not; ``where`` says in which file.
    """
    steps = len(episode.action)
    shapes = {
        "state": (episode.state, (steps, len(STATE_NAMES))),
        "action": (episode.action, (steps, len(ACTION_NAMES))),
        "target": (episode.target_m, (steps, 3)),
        "joints": (episode.joints_rad, (steps, episode.joints_rad.shape[-1])),
    }
    for name, (values, wanted) in shapes.items():
        if values.shape != wanted:
            raise DatasetError(
                f"{where}: {name} has shape {values.shape} and not {wanted}; record or export it again"
            )
        if not np.isfinite(values).all():
            raise DatasetError(f"{where}: {name} has values that are not finite; record or export it again")
    for name, images in episode.images.items():
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[0] != steps or images.shape[3] != 3:
            raise DatasetError(
                f"{where}: camera {name} must be uint8 ({steps}, height, width, 3), not {images.dtype} "
                f"{images.shape}; record or export it again"
            )
    if not steps:
        raise DatasetError(f"{where}: an episode without steps; leave it out and export again")
    return episode
