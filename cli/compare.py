"""Comparisons of ``whichone eval run``: ways of deciding on the same beliefs, policies on the same cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli.measured import policy_of
from cli.settings import Settings

if TYPE_CHECKING:
    from evals.data import Chosen, DataFile
    from evals.results import Result
    from evals.suites import Suite
    from policies.direct import AnyPolicy


@dataclass(frozen=True)
class Compared:
    """What the command line asks for, with ``--deciders``."""

    suite: str
    policies: Sequence[str]
    deciders: Sequence[str]
    n: int
    seed: int
    calibration_n: int
    calibration_suite: str | None
    calibration_part: Chosen | None
    motion: bool
    data: DataFile | None
    adapters: Path


def deciders(settings: Settings, asked: Compared) -> dict[str, Any]:
    """The document of policies under deciders; warnings go to standard error.

    Raises:
        EvaluationError: no such suite or decider, or what one needs is missing.
        PolicyError: no such policy, or one without readings.
    """
    from agent.tracing.store import Store
    from evals.matrix import NOTHING_TO_DECIDE, run_matrix
    from evals.progress import on_stderr
    from evals.text_beliefs import check, uneven
    from policies.direct import with_readings

    unfair = uneven(check(asked.deciders, asked.adapters))  # before anything is loaded or unpacked
    if unfair is not None:
        typer.echo(unfair, err=True)
    named = [with_readings(policy_of(settings, name), NOTHING_TO_DECIDE) for name in asked.policies]
    with on_stderr(None) as report:
        document = run_matrix(
            Store(settings.database_url, settings.frames),
            asked.suite,
            named,
            asked.deciders,
            asked.n,
            asked.seed,
            risk=settings.risk,
            calibration_n=asked.calibration_n,
            calibration_suite=asked.calibration_suite,
            motion=asked.motion,
            report=report,
            data=asked.data,
            calibration_part=asked.calibration_part,
            adapters=asked.adapters,
        )
    for warning in document["calibration"].get("warnings", ()):
        typer.echo(f"warning: {warning}", err=True)
    return document


def policies(
    settings: Settings, suite: Suite, names: Sequence[str], measured: Callable[[AnyPolicy], Result]
) -> dict[str, Any]:
    """The document of policies side by side, all loaded before the first one runs.

    Raises:
        EvaluationError: fewer than two, or what running one raises.
        PolicyError: no such policy, or its files are missing or damaged.
    """
    from evals.side_by_side import run_side_by_side

    return run_side_by_side(suite, [policy_of(settings, name) for name in names], measured)
