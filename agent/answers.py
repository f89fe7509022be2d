"""Understanding the reply to a question, and folding it into what is still possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent import replies
from agent.language import bare, detect, keyword, mentioned
from agent.naming import referents
from agent.questions import KEYED, split, value
from agent.replies import Kind
from agent.types import Factor, Language, Narrowed, Question
from policies.types import Belief, Entry, Percept, Reading, ScoredReading
from scenes.referring import resolve


@dataclass(frozen=True)
class Answer:
    """What a reply means. ``reread``: it names several things seen, none of them offered."""

    kind: Kind
    narrowed: tuple[Narrowed, ...] = ()
    """For ``chosen``: what it settles, the factor asked about first."""
    offered: bool = True
    """False: it names something seen that was not among the options."""


def understand(
    text: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Answer:
    """What a reply to ``question`` means.

    Args:
        text: as typed, in English or Chinese whatever the question was asked in.
        question: what was asked.
        decided: the set the question splits.
        percepts: what was seen.
    """
    plain = re.sub(r"^(no|nope|actually|i mean|sorry|不|不是|不对|其实|我是说)[,，\s]+(?=\S)", "", bare(text))
    for kind, words in replies.PHRASES.items():
        if plain in words and (kind not in ("yes", "no") or question.kind == "confirm"):
            return Answer(kind)
    if plain in replies.PHRASES["no"]:
        return Answer("neither")
    if keyword(text) in ("undo", "home"):
        return Answer("command")
    if replies.WHY.match(plain):
        return Answer("why")
    number = _number(plain, len(question.options))
    if number is not None:
        if not 1 <= number <= len(question.options):
            return Answer("unclear")
        if question.kind == "confirm":
            return Answer("yes")
        return Answer(
            "chosen", (Narrowed(factor=question.factor, values=(question.options[number - 1].keys,)),)
        )
    exact = [option for option in question.options if bare(option.text) == plain]
    if len(exact) == 1 and question.kind == "which":
        return Answer("chosen", (Narrowed(factor=question.factor, values=(exact[0].keys,)),))
    if _is_command(plain, percepts):
        return Answer("command")
    return _in_words(plain, question, decided, percepts, detect(text))


def _number(plain: str, count: int) -> int | None:
    match = replies.NUMBER.match(plain)
    if match is None:
        return None
    if match["l"] is not None or match["n"] == "last":
        return count
    word = match["n"] or match["z"] or match["h"]
    return int(word) if word.isdigit() else replies.ORDINALS[word]


def _is_command(plain: str, percepts: Sequence[Percept]) -> bool:
    """A whole new command, as against words that pick an option ("take the green one")."""
    if match := replies.COMMAND_EN.match(plain):
        rest = match["rest"]
        if re.search(r"\b(it|that|this|one)\b", rest) and not mentioned(rest, "en")[1:]:
            return False
        if match[1] in replies.WEAK_EN and not replies.PLACED.search(rest):
            return False
        return bool(rest.strip())
    if match := replies.COMMAND_ZH.match(plain):
        rest = match["rest"]
        if match[1] in ("拿", "放") and not re.search("给|到|进|里|在", rest):
            return False
        return len(rest) >= 2 and not re.match("^(它|那个|这个)", rest)
    return False


def _in_words(
    plain: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    language: Language,
) -> Answer:
    """Words for an option, for a part of the options, or for something seen that was not offered."""
    seen = referents(percepts)
    by_factor: list[Narrowed] = []
    offered = True
    if question.factor == "relation":
        beside = replies.BESIDE.search(plain) is not None
        if beside == (replies.WITHIN.search(plain) is not None):
            return Answer("unclear")
        return Answer("chosen", (Narrowed(factor="relation", values=((int(beside),),)),))
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
        found = named if named is not None else resolve(_stripped(plain), keys, seen, language)
        kept = tuple(v for v in values if v and set(v) <= found)
        if kept and (len(kept) < len(values) or len(values) == 1):
            by_factor.append(Narrowed(factor=factor, values=kept))
    if question.factor in KEYED and not any(item.factor == question.factor for item in by_factor):
        everywhere = [p.key for p in percepts if p.is_place == (question.factor == "destination")]
        found = resolve(_stripped(plain), everywhere, seen, language)
        asked = {key for option in question.options for key in option.keys}
        if len(found) > 1 and not found & asked:
            return Answer("reread", offered=False)
        # A place is another one than was asked about only if it is named: "the green one" is no bin.
        names = mentioned(plain, language)
        meant = question.factor != "destination" or any(p.key in found and p.name in names for p in percepts)
        if len(found) == 1 and not found & asked and meant:
            by_factor.insert(0, Narrowed(factor=question.factor, values=(tuple(found),)))
            offered = False
    if not by_factor:
        return Answer("unclear")
    if question.kind == "confirm" and offered:
        return Answer("yes")
    return Answer("chosen", tuple(by_factor), offered)


def _named(
    plain: str, factor: Factor, keys: set[int], percepts: Sequence[Percept], language: Language
) -> frozenset[int] | None:
    """Keys whose kind the words name outright, when exactly one kind of the set is named."""
    names = set(mentioned(plain, language))
    hit = {p.name for p in percepts if p.key in keys} & names
    if len(hit) != 1 or len(names) != 1:
        return None if len(hit) != 1 else _of_kind(hit, keys, percepts) if factor == "destination" else None
    found = _of_kind(hit, keys, percepts)
    return found if len(found) == 1 else None


def _of_kind(names: set[str], keys: set[int], percepts: Sequence[Percept]) -> frozenset[int]:
    return frozenset(p.key for p in percepts if p.key in keys and p.name in names)


def _stripped(plain: str) -> str:
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


def restrict(belief: Belief, narrowed: Sequence[Narrowed]) -> Belief:
    """The belief given what answers settled: other readings are dropped, the rest sums to 1 again.

    Where no reading of the belief fits (the user named something not thought of), the best reading is
    made to fit, since the user has said so.
    """
    if not narrowed:
        return belief
    normal = [item for item in belief.readings if item.reading.special is None]
    for item in narrowed:
        fitting = [scored for scored in normal if value(scored.reading, item.factor) in item.values]
        if not fitting and normal and len(item.values) == 1 and len(item.values[0]) == 1:
            made = [_substituted(scored, item.factor, item.values[0][0]) for scored in normal]
            fitting = [scored for scored in made if scored is not None]
        normal = fitting
    total = sum(scored.probability for scored in normal)
    if not normal or total <= 0.0:
        return belief
    kept = sorted(
        (ScoredReading(reading=scored.reading, probability=scored.probability / total) for scored in normal),
        key=lambda scored: -scored.probability,
    )
    return belief.model_copy(update={"readings": tuple(kept)})


def exclude(belief: Belief, factor: Factor, values: Sequence[tuple[int, ...]]) -> Belief | None:
    """The belief after "neither": None where too little is left to go on (under a twentieth)."""
    left = [
        item
        for item in belief.readings
        if item.reading.special is None and value(item.reading, factor) not in values
    ]
    total = sum(item.probability for item in left)
    if total < 0.05:
        return None
    return belief.model_copy(
        update={
            "readings": tuple(
                ScoredReading(reading=item.reading, probability=item.probability / total) for item in left
            )
        }
    )


def _substituted(scored: ScoredReading, factor: Factor, key: int) -> ScoredReading | None:
    """The reading with another thing or destination."""
    if len(scored.reading.entries) != 1 or factor not in KEYED:
        return None
    entry = scored.reading.entries[0]
    changed = (
        Entry(verb=entry.verb, things=(key,), destination=entry.destination, relation=entry.relation)
        if factor == "thing"
        else Entry(verb=entry.verb, things=entry.things, destination=key, relation=entry.relation)
    )
    return ScoredReading(reading=Reading(entries=(changed,)), probability=scored.probability)
