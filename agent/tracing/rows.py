"""Rows made from the agent's own types."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import log2

from agent.naming import say_reading
from agent.tracing.ids import new_id
from agent.tracing.store import Store, as_rows
from agent.tracing.tables import (
    BeliefRow,
    DecisionRow,
    ObservationRow,
    OutcomeRow,
    PlanRow,
    QuestionRow,
    ReadingRow,
)
from agent.types import Decision, Language, Outcome, Question
from policies.types import Belief, Percept, Plan, ScoredReading

MAX_READINGS = 40
"""Rows kept of one belief: the most probable ones."""


def entropy_bits(readings: Sequence[ScoredReading]) -> float:
    """Entropy of a belief."""
    return -sum(item.probability * log2(item.probability) for item in readings if item.probability > 0.0)


def add_observation(
    store: Store, turn_id: str, scene_time_s: float, frames: dict[str, str], percepts: Sequence[Percept]
) -> str:
    row = ObservationRow(
        id=new_id(),
        turn_id=turn_id,
        created_s=time.time(),
        scene_time_s=scene_time_s,
        frames=frames,
        percepts=as_rows(percepts),
    )
    store.add(row)
    return row.id


def add_belief(
    store: Store,
    turn_id: str,
    observation_id: str | None,
    belief: Belief,
    source: str,
    seconds: float,
    language: Language,
) -> str:
    row = BeliefRow(
        id=new_id(),
        turn_id=turn_id,
        observation_id=observation_id,
        created_s=time.time(),
        fingerprint=belief.fingerprint,
        entropy_bits=entropy_bits(belief.readings),
        source=source,
        seconds=seconds,
    )
    store.add(row)
    for rank, item in enumerate(belief.readings[:MAX_READINGS], 1):
        store.add(
            ReadingRow(
                belief_id=row.id,
                rank=rank,
                probability=item.probability,
                text=say_reading(item.reading, belief.percepts, language),
                reading=item.reading.model_dump(mode="json"),
            )
        )
    return row.id


def add_decision(store: Store, turn_id: str, belief_id: str | None, decision: Decision) -> str:
    row = DecisionRow(
        id=new_id(),
        turn_id=turn_id,
        belief_id=belief_id,
        created_s=time.time(),
        kind=decision.kind,
        reason=decision.reason,
        text=decision.text,
        threshold=decision.threshold,
        set_size=len(decision.readings),
        prediction_set=as_rows(decision.readings),
        ruled_out=as_rows(decision.ruled_out),
        audit_rate=decision.audit_rate,
        audit_draw=decision.audit_draw,
        doubt_threshold=decision.doubt_threshold,
        doubt_bits=decision.doubt_bits,
    )
    store.add(row)
    return row.id


def add_question(
    store: Store, turn_id: str, decision_id: str | None, question: Question, repeated: bool
) -> str:
    row = QuestionRow(
        id=new_id(),
        turn_id=turn_id,
        decision_id=decision_id,
        created_s=time.time(),
        factor=question.factor,
        kind=question.kind,
        text=question.text,
        options=as_rows(question.options),
        repeated=repeated,
        audit=question.audit,
    )
    store.add(row)
    return row.id


def add_plan(store: Store, turn_id: str, decision_id: str | None, plan: Plan) -> str:
    row = PlanRow(
        id=new_id(),
        turn_id=turn_id,
        decision_id=decision_id,
        created_s=time.time(),
        reading=plan.reading.model_dump(mode="json"),
        steps=as_rows(plan.steps),
        text=plan.text,
        probability=plan.probability,
    )
    store.add(row)
    return row.id


def put_outcome(store: Store, turn_id: str, outcome: Outcome, text: str) -> None:
    """The outcome of a turn; written again if the node is run again after a kill."""
    table = OutcomeRow.__table__  # type: ignore[attr-defined]
    store.later(table.delete().where(table.c.turn_id == turn_id))
    store.add(
        OutcomeRow(
            turn_id=turn_id,
            created_s=time.time(),
            reason=outcome.reason,
            text=text,
            steps=outcome.steps,
            seconds=outcome.seconds,
            control_hz=outcome.control_hz,
            questions=outcome.questions,
            success=outcome.success,
        )
    )
