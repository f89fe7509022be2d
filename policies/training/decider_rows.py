"""Rows for text deciders: the scenes and instructions that the pointer reader practises, labelled in words.

A step's rows are decided by the seed and the step alone, so every format, and the pointer reader made anew
beside them, sees the same instructions on the same scenes in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from policies.textual.formats import Row
from policies.textual.knowledge import Entry as Known
from policies.textual.scene import SceneText, describe, told
from policies.training.reader_data import as_percepts, draw_instructions
from policies.types import Entry, Percept
from scenes.counters import random_referents
from scenes.instructions import Instruction, TrueReading
from scenes.referring import Referent

KNOWLEDGE_SEED = 1_000_000
"""Added to a run's seed: knowledge is of scenes that no step draws."""
KNOWLEDGE_SCENES = 64
MOST_NAMED = 2
"""Readings that an entry of the knowledge spells out."""
MOST_SAID_WORDS = 14
"""Words of an instruction that an entry repeats."""
OPEN: dict[str, str] = {
    "attribute": "several things are of that kind",
    "numeric": "there are several of them",
    "spatial": "several are there",
    "referential": "it can stand for several things",
    "preference": "it is a matter of taste",
    "common-sense": "several would do",
}
"""Why words leave something open, by where that comes from."""


def draw(
    seed: int, step: int, count: int
) -> tuple[tuple[Percept, ...], tuple[Referent, ...], list[Instruction]]:
    """One scene of words and ``count`` of the instructions that the reader would practise on it."""
    rng = np.random.default_rng((seed, step))
    words_rng = Random(int(rng.integers(2**62)))
    referents = random_referents(words_rng)
    instructions = draw_instructions(referents, words_rng)
    percepts = as_percepts(referents, rng)
    chosen = words_rng.sample(range(len(instructions)), min(count, len(instructions)))
    return percepts, referents, [instructions[at] for at in sorted(chosen)]


def rows(seed: int, step: int, count: int) -> list[Row]:
    """A step's rows; an instruction that means what cannot be chosen is left out."""
    percepts, _, instructions = draw(seed, step, count)
    scene = describe(percepts)
    found = [row(instruction, scene) for instruction in instructions]
    return [one for one in found if one is not None]


def row(instruction: Instruction, scene: SceneText) -> Row | None:
    """An instruction as a row; None where one of its readings is not among the scene's."""
    at = {_effect(choice.reading.entries[0]): number for number, choice in enumerate(scene.choices)}
    valid = [at.get(_true(reading)) for reading in instruction.readings]
    known = [number for number in valid if number is not None]
    if len(known) < len(valid) or not (known or instruction.special):
        return None
    special = None if known else instruction.special
    said, chinese = told(instruction.text)
    one = Row(scene, said, chinese, tuple(sorted(known)), special, "")
    return Row(scene, said, chinese, one.valid, special, _why(one, instruction))


def knowledge(seed: int, count: int, scenes: int = KNOWLEDGE_SCENES) -> list[Known]:
    """Entries from scenes of their own."""
    found = [one for step in range(scenes) for one in rows(seed + KNOWLEDGE_SEED, step, count)]
    return [Known(one.said, one.why) for one in found]


def _effect(entry: Entry) -> tuple[object, ...]:
    return entry.verb, entry.things[0], entry.destination, entry.relation == "next_to"


def _true(reading: TrueReading) -> tuple[object, ...]:
    return reading.verb, reading.thing, reading.destination, reading.relation == "next_to"


def _why(one: Row, instruction: Instruction) -> str:
    """E.g. ``"a drink please" may mean put red can Coke on ... or ...: several things are of that kind.``"""
    said = " ".join(one.said.split()[:MOST_SAID_WORDS])
    reason = told(instruction.rationale)[0].strip(" .").removeprefix("because ")
    if one.special is not None:
        plain = "must not be done" if one.special == "must_not" else "fits nothing here"
        return f'"{said}" {plain}{f": {reason}" if reason else ""}.'
    plans = _named([one.scene.choices[at].option for at in one.valid])
    if len(one.valid) == 1:
        return f'"{said}" means {plans}{f": {reason}" if reason else ""}.'
    return f'"{said}" may mean {plans}: {OPEN.get(instruction.source, "several fit")}.'


def _named(plans: Sequence[str]) -> str:
    more = f", or {len(plans) - MOST_NAMED} more" if len(plans) > MOST_NAMED else ""
    return " or ".join(plans[:MOST_NAMED]) + more
