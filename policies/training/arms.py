"""One actor on all arms against one actor an arm, from the same recordings: ``whichone policy train-arms``.

Open X-Embodiment (arXiv 2310.08864) trained one policy on many robots' data and held it against each robot's
own. The same here, at a size where every part can be made again. The recordings of an arm are made once and
are the same for its own actor and for the common one, and every actor learns for the same number of updates:

    record   the expert with noise, and glimpses                    -> <out>/shards/<arm>/
    first    an actor an arm, for half the updates, on these        -> <out>/first/<arm>/
    drive    it drives, the expert labels what it meets             -> <out>/shards/<arm>/
    train    from nothing, an actor an arm and one on all           -> <out>/weights/<arm or all>/

What the first actors met is on their own arm, so if it favours anybody it is the actors of one arm. Killed at
any moment, the same command goes on: shards are written whole, learning has checkpoints, and every draw is
seeded by what it is for.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from policies.base import PolicyError
from policies.training.actor_loss import loss_of
from policies.training.averaged import Averaged, Rate
from policies.training.demonstrations import record_scene
from policies.training.glimpses import glimpses
from policies.training.recordings import Recordings, save_shard
from policies.vla.actor import VlaActor, load_network, save_network
from policies.vla.actor_network import ActorConfig, ActorNetwork
from scenes import splits
from scenes.arm_model import ARMS, load_arm

ALL = "all"
SKILLS_A_BATCH, STEPS_A_SKILL = 64, 4
GLIMPSED_SCENES = 4
"""Scenes of glimpses for every scene that is driven."""
LOGGED_UPDATES = 50
CHECKPOINT_S = 60.0
KEPT = ("arms", "updates", "seed", "skills", "control_steps", "made_by")
Report = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """What is made of what; a folder keeps the one it was begun with."""

    arms: tuple[str, ...] = ARMS
    scenes: int = 80
    """Of each arm, driven by the expert with noise."""
    driven: int = 60
    """Of each arm, driven by its first actor."""
    updates: int = 6000
    seed: int = 0


def train(out: Path, recipe: Recipe, report: Report, weights: Path | None = None) -> dict[str, Path]:
    """Carry out the recipe, or go on with it.

    Args:
        weights: folder of the exported actors, one folder a variant; by default ``out / "weights"``.

    Returns:
        The exported weights by variant: every arm, and ``all``.

    Raises:
        SceneError: there is no such arm, or what it needs is not installed.
        PolicyError: the folder was begun with another recipe, or a shard in it is damaged.
    """
    for arm in recipe.arms:
        load_arm(arm)
    _same_recipe(out, recipe)
    first_updates = recipe.updates // 2
    for arm in recipe.arms:
        record(out / "shards" / arm, arm, recipe.scenes, recipe.seed, None, report)
    for arm in recipe.arms:
        folder = out / "first" / arm
        made = learn(folder, (arm,), _shards(out, (arm,), driven=False), first_updates, recipe.seed, report)
        network = load_network(made.parent)[0]
        record(out / "shards" / arm, arm, recipe.driven, recipe.seed, network, report)
    exported = {}
    for variant in (*recipe.arms, ALL):
        arms = recipe.arms if variant == ALL else (variant,)
        shards = _shards(out, arms, driven=True)
        made = learn(out / "runs" / variant, arms, shards, recipe.updates, recipe.seed, report)
        folder = (weights or out / "weights") / variant
        network, info = load_network(made.parent)
        kept = {name: info[name] for name in KEPT}
        kept |= {"variant": variant, "recipe": asdict(recipe)}
        exported[variant] = save_network(network, folder, kept)
    return exported


def record(folder: Path, arm: str, scenes: int, seed: int, network: ActorNetwork | None,
           report: Report) -> None:
    """Record what is missing of an arm's scenes: driven by the expert, with glimpses, or by a network."""
    folder.mkdir(parents=True, exist_ok=True)
    kind = "expert" if network is None else "driven"
    stream = list(itertools.islice(splits.seeds("train", f"arms-{kind}-{arm}", seed), scenes))
    others = splits.seeds("train", f"arms-glimpse-{arm}", seed)
    glimpsed = list(itertools.islice(others, GLIMPSED_SCENES * scenes))
    for index, scene_seed in enumerate(stream):
        path = folder / f"shard-{kind}-{index:05d}.npz"
        if path.exists():
            continue
        rng = np.random.default_rng([seed, index, network is not None])
        made = record_scene(scene_seed, None if network is None else VlaActor(network), rng, arm)
        if network is None:
            for other in glimpsed[GLIMPSED_SCENES * index:GLIMPSED_SCENES * (index + 1)]:
                made += glimpses(other, rng, arm)
        save_shard(path, made)
        report(json.dumps({"stage": kind, "arm": arm, "scene": index + 1, "of": scenes, "skills": len(made)}))


def learn(folder: Path, arms: Sequence[str], shards: Sequence[Path], updates: int, seed: int,
          report: Report) -> Path:
    """Train one actor for so many updates, or go on; returns its exported weights.

    Raises:
        PolicyError: a shard is damaged.
    """
    manifest = folder / "weights" / "actor.json"
    if manifest.exists():
        return folder / "weights" / str(json.loads(manifest.read_text())["file"])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    joints = tuple(len(load_arm(arm).arm_joints) for arm in arms)
    # An actor of one arm has the input too, always the same: both have the same parameters but for its width.
    network = ActorNetwork(ActorConfig(embodiments=tuple(arms), embodiment_joints=joints))
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    # Time is counted in updates, so that what is learned does not depend on the machine.
    trainer = Averaged(network, [{"params": network.parameters()}], Rate(1.2e-3, 2e-5, 0.55, 200), updates,
                       folder / "checkpoint.pt", CHECKPOINT_S)
    recordings = Recordings()
    for path in shards:
        recordings.take(path)
    if not recordings.lengths.size:
        raise PolicyError(f"{folder} has nothing to learn from: record more scenes")
    network.train()
    progress, sums = trainer.progress, dict[str, float]()
    while progress.updates < updates:
        rng = np.random.default_rng([seed, progress.updates])
        generator = torch.Generator().manual_seed(seed + progress.updates)
        batch = recordings.sample(rng, SKILLS_A_BATCH, STEPS_A_SKILL)
        loss, parts = loss_of(network, batch, rng, generator)
        trainer.descend(loss)
        progress.used_s = float(progress.updates)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value
        if progress.updates % LOGGED_UPDATES == 0:
            figures = {name: round(value / LOGGED_UPDATES, 3) for name, value in sums.items()}
            done = {"stage": "train", "arms": list(arms), "updates": progress.updates, "of": updates}
            report(json.dumps({**done, **figures}))
            sums = {}
        trainer.keep()
    trainer.save()
    info = {"arms": list(arms), "updates": updates, "seed": seed, "skills": len(recordings.lengths),
            "control_steps": recordings.steps, "made_by": "policies.training.arms.learn"}
    return save_network(trainer.average, folder / "weights", info)


def _shards(out: Path, arms: Sequence[str], driven: bool) -> list[Path]:
    """Of some arms, in order: the expert's and what was imported, and what actors drove if wanted."""
    found = []
    for arm in arms:
        paths = sorted((out / "shards" / arm).glob("shard-*.npz"))
        found += [path for path in paths if driven or not path.name.startswith("shard-driven-")]
    return [path for path in found if not path.name.endswith(".part.npz")]


def _same_recipe(out: Path, recipe: Recipe) -> None:
    path = out / "recipe.json"
    wanted = json.loads(json.dumps(asdict(recipe)))
    if not path.exists():
        out.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(wanted, indent=1))
        return
    try:
        begun = json.loads(path.read_text())
    except ValueError as error:
        raise PolicyError(f"{path} is damaged ({error}): begin in another folder") from error
    if begun != wanted:
        other = [f"{name} {begun.get(name)} and not {value}" for name, value in wanted.items()
                 if begun.get(name) != value]
        raise PolicyError(f"{out} was begun with {', '.join(other)}: give the same options, or another --out")
