"""Numbers in replies: "2", "the second one", 第二个, "the latter", "1 and 3"."""

from __future__ import annotations

import re

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
}
_NUMBER = re.compile(
    r"^(?:(?:the|option|number|no\.?|answer|choice|选项?|要|我要|我选|就|就要|#)\s*)*\(?"
    r"(?P<n>\d{1,2}|first|second|third|fourth|fifth|sixth|last|one|two|three|four|five|six|[一二两三四五六])\)?"
    r"(?:st|nd|rd|th)?(?:\s*(?:one|option|choice))?$"
    r"|^(?:我要|我选|选|要|就|就要|是|那)*第(?P<z>[一二三四五六]|\d)(?:个|项|种)?的?$"
    r"|^(?P<h>\d|[一二三四五六])(?:号|个)$|^(?:最后|最末|倒数第一)(?P<l>一?)(?:那?个|的那个|的)$"
)
_PAIR = re.compile(
    r"(?:the )?(?P<first>former)(?: one)?|(?:the )?latter(?: one)?|(?P<erst>前者|前一个|前面那个)|后者|后一个"
)
_AND = re.compile(r"\s*(?:(?:,|，|、)?\s*(?:\band\b|&|\+|和|跟|还有|以及|加)|,|，|、)\s*")
_JOINED = re.compile(r"\band\b|&|\+|和|跟|还有|以及|加|、")


def number(plain: str, count: int) -> int | None:
    """The number a reply names, from 1, in range or not; None if it is no number.

    Args:
        plain: lower case, without punctuation at its ends.
        count: how many options there are, for "the last one"; "the latter" is said of two alone, and
            of more it is no number in range.
    """
    if plain == "the one":  # "the one ..." with the rest left unsaid
        return None
    match = _NUMBER.match(plain)
    if match is None:
        pair = _PAIR.fullmatch(plain)
        if pair is not None and count != 2:
            return 0
        return None if pair is None else 1 if pair["first"] or pair["erst"] else 2
    if match["l"] is not None or match["n"] == "last":
        return count
    word = match["n"] or match["z"] or match["h"]
    return int(word) if word.isdigit() else _ORDINALS[word]


def several(plain: str, count: int) -> tuple[int, ...] | None:
    """The different numbers in range that a reply lists ("1 and 3", 一和三); None if it is no such list."""
    parts = [part for part in _AND.split(plain) if part]
    found = [number(part, count) for part in parts]
    if len(found) < 2 or any(one is None or not 1 <= one <= count for one in found):
        return None
    kept = tuple(dict.fromkeys(one for one in found if one is not None))
    return kept if len(kept) > 1 else None


def parts(plain: str) -> list[str]:
    """What a reply joins by "and": "the Coke and the apple" is two, "the Coke, the apple" but one."""
    return [part for part in _AND.split(plain) if part] if _JOINED.search(plain) else [plain]
