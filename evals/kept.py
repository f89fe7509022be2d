"""Beliefs and outcomes, computed once and kept in the trace database: whoever decides replays them.

A belief belongs to a reader and a case, what acting comes to belongs to reader, actor, case and reading:
other weights of either compute anew. An interrupted comparison loses the one that was being computed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from agent.motion_calibration import fingerprint_of as whole_fingerprint
from agent.tracing.ids import new_id
from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow
from evals.believed import Believed, believe
from evals.cases import Case
from evals.control import run_motion
from evals.loading import binder
from evals.progress import Progress
from evals.results import EvaluationError, Versions
from evals.suites import Suite
from policies.base import Policy, check_world
from policies.direct import AnyPolicy, fingerprint_of
from scenes.commands import TrueReading
from scenes.splits import Split

Ends = dict[tuple[str, TrueReading], bool]
"""(case id, reading) to whether carrying it out led to what it asks for."""


class Kept:
    """Values kept in the trace database under a run of their own, so that nothing is computed twice."""

    def __init__(self, store: Store, what: str, suite: Suite, policy: AnyPolicy, seed: int,
                 fingerprint: str | None = None) -> None:
        """Args:
        what: is kept, with all that shapes it but policy, suite and seed.
        fingerprint: of what of the policy shapes it; of its reader by default.
        """
        self._store = store
        versions = Versions.here(policy, suite.origin, suite.data)
        arguments = {"kept": what}
        fingerprint = fingerprint or fingerprint_of(policy)
        before = store.rows(EvalRunRow, suite=suite.name, fingerprint=fingerprint)
        found = [row for row in before
                 if row.arguments == arguments and row.seed == seed and row.versions == versions]
        if found:
            self.run_id = found[0].id
        else:
            self.run_id = new_id()
            store.add(EvalRunRow(id=self.run_id, created_s=time.time(), suite=suite.name, policy=policy.name,
                                 fingerprint=fingerprint, n=0, seed=seed, arguments=arguments,
                                 versions=versions, metrics=None))
            store.flush()
        self._values = {row.case_id: row.values for row in store.rows(EvalResultRow, run_id=self.run_id)}

    def get(self, key: str, seed: int, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The value of a key, made and kept if it is new."""
        if key not in self._values:
            started = time.perf_counter()
            self._values[key] = make()
            self._store.add(EvalResultRow(run_id=self.run_id, case_id=key, seed=seed,
                                          seconds=time.perf_counter() - started, values=self._values[key]))
            self._store.flush()
        return self._values[key]


def beliefs(store: Store, suite: Suite, policy: Policy, n: int, seed: int, report: Progress,
            split: Split = "test") -> list[tuple[Case, Believed]]:
    """The policy's belief about each of ``n`` cases.

    Raises:
        EvaluationError: a suite without words.
        PolicyError: the policy was not taught the suite's world.
    """
    check_world(policy, policy.name, suite.world)
    if suite.kind == "motion":
        raise EvaluationError(f"the suite {suite.name} has no words to decide about")
    kept, bind = Kept(store, f"beliefs/{split}", suite, policy, seed), binder(policy)
    found: list[tuple[Case, Believed]] = []
    for case in suite.cases(n, seed, split):
        def read(case: Case = case) -> dict[str, Any]:
            return believe(policy, case, bind).to_json()

        values = kept.get(case.id, case.seed, read)
        found.append((case, Believed.from_json(values)))
        report(len(found), max(n, len(found)), f"{policy.name} reads {suite.name}")
    return found


def outcomes(store: Store, suite: Suite, policy: Policy, wanted: Iterable[tuple[Case, TrueReading]],
             seed: int, report: Progress) -> Ends:
    """Whether carrying out each reading on the scene of its case leads to what that reading asks for."""
    kept, bind = Kept(store, "outcomes", suite, policy, seed, whole_fingerprint(policy)), binder(policy)
    todo = list(dict.fromkeys(wanted))
    found: Ends = {}
    for number, (case, reading) in enumerate(todo):
        def carry_out(case: Case = case, reading: TrueReading = reading) -> dict[str, Any]:
            motion = run_motion(replace(case, intent=reading), policy, bind)
            return {"success": motion.success, "reason": motion.score.reason if motion.score else "crash",
                    "error": motion.error}

        key = f"{case.id}@{reading.verb}-{reading.thing}-{reading.destination}-{reading.relation}"
        found[case.id, reading] = bool(kept.get(key, case.seed, carry_out)["success"])
        report(number + 1, len(todo), f"{policy.name} carries out {suite.name}")
    return found
