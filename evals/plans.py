"""Whether the arm did what a plan said: its words, held against what truth says was brought about.

A plan is read as a person would read it, without pointers, in the form of ``policies.vla.wording.say``: "pick
the apple and put it in the top drawer, then close the top drawer", 拿起苹果，放进上层抽屉; or as a list of
skills, as SayCan says it. Phrases are resolved among the true things as they stood when it was said, so a
plan that calls a pear an apple says something else than what the arm does with the pear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal

from evals.scorers import score
from scenes.commands import TrueReading
from scenes.lexicon import Language
from scenes.referring import Referent, resolve
from scenes.truth import Truth

_CHINESE = re.compile(r"[一-鿿]")
_MOVE = {
    "en": (re.compile(r"pick (?P<thing>.+) and put it next to (?P<place>.+)"),
           re.compile(r"pick (?P<thing>.+) and (?:put it (?:in|on|at)|bring it to) (?P<place>.+)")),
    "zh": (re.compile(r"拿起(?P<thing>.+)，放到(?P<place>.+)旁边"),
           re.compile(r"拿起(?P<thing>.+)，(?:放进|放到|送到)(?P<place>.+?)上?")),
}
"""Beside something, and in, on or to something."""
_DRAWER = {
    "en": {"open": re.compile(r"open (?P<thing>.+)"), "close": re.compile(r"close (?P<thing>.+)")},
    "zh": {"open": re.compile(r"打开(?P<thing>.+)"), "close": re.compile(r"关上(?P<thing>.+)")},
}
_THEN = {"en": re.compile(r", (?:then )?(?=pick |open |close )"), "zh": re.compile("，然后")}
_AND = {"en": " and ", "zh": "和"}
_AGAIN = re.compile(r"(pick up the [^,]+)(?:, \1)+")
_SKILLS = re.compile(r"pick up (the [^,]+), put it")


def said(text: str, referents: Sequence[Referent]) -> tuple[tuple[TrueReading, ...], ...] | None:
    """What a plan says is to be so: for each of its parts what would each fulfil it, none where nothing fits.

    Args:
        text: of the plan, without its reason.
        referents: true things and places as they stood when it was said.

    Returns:
        None where the words are no plan.
    """
    language: Language = "zh" if _CHINESE.search(text) else "en"
    parts: list[tuple[TrueReading, ...]] = []
    text = _SKILLS.sub(r"pick \1 and put it", _AGAIN.sub(r"\1", text.strip(" .。")))
    for part in _THEN[language].split(text):
        found = _part(part.strip(), referents, language)
        if found is None:
            return None
        parts.extend(found)
    return tuple(parts)


def followed(text: str, referents: Sequence[Referent], before: Truth, after: Truth) -> bool:
    """Whether all that a plan said is so in the end; a text that is no plan was not followed."""
    parts = said(text, referents)
    return parts is not None and all(_any_so(part, before, after) for part in parts)


def _any_so(wanted: Iterable[TrueReading], before: Truth, after: Truth) -> bool:
    return any(score(one, before, after).success for one in wanted)


def _part(text: str, referents: Sequence[Referent],
          language: Language) -> list[tuple[TrueReading, ...]] | None:
    for verb, form in _DRAWER[language].items():
        told = form.fullmatch(text)
        if told is not None:
            keys = _keys(told["thing"], [r for r in referents if r.is_place], referents, language)
            return [tuple(TrueReading("open" if verb == "open" else "close", key) for key in sorted(keys))]
    for beside, form in zip((True, False), _MOVE[language], strict=True):
        told = form.fullmatch(text)
        if told is not None:
            places = _keys(told["place"], referents, referents, language)
            relation: Literal["next_to", "in"] = "next_to" if beside else "in"
            return [tuple(TrueReading("move", thing, place, relation)
                          for thing, place in product(things, places) if thing != place)
                    for things in _things(told["thing"], referents, language)]
    return None


def _things(text: str, referents: Sequence[Referent], language: Language) -> list[list[int]]:
    """One list of keys a thing that is named: "the apple and the pear" names two."""
    things = [r for r in referents if not r.is_place]
    return [_keys(one, things, referents, language) for one in text.split(_AND[language])]


def _keys(phrase: str, among: Sequence[Referent], referents: Sequence[Referent],
          language: Language) -> list[int]:
    return sorted(resolve(phrase, [r.key for r in among], referents, language))
