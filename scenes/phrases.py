"""Understanding a noun phrase: the user's words as a Query.

Made for answers ("the green one", "left", "the one by the bowl", 上面那个) and for checking that what we
say is true of one thing. It looks for words it knows and lets the rest go by, except where nothing
known is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from scenes.catalogue import World
from scenes.lexicon import Language, fact_table
from scenes.queries import Query, Side

_EN_SIDES: tuple[tuple[str, Side], ...] = (
    (r"(?:nearest|closest)(?: to)? (?:me|you|us)|next to me|near(?:er|est)? me|in (?:the )?front(?! of)|"
     r"\bfront(?:most)?\b|\bnearest\b(?! the| to)|\bclosest\b(?! the| to)", "front"),
    (r"(?:farthest|furthest)(?: away)?(?: from (?:me|you))?|(?:at |in )?the back\b|\bback(?:most)?\b|\brear\b|"
     r"\bfar(?:ther|ther away)?\b|in the distance", "back"),
    (r"(?:on |to |at )?(?:the |your |my )?(?:far )?left(?:most|[- ]hand)?(?: side| end)?\b", "left"),
    (r"(?:on |to |at )?(?:the |your |my )?(?:far )?right(?:most|[- ]hand)?(?: side| end)?\b", "right"),
    (r"(?:in |at )?(?:the )?(?:middle|centre|center)\b", "middle"),
)
_ZH_SIDES: tuple[tuple[str, Side], ...] = (
    (r"(?:最)?(?:靠近|离)(?:我|你)(?:最)?近?|(?:最)?靠?前(?:面|边|头|排)?|(?<!最)近处", "front"),
    (r"离(?:我|你)(?:最)?远|(?:最)?(?:靠)?(?:后面|后边|后头|后排|里面|里边|远处)|最远|最后面|最里", "back"),
    (r"(?:最)?(?:靠)?左(?:手)?(?:边|侧|面|方)?", "left"),
    (r"(?:最)?(?:靠)?右(?:手)?(?:边|侧|面|方)?", "right"),
    (r"(?:正)?(?:中间|当中|中央)", "middle"),
)
_EN_RANK = {"second": 2, "third": 3, "2nd": 2, "3rd": 3, "fourth": 4, "4th": 4}
_ZH_RANK = {"二": 2, "三": 3, "四": 4, "2": 2, "3": 3, "4": 4}
_EN_NEAR = re.compile(r"\b(?:right )?(?:next to|beside|near(?:est)?(?: to)?|closest to|close to|by|alongside|"
                      r"adjacent to|touching|with)\b(.*)$")
_EN_NOT = re.compile(r"^(?:not|isn't|isnt|aren't|doesn't|doesnt|except|but|other|without|no|non|neither|"
                     r"excluding|besides|never)$")
_EN_TOKEN = re.compile(r"[a-zñ0-9]+(?:['-][a-zñ0-9]+)*")
_ZH_NEAR = (
    re.compile(r"(?:靠近|挨着|紧挨着|贴着|靠着|临近)(.+?)的(.*)$"),
    re.compile(r"离(.+?)(?:最近|近一点|比较近|近)的?(.*)$"),
    re.compile(r"^(.+?)(?:的)?(?:旁边|边上|附近|隔壁|跟前|旁)(?:的)?(.*)$"),
)
_ZH_NOT = re.compile(r"不是|不要|不含|不带|不|非|除了|除|没有|没|别拿|别")
_ZH_NOT_ENDS = re.compile(r"的|以外|之外|,|，|。")


class _Found:
    """Facts gathered while scanning a phrase from left to right."""

    def __init__(self) -> None:
        self.facts: list[str] = []
        self.none_of: list[str] = []
        self.unknown = 0

    def query(self, side: Side | None, rank: int, near: Query | None) -> Query | None:
        if not (self.facts or self.none_of or side or near):
            return None
        if not (self.facts or self.none_of) and self.unknown:
            return None
        named = [fact for fact in self.facts if fact.startswith("kind:")]
        if len(set(named)) > 1:
            rest = frozenset(fact for fact in self.facts if not fact.startswith("kind:"))
            return Query(rest, any_of=frozenset(named), none_of=frozenset(self.none_of), side=side,
                         rank=rank, near=near, what="any")
        return Query(frozenset(self.facts), none_of=frozenset(self.none_of), side=side, rank=rank,
                     near=near, what="any")


_EN_FILLER = frozenset(
    "a an the that this those these one ones thing things it item object please of is are which who what's "
    "i me my your you mean meant want need like take use go for to with on in at from and or yes yeah ok "
    "okay hmm um uh well just only maybe think guess say said let's us some any anything something piece "
    "there here over side hand counter table be was s t ll d can't pick choose second third from bring give "
    "get put second-hand has have got into onto as so too very really other than besides both".split())


@cache
def _longest(language: Language, world: World) -> int:
    return max(len(word.split()) if language == "en" else len(word) for word in fact_table(language, world))


def _side(text: str, language: Language) -> tuple[str, Side | None, int]:
    """The text without its side words, the side, and the rank from it."""
    rank = 1
    for pattern, side in _EN_SIDES if language == "en" else _ZH_SIDES:
        match = re.search(pattern, text)
        if match is None or not match.group(0).strip():
            continue
        rest = f"{text[:match.start()]} {text[match.end():]}" if language == "en" else (
            text[:match.start()] + text[match.end():])
        if language == "en":
            counted = re.search(r"\b(second|third|fourth|2nd|3rd|4th)\b.*\bfrom\b", text)
            rank = _EN_RANK[counted.group(1)] if counted else 1
        else:
            counted = re.search(r"(?:数|起)?第([二三四234])", text)
            rank = _ZH_RANK[counted.group(1)] if counted else 1
        return rest, side, rank
    return text, None, rank


def _scan_en(text: str, world: World) -> _Found:
    table, found = fact_table("en", world), _Found()
    tokens = _EN_TOKEN.findall(text)
    i, negated = 0, False
    while i < len(tokens):
        for size in range(min(_longest("en", world), len(tokens) - i), 0, -1):
            fact = table.get(" ".join(tokens[i:i + size]))
            if fact is not None:
                (found.none_of if negated else found.facts).append(fact)
                i += size
                break
        else:
            if _EN_NOT.match(tokens[i]):
                negated = True
            elif tokens[i] not in _EN_FILLER:
                found.unknown += 1
            i += 1
    return found


def _scan_zh(text: str, world: World) -> _Found:
    table, found = fact_table("zh", world), _Found()
    i, negated = 0, False
    while i < len(text):
        for size in range(min(_longest("zh", world), len(text) - i), 0, -1):
            fact = table.get(text[i:i + size])
            if fact is not None:
                (found.none_of if negated else found.facts).append(fact)
                i += size
                break
        else:
            ends, begins = _ZH_NOT_ENDS.match(text, i), _ZH_NOT.match(text, i)
            if begins:
                negated = True
                i = begins.end()
            elif ends:
                negated = False
                i = ends.end()
            else:
                i += 1
    return found


def _near_en(text: str, world: World) -> tuple[str, Query | None]:
    match = _EN_NEAR.search(text)
    if match is None:
        return text, None
    anchor = parse(match.group(1), "en", world)
    return (text[:match.start()], anchor) if anchor is not None else (text, None)


def _near_zh(text: str, world: World) -> tuple[str, Query | None]:
    for pattern in _ZH_NEAR:
        match = pattern.search(text)
        if match is None:
            continue
        anchor = parse(match.group(1), "zh", world)
        if anchor is not None:
            return text[:match.start()] + match.group(2), anchor
    return text, None


@cache
def parse(phrase: str, language: Language, world: World = "kitchen") -> Query | None:
    """What a noun phrase means, by the words of a world, or None where nothing in it is understood."""
    text = phrase.lower().replace("’", "'").strip(" .,!?。，！？")
    text, side, rank = _side(text, language)
    text, near = (_near_en if language == "en" else _near_zh)(text, world)
    if side is None:
        text, side, rank = _side(text, language)
    found = _scan_en(text, world) if language == "en" else _scan_zh(text, world)
    return found.query(side, rank, near)


def vertical(phrase: str, language: Language) -> str | None:
    """``top`` or ``bottom`` where the phrase says no more than that ("the upper one", 上面的)."""
    text = phrase.lower().strip(" .,!?。，！？")
    if language == "en":
        tokens = [t for t in _EN_TOKEN.findall(text) if t not in _EN_FILLER]
        if tokens and set(tokens) <= {"top", "upper", "higher", "topmost", "uppermost", "above", "up"}:
            return "top"
        if tokens and set(tokens) <= {"bottom", "lower", "lowest", "below", "underneath", "down", "beneath"}:
            return "bottom"
        return None
    if re.fullmatch(r"(?:就)?(?:放|在|要)?(?:最)?(?:上|顶)(?:面|边|层|头|方)?(?:的|那个|的那个|那层|那格|一层|的吧|吧)?", text):
        return "top"
    if re.fullmatch(r"(?:就)?(?:放|在|要)?(?:最)?(?:下|底)(?:面|边|层|头|方)?(?:的|那个|的那个|那层|那格|一层|的吧|吧)?", text):
        return "bottom"
    return None


def alternatives(query: Query) -> Sequence[Query]:
    """The query, and what else the same words may mean where that fits nothing ("orange": the colour)."""
    fruit = "kind:orange"
    if fruit not in query.facts:
        return (query,)
    coloured = Query((query.facts - {fruit}) | {"orange"}, query.any_of, query.none_of, query.side,
                     query.rank, query.near, query.what)
    return (query, coloured)
