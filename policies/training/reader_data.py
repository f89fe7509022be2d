"""Training examples for the reader's language half: a listing and instructions with their readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from policies.types import Dialogue, Percept
from policies.vla.items import Item, list_items
from policies.vla.model import SPECIALS
from policies.vla.pointing import as_item, candidates, without
from policies.vla.prompt import Listing, Prompter
from scenes.counters import random_referents
from scenes.instructions import Instruction, Want, generate, pair
from scenes.referring import Referent
from scenes.splits import Split

Language = Literal["en", "zh"]
PER_SCENE = 16
WHERE_SHARE = 0.3
RATIONALE_SHARE = 0.08
MAX_FOLLOWED = 4


@dataclass(frozen=True)
class Target:
    """A place in the packed sequence and the distribution wanted there, over items and specials."""

    at: int
    probabilities: NDArray[np.float32]
    candidates: NDArray[np.bool_]
    followed: tuple[tuple[int, int], ...] = ()
    """(choice, place in the packed sequence of its pointer) of the choices looked at once more."""

    def __post_init__(self) -> None:
        if (self.probabilities[~self.candidates] > 0).any():
            raise ValueError("a target points at what may not be chosen here: labels and masks disagree")


@dataclass(frozen=True)
class Example:
    """One packed sequence: a listing with its instructions, ready for the model."""

    items: list[Item]
    listing: Listing
    first: list[Target]
    second: list[Target]
    words: list[tuple[int, int]]
    """(index of a token, id of the token that should follow) for the reasons."""
    appearance: NDArray[np.float32] | None = None


def as_percepts(referents: Sequence[Referent], rng: np.random.Generator) -> tuple[Percept, ...]:
    """Referents as a detector would report them: jittered points, plausible sizes."""
    return tuple(
        Percept(
            key=r.key,
            name=r.kind,
            u=float(np.clip(r.u + rng.normal(0, 0.004), 0, 1)),
            v=float(np.clip(r.v + rng.normal(0, 0.004), 0, 1)),
            width=float(rng.uniform(0.04, 0.12)),
            height=float(rng.uniform(0.04, 0.16)),
            confidence=float(rng.uniform(0.7, 1.0)),
            is_place=r.is_place,
            is_open=r.is_open,
        )
        for r in referents
    )


def draw_instructions(
    referents: Sequence[Referent], rng: Random, count: int = PER_SCENE, split: Split = "train"
) -> list[Instruction]:
    """Instructions for one scene, half in each language: some say where a thing is, then pairs and others."""
    drawn = _saying_where(referents, rng, round(WHERE_SHARE * count), split)
    attempts = 0
    while len(drawn) < count and attempts < 6 * count:
        attempts += 1
        language: Language = "en" if rng.random() < 0.5 else "zh"
        roll = rng.random()
        if roll < 0.35:
            both = pair(referents, rng, language, split)
            drawn.extend(both or ())
            continue
        want: Want = (
            "ambiguous" if roll < 0.57 else "clear" if roll < 0.84 else "absent" if roll < 0.93 else "unsafe"
        )
        one = generate(referents, rng, language, split, want)
        if one is not None:
            drawn.append(one)
    return drawn[:count]


def _saying_where(
    referents: Sequence[Referent], rng: Random, count: int, split: Split
) -> list[Instruction]:
    """Clear ones that pick a thing by its side or its neighbour: rare among all, and slow to learn."""
    drawn: list[Instruction] = []
    for _ in range(12 * count):
        if len(drawn) == count:
            break
        language: Language = "en" if rng.random() < 0.5 else "zh"
        one = generate(referents, rng, language, split, "clear")
        if one is not None and one.command is not None and (one.command.thing.side or one.command.thing.near):
            drawn.append(one)
    return drawn


def example(
    percepts: Sequence[Percept],
    instructions: Sequence[Instruction],
    prompter: Prompter,
    rng: np.random.Generator,
    appearance: NDArray[np.float32] | None = None,
) -> Example:
    """Packs instructions about one scene. Readings refer to percepts by key.

    Args:
        appearance: (n_percepts, appearance_size) in the percepts' order, or None.
    """
    items = list_items(percepts)
    place_of = {item.key: index for index, item in enumerate(items)}
    listing = prompter.listing(items)
    first_allowed, second_allowed, drawers_allowed = candidates(items)
    total = len(first_allowed)
    packed = listing.packed
    first, second, words = [], [], []
    for instruction in instructions:
        firsts = _first_choices(instruction, place_of, len(items))
        if firsts is None:
            continue
        end = prompter.branch(
            packed, listing.end, Dialogue(instruction=instruction.text, language=instruction.language)
        )
        choices = [choice for choice, seconds in firsts.items() if seconds]
        rng.shuffle(choices)
        followed = {
            choice: prompter.follow(packed, end, choice)
            for choice in [*(i for i, item in enumerate(items) if not item.is_place), *choices[:MAX_FOLLOWED]]
            if choice < len(items) or choice in choices
        }
        first.append(
            Target(
                end,
                _normalised({k: float(sum(v.values()) or 1) for k, v in firsts.items()}, total),
                first_allowed,
                tuple((choice, at) for choice, at in followed.items() if choice < len(items)),
            )
        )
        reason_after = None
        for choice in choices[:MAX_FOLLOWED]:
            at = followed[choice]
            allowed = drawers_allowed if choice >= len(items) else without(second_allowed, choice, len(items))
            second.append(Target(at, _normalised(firsts[choice], total), allowed))
            reason_after = (at, firsts[choice])
        if instruction.rationale and rng.random() < RATIONALE_SHARE:
            parent = end
            if reason_after is not None and len(instruction.readings) == 1:
                chosen = next(iter(reason_after[1]))
                parent = prompter.follow(packed, reason_after[0], as_item(chosen, len(items)))
            elif instruction.special is not None:
                parent = prompter.follow(packed, end, next(iter(firsts)))
            else:
                continue
            ids = [*prompter.ids(f", {instruction.rationale}."), *prompter.ids("\n")]
            for token in ids:
                words.append((parent, token))
                parent = packed.add(token, parent)
    return Example(items, listing, first, second, words, _reorder(appearance, percepts, items))


def _first_choices(
    instruction: Instruction, place_of: dict[int, int], n_items: int
) -> dict[int, dict[int, float]] | None:
    """First pointer -> second pointers with their weights; None when a thing was not seen."""
    if instruction.special is not None:
        return {n_items + SPECIALS.index(instruction.special): {}}
    choices: dict[int, dict[int, float]] = {}
    for reading in instruction.readings:
        thing = place_of.get(reading.thing)
        if thing is None:
            return None
        if reading.verb == "move":
            if reading.destination is None or reading.destination not in place_of:
                return None
            beside = n_items + len(SPECIALS) if reading.relation == "next_to" else 0
            choices.setdefault(thing, {})[place_of[reading.destination] + beside] = 1.0
        else:
            choices.setdefault(n_items + SPECIALS.index(reading.verb), {})[thing] = 1.0
    return choices or None


def _normalised(weights: dict[int, float], size: int) -> NDArray[np.float32]:
    row = np.zeros(size, dtype=np.float32)
    for index, weight in weights.items():
        row[index] = weight
    return np.asarray(row / row.sum(), dtype=np.float32)


def _reorder(
    appearance: NDArray[np.float32] | None, percepts: Sequence[Percept], items: Sequence[Item]
) -> NDArray[np.float32] | None:
    if appearance is None:
        return None
    row_of = {percept.key: row for row, percept in enumerate(percepts)}
    return np.stack([appearance[row_of[item.key]] for item in items])


def text_example(seed: int, step: int, prompter: Prompter, split: Split = "train", **options: Any) -> Example:
    """A scene of words alone: what the language model is taught before any image is rendered."""
    rng = np.random.default_rng((seed, step))
    words_rng = Random(int(rng.integers(2**62)))
    referents = random_referents(words_rng)
    instructions = draw_instructions(referents, words_rng, split=split, **options)
    return example(as_percepts(referents, rng), instructions, prompter, rng)
