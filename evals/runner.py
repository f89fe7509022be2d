"""Runs a suite: every case on its own scene, the baselines beside the first ones, kept as it goes.

Each case is written to the trace database when it is done. A run that was interrupted is taken up by the same
command again: no case is repeated, none is lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import col

from agent.calibration import Calibration
from agent.costs import Costs
from agent.decision import OnEmpty
from agent.fit import rule_of
from agent.motion_calibration import MotionCalibration
from agent.tracing.ids import new_id
from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow
from evals.cases import Case
from evals.data import DataFile
from evals.dialogue_metrics import honest
from evals.episode import Episode
from evals.loading import load_policy
from evals.metrics import Metric
from evals.progress import Progress, on_stderr
from evals.results import EvaluationError, Result, Versions
from evals.suites import Suite, load
from evals.timing import Clock, Spent, Timing
from evals.units import Row, Setup, Unit, fits, labels
from evals.workers import Job, here, on_ray, trace_store
from policies.direct import AnyPolicy, fingerprint_of, is_direct
from scenes.splits import Split

__all__ = ["BASELINE_CASES", "load_policy", "run_suite"]

BASELINE_CASES = 40
"""Baselines run on the first so many cases: their floor is far from any figure worth having."""


def run_suite(name: str, policy: AnyPolicy, n: int, seed: int = 0, *, results: str | None = None,
              traces: str | None = None, baselines: int = BASELINE_CASES, progress: Progress | None = None,
              split: Split = "test", decisions_only: bool = False, workers: int = 1,
              ray_address: str | None = None, fresh: bool = False, risk: float = 0.1,
              calibration: Calibration | None = None, costs: Costs | None = None,
              on_empty: OnEmpty | None = None, data: DataFile | None = None,
              motion: MotionCalibration | None = None) -> Result:
    """Run a suite and count its metrics.

    Args:
        name: of the suite.
        policy: what is measured.
        n: number of cases.
        seed: with name and n it decides the cases.
        results: database URL in which run and cases are kept as they are done, and where an interrupted run
            is looked for; that of ``traces`` by default, a temporary one without either.
        traces: database URL for the episodes' traces; a temporary one by default.
        baselines: on how many of the cases each baseline runs; 0 for none.
        split: ``dev`` has scenes and templates of its own, to choose a decision rule on.
        decisions_only: end every skill at once: what was read, asked and decided is measured in a
            fraction of the time (``plan_success`` says how often rightly), and nothing succeeds.
        progress: called with (done, total, what); a bar on standard error by default.
        workers: processes on Ray; 1 works in this one.
        ray_address: of a Ray cluster.
        fresh: begin anew, whatever was interrupted.
        risk: of the policy's own rule.
        calibration: decides in its place.
        costs: of asking, acting wrongly and doing nothing; the baselines decide without.
        on_empty: what is done where nothing reaches the calibration's threshold.
        data: file with the rows of a suite that is made of one.
        motion: stops the arm in place of the rule's own threshold of doubt.

    Raises:
        EvaluationError: no such suite, no cases can be made, or the data are not what the suite takes.
        PolicyError: the policy is not of the sort that the suite is for.
    """
    clock = Clock()
    started = clock.now()
    suite = load(name).made_of(data)
    if n < 1:
        raise EvaluationError("--n must be at least 1")
    fits(suite, policy, decisions_only)
    setup = Setup(name, decisions_only, tuple(labels(suite, policy)), risk, calibration, costs, on_empty,
                  motion)
    # All that decides what a case comes to: only a run with the same is gone on with.
    rule = None if is_direct(policy) else rule_of(policy, risk).weighing(costs, on_empty)
    arguments = {"baselines": baselines, "split": split, "decisions_only": decisions_only, "risk": risk,
                 "rule": None if rule is None else rule.model_dump(mode="json"),
                 "calibration": None if calibration is None else calibration.model_dump(mode="json"),
                 "motion": None if motion is None else motion.model_dump(mode="json")}
    with trace_store(results or traces) as store, on_stderr(progress) as report:
        run = _run_row(store, suite, policy, n, seed, arguments, fresh)
        kept = {row.case_id: row for row in store.rows(EvalResultRow, run_id=run.id)}
        units: dict[str, Unit] = {}
        order: list[str] = []
        spent: list[Spent] = []
        worked_s = 0.0

        def jobs() -> Iterator[Job]:
            for case in clock.each(suite.cases(n, seed, split)):
                order.append(case.id)
                if case.id in kept:
                    clock.set_aside()
                    row = kept[case.id]
                    units[case.id] = Unit.from_json(case, suite.kind, row.values, row.seconds)
                    report(len(units), max(n, len(units)), label)
                else:
                    yield Job(case, len(order) <= baselines)

        label = f"{name}: {policy.name}"
        report(0, n, label)
        alone = workers == 1 and ray_address is None
        done = (here(jobs(), setup, policy, traces) if alone
                else on_ray(jobs(), setup, policy.name, traces, workers, ray_address))
        for unit in done:
            units[unit.row.case.id] = unit
            spent.append(unit.spent_s)
            worked_s += unit.seconds
            keep(store, run.id, unit)
            report(len(units), max(n, len(units)), label)
        counted = result(suite, policy, [units[case_id] for case_id in order], seed)
        store.later(update(EvalRunRow).where(col(EvalRunRow.id) == run.id).values(
            finished_s=time.time(),
            metrics={name: metric.model_dump() for name, metric in counted.metrics.items()}))
        store.flush()
    # Workers' seconds are worked beside each other, so there the whole is what was worked, not what went by.
    cases_s = clock.spent_s["cases"]
    total_s = clock.now() - started - clock.aside_s if alone else worked_s + cases_s
    return counted.model_copy(update={"timing": Timing.of(spent, cases_s, total_s, workers)})


def find_case(case_id: str, split: Split = "test", data: DataFile | None = None) -> tuple[Suite, Case]:
    """A case by its id (``vague-0-0012-am``: suite, seed, number), made anew; from the data its run had.

    Raises:
        EvaluationError: no suite makes a case of that id, or the data are not what the suite takes.
    """
    parts = case_id.split("-")
    at = next((i for i in range(1, len(parts) - 1) if parts[i].isdigit() and parts[i + 1].isdigit()), None)
    if at is None:
        raise EvaluationError(f"{case_id!r} is no case: ids look like vague-0-0012-am (suite, seed, number)")
    suite = load("-".join(parts[:at])).made_of(data)
    number = int(parts[at + 1])
    for case in suite.cases(2 * number + 2, int(parts[at]), split):
        if case.id == case_id:
            return suite, case
    raise EvaluationError(f"the suite {suite.name} has no case {case_id!r}; its ids begin with "
                          f"{suite.name}-{parts[at]}-{number:04d}")


def _run_row(store: Store, suite: Suite, policy: AnyPolicy, n: int, seed: int, arguments: dict[str, Any],
             fresh: bool) -> EvalRunRow:
    """The last run of the same cases with the same weights if it was interrupted, or a new one."""
    versions, fingerprint = Versions.here(policy, suite.origin, suite.data), fingerprint_of(policy)
    before = [row for row in store.rows(EvalRunRow, suite=suite.name, fingerprint=fingerprint)
              if (row.n, row.seed, row.policy, row.arguments, row.versions)
              == (n, seed, policy.name, arguments, versions)]
    last = max(before, key=lambda row: row.created_s, default=None)
    if last is not None and last.finished_s is None and not fresh:
        return last
    run = EvalRunRow(id=new_id(), created_s=time.time(), suite=suite.name, policy=policy.name,
                     fingerprint=fingerprint, n=n, seed=seed, arguments=arguments,
                     versions=versions, metrics=None)
    store.add(run)
    store.flush()
    return run


def keep(store: Store, run_id: str, unit: Unit) -> None:
    """One case into the results."""
    row = unit.row
    turn = row.trace_id if isinstance(row, Episode) else None
    store.add(EvalResultRow(run_id=run_id, case_id=row.case.id, turn_id=turn, seed=row.case.seed,
                            seconds=unit.seconds, error=row.error, values=unit.to_json()))
    store.flush()


def result(suite: Suite, policy: AnyPolicy, units: Sequence[Unit], seed: int) -> Result:
    """The document of a run: metrics of the policy, then of each baseline as ``NAME.baseline``."""
    rows: list[Row] = [unit.row for unit in units]
    metrics: dict[str, Metric] = dict(suite.metrics(rows))
    if suite.kind == "episode":
        metrics |= honest([row for row in rows if isinstance(row, Episode)])
    for label in labels(suite, policy):
        weaker = [unit.floor[label] for unit in units if label in unit.floor]
        if weaker:
            metrics |= {f"{name}.{label}": metric for name, metric in suite.baseline(weaker).items()}
    return Result(suite=suite.name, policy=policy.name, n=len(rows), seed=seed,
                  versions=Versions.here(policy, suite.origin, suite.data), metrics=metrics,
                  cases=[row.to_json() for row in rows])
