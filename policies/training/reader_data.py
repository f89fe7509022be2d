"""Training examples for the reader's language half: a listing and instructions with their readings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from policies.types import Dialogue, Percept
from policies.vla.items import Item, list_items
from policies.vla.model import SPECIALS
from policies.vla.pointing import Candidates, Mask, as_item, candidates, without
from policies.vla.prompt import Listing, Prompter
from policies.vla.where import SIDES
from scenes import sayings
from scenes.catalogue import world_of
from scenes.commands import graspable
from scenes.instructions import Instruction, Want, generate, pair
from scenes.referring import Referent
from scenes.splits import Split

Language = Literal["en", "zh"]
PER_SCENE = 16
CHINESE_SHARE = 0.6
"""Read through glosses, Chinese takes longer to learn than what the language model was made for."""
WHERE_SHARE = 0.15
RARE_SHARE = 0.25
PRONOUN_SHARE = 0.1
"""Of commands for "that thing", which mean as many things as there are: belief has to be spread evenly."""
RARE = (
    *("np.either", "np.but", "np.negation", "np.two", "np.rank", "np.middle", "np.near", "np.empty"),
    *("whole.", ".need.", ".it.", ".heat.", ".cook."),
)
"""Families of phrases that are drawn seldom and learned late: alternatives, exceptions, needs, "it"."""
SAID_SHARE = 0.6
"""Of practice in whole sentences as people say them (``scenes.sayings``), the rest crossed by the grammar."""
SAID_WANTS: dict[Want, float] = {"clear": 0.47, "ambiguous": 0.38, "absent": 0.12, "unsafe": 0.03}
RATIONALE_SHARE = 0.08
MAX_FOLLOWED = 4


@dataclass(frozen=True)
class Where:
    """What an instruction says of where its thing is."""

    side: int
    """Position in ``SIDES``."""
    anchors: NDArray[np.float32] | None
    """(N,) uniform over the named neighbours; None when none is named."""
    fitting: NDArray[np.float32] | None
    """(N,) uniform over the things the other words fit; None when the words say nothing of where."""


@dataclass(frozen=True)
class Target:
    """A place in the packed sequence and the distribution wanted there, over items and specials."""

    at: int
    probabilities: NDArray[np.float32]
    candidates: NDArray[np.bool_]
    followed: tuple[tuple[int, int], ...] = ()
    """(choice, place in the packed sequence of its pointer) of the choices looked at once more."""
    where: Where | None = None
    """Of first pointers; None when it is not known what the words say."""

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
    known: tuple[Target, ...] = ()
    """Answers to questions about things, by pointing."""
    known_words: tuple[tuple[int, int], ...] = ()
    """The same as words, in the form of ``words``."""
    text: tuple[tuple[int, int], ...] = ()
    """General prose beside the scene, in the form of ``words``."""


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
    """Instructions for one scene in both languages: in training first whole sentences as people say them,
    then some that say where a thing is, some of rare families, pairs and others."""

    def where(one: Instruction) -> bool:
        thing = None if one.command is None else one.command.thing
        return thing is not None and bool(thing.side or thing.near)

    def rare(one: Instruction) -> bool:
        return any(family in one.template for family in RARE)

    def pronoun(one: Instruction) -> bool:
        return "np.pronoun" in one.template and len(one.readings) > 2

    drawn = _said(referents, rng, round(SAID_SHARE * count)) if split == "train" else []
    rest = count - len(drawn)
    drawn += _drawn_until(referents, rng, round(WHERE_SHARE * rest), split, ("clear",), where)
    drawn += _drawn_until(referents, rng, round(RARE_SHARE * rest), split, ("clear", "ambiguous"), rare)
    drawn += _drawn_until(referents, rng, round(PRONOUN_SHARE * rest), split, ("ambiguous",), pronoun)
    attempts = 0
    while len(drawn) < count and attempts < 6 * count:
        attempts += 1
        language: Language = "zh" if rng.random() < CHINESE_SHARE else "en"
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


def _said(referents: Sequence[Referent], rng: Random, count: int) -> list[Instruction]:
    """Up to ``count`` sentences as people say them, as many in one language as in the other."""
    wants = rng.choices(list(SAID_WANTS), list(SAID_WANTS.values()), k=count)
    languages: list[Language] = [rng.choice(("en", "zh")) for _ in wants]
    said = [sayings.draw(referents, rng, language, want)
            for language, want in zip(languages, wants, strict=True)]
    return [one for one in said if one is not None]


def _drawn_until(
    referents: Sequence[Referent],
    rng: Random,
    count: int,
    split: Split,
    wants: Sequence[Want],
    wanted: Callable[[Instruction], bool],
) -> list[Instruction]:
    """Up to ``count`` instructions that are wanted: rare among all, and slow to learn."""
    drawn: list[Instruction] = []
    for _ in range(12 * count):
        if len(drawn) == count:
            break
        language: Language = "zh" if rng.random() < CHINESE_SHARE else "en"
        one = generate(referents, rng, language, split, rng.choice(wants))
        if one is not None and wanted(one):
            drawn.append(one)
    return drawn


def example(
    percepts: Sequence[Percept],
    referents: Sequence[Referent],
    instructions: Sequence[Instruction],
    prompter: Prompter,
    rng: np.random.Generator,
    appearance: NDArray[np.float32] | None = None,
    reason_first: Callable[[Instruction], str | None] | None = None,
    reason_share: float = RATIONALE_SHARE,
    called: Mapping[int, str] | None = None,
) -> Example:
    """Packs instructions about one scene. Readings refer to percepts by key.

    Args:
        referents: what is there, in whose terms the instructions were made.
        appearance: (n_percepts, appearance_size) in the percepts' order, or None.
        reason_first: what stands between the question and the plan, if anything; without it a reason follows
            the reading, as in the default policy.
        called: what each percept is called in the listing, by key; by default its name in the catalogue.
        reason_share: of the instructions that have a reason, those practised with it after the reading.
    """
    items = list_items(percepts, called)
    place_of = {item.key: index for index, item in enumerate(items)}
    listing = prompter.listing(items)
    open_to = candidates(items)
    total = len(open_to.first)
    packed = listing.packed
    opening, closing = (len(items) + SPECIALS.index(verb) for verb in ("open", "close"))
    slides = {opening: open_to.opens, closing: open_to.closes}
    first, second, words = [], [], []
    world = world_of(r.kind for r in referents)
    for instruction in instructions:
        firsts = _first_choices(instruction, place_of, len(items))
        if firsts is None or not _possible(firsts, open_to, slides, len(items)):
            continue
        if reason_first is None:
            dialogue = Dialogue(instruction=instruction.text, language=instruction.language)
            end = prompter.branch(packed, listing.end, dialogue, world=world)
        else:
            end, before = reasoned(prompter, listing, instruction.text, reason_first(instruction))
            words += before
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
                open_to.first,
                tuple((choice, at) for choice, at in followed.items() if choice < len(items)),
                _where(instruction, referents, place_of),
            )
        )
        reason_after = None
        for choice in choices[:MAX_FOLLOWED]:
            at = followed[choice]
            allowed = slides[choice] if choice in slides else without(open_to.destination, choice, len(items))
            second.append(Target(at, _normalised(firsts[choice], total), allowed))
            reason_after = (at, firsts[choice])
        if reason_first is None and instruction.rationale and rng.random() < reason_share:
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


def reasoned(
    prompter: Prompter, listing: Listing, instruction: str, reason: str | None
) -> tuple[int, list[tuple[int, int]]]:
    """Packs a question, then a reason if there is one, then ``Plan:``.

    Returns:
        The token whose next is the first pointer, and the words that should follow the question.
    """
    packed = listing.packed
    at, words = prompter.question(packed, listing.end, instruction), list[tuple[int, int]]()
    for token in [*(prompter.ids(f" {reason}.") if reason else []), *prompter.ids(" Plan:")]:
        words.append((at, token))
        at = packed.add(token, at)
    return at, words


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


def _possible(
    firsts: dict[int, dict[int, float]], open_to: Candidates, slides: dict[int, Mask], n_items: int
) -> bool:
    """Whether the eye left every reading to choose: a drawer seen closed cannot be closed, and what was
    taken for an apple holds nothing."""
    for choice, seconds in firsts.items():
        if not open_to.first[choice]:
            return False
        if seconds:
            allowed = slides[choice] if choice in slides else without(open_to.destination, choice, n_items)
            if not all(allowed[place] for place in seconds):
                return False
    return True


def _where(
    instruction: Instruction, referents: Sequence[Referent], place_of: dict[int, int]
) -> Where | None:
    """What the instruction's words say of where its thing is; None where nobody knows."""
    command = instruction.command
    if command is None:
        return None
    query = command.thing
    if command.verb != "move" or (query.side is None and query.near is None):
        return Where(0, None, None)
    side = "none" if query.side is None else f"{query.side} {query.rank}"
    if side not in SIDES:
        return None
    everything = replace(query, side=None, near=None).matches(referents, graspable(referents))
    fitting = _rows(everything, place_of)
    anchors = None if query.near is None else _rows(query.near.matches(referents), place_of)
    if fitting is None or (query.near is not None and anchors is None):
        return None
    return Where(SIDES.index(side), anchors, fitting)


def _rows(keys: Collection[int], place_of: dict[int, int]) -> NDArray[np.float32] | None:
    """(N,) uniform over the items with these keys; None when one was not seen, or there are none."""
    if not keys or any(key not in place_of for key in keys):
        return None
    return _normalised({place_of[key]: 1.0 for key in keys}, len(place_of))


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
