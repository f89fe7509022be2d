"""Backgrounds and rooms that no training shows, each easy and hard, as RT-2's comparison has them.

``background-easy``    a worktop of another pattern, all else as trained
``background-hard``    worktop, wall and a mat of other patterns, and clutter of unseen shapes along the wall
``environment-easy``   another kitchen: steel top, a window at dusk, lamp and camera elsewhere
``environment-hard``   an office desk: monitor, keyboard, books and lamp behind the arm, cold dim light, the
                       camera farther off, and the bins in another order

What is trained with is ``scenes.randomisation.STRENGTHS``; every number here that training draws too is drawn
outside its range there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from scenes.cameras import Light
from scenes.labels import Colour
from scenes.meshes import Mesh
from scenes.unseen.surfaces import Skin, panel, screen

Setting = Literal["background-easy", "background-hard", "environment-easy", "environment-hard"]
SETTINGS: tuple[Setting, ...] = ("background-easy", "background-hard", "environment-easy", "environment-hard")

OFFICE_BINS = ("recycling", "compost", "landfill")
"""From the wall to the user; none stands where it stands in training."""

_EASY_TOPS: tuple[tuple[str, Colour, Colour], ...] = (
    ("planks", (150, 96, 58), (84, 52, 30)), ("marble", (226, 228, 230), (120, 124, 136)),
    ("terrazzo", (214, 208, 200), (150, 90, 70)), ("planks", (222, 184, 140), (160, 120, 80)))
_HARD_TOPS: tuple[tuple[str, Colour, Colour], ...] = (
    ("checks", (240, 240, 236), (200, 60, 60)), ("stripes", (236, 232, 220), (70, 120, 170)),
    ("dots", (250, 226, 160), (60, 130, 90)), ("checks", (236, 238, 240), (70, 90, 150)))
_MATS: tuple[tuple[str, Colour, Colour], ...] = (
    ("stripes", (120, 160, 110), (206, 222, 190)), ("dots", (90, 70, 130), (206, 190, 230)),
    ("checks", (230, 190, 90), (250, 236, 200)))
_HARD_WALLS: tuple[tuple[str, Colour, Colour], ...] = (
    ("bricks", (166, 80, 60), (206, 200, 190)), ("wallpaper", (220, 206, 160), (150, 110, 90)),
    ("wallpaper", (170, 196, 206), (60, 90, 120)))


@dataclass(frozen=True)
class Block:
    """A box or an upright cylinder that stands on the counter or lies on it, out of reach or too flat to matter."""

    size_m: tuple[float, float, float]
    """Of a cylinder, twice the radius, the same, the height."""
    at_m: tuple[float, float, float]
    """Its middle."""
    skin: Skin | Colour
    yaw_rad: float = 0.0
    round: bool = False

    def draw(self, mesh: Mesh) -> None:
        """Add it to a room."""
        skin = self.skin.top() if isinstance(self.skin, Skin) else self.skin
        if self.round:
            r, (x, y, z), h = self.size_m[0] / 2, self.at_m, self.size_m[2] / 2
            mesh.lathe([(r, z - h), (r, z + h), (0.0, z + h)], skin, sides=14, centre=(x, y, 0.0))
        else:
            mesh.box(self.size_m, self.at_m, skin, yaw_rad=self.yaw_rad)


@dataclass(frozen=True)
class Room:
    """Surfaces and furniture of an unseen background or environment."""

    top: Skin
    wall: Skin | None = None
    """None for training's own tiles."""
    front: Colour | None = None
    """Below the worktop; None for training's own cupboards."""
    blocks: tuple[Block, ...] = ()
    monitor_m: tuple[float, float] | None = None
    """Where a monitor stands, x and y."""

    def furnish(self, mesh: Mesh) -> None:
        """Add what stands and lies about."""
        for block in self.blocks:
            block.draw(mesh)
        if self.monitor_m is not None:
            x, y = self.monitor_m
            mesh.box((0.08, 0.14, 0.01), (x, y, 0.005), (40, 42, 46))
            mesh.box((0.02, 0.36, 0.23), (x, y, 0.14), (28, 29, 32))
            mesh.box((0.022, 0.33, 0.20), (x, y, 0.14), screen(int(1000 * abs(y))), faces="+x")

    def surfaces(self, wall: Image.Image, front: Image.Image) -> tuple[Image.Image, Image.Image, Image.Image]:
        """Pictures of top, wall and front, the given ones where training's own stay."""
        return (self.top.top(), wall if self.wall is None else self.wall.wall(),
                front if self.front is None else panel(self.front))


@dataclass(frozen=True)
class Shown:
    """How an unseen setting departs from what a scene would otherwise look like."""

    room: Room
    light: Light | None = None
    """None for one that training draws too."""
    eye_shift_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    bins: tuple[str, ...] | None = None


def draw(setting: Setting, rng: np.random.Generator) -> Shown:
    """Draw a room of a setting.

    Raises:
        ValueError: no such setting.
    """
    if setting == "background-easy":
        return Shown(Room(_skin(_EASY_TOPS, rng)))
    if setting == "background-hard":
        return Shown(Room(_skin(_HARD_TOPS, rng), _skin(_HARD_WALLS, rng), blocks=(_mat(rng), *_clutter(rng))))
    if setting == "environment-easy":
        room = Room(Skin("brushed", (120, 126, 134), (206, 210, 214), int(rng.integers(1000))),
                    Skin("window", (206, 178, 150), (92, 60, 40)), (120, 80, 50), _clutter(rng)[:2])
        return Shown(room, _light(rng, (1.0, 0.86, 0.70), (0.7, -1.3)), _shift(rng, 0.030, 0.040))
    if setting == "environment-hard":
        room = Room(Skin("planks", (96, 70, 52), (50, 36, 28), int(rng.integers(1000))),
                    Skin("office", (128, 150, 170), (244, 246, 246)), (60, 62, 68), _desk(rng),
                    (-0.20, float(rng.uniform(0.18, 0.30))))
        return Shown(room, _light(rng, (0.80, 0.88, 1.0), (-0.6, -0.9)), _shift(rng, 0.040, 0.055), OFFICE_BINS)
    raise ValueError(f"an unseen setting is one of {', '.join(SETTINGS)}, not {setting!r}")


def _skin(among: tuple[tuple[str, Colour, Colour], ...], rng: np.random.Generator) -> Skin:
    pattern, one, other = among[int(rng.integers(len(among)))]
    return Skin(pattern, one, other, int(rng.integers(1000)))


def _light(rng: np.random.Generator, colour: tuple[float, float, float], towards: tuple[float, float]) -> Light:
    """From where training's lamp never is, dimmer than training's, and of another colour."""
    x, y = (value + float(rng.uniform(-0.15, 0.15)) for value in towards)
    return Light((x, y, 2.0), colour, float(rng.uniform(0.44, 0.50)), float(rng.uniform(0.34, 0.50)), 0.06)


def _shift(rng: np.random.Generator, least_m: float, most_m: float) -> tuple[float, float, float]:
    """Of the camera: farther on every axis than training moves it."""
    sides = rng.choice((-1.0, 1.0), 3) * rng.uniform(least_m, most_m, 3)
    return float(sides[0]), float(sides[1]), float(sides[2])


def _mat(rng: np.random.Generator) -> Block:
    """Under the things."""
    return Block((0.30, 0.44, 0.001), (0.46, 0.08, 0.0005), _skin(_MATS, rng), float(rng.uniform(-0.1, 0.1)))


def _clutter(rng: np.random.Generator) -> tuple[Block, ...]:
    """Cylinders and patterned boxes along the wall, where training has plain boxes only."""
    found = []
    for side in range(4):
        x, y = float(rng.uniform(-0.34, -0.24)), -0.40 + 0.24 * side + float(rng.uniform(-0.03, 0.03))
        width, height = float(rng.uniform(0.07, 0.13)), float(rng.uniform(0.10, 0.22))
        skin = _skin(_MATS + _HARD_TOPS, rng)
        found.append(Block((width, width, height), (x, y, height / 2), skin, round=bool(rng.random() < 0.6)))
    return tuple(found)


def _desk(rng: np.random.Generator) -> tuple[Block, ...]:
    """Keyboard, books and a lamp."""
    blocks = [Block((0.13, 0.40, 0.018), (-0.19, float(rng.uniform(-0.05, 0.15)), 0.009), (44, 46, 52))]
    y = float(rng.uniform(-0.52, -0.46))
    for level, colour in enumerate(((150, 40, 44), (40, 90, 70), (40, 60, 120))):
        blocks.append(Block((0.14, 0.20, 0.03), (-0.30, y, 0.016 + 0.031 * level), colour,
                            float(rng.uniform(-0.2, 0.2))))
    y = float(rng.uniform(0.46, 0.56))
    blocks += [Block((0.10, 0.10, 0.02), (-0.30, y, 0.01), (34, 34, 38), round=True),
               Block((0.02, 0.02, 0.26), (-0.30, y, 0.15), (34, 34, 38), round=True),
               Block((0.13, 0.13, 0.07), (-0.30, y, 0.30), (240, 226, 170), round=True)]
    return tuple(blocks)
