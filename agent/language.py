"""Which language a text is in, which texts are not commands at all, and small words in both languages."""

from __future__ import annotations

import re
import unicodedata

from agent.types import Language
from scenes.catalogue import World, kinds, places, words_for
from scenes.spoken import as_english, in_english, is_other, scores, spoken_in

MAX_CHARACTERS = 500

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> Language:
    """Chinese if any Han character is in it, English otherwise: what the agent's own words are in."""
    return "zh" if _HAN.search(text) else "en"


def unfit(text: str) -> str | None:
    """Why a text cannot be a command, as a reason code, or None.

    Returns:
        ``control_characters``, ``empty``, ``too_long``, ``other_language`` or None.
    """
    if any(
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")
        for character in text.strip()
        if character not in "\t\n\r"
    ):
        return "control_characters"
    if not _LETTER.search(text):
        return "empty"
    if len(text) > MAX_CHARACTERS:
        return "too_long"
    return "other_language" if _is_foreign(text) else None


def _is_foreign(text: str) -> bool:
    if _KANA_HANGUL.search(text):
        return True
    if _HAN.search(text):
        return False
    letters = _LETTER.findall(text)
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if latin * 2 < len(letters):
        return True
    return is_other(text)


def heard(text: str, instruction: str) -> str:
    """An answer in English words if it is Spanish or German, else as it was said.

    Args:
        instruction: the command it belongs to, whose language it is taken to be in when in doubt.
    """
    language = spoken_in(instruction)
    if language == "es" or language == "de":
        known = scores(text)
        if known[language] >= known["en"] and not _HAN.search(text):
            return as_english(text, language)
    return in_english(text)


def noun(name: str, language: Language) -> str:
    """What we call a kind or a place."""
    try:
        words = words_for(name)
    except KeyError:
        return name.replace("_", " ")
    return words.en[0] if language == "en" else words.zh[0]


def listed(items: list[str], language: Language, last: str = "and") -> str:
    """ "a, b and c", in either language."""
    if language == "zh":
        return (
            "、".join(items[:-1]) + ("和" if last == "and" else "还是") + items[-1]
            if len(items) > 1
            else "".join(items)
        )
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def mentioned(text: str, language: Language, world: World = "kitchen") -> list[str]:
    """Kinds and places of a world that a text names outright, the longest names first and no text twice."""
    lowered, found = text.lower(), []
    named: list[tuple[str, str]] = []
    for key in (*kinds(world), *places(world)):
        words = words_for(key)
        named += [(word.lower(), key) for word in (words.en if language == "en" else words.zh)]
    for word, key in sorted(named, key=lambda pair: -len(pair[0])):
        pattern = rf"\b{re.escape(word)}s?\b" if language == "en" else re.escape(word)
        lowered, count = re.subn(pattern, "\0", lowered)
        if count and key not in found:
            found.append(key)
    return found


UNFIT: dict[str, dict[Language, str]] = {
    "empty": {
        "en": "I heard no words. Tell me what to do, for example: bring me the Coke.",
        "zh": "我没有听到内容。请告诉我做什么，例如：把可乐拿给我。",
    },
    "too_long": {
        "en": f"That is too long for me ({MAX_CHARACTERS} characters at most). Say it shorter.",
        "zh": f"太长了（最多 {MAX_CHARACTERS} 个字符），请说短一点。",
    },
    "control_characters": {
        "en": "That has control characters in it, so I do nothing. Type it again as plain words.",
        "zh": "内容里有控制字符，我什么也没做。请用普通文字再说一遍。",
    },
    "other_language": {
        "en": "I understand English, Chinese, Spanish and German only. Please say it in one of them.",
        "zh": "我只懂中文、英文、西班牙文和德文，请用其中一种说。",
    },
}

_KEYWORDS: dict[str, frozenset[str]] = {
    "undo": frozenset(
        {
            "undo",
            "undo that",
            "undo it",
            "undo please",
            "put it back",
            "put that back",
            "take that back",
            "撤销",
            "还原",
            "放回去",
            "放回原处",
            "放回原位",
            "撤回",
        }
    ),
    "home": frozenset(
        {
            "home",
            "go home",
            "park",
            "park the arm",
            "go back home",
            "回家",
            "归位",
            "回原位",
            "复位",
            "回到原位",
        }
    ),
    "stop": frozenset({"stop", "halt", "freeze", "wait", "停", "停下", "停止", "停一下", "别动", "住手"}),
}


def keyword(text: str) -> str | None:
    """``undo``, ``home`` or ``stop`` if that is all the text says."""
    plain = bare(in_english(text))
    return next((name for name, words in _KEYWORDS.items() if plain in words), None)


def bare(text: str) -> str:
    """Lower case, full-width forms folded, punctuation and politeness at both ends removed."""
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    plain = re.sub(r"^[\s\W_]+|[\s\W_]+$", "", plain)
    plain = re.sub(r"^(please|ok|okay|well|um|请你?|嗯|那就?)[\s,，]*(?=\S)", "", plain)
    return re.sub(r"[\s,，]+(please|thanks|thank you|吧|谢谢)$", "", plain).strip()
