"""Surfaces that no training shows: worktops, walls and fronts of other rooms, as printed pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from scenes import labels
from scenes.labels import Colour, canvas

_SIDE = 192
"""Pixels of a worktop's picture, which covers 1.16 m by 2 m."""


def planks(wood: Colour, seam: Colour, seed: int) -> Image.Image:
    """Boards with grain along them, seams between them."""
    rng = np.random.default_rng(seed)
    data = np.empty((_SIDE, _SIDE, 3))
    for row in range(0, _SIDE, 24):
        shade = rng.uniform(0.86, 1.1)
        grain = np.repeat(rng.normal(0, 7, (24, _SIDE // 16, 1)), 16, axis=1)
        data[row:row + 24] = np.array(wood) * shade + grain
        data[row:row + 2] = seam
        at = int(rng.integers(_SIDE - 2))
        data[row:row + 24, at:at + 2] = seam
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8))


def checks(one: Colour, other: Colour, seed: int) -> Image.Image:
    """A chequered cloth."""
    side = 12 + 4 * (seed % 3)
    u, v = np.meshgrid(np.arange(_SIDE) // side, np.arange(_SIDE) // side)
    data = np.where(((u + v) % 2)[..., None] == 0, np.array(one), np.array(other))
    return Image.fromarray(data.astype(np.uint8))


def stripes(one: Colour, other: Colour, seed: int) -> Image.Image:
    """Broad stripes, slanting."""
    width = 10 + 4 * (seed % 4)
    u, v = np.meshgrid(np.arange(_SIDE), np.arange(_SIDE))
    data = np.where(((u + v) // width % 2)[..., None] == 0, np.array(one), np.array(other))
    return Image.fromarray(data.astype(np.uint8))


def dots(one: Colour, other: Colour, seed: int) -> Image.Image:
    """Spots on a cloth."""
    picture, pen = canvas(_SIDE, _SIDE, one)
    step = 20 + 4 * (seed % 3)
    for row, y in enumerate(range(0, _SIDE, step)):
        for x in range((row % 2) * step // 2, _SIDE, step):
            pen.ellipse((x - 5, y - 5, x + 5, y + 5), other)
    return picture


def marble(stone: Colour, vein: Colour, seed: int) -> Image.Image:
    """Stone with veins."""
    rng = np.random.default_rng(seed)
    u, v = np.meshgrid(np.linspace(0, 1, _SIDE), np.linspace(0, 1, _SIDE))
    waves = sum(rng.uniform(0.3, 1.0) * np.sin(2 * np.pi * (a * u + b * v) + rng.uniform(0, 6))
                for a, b in rng.uniform(-5, 5, (6, 2)))
    share = np.clip(1 - np.abs(np.asarray(waves)) * 2.2, 0, 1)[..., None]
    data = np.array(stone) * (1 - share) + np.array(vein) * share
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8))


def terrazzo(ground: Colour, chip: Colour, seed: int) -> Image.Image:
    """Chips of stone in a ground."""
    rng = np.random.default_rng(seed)
    picture, pen = canvas(_SIDE, _SIDE, ground)
    for _ in range(260):
        x, y, r = (float(value) for value in rng.uniform((0, 0, 2), (_SIDE, _SIDE, 6)))
        shade = float(rng.uniform(0.6, 1.25))
        colour = tuple(min(255, int(shade * value)) for value in chip)
        pen.ellipse((x, y, x + r, y + r * float(rng.uniform(0.5, 1.0))), colour)
    return picture


def brushed(metal: Colour, shine: Colour, seed: int) -> Image.Image:
    """Steel with fine lines along it."""
    rng = np.random.default_rng(seed)
    lines = rng.uniform(0, 1, (_SIDE, 1, 1)) * 0.5 + np.linspace(0, 0.5, _SIDE)[None, :, None]
    data = np.array(metal) * (1 - lines) + np.array(shine) * lines
    return Image.fromarray(np.clip(np.broadcast_to(data, (_SIDE, _SIDE, 3)), 0, 255).astype(np.uint8))


TOPS: dict[str, Callable[[Colour, Colour, int], Image.Image]] = {
    "planks": planks, "checks": checks, "stripes": stripes, "dots": dots, "marble": marble, "terrazzo": terrazzo,
    "brushed": brushed}
"""Patterns of worktops and mats, of two colours and a seed."""


def bricks(colour: Colour, mortar: Colour) -> Image.Image:
    picture, pen = canvas(128, 64, mortar)
    for row in range(8):
        for x in range(-16 + 8 * (row % 2), 128, 16):
            pen.rectangle((x + 1, row * 8 + 1, x + 14, row * 8 + 6), colour)
    return picture


def wallpaper(colour: Colour, line: Colour) -> Image.Image:
    picture, pen = canvas(128, 64, colour)
    for x in range(0, 128, 16):
        pen.rectangle((x, 0, x + 6, 63), line)
        pen.ellipse((x + 9, 10, x + 14, 22), line)
        pen.ellipse((x + 9, 40, x + 14, 52), line)
    return picture


def window(colour: Colour, frame: Colour) -> Image.Image:
    """A wall with a window to the evening in it."""
    picture, pen = canvas(128, 64, colour)
    for row in range(30):
        pen.line((24, 6 + row, 104, 6 + row), (250 - 3 * row, 150 + row, 90 + 4 * row))
    pen.polygon([(24, 36), (44, 22), (64, 32), (86, 18), (104, 30), (104, 36)], (60, 80, 70))
    pen.rectangle((22, 4, 106, 37), outline=frame, width=3)
    pen.line((64, 4, 64, 37), frame, 2)
    return picture


def office(colour: Colour, board: Colour) -> Image.Image:
    """A painted wall with a board that something is written on."""
    picture, pen = canvas(128, 64, colour)
    pen.rectangle((16, 4, 112, 40), board, outline=(150, 154, 160), width=2)
    for row, length in enumerate((60, 44, 70)):
        pen.line((24, 12 + 9 * row, 24 + length, 12 + 9 * row), (30, 60, 160), 2)
    pen.rectangle((0, 56, 127, 63), (70, 74, 80))
    return picture


WALLS: dict[str, Callable[[Colour, Colour], Image.Image]] = {
    "tiles": labels.tiles, "bricks": bricks, "wallpaper": wallpaper, "window": window, "office": office}
"""Patterns of walls, of two colours; ``tiles`` alone is training's."""


def panel(colour: Colour) -> Image.Image:
    """The front below the worktop: plain boards, no cupboards."""
    picture = Image.new("RGB", (128, 48), colour)
    pen = ImageDraw.Draw(picture)
    for x in range(0, 128, 32):
        pen.line((x, 0, x, 47), tuple(int(0.7 * value) for value in colour))
    return picture


def screen(seed: int) -> Image.Image:
    """What a monitor shows: windows with lines of text."""
    rng = np.random.default_rng(seed)
    picture, pen = canvas(96, 64, (24, 60, 110))
    for left, top, right, bottom in ((6, 6, 56, 56), (44, 14, 92, 50)):
        pen.rectangle((left, top, right, bottom), (240, 242, 246))
        pen.rectangle((left, top, right, top + 5), (90, 110, 140))
        for y in range(top + 9, bottom - 2, 5):
            pen.line((left + 3, y, left + 3 + int(rng.integers(10, right - left - 5)), y), (70, 80, 100))
    return picture


@dataclass(frozen=True)
class Skin:
    """A patterned surface."""

    pattern: str
    """A key of ``TOPS`` or ``WALLS``."""
    one: Colour
    other: Colour
    seed: int = 0

    def top(self) -> Image.Image:
        """As a worktop, a mat or the side of a box."""
        return TOPS[self.pattern](self.one, self.other, self.seed)

    def wall(self) -> Image.Image:
        """As a wall."""
        return WALLS[self.pattern](self.one, self.other)
