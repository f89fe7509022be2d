"""Counters with cards: what is drawn for them, and how it may lie."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from scenes.cards.catalogue import (
    BOWLS,
    CARDS,
    FALLING,
    NEVER_IN_ROBOT_DATA,
    NOVEL,
    PEOPLE_KEYS,
    PORTRAIT,
    PORTRAITS,
)
from scenes.layout import COUNTER_HIGH_M

_FACES = tuple(kind for kind in PORTRAITS if kind.key not in PEOPLE_KEYS | {PORTRAIT})
FACING_SPREAD_RAD = 0.35
"""How far a card may be turned from facing the user."""
OVER_EDGE_M = (0.012, 0.026)
"""How far the middle of a bag that is about to fall is from the edge of the counter."""
FALLING_Y_M = ((-0.19, -0.07), (0.225, 0.29))
"""Where along the edge it may lie: beside the tray, which is in the middle."""


def draw(rng: np.random.Generator, n_things: tuple[int, int], carried: Sequence[str]) -> tuple[str, ...]:
    """Kinds for a counter of cards: two to four fixed ones, and things of the kitchen or novel ones.

    People with names are never drawn: whoever learns from such counters has not seen them.

    Args:
        n_things: least and most things in all.
        carried: kinds of the kitchen that can be carried.
    """
    count = int(rng.integers(n_things[0], n_things[1] + 1))
    fixed: list[str] = []
    for _ in range(max(1, min(4, count - 1, int(rng.integers(2, 5))))):
        roll = rng.random()
        pool = CARDS if roll < 0.66 else _FACES if roll < 0.88 else BOWLS
        key = pool[int(rng.integers(len(pool)))].key
        if key not in fixed:
            fixed.append(key)
    things: list[str] = []
    while len(fixed) + len(things) < count:
        roll = rng.random()
        if roll < 0.12 and not any(key.startswith("falling") for key in things):
            things.append(FALLING[int(rng.integers(len(FALLING)))].key)
        elif roll < 0.45:
            things.append(NOVEL[int(rng.integers(len(NOVEL)))].key)
        else:
            things.append(carried[int(rng.integers(len(carried)))])
    return (*fixed, *things)


def draw_for_robot_data(rng: np.random.Generator, n_things: tuple[int, int], carried: Sequence[str]) -> tuple[str, ...]:
    """The same without anything held out (``NEVER_IN_ROBOT_DATA``)."""
    while True:
        kinds = draw(rng, n_things, carried)
        if not NEVER_IN_ROBOT_DATA & set(kinds):
            return kinds


def random_kinds(rng: Random, n_things: tuple[int, int], carried: Sequence[str]) -> tuple[str, ...]:
    """Robot data for training on text: as ``draw_for_robot_data``, from the other source of chance."""
    return draw_for_robot_data(np.random.default_rng(rng.getrandbits(64)), n_things, carried)


def over_edge(rng: np.random.Generator) -> tuple[float, float, float]:
    """x, y (metres) and yaw (radians) of a bag that lies over the edge of the counter."""
    low, high = FALLING_Y_M[int(rng.random() < 0.3)]
    return (COUNTER_HIGH_M[0] - float(rng.uniform(*OVER_EDGE_M)), float(rng.uniform(low, high)),
            float(rng.uniform(-0.15, 0.15)))
