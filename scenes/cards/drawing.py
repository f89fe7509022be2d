"""The pictures on cards. A card is about 35 pixels wide in a frame, so each is a few big shapes and thick strokes."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image, ImageDraw

from scenes.cards.concepts import Concept
from scenes.labels import BLACK, BLUE, BROWN, GREEN, ORANGE, PURPLE, RED, WHITE, YELLOW, Colour, word

SIDE = 64
"""Of the texture, in pixels: about twice what a frame shows, as the renderer takes the nearest."""
_OVER = 4
PAPER: Colour = (252, 251, 246)
INK: dict[str, Colour] = {"digit": (24, 24, 30), "letter": (18, 52, 150), "sum": (120, 20, 30)}
FRAME: dict[str, Colour] = {"digit": (40, 40, 46), "letter": (18, 52, 150), "icon": (120, 124, 130), "flag": (90, 92, 96),
                            "sum": (120, 20, 30)}

Point = tuple[float, float]


def picture(concept: Concept) -> Image.Image:
    """A card's face, (64, 64) pixels for ``SIDE``; its top is the side away from the user."""
    size = SIDE * _OVER
    face = Image.new("RGB", (size, size), PAPER)
    pen = ImageDraw.Draw(face)
    if concept.group == "icon":
        _ICONS[concept.shows](pen)
    elif concept.group == "flag":
        _flag(face, concept.shows)
    else:
        margin = 0.28 if len(concept.shows) == 1 else 0.08
        word(face, concept.shows, (int(margin * size), int(0.14 * size), int((1 - margin) * size), int(0.86 * size)),
             INK[concept.group])
        if concept.shows == "1":  # as wide as it is, or it would be a bar
            face.paste(PAPER, (0, 0, size, size))
            word(face, "1", (int(0.36 * size), int(0.14 * size), int(0.60 * size), int(0.86 * size)), INK["digit"])
    ImageDraw.Draw(face).rectangle((0, 0, size - 1, size - 1), outline=FRAME[concept.group], width=3 * _OVER)
    return face.resize((SIDE, SIDE), Image.Resampling.BOX)


def _at(*points: Point) -> list[Point]:
    """Points given in hundredths of the card, as pixels."""
    scale = SIDE * _OVER / 100
    return [(x * scale, y * scale) for x, y in points]


def _box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = _at((left, top), (right, bottom))
    return x0, y0, x1, y1


def _star(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: Colour, turn: float = 0.0,
          points: int = 5, inner: float = 0.40) -> None:
    corners = [(x + (r if i % 2 == 0 else inner * r) * sin(i * pi / points + turn),
                y - (r if i % 2 == 0 else inner * r) * cos(i * pi / points + turn)) for i in range(2 * points)]
    pen.polygon(_at(*corners), colour)


def _heart(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_box(14, 18, 54, 58), RED)
    pen.ellipse(_box(46, 18, 86, 58), RED)
    pen.polygon(_at((17, 48), (83, 48), (50, 88)), RED)


def _moon(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_box(16, 12, 88, 88), (70, 86, 170))
    pen.ellipse(_box(38, 4, 102, 72), PAPER)


def _sun(pen: ImageDraw.ImageDraw) -> None:
    _star(pen, 50, 50, 42, ORANGE, points=10, inner=0.66)
    pen.ellipse(_box(28, 28, 72, 72), YELLOW)


def _tree(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle(_box(43, 62, 57, 90), BROWN)
    for top, bottom, half in ((10, 40, 22), (26, 56, 30), (42, 74, 38)):
        pen.polygon(_at((50, top), (50 + half, bottom), (50 - half, bottom)), GREEN)


def _house(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle(_box(24, 46, 76, 88), (236, 190, 120), BLACK, 6)
    pen.polygon(_at((50, 12), (88, 48), (12, 48)), RED)
    pen.rectangle(_box(43, 62, 58, 88), BROWN)


def _fish(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_at((60, 50), (90, 26), (90, 74)), (10, 140, 200))
    pen.ellipse(_box(10, 30, 72, 70), (10, 140, 200))
    pen.ellipse(_box(22, 42, 32, 52), WHITE)


def _flower(pen: ImageDraw.ImageDraw) -> None:
    pen.line(_at((50, 50), (50, 92)), GREEN, 16)
    for k in range(6):
        x, y = 50 + 20 * cos(k * pi / 3), 40 + 20 * sin(k * pi / 3)
        pen.ellipse(_box(x - 14, y - 14, x + 14, y + 14), (236, 72, 140))
    pen.ellipse(_box(38, 28, 62, 52), YELLOW)


def _smiley(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_box(10, 10, 90, 90), YELLOW, BLACK, 8)
    for x in (36, 64):
        pen.ellipse(_box(x - 7, 30, x + 7, 48), BLACK)
    pen.arc(_box(26, 30, 74, 76), 20, 160, BLACK, 18)


def _arrow(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle(_box(10, 40, 58, 60), BLACK)
    pen.polygon(_at((52, 18), (92, 50), (52, 82)), BLACK)


def _cloud(pen: ImageDraw.ImageDraw) -> None:
    grey = (134, 160, 186)
    for box in ((10, 44, 46, 78), (26, 24, 68, 70), (54, 40, 92, 78)):
        pen.ellipse(_box(*box), grey)
    pen.rectangle(_box(28, 56, 74, 78), grey)


def _umbrella(pen: ImageDraw.ImageDraw) -> None:
    pen.pieslice(_box(10, 12, 90, 92), 180, 360, PURPLE)
    pen.line(_at((50, 50), (50, 82)), BLACK, 14)
    pen.arc(_box(50, 70, 70, 92), 0, 180, BLACK, 14)


def _lightning(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_at((58, 6), (22, 56), (46, 56), (36, 94), (78, 40), (53, 40)), (250, 176, 0))


def _note(pen: ImageDraw.ImageDraw) -> None:
    for x in (16, 58):
        pen.ellipse(_box(x, 66, x + 24, 86), BLACK)
    for x in (36, 78):
        pen.line(_at((x, 20), (x, 76)), BLACK, 16)
    pen.polygon(_at((33, 14), (81, 14), (81, 32), (33, 32)), BLACK)


def _crown(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_at((14, 80), (10, 28), (32, 52), (50, 16), (68, 52), (90, 28), (86, 80)), (236, 176, 20))
    pen.rectangle(_box(14, 70, 86, 84), RED)


def _diamond(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_at((50, 8), (84, 50), (50, 92), (16, 50)), (220, 30, 50))


def _drop(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_box(24, 42, 76, 92), BLUE)
    pen.polygon(_at((50, 6), (73, 58), (27, 58)), BLUE)


def _car(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(_at((28, 48), (38, 28), (66, 28), (78, 48)), (90, 150, 210))
    pen.rounded_rectangle(_box(8, 46, 92, 70), 20, RED)
    for x in (28, 72):
        pen.ellipse(_box(x - 11, 60, x + 11, 82), BLACK)


_ICONS: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "heart": _heart, "star": lambda pen: _star(pen, 50, 54, 44, (250, 190, 0)), "moon": _moon, "sun": _sun, "tree": _tree,
    "house": _house, "fish": _fish, "flower": _flower, "smiley": _smiley, "arrow": _arrow, "cloud": _cloud,
    "umbrella": _umbrella, "lightning": _lightning, "note": _note, "crown": _crown, "diamond": _diamond, "drop": _drop,
    "car": _car}

_STRIPES: dict[str, tuple[str, tuple[Colour, ...], tuple[int, ...]]] = {
    "france": ("|", ((0, 40, 150), WHITE, (230, 20, 40)), (1, 1, 1)),
    "italy": ("|", ((0, 140, 70), WHITE, (206, 30, 50)), (1, 1, 1)),
    "germany": ("-", (BLACK, (222, 10, 20), (255, 206, 0)), (1, 1, 1)),
    "spain": ("-", ((190, 16, 30), (252, 200, 20), (190, 16, 30)), (1, 2, 1)),
    "poland": ("-", (WHITE, (222, 20, 60)), (1, 1)), "ukraine": ("-", ((0, 90, 190), (255, 214, 0)), (1, 1)),
    "canada": ("|", ((222, 20, 30), WHITE, (222, 20, 30)), (1, 2, 1)),
    "japan": ("-", (WHITE,), (1,)), "sweden": ("-", ((0, 98, 170),), (1,)),
    "switzerland": ("-", ((218, 20, 30),), (1,)), "china": ("-", ((222, 30, 24),), (1,)),
    "usa": ("-", tuple((200, 24, 50) if i % 2 == 0 else WHITE for i in range(7)), (1,) * 7)}
_LEAF = ((50, 26), (55, 38), (63, 34), (61, 48), (70, 46), (66, 56), (54, 64), (52, 76), (48, 76), (46, 64), (34, 56),
         (30, 46), (39, 48), (37, 34), (45, 38))


def _flag(face: Image.Image, country: str) -> None:
    left, top, right, bottom = 6, 18, 94, 82
    way, colours, shares = _STRIPES[country]
    pen = ImageDraw.Draw(face)
    done = 0
    for colour, share in zip(colours, shares, strict=True):
        low, high = done / sum(shares), (done + share) / sum(shares)
        edges = ((left + low * (right - left), top, left + high * (right - left), bottom) if way == "|" else
                 (left, top + low * (bottom - top), right, top + high * (bottom - top)))
        pen.rectangle(_box(*edges), colour)
        done += share
    if country == "japan":
        pen.ellipse(_box(31, 31, 69, 69), (200, 10, 40))
    elif country == "sweden":
        pen.rectangle(_box(30, top, 42, bottom), (255, 205, 0))
        pen.rectangle(_box(left, 44, right, 56), (255, 205, 0))
    elif country == "switzerland":
        pen.rectangle(_box(43, 28, 57, 72), WHITE)
        pen.rectangle(_box(28, 43, 72, 57), WHITE)
    elif country == "china":
        _star(pen, 24, 38, 14, (255, 222, 0))
        for x, y in ((42, 26), (48, 34), (48, 44), (42, 52)):
            _star(pen, x, y, 5, (255, 222, 0))
    elif country == "usa":
        pen.rectangle(_box(left, top, 46, 54), (30, 40, 110))
        for x in (14, 26, 38):
            for y in (26, 36, 46):
                _star(pen, x, y, 4, WHITE)
    elif country == "canada":
        pen.polygon(_at(*_LEAF), (222, 20, 30))
    pen.rectangle(_box(left, top, right, bottom), outline=(60, 60, 64), width=4)
