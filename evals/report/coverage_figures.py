"""Figures that hold coverage against its target."""

from __future__ import annotations

from collections.abc import Sequence

from evals.coverage import Coverage
from evals.motion_fit import MotionCoverage
from evals.report.documents import CalibrationDocument, ComparisonDocument, MotionDocument
from evals.report.drawing import (
    BLACK,
    BLUE,
    GREY,
    SKY,
    Drawn,
    finished,
    panels,
    percent,
    plain,
    sheet,
    style_of,
)

LEVELLED = {
    "whichone": "set.coverage",
    "conformal-intent": "set.plan_success",
    "pointer": "set.coverage",
}
"""Deciders whose level is a risk, and the metric that should be at least one less it."""


def compared_coverage(compared: ComparisonDocument, name: str, png: bool) -> Drawn:
    """Coverage of the deciders whose level is a risk, on the cases compared."""
    policies = list(dict.fromkeys(row.policy for row in compared.rows))
    rows, columns, width, height = panels(len(policies), 4.8)
    with sheet(width, height) as figure:
        for number, policy in enumerate(policies):
            axes = figure.add_subplot(rows, columns, number + 1)
            low = 1.0
            for at, (decider, metric_name) in enumerate(LEVELLED.items()):
                colour, marker, _ = style_of(decider)
                measured = [
                    (row.level, row.metrics[metric_name])
                    for row in compared.rows
                    if (row.policy, row.decider) == (policy, decider) and metric_name in row.metrics
                ]
                for level, metric in measured:
                    if metric.value is None or metric.low is None or metric.high is None:
                        continue
                    x = 1 - level + (at - 0.5) * 0.004  # side by side, so that neither hides the other
                    axes.plot([x, x], [metric.low, metric.high], color=colour, linewidth=1.5)
                    axes.plot(
                        [x],
                        [metric.value],
                        marker=marker,
                        color=colour,
                        markersize=6,
                        clip_on=False,
                        linestyle="none",
                    )
                    low = min(low, metric.low, 1 - level)
                if measured and number == 0:
                    axes.plot(
                        [],
                        [],
                        marker=marker,
                        color=colour,
                        linestyle="-",
                        label=f"{decider}: {metric_name.removeprefix('set.')}",
                    )
            axes.plot(
                [low, 1],
                [low, 1],
                color=GREY,
                linestyle="--",
                linewidth=1.2,
                label="target" if number == 0 else None,
            )
            percent(axes, x=True, y=True)
            axes.set_xlim(min(1 - row.level for row in compared.rows if row.decider in LEVELLED) - 0.03, 1.02)
            axes.set_ylim(max(0.0, low - 0.03), 1.03)
            axes.set_xlabel("target: 1 - risk")
            if number % columns == 0:
                axes.set_ylabel("measured")
            if len(policies) > 1:
                axes.set_title(plain(policy))
        figure.legend(loc="outside lower center", ncols=2)
        return finished(
            figure,
            name,
            "Coverage against target",
            "On the cases compared, with Wilson 95 % intervals. The intervals leave out the luck of the "
            "calibration draw: `whichone calibrate --splits` checks the promise with its own band.",
            png,
        )


def coverage_figure(made: CalibrationDocument | MotionDocument, name: str, png: bool) -> Drawn:
    """Coverage over random splits in its Beta-binomial band; of motions, the share of good ones left to go
    on."""
    motion = isinstance(made, MotionDocument)
    what = "motions that succeed" if motion else "cases"
    shown: Sequence[Coverage | MotionCoverage] = made.coverage
    with sheet(5.6, 4.4) as figure:
        axes = figure.add_subplot()
        targets = [1 - one.risk for one in shown]
        gaps = [abs(one - other) for one in targets for other in targets if one != other]
        width = min([0.4 * gap for gap in gaps], default=0.02)
        for at, (target, one) in enumerate(zip(targets, shown, strict=True)):
            axes.bar(
                target,
                one.band[1] - one.band[0],
                bottom=one.band[0],
                width=width,
                color=SKY,
                alpha=0.45,
                label="99 % band of one split" if at == 0 else None,
            )
            axes.plot(
                [target - width / 2, target + width / 2],
                [target, target],
                color=BLACK,
                linewidth=1.6,
                linestyle="--",
                label="target" if at == 0 else None,
            )
            axes.plot(
                [target],
                [one.mean],
                "o",
                color=BLUE,
                markersize=8,
                label=f"mean of {one.inside.n} splits" if at == 0 else None,
            )
            inside = round((one.inside.value or 0) * one.inside.n)
            axes.annotate(
                f"{inside} of {one.inside.n}\nin the band",
                (target, one.band[0]),
                ha="center",
                va="top",
                fontsize=8.5,
                xytext=(0, -3),
                textcoords="offset points",
            )
        percent(axes, x=True, y=True)
        low, high = min(one.band[0] for one in shown), max(targets)
        axes.set_ylim(low - 0.1 * (1 - low) - 0.03, 1.01)
        axes.set_xlim(min(targets) - 1.2 * width, high + 1.2 * width)
        axes.set_xticks(targets)
        axes.set_xlabel("target: 1 - risk")
        axes.set_ylabel("left to go on, on the other half" if motion else "coverage on the other half")
        figure.legend(loc="outside upper left", ncols=3)
        first = shown[0]
        return finished(
            figure,
            name,
            "Good motions left to go on, against target" if motion else "Coverage against target",
            f"Random splits of the same {what}: calibrated on {first.calibrated_on}, tested on "
            f"{first.tested_on}. The band is the Beta-binomial one; the mean should not lie below its "
            "target, chance apart.",
            png,
        )
