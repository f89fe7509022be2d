"""Two runs of the same suite and seed in a report, held against each other case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.paired import Difference, differences
from evals.report.documents import RunDocument, Source


@dataclass(frozen=True)
class PairedDifference(Difference):
    """One rate of the first run less that of the second."""

    first: str
    second: str


def paired_differences(sources: Sequence[Source]) -> list[PairedDifference]:
    """Of every later run with the first of the same suite and seed; a bootstrap over pairs of cases."""
    found: list[PairedDifference] = []
    first: dict[tuple[str, int], tuple[str, RunDocument]] = {}
    for source in sources:
        run = source.document
        if not isinstance(run, RunDocument) or not run.cases:
            continue
        name, reference = first.setdefault((run.suite, run.seed), (source.name, run))
        if reference is not run:
            found += [
                PairedDifference(**vars(one), first=source.name, second=name)
                for one in differences(run.cases, reference.cases)
            ]
    return found
