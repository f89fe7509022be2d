"""Words that answer a question without naming an option, and how numbers and commands are told."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "chosen", "neither", "cancel", "why", "both", "any", "yes", "no", "command", "reread", "unclear"
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
        "none of those|not these",
        "一个都不是|两个都不是|哪个都不是|没有一个是|都不对|都不是|都不要",
    ),
    "both": _said(
        "all|all of them|all of these|both|both of them|both please",
        "两个都|两个都要|全部|全都要|都|都可以要|都要",
    ),
    "any": _said(
        "any|any of them|any one|anyone|doesn't matter|don't care|either|either one|i don't care|"
        "i don't mind|it doesn't matter|up to you|whatever|whichever|you choose|you decide|"
        "you pick|your choice",
        "任意|你决定|你定|你来选|你选|哪个都行|无所谓|都可以|都行|随便",
    ),
    "yes": _said(
        "correct|do it|exactly|ok|okay|right|sure|that's right|y|yeah|yep|yes|yes please",
        "可以|嗯|好|好的|对|对的|是|是的|没错",
    ),
    "no": _said(
        "n|no|no thanks|nope|not that|that's wrong|wrong",
        "不|不对|不是|不要|否|错了",
    ),
}
BESIDE = re.compile(r"\b(next to|beside|by|near|close to|alongside)\b|旁|边|挨着|附近")
WITHIN = re.compile(r"\b(in|on|into|onto|inside)\b|里|上")

WHY = re.compile(
    r"^(but )?(why|how come|explain|what do you mean|为什么|为何|为啥|怎么|干嘛)"
    r"(?! not)[\w\s,'，]*$|.*(为什么|为啥).*"
)
ORDINALS = {
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
NUMBER = re.compile(
    r"^(?:(?:the|option|number|no\.?|answer|choice|选项?|要|我要|我选|就|就要|#)\s*)*\(?"
    r"(?P<n>\d{1,2}|first|second|third|fourth|fifth|sixth|last|one|two|three|four|five|six|[一二两三四五六])\)?"
    r"(?:st|nd|rd|th)?(?:\s*(?:one|option|choice))?$"
    r"|^(?:我要|我选|选|要|就|就要|是|那)*第(?P<z>[一二三四五六]|\d)(?:个|项|种)?的?$"
    r"|^(?P<h>\d|[一二三四五六])(?:号|个)$|^(?:最后|最末)(?P<l>一?)个$"
)
COMMAND_EN = re.compile(
    r"^(?:(?:can|could|would) you |i want you to |instead,? |rather,? )?"
    r"(put|move|bring|throw|toss|open|close|shut|place|give|hand|drop|fetch|deliver|store|pass|"
    r"take|pick|grab|get)\b(?!-)(?P<rest>.*)"
)
WEAK_EN = {"take", "pick", "grab", "get"}
COMMAND_ZH = re.compile(
    r"^(?:还是|改成|改为|请|帮我|给我)*(把|打开|关上|关掉|关闭|拿|扔|放|移|递|丢|送)(?P<rest>.*)"
)
PLACED = re.compile(r"\b(in|into|to|on|onto|next|away|me)\b")
