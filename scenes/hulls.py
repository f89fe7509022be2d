"""Convex hulls of an arm's own meshes: a few hundred triangles that still look like the part.

The meshes that arms come with are made for printing or for graphics cards; drawn by the software renderer
they would cost more than everything else in the frame.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
from scipy.spatial import ConvexHull

from scenes.types import FloatArray
from scenes.urdf import keep

_GRID_M = 0.004
"""Points nearer than this are one."""
_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


def triangles_of(path: Path) -> FloatArray:
    """(n, 3, 3) corners of a binary STL file, in its own unit.

    Raises:
        OSError: it cannot be read or is not a binary STL; the message names it.
    """
    data = path.read_bytes()
    count = int.from_bytes(data[80:84], "little")
    if len(data) != 84 + count * _TRIANGLE.itemsize or not count:
        raise OSError(f"{path} is not a whole binary STL file; install the package it belongs to again")
    return np.asarray(np.frombuffer(data[84:], dtype=_TRIANGLE)["corners"], float)


@cache
def hull_of(path: Path) -> Path:
    """An OBJ file of the convex hull of an STL mesh in metres, kept in the cache folder.

    Raises:
        OSError: the mesh cannot be read, or nothing can be written.
    """
    stat = path.stat()
    key = hashlib.sha256(f"{path}|{stat.st_size}|{stat.st_mtime_ns}|{_GRID_M}".encode()).hexdigest()[:16]
    return keep(f"whichone-hull-{key}.obj", lambda: _obj_text(path))


def _obj_text(path: Path) -> str:
    corners = triangles_of(path).reshape(-1, 3)
    points = np.unique(np.rint(corners / _GRID_M), axis=0) * _GRID_M
    hull = ConvexHull(points)
    lines: list[str] = []
    used: dict[int, int] = {}
    for index in hull.vertices:
        used[int(index)] = len(used) + 1
        lines.append("v " + " ".join(f"{value:.4f}" for value in points[index]))
    for normal, (corner_ids, plane) in enumerate(zip(hull.simplices, hull.equations, strict=True), 1):
        a, b, c = (points[i] for i in corner_ids)
        outward = float(np.cross(b - a, c - a) @ plane[:3]) > 0
        order = corner_ids if outward else corner_ids[::-1]
        lines.append("vn " + " ".join(f"{value:.4f}" for value in plane[:3]))
        lines.append("f " + " ".join(f"{used[int(i)]}//{normal}" for i in order))
    return "\n".join(lines) + "\n"
