"""How a scene looks, drawn from its seed at three strengths, or in a setting that no training shows.

Only the bins of one such setting stand elsewhere; nothing else here moves a thing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from scenes.cameras import Light
from scenes.kinds import World
from scenes.labels import Colour
from scenes.layout import BINS_M
from scenes.unseen.looks import SETTINGS, Room, Setting, draw

Strength = Literal["none", "easy", "hard"]
STRENGTHS: tuple[Strength, ...] = ("none", "easy", "hard")
"""What training may draw; ``SETTINGS`` of ``scenes.unseen.looks`` are kept from it."""


@dataclass(frozen=True)
class Distractor:
    """A box that is no thing of the catalogue, out of the arm's reach along the wall."""

    size_m: tuple[float, float, float]
    x_m: float
    y_m: float
    yaw_rad: float
    colour: Colour


@dataclass(frozen=True)
class Look:
    """Surfaces, light, camera and distractors of one scene."""

    counter: Colour = (206, 198, 186)
    counter_grain: int = 8
    texture_seed: int = 0
    wall: Colour = (226, 230, 228)
    grout: Colour = (196, 200, 200)
    light: Light = Light()
    eye_m: tuple[float, float, float] = (1.25, -0.03, 0.80)
    target_m: tuple[float, float, float] = (0.41, -0.035, 0.02)
    field_of_view_deg: float = 41.0
    distractors: tuple[Distractor, ...] = ()
    world: World = "kitchen"
    room: Room | None = None
    """Of an unseen setting, what is there instead of counter and wall as they are above."""
    bins: tuple[str, ...] = tuple(BINS_M)
    """The kitchen's bins from the wall to the user."""


_COUNTERS: tuple[Colour, ...] = ((206, 198, 186), (222, 222, 218), (188, 170, 146), (170, 174, 178),
                                 (214, 190, 158), (150, 140, 130))
_WALLS: tuple[tuple[Colour, Colour], ...] = (
    ((226, 230, 228), (196, 200, 200)), ((196, 214, 220), (236, 240, 240)), ((232, 222, 200), (206, 196, 176)),
    ((176, 196, 178), (220, 230, 220)), ((206, 190, 196), (238, 230, 232)))


_BENCH = Look(counter=(186, 204, 192), wall=(206, 196, 170), grout=(120, 112, 92), world="bench")
"""A pale antistatic mat, against which steel, brass, black and white all stand out, and a pegboard behind."""
_MATS: tuple[Colour, ...] = ((186, 204, 192), (176, 190, 204), (200, 200, 196), (214, 204, 182), (160, 178, 168))
_BOARDS: tuple[tuple[Colour, Colour], ...] = (
    ((206, 196, 170), (120, 112, 92)), ((214, 218, 222), (120, 126, 132)), ((172, 186, 196), (90, 102, 112)))


def look_for(strength: Strength | Setting, rng: np.random.Generator, world: World = "kitchen") -> Look:
    """Draw a look.

    Args:
        strength: ``none`` is always the same; ``easy`` shifts light, tint and camera a little; ``hard``
            changes surfaces, light, camera and adds distractors; an unseen setting is ``easy`` but for what
            it replaces.
        rng: used by nothing else, so that the same seed gives the same arrangement at every strength.

    Raises:
        ValueError: no such strength.
    """
    if strength in SETTINGS:
        return _unseen(strength, rng, world)
    if strength not in STRENGTHS:
        raise ValueError(f"randomisation is one of {', '.join((*STRENGTHS, *SETTINGS))}, not {strength!r}")
    plain = Look() if world != "bench" else _BENCH
    surfaces, walls = (_COUNTERS, _WALLS) if world != "bench" else (_MATS, _BOARDS)
    if strength == "none":
        return plain
    hard = strength == "hard"
    sway, turn = (0.02, 0.018) if hard else (0.006, 0.005)
    base = surfaces[int(rng.integers(len(surfaces)))] if hard else plain.counter
    wall, grout = walls[int(rng.integers(len(walls)))] if hard else (plain.wall, plain.grout)
    tint = rng.integers(-14, 15, 3) if hard else rng.integers(-5, 6, 3)
    counter = tuple(int(v) for v in np.clip(np.array(base) + tint, 60, 245))
    around = rng.uniform(-1.0, 1.0, 2) * (1.0 if hard else 0.35)
    warm = float(rng.uniform(-1, 1)) * (0.08 if hard else 0.025)
    light = Light((0.9 + float(around[0]), 0.5 + float(around[1]), 2.0),
                  (1.0, 1.0 - abs(warm) / 2, 1.0 - max(warm, 0.0)),
                  plain.light.ambient + float(rng.uniform(-1, 1)) * (0.10 if hard else 0.03),
                  plain.light.diffuse + float(rng.uniform(-1, 1)) * (0.08 if hard else 0.03), 0.06)
    eye = np.array(plain.eye_m) + rng.uniform(-sway, sway, 3)
    target = np.array(plain.target_m) + rng.uniform(-turn, turn, 3)
    return Look((counter[0], counter[1], counter[2]), int(rng.integers(4, 26)) if hard else 8,
                int(rng.integers(1000)), wall, grout, light, (float(eye[0]), float(eye[1]), float(eye[2])),
                (float(target[0]), float(target[1]), float(target[2])),
                plain.field_of_view_deg + float(rng.uniform(-1, 1)) * (1.0 if hard else 0.2),
                _distractors(rng) if hard else (), world)


def _unseen(setting: Setting, rng: np.random.Generator, world: World) -> Look:
    look = look_for("easy", rng, world)
    shown = draw(setting, rng)
    eye = np.array(look.eye_m) if not any(shown.eye_shift_m) else np.array(Look().eye_m) + shown.eye_shift_m
    return replace(look, room=shown.room, light=shown.light or look.light, bins=shown.bins or look.bins,
                   eye_m=(float(eye[0]), float(eye[1]), float(eye[2])))


def _distractors(rng: np.random.Generator) -> tuple[Distractor, ...]:
    found = []
    for side in range(int(rng.integers(1, 5))):
        size = rng.uniform(0.05, 0.13, 3)
        colour = rng.integers(40, 235, 3)
        found.append(Distractor((float(size[0]), float(size[1]), float(size[2])),
                                float(rng.uniform(-0.34, -0.22)),
                                -0.42 + 0.22 * side + float(rng.uniform(-0.04, 0.04)),
                                float(rng.uniform(-0.6, 0.6)),
                                (int(colour[0]), int(colour[1]), int(colour[2]))))
    return tuple(found)
