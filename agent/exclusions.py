"""Answers by what is not meant: "not the red one", "the other one", 不是那个, 除了可乐."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import hypot

from agent.types import LastMove, Question
from policies.types import Percept

_NOT_EN = re.compile(
    r"^(?:no,? )?(?:no(?! one)|(?:it's |it is |that's |i said )?not|(?:it )?isn't|"
    r"(?:anything|everything|any|all|any one|either)(?: one)? (?:but|except|besides|other than)|"
    r"except|other than|all except|never|"
    r"(?:i )?(?:don't|do not|didn't)(?: (?:want|take|use|pick|choose|mean|give me|touch|like|bring|need))?|"
    r"the one (?:that|which) (?:is not|isn't|is not the)|the one other than|without)"
    r"\s+(?P<rest>.+)$"
)
_NOT_ZH = re.compile(
    r"^(?:我)?(?:说的)?(?:不是(?:说)?|不要|不想要|别(?:拿|选|用|要|碰|动|放)?|不选|不拿|不用|"
    r"除了|除|排除)(?P<rest>.+?)"
    r"(?:(?:以外|之外|外)(?:的)?)?(?:(?:哪个)?(?:都行|都可以|都好))?$"
)
_BUT = re.compile(
    r"(?:\s*[,，;；。.]\s*|\s+)(?:but|rather|instead|use|take|it's|i mean|i want|是|而是|要|我要|拿|选)\s*"
    r"|\s*[,，;；。]\s*"
)
_THAT = re.compile(
    r"(?:that|this|it)(?: one)?|(?:the )?one you (?:said|named|think)|"
    r"(?:那|这)(?:一)?(?:个|种|样|瓶|罐)?的?|它"
)
_OTHER = re.compile(
    r"(?:no,? |use |take |give me |bring me |i mean |i meant |i want |it's |that's )*(?:the|that)?\s*"
    r"(?:other|opposite|remaining)(?: [a-z]+)?|(?:a different|another)(?: one)?|"
    r"(?:the )?one you did(?:n't| not) (?:say|name|mention)"
    r"|(?:不[，,]?)?(?:我?(?:要|选|拿|是|说的是))?(?:另一|另外|剩下|其他|别)(?:的)?(?:那)?(?:一)?"
    r"(?:个|种|样|边|瓶|罐|杯|袋|只)?的?"
    r"(?:饮料|汽水|东西|抽屉|罐子|瓶子)?|换一?个|换一种"
)


def the_other(plain: str) -> bool:
    """Whether the words are "the other one" and no more."""
    return _OTHER.fullmatch(plain) is not None


def pointed_at(words: str) -> bool:
    """Whether words only point: "that one", 这个."""
    return _THAT.fullmatch(words) is not None


def denied(plain: str) -> tuple[str, str] | None:
    """What a reply says is not meant, and what it says is meant instead (empty if nothing).

    "not the red one" denies "the red one"; 不是可乐，要雪碧 denies 可乐 and asks for 雪碧.
    None where nothing is denied.
    """
    match = _NOT_EN.match(plain) or _NOT_ZH.match(plain)
    if match is None:
        return None
    rest = match["rest"].strip()
    parts = _BUT.split(rest, maxsplit=1)
    said, instead = parts[0].strip(" ,，"), parts[1].strip(" ,，") if len(parts) > 1 else ""
    return (said, instead) if said else None


def anchor(
    question: Question, percepts: Sequence[Percept], last: LastMove | None, reach: float = 0.1
) -> tuple[int, ...] | None:
    """The option that "that one" and "the other one" speak of, or None where all are on a par.

    It is the one a yes-or-no question names, or the one that was moved last (the place it went to, where
    places are asked about).
    """
    if question.kind == "confirm":
        return question.options[0].keys if question.options else None
    if last is None or question.factor not in ("thing", "destination"):
        return None
    name = last.to_name if question.factor == "destination" else last.name
    hits = [
        p.key
        for p in percepts
        if p.name == name and (p.is_place or hypot(p.u - last.to_u, p.v - last.to_v) <= reach)
    ]
    options = [option.keys for option in question.options if set(option.keys) & set(hits)]
    return options[0] if len(options) == 1 else None
