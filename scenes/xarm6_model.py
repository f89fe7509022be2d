"""The xArm6 with its gripper, on a plinth behind the counter's things.

Joint origins and limits are UFACTORY's, as in the description that comes with ``pybullet_data`` (xarm_ros,
BSD 3-Clause); the meshes are that package's collision hulls, and a hull of the gripper's body. The gripper's
fingers stay parallel through a four-bar linkage whose tips rise by a few millimetres as they close; here
they are two boxes that travel along a line over the same 85 mm.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pybullet_data

from scenes.arm_model import ArmModel
from scenes.hulls import hull_of
from scenes.kinematics import down_facing
from scenes.layout import AREA_HIGH_M, AREA_LOW_M
from scenes.planar_arm import PlanarArm, Vector
from scenes.safety import Box, HandBox, Reach, SafetyLimits
from scenes.types import Pose
from scenes.urdf import BLACK, GREY, WHITE, box, fingers, fixed, joint, link, mesh, write

TOOL_M = 0.172
"""From the flange to the point between the fingertips, as UFACTORY gives it."""
MOUNT_M: Vector = (0.08, 0.0, 0.05)
STROKE_M = 0.0425
_FINGER_ROOT_M, _BELOW_TOOL_M = 0.098, 0.009
_QUARTER = math.pi / 2
_ORIGINS: tuple[tuple[Vector, Vector], ...] = (
    ((0.0, 0.0, 0.267), (0.0, 0.0, 0.0)), ((0.0, 0.0, 0.0), (-_QUARTER, 0.0, 0.0)),
    ((0.0535, -0.2845, 0.0), (0.0, 0.0, 0.0)), ((0.0775, 0.3425, 0.0), (-_QUARTER, 0.0, 0.0)),
    ((0.0, 0.0, 0.0), (_QUARTER, 0.0, 0.0)), ((0.076, 0.097, 0.0), (-_QUARTER, 0.0, 0.0)))
_EFFORT_NM = (50.0, 50.0, 32.0, 32.0, 32.0, 20.0)
_MASS_KG = (2.16, 1.71, 1.384, 1.115, 1.275, 0.1096)
_MESHES = ("link1_vhacd", "link2_vhacd2", "link3_vhacd", "link4_vhacd", "link5_vhacd", "link6_vhacd")
_PALM = (0.075, 0.1, 0.1)

ARM = PlanarArm(
    joints=_ORIGINS, hand=((0.0, 0.0, TOOL_M), (0.0, 0.0, 0.0)),
    low_rad=np.array([-2 * math.pi, -2.059, -3.927, -2 * math.pi, -1.69297, -2 * math.pi]),
    high_rad=np.array([2 * math.pi, 2.0944, 0.19198, 2 * math.pi, math.pi, 2 * math.pi]),
    mount_m=MOUNT_M, pan_out_m=0.0, shoulder_m=(0.0, 0.267), upper_m=(0.0535, 0.2845), fore_m=(0.0775, -0.3425),
    wrist_m=(0.076, 0.097 + TOOL_M), pitch_sum_rad=0.0, pitches=(1, 2, 4), pan_sign=1.0, roll_sign=-1.0)


def urdf_path() -> Path:
    """The URDF as a file, with absolute mesh paths into the installed ``pybullet_data``.

    Raises:
        OSError: a mesh cannot be read, or nothing can be written.
    """
    folder = Path(pybullet_data.getDataPath()) / "xarm"
    hulls = folder / "xarm_description" / "meshes" / "xarm6" / "collision"
    plinth = box("visual", (0.2, 0.2, MOUNT_M[2]), (0.0, 0.0, -MOUNT_M[2] / 2), GREY)
    parts = ['<?xml version="1.0"?>\n<robot name="xarm6">\n',
             link("link0", 2.7, mesh(hulls / "base_vhacd.obj", WHITE) + plinth, "")]
    for index, name in enumerate(_MESHES):
        colour = GREY if index == 5 else WHITE
        parts.append(link(f"link{index + 1}", _MASS_KG[index], mesh(hulls / f"{name}.obj", colour), ""))
        parts.append(joint(f"joint{index + 1}", f"link{index}", f"link{index + 1}", *_ORIGINS[index],
                           _EFFORT_NM[index]))
    palm = box("collision", _PALM, (0.0, 0.0, _PALM[2] / 2), "")
    body = hull_of(folder / "xarm_gripper" / "meshes" / "base_link.STL")
    parts.append(link("hand", 0.54, mesh(body, WHITE), palm, "0 0 0.048"))
    parts.append(fixed("hand_joint", "link6", "hand", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)))
    parts.append(fingers(_FINGER_ROOT_M, TOOL_M + _BELOW_TOOL_M - _FINGER_ROOT_M, STROKE_M, 0.012, 0.024, BLACK))
    parts.append("</robot>\n")
    return write("xarm6", "".join(parts))


def arm_model() -> ArmModel:
    """The xArm6 as the kitchen has it: it does every errand that the Panda does, but for what is too wide."""
    limits = SafetyLimits(
        reach=Reach(wrist_offset_m=0.076, height_m=MOUNT_M[2] + 0.267 - 0.097 - TOOL_M, near_m=0.16, far_m=0.636,
                    base_m=MOUNT_M[:2]),
        keep_out=(Box("base column", (-0.1, -0.12, 0.0), (0.17, 0.12, 0.6)),),
        hand=(HandBox((0.0, 0.0, -0.033), (0.013, 0.055, 0.042)), HandBox((0.0, 0.0, -0.12), (0.038, 0.052, 0.048)),
              HandBox((0.0, 0.0, -0.21), (0.05, 0.05, 0.045))))
    return ArmModel(
        name="xarm6", urdf=urdf_path, joints_for=ARM.joints_for, tool_pose=ARM.tool_pose, mount_m=MOUNT_M,
        arm_joints=tuple(range(6)), torque_nm=_EFFORT_NM, hand_link=6, finger_joints=(7, 8), stroke_m=STROKE_M,
        finger_force_n=45.0, camera=Pose(np.array([0.075, 0.0, 0.074]), np.array([0.0, 0.0, 0.0, 1.0])),
        home=Pose(np.array([0.32, 0.0, 0.34]), down_facing(0.0)), limits=limits, travel_m=0.33, crossing_m=0.24,
        area_m=(AREA_LOW_M, AREA_HIGH_M), widest_m=0.07)
