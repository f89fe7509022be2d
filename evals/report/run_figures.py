"""Figures of one run: asking by source, confidence, set sizes, decisions and questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evals.metrics import Metric
from evals.report import counts
from evals.report.documents import RunDocument
from evals.report.drawing import (
    BLACK,
    BLUE,
    GREY,
    KINDS,
    PALE,
    VERMILION,
    Drawn,
    finished,
    percent,
    plain,
    sheet,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

SOURCE_TITLES = {
    "under_ask": "under_ask\nacted though ambiguous",
    "over_ask": "over_ask\nasked though clear",
    "refused_or_asked": "refused_or_asked\nof what is to be refused",
    "top1_valid": "top1_valid\nbest reading valid, ambiguous",
}
KIND_NAMES = {"clear": "clear", "ambiguous": "ambiguous", "refuse": "to be refused"}


def run_figures(run: RunDocument, prefix: str, png: bool) -> Iterator[Drawn]:
    """Each figure the run has data for."""
    sources = {name: of for name, of in counts.by_source(run).items() if name in SOURCE_TITLES}
    if sources:
        yield _sources(sources, f"{prefix}-by-source", png)
    held = counts.reliability(run)
    if held is not None:
        yield _reliability(held, f"{prefix}-reliability", png)
    confusion = counts.confusion(run.cases)
    if confusion:
        yield _confusion(confusion, f"{prefix}-decisions", png)
    sizes = counts.set_sizes(run.cases)
    if sizes:
        yield _histogram(
            sizes,
            f"{prefix}-set-sizes",
            "Size of the prediction set",
            "readings in the set",
            "How many readings the policy's own rule keeps: with one it acts, with several it asks, "
            "with none it refuses.",
            png,
        )
    asked = counts.questions_asked(run.cases)
    if asked and any(n > 0 for tally in asked.values() for n in tally):
        yield _histogram(
            asked,
            f"{prefix}-questions",
            "Questions in an episode",
            "questions asked",
            "How many questions were asked before the episode ended.",
            png,
        )


def _sources(sources: dict[str, dict[str, Metric]], name: str, png: bool) -> Drawn:
    rows = max(len(rates) for rates in sources.values())
    with sheet(3.7 * len(sources) + 0.6, 1.6 + 0.38 * rows) as figure:
        for number, (metric, rates) in enumerate(sources.items()):
            axes = figure.add_subplot(1, len(sources), number + 1)
            good = metric in ("refused_or_asked", "top1_valid")
            _dots(axes, rates, BLUE if good else VERMILION, rows)
            axes.set_title(SOURCE_TITLES[metric], fontsize=9.5, loc="left")
            axes.set_xlabel("share of cases: " + ("more is better" if good else "less is better"))
        return finished(
            figure,
            name,
            f"{'Reading' if set(sources) == {'top1_valid'} else 'Asking'} by source of ambiguity",
            "Dots are shares, bars their Wilson 95 % intervals; n is the number of cases. Clear cases "
            "count under the source of the ambiguous command they are the control of.",
            png,
        )


def _dots(axes: Axes, rates: dict[str, Metric], colour: str, rows: int) -> None:
    labels = []
    for at, (source, metric) in enumerate(rates.items()):
        labels.append(f"{plain(source)}  (n = {metric.n})")
        if metric.value is not None and metric.low is not None and metric.high is not None:
            axes.plot([metric.low, metric.high], [at, at], color=colour, linewidth=2.2, solid_capstyle="butt")
            axes.plot([metric.value], [at], "o", color=colour, markersize=7, clip_on=False, zorder=3)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    percent(axes, x=True)


def _reliability(held: counts.Reliability, name: str, png: bool) -> Drawn:
    with sheet(5.6, 5.8) as figure:
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        upper.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1.2, label="confidence is right")
        for one in held.bins:
            right = one.right
            if right.value is None or right.low is None or right.high is None:
                continue
            upper.plot(
                [one.confidence] * 2, [right.low, right.high], color=BLUE, linewidth=2, solid_capstyle="butt"
            )
            upper.plot(
                [one.confidence], [right.value], "o", color=BLUE, markersize=7, clip_on=False, zorder=3
            )
            lower.bar((one.low + one.high) / 2, right.n, width=(one.high - one.low) * 0.9, color=BLUE)
            lower.annotate(
                str(right.n),
                ((one.low + one.high) / 2, right.n),
                ha="center",
                va="bottom",
                fontsize=9,
                xytext=(0, 1),
                textcoords="offset points",
            )
        if held.ece.value is not None:
            upper.set_title(f"ECE {held.ece.value:.3f}")
        percent(upper, x=True, y=True)
        upper.legend(loc="lower right")
        upper.set_ylabel("it is what was meant")
        lower.set_ylabel("cases")
        lower.set_xlabel("probability of the best reading")
        lower.set_ylim(0, max(one.right.n for one in held.bins) * 1.25)
        lower.grid(axis="x", visible=False)
        return finished(
            figure,
            name,
            "Confidence and truth",
            "Cases that can be done, in ten equal bins of the best reading's probability; bars above are "
            "Wilson 95 % intervals, numbers below are cases. For an ambiguous command even a perfect "
            "reader is right only as often as its probabilities say. ECE is the mean gap to the "
            "diagonal, weighted by cases.",
            png,
        )


def _confusion(confusion: dict[str, dict[str, int]], name: str, png: bool) -> Drawn:
    columns = list(next(iter(confusion.values())))
    with sheet(1.9 + 1.15 * len(columns), 1.2 + 0.72 * len(confusion)) as figure:
        axes = figure.add_subplot()
        for y, (kind, row) in enumerate(confusion.items()):
            total = sum(row.values())
            for x, (decision, n) in enumerate(row.items()):
                share = n / total
                right = counts.RIGHT_DECISION[kind] == decision
                axes.add_patch(_cell(x, y, BLUE if right else VERMILION, share))
                axes.text(
                    x,
                    y,
                    f"{n}\n{share:.0%}",
                    ha="center",
                    va="center",
                    fontsize=10,
                    linespacing=1.25,
                    color="white" if share > 0.75 else BLACK,
                    weight="bold" if right else "normal",
                )
        axes.set_xticks(range(len(columns)), columns)
        axes.set_yticks(
            range(len(confusion)),
            [f"{KIND_NAMES[kind]} ({sum(row.values())})" for kind, row in confusion.items()],
        )
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(confusion) - 0.5, -0.5)
        axes.xaxis.set_ticks_position("top")
        axes.xaxis.set_label_position("top")
        axes.set_xlabel("first decision")
        axes.set_ylabel("the command is")
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        return finished(
            figure,
            name,
            "What was expected, what was decided first",
            "Cases, and their share of the row. Blue and bold is the decision expected, red any "
            "other; the darker, the more of the row.",
            png,
        )


def _cell(x: int, y: int, colour: str, share: float) -> Patch:
    from matplotlib.colors import to_rgb
    from matplotlib.patches import Rectangle

    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=(red, green, blue), edgecolor=PALE)


def _histogram(
    tallies: dict[str, dict[int, int]], name: str, title: str, label: str, caption: str, png: bool
) -> Drawn:
    most = max(max(tally) for tally in tallies.values())
    width = 0.84 / len(tallies)
    with sheet(min(11.4, max(5.6, 1.6 + 0.26 * len(tallies) * (most + 1))), 3.2) as figure:
        axes = figure.add_subplot()
        for number, (kind, tally) in enumerate(tallies.items()):
            at = [n + (number - (len(tallies) - 1) / 2) * width for n in range(most + 1)]
            heights = [tally.get(n, 0) for n in range(most + 1)]
            axes.bar(
                at,
                heights,
                width=width * 0.92,
                color=KINDS[kind],
                label=f"{KIND_NAMES[kind]} (n = {sum(heights)})",
            )
            for x, height in zip(at, heights, strict=True):
                if height:
                    axes.annotate(
                        str(height),
                        (x, height),
                        ha="center",
                        va="bottom",
                        fontsize=8.5,
                        xytext=(0, 1),
                        textcoords="offset points",
                    )
        axes.set_xticks(range(most + 1))
        axes.set_xlabel(label)
        axes.set_ylabel("cases")
        axes.margins(y=0.12)
        axes.grid(axis="x", visible=False)
        figure.legend(loc="outside upper left", ncols=len(tallies))
        return finished(figure, name, title, caption, png)
