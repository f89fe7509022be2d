"""Printed pictures of the bench: what relays, motors and boards wear, and the bench's own surfaces."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from scenes.labels import BLACK, WHITE, YELLOW, Colour, canvas, speckle, word


def thread(light: Colour, dark: Colour) -> Image.Image:
    """Stripes across the length of a bolt."""
    picture, draw = canvas(96, 8, light)
    for left in range(2, 96, 8):
        draw.rectangle((left, 0, left + 3, 8), dark)
    return picture


def relay_top() -> Image.Image:
    picture, draw = canvas(72, 56, (40, 110, 220))
    draw.rectangle((2, 2, 69, 53), outline=(150, 200, 255), width=2)
    word(picture, "RELAY", (8, 10, 64, 28), WHITE)
    word(picture, "24V", (18, 33, 54, 48), YELLOW)
    return picture


def relay_side() -> Image.Image:
    picture, draw = canvas(72, 56, (24, 84, 190))
    word(picture, "24V", (12, 8, 60, 30), WHITE)
    for left in (12, 32, 52):
        draw.rectangle((left, 42, left + 8, 56), (212, 214, 218))
    return picture


def fuse_body() -> Image.Image:
    """Goes once around a cartridge fuse; the picture's width runs along it."""
    picture, draw = canvas(96, 96, (248, 246, 238))
    for top in (0, 32, 64):
        word(picture, "10A", (20, top + 6, 76, top + 27), (200, 20, 30))
    draw.line((3, 0, 3, 96), (200, 20, 30), 3)
    draw.line((92, 0, 92, 96), (200, 20, 30), 3)
    return picture


def board() -> Image.Image:
    """A circuit board from above: chip, pins, copper and two connectors."""
    picture, draw = canvas(128, 90, (14, 104, 52))
    for top in range(8, 90, 10):
        draw.line((6, top, 122, top), (60, 160, 90), 1)
    draw.rectangle((46, 26, 84, 62), (28, 28, 32))
    for left in range(48, 84, 6):
        draw.rectangle((left, 20, left + 2, 26), (226, 200, 110))
        draw.rectangle((left, 62, left + 2, 68), (226, 200, 110))
    for top in range(8, 84, 8):
        draw.rectangle((4, top, 12, top + 4), (240, 204, 84))
    draw.rectangle((98, 12, 122, 38), (214, 216, 222))
    draw.rectangle((98, 52, 122, 78), (30, 34, 44))
    draw.ellipse((22, 14, 36, 28), (70, 90, 200))
    draw.ellipse((22, 58, 36, 72), (220, 170, 60))
    return picture


def motor_can() -> Image.Image:
    """Goes once around a motor; the picture's width runs along it."""
    picture, draw = canvas(96, 120, (190, 194, 202))
    draw.rectangle((0, 0, 14, 120), (238, 238, 234))
    for top in (0, 40, 80):
        draw.rectangle((26, top + 4, 84, top + 34), (250, 210, 40))
        word(picture, "MOTOR", (30, top + 11, 80, top + 28), BLACK)
    return picture


def rework_mat() -> Image.Image:
    """A taped-off area that says what it is for (picture bottom is +x)."""
    picture, draw = canvas(128, 128, (198, 150, 214))
    for k in range(-128, 256, 24):
        for low, high in ((0, 12), (116, 128)):
            draw.polygon([(k, high), (k + 12, high), (k + 24, low), (k + 12, low)], (92, 34, 120))
    draw.rectangle((0, 12, 11, 116), (92, 34, 120))
    draw.rectangle((116, 12, 128, 116), (92, 34, 120))
    word(picture, "REWORK", (18, 78, 110, 108), (70, 16, 96))
    draw.arc((46, 22, 82, 58), 30, 330, (70, 16, 96), 7)
    draw.polygon([(76, 54), (92, 48), (78, 36)], (70, 16, 96))
    return picture


def kit_floor() -> Image.Image:
    """Yellow, with the outlines of the parts a kit holds and its name on the near side (picture bottom is +x)."""
    picture, draw = canvas(176, 88, (250, 206, 50))
    for left in (8, 64, 120):
        draw.rounded_rectangle((left, 8, left + 46, 42), 6, (206, 160, 20))
    word(picture, "KIT BOX", (26, 52, 150, 80), (40, 34, 10))
    return picture


def pegboard(colour: Colour, hole: Colour) -> Image.Image:
    picture, draw = canvas(128, 64, colour)
    for top in range(5, 64, 10):
        for left in range(5, 128, 10):
            draw.ellipse((left - 1, top - 1, left + 1, top + 1), hole)
    draw.line((0, 0, 0, 64), hole)
    return picture


def tool_chest() -> Image.Image:
    """Steel drawers under the bench."""
    picture, draw = canvas(128, 48, (150, 44, 40))
    for left in range(0, 128, 32):
        for top in (3, 18, 33):
            draw.rectangle((left + 1, top, left + 30, top + 13), outline=(100, 26, 24))
            draw.line((left + 8, top + 4, left + 23, top + 4), (214, 216, 220), 2)
    return picture


def oil() -> Image.Image:
    """A dark golden surface with a few reflections."""
    picture = speckle((150, 96, 14), 10, 5, (64, 64))
    draw = ImageDraw.Draw(picture)
    rng = np.random.default_rng(3)
    for left, top in rng.integers(4, 56, (7, 2)).tolist():
        draw.arc((left, top, left + 18, top + 8), 190, 330, (232, 186, 90), 2)
    return picture
