"""``whichone scene``: look at a counter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.errors import CommandError
from cli.settings import Settings

app = typer.Typer(help="Look at a counter.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Look at a counter."""


@app.command()
def render(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="Which counter.")] = 0,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the picture goes (.png).")] = Path(
        "frame.png"
    ),
    camera: Annotated[
        list[str] | None, typer.Option(help="front, wrist; repeat for several side by side. By default both.")
    ] = None,
    scene: Annotated[str | None, typer.Option(help="Scene by name.")] = None,
    world: Annotated[str | None, typer.Option(help="Simulated scene by name: kitchen or bench.")] = None,
    arm: Annotated[
        str, typer.Option(help="panda, xarm6 or so101; things are put down within its reach.")
    ] = "panda",
) -> None:
    """Write what the cameras see."""
    import numpy as np
    from PIL import Image

    from cli.session import load_scene
    from scenes.catalogue import WORLDS

    if world is not None and world not in WORLDS:
        raise CommandError(f"there is no world {world!r}; there are {', '.join(WORLDS)}")
    settings: Settings = context.obj
    cameras = tuple(camera or ("front", "wrist"))
    counter = load_scene(world or scene or settings.scene, seed, **({} if arm == "panda" else {"arm": arm}))
    try:
        images = counter.observe(cameras).images
        missing = [name for name in cameras if name not in images]
        if missing:
            raise CommandError(f"there is no camera {missing[0]!r}; there are {', '.join(images)}")
    finally:
        counter.close()
    height = max(images[name].shape[0] for name in cameras)
    canvas = [np.pad(images[name], ((0, height - images[name].shape[0]), (0, 0), (0, 0))) for name in cameras]
    try:
        Image.fromarray(np.concatenate(canvas, axis=1)).save(output)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"cannot write {output}: {error}; name a .png file in a folder you may write to"
        ) from None
    typer.echo(str(output))
