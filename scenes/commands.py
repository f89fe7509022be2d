"""The meaning of a command, and exactly which readings of it are valid on a counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scenes.catalogue import Hazard, all_kinds, all_places, hazard
from scenes.queries import Query, Referent

Verb = Literal["move", "open", "close"]
Relation = Literal["in", "on", "next_to", "handover"]
Derived = Literal["belongs", "disposal", "hand_over"]
Special = Literal["none_of_these", "must_not"]


@dataclass(frozen=True)
class Command:
    """What an instruction means.

    ``belongs`` sends each thing to its right place, ``disposal`` to its bin, ``hand_over`` to the tray
    by the user.
    """

    verb: Verb
    thing: Query
    """For open and close: a query on places."""
    destination: Query | Derived | None = None
    relation: Relation | None = None
    """``next_to`` where said; otherwise it follows from the destination."""


@dataclass(frozen=True)
class TrueReading:
    """One valid reading, on the referents' keys."""

    verb: Verb
    thing: int
    destination: int | None = None
    relation: Relation | None = None


@dataclass(frozen=True)
class Judgement:
    """All a command can mean on a counter."""

    readings: tuple[TrueReading, ...]
    special: Special | None
    """Set where there is no valid reading: nothing fits, or all that fits must not be done."""
    hazards: tuple[Hazard, ...] = ()
    """Rules that struck readings out."""
    struck: tuple[TrueReading, ...] = ()
    """What they struck out: readings that must not be carried out."""


def graspable(referents: Sequence[Referent]) -> frozenset[int]:
    """Keys of the things the hand can carry."""
    return frozenset(r.key for r in referents
                     if not r.is_place and (r.kind not in all_kinds() or all_kinds()[r.kind].graspable))


def right_places(kind: str, referents: Sequence[Referent]) -> tuple[int, ...]:
    """Where a thing of this kind is put away: the first of its places that is here."""
    if kind not in all_kinds():
        return ()
    for wanted in all_kinds()[kind].belongs:
        found = tuple(r.key for r in referents if r.kind == wanted)
        if found:
            return found
    return ()


def _relation(destination: Referent) -> Relation:
    if destination.kind == "tray":
        return "handover"
    if destination.is_place:
        return "on" if all_places()[destination.kind].relation == "on" else "in"
    return "on" if destination.kind == "plate" else "in"


def _destinations(command: Command, thing: Referent, referents: Sequence[Referent]) -> tuple[int, ...]:
    if command.destination == "hand_over":
        return tuple(r.key for r in referents if r.kind == "tray")
    if command.destination == "belongs":
        return right_places(thing.kind, referents)
    if command.destination == "disposal":
        disposal = all_kinds()[thing.kind].disposal if thing.kind in all_kinds() else "landfill"
        return tuple(r.key for r in referents if r.kind == disposal)
    if isinstance(command.destination, Query):
        return tuple(sorted(command.destination.matches(referents) - {thing.key}))
    return ()


def judge(command: Command, referents: Sequence[Referent]) -> Judgement:
    """Every valid reading of a command among what is visible.

    A drawer that is open cannot be opened, nor a closed one closed. Things the hand cannot carry (bowls,
    plates) are never moved. Readings that must not be done are struck out; where others remain, those
    are what is meant ("put the bowl in the microwave" means the one that is not of metal).
    """
    by_key = {r.key: r for r in referents}
    if command.verb != "move":
        wanted_open = command.verb == "close"
        keys = sorted(key for key in command.thing.matches(referents) if by_key[key].is_open is wanted_open)
        readings = tuple(TrueReading(command.verb, key) for key in keys)
        return Judgement(readings, None if readings else "none_of_these")
    readings_list: list[TrueReading] = []
    rules: list[Hazard] = []
    struck: list[TrueReading] = []
    carried = graspable(referents)
    for key in sorted(command.thing.matches(referents)):
        thing = by_key[key]
        if thing.is_place:
            continue
        for place_key in _destinations(command, thing, referents):
            place = by_key[place_key]
            rule = hazard(thing.kind, place.kind) if command.relation != "next_to" else None
            relation = "next_to" if command.relation == "next_to" else _relation(place)
            if rule is not None:
                rules.append(rule)
                struck.append(TrueReading("move", key, place_key, relation))
            elif key in carried:
                readings_list.append(TrueReading("move", key, place_key, relation))
    special: Special | None = None if readings_list else "must_not" if rules else "none_of_these"
    return Judgement(tuple(readings_list), special, tuple(rules), tuple(struck))


def valid_readings(command: Command, referents: Sequence[Referent]) -> tuple[TrueReading, ...]:
    """The exact set of valid readings, ordered by keys; empty where it should not or cannot be done."""
    return judge(command, referents).readings
