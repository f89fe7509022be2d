"""Questions and answers in the reader's practice: what is known of things, pointed at or said in a word.

They hang from the same listing as the commands of their scene, but lead to ``A:`` without ``Plan:``, so that
an answer is never taken for something to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from policies.training.reader_data import Example, Target
from policies.vla.items import Item
from policies.vla.model import SPECIALS
from policies.vla.prompt import Listing, Prompter
from scenes import counter_questions
from scenes.catalogue import world_of
from scenes.counter_questions import Pointed, Said
from scenes.knowledge import WORLD, Whether, Which, whether, which
from scenes.lexicon import Language
from scenes.referring import Referent

WHICH_PER_SCENE = 2
WHETHER_PER_SCENE = 1
_LANGUAGES: tuple[Language, ...] = ("en", "zh")
ANSWERS = {True: " true", False: " false"}
Asked = Which | Whether | Said | Pointed


def questions(referents: Sequence[Referent], rng: Random, of_counter: int = 0) -> list[Asked]:
    """What is asked about one scene; nothing in a world of whose things nothing is written down.

    Args:
        of_counter: so many are of what stands on the counter; the others of what is known of things.
    """
    if world_of(r.kind for r in referents) != WORLD:
        return []
    asked: list[Asked] = []
    asked += [which(referents, rng, rng.choice(_LANGUAGES)) for _ in range(WHICH_PER_SCENE)]
    asked += [whether(rng, rng.choice(_LANGUAGES)) for _ in range(WHETHER_PER_SCENE)]
    for _ in range(of_counter):
        topic = rng.choice(counter_questions.topics())
        one = counter_questions.ask(topic, referents, rng, rng.choice(_LANGUAGES))
        if one is not None:
            asked.append(one)
    return asked


def pack(
    asked: Sequence[Asked], listing: Listing, items: Sequence[Item], prompter: Prompter
) -> tuple[list[Target], list[tuple[int, int]]]:
    """Adds the questions to a listing's packed sequence.

    A thing that was not seen cannot be pointed at: questions about it are left out.

    Returns:
        Targets of those that are pointed at, and (index of a token, id of the token that should follow) of
        those that are said.
    """
    place_of = {item.key: index for index, item in enumerate(items)}
    nothing = len(items) + SPECIALS.index("none_of_these")
    allowed = np.zeros(2 * len(items) + len(SPECIALS), dtype=bool)
    allowed[[*(i for i, item in enumerate(items) if not item.is_place), nothing]] = True
    pointed, said = list[Target](), list[tuple[int, int]]()
    for question in asked:
        one = question.question if isinstance(question, Pointed) else question
        end = prompter.question(listing.packed, listing.end, one.text)
        if not isinstance(one, Which):
            answer = f" {one.answer}" if isinstance(one, Said) else ANSWERS[one.is_true]
            said.extend(_written(answer, end, listing, prompter))
            continue
        if not one.keys <= place_of.keys():
            continue
        wanted = np.zeros(len(allowed), dtype=np.float32)
        wanted[[place_of[key] for key in one.keys] or [nothing]] = 1.0
        followed = tuple(
            (index, prompter.follow(listing.packed, end, index))
            for index, item in enumerate(items)
            if not item.is_place
        )
        pointed.append(Target(end, wanted / wanted.sum(), allowed, followed))
    return pointed, said


def _written(answer: str, end: int, listing: Listing, prompter: Prompter) -> list[tuple[int, int]]:
    """(index of a token, id of the token that should follow) of an answer, whose tokens join the sequence."""
    found, ids = list[tuple[int, int]](), prompter.ids(answer)
    for token in ids[:-1]:
        found.append((end, token))
        end = listing.packed.add(token, end)
    return [*found, (end, ids[-1])]


def with_questions(
    made: Example, referents: Sequence[Referent], prompter: Prompter, rng: Random, of_counter: int = 0
) -> Example:
    """An example with questions about its scene behind its commands."""
    return with_asked(made, questions(referents, rng, of_counter), prompter)


def with_asked(made: Example, asked: Sequence[Asked], prompter: Prompter) -> Example:
    """An example with these questions behind its commands."""
    pointed, said = pack(asked, made.listing, made.items, prompter)
    return replace(made, known=tuple(pointed), known_words=tuple(said))
