"""Practice on counters with cards: commands where nothing held out is in sight, questions everywhere.

A counter that shows a held-out concept (``scenes.cards.catalogue.NEVER_IN_ROBOT_DATA``) teaches by questions
alone: no plan is ever given beside one. Portraits are called by made-up names, some by none, as enrolment
would have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from policies.training.knowledge_data import with_asked
from policies.training.reader_data import PER_SCENE, Example, draw_instructions, example
from policies.types import Percept
from policies.vla.items import words_of
from policies.vla.prompt import Prompter
from policies.vla.reader import PORTRAIT_NAMES, STRANGER
from scenes.cards import commands, questions
from scenes.cards.catalogue import NEVER_IN_ROBOT_DATA, PORTRAIT
from scenes.cards.counters import draw
from scenes.catalogue import kinds
from scenes.counters import referents_of
from scenes.instructions import Instruction
from scenes.lexicon import Language
from scenes.queries import Referent

ABOUT_CARDS = 10
"""Of the commands of a scene, those about cards, portraits, bowls and what falls."""
ASKED = 6
"""Questions a scene; twice as many where nothing may be commanded."""
QUESTIONS_SHARE = 0.5
"""Of counters of words, those with held-out concepts."""
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


def may_be_commanded(referents: Sequence[Referent]) -> bool:
    """Whether robot data may be made of what is there."""
    return not NEVER_IN_ROBOT_DATA & {r.kind for r in referents}


def lesson(
    percepts: Sequence[Percept],
    referents: Sequence[Referent],
    prompter: Prompter,
    rng: np.random.Generator,
    words_rng: Random,
    appearance: NDArray[np.float32] | None = None,
) -> Example:
    """An example of one counter with cards, as it was seen."""
    names = commands.name_portraits(referents, words_rng)
    seen = [p.model_copy(update={"name": PORTRAIT}) if p.name in PORTRAIT_NAMES else p for p in percepts]
    called = {percept.key: _called(percept, names) for percept in seen}
    allowed = may_be_commanded(referents)
    said = _commands(referents, names, words_rng) if allowed else []
    made = example(seen, referents, said, prompter, rng, appearance, called=called)
    asked = []
    for _ in range(ASKED if allowed else 2 * ASKED):
        topic, language = words_rng.choice(questions.TOPICS), words_rng.choice(_LANGUAGES)
        one = questions.ask(topic, referents, words_rng, language)
        if one is not None:
            asked.append(one)
    return with_asked(made, asked, prompter)


def counter_of_words(rng: Random) -> tuple[Referent, ...]:
    """A counter with cards at plausible image points: half of them with whatever there is, half without what
    is held out."""
    numbers = np.random.default_rng(rng.getrandbits(64))
    carried = tuple(key for key, kind in kinds().items() if kind.graspable)
    whole = rng.random() < QUESTIONS_SHARE
    while True:
        drawn = draw(numbers, (4, 8), carried)
        if whole or not NEVER_IN_ROBOT_DATA & set(drawn):
            return referents_of(drawn, rng, "cards")


def _called(percept: Percept, names: dict[int, str]) -> str:
    if percept.name == PORTRAIT:
        return f"portrait of {names[percept.key]}" if percept.key in names else STRANGER
    return words_of(percept.name, percept.is_open)


def _commands(referents: Sequence[Referent], names: dict[int, str], rng: Random) -> list[Instruction]:
    found = draw_instructions(referents, rng, PER_SCENE - ABOUT_CARDS)
    for _ in range(2 * ABOUT_CARDS):
        one = commands.draw(referents, names, rng, rng.choice(_LANGUAGES))
        if one is not None and len(found) < PER_SCENE:
            found.append(one)
    return found
