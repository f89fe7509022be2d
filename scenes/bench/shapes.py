"""The bodies of the bench's parts. Lengths in metres, origin in the middle of the box, fingers close along y.

Round bars lie along x and collide as boxes: a bolt that rolls away is no test of words.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from scenes.bench import labels
from scenes.bench.solid_shapes import coil, polygon, prism, toothed
from scenes.meshes import Colour, Mesh
from scenes.solids import Made, Solid, Vector, box, cylinder

STEEL: tuple[Colour, Colour] = ((206, 211, 220), (112, 118, 130))
BRASS: tuple[Colour, Colour] = ((240, 190, 40), (150, 104, 8))
HOLE: Colour = (36, 38, 42)


def bolt(kind: str, size: Vector) -> Made:
    light, dark = STEEL if kind.startswith("steel") else BRASS
    end, half = size[0] / 2, size[1] / 2
    head = polygon(6, half / math.cos(math.pi / 6), math.pi / 6)
    mesh = prism(Mesh(), head, -end, -end + 0.024, light, axis="x")
    shaft = np.linspace(-end + 0.024, end - 0.006, 4)
    mesh.tube([(x, 0, 0) for x in shaft], [0.0115] * 4, labels.thread(light, dark), sides=12)
    mesh.tube([(end - 0.006, 0, 0), (end - 0.0001, 0, 0), (end, 0, 0)], (0.0115, 0.008, 0.0), light, sides=12)
    solids = [Solid("box", (0.012, half, size[2] / 2), (-end + 0.012, 0, 0)),
              Solid("box", (end - 0.012, 0.0115, size[2] / 2), (0.012, 0, 0))]
    return mesh, solids, 0.09, 0.0


def nut(kind: str, size: Vector) -> Made:
    light, dark = STEEL if kind.startswith("steel") else BRASS
    outer = polygon(6, size[0] / 2)
    mesh = prism(Mesh(), outer, -size[2] / 2, size[2] / 2, light, hole=polygon(6, 0.0125), inside=dark)
    mesh.lathe([(0.0145, size[2] / 2 + 0.0004), (0.0125, size[2] / 2 + 0.0005)], dark, sides=18)
    mesh.lathe([(0.0125, -size[2] / 2 + 0.001), (0.0, -size[2] / 2 + 0.0011)], HOLE, sides=12)
    return mesh, box(size), 0.06, 0.0


def washer(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    prism_ring = prism(Mesh(), polygon(24, r), -h, h, (222, 226, 232), hole=polygon(24, 0.44 * r), inside=STEEL[1])
    return prism_ring, cylinder(size), 0.03, 0.0


def bearing(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    ring = polygon(24, 1.0)
    mesh = prism(Mesh(), ring * r, -h, h, STEEL[0], hole=ring * 0.80 * r, inside=STEEL[1])
    prism(mesh, ring * 0.52 * r, -h, h, STEEL[0], hole=ring * 0.32 * r, inside=STEEL[1])
    mesh.lathe([(0.80 * r, 0.2 * h), (0.52 * r, 0.2 * h + 0.0001)], (58, 62, 70), sides=24)
    for angle in np.arange(9) * 2 * math.pi / 9:
        at = (0.66 * r * math.cos(angle), 0.66 * r * math.sin(angle), 0.45 * h)
        mesh.lathe([(0.11 * r, -0.02 * r), (0.10 * r, 0.06 * r), (0.0, 0.10 * r)], (246, 248, 252), sides=7, centre=at)
    return mesh, cylinder(size), 0.09, 0.0


def gear(kind: str, size: Vector) -> Made:
    r, h = size[0] / 2, size[2] / 2
    light, dark = ((116, 122, 134), (52, 56, 64)) if kind == "steel_gear" else ((248, 247, 242), (150, 150, 148))
    outline = toothed(12, 0.78 * r, r)
    bore = np.array([[0.26 * r * math.cos(a), 0.26 * r * math.sin(a)] for a in np.arctan2(outline[:, 1], outline[:, 0])])
    mesh = prism(Mesh(), outline, -h, h, light, hole=bore, inside=dark)
    mesh.lathe([(0.62 * r, h + 0.0003), (0.40 * r, h + 0.0004)], dark, sides=20)
    return mesh, cylinder(size), 0.07, 0.0


def spring(kind: str, size: Vector) -> Made:
    mesh = coil(Mesh(), size[0] - 0.008, size[1] / 2 - 0.0036, 0.0036, 6.5, (44, 46, 54))
    return mesh, box(size), 0.04, 0.0


def bracket(kind: str, size: Vector) -> Made:
    x, y, z = size
    plate, paint, shade = 0.006, (255, 128, 10), (206, 92, 0)
    mesh = Mesh().box((x, y, plate), (0, 0, -z / 2 + plate / 2), shade)
    for side in (-1, 1):
        mesh.box((x, plate, z), (0, side * (y / 2 - plate / 2), 0), paint)
        for at in (-0.28 * x, 0.28 * x):
            for face in (-1, 1):
                depth = side * (y / 2 - plate / 2) + face * (plate / 2 + 0.0003)
                mesh.tube([(at, depth, 0.1 * z), (at, depth + face * 0.0002, 0.1 * z)], (0.0075, 0.0), HOLE, sides=10)
    solids = [Solid("box", (x / 2, y / 2, plate / 2), (0, 0, -z / 2 + plate / 2)),
              *(Solid("box", (x / 2, plate / 2, z / 2), (0, side * (y / 2 - plate / 2), 0)) for side in (-1, 1))]
    return mesh, solids, 0.1, 0.0


def o_ring(kind: str, size: Vector) -> Made:
    wire = size[2] / 2
    colour: Colour = (214, 24, 34) if kind.startswith("red") else (30, 30, 33)
    ring, around = np.linspace(0, 2 * math.pi, 25), np.linspace(0, 2 * math.pi, 9)
    u, v = np.meshgrid(ring, around, indexing="ij")
    away = size[0] / 2 - wire + wire * np.cos(v)
    mesh = Mesh().grid(np.stack([away * np.cos(u), away * np.sin(u), -wire * np.sin(v)], axis=-1), colour)
    return mesh, cylinder(size), 0.02, 0.0


def fuse(kind: str, size: Vector) -> Made:
    end, r = size[0] / 2, size[1] / 2
    mesh = Mesh().tube([(-0.6 * end, 0, 0), (0, 0, 0), (0.6 * end, 0, 0)], [0.88 * r] * 3, labels.fuse_body(), sides=14)
    cap = ((0.58, 0.88), (0.582, 1.0), (0.97, 1.0), (0.998, 0.93), (1.0, 0.0))
    for ends in (cap, tuple((-x, radius) for x, radius in reversed(cap))):
        mesh.tube([(x * end, 0, 0) for x, _ in ends], [radius * r for _, radius in ends], (196, 202, 212), sides=14)
    return mesh, box(size), 0.05, 0.0


def relay(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), labels.relay_top(), faces="+z")
    mesh.box(size, (0, 0, 0), labels.relay_side(), faces="+x-x+y-y")
    return mesh, box(size), 0.05, 0.0


def terminal_block(kind: str, size: Vector) -> Made:
    x, y, z = size
    green, dark = (40, 176, 70), (12, 84, 34)
    mesh = Mesh().box((x, y, 0.62 * z), (0, 0, -0.19 * z), green)
    mesh.box((x, 0.55 * y, 0.38 * z), (0, 0, 0.31 * z), green)
    step = x / 4
    for at in (np.arange(4) - 1.5) * step:
        mesh.lathe([(0.0068, 0.5 * z), (0.0062, 0.5 * z + 0.0012), (0.0, 0.5 * z + 0.0013)], (216, 220, 226), sides=10,
                   centre=(at, 0, 0))
        mesh.box((0.010, 0.0016, 0.0006), (at, 0, 0.5 * z + 0.0016), HOLE)
        for side in (-1, 1):
            mesh.box((0.011, 0.0006, 0.010), (at, side * (y / 2 + 0.0002), -0.2 * z), HOLE)
    for at in (np.arange(3) - 1) * step:
        mesh.box((0.0016, 0.56 * y, 0.0006), (at, 0, 0.5 * z + 0.0002), dark)
    return mesh, box(size), 0.05, 0.0


def motor(kind: str, size: Vector) -> Made:
    end, r = size[0] / 2, size[1] / 2
    back = end - 0.022
    mesh = Mesh().tube([(-end, 0, 0), (0, 0, 0), (back, 0, 0)], [r] * 3, labels.motor_can(), sides=18)
    mesh.tube([(-end, 0, 0), (-end + 0.0001, 0, 0)], (0.0, r), (238, 238, 234), sides=18)
    mesh.tube([(back, 0, 0), (back + 0.0001, 0, 0)], (r, 0.0), (160, 164, 172), sides=18)
    mesh.tube([(back, 0, 0), (back + 0.0049, 0, 0), (back + 0.005, 0, 0)], (0.009, 0.009, 0.0), (130, 134, 142), sides=12)
    mesh.tube([(back, 0, 0), (end - 0.0001, 0, 0), (end, 0, 0)], (0.004, 0.004, 0.0), (224, 228, 234), sides=8)
    solids = [Solid("box", ((end + back) / 2, r, r), ((back - end) / 2, 0, 0)),
              Solid("box", (0.011, 0.004, 0.004), (end - 0.011, 0, 0))]
    return mesh, solids, 0.14, 0.0


def circuit_board(kind: str, size: Vector) -> Made:
    x, y, z = size
    low = -z / 2
    mesh = Mesh().box((x, y, 0.005), (0, 0, low + 0.0025), labels.board(), faces="+z")
    mesh.box((x, y, 0.005), (0, 0, low + 0.0025), (10, 82, 40), faces="+x-x+y-y")
    mesh.box((0.026, 0.024, 0.004), (0, 0, low + 0.007), (24, 24, 28))
    mesh.box((0.016, 0.018, z - 0.005), (0.33 * x, 0.24 * y, 0.0025), (214, 216, 222))
    mesh.box((0.016, 0.018, z - 0.007), (0.33 * x, -0.24 * y, 0.0015), (34, 38, 48))
    for side, colour in ((-1, (60, 84, 210)), (1, (226, 176, 60))):
        mesh.lathe([(0.005, low + 0.005), (0.005, z / 2), (0.0, z / 2)], colour, sides=10,
                   centre=(-0.28 * x, side * 0.26 * y, 0))
    return mesh, box(size), 0.05, 0.0


def allen_key(kind: str, size: Vector) -> Made:
    end, half, bar = size[0] / 2, size[1] / 2, size[2] / 2
    rod = polygon(6, bar / math.cos(math.pi / 6), math.pi / 6)
    black = (40, 42, 48)
    mesh = prism(Mesh(), rod, -end, end - 0.4 * bar, black, axis="x")
    mesh.box((2 * bar, half, 2 * bar), (end - bar, half / 2, 0), black)
    solids = [Solid("box", (end, bar, bar)), Solid("box", (bar, half / 2, bar), (end - bar, half / 2, 0))]
    return mesh, solids, 0.06, 0.0


def magnet(kind: str, size: Vector) -> Made:
    x, y, z = size
    outer, width = y / 2, 0.016
    red, pole = (216, 26, 36), (204, 208, 214)
    back = -x / 2 + outer
    angles, mesh = np.linspace(math.pi / 2, 3 * math.pi / 2, 9), Mesh()
    for first, second in zip(angles[:-1], angles[1:], strict=True):
        piece = [((r * math.cos(a)) + back, r * math.sin(a)) for r, a in
                 ((outer - width, second), (outer - width, first), (outer, first), (outer, second))]
        prism(mesh, np.array(piece), -z / 2, z / 2, red)
    arm, tip = x / 2 - back, 0.016
    for side in (-1, 1):
        middle = side * (outer - width / 2)
        mesh.box((arm - tip, width, z), (back + (arm - tip) / 2, middle, 0), red)
        mesh.box((tip, width, z), (x / 2 - tip / 2, middle, 0), pole)
    solids = [Solid("box", (x / 2 - 0.01, width / 2, z / 2), (0.01, side * (outer - width / 2), 0)) for side in (-1, 1)]
    return mesh, [*solids, Solid("box", (width / 2, outer - 0.008, z / 2), (-x / 2 + width / 2, 0, 0))], 0.1, 0.0


MAKERS: dict[str, Callable[[str, Vector], Made]] = {
    **dict.fromkeys(("steel_bolt", "brass_bolt"), bolt), **dict.fromkeys(("steel_nut", "brass_nut"), nut),
    **dict.fromkeys(("steel_gear", "nylon_gear"), gear), **dict.fromkeys(("red_o_ring", "black_o_ring"), o_ring),
    "washer": washer, "bearing": bearing, "spring": spring, "bracket": bracket, "fuse": fuse, "relay": relay,
    "terminal_block": terminal_block, "motor": motor, "circuit_board": circuit_board, "allen_key": allen_key,
    "magnet": magnet}
