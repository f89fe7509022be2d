"""Rows of a data file to calibrate on: read once and kept, and what speaks against trusting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agent.conformal import Score
from agent.tracing.store import Store
from evals.believed import Believed, doable
from evals.calibrate import FIRST_SEED, warnings
from evals.data import PART, Chosen, DataFile, same_words
from evals.kept import beliefs
from evals.progress import Progress
from evals.sentences import grouped
from evals.suites import load
from policies.base import Policy

TESTED = ("test", "held-out", "all")
"""What holds test rows: a threshold fitted on them would be tested on what it was fitted on."""
MOST = 300


@dataclass(frozen=True)
class Gathered:
    """Beliefs about the rows that have a valid reading, and where these come from."""

    cases: list[Believed]
    data: Mapping[str, str]
    """``evals.suites.Suite.data``."""
    parts: Mapping[str, str]
    """Case id to its part of a split file; empty for a plain one."""
    said: Mapping[str, frozenset[str]]
    """Of a split file: each part's sentences."""

    @property
    def chosen(self) -> str | None:
        """What was chosen of a split file."""
        return self.data.get(PART)


def gather_rows(store: Store, policy: Policy, suite: str, path: str, part: Chosen | None, n: int | None,
                report: Progress, seed: int = FIRST_SEED) -> Gathered:
    """The policy's beliefs about the rows of a part, by default ``calibrate``; each is read once and kept.

    Args:
        n: at most so many rows; None takes all that a suite knows to have, or ``MOST``.

    Raises:
        EvaluationError: no such suite, one that takes no data, or a file that is not what it should be.
    """
    found = load(suite).made_of(DataFile(path, part, otherwise="calibrate"))
    n = found.at_most(n or MOST) if n or found.most is None else found.most
    pairs = beliefs(store, found, policy, n, seed, report)
    return Gathered(cases=doable([believed for _, believed in pairs]), data=found.data, said=found.said,
                    parts={case.id: found.parts[case.template] for case, _ in pairs
                           if case.template in found.parts})


def row_warnings(rows: Gathered, kind: Score) -> list[str]:
    """What speaks against the guarantee, on top of what does for any cases."""
    found = warnings(rows.cases, kind)
    groups = grouped(rows.cases)
    largest = max((len(group) for group in groups), default=0)
    if largest > 1:
        found.append(
            f"{len(rows.cases)} rows have only {len(groups)} different sentences, {largest} of them one and "
            "the same: they are not independent, and coverage strays further than promised; "
            "--one-per-sentence draws one of each")
    trained = sum(part == "train" for part in (rows.parts.get(case.case_id) for case in rows.cases))
    if trained:
        found.append(f"{trained} of {len(rows.cases)} rows are training rows: weights that were trained on "
                     "them read them better than others, and then other rows are covered less than promised")
    if rows.chosen not in TESTED:
        both = {same_words(case.text) for case in rows.cases} & rows.said.get("test", frozenset())
        if both:
            found.append(f"{len(both)} sentences of the test part were calibrated on, word for word")
        return found
    calibrated, tested = ([case for case in rows.cases if rows.parts.get(case.case_id) == part]
                          for part in ("calibrate", "test"))
    if calibrated and tested:
        found += [one for one in warnings(calibrated, kind, tested) if one not in found]
    return found
