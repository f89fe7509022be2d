"""Drawing an instruction for a counter: draft, judge, keep what turns out as wanted, say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from scenes.bench.wording import BenchChinese, BenchEnglish
from scenes.catalogue import World, world_of
from scenes.commands import Command, Judgement, Special, TrueReading, graspable, judge
from scenes.drafts import Draft, Wording, say
from scenes.lexicon import Language
from scenes.queries import Query, Referent
from scenes.reasons import reason, refusal
from scenes.refusal_drafts import RefusalDrafter
from scenes.splits import Split
from scenes.wording import English
from scenes.wording_zh import Chinese

Want = Literal["clear", "ambiguous", "unsafe", "absent"]
Source = Literal["none", "attribute", "numeric", "spatial", "referential", "preference", "common-sense",
                 "safety", "false premise", "infeasible"]

MIX: tuple[tuple[Want, float], ...] = (("ambiguous", 0.45), ("clear", 0.37), ("unsafe", 0.06), ("absent", 0.12))
MOST_READINGS = 12
_TRIES = 80


@dataclass(frozen=True)
class Instruction:
    """A sentence and the whole truth about it on one counter."""

    text: str
    language: Language
    command: Command | None
    """None for what is no command to this robot (small talk, window cleaning)."""
    readings: tuple[TrueReading, ...]
    expected: Literal["act", "ask", "refuse"]
    special: Special | None
    source: Source
    """Where the ambiguity or the refusal comes from."""
    rationale: str
    """Reason for the first reading, or for the refusal; ``reason`` gives it for any reading."""
    template: str
    """Ids of the forms it was made of."""
    family: str
    """Coarse kind of template: clear and ambiguous of a pair share its first part."""


_VAGUE = ("category", "category", "category", "pronoun", "pronoun", "adj_one", "adj_one", "adj_noun", "adj_noun",
          "twin", "twin", "negation", "but", "but_any", "either", "two", "near", "sided", "purpose")
_EXACT = ("kind", "kind", "kind", "kind", "category", "adj_one", "adj_noun", "adj_noun", "sided", "sided", "near",
          "negation", "but", "two", "pronoun", "purpose")


_PRACTISED = ("two_one", "two_one", "adj_one", "adj_one", "adj_noun", "near", "negation", "but")
"""What training draws besides: properties, said without a noun too, neighbours and what is left out."""

CONTEXT_SHARE = {True: 0.3, False: 0.08}
"""Of commands with something else said around them, more in training."""

WHOLE_SHARE = 0.03
"""Of training, wishes and what is left out of them, besides those all splits draw."""

ONE_OF_SEVERAL = ("one of th", "one of your", "one of these", "either of", "either drawer", "其中一", "里的一", "中的一",
                   "里的一个")
"""Words that only make sense where there are several."""


def wording_for(language: Language, split: Split, rng: Random, world: World = "kitchen") -> Wording:
    if world == "bench":
        return BenchEnglish(split, rng) if language == "en" else BenchChinese(split, rng)
    return English(split, rng) if language == "en" else Chinese(split, rng)


def _draft(drafter: RefusalDrafter, want: Want, rng: Random) -> Draft | None:
    draft = _plain_draft(drafter, want, rng)
    if (draft is None or draft.command is None or draft.wrap is not None or draft.clause is not None
            or draft.action in ("need", "fixed") or rng.random() > CONTEXT_SHARE[drafter.wording.split == "train"]):
        return draft
    return replace(draft, wrap=drafter.wording.form("context"))


def _plain_draft(drafter: RefusalDrafter, want: Want, rng: Random) -> Draft | None:
    if want == "unsafe":
        return drafter.unsafe()
    if want == "absent":
        return drafter.drawer(rng.choice(("open", "close"))) if rng.random() < 0.05 else drafter.absent()
    if drafter.wording.split == "train" and rng.random() < WHOLE_SHARE:
        return drafter.whole()
    chance = rng.random()
    if chance < 0.10:
        return drafter.it()
    if chance < 0.145:
        return drafter.need()
    if chance < 0.19:
        return drafter.drawer(rng.choice(("open", "open", "close")))
    if chance < 0.215:
        return drafter.whole()
    if chance < 0.235:
        empty = drafter.meanings.empty()
        return drafter.derived(empty, "dispose") if empty is not None else None
    if want == "ambiguous" and chance < 0.34:
        # The thing is plain, and only where it goes is left open.
        named = drafter.meanings.sample(("kind", "kind", "adj_noun", "sided"))
        return drafter.move(named) if named is not None else None
    families: tuple[str, ...] = _VAGUE if want == "ambiguous" and rng.random() < 0.8 else _EXACT
    if drafter.wording.split == "train":
        families += _PRACTISED
    meaning = drafter.meanings.sample(families)
    if meaning is None:
        return None
    action = rng.random()
    if action < 0.01:
        return drafter.heat(meaning)
    if action < 0.06:
        return drafter.consume(meaning)
    if action < 0.30:
        return drafter.give(meaning)
    if action < 0.71:
        return drafter.move(meaning)
    return drafter.derived(meaning, "dispose" if action < 0.86 else "belongs")


def robust_command(command: Command | None, referents: Sequence[Referent]) -> bool:
    if command is None:
        return True
    place = command.destination
    return command.thing.is_robust(referents) and (not isinstance(place, Query) or place.is_robust(referents))


def assess(command: Command | None, referents: Sequence[Referent],
           rng: Random) -> tuple[Want, Judgement] | None:
    """What a command turns out to be here; None where its label would be open to dispute."""
    if command is None:
        return "absent", Judgement((), "none_of_these")
    judgement = judge(command, referents)
    if not robust_command(command, referents):
        return None
    if judgement.special == "must_not":
        found = command.thing.matches(referents)
        return ("unsafe", judgement) if len(judgement.hazards) == len(found) else None
    if _counts_fixed_things(command, referents):
        return None  # a bowl fits the words too, but cannot be carried
    if judgement.special == "none_of_these":
        return "absent", judgement
    if judgement.hazards:
        return None  # some of what fits is forbidden: whether that settles it is a matter of opinion
    n = len(judgement.readings)
    if n == 1:
        return "clear", judgement
    if n > MOST_READINGS or (n > 6 and rng.random() < 0.6):
        return None
    return "ambiguous", judgement


def _counts_fixed_things(command: Command, referents: Sequence[Referent]) -> bool:
    """Whether both things that can be carried and things that cannot fit the words (pronouns apart)."""
    if command.verb != "move" or not command.thing.facts:
        return False
    found = command.thing.matches(referents)
    return bool(found & graspable(referents)) and not found <= graspable(referents)


def _source(draft: Draft, judgement: Judgement, verdict: Want, referents: Sequence[Referent]) -> Source:
    if verdict == "unsafe":
        return "safety"
    if verdict == "absent":
        if draft.command is None:
            return "infeasible"
        found = draft.command.thing.matches(referents)
        return "infeasible" if found and draft.destination is None else "false premise"
    if verdict == "clear":
        return "none"
    things = {r.thing for r in judgement.readings}
    by_key = {r.key: r for r in referents}
    if len(things) == 1 or draft.action in ("open", "close"):
        return "spatial"
    if draft.action == "belongs":
        return "common-sense"
    family = draft.meaning.family if draft.meaning else ""
    if family in ("it", "pronoun"):
        return "referential"
    if len({by_key[t].kind for t in things}) == 1:
        return "numeric"
    if family in ("purpose", "but", "but_any", "either", "negation"):
        return "preference"
    return "spatial" if family in ("near", "left_right", "rank", "front", "back", "middle") else "attribute"


def compose(draft: Draft, verdict: Want, judgement: Judgement, referents: Sequence[Referent], wording: Wording,
            rng: Random) -> Instruction | None:
    said = say(draft, wording, rng)
    if said is None:
        return None
    text, template = said
    if len({r.thing for r in judgement.readings}) == 1 and any(mark in text for mark in ONE_OF_SEVERAL):
        return None
    if judgement.readings and draft.command is not None:
        why = reason(draft.command, judgement.readings[0], referents, wording.language,
                     len(judgement.readings) == 1)
    else:
        why = refusal(draft.command, judgement, referents, wording.language)
    return Instruction(
        text=wording.finish(text), language=wording.language, command=draft.command,
        readings=judgement.readings,
        expected="refuse" if judgement.special else "act" if len(judgement.readings) == 1 else "ask",
        special=judgement.special, source=_source(draft, judgement, verdict, referents), rationale=why,
        template=template, family=draft.family())


def draw_with_draft(referents: Sequence[Referent], rng: Random, wording: Wording, want: Want,
          tries: int = _TRIES) -> tuple[Draft, Instruction] | None:
    drafter = RefusalDrafter(referents, rng, wording)
    for _ in range(tries):
        draft = _draft(drafter, want, rng)
        if draft is None:
            continue
        verdict = assess(draft.command, referents, rng)
        if verdict is None or verdict[0] != want:
            continue
        made = compose(draft, *verdict, referents, wording, rng)
        if made is not None:
            return draft, made
    return None


def generate(referents: Sequence[Referent], rng: Random, language: Language, split: Split = "train",
             want: Want | None = None) -> Instruction | None:
    """One instruction for a counter.

    Args:
        referents: everything visible, places included.
        rng: the only source of chance: the same state gives the same instruction.
        language: ``en`` or ``zh``.
        split: whose templates and noun-phrase forms to use; the splits share none.
        want: what it should turn out to be; None draws from ``MIX``.

    Returns:
        The instruction, or None where this counter admits none of that sort.
    """
    wanted = want or rng.choices([w for w, _ in MIX], [p for _, p in MIX])[0]
    wording = wording_for(language, split, rng, world_of(r.kind for r in referents))
    drawn = draw_with_draft(referents, rng, wording, wanted)
    return drawn[1] if drawn else None
