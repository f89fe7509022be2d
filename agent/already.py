"""Things that are already where they should go: said in one line instead of moved.

What counts is the thing's foot well within the box of a place, seen or remembered; of a drawer only while it
is open. The bounds are shares of that box. By the counter's own geometry (forty
cameras of easy and hard randomisation, a thousand positions a place, boxes as if nothing were hidden) they
hold for .85 to 1.0 of what stands within a few centimetres of a place's middle, where the hand puts things,
in bins for .44 to .67; for none of what stands free on the counter. What is missed is moved again, as before.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Decision, Language
from agent.whereabouts import alike_as_one, standing
from policies.types import Entry, Percept, Reading

SIDEWAYS = 0.4
"""Of a place's width, from its middle to a thing's foot."""
BEHIND, BEFORE = 0.25, 0.5
"""Of its height in the image: a thing farther away or nearer than its middle."""
_FOOT = 0.4
"""Of a thing's height in the image, from its middle down to its foot."""


def there(reading: Reading, percepts: Sequence[Percept]) -> tuple[int, ...]:
    """Percept keys of the things of a reading that are where it would put them."""
    by_key = {percept.key: percept for percept in percepts}
    return tuple(key for entry in reading.entries for key in entry.things if _is_at(entry, key, by_key))


def all_there(reading: Reading, percepts: Sequence[Percept]) -> bool:
    """Whether nothing is left to be done of a reading."""
    wanted = [key for entry in reading.entries for key in entry.things]
    return bool(wanted) and len(there(reading, percepts)) == len(wanted)


def only(reading: Reading, keys: Sequence[int]) -> Reading:
    """What a reading says of these things."""
    entries = [entry.model_copy(update={"things": tuple(key for key in entry.things if key in keys)})
               for entry in reading.entries]
    return reading.model_copy(update={"entries": tuple(entry for entry in entries if entry.things)})


def said(reading: Reading, percepts: Sequence[Percept], language: Language) -> str:
    """"The Coke is already on the tray."; of what is not seen there, that the hand put it there."""
    keys = {key for entry in reading.entries for key in entry.things}
    unseen = sum(p.remembered for p in percepts if p.key in keys)
    how = ("", "") if not unseen else (f", where I put {'it' if len(keys) == 1 else 'them'}", "，我之前放的")
    parts = [standing(entry, percepts, language, already=True) for entry in alike_as_one(reading.entries)]
    text = (", and " if language == "en" else "，").join(parts)
    return f"{text[0].upper()}{text[1:]}{how[0]}." if language == "en" else f"{text}{how[1]}。"


def refusal(decision: Decision, percepts: Sequence[Percept], language: Language) -> Decision:
    """The decision to act as one that leaves things as they are, its set kept."""
    text = said(decision.readings[0].reading, percepts, language)
    return decision.model_copy(update={"kind": "refuse", "reason": "already_there", "text": text})


def _is_at(entry: Entry, key: int, by_key: dict[int, Percept]) -> bool:
    if entry.verb != "move" or entry.destination is None or entry.relation == "next_to":
        return False
    thing, place = by_key[key], by_key[entry.destination]
    if not place.is_place or place.is_open is False or not (place.width > 0.0 and place.height > 0.0):
        return False
    right = (thing.u - place.u) / place.width
    nearer = (thing.v + _FOOT * thing.height - place.v) / place.height
    return abs(right) <= SIDEWAYS and -BEHIND <= nearer <= BEFORE
