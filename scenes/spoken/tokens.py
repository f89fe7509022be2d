"""Text as words and marks, and words with what they come to in English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Foreign = Literal["es", "de"]
"""Languages that are glossed into English sentences."""
Spoken = Literal["en", "zh", "es", "de"]
"""Languages a command may be in."""
Tag = Literal["noun", "adjective", "verb", "infinitive", "parted", "preposition", "where", "article", "pronoun",
              "clitic", "conjunction", "number", "adverb", "phrase", "unknown", "mark"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+|[^\w\s]")
_ACCENTS = {"\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DIAERESIS}", "\N{COMBINING GRAVE ACCENT}"}
_IRREGULAR = {"knife": "knives", "person": "people", "child": "children"}
_SAME = ("chips", "scissors", "tableware", "cutlery", "food", "trash", "water", "tea", "bottled water", "dishes")


@dataclass(frozen=True)
class Word:
    """One entry of a glossary as it was met in a text."""

    text: str
    english: str
    tag: Tag


def tokens(text: str) -> list[str]:
    """Words, numbers and punctuation marks, in order, as they were written."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text.replace("’", "'")))


def folded(word: str) -> str:
    """Lower case without accents, but ñ stays; ß is ss: how people type on another keyboard."""
    kept = []
    for letter in word.lower():
        if letter == "ñ":
            kept.append(letter)
            continue
        kept += [part for part in unicodedata.normalize("NFD", letter) if part not in _ACCENTS]
    return unicodedata.normalize("NFC", "".join(kept)).replace("ß", "ss")


def plural(english: str) -> str:
    """An English noun of several; one that says so already stays."""
    head, joint, rest = english.partition(" of ")
    if english in _SAME or head.endswith("s"):
        return english
    *before, last = head.split()
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith(("x", "ch", "sh")):
        last += "es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last += "s"
    return " ".join([*before, last]) + joint + rest


def sentence(words: list[str]) -> str:
    """English words and marks as a sentence: spaced, a or an, a capital first."""
    said = ""
    for word in words:
        if word:
            said += word if word in ".,;:!?)" and said else f" {word}"
    said = re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", said.strip())
    said = re.sub(r"([.!?] )([a-z])", lambda found: found[1] + found[2].upper(), said)
    return said[:1].upper() + said[1:]
