"""Rendered scenes with what is truly in them: what the eye learns from, kept in resumable shards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from policies.training.placed import put_about
from policies.vla.vision import ALL_NAMES, HEIGHT, WIDTH
from scenes.base import SceneError
from scenes.cards.counters import draw_for_robot_data
from scenes.catalogue import World, kinds
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.splits import split_of

SHARD = 100
MIN_PIXELS = 60
_STRIDE = 100_000
STRENGTHS: tuple[Literal["none", "easy", "hard"], ...] = ("easy", "hard", "easy", "none")


@dataclass(frozen=True)
class Label:
    """One visible thing or place of a rendered scene."""

    key: int
    name: int
    """Index into ``ALL_NAMES``."""
    u: float
    v: float
    width: float
    height: float
    is_open: bool | None


@dataclass(frozen=True)
class Shard:
    """Frames of one shard, in memory."""

    images: NDArray[np.uint8]
    """(SHARD, 288, 384, 3)"""
    labels: list[list[Label]]
    seeds: list[int]


class DamagedShard(RuntimeError):
    """A shard that cannot be read; the message names the file and the remedy."""


def spec_for(seed: int, world: World = "kitchen") -> SceneSpec:
    """The scene trained on for a seed: crowded a little beyond use, drawers open in some."""
    rng = np.random.default_rng((seed, 77))
    open_drawer = None if rng.random() < 0.6 else ("top_drawer", "bottom_drawer")[int(rng.integers(2))]
    return SceneSpec(
        seed=seed,
        kinds=_for_commands(seed) if world == "cards" else None,
        n_things=(3, 7),
        open_drawer=open_drawer,
        randomisation=STRENGTHS[int(rng.integers(len(STRENGTHS)))],
        world=world,
    )


def _for_commands(seed: int) -> tuple[str, ...] | None:
    """Of counters with cards every second shows nothing held out, so that the reader may practise commands on
    it; the others are drawn by the scene, of all there is."""
    if seed % 2:
        return None
    carried = tuple(key for key, kind in kinds().items() if kind.graspable)
    return draw_for_robot_data(np.random.default_rng((seed, 78)), (3, 7), carried)


def labels_of(scene: KitchenScene) -> list[Label]:
    truth = scene.truth()
    things = [
        Label(t.key, ALL_NAMES.index(t.kind), t.u, t.v, t.width, t.height, None)
        for t in truth.things
        if t.visible_pixels >= MIN_PIXELS
    ]
    places = [
        Label(p.key, ALL_NAMES.index(p.name), p.u, p.v, p.width, p.height, p.is_open)
        for p in truth.places
        if p.visible_pixels >= MIN_PIXELS
    ]
    return things + places


def render_shard(first_seed: int, placed: bool = False, world: World = "kitchen") -> Shard:
    """Frames of ``SHARD`` scenes; with ``placed`` some things have been put somewhere already."""
    images, labels, seeds = np.zeros((SHARD, HEIGHT, WIDTH, 3), np.uint8), [], []
    for row in range(SHARD):
        seed = first_seed + row
        scene, seed = _first_that_fits(seed, world)
        if split_of(seed) != "train":
            raise ValueError(f"seed {seed} is not a training seed")
        try:
            if placed:
                put_about(scene, np.random.default_rng((seed, 5)))
            images[row] = scene.observe(("front",)).images["front"]
            labels.append(labels_of(scene))
            seeds.append(seed)
        finally:
            scene.close()
    return Shard(images, labels, seeds)


def _first_that_fits(seed: int, world: World) -> tuple[KitchenScene, int]:
    """The seed's scene; where its things find no room, that of a seed a fixed stride further."""
    while True:
        try:
            return KitchenScene(spec_for(seed, world)), seed
        except SceneError:
            seed += _STRIDE


def make(
    folder: Path,
    shards: int,
    *,
    first_seed: int,
    placed: bool = False,
    world: World = "kitchen",
    part: int = 0,
    parts: int = 1,
    report: Callable[[str], None] = print,
) -> None:
    """Renders the shards that are missing; several processes can each take a part."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(part, shards, parts):
        path = folder / f"shard-{index:04d}.npz"
        if path.exists():
            continue
        shard = render_shard(first_seed + index * SHARD, placed, world)
        rows = [
            [[lab.key, lab.name, lab.u, lab.v, lab.width, lab.height, lab.is_open] for lab in scene]
            for scene in shard.labels
        ]
        partial = path.with_suffix(f".partial{part}.npz")
        np.savez(
            partial, images=shard.images, labels=np.array(json.dumps({"rows": rows, "seeds": shard.seeds}))
        )
        partial.replace(path)
        report(f"rendered {path.name}")


def load(folder: Path) -> Iterator[Shard]:
    """Every whole shard of a folder, in order.

    Raises:
        DamagedShard: a file cannot be read.
    """
    for path in sorted(folder.glob("shard-????.npz")):
        try:
            with np.load(path) as file:
                images, stored = file["images"], json.loads(str(file["labels"]))
        except Exception as error:
            raise DamagedShard(
                f"{path} cannot be read ({error}): delete it and run the command again"
            ) from error
        yield Shard(images, [[Label(*label) for label in scene] for scene in stored["rows"]], stored["seeds"])
