"""The skills there are, as words: a list that no scene changes.

SayCan's language model weighs every skill of a fixed list; whether a skill can succeed here and now is for
the affordance model alone. So there is a "pick up the lemon" whether a lemon is there or not, and one for
both of two Coke cans: what no skill says, such as "the left one", cannot be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policies.types import Skill
from policies.vla.belief import relation_to
from scenes import catalogue

DRAWERS = ("top_drawer", "bottom_drawer")
_HOW = {"in": "put it in the", "on": "put it on the", "next_to": "put it next to the"}


@dataclass(frozen=True)
class TextSkill:
    """One skill of the list."""

    text: str
    """E.g. ``pick up the apple``."""
    skill: Skill | None = None
    """None: that all is done."""
    target: str | None = None
    """Catalogue name of what is picked, put to, opened or closed."""
    beside: bool = False
    """Put next to the target and not in or on it."""

    @property
    def answer(self) -> str:
        """As it stands in the robot's list of steps."""
        return f" {self.text}."


DONE = TextSkill("done")


@cache
def skills() -> tuple[TextSkill, ...]:
    """All skills of the kitchen, ``DONE`` the last."""
    kinds = catalogue.kinds()
    picks = [
        TextSkill(f"pick up the {_noun(key)}", "pick", key) for key, kind in kinds.items() if kind.graspable
    ]
    holders = [key for key, kind in kinds.items() if kind.holds_things]
    into = [TextSkill(_put(key), "place", key) for key in (*catalogue.places(), *holders)]
    beside = [TextSkill(f"{_HOW['next_to']} {_noun(key)}", "place", key, beside=True) for key in kinds]
    drawers = [TextSkill(f"{verb} the {_noun(key)}", verb, key) for key in DRAWERS for verb in _sliding()]
    return (*picks, *into, *beside, *drawers, DONE)


def find(skill: Skill, target: str, beside: bool = False) -> TextSkill:
    """The skill of the list that does this.

    Raises:
        KeyError: there is none, as for picking up a bowl.
    """
    return _by_effect()[skill, target, beside]


def prompt(said: str, before: Sequence[TextSkill] = ()) -> str:
    """What the language model goes on from, with the steps already taken."""
    steps = "".join(f" {number}.{skill.answer}" for number, skill in enumerate(before, 1))
    return f"Human: {said}\nRobot:{steps} {len(before) + 1}."


@cache
def _by_effect() -> dict[tuple[Skill | None, str | None, bool], TextSkill]:
    return {(one.skill, one.target, one.beside): one for one in skills()}


def _sliding() -> tuple[Skill, Skill]:
    return "open", "close"


def _noun(key: str) -> str:
    return catalogue.words_for(key).en[0]


def _put(key: str) -> str:
    relation = relation_to(key)
    return "bring it to you" if relation == "handover" else f"{_HOW[str(relation)]} {_noun(key)}"
