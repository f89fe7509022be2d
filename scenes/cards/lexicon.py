"""The words of what cards have in common, in English and Chinese."""

from __future__ import annotations

from scenes.tables import FactWords
from scenes.tables import fact_words as _words

CATEGORIES: dict[str, FactWords] = {
    "card": _words("card", "", "卡片, 牌子"),
    "digit": _words("number, digit", "", "数字"),
    "letter": _words("letter", "", "字母"),
    "icon": _words("icon, picture, symbol", "", "图标, 符号"),
    "flag": _words("flag", "", "国旗, 旗子"),
    "sum": _words("sum", "", "算式"),
    "portrait_card": _words("portrait, photo", "", "人像, 照片"),
    "toy": _words("toy", "", "玩具"),
}
