"""From names of runs to a written report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evals.progress import Progress, on_stderr
from evals.report.drawing import save_png
from evals.report.load import Select, load
from evals.report.page import compose, render

FAILURES = 30
"""Failures shown of each run, unless told otherwise."""


def make_report(names: Sequence[str], select: Callable[[], Select], *, failures: int = FAILURES,
                png: Path | None = None, progress: Progress | None = None) -> str:
    """The report as HTML; its figures are written as PNG on the way where a folder is named.

    Args:
        names: files or ids of runs.
        select: opens the trace database, where a name is no file.
        failures: at most so many failures of each run are shown.

    Raises:
        ReportError: a run cannot be read, a library is missing, or the folder cannot be written.
    """
    sources = [load(name, select) for name in names]
    with on_stderr(progress) as tick:
        page = compose(sources, failures, png is not None, tick)
    if png is not None:
        for drawn in page.figures:
            save_png(drawn, png)
    return render(page)
