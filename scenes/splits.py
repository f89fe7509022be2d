"""Which scene seeds belong to training, tuning and testing: disjoint by construction.

Everything that builds scenes from seeds takes them from here, so that a test layout can never have
been trained on: a scene is a pure function of its seed, and no seed is in two ranges.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from random import Random
from typing import Literal

Split = Literal["train", "dev", "test"]

SEEDS: dict[Split, range] = {
    "train": range(0, 1_000_000),
    "dev": range(1_000_000, 2_000_000),
    "test": range(2_000_000, 3_000_000),
}


def split_of(seed: int) -> Split:
    """The split a scene seed belongs to.

    Raises:
        ValueError: the seed is in no split's range.
    """
    for split, seeds in SEEDS.items():
        if seed in seeds:
            return split
    raise ValueError(f"seed {seed} belongs to no split; use one of {SEEDS}")


def seeds(split: Split, name: str, seed: int) -> Iterator[int]:
    """Endless distinct scene seeds of one split, the same for the same name and seed.

    The first n do not depend on how many more are drawn, so a short run is a prefix of a long one.
    """
    span = SEEDS[split]
    rng = Random(zlib.crc32(f"{split}/{name}/{seed}".encode()))
    used: set[int] = set()
    while True:
        drawn = span[rng.randrange(len(span))]
        if drawn not in used:
            used.add(drawn)
            yield drawn
