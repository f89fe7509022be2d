"""Words that pick: an option, a part of the options, or something seen that was not offered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from agent.language import mentioned
from agent.naming import referents
from agent.nearness import is_relation, nearer_or_farther, without_relation
from agent.questions import KEYED, split
from agent.types import Factor, Language, Narrowed, Question
from policies.types import Percept, ScoredReading
from scenes.catalogue import world_of
from scenes.referring import resolve

_BESIDE = re.compile(r"\b(next to|beside|by|near|close to|alongside)\b|旁|边|挨着|附近")
_WITHIN = re.compile(r"\b(in|on|into|onto|inside)\b|里|上")
_VERBS: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(move|pick|put|take|bring|lift)\b|移|拿|放|搬"),
    re.compile(r"\b(open|pull)\b|打开|拉开|开"),
    re.compile(r"\b(close|shut|push)\b|关"),
)


@dataclass(frozen=True)
class Picked:
    """What words pick. ``reread``: several things seen, none of them offered."""

    narrowed: tuple[Narrowed, ...] = ()
    """What they settle, the factor asked about first; empty if nothing was understood."""
    offered: bool = True
    """False: something seen that was not among the options."""
    reread: bool = False
    fits_all: bool = False
    """They are true of every option, so they tell none from the others."""


def pick(
    plain: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    language: Language,
) -> Picked:
    """What words pick among a question's options, or among what is seen.

    Args:
        plain: lower case, without punctuation at its ends.
        question: what was asked.
        decided: the set the question splits.
        percepts: what was seen.
        language: of the words.
    """
    if question.factor == "relation":
        beside = _BESIDE.search(plain) is not None
        if beside == (_WITHIN.search(plain) is not None):
            return Picked()
        return Picked((Narrowed(factor="relation", values=((int(beside),),)),))
    if question.factor == "verb":
        meant = [
            option.keys
            for option in question.options
            if len(option.keys) == 1 and _VERBS[option.keys[0]].search(plain)
        ]
        return Picked((Narrowed(factor="verb", values=(meant[0],)),)) if len(meant) == 1 else Picked()
    return _pick_keyed(plain, question, decided, percepts, language)


def _pick_keyed(
    plain: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    language: Language,
) -> Picked:
    seen = referents(percepts)
    by_factor: list[Narrowed] = []
    fits_all = False
    for factor in sorted(KEYED, key=lambda one: one != question.factor):
        values = list(split(decided, factor))
        if factor == question.factor:
            values = [option.keys for option in question.options]
        elif len(values) < 2:
            continue
        keys = {key for keys in values for key in keys}
        named = _named(plain, factor, keys, percepts, language)
        if factor != question.factor and named is None:
            continue
        found = named if named is not None else _among(plain, keys, percepts, language)
        kept = tuple(v for v in values if v and set(v) <= found)
        if kept and (len(kept) < len(values) or len(values) == 1):
            by_factor.append(Narrowed(factor=factor, values=kept))
        elif kept and factor == question.factor:
            fits_all = True
    if any(item.factor == question.factor for item in by_factor):
        return Picked(tuple(by_factor))
    # Outside the options a neighbour, a side or a colour must single one out among everything seen.
    everywhere = [p.key for p in percepts if p.is_place == (question.factor == "destination")]
    found = _among(plain, everywhere, percepts, language)
    asked = {key for option in question.options for key in option.keys}
    if len(found) > 1 and not found & asked:
        return Picked(offered=False, reread=True)
    # A place is another one than was asked about only if it is named: "the green one" is no bin.
    names = mentioned(plain, language, world_of(p.name for p in percepts))
    named_place = any(p.key in found and p.name in names for p in percepts)
    if len(found) == 1 and not found & asked and (question.factor != "destination" or named_place):
        return Picked(
            (Narrowed(factor=question.factor, values=(tuple(found),)), *by_factor), offered=False
        )
    if fits_all and not by_factor and len(seen) > 0:
        return Picked(fits_all=True)
    return Picked(tuple(by_factor))


def _among(
    plain: str, keys: Collection[int], percepts: Sequence[Percept], language: Language
) -> frozenset[int]:
    """Keys the words are true of."""
    words = stripped(plain)
    compared = nearer_or_farther(words, keys, percepts, language)
    return resolve(words, keys, referents(percepts), language) if compared is None else compared


def _named(
    plain: str, factor: Factor, keys: set[int], percepts: Sequence[Percept], language: Language
) -> frozenset[int] | None:
    """Keys whose kind the words name outright, when exactly one kind of the set is named."""
    names = set(mentioned(plain, language, world_of(p.name for p in percepts)))
    hit = {p.name for p in percepts if p.key in keys} & names
    if len(hit) != 1:
        return None
    if is_relation(plain, language) and not mentioned(without_relation(plain, language), language):
        return None  # "the one next to the apple" is not the apple
    if len(names) != 1:
        return _of_kind(hit, keys, percepts) if factor == "destination" else None
    found = _of_kind(hit, keys, percepts)
    return found if len(found) == 1 else None


def _of_kind(names: set[str], keys: set[int], percepts: Sequence[Percept]) -> frozenset[int]:
    return frozenset(p.key for p in percepts if p.key in keys and p.name in names)


def stripped(plain: str) -> str:
    """Without the verb of "take the green one", "put it in the top one", 要红的."""
    plain = re.sub(
        r"^(i want|i'd like|i mean|i meant|give me|it's|that's|make it|let's|use|choose|take|pick|grab|get|"
        r"(put|move|place) (it|that|this) (in|into|on|onto|to))\s+",
        "",
        plain,
    )
    return re.sub(
        r"^(我要|我想要|我选|选|要|是|就|就要|拿|放|放到|放进|放在|我是说|我说的是)+(?=.)", "", plain
    )
