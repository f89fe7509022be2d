"""Parking: the way back to where the tool was when the session began, one control step at a time."""

from __future__ import annotations

import numpy as np

from scenes.kinematics import yaw_of
from scenes.types import Action, ActionSpec, ArmState, Pose

CLEAR_HEIGHT_M = 0.24
"""Sideways motion happens at least this high, above everything on the counter, or at home's height."""
_CLOSE_M = 0.012
_CLOSE_RAD = 0.06
_STEP_SHARE = 0.8
"""Of the largest step, to stay clear of the limits."""


def homeward(state: ArmState, home: Pose, spec: ActionSpec) -> Action | None:
    """The next step towards home: up, across, down; None once there. The gripper keeps its target."""
    here, there = state.tool.position_m, home.position_m
    clear = min(CLEAR_HEIGHT_M, float(there[2]))  # a small arm's home is lower, and as high as it gets
    height = max(clear, float(there[2]))
    across = there[:2] - here[:2]
    turn = _wrapped(yaw_of(home.orientation_xyzw) - yaw_of(state.tool.orientation_xyzw))
    away = float(np.linalg.norm(across)) > _CLOSE_M or abs(turn) > _CLOSE_RAD
    if away and here[2] < clear - _CLOSE_M:
        wanted = np.array([0.0, 0.0, height - here[2]])
        turn = 0.0
    elif away:
        wanted = np.array([across[0], across[1], height - here[2]])
    elif abs(float(there[2] - here[2])) > _CLOSE_M:
        wanted = there - here
    else:
        return None
    most = _STEP_SHARE * spec.max_translation_m
    largest = float(np.max(np.abs(wanted)))
    delta = wanted * (most / largest) if largest > most else wanted
    spin = float(np.clip(turn, -_STEP_SHARE * spec.max_rotation_rad, _STEP_SHARE * spec.max_rotation_rad))
    return Action(
        np.asarray(delta, dtype=np.float64), np.array([0.0, 0.0, spin]), float(state.gripper_target)
    )


def _wrapped(angle_rad: float) -> float:
    return float((angle_rad + np.pi) % (2 * np.pi) - np.pi)
