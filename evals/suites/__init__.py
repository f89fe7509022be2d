"""The suites: each a recipe for cases and for the metrics that are counted over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evals.cases import Case
from evals.metrics import Metric
from evals.results import EvaluationError
from scenes.splits import Split


@dataclass(frozen=True)
class Suite:
    """One suite by name."""

    name: str
    cases: Callable[[int, int, Split], Iterator[Case]]
    """(n, seed, split) to cases: the same arguments, the same cases."""
    kind: Literal["episode", "motion"]
    """Whole episodes through the agent, or the actor alone with the reading given."""
    metrics: Callable[[Sequence[Any]], dict[str, Metric]]
    baseline: Callable[[Sequence[Any]], dict[str, Metric]]


def load(name: str) -> Suite:
    """A suite by name.

    Raises:
        EvaluationError: there is none of that name; those there are are listed.
    """
    from evals.suites import ambiguity, clear, control, hand, vague

    suites = (
        Suite("control", control.cases, "motion", control.metrics, control.baseline),
        Suite("clear", clear.cases, "episode", clear.metrics, clear.baseline),
        Suite("vague", vague.cases, "episode", vague.metrics, vague.baseline),
        Suite("clear-hand", hand.clear_cases, "episode", clear.metrics, clear.baseline),
        Suite("vague-hand", hand.vague_cases, "episode", vague.metrics, vague.baseline),
        Suite("ambiguity", ambiguity.cases, "episode", ambiguity.metrics, ambiguity.baseline),
        Suite("unsafe", ambiguity.unsafe_cases, "episode", ambiguity.unsafe_metrics,
              ambiguity.unsafe_baseline),
    )
    for suite in suites:
        if suite.name == name:
            return suite
    names = ", ".join(suite.name for suite in suites)
    raise EvaluationError(f"there is no suite {name!r}; there are {names}")
