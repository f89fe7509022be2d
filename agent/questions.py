"""The question that splits the set best, phrased with what tells its members apart here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log2

from agent.language import noun
from agent.naming import common_noun, phrase
from agent.types import Decision, Factor, Language, Option, Question
from policies.types import Percept, Reading, ScoredReading

FACTORS: tuple[Factor, ...] = ("thing", "destination", "verb", "relation")
"""In this order when two questions would tell as much: things first, then places."""
MAX_OPTIONS = 6
KEYED: tuple[Factor, ...] = ("thing", "destination")
"""Factors whose values are percepts; those of the others are numbers of their own."""
_VERBS = ("move", "open", "close")
_WORDS: dict[Factor, dict[Language, tuple[str, ...]]] = {
    "verb": {"en": ("move it", "open it", "close it"), "zh": ("移动它", "打开它", "关上它")},
    "relation": {"en": ("in or on it", "next to it"), "zh": ("里面或上面", "旁边")},
}


def value(reading: Reading, factor: Factor) -> tuple[int, ...]:
    """What a reading says about a factor, as sorted percept keys (an index for verbs and relations)."""
    if factor == "verb":
        return tuple(sorted({_VERBS.index(entry.verb) for entry in reading.entries}))
    if factor == "relation":
        return tuple(sorted({int(entry.relation == "next_to") for entry in reading.entries}))
    if factor == "thing":
        return tuple(sorted({key for entry in reading.entries for key in entry.things}))
    return tuple(sorted({entry.destination for entry in reading.entries if entry.destination is not None}))


def split(readings: Sequence[ScoredReading], factor: Factor) -> dict[tuple[int, ...], float]:
    """Probability of each value of a factor within the set; values sum to 1, most probable first."""
    total = sum(item.probability for item in readings)
    mass: dict[tuple[int, ...], float] = defaultdict(float)
    for item in readings:
        mass[value(item.reading, factor)] += item.probability / total
    return dict(sorted(mass.items(), key=lambda pair: -pair[1]))


def information_bits(readings: Sequence[ScoredReading], factor: Factor) -> float:
    """What the answer to "which <factor>" is expected to tell: the entropy of the factor in the set."""
    return -sum(p * log2(p) for p in split(readings, factor).values() if p > 0.0)


def best_factor(readings: Sequence[ScoredReading]) -> Factor:
    """The factor whose answer tells most. Half a bit is given up to ask things before places."""
    told = {factor: information_bits(readings, factor) for factor in FACTORS}
    best = max(told.values())
    return next(factor for factor in FACTORS if told[factor] > 1e-9 and told[factor] >= best - 0.5)


def compose(decision: Decision, percepts: Sequence[Percept], language: Language, said: str = "") -> Question:
    """The question for a decision to ask.

    Args:
        decision: to ask, with its set.
        percepts: what was seen.
        language: to ask in.
        said: the command, whose own noun is taken up where it fits.

    Raises:
        ValueError: the decision is not one to ask.
    """
    if decision.kind != "ask" or not decision.readings:
        raise ValueError(f"nothing to ask about a decision to {decision.kind}")
    told = any(information_bits(decision.readings, factor) > 1e-9 for factor in FACTORS)
    if decision.reason == "unsure" or not told:
        return _confirm(decision.readings[0].reading, percepts, language)
    factor = best_factor(decision.readings)
    values = sorted(
        list(split(decision.readings, factor))[:MAX_OPTIONS], key=lambda keys: _order(keys, percepts, factor)
    )
    offered = [key for keys in values for key in keys]
    options = tuple(
        Option(number=number, text=_option(keys, factor, offered, percepts, language), keys=keys)
        for number, keys in enumerate(values, 1)
    )
    return Question(
        factor=factor,
        kind="which",
        options=options,
        language=language,
        text=_text(options, factor, percepts, language, said),
    )


def _order(keys: tuple[int, ...], percepts: Sequence[Percept], factor: Factor) -> tuple[float, ...]:
    """Left to right as the user sees them; drawers and other stacked places from the top down."""
    seen = [p for p in percepts if p.key in keys]
    if factor not in KEYED or not seen:
        return tuple(float(key) for key in keys)
    first = min(seen, key=lambda p: p.u)
    return (round(first.u, 1), first.v) if first.is_place else (first.u, first.v)


def _confirm(reading: Reading, percepts: Sequence[Percept], language: Language) -> Question:
    factor: Factor = "thing"
    keys = value(reading, factor)
    option = Option(number=1, text=_option(keys, factor, keys, percepts, language), keys=keys)
    places = value(reading, "destination")
    where = _option(places, "destination", places, percepts, language) if places else ""
    if reading.entries[0].verb == "move":
        en = f"Do you mean {option.text}" + (f", to {where}" if where else "")
        zh = f"你是说{option.text}" + (f"，放到{where}" if where else "")
    else:
        en = f"Do you mean that I should {reading.entries[0].verb} {option.text}"
        zh = f"你是要我{'打开' if reading.entries[0].verb == 'open' else '关上'}{option.text}"
    text = f"{en}: yes (1) or no?" if language == "en" else f"{zh}吗？是 (1)，还是不是？"
    return Question(factor=factor, kind="confirm", options=(option,), language=language, text=text)


def _option(
    keys: tuple[int, ...],
    factor: Factor,
    offered: Sequence[int],
    percepts: Sequence[Percept],
    language: Language,
) -> str:
    if factor not in KEYED:
        words = _WORDS[factor][language]
        return (" and " if language == "en" else "并").join(words[key] for key in keys)
    if not keys:
        return "in the hand" if language == "en" else "拿在手里"
    return (" and " if language == "en" else "和").join(
        phrase(key, percepts, language, offered) for key in keys
    )


def _text(
    options: Sequence[Option], factor: Factor, percepts: Sequence[Percept], language: Language, said: str
) -> str:
    numbered = [f"{option.text} ({option.number})" for option in options]
    if factor == "verb":
        return (
            f"What should I do: {_either(numbered, 'en')}?"
            if language == "en"
            else f"要我做什么：{_either(numbered, 'zh')}？"
        )
    if factor == "relation":
        if language == "en":
            return f"Where exactly: {_either(numbered, 'en')}?"
        return f"具体放哪里：{_either(numbered, 'zh')}？"
    by_key = {p.key: p for p in percepts}
    names = {by_key[key].name for option in options for key in option.keys}
    common = common_noun(names, language, factor, said)
    if language == "zh":
        which = "哪里" if common == "地方" else f"哪个{common}" if common != "东西" else "哪一个"
        return f"{which}：{_either(numbered, 'zh')}？"
    if factor == "destination" and len(names) > 1 and all(common in noun(name, "en") for name in names):
        # "Top drawer (1) or bottom drawer (2)?" says "drawer" already.
        plain = _either([text.removeprefix("the ") for text in numbered], "en")
        return f"{plain[0].upper()}{plain[1:]}?"
    return f"Which {'one' if common == 'thing' else common}: {_either(numbered, 'en')}?"


def _either(texts: Sequence[str], language: Language) -> str:
    if language == "zh":
        return "、".join(texts[:-1]) + " 还是" + texts[-1]
    return ", ".join(texts[:-1]) + " or " + texts[-1]
