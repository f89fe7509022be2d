"""The list of seen things as the language model gets it: a few words and one pointer token each.

A pointer token's input embedding carries what words say badly: where the thing is in the image, its
rank from left to right, who its neighbour is, and how it looks. Everything here is computed from what
the policy saw; nothing comes from the simulator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policies.types import Percept
from scenes import catalogue

GEOMETRY_SIZE = 33
_OCTAVES = 5
_LEVEL = 0.04
"""Things closer than this along an axis of the image are on the same side."""
_BY = 0.16
"""How far a neighbour may be, in units of the image's width and height."""


@dataclass(frozen=True)
class Item:
    """One seen thing or place, as listed in the prompt."""

    key: int
    """Percept key."""
    words: str
    """E.g. ``red can Coke`` or ``open top drawer``."""
    where: str
    """What tells it from others of its name: ``left``, ``right back by the apple``; empty when alone."""
    is_place: bool
    is_open: bool
    """Of a drawer."""
    u: float
    v: float
    """Image point, as fractions of the image's width and height."""
    can_hold: bool
    """Places, bowls and plates: a thing can be put in or on it, not only next to it."""
    geometry: NDArray[np.float32]
    """(GEOMETRY_SIZE,) features of position, size, rank and neighbourhood."""
    neighbour: int | None
    """Position in the list of the nearest thing, None when it stands alone."""


def words_of(name: str, is_open: bool | None = None) -> str:
    """Appearance and name: colour and container only where the name does not already say them.

    Raises:
        KeyError: the name is not in the catalogue.
    """
    said = catalogue.words_for(name).en[0]
    kind = catalogue.all_kinds().get(name)
    if kind is None:
        return f"open {said}" if is_open else said
    tags = [*kind.colours[:1], kind.container or ""]
    if "about_to_fall" in kind.traits:
        tags = tags[:1]  # its name says that it is a bag
    return " ".join([tag for tag in tags if tag and tag not in said.split()] + [said])


def list_items(percepts: Sequence[Percept], words: Mapping[int, str] | None = None) -> list[Item]:
    """Things from left to right, then places in the catalogue's order, each with its features.

    Args:
        words: what each is called, by key; by default its appearance and its name in the catalogue.

    Raises:
        KeyError: without ``words``, a name is not in the catalogue.
    """
    order = {key: rank for rank, key in enumerate(catalogue.all_places())}
    things = sorted((p for p in percepts if not p.is_place), key=lambda p: (p.u, p.v))
    places = sorted((p for p in percepts if p.is_place), key=lambda p: (order.get(p.name, 99), p.u))
    listed = [*things, *places]
    by_depth = sorted(range(len(things)), key=lambda index: things[index].v)
    depth_rank = {index: rank for rank, index in enumerate(by_depth)}
    items = []
    for index, percept in enumerate(listed):
        twins = [t for t in things if t.name == percept.name] if not percept.is_place else [percept]
        neighbour, distance = _nearest(percept, things)
        geometry = np.array(
            [
                *_fourier(percept.u),
                *_fourier(percept.v),
                percept.width,
                percept.height,
                index / max(1, len(things) - 1) if not percept.is_place else 0.5,
                depth_rank[index] / max(1, len(things) - 1) if not percept.is_place else 0.5,
                (len(twins) - 1) / 2,
                twins.index(percept) / max(1, len(twins) - 1),
                float(percept.is_place),
                float(bool(percept.is_open)),
                distance,
                float(distance < 0.16),
                0.0 if neighbour is None else percept.u - things[neighbour].u,
                0.0 if neighbour is None else percept.v - things[neighbour].v,
                1.0,
            ],
            dtype=np.float32,
        )
        kind = catalogue.all_kinds().get(percept.name)
        items.append(
            Item(
                percept.key,
                words_of(percept.name, percept.is_open) if words is None else words[percept.key],
                "" if percept.is_place else _where(percept, twins, things),
                percept.is_place,
                bool(percept.is_open),
                percept.u,
                percept.v,
                kind is None or kind.holds_things,
                geometry,
                neighbour,
            )
        )
    return items


def _where(percept: Percept, twins: Sequence[Percept], things: Sequence[Percept]) -> str:
    """Side, depth and neighbour of one of several things with the same name, as words."""
    if len(twins) < 2:
        return ""
    said = [
        side
        for values, sides in (
            ([t.u for t in twins], ("left", "middle", "right")),
            ([t.v for t in twins], ("back", "middle", "front")),
        )
        if (side := _side(twins.index(percept), values, sides))
    ]
    others = [t for t in things if t.name != percept.name]
    if others:
        nearest = min(others, key=lambda t: float(np.hypot(t.u - percept.u, t.v - percept.v)))
        if float(np.hypot(nearest.u - percept.u, nearest.v - percept.v)) < _BY:
            said.append(f"by {catalogue.words_for(nearest.name).en[0]}")
    return " ".join(said)


def _side(index: int, values: Sequence[float], sides: tuple[str, str, str]) -> str:
    """The first or last by a clear gap, or between two; empty when it is level with another."""
    here = values[index]
    others = [value for other, value in enumerate(values) if other != index]
    if min(abs(here - value) for value in others) < _LEVEL:
        return ""
    below = sum(value < here for value in others)
    return sides[0] if below == 0 else sides[2] if below == len(others) else sides[1]


def _fourier(value: float) -> list[float]:
    angles = [np.pi * value * 2**octave for octave in range(_OCTAVES)]
    return [f(angle) for angle in angles for f in (np.sin, np.cos)]


def _nearest(percept: Percept, things: Sequence[Percept]) -> tuple[int | None, float]:
    """Position in ``things`` of the nearest other thing and its image distance (1 when alone)."""
    best, best_distance = None, 1.0
    for index, other in enumerate(things):
        if other is percept:
            continue
        distance = float(np.hypot(other.u - percept.u, (other.v - percept.v) * 0.75))
        if distance < best_distance:
            best, best_distance = index, distance
    return best, best_distance
