"""``whichone eval``: measure a policy on a suite of cases."""

from __future__ import annotations

import typer

app = typer.Typer(help="Measure a policy on a suite of cases.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Measure a policy on a suite of cases."""
