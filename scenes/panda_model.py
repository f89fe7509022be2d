"""The Panda as PyBullet loads it: light meshes, box fingers, and collision only where it can touch things.

The stock visual meshes (130,000 triangles) cost 22 ms of every rendered frame, so the arm wears its own
collision hulls instead, which come with ``pybullet_data`` (Apache 2.0, Franka Emika) and still look like a
Panda. The fingers are boxes, 3 cm longer than stock and opening to 10 cm, so that cups fit between them
and the palm clears the neighbours of what is gripped. The hand is mounted square to the flange instead
of at 45 degrees, which centres the range of yaw.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pybullet_data

from scenes.kinematics import (
    ELBOW_OFFSET_M,
    FLANGE_M,
    FOREARM_M,
    SHOULDER_HEIGHT_M,
    TOOL_M,
    UPPER_ARM_M,
    WRIST_OFFSET_M,
)

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
_WHITE, _GREY, _BLACK = "0.93 0.94 0.95 1", "0.62 0.65 0.68 1", "0.14 0.15 0.16 1"

ARM_JOINTS = tuple(range(7))
HAND_LINK = 7
FINGER_JOINTS = (8, 9)


def _link(name: str, mass_kg: float, visual: str, collision: str, centre: str = "0 0 0") -> str:
    inertia = 0.03 if mass_kg > 0.5 else 0.01
    return (f'<link name="{name}"><inertial><origin xyz="{centre}"/><mass value="{mass_kg}"/>'
            f'<inertia ixx="{inertia}" ixy="0" ixz="0" iyy="{inertia}" iyz="0" izz="{inertia}"/></inertial>'
            f'{visual}{collision}</link>\n')


def _mesh(path: Path, colour: str) -> str:
    return (f'<visual><geometry><mesh filename="{path}"/></geometry>'
            f'<material name="c{colour.replace(" ", "_")}"><color rgba="{colour}"/></material></visual>')


def _box(tag: str, size: tuple[float, float, float], centre: tuple[float, float, float], colour: str) -> str:
    material = (f'<material name="c{colour.replace(" ", "_")}"><color rgba="{colour}"/></material>'
                if tag == "visual" else "")
    return (f'<{tag}><origin xyz="{centre[0]} {centre[1]} {centre[2]}"/><geometry>'
            f'<box size="{size[0]} {size[1]} {size[2]}"/></geometry>{material}</{tag}>')


def urdf_text() -> str:
    """The URDF of arm, hand and fingers, with absolute mesh paths into the installed ``pybullet_data``."""
    meshes = Path(pybullet_data.getDataPath()) / "franka_panda" / "meshes" / "collision"
    parts = ['<?xml version="1.0"?>\n<robot name="panda">\n',
             _link("link0", 2.9, _mesh(meshes / "link0.obj", _WHITE), "")]
    for index in range(7):
        number = index + 1
        colour = _GREY if number in (3, 5) else _WHITE
        parts.append(_link(f"link{number}", _MASS_KG[index], _mesh(meshes / f"link{number}.obj", colour), ""))
        x, y, z = _OFFSET_M[index]
        parts.append(
            f'<joint name="joint{number}" type="revolute"><origin rpy="{_ROLL[index]} 0 0" xyz="{x} {y} {z}"/>'
            f'<parent link="link{number - 1}"/><child link="link{number}"/><axis xyz="0 0 1"/>'
            f'<limit effort="{_EFFORT_NM[index]}" lower="-4" upper="4" velocity="3"/></joint>\n')
    palm = (2 * PALM_HALF_M[0], 2 * PALM_HALF_M[1], PALM_BOTTOM_M + 0.005)
    palm_centre = (0.0, 0.0, PALM_BOTTOM_M / 2 - 0.0025)
    parts.append(_link("hand", 0.8, _mesh(meshes / "hand.obj", _WHITE), _box("collision", palm, palm_centre, ""),
                       "0 0 0.04"))
    parts.append(f'<joint name="hand_joint" type="fixed"><origin xyz="0 0 {FLANGE_M}"/>'
                 '<parent link="link7"/><child link="hand"/></joint>\n')
    length = TOOL_M + FINGERTIP_BELOW_TOOL_M - FINGER_ROOT_M
    for name, side in (("left", 1.0), ("right", -1.0)):
        size = (FINGER_WIDTH_M, FINGER_THICKNESS_M, length)
        centre = (0.0, side * FINGER_THICKNESS_M / 2, length / 2)
        shaft = _box("visual", size, centre, _GREY)
        pad = _box("visual", (FINGER_WIDTH_M + 0.001, FINGER_THICKNESS_M + 0.001, 0.03),
                   (0.0, centre[1], length - 0.015), _BLACK)
        parts.append(_link(f"{name}_finger", 0.1, shaft + pad, _box("collision", size, centre, "")))
        parts.append(f'<joint name="{name}_finger_joint" type="prismatic"><origin xyz="0 0 {FINGER_ROOT_M}"/>'
                     f'<parent link="hand"/><child link="{name}_finger"/><axis xyz="0 {side} 0"/>'
                     f'<limit effort="60" lower="0" upper="{FINGER_STROKE_M}" velocity="0.4"/></joint>\n')
    parts.append("</robot>\n")
    return "".join(parts)


def urdf_path() -> Path:
    """The URDF as a file, written once per content: PyBullet reads models only from files."""
    text = urdf_text()
    name = f"whichone-panda-{hashlib.sha256(text.encode()).hexdigest()[:16]}.urdf"
    for folder in (Path.home() / ".cache" / "whichone", Path(tempfile.gettempdir())):
        path = folder / name
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                handle, temporary = tempfile.mkstemp(dir=folder, suffix=".urdf")
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                os.replace(temporary, path)  # whole or not at all, however many processes start at once
            return path
        except OSError:
            continue
    raise OSError(f"neither the cache folder nor {tempfile.gettempdir()} can be written; "
                  "the arm's model needs one small file in either")
