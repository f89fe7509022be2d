"""What each pointer may point at: structure that is known is never left to the model.

A pointer's choices are numbered: the N items of the listing, the special tokens, then "next to" each item.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policies.vla.items import Item
from policies.vla.model import SPECIALS

Mask = NDArray[np.bool_]


def candidates(items: Sequence[Item]) -> tuple[Mask, Mask, Mask]:
    """Masks over the choices: for the first pointer, for a destination, and for open and close.

    First: any thing or special token. Destination: into what can hold things, or next to a thing. Drawers:
    what opens and closes.
    """
    count = len(items)
    total = 2 * count + len(SPECIALS)
    first, second, drawers = (np.zeros(total, dtype=bool) for _ in range(3))
    first[count : count + len(SPECIALS)] = True
    for index, item in enumerate(items):
        first[index] = not item.is_place
        second[index] = item.can_hold
        second[count + len(SPECIALS) + index] = not item.is_place
        drawers[index] = item.words.endswith("drawer")
    return first, second, drawers


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
