"""Things told apart by where they are from another: "the one next to the bowl", 离碗远的那个, 碗左边的."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from math import hypot

from agent.language import mentioned
from agent.naming import referents
from agent.types import Language
from policies.types import Percept
from scenes.referring import resolve

REACH = 0.4
"""Image distance beyond which nothing is called near."""
CLEARLY = 0.05
"""One thing is nearer than another only if it is by this much."""

_NEAR_EN = re.compile(
    r"\b(?:(?:right )?next to|beside|near(?:er|est)?(?: to)?|close(?:r|st)?(?: to)?|by|alongside|"
    r"adjacent to)\s+(?P<anchor>.+)$"
)
_FAR_EN = re.compile(
    r"\b(?:far(?:ther|thest)?|furthe(?:r|st)|far away|(?:further|farther) away|away|"
    r"not (?:next to|near|beside|by))"
    r"\s+(?:from\s+)?(?P<anchor>.+)$"
)
_NEAR_ZH = (
    re.compile(r"(?:紧?挨着|靠近|贴着|靠着|临近)(?P<anchor>.+?)的"),
    re.compile(r"离(?P<anchor>.+?)(?:最近|近一点|近一些|比较近|更近|近)"),
    re.compile(r"^(?P<anchor>.+?)的?(?:旁边|边上|附近|隔壁|跟前|旁)"),
)
_FAR_ZH = re.compile(r"(?:离|距)(?P<anchor>.+?)(?:最远|远一点|远一些|比较远|更远|远)")
_SIDE_EN = re.compile(
    r"\b(?:(?:to|on)\s+)?(?:the\s+)?(?:(?P<left>left)|(?P<right>right))(?:\s+side)?\s+of\s+(?P<anchor>.+)$"
    r"|\b(?:(?P<back>behind)|(?P<front>in front of))\s+(?P<anchor2>.+)$"
)
_SIDE_ZH = re.compile(
    r"^(?P<anchor>.+?)的?(?:(?P<left>左)|(?P<right>右)|(?P<front>前)|(?P<back>后))(?:手)?(?:边|侧|面|方)"
)
_USER = re.compile(r"^(?:me|you|us|here|我|你|这里|这边)$")


def is_relation(plain: str, language: Language) -> bool:
    """Whether the words tell a thing by its distance from something (a name may have such a word in it)."""
    found = _found(plain, language)
    if found is None:
        return False
    return bool(mentioned(_anchor(found[0]), language)) or not mentioned(plain, language)


def without_relation(plain: str, language: Language) -> str:
    """The words but for the neighbour: "the can by the apple" is "the can"."""
    found = _found(plain, language)
    return plain if found is None else plain[: found[0].start()] + plain[found[0].end() :]


def _anchor(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return (groups["anchor"] or groups.get("anchor2") or "").strip(" 的,，")


def nearer_or_farther(
    plain: str, among: Collection[int], percepts: Sequence[Percept], language: Language
) -> frozenset[int] | None:
    """The one thing among several that is clearly nearest to what the words name, or farthest from it.

    Args:
        plain: words such as "the one next to the bowl".
        among: keys that may be meant. What is spoken of as the neighbour is not meant itself.

    Returns:
        One key; none where two are about as near, or nothing is; None where the words are no relation, or
        name a kind ("the Coke by the apple") or are true of something in the plain sense already.
    """
    found = _found(plain, language)
    if found is None:
        return None
    match, how = found
    anchor = _anchor(match)
    if _USER.match(anchor):
        return None
    seen, head = referents(percepts), without_relation(plain, language)
    if how == "near" and (resolve(plain, among, seen, language) or mentioned(head, language)):
        return None
    named = resolve(anchor, [p.key for p in percepts], seen, language)
    heads = resolve(head, among, seen, language) or frozenset(among)
    anchors = [p for p in percepts if p.key in named]
    if how in _BEYOND:
        return _on_side(how, heads, anchors, percepts) if anchors else None
    gaps = sorted(
        (min(hypot(p.u - a.u, p.v - a.v) for a in anchors), p.key)
        for p in percepts
        if anchors and p.key in heads and p.key not in named
    )
    if how == "far":
        gaps.reverse()
    elif gaps and gaps[0][0] > REACH:
        gaps = []
    if not gaps or (len(gaps) > 1 and abs(gaps[0][0] - gaps[1][0]) < CLEARLY):
        return frozenset()
    return frozenset({gaps[0][1]})


_BEYOND: dict[str, Callable[[Percept, Percept], float]] = {
    "left": lambda p, anchor: anchor.u - p.u,
    "right": lambda p, anchor: p.u - anchor.u,
    "front": lambda p, anchor: p.v - anchor.v,
    "back": lambda p, anchor: anchor.v - p.v,
}
"""How far a thing is beyond another on each side, as the user sees them."""


def _on_side(
    side: str, heads: Collection[int], anchors: Sequence[Percept], percepts: Sequence[Percept]
) -> frozenset[int]:
    """All that are clearly on that side of what is named; nothing where two things are named so."""
    if len(anchors) != 1:
        return frozenset()
    beyond = _BEYOND[side]
    candidates = [p for p in percepts if p.key in heads and p.key != anchors[0].key]
    return frozenset(p.key for p in candidates if beyond(p, anchors[0]) >= CLEARLY)


def _found(plain: str, language: Language) -> tuple[re.Match[str], str] | None:
    """The match, with ``near``, ``far`` or the side of it that is meant."""
    sides, far = (_SIDE_EN, _FAR_EN) if language == "en" else (_SIDE_ZH, _FAR_ZH)
    for pattern in (_NEAR_EN,) if language == "en" else _NEAR_ZH:
        if far.search(plain) is None and (match := pattern.search(plain)):
            return match, "near"
    if match := far.search(plain):
        return match, "far"
    match = sides.search(plain)
    if match is None or (language == "zh" and not mentioned(_anchor(match), language)):
        return None
    return match, next(side for side in _BEYOND if match[side])
