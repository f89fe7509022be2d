"""Runs a suite: cases in order, in this process, each on its own scene, with the baselines after it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlmodel import col

import policies
from agent import Agent
from agent.tracing.ids import new_id
from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow
from evals.baselines import (
    READERS,
    ImageBlindActor,
    PolicyOf,
    StillActor,
    UniformActor,
    WrongVerbActor,
    blind,
)
from evals.cases import Case
from evals.control import Motion, run_motion
from evals.episode import Episode, run_episode
from evals.memory import Remembering
from evals.metrics import Metric
from evals.oracle import OraclePolicy
from evals.progress import Progress, on_stderr
from evals.results import EvaluationError, Result, Versions
from evals.suites import Suite, load
from policies.base import Policy
from scenes.kitchen import KitchenScene
from scenes.splits import Split

BASELINE_CASES = 40
"""Baselines run on the first so many cases: their floor is far from any figure worth having."""
Bind = Callable[[KitchenScene, Case], None]


def load_policy(name: str) -> Policy:
    """A policy by name; ``oracle`` is the one that only evaluations have.

    Raises:
        PolicyError: there is none of that name, or it cannot be loaded.
    """
    return OraclePolicy() if name == "oracle" else policies.load(name)


def run_suite(name: str, policy: Policy, n: int, seed: int = 0, *, traces: str | None = None,
              baselines: int = BASELINE_CASES, progress: Progress | None = None, split: Split = "test",
              decisions_only: bool = False) -> Result:
    """Run a suite and count its metrics.

    Args:
        name: of the suite.
        policy: what is measured.
        n: number of cases.
        seed: with name and n it decides the cases.
        traces: database URL for the episodes' traces; a temporary one by default.
        baselines: on how many of the cases each baseline runs; 0 for none.
        split: ``dev`` has scenes and templates of its own, to choose a decision rule on.
        decisions_only: end every skill at once: what was read, asked and decided is measured in a
            fraction of the time (``plan_success`` says how often rightly), and nothing succeeds.
        progress: called with (done, total, what); a bar on standard error by default.

    Raises:
        EvaluationError: no such suite, or no cases can be made.
    """
    suite = load(name)
    if n < 1:
        raise EvaluationError("--n must be at least 1")
    bind = binder(policy)
    if decisions_only:
        policy = PolicyOf.like(policy, actor=StillActor(policy.actor))
    rows: list[Any] = []
    with _store(traces) as store, on_stderr(progress) as report:
        first = f"{name}: {policy.name}"
        report(0, n, first)
        remembered = Remembering(policy)
        floor: dict[str, list[Any]] = {label: [] for label in _baselines(suite, policy)}
        run_id = new_id()
        run = EvalRunRow(id=run_id, created_s=time.time(), suite=name, policy=policy.name,
                         fingerprint=policy.reader.fingerprint, n=n, seed=seed,
                         arguments={"baselines": baselines, "split": split,
                                    "decisions_only": decisions_only},
                         versions=Versions.here(policy), metrics=None)
        store.add(run)
        store.flush()
        for case in suite.cases(n, seed, split):
            started = time.perf_counter()
            rows.append(run_case(suite, case, remembered.policy, store, bind))
            keep(store, run_id, rows[-1], time.perf_counter() - started)
            if len(rows) <= baselines:
                for label, weaker in _baselines(suite, remembered.policy).items():
                    floor[label].append(run_case(suite, case, weaker, store, bind))
            remembered.forget()
            report(len(rows), max(n, len(rows)), first)
        counted = result(suite, policy, rows, floor, seed)
        store.later(update(EvalRunRow).where(col(EvalRunRow.id) == run_id).values(
            finished_s=time.time(),
            metrics={name: metric.model_dump() for name, metric in counted.metrics.items()}))
        store.flush()
    return counted


def keep(store: Store, run_id: str, row: Episode | Motion, seconds: float) -> None:
    """One case into the traces, and truth's verdict into the outcome of its turn."""
    turn = row.trace_id if isinstance(row, Episode) else None
    store.add(EvalResultRow(run_id=run_id, case_id=row.case.id, turn_id=turn, seed=row.case.seed,
                            seconds=seconds, error=row.error, values=row.to_json()))
    store.flush()
    if turn is not None and row.score is not None:
        store.set_success(turn, row.score.success, row.score.reason)


def result(suite: Suite, policy: Policy, rows: Sequence[Any], floor: dict[str, list[Any]],
           seed: int) -> Result:
    """The document of a run: metrics of the policy, then of each baseline as ``NAME.baseline``."""
    metrics: dict[str, Metric] = dict(suite.metrics(rows))
    for label, weaker in floor.items():
        if weaker:
            metrics |= {f"{name}.{label}": metric for name, metric in suite.baseline(weaker).items()}
    return Result(suite=suite.name, policy=policy.name, n=len(rows), seed=seed,
                  versions=Versions.here(policy), metrics=metrics, cases=[row.to_json() for row in rows])


def run_case(suite: Suite, case: Case, policy: Policy, store: Store, bind: Bind | None) -> Episode | Motion:
    """One case. A crash inside it is its failure."""
    if suite.kind == "motion":
        return run_motion(case, policy, bind)

    def make_agent(scene: KitchenScene, policy: Policy, case: Case) -> Agent:
        return Agent(scene=scene, policy=policy, store=store)

    return run_episode(case, policy, make_agent, bind)


def binder(policy: Policy) -> Bind | None:
    """The oracle is told each case; nothing else is."""
    return policy.bind if isinstance(policy, OraclePolicy) else None


def _baselines(suite: Suite, policy: Policy) -> dict[str, Policy]:
    """The policies that must lose at this suite."""
    if suite.kind == "episode":
        return {label: blind(policy, label) for label in READERS}
    actors = {"image_blind": ImageBlindActor(policy.actor), "word_blind": WrongVerbActor(policy.actor),
              "uniform": UniformActor(policy.actor, seed=0)}
    return {label: PolicyOf.like(policy, f"{policy.name}+{label}", actor=actor)
            for label, actor in actors.items()}


@contextmanager
def _store(url: str | None) -> Iterator[Store]:
    """The run's own trace database: the one named, or one that goes away with the run."""
    if url is not None:
        with _closing(Store(url)) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="whichone-eval-") as folder, \
            _closing(Store(f"sqlite:///{Path(folder) / 'traces.db'}")) as store:
        yield store


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.close()
