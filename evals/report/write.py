"""From names of runs to a written report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from evals.progress import Progress, on_stderr
from evals.report.documents import RunDocument
from evals.report.drawing import png_folder, save_png
from evals.report.faults import failures as most_telling
from evals.report.load import Select, sources
from evals.report.page import compose, render

FAILURES = 30
"""Failures shown of each run, unless told otherwise."""


def make_report(
    names: Sequence[str],
    select: Callable[[], Select],
    *,
    failures: int = FAILURES,
    png: Path | None = None,
    progress: Progress | None = None,
) -> str:
    """The report as HTML; its figures are written as PNG on the way where a folder is named.

    Args:
        names: files or ids of runs.
        select: opens the trace database, where a name is no file.
        failures: at most so many failures of each run are shown.

    Raises:
        ReportError: a run cannot be read, a library is missing, or the folder cannot be written.
    """
    if png is not None:
        png_folder(png)
    found = [source for name in names for source in sources(name, select)]
    scenes = sum(
        len(most_telling(source.document, failures).shown)
        for source in found
        if isinstance(source.document, RunDocument)
    )
    with on_stderr(progress) if scenes else nullcontext(_silent) as tick:
        page = compose(found, failures, png is not None, tick)
    if png is not None:
        for drawn in page.figures:
            save_png(drawn, png)
    return render(page)


def _silent(done: int, total: int, what: str) -> None:
    """No bar where there is nothing to wait for."""
