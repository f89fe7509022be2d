"""``whichone eval``: measure a policy on a suite of cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import CommandError
from cli.progress import unpack_language_model
from cli.settings import Settings

if TYPE_CHECKING:
    from agent.calibration import Calibration
    from agent.motion_calibration import MotionCalibration
    from evals.data import Chosen, DataFile
    from evals.suites import Suite
    from policies.base import Policy

DECIDERS = (
    "whichone, conformal-intent, never, always, threshold, entropy, simple-set, ratio; with adapters "
    "of their own knowno, introplan, introplan-direct, prompt-set, binary, ensemble-set, pointer"
)
SUITES = (
    "control, clear, vague, clear-hand, vague-hand, ambiguity, unsafe, reading, reading-hand, introplan, "
    "reading-introplan and ambik (these three with --data), or one that an installed distribution registers."
)

DATA = typer.Option(
    metavar="FILE",
    help="For introplan: a .txt file, or a split.csv beside such files. For ambik: a .csv file of AmbiK.",
)
PART = typer.Option(help="Of a split file: train, calibrate, test (by default), held-out or all.")

app = typer.Typer(help="Measure a policy on a suite of cases.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Measure a policy on a suite of cases."""


@app.command()
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(help=SUITES)],
    n: Annotated[int, typer.Option("--n", min=1, help="How many cases.")] = 200,
    seed: Annotated[int, typer.Option(help="With suite and n it decides the cases.")] = 0,
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the result goes; - for standard output.")
    ] = "-",
    baselines: Annotated[
        int | None, typer.Option(min=0, help="On how many cases each baseline runs as well.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the episodes in the trace database.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes on Ray; the results are the same.")] = 1,
    ray_address: Annotated[str | None, typer.Option(help="Of a Ray cluster to work on.")] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew, though the same run was interrupted before.")
    ] = False,
    policies: Annotated[
        str | None, typer.Option(metavar="A,B", help="Policies to hold against each other; with --deciders.")
    ] = None,
    deciders: Annotated[
        str | None, typer.Option(metavar="X,Y", help=f"Compare ways of deciding: {DECIDERS}.")
    ] = None,
    calibration_n: Annotated[
        int, typer.Option(min=1, help="With --deciders: calibration cases, of seeds of their own.")
    ] = 300,
    calibration_suite: Annotated[
        str | None,
        typer.Option(help="Suite of the calibration: of its cases with --deciders, else with --calibrated."),
    ] = None,
    calibration_part: Annotated[
        str | None,
        typer.Option(help="With --deciders and --data: part they are of; by default calibrate."),
    ] = None,
    adapters: Annotated[
        Path, typer.Option(metavar="FOLDER", help="With --deciders: what policy train-decider made.")
    ] = Path("runs/deciders"),
    data: Annotated[str | None, DATA] = None,
    part: Annotated[str | None, PART] = None,
    motion: Annotated[
        bool, typer.Option(help="With --deciders: also carry readings out, for task_success.")
    ] = True,
) -> None:
    """Run a suite and write its metrics and cases as JSON; progress goes to standard error.

    Each case is kept in the trace database as it is done: the same command goes on with a run that was
    interrupted. With --deciders, beliefs and outcomes are kept, and every way of deciding replays them.
    """
    from cli.files import check_writable, write

    check_writable(target)
    from evals.runner import BASELINE_CASES, run_suite
    from evals.suites import load

    settings: Settings = context.obj
    rows = _data(data, part)
    if deciders is not None:
        from agent.tracing.store import Store
        from evals.matrix import run_matrix
        from evals.progress import on_stderr
        from evals.text_beliefs import check, uneven

        unfair = uneven(check(_names(deciders), adapters))  # before anything is loaded or unpacked
        if unfair is not None:
            typer.echo(unfair, err=True)
        named = [_policy(settings, name) for name in _names(policies or settings.policy)]
        with on_stderr(None) as report:
            document = run_matrix(
                Store(settings.database_url, settings.frames),
                suite,
                named,
                _names(deciders),
                n,
                seed,
                risk=settings.risk,
                calibration_n=calibration_n,
                calibration_suite=calibration_suite,
                motion=motion,
                report=report,
                data=rows,
                calibration_part=chosen_part(calibration_part, "--calibration-part"),
                adapters=adapters,
            )
        for warning in document["calibration"].get("warnings", ()):
            typer.echo(f"warning: {warning}", err=True)
        write(json.dumps(document, ensure_ascii=False, indent=1), target)
        return
    if calibration_part is not None:
        raise CommandError("--calibration-part is of what --deciders calibrate on; name them")
    if policies is not None:
        raise CommandError("--policies A,B compares policies under deciders; name them: --deciders whichone")
    policy = _policy(settings)
    result = run_suite(
        suite,
        policy,
        n,
        seed,
        results=settings.database_url,
        traces=settings.database_url if keep else None,
        baselines=BASELINE_CASES if baselines is None else baselines,
        workers=workers,
        ray_address=ray_address,
        fresh=fresh,
        risk=settings.risk,
        calibration=_calibration(settings, policy, load(suite).made_of(rows), calibration_suite),
        motion=_motion(settings, policy),
        costs=settings.costs,
        on_empty=settings.on_empty,
        data=rows,
    )
    result.write(target)
    if result.timing is not None:
        typer.echo(result.timing.line(), err=True)


@app.command()
def replay(
    context: typer.Context,
    case: Annotated[str, typer.Argument(help="Id of a case, as in a result: vague-0-0012-am.")],
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the case goes; - for standard output.")
    ] = "-",
    keep: Annotated[bool, typer.Option("--keep", help="Keep the episode in the trace database.")] = True,
    calibration_suite: Annotated[
        str | None, typer.Option(help="With --calibrated: the suite of the calibration.")
    ] = None,
    data: Annotated[str | None, DATA] = None,
    part: Annotated[str | None, PART] = None,
) -> None:
    """Run one case again by its id, and keep its trace (whichone traces show)."""
    from cli.files import check_writable, write

    check_writable(target)
    from evals.loading import binder
    from evals.runner import find_case
    from evals.units import Setup, run_unit
    from evals.workers import trace_store

    settings: Settings = context.obj
    suite, found = find_case(case, data=_data(data, part))
    policy = _policy(settings)
    setup = Setup(
        suite.name,
        risk=settings.risk,
        calibration=_calibration(settings, policy, suite, calibration_suite),
        motion=_motion(settings, policy),
        costs=settings.costs,
        on_empty=settings.on_empty,
    )
    with trace_store(settings.database_url if keep else None) as store:
        unit = run_unit(suite, found, policy, store, setup, binder(policy), False)
    write(json.dumps(unit.row.to_json(), ensure_ascii=False, indent=1), target)


@app.command()
def report(
    context: typer.Context,
    runs: Annotated[
        list[str], typer.Argument(metavar="RUN...", help="JSON files of runs, or ids of runs in the traces.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Where the page goes (.html); - for standard output.")
    ] = "report.html",
    png: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Also write each figure there as PNG.")
    ] = None,
    failures: Annotated[int, typer.Option(min=0, help="How many failures of each run are shown.")] = 30,
) -> None:
    """Write one HTML page about runs, comparisons and calibrations; it opens without a network."""
    from cli.files import check_writable, write
    from cli.reading import Reader

    check_writable(output)
    from evals.report.write import make_report

    settings: Settings = context.obj
    page = make_report(runs, lambda: Reader(settings.database_url).select, failures=failures, png=png)
    write(page, output)


def _policy(settings: Settings, name: str | None = None) -> Policy:
    from evals.loading import load_policy

    wanted = name or settings.policy
    if wanted != "oracle":
        unpack_language_model(settings.cache)
    return load_policy(wanted)


def _calibration(
    settings: Settings, policy: Policy, suite: Suite, made_on: str | None = None
) -> Calibration | None:
    """What ``--calibrated`` asks for; ``--calibration-suite`` says on what it was made.

    Raises:
        CommandError: a suite of a calibration that is not asked for.
    """
    if not settings.calibrated:
        if made_on is not None:
            raise CommandError("--calibration-suite needs --deciders, or whichone --calibrated eval ...")
        return None
    from agent.tracing.store import Store
    from evals.calibrated import calibration_for

    store = Store(settings.database_url, settings.frames)
    return calibration_for(store, suite, policy.reader.fingerprint, settings.risk, made_on)


def _motion(settings: Settings, policy: Policy) -> MotionCalibration | None:
    """What ``--calibrated`` asks for of the motion."""
    if not settings.calibrated:
        return None
    from agent.tracing.store import Store
    from cli.motion import in_force

    return in_force(settings, Store(settings.database_url, settings.frames), policy)


def _data(path: str | None, part: str | None) -> DataFile | None:
    """What ``--data`` and ``--part`` name.

    Raises:
        CommandError: a part that is none, or of nothing.
    """
    from evals.data import DataFile

    chosen = chosen_part(part)
    if path is None:
        if part is not None:
            raise CommandError("--part is of a data file; name it with --data FILE")
        return None
    return DataFile(path, chosen)


def chosen_part(part: str | None, option: str = "--part") -> Chosen | None:
    """A part, or several together, by name.

    Raises:
        CommandError: there is none of that name.
    """
    from evals.data import PARTS

    if part is not None and part not in PARTS:
        raise CommandError(f"{option} is {', '.join(PARTS)}; there is no part {part!r}")
    return part


def _names(listed: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
