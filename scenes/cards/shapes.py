"""The bodies of the collection of cards. Metres, origin in the middle of the box, fingers close along y."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from scenes import labels, ware_shapes
from scenes.cards import portraits
from scenes.cards.catalogue import BOWLS, CARDS, FALLING, PORTRAIT, PORTRAITS
from scenes.cards.concepts import CONCEPT_OF
from scenes.cards.drawing import PAPER, picture
from scenes.labels import BLACK, WHITE, YELLOW, Colour, canvas, word
from scenes.meshes import Mesh
from scenes.solids import Made, Solid, Vector, box, cylinder

_FACES = {**dict(portraits.STRANGERS), **{person.key: person.face for person in portraits.PEOPLE}}


def card_picture(kind: str) -> Image.Image:
    """What a card of this kind shows.

    Raises:
        KeyError: no such card.
    """
    return picture(CONCEPT_OF[kind]) if kind in CONCEPT_OF else portraits.draw(_FACES[kind])


def lying(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), card_picture(kind), faces="+z")
    return mesh.box(size, (0, 0, 0), (206, 204, 198), faces="+x-x+y-y"), box(size), 0.0, 0.0


def standing(kind: str, size: Vector) -> Made:
    """Leaning back on its support, its face to the user (+x)."""
    x, y, z = size[0] / 2, size[1] / 2, size[2] / 2
    lean = np.array([2 * z, 0, 2 * x]) / np.hypot(2 * z, 2 * x)
    front = np.array([[x, -y, -z], [x, y, -z], [-0.2 * x, y, z], [-0.2 * x, -y, z]])
    back = np.array([[-x, y, -z], [-x, -y, -z], [-0.4 * x, -y, z], [-0.4 * x, y, z]])
    uv = np.array([[0, 0], [1, 0], [1, 1], [0, 1.0]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    shown = (196, 200, 206) if kind == PORTRAIT else card_picture(kind)
    mesh = Mesh().add(front, np.tile(lean, (4, 1)), uv, faces, shown)
    mesh.add(back, np.tile((-1.0, 0, 0), (4, 1)), uv, faces, PAPER)
    for side in (-1, 1):
        corners = np.array([[x, side * y, -z], [-x, side * y, -z], [-0.4 * x, side * y, z], [-0.2 * x, side * y, z]])
        order = faces if side > 0 else faces[:, ::-1]
        mesh.add(corners, np.tile((0.0, side, 0), (4, 1)), uv, order, (214, 212, 206))
    return mesh, [Solid("box", (0.55 * x, y, z)), Solid("box", (x, y, 0.4 * z), (0, 0, -0.6 * z))], 0.0, 0.0


_BOWL_COLOURS: dict[str, tuple[Colour, Colour]] = {
    "red_bowl": ((190, 20, 32), (226, 44, 54)), "yellow_bowl": ((226, 180, 10), (252, 214, 40)),
    "green_bowl": ((14, 120, 58), (34, 160, 84)), "orange_bowl": ((220, 104, 0), (255, 140, 20))}


def bowl(kind: str, size: Vector) -> Made:
    return ware_shapes.bowl_of(*_BOWL_COLOURS[kind], size)


def fallen_bag(kind: str, size: Vector) -> Made:
    """A bag of chips on its back, its front to the ceiling."""
    front = labels.bag(kind.removeprefix("falling_"))
    u, v = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(-1, 1, 8))
    bulge = np.clip((1 - np.abs(u) ** 3) ** 0.5 * np.clip(1 - np.abs(v) ** 4, 0, 1) ** 0.6 + 0.10 * (v < -0.9), 0, 1)
    mesh, across = Mesh(), size[1] / 2 * (1 - 0.06 * (1 - np.abs(v)))
    for side in (-1, 1):
        # Its top points away from the user, so that its letters read upright from there.
        mesh.grid(np.stack([-v * size[0] / 2, side * u * across, side * size[2] / 2 * bulge], axis=-1), front)
    return mesh, box((size[0], 0.9 * size[1], size[2])), 0.06, 0.0


def brick(kind: str, size: Vector) -> Made:
    clay, hole = (170, 74, 50), (84, 34, 26)
    mesh = Mesh().box(size, (0, 0, 0), clay)
    for at in (-0.3, 0.0, 0.3):
        mesh.lathe([(0.011, size[2] / 2 + 0.0003), (0.0, size[2] / 2 + 0.0004)], hole, sides=12, centre=(at * size[0], 0, 0))
    return mesh, box(size), 0.25, 0.0


def _pips(count: int) -> Image.Image:
    picture, pen = canvas(48, 48, WHITE)
    spots = {1: ((24, 24),), 2: ((13, 13), (35, 35)), 5: ((13, 13), (35, 35), (13, 35), (35, 13), (24, 24)),
             6: ((13, 11), (13, 24), (13, 37), (35, 11), (35, 24), (35, 37))}[count]
    for x, y in spots:
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), BLACK)
    pen.rectangle((0, 0, 47, 47), outline=(190, 190, 190))
    return picture


def dice(kind: str, size: Vector) -> Made:
    mesh = Mesh().box(size, (0, 0, 0), _pips(5), faces="+z")
    mesh.box(size, (0, 0, 0), _pips(6), faces="+x-x")
    return mesh.box(size, (0, 0, 0), _pips(2), faces="+y-y"), box(size), 0.05, 0.0


def traffic_cone(kind: str, size: Vector) -> Made:
    low, top, r = -size[2] / 2, size[2] / 2, 0.36 * size[0]
    orange, white = (255, 96, 0), (250, 250, 250)
    mesh = Mesh().box((size[0], size[1], 0.008), (0, 0, low + 0.004), (226, 80, 0))
    heights = np.linspace(low + 0.008, top, 6)
    for step in range(5):
        radii = [r * (1 - 0.17 * (step + k)) for k in (0, 1)]
        mesh.lathe(list(zip(radii, heights[step:step + 2], strict=True)), white if step in (1, 3) else orange, sides=16)
    mesh.lathe([(0.15 * r, top - 0.0001), (0, top)], orange, sides=12)
    solids = [Solid("box", (size[0] / 2, size[1] / 2, 0.004), (0, 0, low + 0.004)),
              Solid("box", (0.6 * r, 0.6 * r, size[2] / 2))]
    return mesh, solids, 0.06, 0.0


def gift(kind: str, size: Vector) -> Made:
    picture, pen = canvas(64, 64, (214, 24, 60))
    pen.rectangle((26, 0, 38, 63), YELLOW)
    pen.rectangle((0, 26, 63, 38), YELLOW)
    side, pen = canvas(64, 64, (190, 16, 50))
    pen.rectangle((26, 0, 38, 63), YELLOW)
    body = (size[0], size[1], size[2] - 0.014)
    mesh = Mesh().box(body, (0, 0, -0.007), picture, faces="+z").box(body, (0, 0, -0.007), side, faces="+x-x+y-y")
    for sign in (-1, 1):
        mesh.tube([(0, 0, body[2] / 2 - 0.007), (0.004, sign * 0.012, body[2] / 2 + 0.004),
                   (0, sign * 0.024, body[2] / 2 - 0.004)], (0.003, 0.008, 0.004), YELLOW, sides=8)
    return mesh, box(size), 0.06, 0.0


def rubber_duck(kind: str, size: Vector) -> Made:
    x, z = size[0] / 2, size[2] / 2
    yellow: Colour = (255, 216, 20)
    arc = np.linspace(-np.pi / 2, np.pi / 2, 9)
    body = [(0.70 * x * float(np.cos(a)), -z + 0.021 + 0.021 * float(np.sin(a))) for a in arc]
    mesh = Mesh().lathe(body, yellow, sides=18)
    mesh.tube([(-0.4 * x, 0, -z + 0.03), (-0.8 * x, 0, -z + 0.04), (-x, 0, -z + 0.052)], (0.02, 0.012, 0.002), yellow)
    head = 0.0195
    mesh.lathe([(head * float(np.cos(a)), z - head + head * float(np.sin(a))) for a in arc], yellow, sides=16,
               centre=(0.35 * x, 0, 0))
    mesh.tube([(0.72 * x, 0, z - 0.022), (0.86 * x, 0, z - 0.022), (0.99 * x, 0, z - 0.024)], (0.008, 0.009, 0.002),
              (255, 110, 0), flatten=0.6)
    for side in (-1, 1):
        mesh.tube([(0.62 * x, side * 0.011, z - 0.013), (0.70 * x, side * 0.013, z - 0.013)], (0.004, 0.0), BLACK, sides=6)
    return mesh, [Solid("box", (0.7 * x, 0.8 * size[1] / 2, 0.021), (0, 0, -z + 0.021)),
                  Solid("box", (0.35 * x, 0.016, z - 0.021), (0.3 * x, 0, 0.021))], 0.05, 0.0


def battery(kind: str, size: Vector) -> Made:
    end, r = size[0] / 2, size[1] / 2
    mesh = Mesh().tube([(-end, 0, 0), (0, 0, 0), (0.35 * end, 0, 0)], [r] * 3, (34, 34, 40), sides=16)
    mesh.tube([(0.35 * end, 0, 0), (0.88 * end, 0, 0), (0.881 * end, 0, 0)], (r, r, 0.0), (206, 124, 40), sides=16)
    mesh.tube([(0.88 * end, 0, 0), (0.99 * end, 0, 0), (end, 0, 0)], (0.4 * r, 0.4 * r, 0.0), (214, 216, 222), sides=10)
    mesh.tube([(-end, 0, 0), (-end + 0.0001, 0, 0)], (0.0, r), (214, 216, 222), sides=16)
    return mesh, box(size), 0.06, 0.0


def candle(kind: str, size: Vector) -> Made:
    r, low, top = size[0] / 2, -size[2] / 2, size[2] / 2
    mesh = Mesh().lathe([(r, low), (r, top - 0.03), (0.86 * r, top - 0.028), (0, top - 0.029)], (250, 244, 226), sides=16)
    mesh.tube([(0, 0, top - 0.03), (0, 0, top - 0.018)], (0.0015, 0.0015), BLACK, sides=6)
    mesh.lathe([(0.002, top - 0.022), (0.007, top - 0.013), (0.0, top)], (255, 150, 10), sides=10)
    return mesh, cylinder((size[1], size[1], size[2])), 0.06, 0.0


def book(kind: str, size: Vector) -> Made:
    cover, pen = canvas(96, 72, (24, 70, 170))
    pen.rectangle((4, 4, 91, 67), outline=(230, 190, 60), width=3)
    word(cover, "BOOK", (16, 20, 80, 50), WHITE)
    turned = cover.rotate(90, expand=True)
    mesh = Mesh().box(size, (0, 0, 0), turned, faces="+z")
    mesh.box((size[0] - 0.004, size[1], size[2] - 0.008), (0, 0, 0), (244, 240, 226), faces="+x-x+y")
    mesh.box(size, (0, 0, 0), (20, 60, 150), faces="-y")
    for side in (-1, 1):
        mesh.box((size[0], size[1], 0.004), (0, 0, side * (size[2] / 2 - 0.0021)), (20, 60, 150), faces="+x-x+y")
    return mesh, box(size), 0.09, 0.0


MAKERS: dict[str, Callable[[str, Vector], Made]] = {
    **{kind.key: standing if kind.size_m[2] > 0.02 else lying for kind in (*CARDS, *PORTRAITS)},
    **{kind.key: bowl for kind in BOWLS}, **{kind.key: fallen_bag for kind in FALLING},
    "brick": brick, "dice": dice, "traffic_cone": traffic_cone, "gift": gift, "rubber_duck": rubber_duck,
    "battery": battery, "candle": candle, "book": book}
