"""The tables of the traces. Times are Unix seconds; JSON columns hold what the typed models dump."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


def _json(nullable: bool = False) -> Any:
    return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=nullable))


class SessionRow(SQLModel, table=True):
    """One conversation on one scene."""

    __tablename__ = "session"
    id: str = Field(primary_key=True)
    created_s: float
    scene: str
    scene_options: dict[str, Any] = _json()
    seed: int | None = None
    policy: str
    fingerprint: str
    risk: float
    rule: dict[str, Any] = _json()
    arm_spec: dict[str, Any] = _json()
    home: dict[str, Any] = _json()
    """Tool pose when the session began."""
    audit_rate: float = 0.0
    """Probability with which a decision to act was put to the user first."""


class TurnRow(SQLModel, table=True):
    """One instruction with all its questions."""

    __tablename__ = "turn"
    id: str = Field(primary_key=True)
    session_id: str = Field(foreign_key="session.id", index=True)
    number: int
    created_s: float
    instruction: str
    language: str
    command: str


class ObservationRow(SQLModel, table=True):
    """One look: frames by name and what the policy saw in them."""

    __tablename__ = "observation"
    id: str = Field(primary_key=True)
    turn_id: str = Field(foreign_key="turn.id", index=True)
    created_s: float
    scene_time_s: float
    frames: dict[str, str] = _json()
    percepts: list[dict[str, Any]] = _json()


class BeliefRow(SQLModel, table=True):
    """One belief over readings."""

    __tablename__ = "belief"
    id: str = Field(primary_key=True)
    turn_id: str = Field(foreign_key="turn.id", index=True)
    observation_id: str | None = Field(default=None, foreign_key="observation.id")
    created_s: float
    fingerprint: str
    entropy_bits: float
    source: str
    """``read`` by the policy, or ``answer``: narrowed by what the user said."""
    seconds: float


class ReadingRow(SQLModel, table=True):
    """One reading of a belief."""

    __tablename__ = "reading"
    belief_id: str = Field(foreign_key="belief.id", primary_key=True)
    rank: int = Field(primary_key=True)
    text: str
    probability: float
    reading: dict[str, Any] = _json()


class DecisionRow(SQLModel, table=True):
    """Act, ask or refuse."""

    __tablename__ = "decision"
    id: str = Field(primary_key=True)
    turn_id: str = Field(foreign_key="turn.id", index=True)
    belief_id: str | None = Field(default=None, foreign_key="belief.id")
    created_s: float
    kind: str
    reason: str
    text: str
    threshold: float
    set_size: int
    prediction_set: list[dict[str, Any]] = _json()
    ruled_out: list[dict[str, Any]] = _json()
    audit_rate: float | None = None
    """Probability with which this decision to act was to be audited; null where no draw was made."""
    audit_draw: float | None = None
    """The number drawn in [0, 1): below ``audit_rate`` the user is asked."""
    doubt_threshold: float | None = None
    """Of a decision that moves the arm, or asks in mid-motion: mean entropy of the window, in bits a token,
    above which the arm stops. Null of all others."""
    doubt_bits: float | None = None
    """The window's value that had stopped the arm before this decision; null where nothing had."""


class QuestionRow(SQLModel, table=True):
    """One question and its answer."""

    __tablename__ = "question"
    id: str = Field(primary_key=True)
    turn_id: str = Field(foreign_key="turn.id", index=True)
    decision_id: str | None = Field(default=None, foreign_key="decision.id")
    created_s: float
    factor: str
    kind: str
    text: str
    options: list[dict[str, Any]] = _json()
    repeated: bool = False
    audit: bool = False
    """Asked at random, where it would have acted."""
    answer: str | None = None
    answer_kind: str | None = None
    answered_s: float | None = None


class PlanRow(SQLModel, table=True):
    """The chosen reading, its skills and its words."""

    __tablename__ = "plan"
    id: str = Field(primary_key=True)
    turn_id: str = Field(foreign_key="turn.id", index=True)
    decision_id: str | None = Field(default=None, foreign_key="decision.id")
    created_s: float
    reading: dict[str, Any] = _json()
    steps: list[dict[str, Any]] = _json()
    text: str
    probability: float
    rationale: str | None = None
    rationale_s: float | None = None


class ActionStepRow(SQLModel, table=True):
    """One row before each send: the journal. ``sent`` follows once the arm has answered."""

    __tablename__ = "action_step"
    session_id: str = Field(foreign_key="session.id", primary_key=True)
    number: int = Field(primary_key=True)
    """Within the session, from 1."""
    turn_id: str = Field(foreign_key="turn.id", index=True)
    step: int
    """Within the turn, from 1."""
    created_s: float
    kind: str
    """``send``; ``hold``; ``end`` (the actor said the skill is finished: nothing is sent); ``refused``
    (by the arm: it did not move); ``unknown`` (of unknown fate when the session was taken up again)."""
    skill: str
    target: str
    tokens: list[int] | None = _json(nullable=True)
    probabilities: list[float] | None = _json(nullable=True)
    entropy_bits: float = 0.0
    commanded: dict[str, Any] | None = _json(nullable=True)
    sent: dict[str, Any] | None = _json(nullable=True)
    limits: list[str] | None = _json(nullable=True)


class StateMarkRow(SQLModel, table=True):
    """The scene's state hash after a step, to check a rebuilt scene."""

    __tablename__ = "state_mark"
    session_id: str = Field(foreign_key="session.id", primary_key=True)
    number: int = Field(primary_key=True)
    """Of the last action step before it."""
    state_hash: str


class OutcomeRow(SQLModel, table=True):
    """How a turn ended. ``success`` comes from a scorer that knows the truth."""

    __tablename__ = "outcome"
    turn_id: str = Field(foreign_key="turn.id", primary_key=True)
    created_s: float
    reason: str
    text: str
    steps: int
    seconds: float
    control_hz: float
    questions: int
    success: bool | None = None
    success_reason: str | None = None


class CalibrationRow(SQLModel, table=True):
    """A threshold fitted for one policy and one risk."""

    __tablename__ = "calibration"
    id: str = Field(primary_key=True)
    created_s: float
    kind: str = "language"
    """``language``: a probability, of readings; ``motion``: bits, of the doubt that stops the arm."""
    fingerprint: str = Field(index=True)
    risk: float
    suite: str
    data_fingerprint: str
    n: int
    threshold: float
    parameters: dict[str, Any] = _json()


class EvalRunRow(SQLModel, table=True):
    """One run of a suite."""

    __tablename__ = "eval_run"
    id: str = Field(primary_key=True)
    created_s: float
    finished_s: float | None = None
    suite: str
    policy: str
    fingerprint: str
    n: int
    seed: int
    arguments: dict[str, Any] = _json()
    versions: dict[str, Any] = _json()
    metrics: dict[str, Any] | None = _json(nullable=True)


class EvalResultRow(SQLModel, table=True):
    """One case of a run."""

    __tablename__ = "eval_result"
    run_id: str = Field(foreign_key="eval_run.id", primary_key=True)
    case_id: str = Field(primary_key=True)
    turn_id: str | None = None
    seed: int
    seconds: float
    error: str | None = None
    values: dict[str, Any] = _json()


Index("ix_action_step_turn", ActionStepRow.__table__.c.turn_id, ActionStepRow.__table__.c.step)  # type: ignore[attr-defined]
