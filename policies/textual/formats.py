"""The text formats of the deciders: what is asked, and what is answered in training.

After the scene in words (``scene``) every question begins with the task. Answers begin with a space and end
where nothing may follow, so that the likelihood of one is that of the whole answer:

    Task: bring me a cola
    Plan: put red can Coke on hand-over tray.                            all formats but the ensemble's
    Sure: yes                                                            binary, after the plan

    Task: bring me a cola
    Known: "a drink please" leaves open what is meant: ...               introplan
    Options:
    A) put blue can Pepsi on hand-over tray
    ...
    E) an option not listed here
    Answer: A                                                            knowno, introplan
    All that fit: A, C.                                                  prompt-set, introplan

An answer in training is every valid one at equal shares, as the pointer reader's targets are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Literal, get_args

from policies.textual.scene import SPECIAL_WORDS, SceneText

Format = Literal["knowno", "introplan", "prompt-set", "binary", "ensemble-set"]
FORMATS: tuple[Format, ...] = get_args(Format)
Kind = Literal["plan", "letter", "list", "sure"]

OFFERED = 4
"""Options beside "an option not listed here", as in KnowNo (arXiv 2307.01928)."""
LETTERS = "ABCDE"
NOT_LISTED = "an option not listed here"
YES_NO = (" yes", " no")
QUESTIONS = (
    "\n{task}: {said}\nPlan:",
    "\nThe user says: {said}\nThe robot will",
    "\nQ: what should the robot do to {said}? A:",
    "\nInstruction: {said}\nAction:",
    "\nHuman: {said}\nRobot: I",
)
"""The ensemble's prompts: one question put in several ways."""
MOST_ANSWERS = 4
"""Valid readings practised at once; of more, so many are drawn."""
LEFT_OUT_SHARE = 0.1
"""Of practised options, those without any valid one: then the answer is "an option not listed here"."""
HARD_SHARE = 0.7
"""Of wrong options, those that share the thing or the place with a valid one."""
RIGHT_SHARE = 0.7
"""Of the plans that are asked about, the valid ones."""


@dataclass(frozen=True)
class Row:
    """One instruction on one scene with all it can mean, for training."""

    scene: SceneText
    said: str
    """As the language model gets it (``scene.told``)."""
    chinese: bool
    valid: tuple[int, ...]
    """Positions among the scene's choices; empty where nothing is valid."""
    special: str | None
    """Why nothing is: ``none_of_these`` or ``must_not``."""
    why: str
    """What is open and why, in a sentence: an entry of IntroPlan's knowledge."""
    known: tuple[str, ...] = ()
    """The entries nearest to it, other instructions' all of them."""

    @property
    def answers(self) -> tuple[str, ...]:
        """Every valid plan, or why there is none."""
        if self.special is not None:
            return (SPECIAL_WORDS[self.special],)
        return tuple(self.scene.choices[at].text for at in self.valid)


@dataclass(frozen=True)
class Sample:
    """A prompt and the answers wanted after it, each as probable as any other."""

    kind: Kind
    prompt: str
    answers: tuple[str, ...]


def question(number: int, said: str, chinese: bool) -> str:
    """One of ``QUESTIONS``; the first is the plan's in every format."""
    task = "Task zh" if chinese else "Task"
    return QUESTIONS[number].format(task=task, said=said.rstrip(" .?!") if number == 2 else said)


def options_prompt(said: str, chinese: bool, options: Sequence[str], known: Sequence[str] = ()) -> str:
    """The task with its lettered options, after what is known where anything is.

    Args:
        options: at most five, the one that is not listed among them.
    """
    task = f"\n{'Task zh' if chinese else 'Task'}: {said}"
    told = "".join(f"\nKnown: {entry}" for entry in known)
    lettered = "".join(f"\n{letter}) {option}" for letter, option in zip(LETTERS, options, strict=False))
    return f"{task}{told}\nOptions:{lettered}"


def answer_prompt(options: str) -> str:
    """Asks for one letter."""
    return f"{options}\nAnswer:"


def list_prompt(options: str) -> str:
    """Asks for all letters that fit."""
    return f"{options}\nAll that fit:"


def sure_prompt(said: str, chinese: bool, plan: str) -> str:
    """Asks about a plan (as in ``Choice.text``)."""
    return f"{question(0, said, chinese)}{plan}\nSure:"


def letter(at: int) -> str:
    """The answer that names an option by its position."""
    return f" {LETTERS[at]}"


def listing(positions: Sequence[int]) -> str:
    """The answer that names several options, in the order of their letters."""
    return f" {', '.join(LETTERS[at] for at in sorted(positions))}."


def possible_lists(count: int, not_listed: int) -> list[tuple[int, ...]]:
    """Every list of ``count`` options: each set of real ones, or the one that is not listed alone."""
    real = [at for at in range(count) if at != not_listed]
    sets = [found for size in range(1, len(real) + 1) for found in combinations(real, size)]
    return [*sets, (not_listed,)]


def samples(name: Format, row: Row, rng: Random) -> list[Sample]:
    """What a format practises of a row: its prompts with the answers wanted.

    Args:
        rng: draws options, their order, and which question of the ensemble is put.
    """
    answers = row.answers
    if len(answers) > MOST_ANSWERS:
        answers = tuple(rng.sample(answers, MOST_ANSWERS))
    if name == "ensemble-set":
        return [Sample("plan", question(rng.randrange(len(QUESTIONS)), row.said, row.chinese), answers)]
    plan = Sample("plan", question(0, row.said, row.chinese), answers)
    if name == "binary":
        return [plan, _sure(row, answers, rng)]
    options, right = _options(row, rng)
    not_listed = options.index(NOT_LISTED)
    asked = options_prompt(row.said, row.chinese, options, row.known if name == "introplan" else ())
    one = Sample("letter", answer_prompt(asked), tuple(letter(at) for at in right or [not_listed]))
    several = Sample("list", list_prompt(asked), (listing(right or [not_listed]),))
    return {"knowno": [plan, one], "prompt-set": [plan, several], "introplan": [plan, one, several]}[name]


def _options(row: Row, rng: Random) -> tuple[list[str], list[int]]:
    """Shuffled options and the positions of the valid ones among them."""
    shown = list(row.valid)
    rng.shuffle(shown)
    shown = [] if rng.random() < LEFT_OUT_SHARE else shown[:OFFERED]
    chosen = [*shown, *_wrong(row, OFFERED - len(shown), rng)]
    options = [*(row.scene.choices[at].option for at in chosen), NOT_LISTED]
    order = list(range(len(options)))
    rng.shuffle(order)
    return [options[at] for at in order], [place for place, at in enumerate(order) if at < len(shown)]


def _wrong(row: Row, count: int, rng: Random) -> list[int]:
    """Up to ``count`` readings that are not valid, mostly such as share something with a valid one."""
    choices = row.scene.choices
    whats = {choices[at].what for at in row.valid}
    wheres = {choices[at].where for at in row.valid}
    rest = [at for at in range(len(choices)) if at not in row.valid]
    hard = [at for at in rest if choices[at].what in whats or choices[at].where in wheres]
    found: list[int] = []
    while len(found) < min(count, len(rest)):
        at = rng.choice(hard if hard and rng.random() < HARD_SHARE else rest)
        if at not in found:
            found.append(at)
        hard = [other for other in hard if other not in found]
    return found


def _sure(row: Row, answers: tuple[str, ...], rng: Random) -> Sample:
    wrong = _wrong(row, 1, rng)
    right = not wrong or rng.random() < RIGHT_SHARE
    plan = rng.choice(answers) if right else row.scene.choices[wrong[0]].text
    yes = right and len(row.answers) == 1
    return Sample("sure", sure_prompt(row.said, row.chinese, plan), (YES_NO[0] if yes else YES_NO[1],))
