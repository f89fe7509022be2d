"""Which language a text is in, by the words it has: no letter statistics, which say little of five words.

A text is of the language most of whose words it has, English in doubt. Spanish and German have to know a good part of
all its words besides; other languages are known by their small words alone (``function_words.toml``) and by letters
that none of ours has.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from scenes.catalogue import WORLDS, kinds, places, words_for
from scenes.lexicon import fact_table
from scenes.spoken import german, spanish
from scenes.spoken.tokens import Foreign, Spoken, folded, tokens

_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_ELSEWHERE = re.compile(r"[ãõçèêëìîïòôûåøæœłśżźćńąęčřšžěůőűğışțăđơư]")
_FILE = Path(__file__).with_name("function_words.toml")
KNOWN_SHARE = 0.5
"""Of a Spanish or German text's words, so many at least must be known to be so."""


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {language: frozenset(map(folded, said.split())) for language, said in table["words"].items()}


@cache
def _english() -> frozenset[str]:
    """English words that commands are made of: small words, and all that catalogues and glossaries say in English."""
    said = set(_small_words()["en"])
    for world in WORLDS:
        for key in (*kinds(world), *places(world)):
            said.update(part for name in words_for(key).en for part in tokens(name))
        said.update(part for phrase in fact_table("en", world) for part in tokens(phrase))
    for book in (spanish.glossary(), german.glossary()):
        said.update(part for word in book.exact.values() for part in tokens(word.english))
    return frozenset(map(folded, said))


@cache
def _vocabulary(language: Foreign) -> frozenset[str]:
    return frozenset((spanish if language == "es" else german).glossary().vocabulary)


def _known(word: str, language: Foreign) -> bool:
    if word in _vocabulary(language):
        return True
    if language == "es":
        found = spanish.words([word])[0]
        return found.tag != "unknown"
    return german.single(word).tag != "unknown"


@lru_cache(maxsize=4096)
def scores(text: str) -> dict[str, int]:
    """How many of a text's words each language has."""
    words = [folded(word) for word in tokens(text) if word[0].isalpha()]
    foreign: tuple[Foreign, ...] = ("es", "de")
    found: dict[str, int] = {"en": sum(_is_english(word) for word in words), "words": len(words)}
    for language in foreign:
        found[language] = sum(_known(word, language) for word in words)
    marked = sum(bool(_ELSEWHERE.search(word)) for word in words if word not in _english())
    for name, small in _small_words().items():
        if name != "en":
            found[name] = sum(word in small for word in words) + marked
    return found


def _is_english(word: str) -> bool:
    return word in _english() or word.removesuffix("s") in _english() or word.removesuffix("'s") in _english()


def _best(text: str) -> str:
    found = scores(text)
    best, most = "en", found["en"]
    for language in ("es", "de"):
        if found[language] > most:
            best, most = language, found[language]
    for language in (name for name in found if name not in ("en", "es", "de", "words")):
        # What is as much Portuguese as Spanish, and not all Spanish, is Portuguese.
        if found[language] > most or (best in ("es", "de") and found[language] == most < found["words"]):
            best, most = language, found[language]
    if best in ("es", "de") and most < KNOWN_SHARE * found["words"]:
        return "other"
    return best


def spoken_in(text: str) -> Spoken:
    """The language of a text: Chinese if any Han character is in it; English where nothing says otherwise."""
    if _HAN.search(text):
        return "zh"
    best = _best(text)
    return "es" if best == "es" else "de" if best == "de" else "en"


def is_other(text: str) -> bool:
    """Whether a text in Latin letters is of a language that is not understood."""
    return not _HAN.search(text) and _best(text) not in ("en", "es", "de")
