"""A forest plot: differences in rows, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.report.drawing import BLACK, BLUE, GREY, PALE, Drawn, finished, plain, sheet
from evals.report.numerals import signed


@dataclass(frozen=True)
class Contrast:
    """A difference with its interval, ready to be drawn."""

    label: str
    value: float
    low: float
    high: float


def forest(
    contrasts: Sequence[Contrast], name: str, title: str, label: str, caption: str, png: bool
) -> Drawn:
    """Differences in rows, each with its interval."""
    with sheet(7.6, 1.3 + 0.4 * len(contrasts)) as figure:
        axes = figure.add_subplot()
        axes.axvline(0, color=BLACK, linewidth=1.1)
        for at, one in enumerate(contrasts):
            colour = GREY if one.low <= 0 <= one.high else BLUE
            axes.plot([one.low, one.high], [at, at], color=colour, linewidth=2.2, solid_capstyle="butt")
            axes.plot([one.value], [at], "s", color=colour, markersize=7, zorder=3)
            axes.annotate(
                f"{signed(one.value)} [{signed(one.low)}, {signed(one.high)}]",
                (1.02, at),
                fontsize=9,
                xycoords=("axes fraction", "data"),
                va="center",
                annotation_clip=False,
            )
            if at % 2:
                axes.axhspan(at - 0.5, at + 0.5, color=PALE, alpha=0.35, linewidth=0, zorder=0)
        axes.set_yticks(range(len(contrasts)), [plain(one.label) for one in contrasts])
        axes.set_ylim(len(contrasts) - 0.5, -0.5)
        reach = max([0.05, *(abs(end) for one in contrasts for end in (one.low, one.high))]) * 1.08
        axes.set_xlim(-reach, reach)
        axes.set_xlabel(label)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        return finished(figure, name, title, caption, png)
