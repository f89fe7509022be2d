"""``whichone policy``: make, measure and unpack policies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.ablation import ablate
from cli.errors import CommandError
from cli.settings import Settings

app = typer.Typer(help="Make, measure and unpack policies.", no_args_is_help=True)
app.command()(ablate)


@app.command()
def unpack(context: typer.Context) -> None:
    """Unpack the pretrained language model into the cache folder, if that is not done yet."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)


@app.command()
def info(context: typer.Context) -> None:
    """What the policy is: its name, fingerprint, files and action bounds."""
    from cli.session import load_any
    from policies.direct import fingerprint_of, is_direct

    settings: Settings = context.obj
    policy = load_any(settings)
    mover = policy if is_direct(policy) else policy.actor
    spec = mover.spec
    typer.echo(f"name         {policy.name}")
    typer.echo(f"fingerprint  {fingerprint_of(policy)}")
    typer.echo(f"cameras      {', '.join(mover.cameras)}")
    typer.echo(
        f"action       up to {spec.max_translation_m} m and {spec.max_rotation_rad} rad a step, "
        f"{spec.control_hz:g} Hz; {spec.rotation}; gripper {spec.gripper}"
    )


@app.command()
def train(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/train"),
    stage: Annotated[
        list[str] | None, typer.Option(help="Only this stage; repeat for several. By default all, in order.")
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(help="Where the weights are exported; by default into the package.")
    ] = None,
    cores: Annotated[
        int, typer.Option(min=1, help="With two the actor learns beside the eye and the reader.")
    ] = 2,
) -> None:
    """Make weights of the default policy's kind from nothing; resumable after a kill."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training import run
    from policies.vla.weights import FOLDER

    unknown = set(stage or ()) - set(run.STAGES)
    if unknown:
        raise CommandError(f"no stage is called {min(unknown)!r}; there are: {', '.join(run.STAGES)}")
    run.train(
        out,
        names=tuple(stage or run.STAGES),
        weights=weights or FOLDER,
        report=lambda line: typer.echo(line, err=True),
        cores=cores,
    )


@app.command("train-decider")
def train_decider(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(help="knowno, introplan, prompt-set, binary, ensemble-set; pointer: our own reader."),
    ],
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps of one scene.")] = 1000,
    out: Annotated[
        Path, typer.Option(help="Folder of adapters; the same folder goes on where a killed run was.")
    ] = Path("runs/deciders"),
    rows: Annotated[int, typer.Option(min=1, max=16, help="Instructions a step.")] = 6,
    seed: Annotated[int, typer.Option(min=0, help="Decides scenes and instructions, the same for all.")] = 7,
    scenes: Annotated[
        int | None, typer.Option(min=1, help="Only so many scenes, over and over: can it be learned at all?")
    ] = None,
) -> None:
    """Adapt the language model to a decider's text format, for eval run --deciders; resumable."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    from policies.textual.adapters import ADAPTERS

    if name not in ADAPTERS:
        raise CommandError(f"no decider to train is called {name!r}; there are: {', '.join(ADAPTERS)}")
    unpack_language_model(settings.cache)
    from policies.training import decider

    run = decider.Settings(steps=steps, rows=rows, seed=seed, scenes=scenes)
    try:
        decider.train(name, run, out, report=lambda line: typer.echo(line, err=True))
    except decider.OtherRun as error:
        raise CommandError(str(error)) from error


@app.command("train-saycan")
def train_saycan(
    context: typer.Context,
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps of the language model.")] = 1000,
    scenes: Annotated[int, typer.Option(min=5, help="Scenes in which skills are tried.")] = 250,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/saycan"),
    weights: Annotated[
        Path | None, typer.Option(help="Where the weights go; by default into the package.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Decides scenes, skills and instructions.")] = 7,
) -> None:
    """Make SayCan's weights from nothing, with the default policy's eye and actor; resumable."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training import saycan
    from policies.training.decider import OtherRun
    from policies.vla.weights import FOLDER

    run = saycan.Settings(steps=steps, scenes=scenes, seed=seed)
    try:
        saycan.train(run, out, weights or FOLDER, report=lambda line: typer.echo(line, err=True))
    except OtherRun as error:
        raise CommandError(str(error)) from error


@app.command("train-rt1")
def train_rt1(
    out: Annotated[
        Path, typer.Option(help="Folder of scenes and checkpoint; the same folder goes on where it was.")
    ] = Path("runs/rt1"),
    weights: Annotated[
        Path | None, typer.Option(help="Where the weights are exported; by default into the package.")
    ] = None,
    minutes: Annotated[
        float, typer.Option(min=0.1, help="Of wall-clock time in all, recording and earlier runs included.")
    ] = 240.0,
    scenes: Annotated[int, typer.Option(min=1, help="Recorded at most, one command each.")] = 2500,
    first_scenes: Annotated[int, typer.Option(min=1, help="Recorded before any learning.")] = 100,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that record meanwhile; with none, recording takes turns.")
    ] = 1,
    windows: Annotated[int, typer.Option(min=1, help="In a batch.")] = 16,
    history: Annotated[
        int, typer.Option(min=1, help="Frames it attends to; fixed once a folder has been begun.")
    ] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Of the network, the scenes and the words.")] = 0,
) -> None:
    """Train RT-1 on demonstrations of whole commands; resumable after a kill. Progress is JSON on stderr."""
    from policies.training.rt1.train import Recipe, train
    from policies.vla.weights import FOLDER

    recipe = Recipe(minutes, scenes, first_scenes, workers, seed, windows, history)
    made = train(out, recipe, weights or FOLDER, report=lambda line: typer.echo(line, err=True))
    typer.echo(str(made))


@app.command()
def bench(
    context: typer.Context,
    target: Annotated[str, typer.Option("--json", help="File for the result, - for standard output.")] = "-",
    rounds: Annotated[int, typer.Option(min=1, help="How often everything is timed.")] = 5,
    seed: Annotated[int, typer.Option(help="Which counters are used.")] = 0,
) -> None:
    """Time the policy against the language model it is built on, in one run."""
    from cli.files import check_writable

    check_writable(target)
    from cli.session import load_any
    from evals.bench import run_bench
    from policies.direct import with_readings

    settings: Settings = context.obj
    policy = with_readings(load_any(settings), "the bench times a reader and an actor")
    run_bench(policy, rounds=rounds, seed=seed).write(target)
