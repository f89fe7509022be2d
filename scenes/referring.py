"""Saying which thing is meant, and understanding it when said.

``describe`` gives the shortest phrase that is true of the target alone; ``resolve`` gives every thing a
phrase is true of. A phrase is ambiguous exactly when it is true of more than one thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from scenes.catalogue import world_of
from scenes.lexicon import Language, name
from scenes.phrases import alternatives, parse, vertical
from scenes.queries import NEAR, NEAR_GAP, SIDE_GAP, Query, Referent, Side, distance, facts_of

__all__ = ["NEAR", "NEAR_GAP", "SIDE_GAP", "Indistinguishable", "Query", "Referent", "describe",
           "describe_query", "distance", "facts_of", "resolve"]


class Indistinguishable(ValueError):
    """No phrase we can say is true of the target alone."""


_SIDES_EN: dict[Side, str] = {"left": "on the left", "right": "on the right", "front": "nearest you",
                              "back": "at the back", "middle": "in the middle"}
_SIDES_ZH: dict[Side, str] = {"left": "左边的", "right": "右边的", "front": "离你最近的", "back": "后面的",
                              "middle": "中间的"}
_IN_DEPTH: tuple[Side, ...] = ("front", "back", "right")
_BY_A_NEIGHBOUR: tuple[Side, ...] = ("left", "right", "front", "back")
_FROM_ZH: dict[Side, str] = {"left": "左边", "right": "右边", "front": "前面", "back": "后面", "middle": "中间"}
_ORDINAL_EN = {2: "second", 3: "third", 4: "fourth"}
_ORDINAL_ZH = {2: "二", 3: "三", 4: "四"}


def _candidates(target: Referent, everything: Sequence[Referent]) -> Iterator[Query]:
    """Queries that could single the target out, shortest first."""
    kind = frozenset({f"kind:{target.kind}"})
    what: Literal["any"] = "any"
    yield Query(kind, what=what)
    for side in ("left", "right", "front", "back", "middle"):
        yield Query(kind, side=side, what=what)
    near = sorted((r for r in everything if r.kind != target.kind), key=lambda r: distance(r, target))
    for neighbour in near[:6]:
        yield Query(kind, near=Query(frozenset({f"kind:{neighbour.kind}"}), what="any"), what=what)
    for rank in (2, 3, 4):
        yield Query(kind, side="left", rank=rank, what=what)
    # Of look-alikes that stand in each other's line, only depth, or a neighbour and a side, tells some apart.
    for counted in _IN_DEPTH:
        for rank in (2, 3, 4):
            yield Query(kind, side=counted, rank=rank, what=what)
    for neighbour in near[:6]:
        by = Query(frozenset({f"kind:{neighbour.kind}"}), what="any")
        for beside in _BY_A_NEIGHBOUR:
            yield Query(kind, side=beside, near=by, what=what)


def describe_query(query: Query, language: Language) -> str:
    """Words of a query made of a kind and at most a side and a neighbour."""
    (kind,) = (fact.removeprefix("kind:") for fact in query.facts)
    noun = name(kind, language)
    near = None
    if query.near is not None:
        (neighbour,) = (fact.removeprefix("kind:") for fact in query.near.facts)
        near = name(neighbour, language)
    if language == "en":
        if near is not None:
            which = "" if query.side is None else f"{query.side} "
            return f"the {which}{noun} by the {near}"
        if query.side is None:
            return f"the {noun}"
        if query.rank > 1:
            return f"the {_ORDINAL_EN[query.rank]} {noun} from the {query.side}"
        return f"the {noun} {_SIDES_EN[query.side]}"
    if near is not None:
        return f"{near}旁边{'的' if query.side is None else _SIDES_ZH[query.side]}{noun}"
    if query.side is None:
        return noun
    if query.rank > 1:
        return f"{_FROM_ZH[query.side]}数第{_ORDINAL_ZH[query.rank]}个{noun}"
    return f"{_SIDES_ZH[query.side]}{noun}"


def describe(target_key: int, among: Collection[int], everything: Sequence[Referent],
             language: Language) -> str:
    """The shortest phrase true of the target alone among ``among``.

    Only sides and neighbours that are clear with room to spare are said, so that the phrase stays true
    when image points are a little off.

    Args:
        target_key: what is meant.
        among: keys it must be told from (the target may be in it or not).
        everything: all that is seen.
        language: ``en`` or ``zh``.

    Raises:
        Indistinguishable: nothing we can say picks it out alone.
        KeyError: the target is not among ``everything``.
    """
    by_key = {r.key: r for r in everything}
    target = by_key[target_key]
    keys = frozenset(among) | {target_key}
    only = frozenset({target_key})
    for query in _candidates(target, everything):
        if query.matches(everything, keys, 0.02) != only or query.matches(everything, keys, -0.02) != only:
            continue
        text = describe_query(query, language)
        if resolve(text, keys, everything, language) == only:
            return text
    raise Indistinguishable(f"no phrase picks out {target.kind} (key {target_key}) among {sorted(keys)}; "
                            "its look-alikes stand too close to it")


def resolve(phrase: str, among: Collection[int], everything: Sequence[Referent],
            language: Language) -> frozenset[int]:
    """Keys among ``among`` of which the phrase is true; empty where it is not understood or fits none."""
    keys = frozenset(among)
    height = vertical(phrase, language)
    if height is not None:
        drawers = frozenset(r.key for r in everything if r.key in keys and "drawer" in facts_of(r.kind))
        if drawers:
            return frozenset(r.key for r in everything
                             if r.key in drawers and r.kind == f"{height}_drawer")
        side: Side = "back" if height == "top" else "front"
        return Query(side=side, what="any").matches(everything, keys)
    query = parse(phrase, language, world_of(r.kind for r in everything))
    if query is None:
        return frozenset()
    for meaning in alternatives(query):
        found = meaning.matches(everything, keys)
        if found:
            return found
    return frozenset()
