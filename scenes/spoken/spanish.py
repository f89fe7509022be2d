"""Spanish as English: contractions, inflection, hung-on pronouns and the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scenes.spoken.glossary import Glossary, read
from scenes.spoken.objects import denied, with_objects
from scenes.spoken.tokens import Word, folded

_CLITICS = ("me", "te", "se", "le", "les", "nos", "os")
_OBJECTS = {"lo": "it", "la": "it", "los": "them", "las": "them"}
_TO_US = {"me": "me", "nos": "us"}
_BEFORE_TO = ("want", "like", "need", "have to", "going to")
_VERBS = ("verb", "infinitive")


def split(words: list[str]) -> list[str]:
    """``al`` and ``del`` are two words each."""
    taken = {"al": ("a", "el"), "del": ("de", "el")}
    return [part for word in words for part in taken.get(word.lower(), (word,))]


def stem(word: str) -> str:
    """Number and gender taken off a word without accents."""
    if len(word) < 4:
        return word
    if word.endswith("ces"):
        word = f"{word[:-3]}z"
    elif word.endswith("es") and word[-3] in "rlnd":
        word = word[:-2]
    elif word.endswith("s"):
        word = word[:-1]
    return word[:-1] if word[-1] in "aoe" else word


@cache
def glossary() -> Glossary:
    """The Spanish words."""
    return read("es", split, stem)


def words(said: Sequence[str]) -> list[Word]:
    """What each word or group of words comes to, in their own order."""
    book, found, at = glossary(), [], 0
    while at < len(said):
        if not said[at][0].isalnum():
            found.append(Word(said[at], "" if said[at] in "¿¡\"«»()" else said[at], "mark"))
            at += 1
            continue
        hung = None if book.loose.get((folded(said[at]),)) else _hung(said[at])
        match = book.find(said[at:], stem)
        if hung is not None and (match is None or match[0] == 1):
            found.append(hung)
            at += 1
        elif match is not None:
            found.append(match[1])
            at += match[0]
        else:
            found.append(Word(said[at], said[at], "unknown"))
            at += 1
    return found


def _hung(word: str) -> Word | None:
    """A verb with pronouns hung on: tráemela is "bring it to me"."""
    plain, book = folded(word), glossary()
    endings = [("", last) for last in (*_OBJECTS, *_CLITICS)] + [(a, b) for a in _CLITICS for b in _OBJECTS]
    for first, last in sorted(endings, key=lambda pair: -len(pair[0] + pair[1])):
        ending = first + last
        if not plain.endswith(ending):
            continue
        base = plain[: -len(ending)]
        verb = book.loose.get((base,))
        if verb is None and base + "s" in ("damos",):
            continue
        if verb is None or verb.tag not in _VERBS:
            continue
        thing = _OBJECTS.get(last)
        whom = _TO_US.get(first or ("" if thing else last))
        return Word(word, with_objects(verb.english, whom, thing), verb.tag)
    return None


def order(found: list[Word]) -> list[str]:
    """English words in English order."""
    found = [word for word in found if word.english]
    found = _denials(_infinitives(_proclitics(_plus(found))))
    return _on_surfaces(_noun_phrases(found))


def _plus(found: list[Word]) -> list[Word]:
    """``más`` between numbers adds; elsewhere it compares."""
    made = []
    for at, word in enumerate(found):
        if word.english == "plus":
            near = found[max(0, at - 1):at] + found[at + 1:at + 2]
            if not any(one.tag == "number" or one.english in ("one", "a") or one.text.isdigit() for one in near):
                word = Word(word.text, "more", "adverb")
        elif word.text in ("uno", "una", "un") and any(one.english == "plus" for one in found[max(0, at - 1):at + 2]):
            word = Word(word.text, "one", "number")
        made.append(word)
    return made


def _proclitics(found: list[Word]) -> list[Word]:
    """Pronouns before a verb go behind the last verb of its chain: "me lo puedes traer"."""
    made: list[Word] = []
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and (found[end].tag == "clitic" or folded(found[end].text) in _OBJECTS):
            end += 1
        last = end
        while last < len(found) and found[last].tag in _VERBS:
            last += 1
        if end == at or last == end:
            made.append(found[at])
            at += 1
            continue
        thing = next((_OBJECTS[folded(w.text)] for w in found[at:end] if folded(w.text) in _OBJECTS), None)
        whom = next((w.english for w in found[at:end] if w.english in ("me", "us")), None)
        made += found[end:last - 1]
        verb = found[last - 1]
        made.append(Word(verb.text, with_objects(verb.english, whom, thing), verb.tag))
        at = last
    return made


def _infinitives(found: list[Word]) -> list[Word]:
    """ "quiero beber" is "I want to drink", "para cortar" is "to cut"; "que lleves" after wishing is "you to take"."""
    made: list[Word] = []
    for word in found:
        before = made[-1] if made else None
        if word.tag == "infinitive" and before is not None:
            if before.tag == "preposition" and before.english in ("for", "of", "to"):
                made[-1] = Word(before.text, "to", "preposition")
            elif before.english == "that" and before.tag == "conjunction":
                made[-1] = Word(before.text, "to", "preposition")
            elif before.tag == "verb" and before.english.endswith(_BEFORE_TO) and not before.english.endswith(" to"):
                made.append(Word("", "to", "preposition"))
        made.append(word)
    return made


def _denials(found: list[Word]) -> list[Word]:
    """ "no tiene" is "has no"; what is thrown away goes to the trash anyway."""
    made: list[Word] = []
    thrown = False
    for word in found:
        before = made[-1] if made else None
        thrown = word.tag != "mark" and (thrown or "throw away" in word.english)
        if before is not None and before.english == "not" and word.tag in _VERBS:
            made[-1] = Word(word.text, denied(word.english), word.tag)
        elif not (thrown and word.english == "in the trash"):
            made.append(word)
    return made


def _noun_phrases(found: list[Word]) -> list[Word]:
    """Adjectives stand before their noun; an article without a noun gets "one"."""
    made: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        if word.tag == "noun":
            end = at + 1
            while end < len(found) and found[end].tag == "adjective":
                end += 1
            made += [*reversed(found[at + 1:end]), word]
            at = end
            continue
        made.append(word)
        at += 1
        if word.tag != "article":
            continue
        end = at
        while end < len(found) and found[end].tag in ("adjective", "number"):
            end += 1
        after = found[end].tag if end < len(found) else "mark"
        if after in ("noun", "unknown", "verb", "infinitive", "pronoun", "article", "phrase"):
            continue
        relative = end < len(found) and found[end].english in ("that", "of", "with", "from")
        if end == at and word.english != "the" and after not in ("where",) and not relative:
            continue  # "ese" alone is "that"
        said = [one for one in found[at:end] if one.tag == "adjective"]
        counted = [one for one in found[at:end] if one.tag == "number"]
        if counted and not said:
            continue  # "el 3"
        made += [*counted, *reversed(said)]
        made.append(Word("", "ones" if word.text.lower().endswith("s") else "one", "noun"))
        at = end
    return made


def _on_surfaces(found: list[Word]) -> list[str]:
    surfaces = glossary().surfaces
    made = []
    for at, word in enumerate(found):
        english = word.english
        if english == "in" and word.tag == "preposition":
            noun = next((one for one in found[at + 1:at + 5] if one.tag in ("noun", "mark", "verb")), None)
            if noun is not None and noun.tag == "noun" and noun.english in surfaces:
                english = "on"
        made.append(english)
    return made
