"""The doubt in motions: how high it rose in those that succeeded and failed, against what stops the arm."""

from __future__ import annotations

from evals.report.documents import MotionDocument
from evals.report.drawing import BLACK, BLUE, VERMILION, Drawn, finished, sheet


def doubt_figure(made: MotionDocument, name: str, png: bool) -> Drawn:
    """Each motion as a dot at the greatest value of its window, and the threshold."""
    rows = (("failed", made.scores.failed, VERMILION), ("succeeded", made.scores.succeeded, BLUE))
    with sheet(7.2, 2.9) as figure:
        axes = figure.add_subplot()
        for at, (_, values, colour) in enumerate(rows):
            # Dots of one row lie in four lanes, so that many at one place can be told from few.
            lanes = [at + 0.12 * (number % 4 - 1.5) for number in range(len(values))]
            axes.plot(sorted(values), lanes, "o", color=colour, markersize=4.5, alpha=0.6, clip_on=False)
        axes.axvline(made.quantile, color=BLACK, linestyle="--", linewidth=1.6, label="threshold")
        axes.set_yticks(range(len(rows)), [f"{said} (n = {len(values)})" for said, values, _ in rows])
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlabel(f"greatest mean entropy of {made.window_steps} steps, in bits a token")
        axes.grid(axis="y", visible=False)
        axes.tick_params(axis="y", length=0)
        figure.legend(loc="outside upper left", ncols=1)
        return finished(
            figure,
            name,
            "Doubt in the motion",
            "Every motion it was calibrated on. The promise is on those that succeed: at most the risk of "
            "them is stopped. Right of the line, those that failed would have been stopped.",
            png,
        )
