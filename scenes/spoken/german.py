"""German words as English ones: contractions, endings, compounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scenes.spoken.german_order import ordered
from scenes.spoken.glossary import Glossary, read
from scenes.spoken.tokens import Word, folded

_CONTRACTED = {
    "zum": ("zu", "dem"), "zur": ("zu", "der"), "ins": ("in", "das"), "im": ("in", "dem"), "ans": ("an", "das"),
    "am": ("an", "dem"), "aufs": ("auf", "das"), "vom": ("von", "dem"), "beim": ("bei", "dem"),
    "fürs": ("für", "das"), "unters": ("unter", "das"), "hinters": ("hinter", "das"), "übers": ("über", "das"),
}
_ENDINGS = ("en", "er", "es", "em", "e", "n", "s")
_JOINTS = ("", "s", "n", "en", "-")
SHORTEST = 3
"""Letters of a part of a compound."""


def split(words: list[str]) -> list[str]:
    """Prepositions that have swallowed an article are two words each; no comma stands before "wo"."""
    kept = [word for word, following in zip(words, [*words[1:], ""], strict=True)
            if not (word == "," and following.lower() in ("wo", "wohin"))]
    return [part for word in kept for part in _CONTRACTED.get(word.lower(), (word,))]


@cache
def glossary() -> Glossary:
    """The German words."""
    return read("de", split)


def words(said: Sequence[str]) -> list[Word]:
    """What each word or group of words comes to, in their own order."""
    book, found, at = glossary(), [], 0
    first = book.exact.get((said[0].lower(),)) if said else None
    if first is not None and first.tag == "verb":  # capital because it begins the sentence
        said = [said[0].lower(), *said[1:]]
    while at < len(said):
        if not said[at][0].isalnum() and said[at][0] != "'":
            found.append(Word(said[at], "" if said[at] in "„“\"»«()" else said[at], "mark"))
            at += 1
            continue
        match = book.find(said[at:], None) or (1, single(said[at]))
        found.append(match[1])
        at += match[0]
    return found


def single(word: str) -> Word:
    """A word that is no form of the glossary as it stands: inflected, nominalised, compound, or unknown."""
    plain = folded(word)
    for form in (plain, plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")):
        found = _without_ending(form)
        if found is not None:
            return Word(word, found.english, found.tag)
    found = _with_to(plain) or _compound(plain)
    return found if found is not None else Word(word, word, "unknown")


def _without_ending(plain: str) -> Word | None:
    book = glossary()
    if (plain,) in book.loose:
        return book.loose[(plain,)]
    for ending in _ENDINGS:
        base = plain.removesuffix(ending)
        found = book.loose.get((base,)) if base != plain and len(base) >= SHORTEST else None
        if found is not None and (found.tag == "adjective" or (found.tag == "noun" and ending in ("n", "s", "es"))):
            return found
    return None


def _with_to(plain: str) -> Word | None:
    """ "aufzumachen" is "aufmachen" with its "zu" inside."""
    for at in range(2, len(plain) - 4):
        if plain[at:at + 2] == "zu":
            found = glossary().loose.get((plain[:at] + plain[at + 2:],))
            if found is not None and found.tag == "infinitive":
                return Word(plain, f"to {found.english}", "infinitive")
    return None


def _compound(plain: str) -> Word | None:
    """ "Holzschüssel" is "Holz bowl" if nothing is known of wood, "Glasschale" and so on likewise."""
    book = glossary()
    for cut in range(SHORTEST, len(plain) - SHORTEST + 1):
        last = _without_ending(plain[cut:])
        if last is None or last.tag != "noun":
            continue
        for joint in _JOINTS:
            first = plain[:cut].removesuffix(joint) if joint else plain[:cut]
            known = book.loose.get((first,))
            if known is not None and known.tag in ("noun", "adjective"):
                return Word(plain, f"{known.english} {last.english}", "noun")
    return None


def order(found: list[Word]) -> list[str]:
    """English words in English order."""
    return ordered(found, glossary().parted)
