"""A unit of work: one case run by a policy and by the baselines beside it, and the same as JSON.

Everything a worker needs besides the case is in ``Setup``, which travels; the policy itself is loaded once a
process. What comes back can be written down and read again, so that a run goes on where it was interrupted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent import Agent
from agent.calibration import Calibration
from agent.costs import Costs
from agent.decision import OnEmpty, Rule
from agent.fit import rule_of
from agent.motion_calibration import MotionCalibration
from agent.tracing.store import Store
from evals.answerer import Heard
from evals.baselines import (
    OF_WORDS,
    READERS,
    ImageBlindActor,
    PolicyOf,
    StillActor,
    UniformActor,
    WrongVerbActor,
    blind,
)
from evals.believed import Believed, Bind, Build
from evals.cases import Case
from evals.control import Motion, run_motion
from evals.direct import run_direct
from evals.direct_baselines import DIRECT
from evals.episode import Episode, run_episode
from evals.memory import Remembering
from evals.read_once import ReadOnce, read_once
from evals.read_words import ReadWords, read_words
from evals.scorers import Score
from evals.suites import Suite
from evals.timed import TimedDirect, timed_building, timed_policy
from evals.timing import Clock, Spent
from policies.base import Policy, check_world, list_reader, word_reader
from policies.direct import AnyPolicy, DirectPolicy, is_direct, with_readings
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene
from scenes.spoken import spoken_in

Row = Episode | Motion | ReadOnce | ReadWords


@dataclass(frozen=True)
class Setup:
    """What is the same for every case of a run."""

    suite: str
    decisions_only: bool = False
    """Every skill ends at once."""
    baselines: tuple[str, ...] = ()
    """Labels of the weaker policies that run the first cases too."""
    risk: float = 0.1
    calibration: Calibration | None = None
    """Decides in place of the policy's own rule; the baselines keep that, without costs."""
    costs: Costs | None = None
    on_empty: OnEmpty | None = None
    motion: MotionCalibration | None = None
    """Stops the arm in place of the rule's own number; the baselines, whose arms do not move, keep that."""


@dataclass
class Unit:
    """One case with what became of it."""

    row: Row
    floor: dict[str, Row]
    """By label of the baseline; empty beyond the first cases."""
    seconds: float
    spent_s: Spent = field(default_factory=dict)
    """Of these seconds, by part; of this occasion alone, and not kept."""

    def to_json(self) -> dict[str, Any]:
        """What is kept of it."""
        floor = {label: row.to_json() for label, row in self.floor.items()}
        return {**self.row.to_json(), "baselines": floor}

    @classmethod
    def from_json(cls, case: Case, kind: str, values: Mapping[str, Any], seconds: float) -> Unit:
        """What ``to_json`` wrote, of a case made anew."""
        read = _ROWS[kind]
        floor = {label: read(case, kept) for label, kept in values["baselines"].items()}
        return cls(read(case, values), floor, seconds)


def run_unit(suite: Suite, case: Case, policy: AnyPolicy, store: Store, setup: Setup, bind: Bind | None,
             with_baselines: bool) -> Unit:
    """Run one case, and the baselines on it if asked for. A crash inside it is its failure.

    Raises:
        PolicyError: the policy is not of the sort that the suite is for.
    """
    fits(suite, policy, setup.decisions_only)
    if is_direct(policy):
        return _direct_unit(case, policy, setup, bind, with_baselines)
    started, clock = time.perf_counter(), Clock()
    policy, build = timed_policy(policy, clock), timed_building(clock)
    if setup.decisions_only:
        policy = PolicyOf.like(policy, actor=StillActor(policy.actor))
    remembered = Remembering(policy)
    row = run_case(suite, case, remembered.policy, store, bind, setup, build)
    if isinstance(row, Episode) and row.trace_id is not None and row.score is not None:
        store.set_success(row.trace_id, row.score.success, row.score.reason)
    weaker = baselines(suite, remembered.policy) if with_baselines else {}
    plain = Setup(setup.suite)
    floor = {label: run_case(suite, case, weaker[label], store, bind, plain, build)
             for label in setup.baselines if label in weaker}
    return Unit(row, floor, time.perf_counter() - started, clock.spent_s)


def _direct_unit(case: Case, policy: DirectPolicy, setup: Setup, bind: Bind | None,
                 with_baselines: bool) -> Unit:
    started, clock = time.perf_counter(), Clock()
    timed, build = TimedDirect(policy, clock), timed_building(clock)
    row = run_direct(case, timed, bind, build)
    weaker = [label for label in setup.baselines if label in DIRECT and with_baselines]
    floor: dict[str, Row] = {label: run_direct(case, DIRECT[label](timed), bind, build) for label in weaker}
    return Unit(row, floor, time.perf_counter() - started, clock.spent_s)


def run_case(suite: Suite, case: Case, policy: Policy, store: Store, bind: Bind | None, setup: Setup,
             build: Build = KitchenScene) -> Row:
    """One case by one policy, deciding as the setup says."""
    if suite.kind == "motion":
        return run_motion(case, policy, bind, build)
    if suite.kind == "belief":
        return read_once(case, policy, bind, build)
    if suite.kind == "words":
        return read_words(case, policy, rule_in_force(policy, setup))

    def make_agent(scene: KitchenScene, policy: Policy, case: Case) -> Agent:
        # The simulated user knows English and Chinese; who speaks Spanish or German is asked in English.
        spoken = None if spoken_in(case.text) in ("en", "zh") else case.language
        return Agent(scene=scene, policy=policy, risk=setup.risk, store=store, language=spoken,
                     calibration=setup.calibration,
                     costs=setup.costs, on_empty=setup.on_empty,
                     motion=None if setup.decisions_only else setup.motion)

    episode = run_episode(case, policy, make_agent, bind, build, reasons=not setup.decisions_only)
    if setup.decisions_only:
        episode.plan_followed = None  # the arm did nothing, and that was not for want of following
    return episode


def rule_in_force(policy: Policy, setup: Setup) -> Rule:
    """What an agent of this setup decides by."""
    rule = rule_of(policy, setup.risk).weighing(setup.costs, setup.on_empty)
    return rule if setup.calibration is None else setup.calibration.rule(rule, policy.reader.fingerprint)


def fits(suite: Suite, policy: AnyPolicy, decisions_only: bool = False) -> None:
    """Refuse, before anything runs, a suite for a policy that is not of the sort it measures.

    Raises:
        PolicyError: naming the policy: it was not taught what is in the suite's world; it goes straight to
            motion, and the suite is not of whole episodes (or their motion is left out); or it only reads
            what it sees, and things are named in words.
    """
    check_world(policy, policy.name, suite.world)
    if is_direct(policy):
        if suite.kind != "episode" or decisions_only:
            what = "what it decides without moving" if suite.kind == "episode" else f"the suite {suite.name}"
            with_readings(policy, f"{what} cannot be measured of it; take a suite of whole episodes, such as "
                                  "clear")
    elif suite.kind == "words":
        word_reader(policy.reader, policy.name)
    elif suite.listed:
        list_reader(policy.reader, policy.name)


def labels(suite: Suite, policy: AnyPolicy) -> list[str]:
    """Of the baselines beside a policy."""
    return list(DIRECT) if is_direct(policy) else list(baselines(suite, policy))


def baselines(suite: Suite, policy: Policy) -> dict[str, Policy]:
    """The policies that must lose at this suite."""
    if suite.kind == "words" or suite.listed:
        return {label: blind(policy, label) for label in OF_WORDS}
    if suite.kind != "motion":
        return {label: blind(policy, label) for label in READERS}
    actors = {"image_blind": ImageBlindActor(policy.actor), "word_blind": WrongVerbActor(policy.actor),
              "uniform": UniformActor(policy.actor, seed=0)}
    return {label: PolicyOf.like(policy, f"{policy.name}+{label}", actor=actor)
            for label, actor in actors.items()}


def _score(outcome: Mapping[str, Any]) -> Score | None:
    if outcome["reason"] == "crash":
        return None
    return Score(outcome["success"], outcome["reason"], tuple(outcome["disturbed"]))


def motion_of(case: Case, values: Mapping[str, Any]) -> Motion:
    """A motion as it was written down."""
    return Motion(case, _score(values["outcome"]), list(values["skills"]), values["unseen"], values["error"])


def episode_of(case: Case, values: Mapping[str, Any]) -> Episode:
    """An episode as it was written down; what only the run itself needed (plan, percepts) is gone."""
    episode = Episode(case, values["decision"], list(values["questions"]))
    episode.belief = list(values["belief"])
    episode.heard = [Heard(tuple(q["options"]), tuple(frozenset(keys) for keys in q["means"]), q["chosen"],
                           q["answer"], q["by"]) for q in values["questions"]]
    episode.chosen = None if values["chosen"] is None else TrueReading(**values["chosen"])
    episode.plan_text, episode.plan_followed = values["plan"], values.get("plan_followed")
    episode.rationale, episode.rationale_true = values.get("rationale"), values.get("rationale_true")
    episode.unsafe = values["unsafe"]
    episode.believed = None if values["believed"] is None else Believed.from_json(values["believed"])
    episode.members = tuple(values["members"])
    episode.in_motion = list(values.get("in_motion", ()))
    episode.refused, episode.agent_outcome = values["refused"], values["outcome"]["agent"]
    episode.score = _score(values["outcome"])
    episode.seen, episode.named = values["percepts"]["matched"], values["percepts"]["named"]
    episode.trace_id, episode.error = values["trace_id"], values["error"]
    return episode


_ROWS: dict[str, Callable[[Case, Mapping[str, Any]], Row]] = {
    "episode": episode_of, "motion": motion_of, "belief": ReadOnce.from_json, "words": ReadWords.from_json}
