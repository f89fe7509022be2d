"""Cans, bottles, fruit, bags and bars. Lengths in metres, origin in the middle of the box."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from scenes import labels
from scenes.meshes import Mesh
from scenes.solids import Made, Solid, Vector, box, cylinder


def can(kind: str, size: Vector) -> Made:
    label = {"coke": labels.coke, "pepsi": labels.pepsi, "sprite": labels.sprite,
             "orange_soda": labels.orange_soda, "redbull": labels.redbull}[kind]()
    return can_of(label, size)


def can_of(label: Image.Image, size: Vector) -> Made:
    """A can that wears a label, which goes once around."""
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh()
    mesh.lathe([(0.8 * r, -h), (r, -h + 0.006)], labels.SILVER)
    mesh.lathe([(r, -h + 0.006), (r, h - 0.01)], label)
    mesh.lathe([(r, h - 0.01), (0.82 * r, h)], labels.SILVER)
    mesh.lathe([(0.82 * r, h), (0.74 * r, h - 0.003), (0, h - 0.003)], (216, 219, 224))
    mesh.box((0.5 * r, 0.24 * r, 0.002), (0.25 * r, 0, h - 0.001), (120, 124, 130), faces="+z+x-x+y-y")
    return mesh, cylinder(size), 0.12, 0.0


def bottle(kind: str, size: Vector) -> Made:
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


def fruit(kind: str, size: Vector) -> Made:
    if kind == "apple":
        return apple_of(labels.peel((200, 24, 36), (226, 90, 40), 1), size)
    r = size[2] / 2
    angle = np.linspace(-math.pi / 2, math.pi / 2, 9)
    profile = [(r * math.cos(a), r * math.sin(a)) for a in angle]
    mesh = Mesh().lathe(profile, labels.peel((255, 140, 10), (255, 160, 30), 2), sides=16)
    mesh.lathe([(0.005, 0.985 * r), (0, 1.02 * r)], (70, 110, 40), sides=6)
    return mesh, _footed(r), 0.13, 0.002


def apple_of(skin: Image.Image, size: Vector) -> Made:
    """An apple with this peel."""
    r = size[2] / 2
    angle = np.linspace(-math.pi / 2, math.pi / 2, 9)
    profile = [(0.0, -0.8 * r), *[(size[0] / 2 * math.cos(a) * (1 + 0.05 * math.sin(a)), r * math.sin(a))
                                  for a in angle[1:-1]], (0.004, 0.68 * r)]
    mesh = Mesh().lathe(profile, skin, sides=16)
    mesh.tube([(0, 0, 0.65 * r), (0.002, 0, 0.95 * r), (0.006, 0, 1.15 * r)], (0.003, 0.0025, 0.003),
              (88, 56, 28), sides=5)
    mesh.grid(np.array([[[0.004, -0.001, 1.0 * r], [0.02, -0.012, 1.16 * r]],
                        [[0.006, 0.004, 1.0 * r], [0.024, 0.006, 1.2 * r]]]), (70, 160, 50))
    mesh.grid(np.array([[[0.02, -0.012, 1.16 * r], [0.004, -0.001, 1.0 * r]],
                        [[0.024, 0.006, 1.2 * r], [0.006, 0.004, 1.0 * r]]]), (70, 160, 50))
    return mesh, _footed(r), 0.13, 0.002


def _footed(r: float) -> list[Solid]:
    """A ball with a small flat foot: real fruit does not roll off the counter either."""
    return [Solid("sphere", (r, r, r)), Solid("cylinder", (0.4 * r, 0.4 * r, 0.05 * r), (0, 0, -0.95 * r))]


def lemon(kind: str, size: Vector) -> Made:
    return lemon_of(labels.peel((252, 228, 40), (240, 214, 30), 5), size)


def lemon_of(skin: Image.Image, size: Vector) -> Made:
    """A lemon with this peel."""
    a, r = size[0] / 2, size[2] / 2
    along = np.linspace(-1, 1, 11)
    radius = [r * max(0.0, 1 - abs(t) ** 2.2) ** 0.6 if abs(t) < 0.86 else r * 0.22 for t in along]
    radius[0] = radius[-1] = 0.001
    mesh = Mesh().tube([(a * t, 0, 0) for t in along], radius, skin, sides=12)
    solids = [Solid("box", (0.5 * a, 0.55 * r, 0.98 * r)), Solid("box", (0.55 * a, 0.95 * r, 0.5 * r)),
              Solid("box", (0.92 * a, 0.4 * r, 0.4 * r))]
    return mesh, solids, 0.1, 0.002


def banana(kind: str, size: Vector) -> Made:
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


def chips(kind: str, size: Vector) -> Made:
    return chips_of(labels.bag(kind), size)


def chips_of(front: Image.Image, size: Vector) -> Made:
    """A standing bag with this front."""
    mesh = Mesh()
    u, v = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(-1, 1, 8))
    bulge = (1 - np.abs(u) ** 3) ** 0.5 * np.clip(1 - np.abs(v) ** 4, 0, 1) ** 0.6
    bulge = np.clip(bulge + 0.10 * (v < -0.9), 0, 1)
    width = size[0] / 2 * (1 - 0.06 * (1 - np.abs(v)))
    for side in (-1, 1):
        points = np.stack([-side * u * width, side * (size[1] / 2) * bulge, v * size[2] / 2], axis=-1)
        mesh.grid(points, front)
    # The crimped sides of a bag give way: what resists is narrower than what is seen.
    return mesh, box((0.84 * size[0], size[1], size[2])), 0.06, 0.0


def bar(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), labels.energy_bar(), faces="+z+y-y")
    mesh.box(size, (0, 0, 0), labels.SILVER, faces="+x-x-z")
    return mesh, box(size), 0.06, 0.0
