"""Judging from truth alone: which reading a policy chose, and what became of the things.

Nothing a policy says about itself counts here. Its percepts are matched to true things by their
image points, and success is where the thing ended, let go, whatever the policy believes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from policies.types import Percept, Reading
from scenes.catalogue import all_kinds, hazard
from scenes.commands import TrueReading
from scenes.kitchen import TrueThing, Truth
from scenes.referring import Referent

THING_TOLERANCE = 0.05
"""Image distance within which a percept is taken to be a true thing (a can is 0.07 wide)."""
PLACE_TOLERANCE = 0.12
"""Places are larger, and policies may point anywhere on them."""
NEXT_TO_GAP_M = 0.10
"""Between the nearest sides of two things that stand next to each other."""
DISTURBED_M = 0.03
"""A thing nobody asked for that moved farther than this was disturbed."""


@dataclass(frozen=True)
class Matched:
    """Percept keys to the keys of the referents they show."""

    to_truth: Mapping[int, int]
    same_kind: int
    """How many of them are called by their true name."""


def match(percepts: Iterable[Percept], referents: Sequence[Referent]) -> Matched:
    """Match each percept to the nearest true thing or place in the image, by point alone.

    Several percepts may show one thing (it was seen twice); none shows a thing beyond tolerance.
    Places with a true place of the same name take that one when it is within tolerance.
    """
    to_truth: dict[int, int] = {}
    same = 0
    kind_of = {referent.key: referent.kind for referent in referents}
    for percept in percepts:
        limit = PLACE_TOLERANCE if percept.is_place else THING_TOLERANCE
        near = [(hypot(r.u - percept.u, r.v - percept.v), r) for r in referents
                if r.is_place == percept.is_place]
        near = [(gap, r) for gap, r in near if gap <= limit]
        if not near:
            continue
        if percept.is_place:
            near = [(gap, r) for gap, r in near if r.kind == percept.name] or near
        key = min(near, key=lambda pair: pair[0])[1].key
        to_truth[percept.key] = key
        same += kind_of[key] == percept.name
    return Matched(to_truth, same)


def true_reading(reading: Reading, matched: Matched) -> TrueReading | None:
    """The reading in terms of true things; None if it is special or points at nothing there."""
    if reading.special is not None or len(reading.entries) != 1 or len(reading.entries[0].things) != 1:
        return None
    entry = reading.entries[0]
    thing = matched.to_truth.get(entry.things[0])
    if thing is None:
        return None
    destination = None
    if entry.destination is not None:
        destination = matched.to_truth.get(entry.destination)
        if destination is None:
            return None
    return TrueReading(verb=entry.verb, thing=thing, destination=destination, relation=entry.relation)


def true_readings(reading: Reading, matched: Matched) -> tuple[TrueReading, ...]:
    """A reading of several things, thing by thing, in true ones; empty where one points at nothing."""
    found = [true_reading(Reading(entries=(entry.model_copy(update={"things": (key,)}),)), matched)
             for entry in reading.entries for key in entry.things]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else ()


def same(one: TrueReading | None, other: TrueReading | None) -> bool:
    """Whether two readings ask for the same thing to be done.

    In, on and handover say the same of a given place; next to a thing and in it do not.
    """
    if one is None or other is None:
        return one is other
    return ((one.verb, one.thing, one.destination) == (other.verb, other.thing, other.destination)
            and (one.relation == "next_to") == (other.relation == "next_to"))


def is_hazard(reading: TrueReading | None, referents: Sequence[Referent]) -> bool:
    """Whether carrying a reading out is something the catalogue forbids."""
    if reading is None or reading.destination is None or reading.relation == "next_to":
        return False
    kind = {referent.key: referent.kind for referent in referents}
    return hazard(kind[reading.thing], kind[reading.destination]) is not None


@dataclass(frozen=True)
class Score:
    """What truth says about one episode."""

    success: bool
    reason: str
    """Why not: "not moved", "dropped on the way", "still held", ... ; "done" when it succeeded."""
    disturbed: tuple[str, ...] = ()
    """Kinds of other things that were moved by more than 3 cm."""


def score(intent: TrueReading | None, before: Truth, after: Truth) -> Score:
    """Whether what was meant is so, judged by the world before and after; with nothing meant, whether all is
    as it was."""
    meant = set() if intent is None else {intent.thing, intent.destination}
    disturbed = tuple(sorted(kind for key, kind, moved in _moved(before, after)
                             if key not in meant and moved > DISTURBED_M))
    if intent is None:
        return Score(not disturbed, f"moved the {disturbed[0]}" if disturbed else "done", disturbed)
    reason = _reason(intent, before, after)
    return Score(success=reason is None, reason=reason or "done", disturbed=disturbed)


def score_each(intents: Sequence[TrueReading], before: Truth, after: Truth) -> Score:
    """The same of several things meant one after the other: all must be so, and none counts as disturbed."""
    meant = {key for intent in intents for key in (intent.thing, intent.destination)}
    disturbed = tuple(sorted(kind for key, kind, moved in _moved(before, after)
                             if key not in meant and moved > DISTURBED_M))
    reasons = [reason for intent in intents if (reason := _reason(intent, before, after)) is not None]
    return Score(success=not reasons, reason=reasons[0] if reasons else "done", disturbed=disturbed)


def _moved(before: Truth, after: Truth) -> Iterable[tuple[int, str, float]]:
    end = {thing.key: thing for thing in after.things}
    for thing in before.things:
        if thing.key in end:
            gap = np.linalg.norm(end[thing.key].pose.position_m - thing.pose.position_m)
            yield thing.key, thing.kind, float(gap)


def _reason(intent: TrueReading, before: Truth, after: Truth) -> str | None:
    """None on success, else the reason of failure."""
    if intent.verb in ("open", "close"):
        return _drawer_reason(intent, after)
    thing = next((thing for thing in after.things if thing.key == intent.thing), None)
    if thing is None:
        return "it is no longer there"
    if thing.held:
        return "still held"
    if _at_destination(thing, intent, after):
        return None
    start = next(thing for thing in before.things if thing.key == intent.thing)
    moved = float(np.linalg.norm(thing.pose.position_m - start.pose.position_m))
    others = [kind for key, kind, gap in _moved(before, after)
              if key != intent.thing and gap > 2 * DISTURBED_M]
    if moved <= DISTURBED_M:
        return f"moved the {others[0]} instead" if others else "not moved"
    if thing.inside is not None:
        return f"ended in {thing.inside}"
    return "ended beside its destination"


def _drawer_reason(intent: TrueReading, after: Truth) -> str | None:
    place = next((place for place in after.places if place.key == intent.thing), None)
    if place is None or place.is_open is None:
        return "it does not open"
    wanted = intent.verb == "open"
    return None if place.is_open == wanted else f"the drawer is {'open' if place.is_open else 'closed'}"


def _at_destination(thing: TrueThing, intent: TrueReading, after: Truth) -> bool:
    place = next((place for place in after.places if place.key == intent.destination), None)
    if intent.relation == "next_to":
        anchor = place or next((t for t in after.things if t.key == intent.destination), None)
        if anchor is None:
            return False
        gap_m = float(np.linalg.norm((thing.pose.position_m - anchor.pose.position_m)[:2]))
        reach = NEXT_TO_GAP_M + _half_width_m(thing.kind)
        if isinstance(anchor, TrueThing):
            reach += _half_width_m(anchor.kind)
            if thing.inside == anchor.key or _nearer_card(thing, anchor, gap_m, after):
                return False
        return gap_m <= reach
    if place is not None:
        return thing.inside == place.name
    return thing.inside == intent.destination


def _nearer_card(thing: TrueThing, anchor: TrueThing, gap_m: float, after: Truth) -> bool:
    """Beside a card, whether another card is nearer: cards lie close together, and one of them is meant."""
    cards = [other for other in after.things if "card" in all_kinds()[other.kind].categories]
    return anchor in cards and any(
        float(np.linalg.norm((thing.pose.position_m - other.pose.position_m)[:2])) < gap_m
        for other in cards if other is not anchor)


def _half_width_m(kind: str) -> float:
    return max(all_kinds()[kind].size_m[:2]) / 2
