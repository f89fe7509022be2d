"""The Panda as PyBullet loads it: light meshes, box fingers, and collision only where it can touch things.

The stock visual meshes (130,000 triangles) cost 22 ms of every rendered frame, so the arm wears its own
collision hulls instead, which come with ``pybullet_data`` (Apache 2.0, Franka Emika) and still look like a
Panda. The fingers are boxes, 3 cm longer than stock and opening to 10 cm, so that cups fit between them
and the palm clears the neighbours of what is gripped. The hand is mounted square to the flange instead
of at 45 degrees, which centres the range of yaw.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pybullet_data

from scenes.arm_model import ArmModel
from scenes.kinematics import (
    ELBOW_OFFSET_M,
    FLANGE_M,
    FOREARM_M,
    SHOULDER_HEIGHT_M,
    TOOL_M,
    UPPER_ARM_M,
    WRIST_OFFSET_M,
    down_facing,
    joints_for,
    tool_pose,
)
from scenes.layout import AREA_HIGH_M, AREA_LOW_M
from scenes.safety import SafetyLimits
from scenes.types import Pose
from scenes.urdf import GREY, WHITE, box, fingers, link, mesh, write

FINGER_STROKE_M = 0.05
"""Of each finger: the opening is twice this."""
FINGER_ROOT_M = 0.0584
"""From the flange to where the fingers begin."""
FINGERTIP_BELOW_TOOL_M = 0.009
FINGER_THICKNESS_M = 0.012
FINGER_WIDTH_M = 0.022
PALM_HALF_M = (0.03, 0.1)
"""Half extents of the hand's body across and along the fingers' travel."""
PALM_BOTTOM_M = 0.062

_EFFORT_NM = (87, 87, 87, 87, 12, 12, 12)
_MASS_KG = (2.7, 2.73, 2.04, 2.08, 3.0, 1.3, 0.2)
_ROLL = (0.0, -1.57079632679, 1.57079632679, 1.57079632679, -1.57079632679, 1.57079632679, 1.57079632679)
_OFFSET_M = ((0, 0, SHOULDER_HEIGHT_M), (0, 0, 0), (0, -UPPER_ARM_M, 0), (ELBOW_OFFSET_M, 0, 0),
             (-ELBOW_OFFSET_M, FOREARM_M, 0), (0, 0, 0), (WRIST_OFFSET_M, 0, 0))

ARM_JOINTS = tuple(range(7))
HAND_LINK = 7
FINGER_JOINTS = (8, 9)


def urdf_text() -> str:
    """The URDF of arm, hand and fingers, with absolute mesh paths into the installed ``pybullet_data``."""
    meshes = Path(pybullet_data.getDataPath()) / "franka_panda" / "meshes" / "collision"
    parts = ['<?xml version="1.0"?>\n<robot name="panda">\n',
             link("link0", 2.9, mesh(meshes / "link0.obj", WHITE), "")]
    for index in range(7):
        number = index + 1
        colour = GREY if number in (3, 5) else WHITE
        parts.append(link(f"link{number}", _MASS_KG[index], mesh(meshes / f"link{number}.obj", colour), ""))
        x, y, z = _OFFSET_M[index]
        parts.append(
            f'<joint name="joint{number}" type="revolute"><origin rpy="{_ROLL[index]} 0 0" xyz="{x} {y} {z}"/>'
            f'<parent link="link{number - 1}"/><child link="link{number}"/><axis xyz="0 0 1"/>'
            f'<limit effort="{_EFFORT_NM[index]}" lower="-4" upper="4" velocity="3"/></joint>\n')
    palm = (2 * PALM_HALF_M[0], 2 * PALM_HALF_M[1], PALM_BOTTOM_M + 0.005)
    palm_centre = (0.0, 0.0, PALM_BOTTOM_M / 2 - 0.0025)
    parts.append(link("hand", 0.8, mesh(meshes / "hand.obj", WHITE), box("collision", palm, palm_centre, ""),
                       "0 0 0.04"))
    parts.append(f'<joint name="hand_joint" type="fixed"><origin xyz="0 0 {FLANGE_M}"/>'
                 '<parent link="link7"/><child link="hand"/></joint>\n')
    length = TOOL_M + FINGERTIP_BELOW_TOOL_M - FINGER_ROOT_M
    parts.append(fingers(FINGER_ROOT_M, length, FINGER_STROKE_M, FINGER_THICKNESS_M, FINGER_WIDTH_M))
    parts.append("</robot>\n")
    return "".join(parts)


def urdf_path() -> Path:
    """The URDF as a file."""
    return write("panda", urdf_text())


def arm_model() -> ArmModel:
    """The Panda as the kitchen has it."""
    return ArmModel(
        name="panda", urdf=urdf_path, joints_for=joints_for, tool_pose=tool_pose, mount_m=(0.0, 0.0, 0.0),
        arm_joints=ARM_JOINTS, torque_nm=(87.0, 87.0, 87.0, 87.0, 40.0, 40.0, 40.0), hand_link=HAND_LINK,
        finger_joints=FINGER_JOINTS, stroke_m=FINGER_STROKE_M, finger_force_n=45.0,
        camera=Pose(np.array([0.075, 0.0, 0.035]), np.array([0.0, 0.0, 0.0, 1.0])),
        home=Pose(np.array([0.30, 0.0, 0.34]), down_facing(0.0)), limits=SafetyLimits(), travel_m=0.33,
        crossing_m=0.24, area_m=(AREA_LOW_M, AREA_HIGH_M))
