"""Whole replies that answer without naming an option: leave it, neither, you choose, yes, no, why."""

from __future__ import annotations

import re
from typing import Literal

from agent.types import Question

Kind = Literal[
    "chosen",
    "excluded",
    "both",
    "any",
    "yes",
    "no",
    "neither",
    "cancel",
    "command",
    "why",
    "reread",
    "silence",
    "unclear",
]


def _said(english: str, chinese: str) -> frozenset[str]:
    return frozenset(f"{english}|{chinese}".split("|"))


PHRASES: dict[Kind, frozenset[str]] = {
    "cancel": _said(
        "abort|cancel|cancel that|do nothing|don't|forget about it|forget it|leave it|never mind|"
        "nevermind|nothing|quit|stop",
        "不做了|不用了|不要了|停|停止|别做了|取消|没事了|算了|算了吧",
    ),
    "neither": _said(
        "neither|neither of them|neither of those|neither one|none|none of them|none of these|"
        "none of those|not these|not any of them|not any of these",
        "一个都不是|两个都不是|哪个都不是|没有一个是|都不对|都不是|都不要|两个都不要|一个都不要|哪个都不要",
    ),
    "any": _said(
        "any|any of them|any one|anyone|doesn't matter|don't care|either|either one|i don't care|"
        "i don't mind|it doesn't matter|up to you|whatever|whichever|you choose|you decide|"
        "you pick|your choice",
        "任意|你决定|你定|你来选|你选|哪个都行|无所谓|都可以|都行|随便",
    ),
    "yes": _said(
        "correct|do it|exactly|ok|okay|right|sure|that's right|all right|alright|y|yeah|yep|yes|yes please",
        "可以|嗯|好|好的|对|对的|是|是的|没错",
    ),
    "no": _said(
        "n|no|no thanks|nope|not that|that's wrong|wrong",
        "不|不对|不是|不要|否|错了",
    ),
}
"""The plainest ways of saying each, word for word; ``PATTERNS`` has the many others."""

PATTERNS: dict[Kind, re.Pattern[str]] = {
    "cancel": re.compile(
        r"(?:just |oh |no,? )?(?:never ?mind(?: (?:that|then|it))?|"
        r"forget (?:it|that|about (?:it|that)|everything)|cancel(?: (?:it|this|that|everything))?|"
        r"leave (?:it|them|that|everything)(?: alone| be| there| as it is)?|"
        r"don't (?:bother|do (?:it|that|anything))|stop(?: (?:it|that))?|skip it|"
        r"(?:i(?:'ve| have)? )?changed my mind|i don't want (?:it|that|anything)(?: any ?more)?|"
        r"not (?:any ?more|now)|do nothing)(?: then| now| after all)?"
        r"|(?:那|还是|那就|就)?(?:算了|不用了?|不必了?|不做了|不要了|不拿了|不放了|不想要了|"
        r"别做了|别弄了|别拿了|别管了|别动了|没事了?|没事儿|取消(?:吧|掉)?|停下?|作罢|当我没说|先不用|"
        r"(?:我)?(?:改|变)(?:了)?主意了?)(?:了|吧|啦)?"
    ),
    "neither": re.compile(
        r"(?:i )?(?:don't|do not) (?:want|mean) (?:either|any|both)(?: one)?(?: of (?:them|these|those))?"
        r"|(?:none|neither|not any)(?: one)? of (?:them|these|those|the two)"
        r"|(?:它|他)?们?都不(?:是|对|要)(?:的)?"
    ),
    "any": re.compile(
        r"(?:i )?(?:really )?(?:don't|do not) (?:care|mind)(?: which(?: one)?)?"
        r"|(?:it )?(?:doesn't|does not) matter(?: to me)?(?: which(?: one)?)?"
        r"|(?:any|either|whichever|whatever)(?: one)?(?: of (?:them|these|those|the two))?"
        r"(?: (?:is|are|will|would)(?: be)? (?:fine|ok|okay|good|do|alright|all right))?"
        r"(?: you (?:like|want|prefer|choose))?"
        r"|you (?:choose|decide|pick)(?: (?:one|for me|it))?"
        r"|(?:it's )?(?:up to you|your (?:choice|call|pick))"
        r"|surprise me|no preference"
        r"|(?:just )?(?:pick|choose|take) (?:any|either|whichever|one)(?: one)?(?: (?:you like|for me))?"
        r"|(?:it's )?all the same(?: to me)?"
        r"|(?:都|全)?(?:随便|随意|任意)(?:(?:哪|一)(?:个|种|样))?(?:都行|都可以|就行)?"
        r"|(?:(?:哪|随便哪)(?:个|种|样|里|儿)?|两个|怎么)?(?:都|全)(?:行|可以|好|成|无所谓|没关系)"
        r"|(?:我)?(?:无所谓|不在乎|不介意|不挑)"
        r"|你(?:来)?(?:帮我)?(?:定|选|挑|决定|看着办|看着选|做主|说了算)(?:一个)?(?:就行|就好|吧)?|听你的|看你的?",
    ),
}
WHY = re.compile(
    r"^(but )?(why|how come|explain|what do you mean|为什么|为何|为啥|怎么|干嘛)"
    r"(?! not)[\w\s,'，]*$|.*(为什么|为啥).*"
    r"|^(how (sure|certain) are you|what (do|did|can) you see|what makes you (ask|unsure)|"
    r"凭什么|你看到了?什么|你有多(确定|大把握)|什么意思|你什么意思)$"
)
AGREEMENT = frozenset({"yes", "no"})


def whole(plain: str, question: Question) -> Kind | None:
    """The kind of a reply that is nothing but one of these phrases, or None.

    Args:
        plain: lower case, without punctuation and politeness at its ends.
        question: what was asked: yes and no answer only what can be confirmed.
    """
    confirms = question.kind == "confirm"
    for kind, words in PHRASES.items():
        if plain in words and (kind not in AGREEMENT or confirms):
            return kind
    if plain in PHRASES["no"]:
        return "neither"
    if plain in ("that's right", "all right", "alright"):
        return "unclear"  # agreement, not the side: "right" alone is the side
    for kind, pattern in PATTERNS.items():
        if pattern.fullmatch(plain):
            return kind
    return "why" if WHY.match(plain) else None
