"""Plausible counters without a simulator: referents alone, for training on text."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scenes.bench.counters import PLACE_POINTS as BENCH_POINTS
from scenes.bench.counters import SIBLINGS as BENCH_SIBLINGS
from scenes.cards.counters import random_kinds as card_kinds
from scenes.catalogue import World, all_kinds, kinds
from scenes.queries import Referent

PLACE_POINTS: dict[str, tuple[float, float]] = {
    "tray": (0.645, 0.768), "landfill": (0.840, 0.318), "recycling": (0.874, 0.428),
    "compost": (0.915, 0.564), "top_drawer": (0.058, 0.216), "bottom_drawer": (0.097, 0.357),
    "microwave": (0.101, 0.552), "cooktop": (0.693, 0.384), "sink": (0.321, 0.531), "edge": (0.399, 0.782),
}
"""About where the ten places appear in the front camera."""
THINGS_U = (0.43, 0.77)
THINGS_V = (0.42, 0.64)
DRAWER_SLIDE_U = 0.16
SIBLINGS: tuple[tuple[str, ...], ...] = (
    ("coke", "pepsi", "sprite", "orange_soda", "redbull"), ("water", "tea"),
    ("apple", "orange", "banana", "lemon"),
    ("multigrain_chips", "rice_chips", "kettle_chips", "jalapeno_chips", "energy_bar"),
    ("clean_sponge", "dirty_sponge"), ("red_cup", "blue_cup"), ("rock", "hammer"),
    ("hammer", "screwdriver", "scissors"),
)
"""Kinds that are easily meant by the same words."""
_GAP = 0.07


def random_kinds(rng: Random, n_things: tuple[int, int] = (3, 8), world: World = "kitchen") -> tuple[str, ...]:
    """Kinds for a counter, with duplicates and easily confused siblings more often than by chance."""
    if world == "cards":
        return card_kinds(rng, n_things, tuple(key for key, kind in kinds().items() if kind.graspable))
    siblings = BENCH_SIBLINGS if world == "bench" else SIBLINGS
    carriable = tuple(key for key, kind in kinds(world).items() if kind.graspable)
    holding = tuple(key for key, kind in kinds(world).items() if kind.holds_things)
    wanted = rng.randint(*n_things)
    chosen: list[str] = []
    holders = 0
    while len(chosen) < wanted:
        draw = rng.random()
        if chosen and draw < 0.12:
            candidate = rng.choice(chosen)
        elif draw < 0.50:
            group = rng.choice(siblings)
            chosen.extend(rng.sample(group, min(len(group), wanted - len(chosen), rng.choice((2, 2, 3)))))
            continue
        elif holding and draw < 0.62:
            candidate = rng.choice(holding)
        else:
            candidate = rng.choice(carriable)
        if not all_kinds()[candidate].graspable:
            if holders == 2 or candidate in chosen:
                continue
            holders += 1
        chosen.append(candidate)
    rng.shuffle(chosen)
    return tuple(chosen[:wanted])


def random_referents(rng: Random, n_things: tuple[int, int] = (3, 8), world: World = "kitchen") -> tuple[Referent, ...]:
    """A counter of things at plausible image points, and all places of its world; one drawer may be open.

    Keys: things from 0, places from 100, as in a simulated scene.
    """
    return referents_of(random_kinds(rng, n_things, world), rng, world)


def referents_of(kinds_there: Sequence[str], rng: Random, world: World = "kitchen") -> tuple[Referent, ...]:
    """The same of given kinds; one that finds no room among the others is left out."""
    placed: list[Referent] = []
    for kind in kinds_there:
        for _ in range(60):
            u, v = rng.uniform(*THINGS_U), rng.uniform(*THINGS_V)
            room = _GAP * (1.0 if all_kinds()[kind].graspable else 1.4)
            if all(max(abs(u - r.u), abs(v - r.v)) > room for r in placed):
                placed.append(Referent(len(placed), kind, round(u, 4), round(v, 4), False))
                break
    opened = rng.choice((None, None, None, "top_drawer", "bottom_drawer"))
    du, dv = rng.gauss(0, 0.008), rng.gauss(0, 0.008)
    for i, (key, (u, v)) in enumerate((BENCH_POINTS if world == "bench" else PLACE_POINTS).items()):
        is_open = key == opened if key.endswith("drawer") else None
        slide = DRAWER_SLIDE_U if is_open else 0.0
        placed.append(Referent(100 + i, key, round(u + du + slide, 4), round(v + dv, 4), True, is_open))
    return tuple(placed)
