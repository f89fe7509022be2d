"""What a noun phrase means: a Query, and exactly which things it is true of.

The same function serves truth (the exact labels of commands) and percepts (what a policy saw), so it
asks for nothing but names and image points. Sides are the front camera's, which are the user's: left
is small ``u``, the front (nearest the user) is large ``v``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Literal

from scenes.catalogue import all_kinds, all_places, facts_about

Side = Literal["left", "right", "front", "back", "middle"]

SIDE_GAP = 0.04
"""Things closer than this along an axis are on the same side: a side is then true of both."""
NEAR = 0.16
"""How far (image distance) a neighbour may be."""
NEAR_GAP = 0.05
"""A neighbour hardly farther than the nearest one is a neighbour too."""


@dataclass(frozen=True)
class Referent:
    """One thing or place that can be spoken of, with its normalised image point."""

    key: int
    kind: str
    """A catalogue kind or a place key."""
    u: float
    v: float
    is_place: bool
    is_open: bool | None = None
    """For drawers."""


@cache
def facts_of(kind: str, is_open: bool | None = None) -> frozenset[str]:
    """Every fact true of a kind or place.

    The kind itself is ``kind:<key>`` (the fruit ``kind:orange`` is not the colour ``orange``); its
    disposal is ``bin:<place>``; drawers are ``open`` or ``closed``.
    """
    if kind in all_kinds():
        entry = all_kinds()[kind]
        extra = {"thing", f"kind:{kind}", f"bin:{entry.disposal}"} | ({"holder"} if entry.holds_things else set())
        return facts_about(entry) | extra
    if kind in all_places():
        facts = {f"kind:{kind}", "place"} | all_places()[kind].traits
        if is_open is not None:
            facts.add("open" if is_open else "closed")
        return frozenset(facts)
    return frozenset({f"kind:{kind}", "thing"})


def distance(a: Referent, b: Referent) -> float:
    """Image distance, in units of the image's width and height."""
    return hypot(a.u - b.u, a.v - b.v)


@dataclass(frozen=True)
class Query:
    """The meaning of a noun phrase.

    The filters come first (facts, any_of, none_of, near), then the side picks among what is left, as
    in "the can on the left": the leftmost of the cans.
    """

    facts: frozenset[str] = frozenset()
    """Facts that must all hold (``kind:<key>``, categories, colours, traits, purposes)."""
    any_of: frozenset[str] = frozenset()
    """At least one must hold, when not empty: "the Coke or the Pepsi"."""
    none_of: frozenset[str] = frozenset()
    """Facts that must not hold: "a drink that isn't sweet"."""
    side: Side | None = None
    rank: int = 1
    """Counted from the side: 2 is the second from the left."""
    near: Query | None = None
    what: Literal["thing", "place", "any"] = "thing"

    def accepts(self, referent: Referent) -> bool:
        """Whether the facts alone hold of one referent (sides and neighbours left out)."""
        if self.what != "any" and (self.what == "place") != referent.is_place:
            return False
        facts = facts_of(referent.kind, referent.is_open)
        return (self.facts <= facts and not (self.none_of & facts)
                and (not self.any_of or bool(self.any_of & facts)))

    def matches(self, everything: Sequence[Referent], among: Collection[int] | None = None,
                slack: float = 0.0) -> frozenset[int]:
        """Keys of which the phrase is true.

        Args:
            everything: all that is seen; neighbours are looked for here.
            among: keys that may be meant; None means everything.
            slack: widens (positive) or narrows every distance limit, to see whether a match is close
                to the limit.
        """
        found = [r for r in everything if (among is None or r.key in among) and self.accepts(r)]
        if self.near is not None:
            anchors = self.near.matches(everything, None, slack)
            found = _neighbours(found, [r for r in everything if r.key in anchors], slack)
        if self.side is not None and len(found) > 1:
            found = _on_side(found, self.side, self.rank, SIDE_GAP + slack)
        return frozenset(r.key for r in found)

    def is_robust(self, everything: Sequence[Referent], among: Collection[int] | None = None,
                  slack: float = 0.02) -> bool:
        """Whether small errors of the image points leave the matches as they are."""
        if self.side is None and self.near is None:
            return True
        return self.matches(everything, among, slack) == self.matches(everything, among, -slack)


def _neighbours(found: Iterable[Referent], anchors: Iterable[Referent], slack: float) -> list[Referent]:
    candidates = list(found)
    kept: dict[int, Referent] = {}
    for anchor in anchors:
        gaps = [(distance(r, anchor), r) for r in candidates if r.key != anchor.key]
        if not gaps:
            continue
        limit = min(NEAR + slack, min(gap for gap, _ in gaps) + NEAR_GAP + slack)
        kept.update({r.key: r for gap, r in gaps if gap <= limit})
    return list(kept.values())


def _on_side(found: list[Referent], side: Side, rank: int, gap: float) -> list[Referent]:
    """Those at the given rank from a side; those too close to tell apart share the rank."""
    if side == "middle":
        ordered = sorted(found, key=lambda r: r.u)
        if len(ordered) % 2 == 0:
            return []
        centre = ordered[len(ordered) // 2]
        return [r for r in ordered if abs(r.u - centre.u) < gap]
    along = {"left": lambda r: r.u, "right": lambda r: -r.u,
             "front": lambda r: -r.v, "back": lambda r: r.v}[side]
    ordered = sorted(found, key=along)
    if rank > len(ordered):
        return []
    at = along(ordered[rank - 1])
    return [r for r in ordered if abs(along(r) - at) < gap]
