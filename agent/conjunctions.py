"""Answers that name several options at once: "both", "all three", "1 and 3", 两个都要."""

from __future__ import annotations

import re

_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
    "两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6,
}  # fmt: skip
_ENGLISH = re.compile(
    r"^(?:yes,? )?(?:i(?:'d| would)? (?:want|like|need|mean|meant) |i'll (?:take|have) |"
    r"(?:give|bring|hand|fetch|get) me |(?:take|do|put|move|bring|pick|grab|get|use|it's|choose|make it) )?"
    r"(?:them |these |those )?"
    r"(?:(?P<both>both)|(?P<all>all|each|every one|everything|the lot)|"
    r"the (?=(?:two|three|four|five|six) of ))"
    r"(?: (?:of )?(?:them|these|those))?(?: ?(?:of )?(?:the )?(?P<n>two|three|four|five|six|[2-6]))?"
    r"(?: (?:of )?(?:them|these|those|it))?(?P<rest>.*)$"
)
_CHINESE = re.compile(
    r"^(?:我)?(?:要|想要|拿|选)?(?:这|那)?(?:(?P<n>[两俩二三仨四五六2-6])(?:个|样|种|瓶|罐|件)?)?(?:东西)?"
    r"(?P<all>全部|全都|全|都(?![不没])|统统|一起)(?:一起)?(?:可以)?"
    r"(?:要|拿|给我|放|选|搬|移|来|做|拿过来|拿走)?(?:的|了)?(?P<rest>.*)$"
)
_COUNT_ZH = re.compile(
    r"^(?:我)?(?:要|拿|选|要这|要那)(?P<n>[两俩三仨四五六])(?:个|样|种|瓶|罐)$"
    r"|^(?P<m>[俩仨]|两(?=个$))个?$"
)
_TAIL = re.compile(r"^[\s,，]*(?:one after the other|together|at once|in turn|一个一个来|依次)?[\s,，]*")


def all_of(plain: str, count: int) -> str | None:
    """What a reply adds to "both" or "all" (empty if it is no more than that); None if it is neither.

    Args:
        plain: lower case, without punctuation at its ends.
        count: of the options; "both" is said of two, "all three" of three.
    """
    match = _ENGLISH.match(plain) or _CHINESE.match(plain)
    if match is None:
        short = _COUNT_ZH.match(plain)
        return "" if short and _COUNTS[short["n"] or short["m"]] == count else None
    groups = match.groupdict()
    said = _COUNTS[groups["n"]] if groups["n"] else None
    if (said is not None and said != count) or (groups.get("both") and count != 2):
        return None
    if said is None and not groups.get("both") and not groups["all"]:
        return None
    return _TAIL.sub("", groups["rest"]).strip()
