"""``whichone calibrate --data``: the threshold, and coverage by sentence, from rows that others wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from agent.conformal import Score
    from agent.tracing.store import Store
    from evals.data import Chosen
    from evals.gathered import Gathered
    from policies.base import Policy


@dataclass(frozen=True)
class RowOptions:
    """What the command line asks for."""

    suite: str
    data: str
    part: Chosen | None
    n: int | None
    seed: int
    score: Score
    conditional: bool
    """Promise the risk for all but one in a hundred calibration sets, not on average over them."""
    one_per_sentence: bool
    splits: int


def calibrate_rows(store: Store, policy: Policy, risk: float, options: RowOptions) -> dict[str, Any]:
    """The document. A calibration is kept where no test row is among what it is fitted on; else there is
    coverage over splits alone.

    Raises:
        CommandError: test rows, and no splits to look at.
        EvaluationError: rows that are not what they should be, or too few of them.
    """
    from cli.errors import CommandError
    from evals.gathered import TESTED, gather_rows, row_warnings
    from evals.progress import on_stderr

    if options.part in TESTED and not options.splits:
        raise CommandError(
            f"--part {options.part} holds the test rows, and a threshold fitted on them would be tested on "
            "what it was fitted on: add --splits 100 for coverage by sentence, or take --part calibrate"
        )
    with on_stderr(None) as report:
        rows = gather_rows(
            store, policy, options.suite, options.data, options.part, options.n, report, options.seed
        )
    for warning in row_warnings(rows, options.score):
        typer.echo(f"warning: {warning}", err=True)
    fingerprint = policy.reader.fingerprint
    if rows.chosen in TESTED:
        document: dict[str, Any] = {
            "fingerprint": fingerprint,
            "suite": options.suite,
            "data": dict(rows.data),
            "score": options.score,
            "n": len(rows.cases),
        }
    else:
        document = _kept(store, fingerprint, rows, risk, options)
    return document | _coverage(rows, options)


def _kept(
    store: Store, fingerprint: str, rows: Gathered, risk: float, options: RowOptions
) -> dict[str, Any]:
    """The calibration, fitted and kept."""
    from agent import calibration
    from evals.calibrate import calibrate
    from evals.sentences import one_of_each

    made = calibrate(
        one_of_each(rows.cases) if options.one_per_sentence else rows.cases,
        fingerprint,
        options.suite,
        risk,
        kind=options.score,
        conditional=options.conditional,
        data=rows.data,
    )
    identity = calibration.save(store, made)
    return {"id": identity, **made.model_dump(mode="json"), "threshold": made.threshold()}


def _coverage(rows: Gathered, options: RowOptions) -> dict[str, Any]:
    """Over splits by sentence: with one row of each, and with all."""
    from evals.coverage import RISKS
    from evals.sentences import over_rows, over_sentences

    kind, splits = options.score, options.splits
    if not splits:
        return {}
    return {
        "coverage": [over_sentences(rows.cases, risk, kind, splits=splits).model_dump() for risk in RISKS],
        "coverage_rows": [
            over_rows(rows.cases, risk, kind, parts=rows.parts, splits=splits).model_dump() for risk in RISKS
        ],
    }
