"""Fixed places that were seen earlier in a session, offered where a look misses them.

A can on the tray hides the tray: what is fixed is still where it was. Nothing here comes from anywhere but
earlier looks of the same session. A drawer is fixed only as long as nobody moves it: what the arm has begun
to open or close is forgotten until it is seen again, or known to have been opened. What somebody else does to
a drawer while it is hidden cannot be known; the look that sees it again corrects it.
"""

from __future__ import annotations

from collections.abc import Sequence

from policies.types import Percept

SURE = 0.6
"""Confidence from which a place that was seen is worth remembering: what the eye names wrongly is mostly
less sure, and must not be kept for a session."""

SLIDE = (0.152, 0.001)
"""How far an open drawer stands to the right of where it stood closed and below it, in the front image: on
five counters, of either drawer, within .01."""


def kept(memory: Sequence[Percept], seen: Sequence[Percept]) -> tuple[Percept, ...]:
    """The memory after a look: each place as it was last plainly seen.

    Args:
        memory: what was remembered before, one percept a place.
        seen: everything one look saw; what it only remembers is passed over.
    """
    latest = {place.name: place for place in memory}
    for percept in seen:
        if percept.is_place and not percept.remembered and percept.confidence >= SURE:
            latest[percept.name] = percept
    return tuple(latest.values())


def completed(seen: Sequence[Percept], memory: Sequence[Percept]) -> tuple[Percept, ...]:
    """What is seen, and after it the remembered places that are not, marked and with keys of their own."""
    there = {percept.name for percept in seen}
    key = max((percept.key for percept in seen), default=-1) + 1
    missed = [place for place in memory if place.name not in there]
    return (*seen, *(place.model_copy(update={"key": key + at, "remembered": True})
                     for at, place in enumerate(missed)))


def without(memory: Sequence[Percept], name: str) -> tuple[Percept, ...]:
    """The memory without a place that is about to change."""
    return tuple(place for place in memory if place.name != name)


def pulled_out(drawer: Percept) -> Percept:
    """A drawer as it is seen once it is open, from how it is seen closed; an open one as it is."""
    if drawer.is_open:
        return drawer.model_copy(update={"remembered": False})
    right, down = SLIDE
    return drawer.model_copy(update={"is_open": True, "remembered": False, "u": min(1.0, drawer.u + right),
                                     "v": min(1.0, drawer.v + down)})


def opened(memory: Sequence[Percept], drawer: Percept) -> tuple[Percept, ...]:
    """The memory once the hand has opened a drawer: open, and where it stands then.

    What is put in at once may hide it from every look that follows.
    """
    return (*without(memory, drawer.name), pulled_out(drawer))
