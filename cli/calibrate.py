"""``whichone calibrate``: the threshold for a risk, fitted for these weights and kept in the traces."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from cli.progress import unpack_language_model
from cli.settings import Settings


def calibrate(
    context: typer.Context,
    suite: Annotated[str, typer.Option(help="Suite whose cases it is calibrated on.")] = "vague",
    n: Annotated[int, typer.Option("--n", min=10, help="How many cases.")] = 300,
    seed: Annotated[
        int | None, typer.Option(help="Of the cases; by default one that no result is reported for.")
    ] = None,
    score: Annotated[
        str, typer.Option(help="ask_gate, intent or any_acceptable (docs/calibration.md).")
    ] = "ask_gate",
    on_average: Annotated[
        bool, typer.Option("--on-average", help="Promise the risk over calibration sets, not for this one.")
    ] = False,
    by_language: Annotated[
        bool, typer.Option("--by-language", help="A threshold for each language.")
    ] = False,
    splits: Annotated[
        int, typer.Option("--splits", min=0, help="Check coverage on so many random splits of the cases.")
    ] = 0,
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the calibration goes as well; - for stdout.")
    ] = "-",
) -> None:
    """Calibrate the policy at the risk in force (whichone --risk R calibrate); chat and run use it with
    --calibrated."""
    from cli.errors import CommandError
    from cli.files import check_writable, write

    kinds = ("ask_gate", "intent", "any_acceptable")
    if score not in kinds:
        raise CommandError(f"there is no score {score!r}; there are {', '.join(kinds)}")
    check_writable(target)
    from agent import calibration
    from agent.tracing.store import Store
    from evals import calibrate as fitting
    from evals import coverage
    from evals.progress import on_stderr
    from evals.runner import load_policy

    settings: Settings = context.obj
    store = Store(settings.database_url, settings.frames)
    if settings.policy != "oracle":
        unpack_language_model(settings.cache)
    policy = load_policy(settings.policy)
    with on_stderr(None) as report:
        cases = fitting.gather(
            policy,
            suite,
            n,
            fitting.FIRST_SEED if seed is None else seed,
            progress=lambda done, total: report(done, total, f"calibrating on {suite}"),
        )
    made = fitting.calibrate(
        cases,
        policy.reader.fingerprint,
        suite,
        settings.risk,
        kind=score,  # type: ignore[arg-type]
        conditional=not on_average,
        by_language=by_language,
    )
    identity = calibration.save(store, made)
    for warning in fitting.warnings(cases, made.score):
        typer.echo(f"warning: {warning}", err=True)
    document: dict[str, Any] = {"id": identity, **made.model_dump(mode="json"), "threshold": made.threshold()}
    if splits:
        document["coverage"] = [
            coverage.over_splits(cases, risk, made.score, splits=splits).model_dump()
            for risk in coverage.RISKS
        ]
    write(json.dumps(document, indent=1), target)
