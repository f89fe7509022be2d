"""Cups, bowls and plates: hollow, their walls made of boxes. Metres, origin in the middle of the box."""

from __future__ import annotations

import math

import numpy as np

from scenes.meshes import Colour, Mesh
from scenes.solids import Made, Solid, Vector


def cup(kind: str, size: Vector) -> Made:
    return cup_of((206, 30, 40) if kind == "red_cup" else (30, 80, 200), size)


def cup_of(colour: Colour, size: Vector) -> Made:
    """A mug of one colour, white inside."""
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh().lathe([(0.8 * r, -h), (r, -0.8 * h), (r, h), (0.9 * r, h)], colour, sides=18)
    mesh.lathe([(0.9 * r, h), (0.86 * r, -0.8 * h), (0, -0.85 * h)], (240, 238, 232), sides=18)
    loop = np.linspace(-1.25, 1.25, 7)
    mesh.tube([(0.9 * r + 0.022 * math.cos(a), 0, 0.028 * math.sin(a)) for a in loop], [0.005] * 7, colour,
              sides=6)
    mid = r - 0.0035
    walls = [Solid("box", (0.0035, math.pi * r / 12 * 1.1, h), (mid * math.cos(a), mid * math.sin(a), 0), a)
             for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)]
    return mesh, [*walls, Solid("cylinder", (0.9 * r, 0.9 * r, 0.005), (0, 0, 0.005 - h))], 0.15, 0.0


def bowl(kind: str, size: Vector) -> Made:
    outer, inner = {"blue_bowl": ((26, 92, 214), (60, 130, 240)), "metal_bowl": ((150, 156, 166), (186, 192, 202)),
                    "white_bowl": ((240, 238, 232), (252, 251, 248))}[kind]
    return bowl_of(outer, inner, size, ring=kind == "white_bowl")


def bowl_of(outer: Colour, inner: Colour, size: Vector, ring: bool = False) -> Made:
    """A bowl in two colours; ``ring`` paints a blue line around it."""
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh().lathe([(0.5 * r, -h), (0.8 * r, -0.3 * h), (r, h), (0.95 * r, h)], outer, sides=22)
    mesh.lathe([(0.95 * r, h), (0.75 * r, -0.25 * h), (0.5 * r, -0.72 * h), (0, -0.78 * h)], inner, sides=22)
    if ring:
        mesh.lathe([(0.985 * r, 0.55 * h), (1.004 * r, 0.8 * h)], (40, 90, 160), sides=22)
    # Two rings of seven and a floor: PyBullet takes 16 shapes in one body and silently drops the rest.
    walls = [Solid("box", (0.005, share * r * math.tan(math.pi / 7) * 1.02, (high - low) / 2),
                   (share * r * math.cos(a), share * r * math.sin(a), (low + high) / 2), float(a))
             for share, low, high in ((0.82, -h, 0.1 * h), (0.93, 0.1 * h, h))
             for a in np.linspace(0, 2 * math.pi, 7, endpoint=False)]
    return mesh, [*walls, Solid("cylinder", (0.8 * r, 0.8 * r, 0.11 * h), (0, 0, -0.89 * h))], 0.0, 0.0


def plate(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh().lathe([(0.6 * r, -h), (r, h - 0.002), (0.98 * r, h)], (214, 212, 208), sides=24)
    mesh.lathe([(0.98 * r, h), (0.9 * r, h - 0.002)], (60, 110, 180), sides=24)
    mesh.lathe([(0.9 * r, h - 0.002), (0.66 * r, -0.2 * h), (0, -0.2 * h)], (250, 249, 245), sides=24)
    return mesh, [Solid("cylinder", (0.66 * r, 0.66 * r, 0.4 * h), (0, 0, -0.6 * h))] + [
        Solid("box", (0.012, r * 0.86 * math.tan(math.pi / 12), h * 0.75),
              (0.86 * r * math.cos(a), 0.86 * r * math.sin(a), -0.1 * h), float(a))
        for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)], 0.0, 0.0
