"""Scenes of words alone, in twos: a counter, then the same sentences where one thing has become another.

What a sentence leaves open depends on what else is there. So every second scene changes one thing of the one
before it such that a sentence becomes clear that was ambiguous, or the reverse, and all of them are judged
anew: between the two only that thing can tell which is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from policies.training.card_lessons import counter_of_words, lesson
from policies.training.knowledge_data import with_questions
from policies.training.reader_data import Example, as_percepts, draw_instructions, example
from policies.vla.prompt import Prompter
from scenes.catalogue import World
from scenes.counters import random_referents
from scenes.instructions import Instruction, contrast, restate
from scenes.referring import Referent
from scenes.splits import Split

FEWEST = 4
"""Sentences that must still have a label on a changed counter."""

Scene = tuple[tuple[Referent, ...], list[Instruction]]


def text_example(
    seed: int,
    number: int,
    prompter: Prompter,
    split: Split = "train",
    count: int | None = None,
    worlds: Sequence[World] = ("kitchen",),
    of_counter: int = 0,
) -> Example:
    """Scene ``number`` as an example; odd ones are twins of the even ones before them.

    Args:
        worlds: they take turns, two scenes each; counters with cards have no twins.
        of_counter: questions a scene about what stands on it.
    """
    pair, is_twin = divmod(number, 2)
    world = worlds[pair % len(worlds)]
    words_rng = Random(int(np.random.default_rng((seed, pair)).integers(2**62)))
    if world == "cards":
        numbers, words_rng = np.random.default_rng((seed, pair, is_twin)), Random(f"{seed}/{number}")
        there = counter_of_words(words_rng)
        return lesson(as_percepts(there, numbers), there, prompter, numbers, words_rng)
    referents, instructions = _drawn(words_rng, split, count, world)
    if is_twin:
        changed = twin(referents, instructions, words_rng)
        referents, instructions = changed or _drawn(words_rng, split, count, world)
    rng = np.random.default_rng((seed, pair, is_twin))
    made = example(as_percepts(referents, rng), referents, instructions, prompter, rng)
    return with_questions(made, referents, prompter, words_rng, of_counter)


def twin(referents: Sequence[Referent], instructions: Sequence[Instruction], rng: Random) -> Scene | None:
    """The counter with one thing changed and what can be said of it again; None where no change flips one."""
    can_flip = [one for one in instructions if one.expected != "refuse"]
    for instruction in rng.sample(can_flip, len(can_flip)):
        made = contrast(instruction, referents, rng)
        if made is None:
            continue
        changed = made[0]
        again = [(one, said) for one in instructions if (said := restate(one, changed, rng)) is not None]
        if len(again) >= FEWEST and any({a.expected, b.expected} == {"act", "ask"} for a, b in again):
            return changed, [said for _, said in again]
    return None


def _drawn(rng: Random, split: Split, count: int | None, world: World) -> Scene:
    referents = random_referents(rng, world=world)
    if count is None:
        return referents, draw_instructions(referents, rng, split=split)
    return referents, draw_instructions(referents, rng, count, split)
