"""What each pointer may point at: structure that is known is never left to the model.

A pointer's choices are numbered: the N items of the listing, the special tokens, then "next to" each item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policies.vla.items import Item
from policies.vla.model import SPECIALS

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Candidates:
    """Masks over the choices (2 * items + specials)."""

    first: Mask
    """Any thing, and the special tokens; to open or close, some drawer must be closed or open."""
    destination: Mask
    """Into what can hold things, or next to a thing."""
    opens: Mask
    """Closed drawers."""
    closes: Mask
    """Open drawers."""


def candidates(items: Sequence[Item]) -> Candidates:
    count = len(items)
    total = 2 * count + len(SPECIALS)
    first, destination, opens, closes = (np.zeros(total, dtype=bool) for _ in range(4))
    for index, item in enumerate(items):
        first[index] = not item.is_place
        destination[index] = item.can_hold
        destination[count + len(SPECIALS) + index] = not item.is_place
        if item.words.endswith("drawer"):
            (closes if item.is_open else opens)[index] = True
    first[count : count + len(SPECIALS)] = [True, True, opens.any(), closes.any()]
    return Candidates(first, destination, opens, closes)


def without(mask: Mask, item: int, count: int) -> Mask:
    """The mask less one item: nothing is put into or next to itself."""
    rest = mask.copy()
    rest[[item, count + len(SPECIALS) + item]] = False
    return rest


def as_item(choice: int, count: int) -> int:
    """The item (or special) whose pointer token is fed back for a choice."""
    return choice - count - len(SPECIALS) if choice >= count + len(SPECIALS) else choice


def is_beside(choice: int, count: int) -> bool:
    return choice >= count + len(SPECIALS)
