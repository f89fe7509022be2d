"""The gate of the motion on the command line: ``calibrate --motion``, and what ``--calibrated`` finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from cli.settings import Settings

if TYPE_CHECKING:
    from agent.motion_calibration import MotionCalibration
    from agent.tracing.store import Store
    from policies.base import Policy

SUITE = "control"


def calibrate(
    settings: Settings,
    store: Store,
    policy: Policy,
    suite: str,
    n: int,
    seed: int,
    window: int | None,
    *,
    conditional: bool,
    splits: int,
    target: str,
) -> None:
    """Move, fit the threshold, keep it, and write it with what doubt was worth.

    Raises:
        EvaluationError: a suite that is not of motions alone, or too few motions for the risk.
    """
    from agent import motion_calibration
    from agent.doubt import STEPS
    from cli.files import write
    from evals import motion_fit as fitting
    from evals.coverage import RISKS
    from evals.motion_doubt import gather
    from evals.progress import on_stderr

    steps = STEPS if window is None else window
    with on_stderr(None) as report:
        motions = gather(store, suite, policy, n, seed, report)
    fingerprint = motion_calibration.fingerprint_of(policy)
    made = fitting.calibrate(
        motions, fingerprint, suite, settings.risk, conditional=conditional, window=steps
    )
    identity = motion_calibration.save(store, made)
    for warning in fitting.warnings(motions, steps):
        typer.echo(f"warning: {warning}", err=True)
    document: dict[str, Any] = {"id": identity, **made.model_dump(mode="json"), "threshold": made.threshold()}
    document["telling"] = fitting.telling(motions, made.threshold(), steps).model_dump()
    document["scores"] = {
        name: fitting.scores(motions, steps, success=success)
        for name, success in (("succeeded", True), ("failed", False))
    }
    if splits:
        document["coverage"] = [
            fitting.over_splits(motions, risk, splits=splits, window=steps).model_dump() for risk in RISKS
        ]
    write(json.dumps(document, indent=1), target)


def in_force(settings: Settings, store: Store, policy: Policy) -> MotionCalibration | None:
    """What ``--calibrated`` stops the arm by; where nothing fits this policy, that is said and the default
    stands."""
    if not settings.calibrated:
        return None
    from agent.calibration import CalibrationMismatch
    from agent.decision import Rule
    from agent.motion_calibration import find, fingerprint_of

    try:
        return find(store, fingerprint_of(policy), settings.risk)
    except CalibrationMismatch as error:
        default = Rule.model_fields["doubt_bits"].default
        typer.echo(f"note: {error}; until then the arm stops in doubt above {default:g} bits", err=True)
        return None
