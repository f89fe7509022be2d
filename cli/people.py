"""``whichone people``: who may be named by their portrait."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.settings import Settings

app = typer.Typer(help="Enrol people by a picture, to name portraits of them.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Enrol people by a picture, to name portraits of them."""


@app.command()
def enroll(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What to call them.")],
    image: Annotated[Path, typer.Option(metavar="FILE", help="A picture of their head and shoulders.")],
) -> None:
    """Keep a picture under a name, in the data folder; a second one of the same name replaces the first."""
    from policies.people import enroll as keep

    settings: Settings = context.obj
    person = keep(settings.people, name, image)
    typer.echo(f"{person.name} is enrolled; `whichone people forget '{person.name}'` undoes it")


@app.command("list")
def listed(context: typer.Context) -> None:
    """Names of those enrolled, and of the synthetic people who are there by default."""
    from policies.people import enrolled, known

    settings: Settings = context.obj
    theirs = {person.name for person in enrolled(settings.people)}
    for person in known(settings.people):
        typer.echo(f"{person.name}{'' if person.name in theirs else '  (synthetic)'}")


@app.command()
def forget(
    context: typer.Context, name: Annotated[str, typer.Argument(help="Whom to forget.")]
) -> None:
    """Delete somebody's name and picture."""
    from policies.people import forget as drop

    settings: Settings = context.obj
    drop(settings.people, name)
    typer.echo(f"{name} is forgotten")
