"""What one kind of arm is to the simulator: its description, kinematics, gripper, limits and camera.

An arm is added by one module with one ``ArmModel`` and a line in ``_MAKERS`` (docs/arms.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np

from scenes.base import SceneError
from scenes.safety import SafetyLimits
from scenes.types import FloatArray, Pose


@dataclass(frozen=True)
class ArmModel:
    """One kind of arm. Poses are of the tool, the point between the fingertips, in the counter's frame."""

    name: str
    urdf: Callable[[], Path]
    """Writes the description and says where; may raise OSError."""
    joints_for: Callable[[Pose], FloatArray]
    """(n,) joint angles for a tool pose, from the pose alone; raises ``kinematics.Unreachable``."""
    tool_pose: Callable[[FloatArray], Pose]
    mount_m: tuple[float, float, float]
    arm_joints: tuple[int, ...]
    """PyBullet indices of the motors, base to wrist."""
    torque_nm: tuple[float, ...]
    hand_link: int
    finger_joints: tuple[int, int]
    """Indices of two prismatic fingers, each opening by ``stroke_m``."""
    stroke_m: float
    finger_force_n: float
    camera: Pose
    """Of the wrist camera in the hand link's frame: looks along z, the image's up is x."""
    home: Pose
    limits: SafetyLimits
    """On a bare counter; the scene adds its own solids."""
    travel_m: float
    """Height of the tool at which skills begin and end."""
    crossing_m: float
    """Height of the tool from which what hangs from the hand clears what stands on the counter."""
    area_m: tuple[tuple[float, float], tuple[float, float]]
    """Corners (x, y) of where things are put down for this arm."""
    tallest_m: float = 1.0
    """Kinds taller than this are not put down for it: it could not carry them over each other."""
    widest_m: float = 1.0
    """Graspable kinds wider than this between the fingers are not either."""
    longest_m: float = 1.0
    """Nor kinds longer than this."""
    most_things: int = 100
    """So many have room in its area."""

    def reaches(self, position_m: FloatArray, yaw_rad: float = 0.0) -> bool:
        """Whether a hand that points down gets there with that yaw."""
        from scenes.kinematics import Unreachable, down_facing

        try:
            self.joints_for(Pose(position_m, down_facing(yaw_rad)))
        except Unreachable:
            return False
        return True


_CELL_M = 0.01
LOWEST_M = 0.011
"""Height of the tool over a surface at which the fingertips just clear it."""
_MAKERS = {"panda": "scenes.panda_model", "xarm6": "scenes.xarm6_model", "so101": "scenes.so101_model"}
ARMS: tuple[str, ...] = tuple(_MAKERS)


@cache
def load_arm(name: str) -> ArmModel:
    """The model of an arm by name.

    Raises:
        SceneError: there is no such arm, or what it needs is not installed; the message says what to do.
    """
    if name not in _MAKERS:
        raise SceneError(f"there is no arm {name!r}; there are {', '.join(ARMS)}")
    model: ArmModel = import_module(_MAKERS[name]).arm_model()
    return model


def stands_in_reach(name: str, x_m: float, y_m: float) -> bool:
    """Whether what stands on the counter at (x, y) can be fetched: from its surface up to the travel height."""
    return _cell_in_reach(name, math.floor(x_m / _CELL_M), math.floor(y_m / _CELL_M))


@cache
def _cell_in_reach(name: str, column: int, row: int) -> bool:
    # Scenes ask for hundreds of points, so the answer is that of a square centimetre: all its corners.
    model = load_arm(name)
    return all(model.reaches(np.array([_CELL_M * (column + i), _CELL_M * (row + j), height]))
               for height in (LOWEST_M, model.travel_m) for i in (0, 1) for j in (0, 1))
