"""What an answer does to a belief: keeping what fits, dropping what was denied, putting several together."""

from __future__ import annotations

from collections.abc import Sequence

from agent.questions import KEYED, value
from agent.types import Factor, Narrowed
from policies.types import Belief, Entry, Reading, ScoredReading

TOO_LITTLE = 0.05
"""Share of a belief below which what is left of it is nothing to go on."""


def restrict(belief: Belief, narrowed: Sequence[Narrowed]) -> Belief:
    """The belief given what answers settled: other readings are dropped, the rest sums to 1 again.

    Where no reading of the belief fits (the user named something not thought of, or several things), the
    best reading is made to fit, since the user has said so.
    """
    if not narrowed:
        return belief
    normal = [item for item in belief.readings if item.reading.special is None]
    for item in narrowed:
        fitting = [scored for scored in normal if value(scored.reading, item.factor) in item.values]
        if not fitting and normal and len(item.values) == 1:
            made = [_substituted(scored, item.factor, item.values[0]) for scored in normal]
            fitting = [scored for scored in made if scored is not None]
        normal = fitting
    total = sum(scored.probability for scored in normal)
    if not normal or total <= 0.0:
        return belief
    kept = sorted(
        (ScoredReading(reading=scored.reading, probability=scored.probability / total) for scored in normal),
        key=lambda scored: -scored.probability,
    )
    return belief.model_copy(update={"readings": tuple(kept)})


def exclude(
    belief: Belief, factor: Factor, values: Sequence[tuple[int, ...]], *, doubting: bool = False
) -> Belief | None:
    """The belief after "neither": None where too little is left to go on (under a twentieth).

    Args:
        doubting: keep "none of these" and "must not", which were part of the reason to ask.
    """
    left = [
        item
        for item in belief.readings
        if (doubting or item.reading.special is None) and value(item.reading, factor) not in values
    ]
    total = sum(item.probability for item in left)
    if sum(item.probability for item in left if item.reading.special is None) < TOO_LITTLE:
        return None
    return belief.model_copy(
        update={
            "readings": tuple(
                ScoredReading(reading=item.reading, probability=item.probability / total) for item in left
            )
        }
    )


def together(readings: Sequence[ScoredReading], values: Sequence[tuple[int, ...]]) -> list[ScoredReading]:
    """Readings that do with every one of several things what the set would do with one of them.

    Where the set has the same to be done with each of them (both drinks into the top drawer, or both into the
    bottom one), that is what is left to ask about; where each has a place of its own, each goes there.

    Args:
        readings: the set that the question split.
        values: the things asked about, each as an option has them.

    Returns:
        Readings of one entry a thing, their probabilities summing to 1; none where this makes no sense.
    """
    ways: list[dict[object, tuple[float, tuple[Entry, ...]]]] = []
    for keys in values:
        found: dict[object, tuple[float, tuple[Entry, ...]]] = {}
        for item in readings:
            if value(item.reading, "thing") != keys or item.reading.special is not None:
                continue
            way = frozenset((e.verb, e.destination, e.relation == "next_to") for e in item.reading.entries)
            share, entries = found.get(way, (0.0, item.reading.entries))
            found[way] = (share + item.probability, entries)
        ways.append(found)
    if len(ways) < 2 or not all(ways):
        return []
    shared = [way for way in ways[0] if all(way in found for found in ways)]
    if shared:
        made = [
            (sum(found[way][0] for found in ways), [e for found in ways for e in found[way][1]])
            for way in shared
        ]
    elif all(len(found) == 1 for found in ways):
        made = [(1.0, [e for found in ways for _, entries in found.values() for e in entries])]
    else:
        return []
    moved = {key for keys in values for key in keys}
    sensible = [(share, entries) for share, entries in made if _can_follow(entries, moved)]
    total = sum(share for share, _ in sensible)
    return sorted(
        (
            ScoredReading(reading=Reading(entries=tuple(entries)), probability=share / total)
            for share, entries in sensible
        ),
        key=lambda item: -item.probability,
    )


def _can_follow(entries: Sequence[Entry], moved: set[int]) -> bool:
    """Whether these can be done one after the other: the hand holds one thing, one drawer is open at a time,
    one thing has room next to another, and nothing is put onto what is itself on its way."""
    if sum(entry.verb == "open" for entry in entries) > 1:
        return False
    moves = [entry for entry in entries if entry.verb == "move"]
    beside = [entry.destination for entry in moves if entry.relation == "next_to"]
    if len(set(beside)) < len(beside):
        return False
    return all(entry.destination is not None and entry.destination not in moved for entry in moves)


def _substituted(scored: ScoredReading, factor: Factor, keys: tuple[int, ...]) -> ScoredReading | None:
    """The reading with other things or another destination: one entry a thing."""
    entries = scored.reading.entries
    if factor not in KEYED or not keys or (len(entries) != 1 and factor == "thing" and not _alike(entries)):
        return None
    if factor == "thing":
        entry = entries[0]
        made = [entry.model_copy(update={"things": (key,)}) for key in keys]
        if len(made) > 1 and not _can_follow(made, set(keys)):
            return None
    elif len(keys) == 1 and all(entry.verb == "move" for entry in entries):
        made = [entry.model_copy(update={"destination": keys[0]}) for entry in entries]
    else:
        return None
    return ScoredReading(reading=Reading(entries=tuple(made)), probability=scored.probability)


def _alike(entries: Sequence[Entry]) -> bool:
    return len({(entry.verb, entry.destination, entry.relation) for entry in entries}) == 1
