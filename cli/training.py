"""The commands of ``whichone policy`` that train: one a policy, each resumable in a folder of its own.

Errors of training (another run in the folder, a missing stage) are named where they arise.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import CommandError
from cli.settings import Settings

Exported = Annotated[
    Path | None, typer.Option(help="Where the weights are exported; by default into the package.")
]


def _tell(line: str) -> None:
    """Progress goes to standard error."""
    typer.echo(line, err=True)


def train(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/train"),
    stage: Annotated[
        list[str] | None, typer.Option(help="Only this stage; repeat for several. By default all, in order.")
    ] = None,
    weights: Exported = None,
    cores: Annotated[
        int, typer.Option(min=1, help="With two the actor learns beside the eye and the reader.")
    ] = 2,
    bench_shards: Annotated[
        int | None,
        typer.Option(min=0, help="Shards of a hundred frames of the assembly bench; 0 for none of it."),
    ] = None,
    card_shards: Annotated[
        int | None,
        typer.Option(min=0, help="Shards of a hundred frames of counters with cards; 0 for none of them."),
    ] = None,
) -> None:
    """Make weights of the default policy's kind from nothing; resumable after a kill."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training import run
    from policies.training.stages import Recipe
    from policies.vla.weights import FOLDER

    unknown = set(stage or ()) - set(run.STAGES)
    if unknown:
        raise CommandError(f"no stage is called {min(unknown)!r}; there are: {', '.join(run.STAGES)}")
    asked = {"bench_shards": bench_shards, "card_shards": card_shards}
    run.train(
        out,
        Recipe(**{name: count for name, count in asked.items() if count is not None}),
        names=tuple(stage or run.STAGES),
        weights=weights or FOLDER,
        report=_tell,
        cores=cores,
    )


def train_more(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/more"),
    after: Annotated[
        Path | None, typer.Option(help="Weights to go on from; by default those in the package.")
    ] = None,
    weights: Exported = None,
    steps: Annotated[
        int, typer.Option(min=1, help="Optimizer steps of the reader, of two scenes each.")
    ] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Decides what is said about the scenes.")] = 50,
    counter_questions: Annotated[
        int, typer.Option(min=0, help="Questions a scene about what stands on it.")
    ] = 1,
    bench_shards: Annotated[
        int | None,
        typer.Option(min=0, help="Shards of benches; by default ten if the eye was taught the bench."),
    ] = None,
    card_shards: Annotated[
        int | None,
        typer.Option(min=0, help="Shards of counters with cards; by default sixteen if it was taught them."),
    ] = None,
    cores: Annotated[int, typer.Option(min=1, help="Each reads a scene of a step.")] = 2,
) -> None:
    """Go on training the reader from weights that exist; eye and actor stay. Resumable after a kill."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training import run
    from policies.training.going_on import check_worlds, go_on_from, worlds_taught
    from policies.training.stages import Recipe
    from policies.vla.weights import FOLDER

    go_on_from(after or FOLDER, out)
    usual, taught = Recipe(), worlds_taught(out)
    if bench_shards is None:
        bench_shards = usual.bench_shards if "bench" in taught else 0
    if card_shards is None:
        card_shards = usual.card_shards if "cards" in taught else 0
    recipe = Recipe(seed=seed, again_steps=steps, counter_questions=counter_questions,
                    bench_shards=bench_shards, card_shards=card_shards)
    check_worlds(out, recipe.worlds)
    run.train(out, recipe, ("render", "again", "export"), weights or FOLDER, _tell, cores)


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
    decider.train(name, run, out, report=_tell)


def train_saycan(
    context: typer.Context,
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps of the language model.")] = 1000,
    scenes: Annotated[int, typer.Option(min=5, help="Scenes in which skills are tried.")] = 250,
    out: Annotated[
        Path, typer.Option(help="Folder of checkpoints; the same folder goes on where a killed run was.")
    ] = Path("runs/saycan"),
    weights: Exported = None,
    seed: Annotated[int, typer.Option(min=0, help="Decides scenes, skills and instructions.")] = 7,
) -> None:
    """Make SayCan's weights from nothing, with the default policy's eye and actor; resumable."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training import saycan
    from policies.vla.weights import FOLDER

    run = saycan.Settings(steps=steps, scenes=scenes, seed=seed)
    saycan.train(run, out, weights or FOLDER, report=_tell)


def train_rt1(
    out: Annotated[
        Path, typer.Option(help="Folder of scenes and checkpoint; the same folder goes on where it was.")
    ] = Path("runs/rt1"),
    weights: Exported = None,
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
    made = train(out, recipe, weights or FOLDER, report=_tell)
    typer.echo(str(made))


def train_rt2(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="rt2, rt2-digits, rt2-overwritten, rt2-kept, rt2-encdec.")
    ] = "rt2",
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps, of three frames each.")] = 1500,
    scenes: Annotated[int, typer.Option(min=1, help="Recorded before learning, one episode each.")] = 400,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the checkpoint, by default runs/NAME; it goes on there.")
    ] = None,
    recordings: Annotated[Path, typer.Option(help="Folder of scenes, which all variants share.")] = Path(
        "runs/rt2-recordings"
    ),
    weights: Exported = None,
    fine_tune: Annotated[
        bool, typer.Option("--fine-tune", help="Demonstrations alone, without questions and prose.")
    ] = False,
    without_plans: Annotated[
        bool, typer.Option("--without-plans", help="Integers right after the question, never a plan.")
    ] = False,
    few: Annotated[
        int | None, typer.Option(min=1, help="Only so many moments, over and over: can it be learned at all?")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that record.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="Of the scenes, the words and the batches.")] = 7,
) -> None:
    """Train the literal RT-2 on demonstrations with and without a plan, questions and prose; resumable."""
    from cli.progress import unpack_language_model

    settings: Settings = context.obj
    unpack_language_model(settings.cache)
    from policies.training.rt2 import train as rt2
    from policies.vla.weights import FOLDER

    run = rt2.Settings(name, steps, scenes, seed, questions=not fine_tune, plans=not without_plans, few=few)
    made = rt2.train(run, out or Path("runs") / name, recordings, weights or FOLDER, workers, _tell)
    typer.echo(str(made))


COMMANDS: dict[str, Callable[..., None]] = {
    "train": train,
    "train-more": train_more,
    "train-decider": train_decider,
    "train-saycan": train_saycan,
    "train-rt1": train_rt1,
    "train-rt2": train_rt2,
}
"""By the name each has under ``whichone policy``."""
