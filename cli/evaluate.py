"""``whichone eval``: measure a policy on a suite of cases."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.progress import unpack_language_model
from cli.settings import Settings

app = typer.Typer(help="Measure a policy on a suite of cases.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Measure a policy on a suite of cases."""


@app.command()
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(help="control, clear, vague, clear-hand or vague-hand.")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many cases.")] = 200,
    seed: Annotated[int, typer.Option(help="With suite and n it decides the cases.")] = 0,
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the result goes; - for standard output.")
    ] = "-",
    baselines: Annotated[
        int | None, typer.Option(min=0, help="On how many cases each baseline runs as well.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the episodes in the trace database.")] = False,
) -> None:
    """Run a suite and write its metrics and cases as JSON; progress goes to standard error."""
    from cli.files import check_writable

    check_writable(target)
    from evals.runner import BASELINE_CASES, load_policy, run_suite

    settings: Settings = context.obj
    if settings.policy != "oracle":
        unpack_language_model(settings.cache)
    policy = load_policy(settings.policy)
    result = run_suite(
        suite,
        policy,
        n,
        seed,
        traces=settings.database_url if keep else None,
        baselines=BASELINE_CASES if baselines is None else baselines,
    )
    result.write(target)
