"""What a report is made from: the JSON of evaluations, as wide as earlier versions of it were narrow.

Fields that a version did not write are ``None`` (or empty): what needs them is left out of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from evals.coverage import Coverage
from evals.metrics import Metric
from evals.motion_fit import MotionCoverage
from scenes.kinds import World
from scenes.randomisation import Strength
from scenes.unseen.looks import Setting

BENCH = "bench"
"""The suite whose metrics are ratios of times, with the least and the greatest as bounds."""


Share = Annotated[float, Field(ge=0.0, le=1.001, allow_inf_nan=False)]
"""A probability; what was added up may be past one by a rounding."""


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SaidReading(_Lenient):
    """A reading in terms of true things."""

    verb: str
    thing: int
    destination: int | None = None
    relation: str | None = None


class AskedQuestion(_Lenient):
    """One question with the simulated user's answer."""

    text: str
    options: list[str] = []
    answer: str | None = None
    valid: bool | None = None
    wrong_options: int | None = None
    chosen: int | None = None
    by: str | None = None


class AskedInMotion(_Lenient):
    """A question out of doubt in the motion, with the simulated user's answer."""

    text: str
    answer: str | None = None


class Worded(_Lenient):
    """One reading of the first belief, as worded for the user."""

    text: str
    probability: Share


class Ended(_Lenient):
    """How a case ended, by truth."""

    success: bool = False
    reason: str = ""
    disturbed: list[str] = []
    agent: dict[str, Any] | None = None


class HeldBelief(_Lenient):
    """The first belief held against truth, as far as the report looks at it."""

    probabilities: list[Share]
    valid: list[int]
    missing: int = 0
    intent: int | None = None


class CaseRow(_Lenient):
    """One case of a run."""

    id: str
    text: str = ""
    language: str = "en"
    scene_seed: int | None = None
    world: World = "kitchen"
    arm: str = "panda"
    kinds: tuple[str, ...] | None = None
    randomisation: Strength | Setting = "easy"
    named: list[str] = []
    """What is there, where it is told in words; such a case ends with the decision."""
    expected: str = ""
    readings: list[SaidReading] = []
    intent: SaidReading | None = None
    pair: str = ""
    source: str = "none"
    template: str = ""
    origin: str = "grammar"
    decision: str | None = None
    """``None`` where nothing was decided: the actor alone."""
    asked: bool = False
    acted_valid: bool = False
    chose_intent: bool = False
    unsafe: bool = False
    questions: list[AskedQuestion] = []
    in_motion: list[AskedInMotion] = []
    belief: list[Worded] = []
    plan: str | None = None
    chosen: SaidReading | None = None
    refused: str | None = None
    outcome: Ended = Ended()
    top1_valid: bool | None = None
    """Of the reader alone; ``None`` in all other suites."""
    believed: HeldBelief | None = None
    members: list[int] | None = None
    skills: list[dict[str, Any]] = []
    trace_id: str | None = None
    error: str | None = None


class RunDocument(_Lenient):
    """An ordinary run: a policy on a suite."""

    suite: str
    policy: str
    n: int
    seed: int
    versions: dict[str, Any] = {}
    metrics: dict[str, Metric]
    cases: list[CaseRow] = []
    unfinished: bool = False
    """Taken from the trace database before its last case was done."""
    decisions_only: bool = False
    """Every skill ended at once: nothing was meant to succeed."""


class ComparedRow(_Lenient):
    """A policy with a decider at a level."""

    policy: str
    decider: str
    level: float
    chosen: bool = False
    metrics: dict[str, Metric]


class Difference(_Lenient):
    """A paired difference with its interval."""

    policy: str
    decider: str
    level: float | None = None
    metric: str
    difference: float
    low: float
    high: float
    pairs: int


class ComparisonDocument(_Lenient):
    """Policies with deciders on the same beliefs."""

    suite: str
    policies: list[str]
    deciders: list[str]
    n: int
    seed: int
    risk: float | None = None
    calibration: dict[str, Any] = {}
    versions: dict[str, Any] = {}
    rows: list[ComparedRow]
    differences: list[Difference] = []


class CalibrationDocument(_Lenient):
    """A fitted threshold, and its coverage over random splits where that was asked for; of rows to be tested
    on, coverage alone."""

    id: str = ""
    fingerprint: str
    suite: str
    score: str
    risk: float | None = None
    used_risk: float | None = None
    n: int
    temperature: float | None = None
    quantile: float | None = None
    threshold: float | None = None
    group_quantiles: dict[str, float] = {}
    coverage: list[Coverage] = Field(default_factory=list)


class TellingRow(_Lenient):
    """What doubt says of how a motion ends."""

    failures: int
    auroc: Metric
    stopped_good: Metric
    stopped_bad: Metric
    stopped_after: Metric


class DoubtScores(_Lenient):
    """The greatest value of each motion's window, in bits a token."""

    succeeded: list[float] = []
    failed: list[float] = []


class MotionDocument(_Lenient):
    """A calibration of the motion."""

    id: str = ""
    kind: Literal["motion"]
    fingerprint: str
    suite: str
    risk: float
    used_risk: float
    n: int
    motions: int
    window_steps: int
    quantile: float
    telling: TellingRow | None = None
    scores: DoubtScores = DoubtScores()
    coverage: list[MotionCoverage] = []


Document = RunDocument | ComparisonDocument | CalibrationDocument | MotionDocument


@dataclass(frozen=True)
class Source:
    """A document with where it came from."""

    name: str
    """As the user named it."""
    document: Document
