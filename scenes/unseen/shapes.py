"""The bodies of the unseen kinds. Metres, origin in the middle of the box, fingers close along y."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PIL import Image

from scenes import food_shapes, labels, ware_shapes
from scenes.labels import BLACK, WHITE, YELLOW, canvas, word
from scenes.meshes import Mesh
from scenes.solids import Made, Solid, Vector, cylinder


def _grape() -> Image.Image:
    picture, draw = canvas(128, 64, (104, 30, 140))
    for left in (4, 68):
        word(picture, "GRAPE", (left, 6, left + 54, 24), WHITE)
        for row, count in enumerate((3, 2, 1)):
            for at in range(count):
                x, y = left + 27 + 14 * (at - (count - 1) / 2), 34 + 10 * row
                draw.ellipse((x - 7, y - 6, x + 7, y + 6), (206, 150, 236))
    return picture


def _ginger() -> Image.Image:
    picture, draw = canvas(128, 64, (236, 190, 40))
    draw.rectangle((0, 40, 127, 54), (22, 90, 50))
    for left in (4, 68):
        word(picture, "GINGER", (left, 10, left + 54, 34), (22, 90, 50))
    return picture


def can(kind: str, size: Vector) -> Made:
    return food_shapes.can_of({"grape_soda": _grape, "ginger_ale": _ginger}[kind](), size)


def apple(kind: str, size: Vector) -> Made:
    return food_shapes.apple_of(labels.peel((120, 180, 40), (190, 210, 80), 7), size)


def lime(kind: str, size: Vector) -> Made:
    return food_shapes.lemon_of(labels.peel((70, 150, 40), (110, 180, 50), 8), size)


def chips(kind: str, size: Vector) -> Made:
    return food_shapes.chips_of(labels.chips("PAPRIKA", (206, 50, 20), (255, 200, 60), WHITE), size)


def cup(kind: str, size: Vector) -> Made:
    return ware_shapes.cup_of({"green_cup": (30, 140, 70), "yellow_cup": (244, 200, 30)}[kind], size)


def carrot(kind: str, size: Vector) -> Made:
    end, r = size[0] / 2, size[2] / 2
    along = np.linspace(-0.72, 1.0, 9)
    radius = [r * (1.0 - 0.85 * ((t + 0.72) / 1.72) ** 1.3) for t in along]
    mesh = Mesh().tube([(end * t, 0, 0) for t in along], radius, labels.peel((244, 120, 20), (232, 96, 10), 9), sides=12)
    mesh.tube([(-0.72 * end, 0, 0), (-0.721 * end, 0, 0)], (r, 0.0), (214, 96, 10), sides=12)
    for side in (-0.5, 0.0, 0.5):
        mesh.tube([(-0.7 * end, 0, 0), (-0.86 * end, side * r, 0.3 * r), (-end, 1.4 * side * r, 0.2 * r)],
                  (0.004, 0.005, 0.002), (50, 140, 50), sides=6)
    solids = [Solid("box", (0.42 * end, 0.72 * r, 0.98 * r), (-0.3 * end, 0, 0)),
              Solid("box", (0.4 * end, 0.36 * r, 0.98 * r), (0.52 * end, 0, 0))]
    return mesh, solids, 0.08, 0.002


def mushroom(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    mesh = Mesh().lathe([(0.0, -h), (0.5 * r, -h), (0.42 * r, -0.2 * h), (0.42 * r, 0.15 * h)], (240, 230, 210), sides=16)
    arc = np.linspace(0.0, math.pi / 2, 7)
    cap = [(0.42 * r, 0.1 * h), (r, 0.05 * h), *[(r * math.cos(a), 0.1 * h + 0.9 * h * math.sin(a)) for a in arc]]
    mesh.lathe(cap, (150, 96, 52), sides=18)
    solids = [Solid("cylinder", (0.48 * r, 0.48 * r, 0.55 * h), (0, 0, -0.45 * h)),
              Solid("cylinder", (0.94 * r, 0.94 * r, 0.4 * h), (0, 0, 0.45 * h))]
    return mesh, solids, 0.05, 0.002


def pear(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    profile = [(0.0, -h), (0.6 * r, -0.95 * h), (0.95 * r, -0.66 * h), (r, -0.36 * h), (0.86 * r, -0.02 * h),
               (0.56 * r, 0.34 * h), (0.42 * r, 0.62 * h), (0.26 * r, 0.78 * h), (0.0, 0.82 * h)]
    mesh = Mesh().lathe(profile, labels.peel((190, 200, 70), (214, 190, 70), 10), sides=16)
    mesh.tube([(0, 0, 0.78 * h), (0.002, 0, 0.9 * h), (0.006, 0, h)], (0.003, 0.0025, 0.003), (88, 56, 28), sides=5)
    solids = [Solid("cylinder", (0.9 * r, 0.9 * r, 0.45 * h), (0, 0, -0.55 * h)),
              Solid("cylinder", (0.5 * r, 0.5 * r, 0.42 * h), (0, 0, 0.32 * h))]
    return mesh, solids, 0.1, 0.002


def toy_car(kind: str, size: Vector) -> Made:
    x, y, z = size[0] / 2, size[1] / 2, size[2] / 2
    blue, glass = (30, 90, 220), (170, 210, 235)
    mesh = Mesh().box((2 * x, 1.76 * y, 0.9 * z), (0, 0, -0.15 * z), blue)
    mesh.box((0.95 * x, 1.5 * y, 0.7 * z), (-0.1 * x, 0, 0.65 * z), glass, faces="+x-x+y-y")
    mesh.box((0.95 * x, 1.5 * y, 0.7 * z), (-0.1 * x, 0, 0.65 * z), blue, faces="+z")
    for along in (-0.58, 0.58):
        for side in (-1.0, 1.0):
            at = (along * x, side * 0.85 * y, -0.6 * z)
            mesh.tube([at, (at[0], side * y, at[2])], (0.4 * z, 0.4 * z), (30, 30, 34), sides=14)
            mesh.tube([(at[0], side * 0.999 * y, at[2]), (at[0], side * y, at[2])], (0.4 * z, 0.0), (210, 212, 218),
                      sides=14)
    for side in (-0.55, 0.55):
        mesh.box((0.002, 0.25 * y, 0.25 * z), (x, side * y, -0.05 * z), YELLOW, faces="+x")
    return mesh, [Solid("box", (x, 0.96 * y, 0.7 * z), (0, 0, -0.3 * z)),
                  Solid("box", (0.47 * x, 0.75 * y, 0.3 * z), (-0.1 * x, 0, 0.7 * z))], 0.07, 0.0


def toy_pyramid(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    mesh, level = Mesh(), -h
    for share, colour in ((1.0, (220, 40, 40)), (0.84, (250, 200, 30)), (0.68, (40, 150, 70)), (0.52, (40, 90, 220))):
        top = level + 0.36 * h
        mid = (level + top) / 2
        mesh.lathe([(0.8 * share * r, level), (share * r, mid), (0.8 * share * r, top), (0.0, top)], colour, sides=18)
        level = top
    mesh.lathe([(0.3 * r, level), (0.34 * r, level + 0.28 * h), (0.0, h)], (236, 60, 140), sides=14)
    solids = [Solid("box", (0.78 * r, 0.78 * size[1] / 2, 0.36 * h), (0, 0, -0.64 * h)),
              Solid("box", (0.55 * r, 0.55 * size[1] / 2, 0.36 * h), (0, 0, 0.08 * h)),
              Solid("box", (0.3 * r, 0.3 * r, 0.28 * h), (0, 0, 0.72 * h))]
    return mesh, solids, 0.06, 0.0


def chess_pawn(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    head = [(0.52 * r * math.cos(a), 0.72 * h + 0.28 * h * math.sin(a)) for a in np.linspace(-1.2, math.pi / 2, 8)]
    profile = [(0.0, -h), (r, -h), (r, -0.84 * h), (0.6 * r, -0.7 * h), (0.36 * r, -0.1 * h), (0.3 * r, 0.36 * h),
               (0.62 * r, 0.42 * h), *head]
    mesh = Mesh().lathe(profile, (56, 44, 40), sides=18)
    solids = [Solid("cylinder", (0.95 * r, 0.95 * r, 0.1 * h), (0, 0, -0.9 * h)),
              Solid("box", (0.5 * r, 0.5 * r, 0.9 * h), (0, 0, 0.1 * h))]
    return mesh, solids, 0.05, 0.0


def roll_of_tape(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    side, pen = canvas(16, 16, (226, 190, 60))
    mesh = Mesh().lathe([(r, -h), (r, h)], (236, 200, 70), sides=22)
    mesh.lathe([(r, h), (0.66 * r, h)], side, sides=22)
    mesh.lathe([(0.66 * r, h), (0.58 * r, h)], (176, 130, 80), sides=22)
    mesh.lathe([(0.58 * r, h - 0.001), (0.0, h - 0.001)], BLACK, sides=22)
    return mesh, cylinder((size[1], size[1], size[2])), 0.06, 0.0


MAKERS: dict[str, Callable[[str, Vector], Made]] = {
    **dict.fromkeys(("grape_soda", "ginger_ale"), can), "green_apple": apple, "lime": lime, "paprika_chips": chips,
    **dict.fromkeys(("green_cup", "yellow_cup"), cup), "carrot": carrot, "mushroom": mushroom, "pear": pear,
    "toy_car": toy_car, "toy_pyramid": toy_pyramid, "chess_pawn": chess_pawn, "roll_of_tape": roll_of_tape}
