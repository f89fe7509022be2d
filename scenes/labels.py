"""Printed pictures: what cans, bottles, bags and bins wear. Drawn with Pillow's own font, alike everywhere.

A wrap goes once around: its left and right edges meet. Because a can is 20 pixels wide in a frame, a label
is a few big shapes in the brand's colours, repeated so that one of them always faces the camera.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

WHITE, BLACK, SILVER = (250, 250, 248), (25, 25, 28), (196, 200, 206)
RED, BLUE, GREEN = (222, 22, 34), (16, 62, 178), (0, 148, 66)
ORANGE, YELLOW, BROWN, PURPLE, PINK = (255, 128, 0), (255, 214, 30), (122, 76, 40), (120, 44, 150), (236, 72, 140)


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def canvas(width: int, height: int, colour: Colour) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (width, height), colour)
    return picture, ImageDraw.Draw(picture)


def word(picture: Image.Image, text: str, box: tuple[int, int, int, int], colour: Colour,
         turn: int = 0) -> None:
    """Write ``text`` as large as fits into ``box`` (left, top, right, bottom), turned by ``turn`` degrees."""
    mask = Image.new("L", (600, 140), 0)
    draw = ImageDraw.Draw(mask)
    draw.text((20, 10), text, 255, font=font(90), stroke_width=4, stroke_fill=255)
    found = mask.getbbox()
    if found is None:
        return
    mask = mask.crop(found).rotate(turn, expand=True)
    mask = mask.resize((max(1, box[2] - box[0]), max(1, box[3] - box[1])), Image.Resampling.BOX)
    picture.paste(Image.new("RGB", mask.size, colour), (box[0], box[1]), mask)


def coke() -> Image.Image:
    picture, draw = canvas(128, 64, RED)
    for x in range(128):
        wave = 33 + 7 * np.sin(2 * np.pi * x / 64)
        draw.line((x, wave - 6, x, wave + 6), WHITE)
    for left in (4, 68):
        word(picture, "Coke", (left, 4, left + 54, 24), WHITE)
        word(picture, "Coke", (left, 44, left + 54, 62), WHITE)
    return picture


def pepsi() -> Image.Image:
    picture, draw = canvas(128, 64, BLUE)
    for centre in (21, 64, 107):
        box = (centre - 18, 12, centre + 18, 52)
        draw.ellipse(box, WHITE)
        draw.chord((box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2), 195, 345, RED)
        draw.chord((box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2), 15, 165, (0, 110, 230))
    return picture


def sprite() -> Image.Image:
    picture, draw = canvas(128, 64, GREEN)
    draw.rectangle((0, 0, 128, 8), (0, 96, 190))
    for centre in (32, 96):
        draw.ellipse((centre - 26, 16, centre + 26, 50), (120, 214, 60))
        draw.ellipse((centre + 8, 10, centre + 24, 24), YELLOW)
        word(picture, "Sprite", (centre - 24, 24, centre + 24, 44), WHITE)
    return picture


def orange_soda() -> Image.Image:
    picture, draw = canvas(128, 64, ORANGE)
    for centre in (32, 96):
        draw.ellipse((centre - 22, 10, centre + 22, 54), (255, 236, 150))
        draw.ellipse((centre - 18, 14, centre + 18, 50), (255, 150, 10))
        for k in range(6):
            end = (centre + 18 * np.cos(k * np.pi / 3), 32 + 18 * np.sin(k * np.pi / 3))
            draw.line((centre, 32, *end), (255, 236, 150), 3)
        draw.polygon([(centre, 12), (centre + 14, 2), (centre + 20, 12)], GREEN)
    return picture


def redbull() -> Image.Image:
    picture, draw = canvas(128, 64, SILVER)
    for quarter in range(4):
        if quarter % 2:
            draw.rectangle((quarter * 32, 0, quarter * 32 + 31, 31), (20, 50, 150))
        else:
            draw.rectangle((quarter * 32, 32, quarter * 32 + 31, 64), (20, 50, 150))
    for centre in (32, 96):
        draw.ellipse((centre - 10, 20, centre + 10, 44), YELLOW)
        draw.polygon([(centre - 24, 24), (centre - 2, 32), (centre - 24, 42)], RED)
        draw.polygon([(centre + 24, 24), (centre + 2, 32), (centre + 24, 42)], RED)
    return picture


def water() -> Image.Image:
    picture, draw = canvas(128, 64, (240, 250, 255))
    draw.rectangle((0, 0, 128, 10), (70, 160, 235))
    draw.rectangle((0, 54, 128, 64), (70, 160, 235))
    for left in (4, 68):
        word(picture, "WATER", (left, 18, left + 54, 48), (30, 100, 200))
    return picture


def tea() -> Image.Image:
    picture, draw = canvas(128, 64, (240, 228, 190))
    draw.rectangle((0, 0, 128, 8), (40, 120, 50))
    draw.rectangle((0, 56, 128, 64), (40, 120, 50))
    for left in (6, 70):
        word(picture, "TEA", (left, 14, left + 34, 52), (70, 40, 10))
        draw.ellipse((left + 38, 18, left + 54, 46), (60, 150, 60))
    return picture


def chips(name: str, colour: Colour, accent: Colour, letters: Colour) -> Image.Image:
    """Front of a bag, 96 x 128."""
    picture, draw = canvas(96, 128, colour)
    for top in (0, 120):
        for left in range(0, 96, 8):
            draw.rectangle((left, top, left + 3, top + 7), SILVER)
    draw.ellipse((14, 68, 82, 116), accent)
    draw.ellipse((26, 76, 58, 104), (246, 206, 110))
    draw.ellipse((46, 84, 76, 110), (236, 188, 84))
    word(picture, name, (5, 22, 91, 58), letters)
    return picture


def bag(kind: str) -> Image.Image:
    designs: dict[str, tuple[str, Colour, Colour, Colour]] = {
        "multigrain_chips": ("GRAIN", (150, 92, 44), (236, 210, 150), (255, 236, 180)),
        "rice_chips": ("RICE", (246, 246, 240), (190, 220, 240), (200, 30, 40)),
        "kettle_chips": ("KETTLE", (112, 40, 150), (206, 160, 230), WHITE),
        "jalapeno_chips": ("HOT", (30, 150, 50), (200, 236, 120), (255, 240, 60))}
    return chips(*designs[kind])


def energy_bar() -> Image.Image:
    picture, draw = canvas(128, 40, PINK)
    for left in (0, 118):
        draw.rectangle((left, 0, left + 9, 40), SILVER)
    draw.rectangle((14, 6, 113, 34), (120, 20, 70))
    word(picture, "ENERGY", (20, 10, 108, 31), WHITE)
    return picture


def speckle(colour: Colour, amount: int, seed: int, size: tuple[int, int] = (64, 64)) -> Image.Image:
    """A noisy skin: stone, foam, worktop."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 255, (size[1] // 8, size[0] // 8), dtype=np.uint8))
    cloud = np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), float)[..., None] - 128
    grain = rng.normal(0, 0.35 * amount, (size[1], size[0], 1))
    data = np.array(colour, float) + cloud / 128 * amount + grain
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8))


def clean_sponge() -> Image.Image:
    picture = speckle((255, 226, 60), 10, 3, (96, 64))
    draw = ImageDraw.Draw(picture)
    for x, y in ((14, 12), (40, 30), (66, 14), (80, 46), (24, 48), (54, 52)):
        draw.ellipse((x, y, x + 5, y + 4), (226, 190, 30))
    return picture


def dirty_sponge() -> Image.Image:
    picture = speckle((176, 142, 84), 26, 4, (96, 64))
    draw = ImageDraw.Draw(picture)
    for x, y, r in ((8, 8, 16), (50, 4, 12), (66, 28, 20), (22, 36, 18)):
        draw.ellipse((x, y, x + r * 1.5, y + r), (70, 46, 22))
        draw.ellipse((x + 4, y + 3, x + r, y + r * 0.7), (40, 28, 18))
    return picture


def peel(colour: Colour, blush: Colour, seed: int) -> Image.Image:
    """Fruit skin that turns to ``blush`` on one side."""
    rng = np.random.default_rng(seed)
    u = np.linspace(0, 2 * np.pi, 64)
    share = (0.5 + 0.5 * np.sin(u))[None, :, None] * np.ones((32, 1, 1))
    data = np.array(colour) * (1 - 0.5 * share) + np.array(blush) * 0.5 * share + rng.normal(0, 5, (32, 64, 1))
    return Image.fromarray(np.clip(data, 0, 255).astype(np.uint8))


def phone() -> Image.Image:
    picture, draw = canvas(128, 64, (20, 20, 24))
    draw.rounded_rectangle((4, 4, 123, 59), 8, (34, 60, 110))
    draw.rectangle((8, 8, 100, 55), (46, 96, 170))
    for row in range(3):
        for column in range(5):
            colour = ((240, 90, 80), (90, 210, 120), (250, 210, 70), (240, 240, 245))[(row + column) % 4]
            left, top = 30 + column * 15, 11 + row * 15
            draw.rounded_rectangle((left, top, left + 9, top + 9), 2, colour)
    draw.ellipse((111, 28, 118, 36), (90, 94, 100))
    return picture


def bin_sign(name: str, colour: Colour, symbol: str) -> Image.Image:
    """What stands up from a bin, 136 x 42: a symbol above a word would be too small, so side by side."""
    picture, draw = canvas(136, 42, colour)
    draw.rectangle((1, 1, 134, 40), outline=WHITE, width=2)
    word(picture, name, (44, 9, 130, 33), WHITE)
    if symbol == "loop":
        for k in range(3):
            angle = -np.pi / 2 + k * 2 * np.pi / 3
            cx, cy = 23 + 10 * np.cos(angle), 22 + 10 * np.sin(angle)
            tip = angle + np.pi / 2 + 0.5
            draw.polygon([(cx + 9 * np.cos(tip + d), cy + 9 * np.sin(tip + d)) for d in (0, 2.3, 4.0)], WHITE)
    elif symbol == "leaf":
        draw.ellipse((8, 10, 34, 34), WHITE)
        draw.polygon([(24, 10), (40, 6), (34, 26)], WHITE)
        draw.line((6, 36, 32, 14), colour, 3)
    else:
        draw.rectangle((11, 11, 35, 14), WHITE)
        draw.rectangle((19, 6, 27, 11), WHITE)
        draw.polygon([(13, 17), (33, 17), (31, 37), (15, 37)], WHITE)
        for x in (18, 23, 28):
            draw.line((x, 19, x, 34), colour, 2)
    return picture


def sign(text: str, background: Colour, letters: Colour, size: tuple[int, int] = (96, 40)) -> Image.Image:
    picture, _ = canvas(*size, background)
    word(picture, text, (6, 6, size[0] - 6, size[1] - 6), letters)
    return picture


def cooktop() -> Image.Image:
    picture, draw = canvas(128, 128, (30, 30, 34))
    for radius, colour in ((50, (200, 60, 40)), (44, (50, 50, 54)), (36, (200, 60, 40)), (31, (50, 50, 54)),
                           (20, (200, 60, 40)), (15, (50, 50, 54))):
        draw.ellipse((64 - radius, 60 - radius, 64 + radius, 60 + radius), colour)
    for left in (40, 60, 80):
        draw.ellipse((left, 115, left + 9, 124), (220, 220, 224))
    draw.rectangle((0, 0, 127, 127), outline=(150, 150, 156), width=3)
    return picture


def hazard_strip() -> Image.Image:
    """Yellow and black diagonals: the edge of the counter."""
    picture, draw = canvas(128, 32, YELLOW)
    for left in range(-32, 160, 32):
        draw.polygon([(left, 32), (left + 16, 32), (left + 32, 0), (left + 16, 0)], BLACK)
    return picture


def tray() -> Image.Image:
    """Wood with the outline of an open hand-over arrow pointing to the user (picture bottom is +x)."""
    picture = speckle((206, 158, 100), 12, 8, (96, 64))
    draw = ImageDraw.Draw(picture)
    for y in range(4, 64, 9):
        draw.line((0, y, 96, y), (180, 132, 78))
    draw.polygon([(40, 12), (56, 12), (56, 32), (68, 32), (48, 54), (28, 32), (40, 32)], (250, 244, 230))
    return picture


def tiles(colour: Colour, grout: Colour) -> Image.Image:
    picture, draw = canvas(128, 64, colour)
    for row in range(4):
        draw.line((0, row * 16, 128, row * 16), grout)
        for column in range(5):
            x = column * 32 + (16 if row % 2 else 0)
            draw.line((x, row * 16, x, row * 16 + 16), grout)
    return picture


def doors() -> Image.Image:
    """Kitchen cupboards under the counter."""
    picture, draw = canvas(128, 48, (96, 112, 124))
    for left in range(0, 128, 16):
        draw.rectangle((left + 1, 6, left + 14, 46), outline=(76, 90, 102))
        draw.line((left + 12, 9, left + 12, 16), (206, 208, 210), 1)
    return picture
