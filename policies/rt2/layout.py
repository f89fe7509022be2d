"""The text of a control step: what is seen as words and pointers, the hand, the question, and the answer.

    Things: red can Coke <p>; apple hidden <p>. Places: hand-over tray <p>; ... Hand: <w> ... <w> <s>.
    Q: what action should the robot take to bring me the Coke? A: Plan: pick the Coke and bring it to the
    hand-over tray. Action: 0 137 121 96 128 128 140 255

``<p>`` carries where an item is and how it lies among the others, as for the default policy's reader; ``<w>``
are pieces of the wrist image and ``<s>`` is the arm's state. Where the prefix is kept, the hand stands
behind the plan instead, so that all before it stays as it is from step to step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies.prompts import action_prompt
from policies.rt2.frame import Frame
from policies.types import Dialogue
from policies.vla.glosses import parts, spoken
from policies.vla.items import Item
from policies.vla.model import Packed
from policies.vla.prompt import MAX_INSTRUCTION_TOKENS, POINTER, Listing, Prompter

ACTION = ". Action:"
"""What stands between a plan and its integers."""
LONGEST_PLAN = 40
"""Tokens."""


@dataclass(frozen=True)
class Said:
    """A question about a frame with its answer, as practised."""

    asked: str
    words: str = ""
    """Of the answer, what comes before the integers or instead of them; begins with a blank."""
    action: tuple[int, ...] | None = None


@dataclass
class Shown:
    """A frame as text to write on."""

    packed: Packed
    items: list[Item]
    listing: Listing
    end: int
    """Last token so far."""


def nothing_shown() -> Shown:
    """No frame: for text that is about none."""
    packed = Packed()
    return Shown(packed, [], Listing(packed, (), (), (), -1), -1)


def question_of(dialogue: Dialogue) -> str:
    """RT-2's question for an action; Chinese as the reader's word-by-word glosses, Spanish and German in
    English words, answers after the words they were given to."""
    return action_prompt(spoken(parts(dialogue), " ; ")[0])


def plan_words(plan: str) -> str:
    """The answer up to its integers."""
    return f" Plan: {plan}{ACTION}"


class Layout:
    """Builds packed sequences; pointers are numbered: items, then ``offset`` others, then the hand."""

    def __init__(self, prompter: Prompter, hand: int, kept: bool, offset: int = 0) -> None:
        self.prompter, self.hand, self.kept, self.offset = prompter, hand, kept, offset

    def show(self, frame: Frame) -> Shown:
        """The listing, and the hand unless it comes later."""
        items = frame.items()
        listing = self.prompter.listing(items)
        shown = Shown(listing.packed, items, listing, listing.end)
        if not self.kept:
            shown.end = self.show_hand(shown, shown.end)
        return shown

    def show_hand(self, shown: Shown, parent: int) -> int:
        """Adds the hand's tokens; returns the last."""
        packed = shown.packed
        parent = packed.extend(self.prompter.ids(" Hand:"), parent)
        first = self.first_hand(shown)
        for at in range(self.hand):
            parent = packed.add(POINTER, parent, pointer=first + at)
        return packed.extend(self.prompter.ids("."), parent)

    def first_hand(self, shown: Shown) -> int:
        """Number of the first pointer of the hand."""
        return len(shown.items) + self.offset

    def ask(self, shown: Shown, asked: str) -> int:
        """Adds a question; returns the token whose next is the answer. What is too long is cut before its
        last words, which ask."""
        if not asked:
            return shown.end
        ids = self.prompter.ids(f"\n{asked}")
        if len(ids) > MAX_INSTRUCTION_TOKENS:
            tail = self.prompter.ids(" A:")
            ids = [*ids[:MAX_INSTRUCTION_TOKENS - len(tail)], *tail]
        return shown.packed.extend(ids, shown.end)

    def answer(self, shown: Shown, parent: int, words: str, action: Sequence[int] | None
               ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Adds an answer.

        Args:
            action: ids of tokens.

        Returns:
            For its words and for its action, (index of a token, id of the token that should follow).
        """
        packed = shown.packed
        of_words, of_action = list[tuple[int, int]](), list[tuple[int, int]]()
        for token in self.prompter.ids(words) if words else ():
            if parent >= 0:
                of_words.append((parent, token))
            parent = packed.add(token, parent)
        if action is not None:
            if self.kept:
                parent = self.show_hand(shown, parent)
            for token in action:
                of_action.append((parent, token))
                parent = packed.add(token, parent)
        return of_words, of_action
