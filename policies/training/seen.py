"""Rendered scenes as the trained eye sees them: the reader's second lesson, mistakes of seeing included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from policies.training.card_lessons import lesson
from policies.training.knowledge_data import with_questions
from policies.training.reader_data import Example, draw_instructions, example
from policies.training.rendered import Label, load
from policies.training.text_scenes import text_example
from policies.types import Percept
from policies.vla.prompt import Prompter
from policies.vla.vision import ALL_NAMES, NAMES, Eye, as_batch, percepts_of
from scenes.catalogue import World, all_places, world_of
from scenes.referring import Referent
from scenes.splits import Split

MATCH_DISTANCE = 0.05
WORDS_EVERY = 4
"""One scene in so many is of words alone: it draws things together that the rendered ones do not."""
_STRANGER = 1000
"""Keys of percepts that are nothing: no reading refers to them."""


@dataclass(frozen=True)
class SeenScene:
    """What is there and what was seen; a percept that was matched carries its thing's key."""

    referents: tuple[Referent, ...]
    percepts: tuple[Percept, ...]
    appearance: NDArray[np.float32]
    """(n_percepts, appearance_size)"""


def match(percepts: Sequence[Percept], labels: Sequence[Label]) -> tuple[Percept, ...]:
    """Percepts with the keys of the things they show: the nearest free one, the same name preferred."""
    free = dict(enumerate(labels))
    rekeyed = []
    for percept in percepts:

        def cost(index: int, percept: Percept = percept) -> float:
            label = free[index]
            wrong_name = 0.0 if ALL_NAMES[label.name] == percept.name else 0.03
            return float(np.hypot(label.u - percept.u, label.v - percept.v)) + wrong_name

        best = min(free, key=cost, default=None)
        if best is not None and cost(best) < MATCH_DISTANCE:
            rekeyed.append(percept.model_copy(update={"key": free.pop(best).key}))
        else:
            rekeyed.append(percept.model_copy(update={"key": _STRANGER + percept.key}))
    return tuple(rekeyed)


@torch.inference_mode()
def look_at(eye: Eye, words: Tensor, folder: Path, names: Sequence[str] = NAMES) -> Iterator[SeenScene]:
    """Every rendered scene of a folder through an eye that matches ``names``, the rows of ``words``."""
    eye.eval()
    for shard in load(folder):
        for image, labels in zip(shard.images, shard.labels, strict=True):
            percepts, appearance = percepts_of(eye, eye(as_batch([image])), words, names=names)
            yield SeenScene(
                tuple(
                    Referent(
                        key=lab.key,
                        kind=ALL_NAMES[lab.name],
                        u=lab.u,
                        v=lab.v,
                        is_place=ALL_NAMES[lab.name] in all_places(),
                        is_open=lab.is_open,
                    )
                    for lab in labels
                ),
                match(percepts, labels),
                appearance.numpy().astype(np.float32),
            )


def seen_examples(
    scenes: Sequence[SeenScene],
    prompter: Prompter,
    seed: int,
    split: Split = "train",
    worlds: Sequence[World] = ("kitchen",),
    of_counter: int = 0,
) -> Callable[[int], Example]:
    """Scene number -> example with fresh instructions; rendered scenes are visited in a shuffled round.

    Args:
        of_counter: questions a scene about what stands on it.
    """
    order = np.random.default_rng(seed).permutation(len(scenes))

    def of_words(number: int) -> Example:
        return text_example(seed, number, prompter, split, worlds=worlds, of_counter=of_counter)

    def make(step: int) -> Example:
        if step % WORDS_EVERY == WORDS_EVERY - 1:
            return of_words(step // WORDS_EVERY)
        rng = np.random.default_rng((seed, step))
        scene = scenes[int(order[step % len(scenes)])]
        if not scene.percepts:  # an eye hardly trained, or a bad frame: there is nothing to point at
            return of_words(step)
        words_rng = Random(int(rng.integers(2**62)))
        if world_of(r.kind for r in scene.referents) == "cards":
            return lesson(scene.percepts, scene.referents, prompter, rng, words_rng, scene.appearance)
        instructions = draw_instructions(scene.referents, words_rng, split=split)
        made = example(scene.percepts, scene.referents, instructions, prompter, rng, scene.appearance)
        if not made.first:  # nothing can be taught where the eye saw none of what could be said
            return of_words(step)
        return with_questions(made, scene.referents, prompter, words_rng, of_counter)

    return make
