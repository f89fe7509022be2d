"""Things told apart by how near they are to another: "the one next to the bowl", 离碗远的那个."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
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
_USER = re.compile(r"^(?:me|you|us|here|我|你|这里|这边)$")


def is_relation(plain: str, language: Language) -> bool:
    """Whether the words tell a thing by its distance from something (a name may have such a word in it)."""
    found = _found(plain, language)
    if found is None:
        return False
    return bool(mentioned(found[0]["anchor"], language)) or not mentioned(plain, language)


def without_relation(plain: str, language: Language) -> str:
    """The words but for the neighbour: "the can by the apple" is "the can"."""
    found = _found(plain, language)
    return plain if found is None else plain[: found[0].start()] + plain[found[0].end() :]


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
    match, far = found
    anchor = match["anchor"].strip(" 的,，")
    if _USER.match(anchor):
        return None
    seen, head = referents(percepts), without_relation(plain, language)
    if not far and (resolve(plain, among, seen, language) or mentioned(head, language)):
        return None
    named = resolve(anchor, [p.key for p in percepts], seen, language)
    heads = resolve(head, among, seen, language) or frozenset(among)
    anchors = [p for p in percepts if p.key in named]
    gaps = sorted(
        (min(hypot(p.u - a.u, p.v - a.v) for a in anchors), p.key)
        for p in percepts
        if anchors and p.key in heads and p.key not in named
    )
    if far:
        gaps.reverse()
    elif gaps and gaps[0][0] > REACH:
        gaps = []
    if not gaps or (len(gaps) > 1 and abs(gaps[0][0] - gaps[1][0]) < CLEARLY):
        return frozenset()
    return frozenset({gaps[0][1]})


def _found(plain: str, language: Language) -> tuple[re.Match[str], bool] | None:
    if language == "en":
        if match := _FAR_EN.search(plain):
            return match, True
        match = _NEAR_EN.search(plain)
        return None if match is None else (match, False)
    if match := _FAR_ZH.search(plain):
        return match, True
    for pattern in _NEAR_ZH:
        if match := pattern.search(plain):
            return match, False
    return None
