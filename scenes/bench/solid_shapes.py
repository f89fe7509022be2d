"""Shapes that machine parts are made of: prisms over any outline, with or without a hole, and coils.

Metres. ``Mesh`` has round things; bolts, nuts and gears need flat faces whose edges stay sharp when lit.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from PIL import Image

from scenes.meshes import Colour, Mesh
from scenes.types import FloatArray


def polygon(sides: int, radius_m: float, turn_rad: float = 0.0) -> FloatArray:
    """(sides, 2) corners, counter-clockwise."""
    angle = turn_rad + np.arange(sides) * 2 * math.pi / sides
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius_m


def toothed(teeth: int, root_m: float, tip_m: float) -> FloatArray:
    """(4 * teeth, 2) outline of a gear, counter-clockwise."""
    step = 2 * math.pi / teeth
    shares = ((-0.30, root_m), (-0.18, tip_m), (0.18, tip_m), (0.30, root_m))
    return np.array([(r * math.cos((k + share) * step), r * math.sin((k + share) * step))
                     for k in range(teeth) for share, r in shares])


def prism(mesh: Mesh, outline: FloatArray, low_m: float, high_m: float, skin: Image.Image | Colour, *,
          hole: FloatArray | None = None, inside: Colour | None = None, axis: Literal["x", "z"] = "z",
          centre: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Mesh:
    """Walls and both ends of a prism; ``hole`` has as many corners as ``outline`` and wears ``inside``.

    With ``axis`` x the prism lies down: its height runs along x and the outline's own x along y.
    """
    _wall(mesh, outline, low_m, high_m, skin, axis, centre, inwards=False)
    if hole is not None:
        _wall(mesh, hole, low_m, high_m, inside or skin, axis, centre, inwards=True)
    inner = np.zeros_like(outline) + outline.mean(axis=0) if hole is None else hole
    for height, up in ((high_m, 1), (low_m, -1)):
        n = len(outline)
        points = np.concatenate([outline, inner])
        flat = np.concatenate([points, np.full((2 * n, 1), height)], axis=1)
        index, after = np.arange(n), (np.arange(n) + 1) % n
        faces = np.concatenate([np.stack([index, after, after + n], axis=1), np.stack([index, after + n, index + n], axis=1)])
        reach = np.abs(points).max()
        normals = np.tile([0.0, 0.0, float(up)], (2 * n, 1))
        mesh.add(_lay(flat, axis) + np.array(centre), _lay(normals, axis), points / (2 * reach) + 0.5,
                 faces if up > 0 else faces[:, ::-1], skin)
    return mesh


def _wall(mesh: Mesh, outline: FloatArray, low_m: float, high_m: float, skin: Image.Image | Colour,
          axis: Literal["x", "z"], centre: tuple[float, float, float], *, inwards: bool) -> None:
    nexts = np.roll(outline, -1, axis=0)
    sign = -1.0 if inwards else 1.0
    for here, there in zip(outline, nexts, strict=True):
        along = there - here
        normal = sign * np.array([along[1], -along[0], 0.0]) / max(float(np.hypot(*along)), 1e-9)
        corners = np.array([[*here, low_m], [*there, low_m], [*there, high_m], [*here, high_m]])
        faces = np.array([[0, 1, 2], [0, 2, 3]])
        mesh.add(_lay(corners, axis) + np.array(centre), np.tile(_lay(normal[None], axis), (4, 1)),
                 np.array([[0, 0], [1, 0], [1, 1], [0, 1.0]]), faces[:, ::-1] if inwards else faces, skin)


def coil(mesh: Mesh, length_m: float, radius_m: float, wire_m: float, turns: float, skin: Colour) -> Mesh:
    """A helix of wire that lies along x."""
    t = np.linspace(0, 1, int(turns * 10) + 1)
    angle = 2 * math.pi * turns * t
    out = np.stack([np.zeros_like(t), np.cos(angle), np.sin(angle)], axis=1)
    path = radius_m * out + np.stack([length_m * (t - 0.5), np.zeros_like(t), np.zeros_like(t)], axis=1)
    phi = np.linspace(0, 2 * math.pi, 6)
    ahead = np.array([1.0, 0.0, 0.0])
    sheet = path[:, None] + wire_m * (np.cos(phi)[None, :, None] * out[:, None]
                                      - np.sin(phi)[None, :, None] * ahead)
    return mesh.grid(sheet, skin)


def _lay(points: FloatArray, axis: Literal["x", "z"]) -> FloatArray:
    return points if axis == "z" else points[:, [2, 0, 1]]
