"""Things named in words, as percepts of a look that nobody took.

The language model reads a listing of words; a pointer also carries a point, a size and a neighbour. Where
nothing was seen these are a layout of ours, like a counter's: in training they are never missing.
"""

from __future__ import annotations

from policies.base import PolicyError
from policies.types import Percept

_LEFT, _RIGHT = 0.12, 0.88
"""Image columns between which things stand on a counter."""
_ROWS = (0.55, 0.65, 0.75)
"""Image rows, taken in turn, so that many things are not on top of each other."""
_WIDTH, _HEIGHT = 0.07, 0.1
"""Of a can."""


def named_percepts(names: tuple[str, ...]) -> tuple[Percept, ...]:
    """One percept a name, spread from left to right in their order.

    Raises:
        PolicyError: a name is empty or there twice: twins would have nothing that tells them apart.
    """
    for index, name in enumerate(names):
        if not name.strip():
            raise PolicyError(f"the name at position {index} is empty")
        if name in names[:index]:
            raise PolicyError(f"{name!r} is named twice; give each thing a name of its own")
    step = (_RIGHT - _LEFT) / max(1, len(names))
    return tuple(
        Percept(
            key=index,
            name=name,
            u=_LEFT + (index + 0.5) * step,
            v=_ROWS[index % len(_ROWS)],
            width=_WIDTH,
            height=_HEIGHT,
            confidence=1.0,
            is_place=False,
        )
        for index, name in enumerate(names)
    )
