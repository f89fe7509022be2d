"""The SO-101, a small arm of five joints, on a pedestal in the middle of the counter.

Joint origins, limits and meshes are those of the package ``example-robot-data`` (SO-ARM100 by The Robot
Studio, Apache 2.0; the extra ``arms``); each printed part is drawn as its convex hull. Two things differ
from the real arm: its one pivoting jaw is two parallel fingers here, since every skill closes on the middle
of a thing, and its hand is turned a quarter round in its mount, which centres the range of yaw. Its reach is
a quarter of a metre, so it stands where there are things, and does what can be done from there.

Five joints place the hand and turn it while it points down; of the two ways to tilt it they have only the
one in the arm's own plane, so both are masked (``ActionSpec.rotation_axes``).
"""

from __future__ import annotations

import math
from importlib import metadata
from pathlib import Path

import numpy as np

from scenes.arm_model import ArmModel
from scenes.base import SceneError
from scenes.hulls import hull_of
from scenes.kinematics import down_facing
from scenes.planar_arm import PlanarArm, Vector
from scenes.safety import Box, HandBox, Reach, SafetyLimits
from scenes.types import ActionSpec, Pose
from scenes.urdf import BLACK, GREY, YELLOW, box, fingers, fixed, joint, link, mesh, write

PACKAGE = "example-robot-data"
PAN_M = (0.37, -0.05)
"""The pan axis on the counter."""
PEDESTAL_M = 0.18
STROKE_M = 0.04
TOOL_M = 0.0981
"""From the wrist's last joint to the point between the fingertips."""
_PAN_OUT_M, _LIFT_M, _TO_HAND_M = 0.0388353, (0.0303992, 0.1166), 0.0611
MOUNT_M: Vector = (PAN_M[0] - _PAN_OUT_M, PAN_M[1], PEDESTAL_M)
_FINGER_ROOT_M, _BELOW_TOOL_M = 0.026, 0.009
_PI, _QUARTER = math.pi, math.pi / 2
_ORIGINS: tuple[tuple[Vector, Vector], ...] = (
    ((_PAN_OUT_M, 0.0, 0.0624), (_PI, 0.0, -_PI)),
    ((-0.0303992, -0.0182778, -0.0542), (-_QUARTER, -_QUARTER, 0.0)),
    ((-0.11257, -0.028, 0.0), (0.0, 0.0, _QUARTER)), ((-0.1349, 0.0052, 0.0), (0.0, 0.0, -_QUARTER)),
    ((0.0, -0.0611, 0.0181), (_QUARTER, 0.0486795, _PI)))
_HAND: tuple[Vector, Vector] = ((0.0, 0.0, 0.0), (_PI, 0.0, 0.0))
_EFFORT_NM = 10.0
_Part = tuple[str, Vector, Vector]
_MOTOR, _HORNLESS = "sts3215_03a_v1", "sts3215_03a_no_horn_v1"
_PARTS: tuple[tuple[_Part, ...], ...] = (
    (("base_motor_holder_so101_v1", (-0.00636471, 0.0, -0.0024), (_QUARTER, 0.0, _QUARTER)),
     ("base_so101_v2", (-0.00636471, 0.0, -0.0024), (_QUARTER, 0.0, _QUARTER)),
     (_MOTOR, (0.0263353, 0.0, 0.0437), (0.0, 0.0, 0.0))),
    ((_MOTOR, (-0.0303992, 0.0004222, -0.0417), (_QUARTER, _QUARTER, 0.0)),
     ("motor_holder_so101_base_v1", (-0.0675992, -0.0001778, 0.0158499), (_QUARTER, -_QUARTER, 0.0)),
     ("rotation_pitch_so101_v1", (0.0122008, 0.0, 0.0464), (-_QUARTER, 0.0, 0.0))),
    ((_MOTOR, (-0.11257, -0.0155, 0.0187), (-_PI, 0.0, -_QUARTER)),
     ("upper_arm_so101_v1", (-0.065085, 0.012, 0.0182), (_PI, 0.0, 0.0))),
    (("under_arm_so101_v1", (-0.0648499, -0.032, 0.0182), (_PI, 0.0, 0.0)),
     ("motor_holder_so101_wrist_v1", (-0.0648499, -0.032, 0.018), (-_PI, 0.0, 0.0)),
     (_MOTOR, (-0.1224, 0.0052, 0.0187), (-_PI, 0.0, -_PI))),
    ((_HORNLESS, (0.0, -0.0424, 0.0306), (_QUARTER, _QUARTER, 0.0)),
     ("wrist_roll_pitch_so101_v2", (0.0, -0.028, 0.0181), (-_QUARTER, -_QUARTER, 0.0))),
    ((_MOTOR, (0.0077, 0.0001, -0.0234), (-_QUARTER, 0.0, 0.0)),))
"""Printed parts and motors of the base and of each link after a joint: mesh, xyz, rpy."""

ARM = PlanarArm(
    joints=_ORIGINS, hand=((0.0, 0.0, -TOOL_M), _HAND[1]),
    low_rad=np.array([-1.91986, -1.74533, -1.69, -1.65806, -2.74385]),
    high_rad=np.array([1.91986, 1.74533, 1.69, 1.65806, 2.84121]),
    mount_m=MOUNT_M, pan_out_m=_PAN_OUT_M, shoulder_m=_LIFT_M, upper_m=(0.028, 0.11257), fore_m=(0.1349, 0.0052),
    wrist_m=(0.0, _TO_HAND_M + TOOL_M), pitch_sum_rad=_QUARTER, pitches=(1, 2, 3), pan_sign=-1.0, roll_sign=1.0)


def meshes() -> Path:
    """The folder of the SO-101's meshes in the installed package.

    Raises:
        SceneError: the package is not installed.
    """
    try:
        found = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        raise SceneError(f"the SO-101 needs the meshes of {PACKAGE}: pip install 'whichone[arms]'") from None
    folder = Path(str(found.locate_file("cmeel.prefix/share/example-robot-data/robots/so_arm_description/meshes/so101")))
    if not folder.is_dir():
        raise SceneError(f"{PACKAGE} {found.version} has no {folder}: install {PACKAGE}==6.0.0")
    return folder


def urdf_path() -> Path:
    """The URDF as a file.

    Raises:
        SceneError: the package with the meshes is not installed.
        OSError: a mesh cannot be read, or nothing can be written.
    """
    folder = meshes()

    def seen(parts: tuple[_Part, ...]) -> str:
        return "".join(mesh(hull_of(folder / f"{name}.stl"), BLACK if name in (_MOTOR, _HORNLESS) else YELLOW, xyz, rpy)
                       for name, xyz, rpy in parts)

    pedestal = box("visual", (0.09, 0.09, PEDESTAL_M), (0.0, 0.0, -PEDESTAL_M / 2), GREY)
    text = ['<?xml version="1.0"?>\n<robot name="so101">\n', link("link0", 0.147, seen(_PARTS[0]) + pedestal, "")]
    for index, origin in enumerate(_ORIGINS):
        text.append(link(f"link{index + 1}", 0.1, seen(_PARTS[index + 1]), ""))
        text.append(joint(f"joint{index + 1}", f"link{index}", f"link{index + 1}", *origin, _EFFORT_NM))
    palm = (0.05, 0.085, 0.022)
    hand = box("visual", palm, (0.0, 0.0, 0.02), YELLOW) + box("collision", palm, (0.0, 0.0, 0.02), "")
    text.append(link("hand", 0.09, hand, ""))
    text.append(fixed("hand_joint", "link5", "hand", *_HAND))
    text.append(fingers(_FINGER_ROOT_M, TOOL_M + _BELOW_TOOL_M - _FINGER_ROOT_M, STROKE_M, 0.010, 0.020, YELLOW))
    text.append("</robot>\n")
    return write("so101", "".join(text))


def arm_model() -> ArmModel:
    """The SO-101 as the kitchen has it.

    Raises:
        SceneError: the package with its meshes is not installed.
    """
    meshes()
    limits = SafetyLimits(
        spec=ActionSpec(rotation_axes=(False, False, True)),
        workspace=Box("workspace", (0.30, -0.33, 0.009), (0.63, 0.22, 0.215)),
        reach=Reach(wrist_offset_m=_LIFT_M[0], height_m=PEDESTAL_M + _LIFT_M[1] - _TO_HAND_M - TOOL_M, near_m=0.05,
                    far_m=0.249, base_m=PAN_M),
        keep_out=(Box("pedestal", (PAN_M[0] - 0.10, PAN_M[1] - 0.05, 0.0), (PAN_M[0] + 0.03, PAN_M[1] + 0.05, 0.3)),),
        hand=(HandBox((0.0, 0.0, -0.033), (0.011, 0.051, 0.042)), HandBox((0.0, 0.0, -0.085), (0.026, 0.044, 0.014))))
    return ArmModel(
        name="so101", urdf=urdf_path, joints_for=ARM.joints_for, tool_pose=ARM.tool_pose, mount_m=MOUNT_M,
        arm_joints=tuple(range(5)), torque_nm=(_EFFORT_NM,) * 5, hand_link=5, finger_joints=(6, 7),
        stroke_m=STROKE_M, finger_force_n=30.0,
        camera=Pose(np.array([0.075, 0.0, 0.0]), np.array([0.0, 0.0, 0.0, 1.0])),
        home=Pose(np.array([PAN_M[0] + 0.12, PAN_M[1], 0.20]), down_facing(0.0)), limits=limits, travel_m=0.20,
        crossing_m=0.185, area_m=((0.44, -0.13), (0.62, 0.17)), tallest_m=0.12, widest_m=0.065, longest_m=0.14, most_things=3)
