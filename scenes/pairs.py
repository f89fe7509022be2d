"""Minimal pairs: the same counter with other words, and the same words on a changed counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from scenes.catalogue import practised_kinds, world_of
from scenes.commands import Command, TrueReading, judge
from scenes.drafts import Draft, Drafter
from scenes.drawing import (
    ONE_OF_SEVERAL,
    Instruction,
    Source,
    Want,
    assess,
    compose,
    draw_with_draft,
    robust_command,
    wording_for,
)
from scenes.lexicon import Language
from scenes.meanings import Meaning
from scenes.queries import Query, Referent
from scenes.reasons import reason, refusal
from scenes.splits import Split

_WANT: dict[str, Want] = {"act": "clear", "ask": "ambiguous"}
_SOURCE: dict[Want, Source] = {"clear": "none", "ambiguous": "attribute", "unsafe": "safety",
                               "absent": "false premise"}
"""Where an ambiguity or a refusal comes from that the same words did not have on the other counter."""


def pair(referents: Sequence[Referent], rng: Random, language: Language, split: Split = "train",
         tries: int = 12) -> tuple[Instruction, Instruction] | None:
    """An ambiguous instruction and its clear control: same counter, same frame, other words.

    The control names one of the ambiguous one's readings: only what was left open is said.

    Returns:
        (ambiguous, clear), or None where this counter admits no pair.
    """
    wording = wording_for(language, split, rng, world_of(r.kind for r in referents))
    drafter = Drafter(referents, rng, wording)
    by_key = {r.key: r for r in referents}
    for _ in range(tries):
        drawn = draw_with_draft(referents, rng, wording, "ambiguous", tries=20)
        if drawn is None:
            continue
        draft, ambiguous = drawn
        for _ in range(12):
            control = _control(draft, rng.choice(ambiguous.readings), drafter, by_key, rng)
            if control is None:
                continue
            verdict = assess(control.command, referents, rng)
            if verdict is None or verdict[0] != "clear" or verdict[1].readings[0] not in ambiguous.readings:
                continue
            clear = compose(control, *verdict, referents, wording, rng)
            if clear is not None:
                return ambiguous, clear
    return None


def _control(draft: Draft, reading: TrueReading, drafter: Drafter, by_key: dict[int, Referent],
             rng: Random) -> Draft | None:
    """The draft with whatever was open settled towards one reading."""
    thing, command = by_key[reading.thing], draft.command
    if command is None:
        return None
    meaning: Meaning | None
    if draft.action in ("open", "close"):
        meaning = Meaning("drawer_named", Query(frozenset({f"kind:{thing.kind}"}), what="place"),
                          noun=f"kind:{thing.kind}")
        return replace(draft, meaning=meaning, command=Command(command.verb, meaning.query))
    if draft.action == "it":
        other = drafter.it()
        return other if other is not None and other.frame.group == draft.frame.group else None
    if draft.action == "need" or draft.frame.group.startswith("whole."):
        # A wish, or a sentence that says what is left out, fits no other meaning: the control says it plainly.
        frame = drafter.wording.form("give")
        meaning = _narrow(thing, drafter, rng)
        if meaning is None or frame is None:
            return None
        return Draft("give", frame, Command("move", meaning.query, "hand_over"), meaning)
    open_thing = len(command.thing.matches(tuple(by_key.values()))) > 1
    meaning = _narrow(thing, drafter, rng) if open_thing else draft.meaning
    if meaning is None:
        return None
    to = draft.destination
    if to is not None and to.group in ("drawer", "bin", "box") and reading.destination is not None:
        to = drafter.named_place(by_key[reading.destination].kind)
    elif to is not None and to.group == "holder" and reading.destination is not None:
        kind = by_key[reading.destination].kind
        to = replace(to, query=Query(frozenset({f"kind:{kind}"})), key=kind, general=False)
    elif to is not None and to.group == "next" and reading.destination is not None:
        anchor = _narrow(by_key[reading.destination], drafter, rng)
        if anchor is None:
            return None
        to = replace(to, query=anchor.query, anchor=anchor)
    if to is not None:
        return replace(draft, meaning=meaning, destination=to, command=drafter.move_command(meaning, to))
    return replace(draft, meaning=meaning, command=replace(command, thing=meaning.query))


def _narrow(thing: Referent, drafter: Drafter, rng: Random) -> Meaning | None:
    """A meaning true of this thing alone: its name, or something that tells it apart."""
    for _ in range(10):
        named = drafter.meanings.of_kind(thing.kind)
        meaning = named if rng.random() < 0.4 else drafter.meanings.sample(
            ("kind", "adj_noun", "adj_one", "sided", "sided", "near", "two"))
        if meaning is not None and meaning.query.matches(drafter.referents) == {thing.key}:
            return meaning
    return None


def contrast(instruction: Instruction, referents: Sequence[Referent],
             rng: Random, tries: int = 12) -> tuple[tuple[Referent, ...], Instruction] | None:
    """The same words on a counter where one thing is another: clear becomes ambiguous or the reverse.

    Returns:
        The changed counter and the instruction as it stands there; None where no single change does it.
    """
    if instruction.command is None:
        return None
    things = [r for r in referents if not r.is_place]
    carried = [key for key, kind in practised_kinds(world_of(r.kind for r in referents)).items() if kind.graspable]
    for _ in range(tries):
        old = rng.choice(things)
        others = [k for k in carried if k != old.kind]
        changed = tuple(replace(r, kind=rng.choice(others)) if r.key == old.key else r for r in referents)
        judgement = judge(instruction.command, changed)
        n = len(judgement.readings)
        if judgement.hazards or n == 0 or n > 6 or not robust_command(instruction.command, changed):
            continue
        if (n == 1) == (instruction.expected == "act"):
            continue
        if n == 1 and any(mark in instruction.text for mark in ONE_OF_SEVERAL):
            continue
        why = reason(instruction.command, judgement.readings[0], changed, instruction.language, n == 1)
        source: Source = "none" if n == 1 else "attribute"
        return changed, replace(instruction, readings=judgement.readings, special=None, source=source,
                                expected="act" if n == 1 else "ask", rationale=why)
    return None


def restate(instruction: Instruction, referents: Sequence[Referent], rng: Random) -> Instruction | None:
    """The same words judged anew on another counter; None where their label there would be open to dispute."""
    verdict = assess(instruction.command, referents, rng)
    if verdict is None:
        return None
    want, judgement = verdict
    readings = judgement.readings
    if len({r.thing for r in readings}) == 1 and any(mark in instruction.text for mark in ONE_OF_SEVERAL):
        return None
    if readings and instruction.command is not None:
        why = reason(instruction.command, readings[0], referents, instruction.language, len(readings) == 1)
    else:
        why = refusal(instruction.command, judgement, referents, instruction.language)
    same = want == _WANT.get(instruction.expected)
    source: Source = instruction.source if same else _SOURCE[want]
    return replace(instruction, readings=readings, special=judgement.special, source=source, rationale=why,
                   expected="refuse" if judgement.special else "act" if len(readings) == 1 else "ask")
