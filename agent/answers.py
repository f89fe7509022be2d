"""Understanding the reply to a question: what it settles, or why it settles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent import replies
from agent.commands import given_up, is_command, plainly
from agent.conjunctions import all_of
from agent.exclusions import anchor, denied, pointed_at, the_other
from agent.language import bare, detect, keyword, mentioned
from agent.naming import referents
from agent.nearness import is_relation
from agent.numbering import number, parts, several
from agent.picking import pick, stripped
from agent.questions import split
from agent.replies import Kind
from agent.types import LastMove, Narrowed, Question
from policies.types import Percept, ScoredReading
from scenes.catalogue import world_of
from scenes.referring import resolve

Detail = Literal[
    "", "fits several", "not seen", "which other", "not together", "no such number", "revised"
]


@dataclass(frozen=True)
class Answer:
    """What a reply means. ``reread``: it names several things seen, none of them offered."""

    kind: Kind
    narrowed: tuple[Narrowed, ...] = ()
    """For ``chosen``, ``excluded`` and ``both``: what it settles, the factor asked about first."""
    offered: bool = True
    """False: it names something seen that was not among the options."""
    detail: Detail = ""
    """What was not clear, or what more is to be known of how it was understood."""

    @property
    def noted(self) -> str:
        """How it was understood, for traces: ``chosen``, ``chosen, not offered``, ``unclear, not seen``"""
        return ", ".join(
            part for part in (self.kind, "" if self.offered else "not offered", self.detail) if part
        )


UNCLEAR = Answer("unclear")


def understand(
    text: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    last: LastMove | None = None,
) -> Answer:
    """What a reply to ``question`` means; nothing is ever guessed: what is not understood is ``unclear``.

    Args:
        text: as typed, in English or Chinese whatever the question was asked in.
        question: what was asked.
        decided: the set the question splits.
        percepts: what was seen.
        last: what was moved last, which "the other one" may be said against.
    """
    if not bare(text):
        return Answer("unclear" if any(mark in text for mark in "?？") else "silence")
    plain = plainly(text)
    kind = replies.whole(plain, question)
    if kind in ("cancel", "neither", "any", "yes", "no", "unclear"):
        return Answer(kind)
    if keyword(text) in ("undo", "home"):
        return Answer("command")
    if kind == "why":
        return Answer("why")
    rest = given_up(text)
    if rest is not None:
        return _after_giving_up(rest, question, decided, percepts, last)
    numbered = _by_number(plain, question)
    if numbered is not None:
        return numbered
    exact = [option for option in question.options if bare(option.text) == plain]
    if len(exact) == 1 and question.kind == "which":
        return Answer("chosen", (Narrowed(factor=question.factor, values=(exact[0].keys,)),))
    return (
        _all(plain, question, decided, percepts)
        or _by_exclusion(plain, question, decided, percepts, last)
        or (Answer("command") if is_command(plain) else None)
        or _in_words(plain, question, decided, percepts)
    )


def _after_giving_up(
    rest: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    last: LastMove | None,
) -> Answer:
    """ "never mind, put the apple away" is a command, "never mind, the apple" an answer; else it is over."""
    answer = understand(rest, question, decided, percepts, last)
    return answer if answer.kind in ("command", "chosen", "excluded", "both", "any") else Answer("cancel")


def _by_number(plain: str, question: Question) -> Answer | None:
    count = _highest(question)
    listed = [question.option(one) for one in several(plain, count) or ()]
    if listed:
        there = [option.keys for option in listed if option is not None]
        return _jointly(there, question) if len(there) == len(listed) else _no_such()
    chosen = number(plain, count)
    if chosen is None:
        return None
    option = question.option(chosen)
    if option is None:
        return _no_such()
    if question.kind == "confirm":
        return Answer("yes")
    return Answer("chosen", (Narrowed(factor=question.factor, values=(option.keys,)),))


def _highest(question: Question) -> int:
    return max([option.number for option in question.options] + [*question.gone], default=0)


def _no_such() -> Answer:
    return Answer("unclear", detail="no such number")


def _jointly(values: Sequence[tuple[int, ...]], question: Question) -> Answer:
    """Several options at once: possible of things alone (whether it can be done is for the set to say)."""
    if question.factor != "thing":
        return Answer("both", detail="not together")
    union = tuple(sorted({key for keys in values for key in keys}))
    return Answer("both", (Narrowed(factor="thing", values=(union,)),))


def _all(
    plain: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Answer | None:
    """ "both", "all of them", "both drinks", "both, into the top drawer"; "the Coke and the apple"."""
    language = detect(plain)
    if question.kind == "confirm":
        return None
    rest = all_of(plain, len(question.options))
    if rest is not None:
        answer = _jointly([option.keys for option in question.options], question)
        if not rest or not answer.narrowed or pick(rest, question, decided, percepts, language).fits_all:
            return answer
        return _into(rest, answer, decided, percepts) or UNCLEAR
    named = parts(plain)
    if not 2 <= len(named) <= len(question.options) or denied(plain) or any(map(denied, named)):
        return None
    picks = [pick(part, question, decided, percepts, language) for part in named]
    chosen = [
        item.narrowed[0].values[0]
        for item in picks
        if item.offered
        and len(item.narrowed) == 1
        and item.narrowed[0].factor == question.factor
        and len(item.narrowed[0].values) == 1
    ]
    return _jointly(chosen, question) if len(set(chosen)) == len(named) else None


def _into(
    rest: str, answer: Answer, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Answer | None:
    """ "both, into the top drawer": the place too, where the rest of the reply names one."""
    language = detect(rest)
    places = {key for keys in split(decided, "destination") for key in keys}
    found = resolve(stripped(rest), places, referents(percepts), language)
    names = mentioned(rest, language, world_of(p.name for p in percepts))
    if places and found == places:
        return answer
    if len(found) != 1:
        found = frozenset(p.key for p in percepts if p.is_place and p.name in names)
    if len(found) != 1:
        return None
    place = Narrowed(factor="destination", values=(tuple(found),))
    return replace(answer, narrowed=(*answer.narrowed, place))


def _by_exclusion(
    plain: str,
    question: Question,
    decided: Sequence[ScoredReading],
    percepts: Sequence[Percept],
    last: LastMove | None,
) -> Answer | None:
    """ "not the red one", "the other one": with two left, the other is meant."""
    words = denied(plain)
    if the_other(plain):
        out: Sequence[tuple[int, ...]] = _anchored(question, percepts, last)
        if not out or (question.kind == "which" and len(question.options) != 2):
            return Answer("unclear", detail="which other")
    elif words is None:
        return None
    else:
        said, instead = words
        if instead and not the_other(instead):
            meant = understand(instead, question, decided, percepts, last)
            if meant.kind in ("chosen", "command", "both", "any"):
                return meant
        if pointed_at(said):
            out = _anchored(question, percepts, last)
            if not out:
                return Answer("unclear", detail="which other")
        else:
            out = _denied_options(said, question, decided, percepts)
            if not out:
                # "not sweet" says what the thing is like, not which of the options it is not.
                found = _in_words(plain, question, decided, percepts)
                return found if found.kind == "chosen" and _denies(plain, found) else UNCLEAR
    if question.kind == "confirm":
        return Answer("excluded")
    values = list(split(decided, question.factor))
    left = tuple(keys for keys in values if keys not in out)
    if not left:
        return Answer("neither")
    return Answer("excluded", (Narrowed(factor=question.factor, values=left),))


def _denies(plain: str, answer: Answer) -> bool:
    """Whether words that deny were read as denying: they name no kind outright, and pick what was offered."""
    return answer.offered and not mentioned(plain, detect(plain))


def _anchored(
    question: Question, percepts: Sequence[Percept], last: LastMove | None
) -> Sequence[tuple[int, ...]]:
    found = anchor(question, percepts, last)
    return [] if found is None else [found]


def _denied_options(
    said: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Sequence[tuple[int, ...]]:
    """The options that words for what is not meant are true of ("the Coke and the apple": each of them)."""
    joined = parts(said)
    if len(joined) > 1:
        each = [_denied_options(part, question, decided, percepts) for part in joined]
        return [keys for found in each for keys in found] if all(each) else []
    chosen = number(said, _highest(question))
    if chosen is not None:
        option = question.option(chosen)
        return [] if option is None else [option.keys]
    exact = [option.keys for option in question.options if bare(option.text) == said]
    if exact:
        return exact
    picked = pick(said, question, decided, percepts, detect(said))
    if picked.fits_all:
        return [option.keys for option in question.options]
    if not picked.offered:
        return []
    return [
        keys for item in picked.narrowed if item.factor == question.factor for keys in item.values
    ]


def _in_words(
    plain: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Answer:
    """Words for an option, for a part of the options, or for something seen that was not offered."""
    language = detect(plain)
    picked = pick(plain, question, decided, percepts, language)
    if picked.reread:
        return Answer("reread", offered=False)
    if picked.narrowed:
        if question.kind == "confirm" and picked.offered:
            return Answer("yes")
        return Answer("chosen", picked.narrowed, picked.offered)
    earlier = _revised(plain, question, decided, percepts)
    if earlier is not None:
        return earlier
    if picked.fits_all:
        return Answer("unclear", detail="fits several")
    there = {percept.name for percept in percepts}
    absent = [name for name in mentioned(plain, language, world_of(there)) if name not in there]
    return Answer("unclear", detail="not seen" if absent else "")


def _revised(
    plain: str, question: Question, decided: Sequence[ScoredReading], percepts: Sequence[Percept]
) -> Answer | None:
    """A change of mind about which thing, when asked where: the one thing seen that the words name."""
    language = detect(plain)
    if question.factor != "destination" or is_relation(plain, language):
        return None
    names = mentioned(plain, language, world_of(p.name for p in percepts))
    named = [p for p in percepts if not p.is_place and p.name in names]
    if len(names) != 1 or len(named) != 1 or (named[0].key,) in split(decided, "thing"):
        return None
    return Answer("chosen", (Narrowed(factor="thing", values=((named[0].key,),)),), detail="revised")
