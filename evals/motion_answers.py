"""The simulated user, asked in mid-motion what to do about the arm's doubt.

It cannot see more of the motion than the arm does, so it does what a patient person would: has it tried again
once, and then lets it go on. It hears the options as words, and answers by number or in words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from agent.types import Option

AGAIN, GO_ON = ("try again", "再试一次"), ("go on", "继续")
WORDS: dict[str, tuple[str, ...]] = {
    "try again": ("once more, please", "have another go"),
    "再试一次": ("再来一次吧", "重试"),
    "go on": ("just go on", "keep going"),
    "继续": ("接着做吧", "继续做"),
}


def answer_in_motion(options: Sequence[Option], asked_before: int, seed: int) -> str:
    """What the user says.

    Args:
        options: of the question.
        asked_before: how often it was asked in mid-motion before.
        seed: of the case; it decides, question by question, whether the answer is a number or words.
    """
    wanted = GO_ON if asked_before else AGAIN
    option = next(one for one in options if one.text in wanted)
    rng = Random(f"in motion {seed} {asked_before}")
    return rng.choice((option.text, *WORDS[option.text])) if rng.random() < 0.5 else str(option.number)


