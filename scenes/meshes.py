"""Procedural triangle meshes with printed textures, written once as OBJ files that PyBullet loads.

A ``Mesh`` is a bag of parts (lathe, tube, box, grid ...), each wearing one picture; ``save`` packs the
pictures into one sheet, because the renderer takes one texture per shape. Everything is in metres, z up.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from scenes.types import FloatArray

Colour = tuple[int, int, int]
Faces = NDArray[np.int64]

_SHEET_WIDTH = 128


class Mesh:
    """Triangles with normals and pictures, built part by part; every method returns the mesh itself."""

    def __init__(self) -> None:
        self._points: list[FloatArray] = []
        self._normals: list[FloatArray] = []
        self._uv: list[FloatArray] = []
        self._faces: list[Faces] = []
        self._patches: list[Image.Image] = []
        self._patch_of_part: list[int] = []

    @property
    def triangles(self) -> int:
        return sum(len(faces) for faces in self._faces)

    @property
    def extent_m(self) -> FloatArray:
        """(2, 3) lowest and highest corner."""
        points = np.concatenate(self._points)
        return np.stack([points.min(axis=0), points.max(axis=0)])

    def add(self, points: FloatArray, normals: FloatArray, uv: FloatArray, faces: Faces,
            skin: Image.Image | Colour) -> Mesh:
        """Add triangles.

        Args:
            points: (n, 3) metres.
            normals: (n, 3), unit length.
            uv: (n, 2) in [0, 1] within ``skin``; v grows upwards.
            faces: (m, 3) indices, counter-clockwise from outside.
            skin: a picture, or one colour.
        """
        picture = Image.new("RGB", (8, 8), skin) if isinstance(skin, tuple) else skin.convert("RGB")
        self._points.append(np.asarray(points, float))
        self._normals.append(np.asarray(normals, float))
        self._uv.append(np.clip(np.asarray(uv, float), 0.0, 1.0))
        self._faces.append(np.asarray(faces, int))
        self._patch_of_part.append(self._patch(picture))
        return self

    def lathe(self, profile: Sequence[tuple[float, float]], skin: Image.Image | Colour, *, sides: int = 20,
              centre: tuple[float, float, float] = (0, 0, 0), flatten: float = 1.0) -> Mesh:
        """Turn a profile of (radius, height) pairs, bottom to top, about z. ``flatten`` squeezes y."""
        radius, height = np.array(profile, float).T
        angle = np.linspace(0, 2 * np.pi, sides + 1)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(radius), np.diff(height)))])
        along = along / max(along[-1], 1e-9)
        for row in range(len(radius) - 1):
            ring = [np.stack([radius[row + k] * np.cos(angle), flatten * radius[row + k] * np.sin(angle),
                              np.full_like(angle, height[row + k])], axis=1) for k in (0, 1)]
            rise, run = height[row + 1] - height[row], radius[row + 1] - radius[row]
            normal = np.stack([rise * np.cos(angle), rise * np.sin(angle) / flatten,
                               np.full_like(angle, -run)], axis=1)
            normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
            uv = np.concatenate([np.stack([angle / (2 * np.pi), np.full_like(angle, along[row + k])], axis=1)
                                 for k in (0, 1)])
            low, high = np.arange(sides), np.arange(sides) + sides + 1
            faces = np.concatenate([np.stack([low, low + 1, high + 1], axis=1),
                                    np.stack([low, high + 1, high], axis=1)])
            points = np.concatenate(ring) + np.array(centre)
            faces = faces[_areas(points, faces) > 1e-12]
            self.add(points, np.concatenate([normal, normal]), uv, faces, skin)
        return self

    def box(self, size: Sequence[float], centre: Sequence[float], skin: Image.Image | Colour, *,
            faces: str = "+x-x+y-y+z-z", yaw_rad: float = 0.0) -> Mesh:
        """A box of full ``size``; ``faces`` names the sides that wear ``skin`` and are drawn at all."""
        half = np.array(size, float) / 2
        turn = np.array([[np.cos(yaw_rad), -np.sin(yaw_rad), 0], [np.sin(yaw_rad), np.cos(yaw_rad), 0],
                         [0, 0, 1.0]])
        for name, (normal, right) in _SIDES.items():
            if name not in faces:
                continue
            n, r = np.array(normal, float), np.array(right, float)
            up = np.cross(n, r)
            corners = np.array([n + a * r + b * up for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]) * half
            self.add(corners @ turn.T + np.array(centre), np.tile(turn @ n, (4, 1)),
                     np.array([[0, 0], [1, 0], [1, 1], [0, 1.0]]), np.array([[0, 1, 2], [0, 2, 3]]), skin)
        return self

    def tube(self, path: Sequence[Sequence[float]], radius: Sequence[float], skin: Image.Image | Colour, *,
             sides: int = 8, flatten: float = 1.0) -> Mesh:
        """Sweep a circle of changing ``radius`` along ``path`` (n, 3); ``flatten`` squeezes it along z."""
        way, radii = np.array(path, float), np.array(radius, float)
        tangent = np.gradient(way, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
        helper = np.array([0, 0, 1.0]) if abs(tangent[:, 2]).max() < 0.95 else np.array([0, 1.0, 0])
        side = np.cross(helper, tangent)
        side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
        top = np.cross(tangent, side)
        angle = np.linspace(0, 2 * np.pi, sides + 1)
        out = (np.cos(angle)[None, :, None] * side[:, None] + np.sin(angle)[None, :, None] * top[:, None])
        scale = np.array([1, 1, flatten])
        points = way[:, None] + out * radii[:, None, None] * scale
        n = len(way)
        u, v = np.meshgrid(np.linspace(0, 1, n), angle / (2 * np.pi), indexing="ij")
        index = np.arange(n * (sides + 1)).reshape(n, sides + 1)
        quads = [index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]]
        faces = np.concatenate([np.stack([quads[0], quads[1], quads[2]], -1).reshape(-1, 3),
                                np.stack([quads[0], quads[2], quads[3]], -1).reshape(-1, 3)])
        flat = points.reshape(-1, 3)
        faces = faces[_areas(flat, faces) > 1e-12]
        return self.add(flat, out.reshape(-1, 3), np.stack([u.ravel(), v.ravel()], axis=1), faces, skin)

    def grid(self, points: FloatArray, skin: Image.Image | Colour) -> Mesh:
        """A curved sheet, (rows, columns, 3); u grows with the column, v with the row; seen from the side
        from which columns run to the right as rows run up."""
        rows, columns = points.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
        faces = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
        flat = points.reshape(-1, 3)
        across = np.cross(flat[faces[:, 1]] - flat[faces[:, 0]], flat[faces[:, 2]] - flat[faces[:, 0]])
        normals = np.zeros_like(flat)
        for corner in range(3):
            np.add.at(normals, faces[:, corner], across)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
        return self.add(flat, normals, np.stack([u.ravel(), v.ravel()], axis=1), faces, skin)

    def save(self, name: str, parent: Path | None = None) -> Path:
        """Write OBJ, MTL and PNG under a name that contains their hash; returns the OBJ's path.

        Args:
            parent: where; by default the folder that is shared and kept, for what many scenes use.
        """
        offsets, sheet = self._sheet()
        lines, count = ["mtllib skin.mtl", "usemtl skin"], 1
        for points, normals, uv, faces, patch in zip(self._points, self._normals, self._uv, self._faces,
                                                     self._patch_of_part, strict=True):
            top, height, width = offsets[patch]
            # Half a pixel in from the edge, so that the neighbouring patch never bleeds in.
            u = (0.5 + uv[:, 0] * (width - 1)) / sheet.width
            v = 1 - (top + 0.5 + (1 - uv[:, 1]) * (height - 1)) / sheet.height
            lines += [f"v {x:.5f} {y:.5f} {z:.5f}" for x, y, z in points]
            lines += [f"vn {x:.3f} {y:.3f} {z:.3f}" for x, y, z in normals]
            lines += [f"vt {a:.5f} {b:.5f}" for a, b in zip(u, v, strict=True)]
            lines += ["f " + " ".join(f"{i}/{i}/{i}" for i in face + count) for face in faces]
            count += len(points)
        text = "\n".join(lines) + "\n"
        digest = hashlib.sha256(text.encode() + sheet.tobytes()).hexdigest()[:16]
        folder = (parent or cache_folder()) / f"{name}-{digest}"
        if not (folder / "mesh.obj").exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / "skin.png", _png(sheet))
            _write(folder / "skin.mtl", b"newmtl skin\nKd 1 1 1\nmap_Kd skin.png\n")
            _write(folder / "mesh.obj", text.encode())
        return folder / "mesh.obj"

    def _patch(self, picture: Image.Image) -> int:
        data = picture.tobytes()
        for index, known in enumerate(self._patches):
            if known.size == picture.size and known.tobytes() == data:
                return index
        self._patches.append(picture)
        return len(self._patches) - 1

    def _sheet(self) -> tuple[list[tuple[int, int, int]], Image.Image]:
        width = max(_SHEET_WIDTH, max(patch.width for patch in self._patches))
        sheet = Image.new("RGB", (width, sum(patch.height for patch in self._patches)))
        offsets, top = [], 0
        for patch in self._patches:
            sheet.paste(patch, (0, top))
            offsets.append((top, patch.height, patch.width))
            top += patch.height
        return offsets, sheet


_SIDES: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "+x": ((1, 0, 0), (0, 1, 0)), "-x": ((-1, 0, 0), (0, -1, 0)), "+y": ((0, 1, 0), (-1, 0, 0)),
    "-y": ((0, -1, 0), (1, 0, 0)), "+z": ((0, 0, 1), (0, 1, 0)), "-z": ((0, 0, -1), (0, -1, 0))}
"""Outward normal and the picture's right, seen from outside; pictures on top read from the +x side."""


@cache
def cache_folder() -> Path:
    """Where generated meshes lie: in the temporary folder, owned by this user alone."""
    folder = Path(tempfile.gettempdir()) / f"whichone-meshes-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="whichone-meshes-"))
    return folder


def _areas(points: FloatArray, faces: Faces) -> FloatArray:
    a, b, c = (points[faces[:, k]] for k in range(3))
    return np.asarray(np.linalg.norm(np.cross(b - a, c - a), axis=1))


def _png(picture: Image.Image) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _write(path: Path, data: bytes) -> None:
    # Another process may be writing the same file: each writes its own and the rename is atomic.
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(temporary, path)
