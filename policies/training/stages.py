"""The stages of training from nothing: what each makes of what the ones before left in the folder.

    render   scenes with what is in them           -> <out>/rendered/
    eye      what is where                         -> <out>/eye/
    words    what commands mean, scenes of words   -> <out>/reader/
    seen     the same on what the eye saw          -> <out>/reader-seen/
    again    more of it, from a high rate down     -> <out>/reader-again/
    actor    demonstrations, imitation, DAgger     -> <out>/actor/
    export   half precision into a weights folder

Each keeps its own checkpoint and skips what is done. ``run`` calls them in order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from policies.training import eye as eye_training
from policies.training import reader as reader_training
from policies.training.going_on import after
from policies.training.minutes import minutes_of
from policies.training.reader_data import Example
from policies.training.rendered import Label, Shard, load, make
from policies.training.seen import look_at, seen_examples
from policies.training.text_scenes import text_example
from policies.vla.policy import new_reader_model
from policies.vla.reader import word_table
from policies.vla.vision import ALL_NAMES, HEIGHT, WIDTH, Eye, names_of
from policies.vla.weights import read_part, write_part
from scenes.catalogue import World

FRAMES = ("rendered", "rendered-placed")
"""Folders of frames: of counters as they begin, and of counters in use."""
BENCH_FRAMES = ("rendered-bench", "rendered-bench-placed")
CARD_FRAMES = "rendered-cards"
Report = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """Sizes and seeds of one run from nothing. The shipped weights were made in more and longer pieces
    (``docs/model-card.md``); how far this recipe has been run, with what figures: ``docs/journal.md``."""

    seed: int = 7
    rendered_shards: int = 40
    first_scene_seed: int = 0
    placed_shards: int = 16
    """Of counters in use."""
    first_placed_seed: int = 200_000
    eye_steps: int = 4500
    word_steps: int = 600
    """Optimizer steps of one scene with 16 instructions."""
    word_rate: float = 5e-4
    seen_steps: int = 950
    """Of ``scenes_a_step`` scenes; one in ``seen.WORDS_EVERY`` is of words alone here too."""
    seen_rate: float = 6e-4
    scenes_a_step: int = 2
    """Of the stages ``seen`` and ``again``; a core for each learns nearly so many times as fast."""
    again_steps: int = 1000
    """With other instructions on the same scenes. A warm restart (arXiv 1608.03983): the rate rises once
    more, since after the first fall hand-written sentences were still asked about too often."""
    again_rate: float = 4e-4
    counter_questions: int = 0
    """A scene, about what stands on it: how many, what colour, left of what. The shipped weights had none."""
    bench_shards: int = 10
    """Of the assembly bench, half of them of benches in use; with none there is no bench for it."""
    first_bench_seed: int = 400_000
    card_shards: int = 16
    """Of counters with cards and portraits; with none neither eye nor reader knows cards."""
    first_card_seed: int = 300_000
    actor_minutes: float = 150.0
    """Of wall-clock time on one core; a faster machine learns more in them."""

    @property
    def worlds(self) -> tuple[World, ...]:
        """What is learned: names of all of these are matched, and commands at all of these are read."""
        bench: tuple[World, ...] = ("bench",) if self.bench_shards else ()
        cards: tuple[World, ...] = ("cards",) if self.card_shards else ()
        return ("kitchen", *bench, *cards)

    @property
    def turns(self) -> tuple[World, ...]:
        """The order in which counters of words alone are of a world: the kitchen's are four of six."""
        others = self.worlds[1:]
        return tuple(turn for other in others for turn in ("kitchen", other, "kitchen")) or ("kitchen",)  # type: ignore[misc]

    @property
    def frames(self) -> tuple[str, ...]:
        """Folders of frames."""
        bench = BENCH_FRAMES if self.bench_shards else ()
        return (*FRAMES, *bench, *((CARD_FRAMES,) if self.card_shards else ()))


class StageMissing(RuntimeError):
    """A stage needs what an earlier one makes, and that has not been run in this folder."""


@dataclass(frozen=True)
class Run:
    """Where a run keeps its things, how it is made, and whom it tells."""

    out: Path
    recipe: Recipe
    weights: Path
    """Folder the weights are exported into."""
    report: Report = print
    threads: Callable[[], int] = lambda: 1
    """How many threads the reader's training may use now: a core may become free while it learns."""


def render(run: Run) -> None:
    recipe, first = run.recipe, run.recipe.first_placed_seed
    make(run.out / "rendered", recipe.rendered_shards, first_seed=recipe.first_scene_seed, report=run.report)
    make(run.out / "rendered-placed", recipe.placed_shards, first_seed=first, placed=True, report=run.report)
    for index, name in enumerate(BENCH_FRAMES if recipe.bench_shards else ()):
        shards = (recipe.bench_shards + 1 - index) // 2
        first = recipe.first_bench_seed + index * 100 * recipe.bench_shards
        make(run.out / name, shards, first_seed=first, placed=index == 1, world="bench", report=run.report)
    if recipe.card_shards:
        make(run.out / CARD_FRAMES, recipe.card_shards, first_seed=recipe.first_card_seed, world="cards",
             report=run.report)


def eye(run: Run) -> None:
    """Raises:
        StageMissing: there are no rendered scenes to learn from.
    """
    for name in run.recipe.frames[::2]:  # of counters as they begin; there may be none in use
        _made(run.out / name, "render")
    model, prompter = new_reader_model()
    names = names_of(run.recipe.worlds)
    words = word_table(model, prompter, names)
    kept, apart = frames_of(run.out, run.recipe.frames)
    learner, folder = _new_eye(), run.out / "eye"
    steps, seed = run.recipe.eye_steps, run.recipe.seed
    eye_training.train(learner, *among(kept, names), words, folder, steps=steps, seed=seed, report=run.report)
    figures = {name: eye_training.evaluate(learner, *part, words, names) for name, part in apart.items()}
    (folder / "figures.json").write_text(json.dumps(figures, indent=2))
    run.report(json.dumps(figures))


def words(run: Run) -> None:
    recipe = run.recipe
    torch.manual_seed(recipe.seed)
    model, prompter = new_reader_model()
    reader_training.train(
        model,
        _threaded(run, lambda step: text_example(recipe.seed, step, prompter, worlds=recipe.turns,
                                                of_counter=recipe.counter_questions)),
        run.out / "reader",
        steps=recipe.word_steps,
        peak_rate=recipe.word_rate,
        report=run.report,
    )


def seen(run: Run) -> None:
    """Raises:
        StageMissing: the eye or the reader's first lesson is not there.
    """
    recipe = run.recipe
    before = _made(run.out / "reader" / "reader.safetensors", "words")
    _on_frames(run, before, "reader-seen", recipe.seed + 1, recipe.seen_steps, recipe.seen_rate)


def again(run: Run) -> None:
    """Raises:
        StageMissing: the eye or the reader's second lesson is not there.
    """
    recipe = run.recipe
    before = _made(run.out / "reader-seen" / "reader.safetensors", "seen")
    _on_frames(run, before, "reader-again", recipe.seed + 2, recipe.again_steps, recipe.again_rate)


def _on_frames(run: Run, before: Path, folder: str, seed: int, steps: int, rate: float) -> None:
    """Goes on from a reader on what the trained eye sees in all frames."""
    recipe = run.recipe
    torch.manual_seed(seed)
    model, prompter = new_reader_model()
    reader_training.load_trainable(model, before)
    names = names_of(recipe.worlds)
    trained, table = _load_eye(run.out), word_table(model, prompter, names)
    scenes = [scene for name in recipe.frames for scene in look_at(trained, table, run.out / name, names)]
    reader_training.train(
        model,
        seen_examples(scenes, prompter, seed, worlds=recipe.turns, of_counter=recipe.counter_questions),
        run.out / folder,
        steps=steps,
        peak_rate=rate,
        accumulate=recipe.scenes_a_step,
        report=run.report,
        processes=run.threads(),
    )


def actor(run: Run) -> None:
    from policies.training.actor import train_actor

    train_actor(run.out / "actor", minutes=run.recipe.actor_minutes, seed=run.recipe.seed)


def export(run: Run) -> None:
    """Half precision into the weights folder, with how it was made.

    Raises:
        StageMissing: a stage before it has not been run.
    """
    made: dict[str, Any] = {"recipe": vars(run.recipe), "minutes": minutes_of(run.out)}
    before = after(run.out)
    if before is not None:
        made["after"] = before["reader"]
    figures = json.loads(_made(run.out / "eye" / "figures.json", "eye").read_text())
    sees = {"worlds": list(run.recipe.worlds), "figures": figures}
    write_part("eye", _load_eye(run.out).state_dict(), {**made, **sees} if before is None else before["eye"],
               run.weights)
    config = {"lora_rank": 16, "lora_alpha": 32, "pointer_size": 256, "appearance_size": 64}
    reader = load_file(_made(run.out / "reader-again" / "reader.safetensors", "again"))
    actor = _made(run.out / "actor" / "weights", "actor")
    write_part("reader", reader, {**made, "config": config}, run.weights)
    tensors, info = read_part("actor", actor)
    write_part("actor", tensors, info, run.weights)
    run.report(f"weights in {run.weights}")


def _threaded(run: Run, make_example: Callable[[int], Example]) -> Callable[[int], Example]:
    """The same examples, with the number of threads set before each."""

    def threaded(step: int) -> Example:
        torch.set_num_threads(run.threads())
        return make_example(step)

    return threaded


def _made(path: Path, stage: str) -> Path:
    if not path.exists():
        raise StageMissing(f"{path} is not there: run the stage {stage} before this one")
    return path


Frames = tuple[NDArray[np.uint8], list[list[Label]]]


def frames_of(out: Path, folders: Sequence[str]) -> tuple[Frames, dict[str, Frames]]:
    """The frames to learn from, and those kept apart: the first two shards of each folder."""
    images, labels, apart = list[NDArray[np.uint8]](), list[list[Label]](), {}
    for name in folders:
        shards = list(load(out / name))
        apart[name] = _joined(shards[:2])
        more, theirs = _joined(shards[2:])
        images.append(more)
        labels.extend(theirs)
    return (np.concatenate(images), labels), apart


def among(frames: Frames, names: Sequence[str]) -> Frames:
    """Frames whose labels index into ``names``, the rows of a word table, instead of into ``ALL_NAMES``.

    Raises:
        ValueError: something is labelled that has no row.
    """
    images, labels = frames
    row = {ALL_NAMES.index(name): at for at, name in enumerate(names)}
    strange = {label.name for scene in labels for label in scene} - row.keys()
    if strange:
        raise ValueError(f"no name is matched for {ALL_NAMES[min(strange)]}, which the frames show")
    return images, [[replace(label, name=row[label.name]) for label in scene] for scene in labels]


def _joined(shards: Sequence[Shard]) -> Frames:
    if not shards:
        return np.zeros((0, HEIGHT, WIDTH, 3), np.uint8), []
    return np.concatenate([shard.images for shard in shards]), [s for shard in shards for s in shard.labels]


def _new_eye() -> Eye:
    torch.manual_seed(0)
    return Eye()


def _load_eye(out: Path) -> Eye:
    loaded = _new_eye()
    loaded.load_state_dict(torch.load(_made(out / "eye" / "eye.pt", "eye"), weights_only=True)["eye"])
    return loaded.eval()
