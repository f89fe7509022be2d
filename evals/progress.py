"""A progress bar on standard error, so that standard output stays a clean document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is being done."""


@contextmanager
def on_stderr(progress: Progress | None) -> Iterator[Progress]:
    """The progress given, or a bar on standard error."""
    if progress is not None:
        yield progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what)
