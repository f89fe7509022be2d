"""``whichone demos``: demonstrations recorded, and carried between formats."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import CommandError

if TYPE_CHECKING:
    from policies.interchange.episode import Episode

app = typer.Typer(help="Record demonstrations and carry them between formats.", no_args_is_help=True)

FORMATS = ("rlds", "lerobot")
Format = Annotated[str, typer.Option("--format", help="rlds (Open X-Embodiment) or lerobot (version 3).")]


@app.command()
def record(
    out: Annotated[Path, typer.Argument(help="Folder of the new data set.")],
    form: Format = "rlds",
    arm: Annotated[str, typer.Option(help="panda, xarm6 or so101.")] = "panda",
    episodes: Annotated[int, typer.Option(min=1, help="Skills recorded; what fails is left out.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Decides scenes and errands.")] = 0,
) -> None:
    """Record the scripted expert on an arm, both cameras at every step."""
    writer = _writer(form)
    from policies.training.episodes import demonstrate
    from scenes.arm_model import load_arm

    load_arm(arm)  # what is missing is said before any file is made
    with writer(out) as file:
        for number, episode in enumerate(itertools.islice(demonstrate(arm, seed), episodes), 1):
            file.add(episode)
            typer.echo(f"{number}/{episodes} {episode.instruction}: {len(episode)} steps", err=True)
    typer.echo(str(out))


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="Data set of either format; which is told by its files.")],
    out: Annotated[Path, typer.Argument(help="Folder of the new one.")],
    form: Format = "lerobot",
) -> None:
    """Write a data set again in the other format."""
    found = _read(source)
    count = 0
    with _writer(form)(out) as file:
        for episode in found:
            file.add(episode)
            count += 1
    typer.echo(f"{out}: {count} episodes")


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="Data set of either format.")],
    out: Annotated[Path, typer.Argument(help="Folder of a training run, whose shards these join.")],
) -> None:
    """Make a data set's episodes into shards that the actor trains on (`policy train-arms`)."""
    from policies.training.episodes import import_episodes

    made = import_episodes(_read(source), out / "shards", source.resolve().name)
    typer.echo(
        f"{out / 'shards'}: {made.episodes} episodes, {made.steps} control steps in {made.shards} shards"
    )


@app.command()
def show(source: Annotated[Path, typer.Argument(help="Data set of either format.")]) -> None:
    """Check a data set from end to end and list its episodes."""
    count = steps = 0
    for episode in _read(source):
        typer.echo(
            f"{count:5d} {episode.arm:6s} {len(episode):4d} steps "
            f"{'done  ' if episode.success else 'failed'} {episode.instruction}"
        )
        count, steps = count + 1, steps + len(episode)
    typer.echo(f"{count} episodes, {steps} steps")


def _writer(form: str) -> Callable[[Path], Any]:
    from policies.interchange.lerobot_writer import LeRobotWriter
    from policies.interchange.rlds_writer import RldsWriter

    writers: dict[str, Callable[[Path], Any]] = {"rlds": RldsWriter, "lerobot": LeRobotWriter}
    if form not in writers:
        raise CommandError(f"there is no format {form!r}; there are {' and '.join(FORMATS)}")
    return writers[form]


def _read(source: Path) -> Iterator[Episode]:
    from policies.interchange import lerobot, rlds

    if (source / "meta").is_dir():
        return lerobot.read_episodes(source)
    return rlds.read_episodes(source)
