"""The body of every kind of thing: what it looks like, what it collides with, how heavy it is.

A thing's origin is the middle of its box (``Kind.size_m``), which is also where it is gripped, with the
fingers closing along its y axis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scenes import food_shapes, tool_shapes, ware_shapes
from scenes.bench.shapes import MAKERS as BENCH_MAKERS
from scenes.cards.shapes import MAKERS as CARD_MAKERS
from scenes.catalogue import all_kinds
from scenes.solids import Made, Solid, Vector
from scenes.unseen.shapes import MAKERS as UNSEEN_MAKERS


@dataclass(frozen=True)
class Body:
    """What the simulator loads for a kind. ``mass_kg`` 0 stands for a thing that cannot be moved."""

    mesh: Path
    solids: tuple[Solid, ...]
    mass_kg: float
    rolling_friction: float = 0.0


@cache
def body_of(kind: str) -> Body:
    """Build (once a process) the body of a catalogue kind.

    Raises:
        KeyError: no such kind.
    """
    size = all_kinds()[kind].size_m
    mesh, solids, mass, rolling = _MAKERS[kind](kind, size)
    return Body(mesh.save(kind), tuple(solids), mass, rolling)


_MAKERS: dict[str, Callable[[str, Vector], Made]] = {
    **dict.fromkeys(("coke", "pepsi", "sprite", "orange_soda", "redbull"), food_shapes.can),
    **dict.fromkeys(("water", "tea"), food_shapes.bottle),
    **dict.fromkeys(("apple", "orange"), food_shapes.fruit),
    "lemon": food_shapes.lemon, "banana": food_shapes.banana, "energy_bar": food_shapes.bar,
    **dict.fromkeys(("multigrain_chips", "rice_chips", "kettle_chips", "jalapeno_chips"), food_shapes.chips),
    **dict.fromkeys(("clean_sponge", "dirty_sponge"), tool_shapes.sponge),
    "rock": tool_shapes.rock, "hammer": tool_shapes.hammer, "screwdriver": tool_shapes.screwdriver,
    "scissors": tool_shapes.scissors, "spoon": tool_shapes.spoon, "phone": tool_shapes.phone,
    **dict.fromkeys(("red_cup", "blue_cup"), ware_shapes.cup),
    **dict.fromkeys(("blue_bowl", "metal_bowl", "white_bowl"), ware_shapes.bowl), "plate": ware_shapes.plate,
    **BENCH_MAKERS, **CARD_MAKERS, **UNSEEN_MAKERS}
