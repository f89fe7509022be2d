"""What cards can show, and which of it no robot data may ever contain.

A concept is a digit, a letter, an icon, a flag or a sum; the card that shows it is a kind of thing of its own
(``scenes.cards.catalogue``). Everything here is plain data: words and membership, no drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["digit", "letter", "icon", "flag", "sum"]


@dataclass(frozen=True)
class Concept:
    """One thing a card can show."""

    key: str
    """Of the kind: ``card_3``, ``card_heart``, ``flag_france``, ``sum_2_plus_1``."""
    group: Group
    shows: str
    """What is on it, as drawn: ``3``, ``heart``, ``france``, ``2+1``."""
    en: tuple[str, ...]
    """What it shows in words, the plainest first; the card is "card with ..." of it."""
    zh: tuple[str, ...]


_DIGITS = (("zero", "零"), ("one", "一"), ("two", "二"), ("three", "三"), ("four", "四"), ("five", "五"), ("six", "六"),
           ("seven", "七"), ("eight", "八"), ("nine", "九"))
LETTERS = "ABCDEFGHKMRSTX"
_ICONS: tuple[tuple[str, str, str], ...] = (
    ("heart", "heart", "红心, 爱心, 心形"), ("star", "star", "星星, 五角星"), ("moon", "moon", "月亮"), ("sun", "sun", "太阳"),
    ("tree", "tree", "树"), ("house", "house", "房子"), ("fish", "fish", "鱼"), ("flower", "flower", "花"),
    ("smiley", "smiley, smiling face, smiley face", "笑脸"), ("arrow", "arrow", "箭头"), ("cloud", "cloud", "云, 云朵"),
    ("umbrella", "umbrella", "雨伞, 伞"), ("lightning", "lightning bolt, lightning", "闪电"),
    ("note", "music note, musical note, note", "音符"), ("crown", "crown", "皇冠, 王冠"), ("diamond", "diamond", "钻石, 菱形"),
    ("drop", "water drop, drop", "水滴"), ("car", "car", "汽车, 小汽车"),
)
_FLAGS: tuple[tuple[str, str, str, str], ...] = (
    ("france", "France", "French", "法国"), ("germany", "Germany", "German", "德国"), ("italy", "Italy", "Italian", "意大利"),
    ("japan", "Japan", "Japanese", "日本"), ("spain", "Spain", "Spanish", "西班牙"), ("poland", "Poland", "Polish", "波兰"),
    ("sweden", "Sweden", "Swedish", "瑞典"), ("switzerland", "Switzerland", "Swiss", "瑞士"),
    ("ukraine", "Ukraine", "Ukrainian", "乌克兰"), ("china", "China", "Chinese", "中国"),
    ("usa", "the United States", "American", "美国"), ("canada", "Canada", "Canadian", "加拿大"),
)
_SUMS = ("1+1", "2+1", "3+2", "5-1", "4+4", "9-3", "7-7", "2+5")
_SIGNS = {"+": ("plus", "加"), "-": ("minus", "减")}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def value_of(total: str) -> int:
    """What a sum such as ``2+1`` comes to."""
    left, sign, right = int(total[0]), total[1], int(total[2])
    return left + right if sign == "+" else left - right


def _sum(total: str) -> Concept:
    sign_en, sign_zh = _SIGNS[total[1]]
    left, right = _DIGITS[int(total[0])], _DIGITS[int(total[2])]
    return Concept(f"sum_{total[0]}_{sign_en}_{total[2]}", "sum", total,
                   (f"{left[0]} {sign_en} {right[0]}", total), (f"{left[1]}{sign_zh}{right[1]}",))


CONCEPTS: tuple[Concept, ...] = (
    *(Concept(f"card_{n}", "digit", str(n), (f"number {en}", f"number {n}", f"digit {n}", str(n)),
              (f"数字{n}", f"数字{zh}", str(n))) for n, (en, zh) in enumerate(_DIGITS)),
    *(Concept(f"card_{letter.lower()}", "letter", letter, (f"letter {letter}",), (f"字母{letter}",))
      for letter in LETTERS),
    *(Concept(f"card_{key}", "icon", key, _split(en), _split(zh)) for key, en, zh in _ICONS),
    *(Concept(f"flag_{key}", "flag", key, (f"flag of {country}", f"{people} flag"), (f"{zh}国旗",))
      for key, country, people, zh in _FLAGS),
    *(_sum(total) for total in _SUMS),
)
CONCEPT_OF = {concept.key: concept for concept in CONCEPTS}

HELD_OUT: frozenset[str] = frozenset({
    *(f"card_{n}" for n in (2, 3, 5, 8, 9)), *(f"card_{letter}" for letter in "bekrx"),
    *(f"card_{icon}" for icon in ("heart", "star", "tree", "fish", "umbrella", "crown", "cloud")),
    *(f"flag_{country}" for country in ("france", "japan", "germany", "usa", "switzerland")),
    *(concept.key for concept in CONCEPTS if concept.group == "sum"),
    "brick", "rubber_duck", "traffic_cone", "gift", "yellow_bowl", "orange_bowl", "falling_rice_chips",
})
"""Kinds that never occur in robot data (commands with plans, demonstrations, recordings), the people of
``scenes.cards.portraits`` besides. They occur in questions and in the frames the eye learns names from."""
