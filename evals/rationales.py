"""Whether a reason is true: its claim, held against the catalogue and what stands on the counter.

Reasons are free text of a language model; what they can claim is what ``scenes.reasons`` says. "As you said"
claims nothing and is not judged. What claims nothing that can be read is not true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from scenes.catalogue import World, all_kinds, all_places, world_of
from scenes.commands import TrueReading
from scenes.lexicon import Language, name
from scenes.phrases import alternatives, parse
from scenes.queries import Query, Referent, Side, facts_of
from scenes.reasons import PURPOSES
from scenes.speech import speech_of

_CHINESE = re.compile(r"[一-鿿]")
NO_CLAIM = ("as you said", "如你所说")
_SIDES: dict[str, Side] = {
    "it is the one on the left": "left", "it is the one on the right": "right",
    "it is the one nearest you": "front", "it is the one at the back": "back",
    "it is the one in the middle": "middle",
    "它在左边": "left", "它在右边": "right", "它离你最近": "front", "它在后面": "back", "它在中间": "middle"}
_CONTAINERS = {"cans are recycled": "can", "易拉罐可以回收": "can",
               "bottles are recycled": "bottle", "瓶子可以回收": "bottle"}
_DISPOSALS = {"fruit scraps are composted": "compost", "果皮果肉属于厨余垃圾": "compost",
              "such things are recycled": "recycling", "这类东西可以回收": "recycling",
              "it can be neither recycled nor composted": "landfill",
               "它既不能回收也不是厨余垃圾": "landfill"}


@dataclass(frozen=True)
class _Here:
    """What a claim is held against."""

    thing: Referent
    destination: Referent | None
    referents: Sequence[Referent]
    language: Language
    world: World

    @property
    def facts(self) -> frozenset[str]:
        return facts_of(self.thing.kind, self.thing.is_open)

    def true_of(self, query: Query) -> bool:
        return any(self.thing.key in meaning.matches(self.referents) for meaning in alternatives(query))


def is_true(text: str, reading: TrueReading, referents: Sequence[Referent]) -> bool | None:
    """Whether the reason's claim holds of a reading here.

    Args:
        text: the reason, with or without "because" / 因为.
        reading: what it is given for, in terms of true things.
        referents: true things and places as they stood when it was given.

    Returns:
        None where it claims nothing.
    """
    said = _claim(text)
    if said in NO_CLAIM:
        return None
    by_key = {referent.key: referent for referent in referents}
    language: Language = "zh" if _CHINESE.search(said) else "en"
    destination = None if reading.destination is None else by_key[reading.destination]
    here = _Here(by_key[reading.thing], destination, referents, language,
                 world_of(referent.kind for referent in referents))
    return any(claim(said, here) for claim in _CLAIMS)


def claims(text: str) -> bool:
    """Whether a reason claims anything."""
    return _claim(text) not in NO_CLAIM


def _claim(text: str) -> str:
    return text.strip(" .,。，").lower().removeprefix("because ").removeprefix("因为").strip()


def _purpose(said: str, here: _Here) -> bool:
    return any(said in (english.lower(), chinese) and fact in here.facts
               for fact, (english, chinese) in PURPOSES.items())


def _disposal(said: str, here: _Here) -> bool:
    own = {words.lower(): place for place, pair in speech_of(here.world).thrown_away.items()
           for words in pair}
    bin_ = "recycling" if said in _CONTAINERS else _DISPOSALS.get(said, own.get(said))
    if bin_ is None or f"bin:{bin_}" not in here.facts:
        return False
    return said not in _CONTAINERS or _CONTAINERS[said] in here.facts


def _belonging(said: str, here: _Here) -> bool:
    told = re.fullmatch(r"(.+?) belongs? in the (.+)" if here.language == "en" else r"(.+?)该放在(.+)", said)
    if told is None:
        return False
    noun, place = told[1], _named(here.language).get(told[2])
    kind = all_kinds().get(here.thing.kind)
    if kind is None or place is None or here.destination is None or place != here.destination.kind:
        return False
    categories = {plural[here.language == "zh"].lower(): category
                  for category, plural in speech_of(here.world).put_away}
    what = _named(here.language).get(re.sub(r"^an? ", "", noun)) if here.language == "en" else \
        _named(here.language).get(noun)
    return place in kind.belongs and (categories.get(noun) in kind.categories or what == kind.key)


def _side(said: str, here: _Here) -> bool:
    """On that side of some group it is one of: the words do not say of which."""
    side = _SIDES.get(said)
    if side is None:
        return False
    groups = [Query(frozenset({fact}), side=side) for fact in here.facts]
    return any(here.true_of(query) for query in groups
               if sum(query.accepts(referent) for referent in here.referents) > 1)


def _near(said: str, here: _Here) -> bool:
    told = re.fullmatch(r"it is by the (.+)" if here.language == "en" else r"它在(.+)旁边", said)
    kind = None if told is None else _named(here.language).get(told[1])
    if kind is None:
        return False
    return here.true_of(Query(near=Query(frozenset({f"kind:{kind}"}), what="any")))


def _is_a(said: str, here: _Here) -> bool:
    only = re.fullmatch(r"it is the only (.+) here" if here.language == "en" else r"这里只有它是(.+)", said)
    plain = re.fullmatch(r"it is an? (.+)" if here.language == "en" else r"它是(.+)", said)
    told = only or plain
    query = None if told is None else parse(told[1], here.language, here.world)
    if query is None or not here.true_of(query):
        return False
    alike = [referent.key for referent in here.referents if referent.is_place == here.thing.is_place]
    return only is None or any(meaning.matches(here.referents, alike) == {here.thing.key}
                               for meaning in alternatives(query))


def _is_not(said: str, here: _Here) -> bool:
    told = re.fullmatch(r"it is not (?:the )?(.+)" if here.language == "en" else r"它不是?(.+)", said)
    query = None if told is None else parse(told[1], here.language, here.world)
    if query is None or not query.facts:
        return False  # words of which nothing is understood deny nothing
    return not any(meaning.accepts(here.thing) for meaning in alternatives(query))


_CLAIMS: tuple[Callable[[str, _Here], bool], ...] = (
    _purpose, _disposal, _belonging, _side, _near, _is_a, _is_not)


@cache
def _named(language: Language) -> dict[str, str]:
    """The names that are said of kinds and places, lower case, to their keys."""
    return {name(key, language).lower(): key for key in (*all_kinds(), *all_places())}
