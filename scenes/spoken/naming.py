"""Noun phrases of the agent in Spanish and German: what it calls things, and which one of several."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal

from scenes.spoken import german, spanish
from scenes.spoken.glossary import FOLDER
from scenes.spoken.tokens import Foreign

Case = Literal["nom", "acc", "dat"]
_BY = re.compile(r"(?:the )?(?:(?P<side>left|right) )?(?P<noun>.+?) by the (?P<near>.+)", re.IGNORECASE)
_RANKED = re.compile(r"(?:the )?(?P<rank>first|second|third|fourth|fifth|sixth) (?P<noun>.+) from the (?P<side>\w+)",
                     re.IGNORECASE)
_SIDED = re.compile(r"(?:the )?(?P<noun>.+) (?P<side>on the left|on the right|nearest you|at the back|in the middle)",
                    re.IGNORECASE)
_ARTICLES: dict[tuple[str, Case], str] = {
    ("der", "acc"): "den", ("der", "dat"): "dem", ("das", "dat"): "dem", ("die", "dat"): "der",
}


@cache
def _table(language: Foreign, name: str) -> dict[str, str]:
    table = tomllib.loads((FOLDER / language / "said.toml").read_text(encoding="utf-8"))
    return {str(key): str(said) for key, said in table[name].items()}


@cache
def _called(language: Foreign) -> dict[str, str]:
    book = spanish.glossary() if language == "es" else german.glossary()
    return {english.lower(): said for english, said in book.called.items()}


def named(english: str, language: Foreign) -> str | None:
    """What a kind or place is called, without its article; None for what has no name here."""
    said = _called(language).get(english.lower().removeprefix("the "))
    if said is None:
        return None
    article, _, noun = said.partition(" ")
    return german_case(said, "nom").partition(" ")[2] if language == "de" and article else noun


def listed(items: list[str], last: str) -> str:
    """ "a, b und c"."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def phrase(english: str, language: Foreign, case: Case) -> str | None:
    """ "the Coke on the left", or several joined by "and" or "or", in a language and a case; None if unknown."""
    one = _one(english, language, case)
    if one is not None:
        return one
    for joint in ("or", "and"):
        parts = re.split(rf", (?=the )| {joint} (?=the )", english)
        if len(parts) > 1 and f" {joint} " in english:
            said = [_one(part, language, case) for part in parts]
            if None not in said:
                return listed([part for part in said if part], _table(language, "joint")[joint])
    return None


def _one(english: str, language: Foreign, case: Case) -> str | None:
    called, where = _called(language), _table(language, "where")

    def noun(name: str, at: Case = case, ordinal: str = "") -> str | None:
        said = called.get(name.lower().removeprefix("the "))
        if said is None:
            return None
        if ordinal:
            article, _, rest = said.partition(" ")
            which = ordinal[:-1] + "a" if article in ("la", "las") else ordinal
            said = f"{article} {which} {rest}"
        return german_case(said, at) if language == "de" else said

    plain = noun(english)
    if plain is not None:
        return plain
    if (match := _RANKED.fullmatch(english)) is not None:
        first = noun(match["noun"], case, _table(language, "ordinal")[match["rank"].lower()])
        side = where.get(f"from {match['side']}")
        return None if first is None or side is None else f"{first} {side}"
    if (match := _BY.fullmatch(english)) is not None:
        first, near = noun(match["noun"]), noun(match["near"], "dat")
        side = f" {where[match['side'].lower()]}" if match["side"] else ""
        return None if first is None or near is None else f"{first}{side} {where['by']} {near}"
    if (match := _SIDED.fullmatch(english)) is not None:
        first = noun(match["noun"])
        return None if first is None else f"{first} {where[match['side'].lower()]}"
    return None


def german_case(called: str, case: Case) -> str:
    """A name with its article, and adjectives before its noun, in a case."""
    article, *rest = called.split()
    several = called.lower().split(" ")[-1].endswith("chips")
    at = next((i for i, word in enumerate(rest) if word[0].isupper()), len(rest))
    weak = "en" if several or case == "dat" or (article == "der" and case == "acc") else "e"
    before = [re.sub(r"e$", weak, word) for word in rest[:at]]
    shown = "den" if several and case == "dat" else "die" if several else _ARTICLES.get((article, case), article)
    return " ".join([shown, *before, *rest[at:]])
