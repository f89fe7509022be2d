"""The text around the pointers: one listing, and a branch for each instruction.

Things: red can Coke left <p>; red can Coke right by apple <p>; apple <p>. Places: hand-over tray <p>; ...
Q: what should the robot do to bring me a cola? A: Plan: <p> <p> because ...
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from policies.types import Dialogue
from policies.vla.glosses import glossed, parts, spoken
from policies.vla.items import Item
from policies.vla.model import Packed
from scenes.catalogue import World

POINTER = 0
"""Any valid id: the embedding at a pointer is replaced before the model sees it."""
MAX_INSTRUCTION_TOKENS = 96
"""Of what is said about a look; what comes after them is not read."""
MAX_TOLD_TOKENS = 256
"""Of what is said about things named in words: whole recipes, where a counter gets commands."""
_MARKS = re.compile(r"[.,!?;:]+(?=\s|$)")


@dataclass(frozen=True)
class Listing:
    """A packed prefix with the places of its pointers."""

    packed: Packed
    slots: tuple[int, ...]
    """Index in the packed sequence of each item's pointer token."""
    word_ids: tuple[tuple[int, ...], ...]
    """Token ids of each item's words."""
    where_ids: tuple[tuple[int, ...], ...]
    """Token ids of what tells each item from others of its name."""
    end: int


class Prompter:
    """Builds packed sequences. Stateless but for the tokenizer."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        self._tokenizer = tokenizer
        self._ids: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        if text not in self._ids:
            if len(self._ids) > 50_000:
                self._ids.clear()
            self._ids[text] = list(self._tokenizer(text, add_special_tokens=False).input_ids)
        return self._ids[text]

    def text(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(ids)))

    def listing(self, items: Sequence[Item]) -> Listing:
        packed = Packed()
        parent = packed.extend(self.ids("Things:"), -1)
        slots, words, wheres, in_places = [], [], [], False
        for index, item in enumerate(items):
            if item.is_place and not in_places:
                parent = packed.extend(self.ids(". Places:"), parent)
                in_places = True
            elif index:
                parent = packed.extend(self.ids(";"), parent)
            ids = self.ids(f" {item.words}")
            parent = packed.extend(ids, parent)
            where = self.ids(f" {item.where}") if item.where else []
            parent = packed.extend(where, parent)
            parent = packed.add(POINTER, parent, pointer=index)
            slots.append(parent)
            words.append(tuple(ids))
            wheres.append(tuple(where))
        parent = packed.extend(self.ids("."), parent)
        return Listing(packed, tuple(slots), tuple(words), tuple(wheres), parent)

    def branch(
        self,
        packed: Packed,
        parent: int,
        dialogue: Dialogue,
        bare: bool = False,
        longest: int = MAX_INSTRUCTION_TOKENS,
        world: World = "kitchen",
    ) -> int:
        """Adds one question; returns the token whose next is the first pointer.

        Args:
            bare: write it without capitals and punctuation, as people also type.
            longest: tokens of the question that are read.
            world: whose things Chinese words may name.
        """
        said, chinese = spoken(parts(dialogue), " ; ", world)
        if bare:
            said = " ".join(_MARKS.sub(" ", said.lower()).split())
        words = self.ids(f" {said}")[:longest]
        parent = packed.extend(self.ids("\nQ zh:" if chinese else "\nQ:"), parent)
        return packed.extend(self.ids(" A: Plan:"), packed.extend(words, parent))

    def question(self, packed: Packed, parent: int, text: str) -> int:
        """Adds a question about what is listed or known; returns the token whose next is the answer."""
        said, chinese = glossed(text)
        words = self.ids(f" {said}")[:MAX_INSTRUCTION_TOKENS]
        parent = packed.extend(self.ids("\nQ zh:" if chinese else "\nQ:"), parent)
        return packed.extend(self.ids(" A:"), packed.extend(words, parent))

    def follow(self, packed: Packed, parent: int, pointer: int) -> int:
        """Adds a chosen pointer (an item's position, or len(items) + special)."""
        return packed.add(POINTER, parent, pointer=pointer)
