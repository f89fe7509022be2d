"""The body of every kind of thing: what it looks like, what it collides with, how heavy it is.

A thing's origin is the middle of its box (``Kind.size_m``), which is also where it is gripped, with the
fingers closing along its y axis.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from scenes import labels
from scenes.catalogue import kinds
from scenes.meshes import Mesh

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class Solid:
    """A primitive that collides: ``half_m`` of a box; radius, radius, half height of a cylinder; radius x 3."""

    shape: Literal["box", "cylinder", "sphere"]
    half_m: Vector
    centre_m: Vector = (0.0, 0.0, 0.0)
    yaw_rad: float = 0.0


@dataclass(frozen=True)
class Body:
    """What the simulator loads for a kind. ``mass_kg`` 0 stands for a thing that cannot be moved."""

    mesh: Path
    solids: tuple[Solid, ...]
    mass_kg: float
    rolling_friction: float = 0.0


@cache
def body_of(kind: str) -> Body:
    """Build (once a process) the body of a catalogue kind.

    Raises:
        KeyError: no such kind.
    """
    size = kinds()[kind].size_m
    mesh, solids, mass, rolling = _MAKERS[kind](kind, size)
    return Body(mesh.save(kind), tuple(solids), mass, rolling)


Made = tuple[Mesh, list[Solid], float, float]


def _cylinder(size: Vector) -> list[Solid]:
    return [Solid("cylinder", (size[0] / 2, size[0] / 2, size[2] / 2))]


def _box(size: Vector) -> list[Solid]:
    return [Solid("box", (size[0] / 2, size[1] / 2, size[2] / 2))]


def _can(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    label = {"coke": labels.coke, "pepsi": labels.pepsi, "sprite": labels.sprite,
             "orange_soda": labels.orange_soda, "redbull": labels.redbull}[kind]()
    mesh = Mesh()
    mesh.lathe([(0.8 * r, -h), (r, -h + 0.006)], labels.SILVER)
    mesh.lathe([(r, -h + 0.006), (r, h - 0.01)], label)
    mesh.lathe([(r, h - 0.01), (0.82 * r, h)], labels.SILVER)
    mesh.lathe([(0.82 * r, h), (0.74 * r, h - 0.003), (0, h - 0.003)], (216, 219, 224))
    mesh.box((0.5 * r, 0.24 * r, 0.002), (0.25 * r, 0, h - 0.001), (120, 124, 130), faces="+z+x-x+y-y")
    return mesh, _cylinder(size), 0.12, 0.0


def _bottle(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    if kind == "water":
        label, liquid, cap = labels.water(), (176, 216, 240), (30, 110, 220)
    else:
        label, liquid, cap = labels.tea(), (150, 84, 24), (30, 110, 40)
    mesh = Mesh()
    mesh.lathe([(0.9 * r, -h), (r, -h + 0.006), (r, -0.3 * h)], liquid)
    mesh.lathe([(r, -0.3 * h), (r, 0.32 * h)], label)
    mesh.lathe([(r, 0.32 * h), (0.92 * r, 0.48 * h), (0.45 * r, 0.74 * h), (0.42 * r, 0.8 * h)], liquid)
    mesh.lathe([(0.52 * r, 0.8 * h), (0.52 * r, h), (0, h)], cap, sides=12)
    body = [Solid("cylinder", (r, r, 0.72 * h), (0, 0, -0.28 * h)),
            Solid("cylinder", (0.5 * r, 0.5 * r, 0.28 * h), (0, 0, 0.72 * h))]
    return mesh, body, 0.14, 0.0


def _fruit(kind: str, size: Vector) -> Made:
    r = size[2] / 2
    angle = np.linspace(-math.pi / 2, math.pi / 2, 9)
    if kind == "apple":
        profile = [(0.0, -0.8 * r), *[(size[0] / 2 * math.cos(a) * (1 + 0.05 * math.sin(a)), r * math.sin(a))
                                      for a in angle[1:-1]], (0.004, 0.68 * r)]
        mesh = Mesh().lathe(profile, labels.peel((200, 24, 36), (226, 90, 40), 1), sides=16)
        mesh.tube([(0, 0, 0.65 * r), (0.002, 0, 0.95 * r), (0.006, 0, 1.15 * r)], (0.003, 0.0025, 0.003),
                  (88, 56, 28), sides=5)
        mesh.grid(np.array([[[0.004, -0.001, 1.0 * r], [0.02, -0.012, 1.16 * r]],
                            [[0.006, 0.004, 1.0 * r], [0.024, 0.006, 1.2 * r]]]), (70, 160, 50))
        mesh.grid(np.array([[[0.02, -0.012, 1.16 * r], [0.004, -0.001, 1.0 * r]],
                            [[0.024, 0.006, 1.2 * r], [0.006, 0.004, 1.0 * r]]]), (70, 160, 50))
    else:
        profile = [(r * math.cos(a), r * math.sin(a)) for a in angle]
        mesh = Mesh().lathe(profile, labels.peel((255, 140, 10), (255, 160, 30), 2), sides=16)
        mesh.lathe([(0.005, 0.985 * r), (0, 1.02 * r)], (70, 110, 40), sides=6)
    # A small flat foot: real fruit does not roll off the counter either.
    solids = [Solid("sphere", (r, r, r)), Solid("cylinder", (0.4 * r, 0.4 * r, 0.05 * r), (0, 0, -0.95 * r))]
    return mesh, solids, 0.13, 0.002


def _lemon(kind: str, size: Vector) -> Made:
    a, r = size[0] / 2, size[2] / 2
    along = np.linspace(-1, 1, 11)
    radius = [r * max(0.0, 1 - abs(t) ** 2.2) ** 0.6 if abs(t) < 0.86 else r * 0.22 for t in along]
    radius[0] = radius[-1] = 0.001
    mesh = Mesh().tube([(a * t, 0, 0) for t in along], radius, labels.peel((252, 228, 40), (240, 214, 30), 5),
                       sides=12)
    solids = [Solid("box", (0.5 * a, 0.55 * r, 0.98 * r)), Solid("box", (0.55 * a, 0.95 * r, 0.5 * r)),
              Solid("box", (0.92 * a, 0.4 * r, 0.4 * r))]
    return mesh, solids, 0.1, 0.002


def _banana(kind: str, size: Vector) -> Made:
    angle = np.linspace(-0.72, 0.72, 11)
    bend = size[0] / 2 / math.sin(0.72)
    path = [(bend * math.sin(a), bend * (1 - math.cos(a)) - 0.012, 0.0) for a in angle]
    radius = [0.005, 0.010, 0.0145, 0.0165, 0.0175, 0.0175, 0.0175, 0.0165, 0.0145, 0.009, 0.005]
    mesh = Mesh().tube(path, radius, (250, 214, 40), sides=7)
    for end in (0, -1):
        step = 1 if end == 0 else -2
        mesh.tube([path[end], tuple(1.05 * np.array(path[end]) - 0.05 * np.array(path[step]))],
                  (0.0055, 0.004), (84, 60, 24), sides=6)
    solids = [Solid("box", (0.019, 0.0155, 0.0165), (x, y, 0), turn) for x, y, turn in
              ((0.0, -0.0115, 0.0), (0.034, -0.006, 0.32), (-0.034, -0.006, -0.32))]
    solids += [Solid("box", (0.016, 0.009, 0.012), (x, 0.010, -0.004), turn)
               for x, turn in ((0.06, 0.6), (-0.06, -0.6))]
    return mesh, solids, 0.11, 0.001


def _chips(kind: str, size: Vector) -> Made:
    front = labels.bag(kind)
    mesh = Mesh()
    u, v = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(-1, 1, 8))
    bulge = (1 - np.abs(u) ** 3) ** 0.5 * np.clip(1 - np.abs(v) ** 4, 0, 1) ** 0.6
    bulge = np.clip(bulge + 0.10 * (v < -0.9), 0, 1)
    width = size[0] / 2 * (1 - 0.06 * (1 - np.abs(v)))
    for side in (-1, 1):
        points = np.stack([-side * u * width, side * (size[1] / 2) * bulge, v * size[2] / 2], axis=-1)
        mesh.grid(points, front)
    return mesh, _box(size), 0.06, 0.0


def _bar(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), labels.energy_bar(), faces="+z+y-y")
    mesh.box(size, (0, 0, 0), labels.SILVER, faces="+x-x-z")
    return mesh, _box(size), 0.06, 0.0


def _sponge(kind: str, size: Vector) -> Made:
    if kind == "clean_sponge":
        foam, scour, top = labels.clean_sponge(), (40, 160, 70), (255, 222, 50)
    else:
        foam, scour, top = labels.dirty_sponge(), (66, 74, 40), (150, 112, 60)
    low = (size[0], size[1], size[2] * 0.3)
    mesh = Mesh().box((size[0], size[1], size[2] * 0.7), (0, 0, size[2] * 0.15), foam, faces="+z")
    mesh.box((size[0], size[1], size[2] * 0.7), (0, 0, size[2] * 0.15),
             foam if kind == "dirty_sponge" else top, faces="+x-x+y-y")
    mesh.box(low, (0, 0, -size[2] * 0.35), scour, faces="+x-x+y-y")
    return mesh, _box(size), 0.04, 0.0


def _cup(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    colour = (206, 30, 40) if kind == "red_cup" else (30, 80, 200)
    mesh = Mesh().lathe([(0.8 * r, -h), (r, -0.8 * h), (r, h), (0.9 * r, h)], colour, sides=18)
    mesh.lathe([(0.9 * r, h), (0.86 * r, -0.8 * h), (0, -0.85 * h)], (240, 238, 232), sides=18)
    loop = np.linspace(-1.25, 1.25, 7)
    mesh.tube([(0.9 * r + 0.022 * math.cos(a), 0, 0.028 * math.sin(a)) for a in loop], [0.005] * 7, colour,
              sides=6)
    walls = [Solid("box", (0.0035, math.pi * r / 12 * 1.1, h), ((r - 0.0035) * math.cos(a), (r - 0.0035) * math.sin(a), 0), a)
             for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)]
    return mesh, [*walls, Solid("cylinder", (0.9 * r, 0.9 * r, 0.005), (0, 0, 0.005 - h))], 0.15, 0.0


def _rock(kind: str, size: Vector) -> Made:
    rng = np.random.default_rng(11)
    theta, phi = np.meshgrid(np.linspace(0, 2 * math.pi, 12), np.linspace(-math.pi / 2, math.pi / 2, 7))
    bumps = 1 + 0.13 * rng.normal(size=theta.shape)
    bumps[:, -1] = bumps[:, 0]
    bumps[0], bumps[-1] = bumps[0, 0], bumps[-1, 0]
    points = np.stack([np.cos(theta) * np.cos(phi), np.sin(theta) * np.cos(phi), np.sin(phi)], axis=-1)
    points = np.clip(points * bumps[..., None], -1, 1) * np.array(size) / 2
    points[..., 2] = np.maximum(points[..., 2], -0.8 * size[2] / 2)
    points[..., 2] = (points[..., 2] + 0.8 * size[2] / 2) / 1.8 * 2 - size[2] / 2
    mesh = Mesh().grid(points, labels.speckle((132, 130, 126), 34, 12))
    solids = [Solid("box", (0.40 * size[0], 0.36 * size[1], 0.5 * size[2])),
              Solid("box", (0.36 * size[0], 0.47 * size[1], 0.3 * size[2])),
              Solid("box", (0.48 * size[0], 0.30 * size[1], 0.3 * size[2]))]
    return mesh, solids, 0.22, 0.0


def _hammer(kind: str, size: Vector) -> Made:
    end = size[0] / 2
    mesh = Mesh().tube([(-end, 0, 0), (-0.2 * end, 0, 0), (0.75 * end, 0, 0)], (0.011, 0.010, 0.008), (190, 130, 66),
                       sides=8)
    mesh.tube([(-end, 0, 0), (-0.98 * end, 0, 0), (-0.1 * end, 0, 0)], (0.0, 0.0135, 0.0125), (30, 30, 32), sides=8)
    x = end - 0.015
    mesh.box((0.028, 0.05, 0.028), (x, 0.008, 0), (66, 70, 78))
    mesh.tube([(x, -0.016, 0), (x, -0.02, 0), (x, -0.04, 0)], (0.010, 0.015, 0.015), (150, 154, 162), sides=10)
    mesh.tube([(x, -0.0399, 0), (x, -0.04, 0)], (0.015, 0.0), (186, 190, 196), sides=10)
    mesh.box((0.014, 0.014, 0.012), (x, 0.034, 0.002), (120, 124, 132))
    solids = [Solid("box", (0.77 * end, 0.0125, 0.0125), (-0.22 * end, 0, -0.0025)),
              Solid("box", (0.014, 0.04, 0.015), (x, 0, 0))]
    return mesh, solids, 0.2, 0.0


def _screwdriver(kind: str, size: Vector) -> Made:
    end = size[0] / 2
    mesh = Mesh().tube([(-end, 0, 0), (-0.96 * end, 0, 0), (-0.5 * end, 0, 0), (0.02 * end, 0, 0), (0.2 * end, 0, 0),
                        (0.24 * end, 0, 0)], (0.0, 0.0135, 0.015, 0.0135, 0.014, 0.006), (255, 116, 0), sides=8)
    mesh.tube([(-0.30 * end, 0, 0), (-0.2 * end, 0, 0), (-0.1 * end, 0, 0)], (0.0149, 0.0152, 0.0146), (30, 30, 34),
              sides=8)
    mesh.tube([(0.2 * end, 0, -0.002), (0.9 * end, 0, -0.006)], (0.0038, 0.0038), (190, 194, 200), sides=6)
    mesh.box((0.012, 0.009, 0.003), (0.93 * end, 0, -0.007), (150, 154, 160))
    solids = [Solid("box", (0.61 * end, 0.0125, 0.015), (-0.38 * end, 0, 0)),
              Solid("box", (0.39 * end, 0.004, 0.005), (0.61 * end, 0, -0.006))]
    return mesh, solids, 0.08, 0.0


def _scissors(kind: str, size: Vector) -> Made:
    end, z = size[0] / 2, -0.0025
    mesh = Mesh()
    for side in (-1, 1):
        ring = np.linspace(0, 2 * math.pi, 11)
        mesh.tube([(-0.66 * end + 0.026 * math.cos(a), side * 0.019 + 0.0145 * math.sin(a), z) for a in ring],
                  [0.0055] * 11, (126, 44, 156), sides=6)
        blade = np.array([[[-0.2 * end, side * 0.011, 0.004], [-0.14 * end, -side * 0.006, 0.004]],
                          [[end, -side * 0.013, 0.004], [0.8 * end, -side * 0.022, 0.004]]])
        for sheet in (blade, blade[::-1]):
            mesh.grid(sheet, (206, 210, 216))
        mesh.tube([(-0.4 * end, side * 0.012, z), (-0.1 * end, 0, z)], (0.006, 0.006), (126, 44, 156), sides=6)
    mesh.tube([(-0.02 * end, 0, 0), (-0.02 * end, 0, 0.009)], (0.006, 0.0055), (90, 94, 100), sides=8)
    solids = [Solid("box", (0.95 * end, 0.010, 0.008)), Solid("box", (0.026, 0.032, 0.008), (-0.66 * end, 0, 0))]
    return mesh, solids, 0.07, 0.0


def _spoon(kind: str, size: Vector) -> Made:
    end, metal = size[0] / 2, (200, 204, 212)
    mesh = Mesh().tube([(-end, 0, -0.001), (-0.9 * end, 0, 0.0), (-0.2 * end, 0, 0.001), (0.42 * end, 0, -0.003)],
                       (0.007, 0.0075, 0.0048, 0.004), metal, sides=6)
    u, v = np.meshgrid(np.linspace(0, 2 * math.pi, 13), np.array([0.0, 0.55, 1.0]), indexing="ij")
    hollow = np.stack([0.66 * end + 0.027 * v * np.cos(u), size[1] / 2 * v * np.sin(u), 0.011 * v**2 - 0.005], axis=-1)
    mesh.grid(hollow, (170, 175, 184))
    mesh.grid(np.swapaxes(hollow, 0, 1) - np.array([0, 0, 0.002]), metal)
    solids = [Solid("box", (0.72 * end, 0.006, 0.008), (-0.28 * end, 0, 0)),
              Solid("box", (0.024, 0.014, 0.008), (0.66 * end, 0, 0))]
    return mesh, solids, 0.06, 0.0


def _phone(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), labels.phone(), faces="+z")
    mesh.box(size, (0, 0, 0), (24, 24, 28), faces="+x-x+y-y")
    return mesh, _box(size), 0.12, 0.0


def _bowl(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    outer, inner = {"blue_bowl": ((26, 92, 214), (60, 130, 240)), "metal_bowl": ((150, 156, 166), (186, 192, 202)),
                    "white_bowl": ((240, 238, 232), (252, 251, 248))}[kind]
    mesh = Mesh().lathe([(0.5 * r, -h), (0.8 * r, -0.3 * h), (r, h), (0.95 * r, h)], outer, sides=22)
    mesh.lathe([(0.95 * r, h), (0.75 * r, -0.25 * h), (0.5 * r, -0.72 * h), (0, -0.78 * h)], inner, sides=22)
    if kind == "white_bowl":
        mesh.lathe([(0.985 * r, 0.55 * h), (1.004 * r, 0.8 * h)], (40, 90, 160), sides=22)
    walls = []
    for a in np.linspace(0, 2 * math.pi, 14, endpoint=False):
        for share, low, high in ((0.76, -h, -0.3 * h), (0.82, -0.4 * h, 0.35 * h), (0.93, 0.25 * h, h)):
            walls.append(Solid("box", (0.006, share * r * math.tan(math.pi / 14) * 1.05, (high - low) / 2),
                               (share * r * math.cos(a), share * r * math.sin(a), (low + high) / 2), float(a)))
    return mesh, [*walls, Solid("cylinder", (0.74 * r, 0.74 * r, 0.11 * h), (0, 0, -0.89 * h))], 0.0, 0.0


def _plate(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh().lathe([(0.6 * r, -h), (r, h - 0.002), (0.98 * r, h)], (214, 212, 208), sides=24)
    mesh.lathe([(0.98 * r, h), (0.9 * r, h - 0.002)], (60, 110, 180), sides=24)
    mesh.lathe([(0.9 * r, h - 0.002), (0.66 * r, -0.2 * h), (0, -0.2 * h)], (250, 249, 245), sides=24)
    return mesh, [Solid("cylinder", (0.66 * r, 0.66 * r, 0.4 * h), (0, 0, -0.6 * h))] + [
        Solid("box", (0.012, r * 0.86 * math.tan(math.pi / 12), h * 0.75), (0.86 * r * math.cos(a), 0.86 * r * math.sin(a), -0.1 * h), float(a))
        for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)], 0.0, 0.0


_MAKERS: dict[str, Callable[[str, Vector], Made]] = {
    **dict.fromkeys(("coke", "pepsi", "sprite", "orange_soda", "redbull"), _can),
    **dict.fromkeys(("water", "tea"), _bottle), **dict.fromkeys(("apple", "orange"), _fruit),
    "lemon": _lemon, "banana": _banana,
    **dict.fromkeys(("multigrain_chips", "rice_chips", "kettle_chips", "jalapeno_chips"), _chips),
    "energy_bar": _bar, "clean_sponge": _sponge, "dirty_sponge": _sponge, "red_cup": _cup, "blue_cup": _cup,
    "rock": _rock, "hammer": _hammer, "screwdriver": _screwdriver, "scissors": _scissors, "spoon": _spoon,
    "phone": _phone, **dict.fromkeys(("blue_bowl", "metal_bowl", "white_bowl"), _bowl), "plate": _plate}
