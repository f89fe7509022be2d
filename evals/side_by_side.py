"""Policies of either sort on the same cases: each one's own document, and what lies between them.

A policy that reads and one that goes straight to motion have the ends of their episodes in common, so that is
what they are compared in; rates of asking say what the second sort cannot do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evals.paired import differences
from evals.report.documents import CaseRow
from evals.results import EvaluationError, Result
from evals.suites import Suite
from evals.units import fits
from policies.direct import AnyPolicy

Run = Callable[[AnyPolicy], Result]


def run_side_by_side(suite: Suite, policies: Sequence[AnyPolicy], run: Run) -> dict[str, Any]:
    """The documented JSON: ``runs``, one document a policy, and ``differences``, each later policy less the
    first.

    Args:
        run: runs one policy on the cases that are the same for all.

    Raises:
        EvaluationError: fewer than two policies, or two of one name.
        PolicyError: one is not of the sort that the suite is for; nothing has been run.
    """
    names = [policy.name for policy in policies]
    if len(names) < 2 or len(set(names)) < len(names):
        raise EvaluationError("comparing takes two or more different policies, not "
                              f"{', '.join(names) or 'none'}")
    for policy in policies:
        fits(suite, policy)
    results = [run(policy) for policy in policies]
    first = results[0]
    rows = {result.policy: [CaseRow.model_validate(case) for case in result.cases] for result in results}
    found = [{"first": result.policy, "second": first.policy, "metric": one.measure, "difference": one.value,
              "low": one.low, "high": one.high, "cases": one.cases}
             for result in results[1:] for one in differences(rows[result.policy], rows[first.policy])]
    return {"suite": first.suite, "policies": names, "n": first.n, "seed": first.seed,
            "runs": [result.document() for result in results], "differences": found}
