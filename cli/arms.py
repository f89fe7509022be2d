"""``whichone policy train-arms`` and ``measure-arms``: one actor on all arms against one an arm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

Arms = Annotated[
    list[str] | None,
    typer.Option("--arm", help="Only this arm; repeat for several. By default all there are."),
]


def train_arms(
    out: Annotated[
        Path, typer.Option(help="Folder of the run; the same folder goes on where a killed one was.")
    ] = Path("runs/arms"),
    arm: Arms = None,
    scenes: Annotated[int, typer.Option(min=1, help="Of each arm, driven by the expert with noise.")] = 80,
    driven: Annotated[int, typer.Option(min=0, help="Of each arm, driven by its first actor.")] = 60,
    updates: Annotated[int, typer.Option(min=2, help="Of every actor, the same for all.")] = 6000,
    weights: Annotated[
        Path | None, typer.Option(help="Where the actors go; by default OUT/weights, one folder each.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of scenes, noise and networks.")] = 0,
) -> None:
    """Record every arm, then train an actor an arm and one on all; resumable. Progress is JSON on stderr."""
    from policies.training import arms
    from scenes.arm_model import ARMS

    recipe = arms.Recipe(tuple(arm or ARMS), scenes, driven, updates, seed)
    for variant, path in arms.train(out, recipe, lambda line: typer.echo(line, err=True), weights).items():
        typer.echo(f"{variant} {path}")


def measure_arms(
    out: Annotated[Path, typer.Option(help="Folder of the run of train-arms.")] = Path("runs/arms"),
    arm: Arms = None,
    n: Annotated[int, typer.Option("--n", min=1, help="Cases of each arm, run by both actors.")] = 60,
    seed: Annotated[int, typer.Option(min=0, help="Decides the cases; scenes are those of testing.")] = 0,
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the figures go; - for standard output.")
    ] = "-",
) -> None:
    """Run the common actor and each arm's own on the same unseen scenes; resumable after a kill."""
    from cli.files import check_writable, write

    check_writable(target)
    from evals.arms import measure
    from scenes.arm_model import ARMS

    found = measure(
        out / "weights",
        tuple(arm or ARMS),
        n,
        seed,
        out / "measured.jsonl",
        lambda line: typer.echo(line, err=True),
    )
    write(json.dumps(found, indent=1), target)
