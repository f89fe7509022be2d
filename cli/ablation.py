"""``whichone policy ablate``: readers that differ in one thing, trained alike and measured side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import CommandError
from cli.settings import Settings


def ablate(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/ablation"),
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps of every variant.")] = 600,
    variant: Annotated[
        list[str] | None, typer.Option(help="Train only this one; repeat for several. By default all.")
    ] = None,
    scenes: Annotated[
        int, typer.Option(min=1, help="Scenes that each is measured on, six commands each.")
    ] = 60,
    seed: Annotated[
        int, typer.Option(min=0, help="Decides scenes, commands and questions, for all alike.")
    ] = 7,
    target: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Where the figures go; - for standard output.")
    ] = "-",
) -> None:
    """Train from scratch, fine-tuned, co-fine-tuned, with half the layers, reasoning first; then measure."""
    from cli.files import check_writable, write
    from cli.progress import unpack_language_model

    check_writable(target)
    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from evals.ablation import report
    from policies.training import ablation
    from policies.training.decider import OtherRun

    chosen = [ablation.variant(name) for name in variant or [one.name for one in ablation.VARIANTS]]
    alike = ablation.Settings(steps=steps, seed=seed)
    try:
        for one in chosen:
            typer.echo(f"variant {one.name}", err=True)
            ablation.train(one, alike, out, report=lambda line: typer.echo(line, err=True))
    except OtherRun as error:
        raise CommandError(str(error)) from error
    write(json.dumps(report(out, alike, scenes), ensure_ascii=False, indent=1), target)
