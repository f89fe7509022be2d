"""What commands are known from the traces to have meant, and with what chance that became known.

Where the user's own answers left a single reading, it is known whatever the belief was: weight 1. Where the
robot would have acted, it is known of those that were drawn for an audit, each with the same chance: weight
1 / rate. A command acted on without an audit tells nothing. Whoever answers "neither", or names what was not
offered, means something whose probability is taken for zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.audit import settled
from agent.decision import effect, merged
from agent.tracing.store import Store
from agent.tracing.tables import (
    BeliefRow,
    DecisionRow,
    ObservationRow,
    QuestionRow,
    ReadingRow,
    SessionRow,
    TurnRow,
)
from policies.types import Reading, ScoredReading

OTHER_POLICY = "made by another policy"
NO_AUDITS = "in sessions without audits"
UNASKED = "acted on without an audit"
REFUSED = "refused before anything was asked"
UNANSWERED = "whose question was never answered"
INDIFFERENT = "left for the robot to choose"
CHANGED = "during which the counter changed"


@dataclass(frozen=True)
class Known:
    """A command whose meaning the user told."""

    turn_id: str
    score: float
    """1 - the probability that the first belief gave to what was meant."""
    weight: float
    """One over the chance that it became known."""
    audited: bool = False
    """It would have been acted on, and was drawn for an audit."""


@dataclass(frozen=True)
class Found:
    """The known turns of a trace database, and how many others were left out for which reason."""

    known: tuple[Known, ...]
    left_out: dict[str, int]
    heaviest: float
    """The greatest weight a turn of these sessions can have."""


def known_turns(store: Store, fingerprint: str, since_s: float | None = None) -> Found:
    """Commands of audited sessions of one policy.

    Sessions without audits say nothing of the commands acted on in them, so theirs that were asked about
    would count twice over: they are left out whole.

    Args:
        fingerprint: of the policy; turns made by another are counted and left out.
        since_s: Unix time before which turns are not looked at.

    Raises:
        TraceError: the traces cannot be read.
    """
    known: list[Known] = []
    left_out: Counter[str] = Counter()
    heaviest = 1.0
    for session in store.rows(SessionRow):
        turns = [
            turn
            for turn in store.turns(session.id)
            if turn.command == "do" and (since_s is None or turn.created_s >= since_s)
        ]
        if session.fingerprint != fingerprint:
            left_out[OTHER_POLICY] += len(turns)
            continue
        if session.audit_rate <= 0.0:
            left_out[NO_AUDITS] += len(turns)
            continue
        if turns:
            heaviest = max(heaviest, 1.0 / session.audit_rate)
        for turn in turns:
            outcome = _what_was_meant(store, turn)
            if isinstance(outcome, Known):
                known.append(outcome)
            elif outcome is not None:
                left_out[outcome] += 1
    return Found(tuple(known), {name: n for name, n in left_out.items() if n}, heaviest)


def _what_was_meant(store: Store, turn: TurnRow) -> Known | str | None:
    """The turn as known, the reason it is not, or None where it was no command at all."""

    def of(kind: Any) -> list[Any]:
        return sorted(store.rows(kind, turn_id=turn.id), key=lambda row: (row.created_s, row.id))

    beliefs: list[BeliefRow] = of(BeliefRow)
    decisions: list[DecisionRow] = of(DecisionRow)
    # What was said of a motion tells nothing of what the words meant.
    questions: list[QuestionRow] = [row for row in of(QuestionRow) if row.factor != "motion"]
    if not beliefs:
        return None
    audit = next((row for row in decisions if row.reason == "audit"), None)
    weight = 1.0 if audit is None or not audit.audit_rate else 1.0 / audit.audit_rate
    acted = next((row for row in decisions if row.kind == "act"), None)
    if audit is None and acted is not None and acted.audit_rate is not None:
        return UNASKED
    if not questions:
        return REFUSED if decisions and decisions[-1].kind == "refuse" else UNANSWERED
    kinds = [(row.answer_kind or "").split(", ") for row in questions]
    if any(kind[0] == "any" for kind in kinds):
        return INDIFFERENT
    beside = any(row.audit and "not offered" in kind for row, kind in zip(questions, kinds, strict=True))
    if beside or (decisions[-1].kind == "refuse" and decisions[-1].reason == "neither"):
        return Known(turn.id, 1.0, weight, audit is not None)
    if acted is None or acted.belief_id is None:
        return UNANSWERED
    first, last = beliefs[0], next(row for row in beliefs if row.id == acted.belief_id)
    if _seen(store, first) != _seen(store, last):
        return CHANGED
    left = [item.reading for item in _readings(store, last)]
    if not settled(left):
        return UNANSWERED
    meant = effect(next(reading for reading in left if reading.special is None))
    given = (item.probability for item in merged(_readings(store, first)) if effect(item.reading) == meant)
    return Known(turn.id, 1.0 - next(given, 0.0), weight, audit is not None)


def _seen(store: Store, belief: BeliefRow) -> Sequence[dict[str, Any]]:
    row = None if belief.observation_id is None else store.get(ObservationRow, belief.observation_id)
    return () if row is None else row.percepts


def _readings(store: Store, belief: BeliefRow) -> tuple[ScoredReading, ...]:
    return tuple(
        ScoredReading(reading=Reading.model_validate(row.reading), probability=row.probability)
        for row in store.rows(ReadingRow, belief_id=belief.id)
    )
