"""``whichone eval``: measure a policy on a suite of cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import CommandError
from cli.measured import DATA, PART, calibration_of, chosen_part, data_of, motion_of, names_in, policy_of
from cli.settings import Settings

if TYPE_CHECKING:
    from evals.results import Result
    from policies.direct import AnyPolicy

DECIDERS = (
    "whichone, conformal-intent, never, always, threshold, entropy, simple-set, ratio; with adapters "
    "of their own knowno, introplan, introplan-direct, prompt-set, binary, ensemble-set, pointer"
)
SUITES = (
    "control, clear, vague, clear-hand, vague-hand, ambiguity, unsafe, bench, emergent, reading, "
    "reading-hand, introplan, reading-introplan, introplan-text and ambik (these four with --data), or "
    "one that an installed distribution registers."
)

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
        str | None, typer.Option(metavar="A,B", help="Policies to hold against each other on the same cases.")
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
    interrupted. With --policies A,B each runs on the same cases, and what lies between them is counted too.
    With --deciders, beliefs and outcomes are kept, and every way of deciding replays them.
    """
    from cli import compare
    from cli.files import check_writable, write

    check_writable(target)
    from evals.runner import BASELINE_CASES, run_suite
    from evals.suites import load
    from policies.direct import is_direct

    settings: Settings = context.obj
    rows = data_of(data, part)
    if deciders is not None:
        asked = compare.Compared(
            suite,
            names_in(policies or settings.policy),
            names_in(deciders),
            n,
            seed,
            calibration_n,
            calibration_suite,
            chosen_part(calibration_part, "--calibration-part"),
            motion,
            rows,
            adapters,
        )
        write(json.dumps(compare.deciders(settings, asked), ensure_ascii=False, indent=1), target)
        return
    if calibration_part is not None:
        raise CommandError("--calibration-part is of what --deciders calibrate on; name them")
    made_of = load(suite).made_of(rows)
    arguments: dict[str, Any] = {
        "results": settings.database_url,
        "traces": settings.database_url if keep else None,
        "baselines": BASELINE_CASES if baselines is None else baselines,
        "workers": workers,
        "ray_address": ray_address,
        "fresh": fresh,
        "risk": settings.risk,
        "costs": settings.costs,
        "on_empty": settings.on_empty,
        "data": rows,
    }

    def measured(policy: AnyPolicy) -> Result:
        # Alone a policy without readings is told that it cannot be calibrated; beside others it has no need.
        decides = policies is None or not is_direct(policy)
        calibration = calibration_of(settings, policy, made_of, calibration_suite) if decides else None
        gate = motion_of(settings, policy) if decides else None
        result = run_suite(suite, policy, n, seed, calibration=calibration, motion=gate, **arguments)
        if result.timing is not None:
            typer.echo(result.timing.line(), err=True)
        return result

    if policies is None:
        measured(policy_of(settings)).write(target)
        return
    document = compare.policies(settings, made_of, names_in(policies), measured)
    write(json.dumps(document, ensure_ascii=False, indent=1), target)


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
    suite, found = find_case(case, data=data_of(data, part))
    policy = policy_of(settings)
    setup = Setup(
        suite.name,
        risk=settings.risk,
        calibration=calibration_of(settings, policy, suite, calibration_suite),
        motion=motion_of(settings, policy),
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


@app.command()
def results(
    runs: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="JSON of runs, of policies side by side, of policy ablate."),
    ],
    out: Annotated[
        Path, typer.Option(help="NAME writes the tables into NAME.md and the plots into the folder NAME.")
    ] = Path("docs/results"),
) -> None:
    """Write tables and plots of the runs in these files, and of nothing else."""
    from evals.report.results_page import write_results

    for path in write_results(runs, out):
        typer.echo(str(path))
