"""The page of results as files: Markdown beside a folder of plots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.report import drawing
from evals.report.documents import RunDocument
from evals.report.drawing import Drawn, finished, percent, plain, png_folder, save_png, sheet
from evals.report.load import ReportError
from evals.report.results import Gathered, Table, gather, shown, tables

_COLOURS = (drawing.BLUE, drawing.VERMILION, drawing.GREEN, drawing.ORANGE, drawing.PURPLE, drawing.SKY,
            drawing.GREY, drawing.BLACK)
_HATCHES = ("", "//", "..", "xx", "--", "\\\\", "++", "oo")
"""With the colours, so that policies can be told apart in grey."""


def write_results(names: Sequence[str], out: Path) -> list[Path]:
    """Tables and plots of the runs in files.

    Args:
        out: ``docs/results`` writes ``docs/results.md`` and plots into ``docs/results/``.

    Returns:
        The files written.

    Raises:
        ReportError: a file is no finished run, matplotlib is missing, or nothing can be written there.
    """
    gathered = gather(names)
    png_folder(out)
    drawn = list(plots(gathered))
    page = out.with_name(out.name + ".md")
    for one in drawn:
        save_png(one, out)
    try:
        page.write_text(markdown(tables(gathered), drawn, out.name), encoding="utf-8")
    except OSError as error:
        raise ReportError(f"cannot write {page}: {error.strerror or error}") from None
    return [page, *(out / f"{one.name}.png" for one in drawn)]


def markdown(made: Sequence[Table], drawn: Sequence[Drawn], folder: str) -> str:
    """The page; the plot of a table's suite stands below it."""
    by_title = {one.title: one for one in drawn}
    parts = ["# Results",
             "Made by `whichone eval results` from the JSON of the runs named below each table; nothing here "
             "is typed. Rates with their 95 % intervals; `docs/evaluation.md` says what is counted."]
    for table in made:
        parts.append(table.markdown())
        plot = by_title.get(table.heading)
        if plot is not None:
            parts.append(f"![{plot.caption}]({folder}/{plot.name}.png)")
    return "\n\n".join(parts) + "\n"


def plots(gathered: Gathered) -> Iterator[Drawn]:
    """Bars of every suite that rates can be drawn of."""
    for suite, runs in gathered.runs.items():
        only = [run for _, run in runs]
        names = [name for name in dict.fromkeys(name for run in only for name in shown(suite, run))
                 if all(_is_rate(run, name) for run in only)]
        if names:
            yield bars(suite, names, only)


def bars(suite: str, names: Sequence[str], runs: Sequence[RunDocument]) -> Drawn:
    """Groups of bars, a group a metric and a bar a policy, with intervals."""
    with sheet(2.2 + 1.3 * len(names) * max(1.0, 0.45 * len(runs)), 3.6) as figure:
        axes = figure.add_subplot()
        width = 0.8 / len(runs)
        for at, run in enumerate(runs):
            colour, hatch = _COLOURS[at % len(_COLOURS)], _HATCHES[at % len(_HATCHES)]
            for group, name in enumerate(names):
                metric = run.metrics[name]
                if metric.value is None or metric.low is None or metric.high is None:
                    continue
                x = group - 0.4 + width * (at + 0.5)
                axes.bar(x, metric.value, 0.92 * width, color=colour, hatch=hatch, edgecolor="white",
                         label=plain(run.policy) if group == 0 else None)
                axes.errorbar(x, metric.value, [[metric.value - metric.low], [metric.high - metric.value]],
                              color=drawing.BLACK, capsize=3, linewidth=1.1)
        axes.set_xticks(range(len(names)), names)
        percent(axes, y=True)
        axes.set_title(suite)
        axes.grid(axis="x", visible=False)
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        policies = ", ".join(run.policy for run in runs)
        caption = f"{suite}: {', '.join(names)} by {policies}, with 95 % intervals"
        return finished(figure, suite.replace(" ", "-"), suite, caption, png=True)


def _is_rate(run: RunDocument, name: str) -> bool:
    metric = run.metrics.get(name)
    return metric is None or metric.value is None or (
        metric.high is not None and 0.0 <= metric.value <= 1.0 and metric.high <= 1.0)
