"""The pieces that the arms' robot descriptions are written with, and the file PyBullet reads them from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

WHITE, GREY, BLACK, YELLOW = "0.93 0.94 0.95 1", "0.62 0.65 0.68 1", "0.14 0.15 0.16 1", "0.95 0.76 0.18 1"

Vector = tuple[float, float, float]


def link(name: str, mass_kg: float, visual: str, collision: str, centre: str = "0 0 0") -> str:
    """A link; its inertia is rounded up, which keeps light links stable under strong motors."""
    inertia = 0.03 if mass_kg > 0.5 else 0.01
    return (f'<link name="{name}"><inertial><origin xyz="{centre}"/><mass value="{mass_kg}"/>'
            f'<inertia ixx="{inertia}" ixy="0" ixz="0" iyy="{inertia}" iyz="0" izz="{inertia}"/></inertial>'
            f'{visual}{collision}</link>\n')


def mesh(path: Path, colour: str, xyz: Vector | None = None, rpy: Vector | None = None) -> str:
    """A mesh to be seen, in the link's frame or moved from it."""
    origin = "" if xyz is None or rpy is None else f'<origin xyz="{_row(xyz)}" rpy="{_row(rpy)}"/>'
    return (f'<visual>{origin}<geometry><mesh filename="{path}"/></geometry>'
            f'<material name="c{colour.replace(" ", "_")}"><color rgba="{colour}"/></material></visual>')


def box(tag: str, size: Vector, centre: Vector, colour: str) -> str:
    """A box, to be seen (``tag`` visual) or to touch (``tag`` collision)."""
    material = (f'<material name="c{colour.replace(" ", "_")}"><color rgba="{colour}"/></material>'
                if tag == "visual" else "")
    return (f'<{tag}><origin xyz="{centre[0]} {centre[1]} {centre[2]}"/><geometry>'
            f'<box size="{size[0]} {size[1]} {size[2]}"/></geometry>{material}</{tag}>')


def joint(name: str, parent: str, child: str, xyz: Vector, rpy: Vector, effort_nm: float) -> str:
    """A revolute joint about its own z axis. Its limits are the kinematics' affair, not the engine's."""
    return (f'<joint name="{name}" type="revolute"><origin rpy="{_row(rpy)}" xyz="{_row(xyz)}"/>'
            f'<parent link="{parent}"/><child link="{child}"/><axis xyz="0 0 1"/>'
            f'<limit effort="{effort_nm}" lower="-7" upper="7" velocity="6"/></joint>\n')


def fixed(name: str, parent: str, child: str, xyz: Vector, rpy: Vector) -> str:
    return (f'<joint name="{name}" type="fixed"><origin rpy="{_row(rpy)}" xyz="{_row(xyz)}"/>'
            f'<parent link="{parent}"/><child link="{child}"/></joint>\n')


def fingers(root_m: float, length_m: float, stroke_m: float, thickness_m: float, width_m: float,
            colour: str = GREY) -> str:
    """Two box fingers on a link called ``hand``, that travel along its y axis."""
    parts = []
    for name, side in (("left", 1.0), ("right", -1.0)):
        size = (width_m, thickness_m, length_m)
        centre = (0.0, side * thickness_m / 2, length_m / 2)
        shaft = box("visual", size, centre, colour)
        pad = box("visual", (width_m + 0.001, thickness_m + 0.001, 0.03), (0.0, centre[1], length_m - 0.015), BLACK)
        parts.append(link(f"{name}_finger", 0.1, shaft + pad, box("collision", size, centre, "")))
        parts.append(f'<joint name="{name}_finger_joint" type="prismatic"><origin xyz="0 0 {root_m}"/>'
                     f'<parent link="hand"/><child link="{name}_finger"/><axis xyz="0 {side} 0"/>'
                     f'<limit effort="60" lower="0" upper="{stroke_m}" velocity="0.4"/></joint>\n')
    return "".join(parts)


def write(name: str, text: str) -> Path:
    """The description as a file, written once per content: PyBullet reads models only from files.

    Raises:
        OSError: neither the cache folder nor the temporary one can be written.
    """
    return keep(f"whichone-{name}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.urdf", lambda: text)


def keep(file_name: str, text: Callable[[], str]) -> Path:
    """A small text file in the cache folder, or in the temporary one, written whole or not at all.

    Args:
        file_name: says what is in it: a file of that name is not written again.
        text: asked for only where it is.

    Raises:
        OSError: neither can be written.
    """
    for folder in (Path.home() / ".cache" / "whichone", Path(tempfile.gettempdir())):
        path = folder / file_name
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                handle, temporary = tempfile.mkstemp(dir=folder, suffix=path.suffix)
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text())
                os.replace(temporary, path)  # whole or not at all, however many processes start at once
            return path
        except OSError:
            continue
    raise OSError(f"neither the cache folder nor {tempfile.gettempdir()} can be written; "
                  "the arm's model needs one small file in either")


def _row(values: Vector) -> str:
    return " ".join(str(value) for value in values)
