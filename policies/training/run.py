"""``whichone policy train``: from nothing to weights of the shipped kind, one stage after another, resumable.

    render   scenes with what is in them           -> <out>/rendered/
    eye      what is where                         -> <out>/eye/
    words    what commands mean, scenes of words   -> <out>/reader/
    seen     the same on what the eye saw          -> <out>/reader-seen/
    actor    demonstrations, imitation, DAgger     -> <out>/actor/
    export   half precision into a weights folder

Each stage keeps its own checkpoint and skips what is done, so a killed run goes on where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from policies.training import eye as eye_training
from policies.training import reader as reader_training
from policies.training.reader_data import text_example
from policies.training.rendered import Label, Shard, load, make
from policies.training.seen import look_at, seen_examples
from policies.vla.policy import new_reader_model
from policies.vla.reader import word_table
from policies.vla.vision import HEIGHT, WIDTH, Eye, names_of
from policies.vla.weights import FOLDER, read_part, write_part
from scenes.catalogue import World

FRAMES = ("rendered", "rendered-placed")
"""Folders of frames: of counters as they begin, and of counters in use."""
BENCH_FRAMES = ("rendered-bench", "rendered-bench-placed")
STAGES = ("render", "eye", "words", "seen", "actor", "export")
Report = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """Sizes and seeds of one run from nothing. The shipped weights were made in more and longer pieces
    (``docs/model-card.md``); what this recipe comes to has not been measured."""

    seed: int = 7
    rendered_shards: int = 40
    first_scene_seed: int = 0
    placed_shards: int = 16
    """Of counters in use."""
    first_placed_seed: int = 200_000
    eye_steps: int = 3000
    word_steps: int = 800
    """Optimizer steps of one scene with 16 instructions."""
    word_rate: float = 5e-4
    seen_steps: int = 1800
    """One scene in ``seen.WORDS_EVERY`` is of words alone here too."""
    seen_rate: float = 4.5e-4
    bench_shards: int = 0
    """Of the assembly bench, half of them of benches in use; with none the kitchen is all there is."""
    first_bench_seed: int = 400_000
    actor_minutes: float = 150.0
    """Of wall-clock time on one core; a faster machine learns more in them."""

    @property
    def worlds(self) -> tuple[World, ...]:
        """What is learned: names of all of these are matched, and commands at all of these are read."""
        return ("kitchen", "bench") if self.bench_shards else ("kitchen",)

    @property
    def frames(self) -> tuple[str, ...]:
        """Folders of frames."""
        return (*FRAMES, *BENCH_FRAMES) if self.bench_shards else FRAMES


def train(
    out: Path,
    recipe: Recipe | None = None,
    stages: Sequence[str] = STAGES,
    weights: Path = FOLDER,
    report: Report = print,
) -> None:
    """Runs the stages named, each from its last checkpoint.

    Raises:
        ValueError: a stage that does not exist.
        PolicyError: SmolLM2 is missing.
        DamagedShard: a rendered shard cannot be read.
    """
    unknown = set(stages) - set(STAGES)
    if unknown:
        raise ValueError(f"no stage is called {sorted(unknown)[0]!r}; there are: {', '.join(STAGES)}")
    recipe = recipe or Recipe()
    torch.set_num_threads(1)  # two processes side by side beat two threads in one
    out.mkdir(parents=True, exist_ok=True)
    for stage in STAGES:
        if stage in stages:
            started = time.monotonic()
            report(f"stage {stage}")
            _RUN[stage](out, recipe, weights, report)
            _note(out, stage, (time.monotonic() - started) / 60)


def _render(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    make(out / "rendered", recipe.rendered_shards, first_seed=recipe.first_scene_seed, report=report)
    first = recipe.first_placed_seed
    make(out / "rendered-placed", recipe.placed_shards, first_seed=first, placed=True, report=report)
    for index, name in enumerate(BENCH_FRAMES if recipe.bench_shards else ()):
        shards = (recipe.bench_shards + 1 - index) // 2
        first = recipe.first_bench_seed + index * 100 * recipe.bench_shards
        make(out / name, shards, first_seed=first, placed=index == 1, world="bench", report=report)


def _new_eye() -> Eye:
    torch.manual_seed(0)
    return Eye()


def _eye(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    model, prompter = new_reader_model()
    names = names_of(recipe.worlds)
    words = word_table(model, prompter, names)
    kept, apart = _parts(out, recipe.frames)
    eye = _new_eye()
    folder, steps = out / "eye", recipe.eye_steps
    eye_training.train(eye, *kept, words, folder, steps=steps, seed=recipe.seed, report=report)
    figures = {name: eye_training.evaluate(eye, *part, words, names) for name, part in apart.items()}
    (out / "eye" / "figures.json").write_text(json.dumps(figures, indent=2))
    report(json.dumps(figures))


Frames = tuple[NDArray[np.uint8], list[list[Label]]]


def _parts(out: Path, folders: Sequence[str]) -> tuple[Frames, dict[str, Frames]]:
    """The frames to learn from, and those kept apart: the first two shards of each folder."""
    images, labels, apart = list[NDArray[np.uint8]](), list[list[Label]](), {}
    for name in folders:
        shards = list(load(out / name))
        apart[name] = _joined(shards[:2])
        more, theirs = _joined(shards[2:])
        images.append(more)
        labels.extend(theirs)
    return (np.concatenate(images), labels), apart


def _joined(shards: Sequence[Shard]) -> Frames:
    if not shards:
        return np.zeros((0, HEIGHT, WIDTH, 3), np.uint8), []
    return np.concatenate([shard.images for shard in shards]), [s for shard in shards for s in shard.labels]


def _words(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    torch.manual_seed(recipe.seed)
    model, prompter = new_reader_model()
    reader_training.train(
        model,
        lambda step: text_example(recipe.seed, step, prompter, worlds=recipe.worlds),
        out / "reader",
        steps=recipe.word_steps,
        peak_rate=recipe.word_rate,
        accumulate=1,
        report=report,
    )


def load_eye(out: Path) -> Eye:
    eye = _new_eye()
    eye.load_state_dict(torch.load(out / "eye" / "eye.pt", weights_only=True)["eye"])
    return eye.eval()


def _seen(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    torch.manual_seed(recipe.seed + 1)
    model, prompter = new_reader_model()
    reader_training.load_trainable(model, out / "reader" / "reader.safetensors")
    names = names_of(recipe.worlds)
    eye, words = load_eye(out), word_table(model, prompter, names)
    scenes = [seen for name in recipe.frames for seen in look_at(eye, words, out / name, names)]
    reader_training.train(
        model,
        seen_examples(scenes, prompter, recipe.seed + 1, worlds=recipe.worlds),
        out / "reader-seen",
        steps=recipe.seen_steps,
        peak_rate=recipe.seen_rate,
        accumulate=1,
        report=report,
    )


def _actor(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    from policies.training.actor import train_actor

    train_actor(out / "actor", minutes=recipe.actor_minutes, seed=recipe.seed)


def _export(out: Path, recipe: Recipe, weights: Path, report: Report) -> None:
    export_reader(out, weights, recipe)
    tensors, info = read_part("actor", out / "actor" / "weights")
    write_part("actor", tensors, info, weights)
    report(f"weights in {weights}")


def export_reader(out: Path, weights: Path = FOLDER, recipe: Recipe | None = None) -> None:
    from safetensors.torch import load_file

    made = {"recipe": vars(recipe or Recipe()), "minutes": _minutes(out)}
    eye_figures = out / "eye" / "figures.json"
    write_part(
        "eye",
        load_eye(out).state_dict(),
        {
            **made,
            "worlds": list((recipe or Recipe()).worlds),
            "figures": json.loads(eye_figures.read_text()) if eye_figures.exists() else {},
        },
        weights,
    )
    folder = out / "reader-seen" if (out / "reader-seen" / "reader.safetensors").exists() else out / "reader"
    config = {"lora_rank": 16, "lora_alpha": 32, "pointer_size": 256, "appearance_size": 64}
    write_part("reader", load_file(folder / "reader.safetensors"), {**made, "config": config}, weights)
    read_part("reader", weights)


def _note(out: Path, stage: str, minutes: float) -> None:
    """Adds this run's minutes to the stage's total: a resumed stage counts all its parts."""
    times = _minutes(out)
    times[stage] = round(times.get(stage, 0.0) + minutes, 2)
    (out / "minutes.json").write_text(json.dumps(times, indent=2))


def _minutes(out: Path) -> dict[str, float]:
    path = out / "minutes.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


_RUN: dict[str, Callable[[Path, Recipe, Path, Report], None]] = {
    "render": _render,
    "eye": _eye,
    "words": _words,
    "seen": _seen,
    "actor": _actor,
    "export": _export,
}
