"""Two runs of the same suite and seed held against each other, case by case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.report.documents import CaseRow, RunDocument, Source

_DRAWS = 2000
Holds = Callable[[CaseRow], bool]
Counts = Callable[[CaseRow], bool]

MEASURES: dict[str, tuple[Counts, Holds]] = {
    "success": (
        lambda case: case.expected != "refuse" and case.top1_valid is None,
        lambda case: case.outcome.success,
    ),
    "top1_valid": (lambda case: case.top1_valid is not None, lambda case: bool(case.top1_valid)),
    "plan_success": (
        lambda case: case.expected != "refuse" and case.decision is not None,
        lambda case: case.chose_intent,
    ),
    "over_ask": (
        lambda case: case.expected == "clear" and case.decision is not None,
        lambda case: case.decision == "ask",
    ),
    "under_ask": (
        lambda case: case.expected == "ambiguous" and case.decision is not None,
        lambda case: case.decision == "act",
    ),
    "acted on what to refuse": (
        lambda case: case.expected == "refuse" and case.decision is not None,
        lambda case: case.decision == "act",
    ),
}
"""For each rate which cases count, and in which of them it holds."""


@dataclass(frozen=True)
class PairedDifference:
    """One rate of a run less that of another, over the cases both have."""

    first: str
    second: str
    measure: str
    value: float
    low: float
    high: float
    cases: int


def paired_differences(sources: Sequence[Source]) -> list[PairedDifference]:
    """Of every later run with the first of the same suite and seed; a bootstrap over pairs of cases."""
    found: list[PairedDifference] = []
    first: dict[tuple[str, int], Source] = {}
    for source in sources:
        run = source.document
        if not isinstance(run, RunDocument) or not run.cases:
            continue
        reference = first.setdefault((run.suite, run.seed), source)
        if reference is not source:
            found += _between(source, run, reference)
    return found


def _between(source: Source, run: RunDocument, reference: Source) -> list[PairedDifference]:
    assert isinstance(reference.document, RunDocument)
    others = {case.id: case for case in reference.document.cases}
    both = [
        (case, others[case.id])
        for case in run.cases
        if case.id in others
        and case.text == others[case.id].text
        and case.scene_seed == others[case.id].scene_seed
    ]
    found = []
    for measure, (counts, holds) in MEASURES.items():
        among = [(one, other) for one, other in both if counts(one) and counts(other)]
        if among:
            gaps = np.array([float(holds(one)) - float(holds(other)) for one, other in among])
            pairs = [one.pair or one.id for one, _ in among]
            low, high = _interval(gaps, pairs)
            found.append(
                PairedDifference(
                    source.name, reference.name, measure, float(gaps.mean()), low, high, len(among)
                )
            )
    return found


def _interval(gaps: np.ndarray, pairs: Sequence[str]) -> tuple[float, float]:
    """95 % over draws of whole pairs, since the cases of a pair share a scene."""
    names = sorted(set(pairs))
    place = {name: at for at, name in enumerate(names)}
    of = np.array([place[name] for name in pairs])
    sums, sizes = np.bincount(of, gaps, len(names)), np.bincount(of, minlength=len(names))
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(_DRAWS):
        at = rng.integers(len(names), size=len(names))
        drawn.append(sums[at].sum() / sizes[at].sum())
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
