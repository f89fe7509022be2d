"""A data file of AmbiK: the pairs to evaluate, what is known of each, and the rows that were left out."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from evals.data import DataFile
from evals.results import EvaluationError
from evals.suites.ambik_rows import Row, read_rows, same_words
from evals.suites.ambik_sets import Known, known_set

TYPES = ("preferences", "common_sense_knowledge", "safety")
Slip = Literal["unknown_type", "no_task", "too_few_things"]
SLIPS: dict[Slip, str] = {
    "unknown_type": f"the type is none of {', '.join(TYPES)}",
    "no_task": "the ambiguous or the clear task is empty",
    "too_few_things": "fewer than two things stand in the kitchen: there is nothing to mix up",
}


class Pair(NamedTuple):
    """A row to evaluate, and the set of its ambiguous task where that is known."""

    row: Row
    known: Known | None


@dataclass(frozen=True)
class Pairs:
    """The rows of a file."""

    kept: tuple[Pair, ...]
    total: int
    """With those left out."""
    identical: int
    """Rows whose two tasks are the same words."""
    slips: Counter[Slip]
    repeated: int
    """Rows whose things and tasks an earlier row has."""
    digest: str
    """sha256 of the file."""


def read(data: DataFile) -> Pairs:
    """The pairs of a file.

    Raises:
        EvaluationError: the file cannot be read, a row is not whole, or a part of it is asked for.
    """
    path = Path(data.path)
    if data.part is not None:
        raise EvaluationError(f"--part {data.part} is of a split file; {path.name} has no parts")
    rows = read_rows(path)
    kept: dict[tuple[str, ...], Pair] = {}
    slips: Counter[Slip] = Counter()
    identical = repeated = 0
    for row in rows:
        slip = slip_of(row)
        if slip is not None:
            slips[slip] += 1
        elif same_words(row.vague) == same_words(row.clear):
            identical += 1
        elif row.key in kept:
            repeated += 1
        else:
            kept[row.key] = Pair(row, known_set(row))
    return Pairs(tuple(kept.values()), len(rows), identical, slips, repeated,
                 hashlib.sha256(path.read_bytes()).hexdigest())


def slip_of(row: Row) -> Slip | None:
    """What a row lacks, if anything: without it there is nothing to evaluate."""
    if row.kind not in TYPES:
        return "unknown_type"
    if not same_words(row.vague) or not same_words(row.clear):
        return "no_task"
    return "too_few_things" if len(row.named) < 2 else None
