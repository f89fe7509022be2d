"""The primitives that collide, and what a maker of a kind's shape returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scenes.meshes import Mesh

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Solid:
    """A primitive that collides: ``half_m`` of a box; radius, radius, half height of a cylinder; radius x 3."""

    shape: Literal["box", "cylinder", "sphere"]
    half_m: Vector
    centre_m: Vector = (0.0, 0.0, 0.0)
    yaw_rad: float = 0.0

Made = tuple[Mesh, list[Solid], float, float]
"""Mesh, solids, mass in kg (0: cannot be moved) and rolling friction."""


def cylinder(size: Vector) -> list[Solid]:
    return [Solid("cylinder", (size[0] / 2, size[0] / 2, size[2] / 2))]


def box(size: Vector) -> list[Solid]:
    return [Solid("box", (size[0] / 2, size[1] / 2, size[2] / 2))]
