"""``whichone calibrate``: the threshold for a risk, fitted for these weights and kept in the traces."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.calibrate_rows import RowOptions, calibrate_rows
from cli.measured import DATA, chosen_part, policy_of
from cli.settings import Settings

if TYPE_CHECKING:
    from agent.calibration import Calibration
    from agent.tracing.store import Store


def calibrate(
    context: typer.Context,
    suite: Annotated[str, typer.Option(help="Suite whose cases it is calibrated on.")] = "vague",
    n: Annotated[
        int | None, typer.Option("--n", min=10, help="How many cases; 300, or all rows with --data.")
    ] = None,
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
    by_source: Annotated[
        bool, typer.Option("--by-source", help="A threshold for each predicted source of doubt.")
    ] = False,
    splits: Annotated[
        int, typer.Option("--splits", min=0, help="Check coverage on so many random splits of the cases.")
    ] = 0,
    data: Annotated[str | None, DATA] = None,
    part: Annotated[
        str | None,
        typer.Option(
            help="Of a split file: calibrate (by default) or train; test, held-out or all for --splits alone."
        ),
    ] = None,
    one_per_sentence: Annotated[
        bool, typer.Option("--one-per-sentence", help="With --data: on one row of each sentence.")
    ] = False,
    episodes: Annotated[
        bool,
        typer.Option("--episodes", help="Promise the risk for whole episodes, motion and answers included."),
    ] = False,
    wrong_answers: Annotated[
        float, typer.Option(min=0.0, max=0.9, help="With --episodes: share of questions answered wrongly.")
    ] = 0.0,
    from_traces: Annotated[
        bool,
        typer.Option("--from-traces", help="From what users said they meant, in sessions with --audit-rate."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="With --from-traces: turns from then on (2026-01-31[T12:00])."),
    ] = None,
    motion: Annotated[
        bool,
        typer.Option("--motion", help="How much doubt in the motion stops the arm (suite control)."),
    ] = False,
    window: Annotated[
        int | None, typer.Option(min=1, help="With --motion: executed steps whose doubt is averaged.")
    ] = None,
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
    since_s = _unix_time(since)
    if since is not None and not from_traces:
        raise CommandError("--since chooses among traces: add --from-traces")
    if by_language and by_source:
        raise CommandError("--by-language and --by-source are two ways of grouping: choose one")
    by_group = by_language or by_source
    if from_traces and (episodes or by_group or splits or seed is not None or score == "any_acceptable"):
        raise CommandError(
            "--from-traces knows what was meant and nothing else: leave out --episodes, --by-language, "
            "--by-source, "
            "--splits, --seed and --score"
        )
    if motion and (data is not None or part is not None or one_per_sentence):
        raise CommandError(
            "--motion moves on cases of seeds, not on rows: leave out --data, --part and --one-per-sentence"
        )
    if data is None and (part is not None or one_per_sentence):
        raise CommandError("--part and --one-per-sentence are of a data file; name it with --data FILE")
    chosen = chosen_part(part)
    if data is not None and (from_traces or episodes or by_group):
        raise CommandError("--data goes without --from-traces, --episodes, --by-language and --by-source")
    if wrong_answers and not episodes:
        raise CommandError("--wrong-answers is of whole episodes: add --episodes")
    if window is not None and not motion:
        raise CommandError("--window is of the motion: add --motion")
    if motion and (episodes or from_traces or by_group or score != "ask_gate"):
        raise CommandError(
            "--motion knows no words: leave out --episodes, --from-traces, --by-language, "
            "--by-source and --score"
        )
    check_writable(target)
    from agent import calibration
    from agent.conformal import Score
    from agent.tracing.store import Store
    from evals import calibrate as fitting
    from evals import coverage
    from evals.progress import on_stderr
    from policies.direct import with_readings

    settings: Settings = context.obj
    kind: Score = score  # type: ignore[assignment]
    store = Store(settings.database_url, settings.frames)
    policy = with_readings(policy_of(settings), "there is nothing to calibrate")
    if from_traces:
        made = _from_traces(store, policy.reader.fingerprint, settings.risk, since_s, not on_average)
        _keep(store, made, target)
        return
    first_seed = fitting.FIRST_SEED if seed is None else seed
    if data is not None:
        options = RowOptions(
            suite, data, chosen, n, first_seed, kind, not on_average, one_per_sentence, splits
        )
        write(json.dumps(calibrate_rows(store, policy, settings.risk, options), indent=1), target)
        return
    n = 300 if n is None else n
    if motion:
        from cli import motion as gate

        source = context.get_parameter_source("suite")
        gate.calibrate(
            settings,
            store,
            policy,
            gate.SUITE if source is not None and source.name == "DEFAULT" else suite,
            n,
            first_seed,
            window,
            conditional=not on_average,
            splits=splits,
            target=target,
        )
        return
    if episodes:
        from cli import episodes as whole

        whole.calibrate(settings.risk, store, policy, suite, n, first_seed, wrong_answers, target)
        return
    with on_stderr(None) as report:
        cases = fitting.gather(
            policy,
            suite,
            n,
            first_seed,
            progress=lambda done, total: report(done, total, f"calibrating on {suite}"),
        )
    made = fitting.calibrate(
        cases,
        policy.reader.fingerprint,
        suite,
        settings.risk,
        kind=kind,
        conditional=not on_average,
        by="language" if by_language else "source" if by_source else None,
    )
    identity = calibration.save(store, made)
    for warning in fitting.warnings(cases, kind):
        typer.echo(f"warning: {warning}", err=True)
    document: dict[str, Any] = {"id": identity, **made.model_dump(mode="json"), "threshold": made.threshold()}
    if splits:
        document["coverage"] = [
            coverage.over_splits(cases, risk, kind, splits=splits).model_dump()
            for risk in coverage.RISKS
        ]
    write(json.dumps(document, indent=1), target)


def _unix_time(since: str | None) -> float | None:
    """A date, or a date and time, as Unix seconds; local time where it names no zone."""
    from cli.errors import CommandError

    if since is None:
        return None
    try:
        return datetime.datetime.fromisoformat(since).timestamp()
    except (ValueError, OverflowError, OSError):
        raise CommandError(
            f"--since is a date such as 2026-01-31 or 2026-01-31T12:00, not {since!r}"
        ) from None


def _from_traces(
    store: Store, fingerprint: str, risk: float, since_s: float | None, conditional: bool
) -> Calibration:
    """The threshold from what users said they meant; what it rests on is told on standard error.

    Raises:
        TooFewKnown: too few commands of known meaning for the risk.
    """
    from agent.conformal import cases_needed, effective
    from agent.known import known_turns
    from agent.recalibration import recalibrate

    found = known_turns(store, fingerprint, since_s)
    weights = [one.weight for one in found.known]
    audited = sum(one.audited for one in found.known)
    typer.echo(
        f"{len(weights)} commands of known meaning, {audited} of them by audits; they count as "
        f"{effective(weights, found.heaviest):.1f}, and a risk of {risk:g} needs "
        f"{cases_needed(risk, conditional)}",
        err=True,
    )
    for reason, n in sorted(found.left_out.items()):
        typer.echo(f"left out: {n} {reason}", err=True)
    return recalibrate(found.known, found.heaviest, fingerprint, risk, conditional=conditional)


def _keep(store: Store, made: Calibration, target: str) -> None:
    from agent import calibration
    from cli.files import write

    identity = calibration.save(store, made)
    document = {"id": identity, **made.model_dump(mode="json"), "threshold": made.threshold()}
    write(json.dumps(document, indent=1), target)
