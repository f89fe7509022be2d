"""Figures of comparisons and calibrations: curves of deciders, coverage, and differences with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.report.documents import CalibrationDocument, ComparedRow, ComparisonDocument
from evals.report.numerals import signed
from evals.report.drawing import BLACK, BLUE, GREY, PALE, SKY, Drawn, finished, percent, plain, sheet, style_of

LEVELLED = {"whichone": "set.coverage", "conformal-intent": "set.plan_success"}
"""Deciders whose level is a risk, and the metric that should be at least one less it."""


@dataclass(frozen=True)
class Contrast:
    """A difference with its interval, ready to be drawn."""

    label: str
    value: float
    low: float
    high: float


def comparison_figures(compared: ComparisonDocument, prefix: str, png: bool) -> Iterator[Drawn]:
    """Each figure the comparison has data for."""
    def help_of(row: ComparedRow) -> float | None:
        return _value(row, "set.help")

    def wrong_of(row: ComparedRow) -> float | None:
        over, under = _value(row, "set.over_ask"), _value(row, "set.under_ask")
        return None if over is None or under is None else over + under

    success = "what was meant is in the set (set.plan_success)"
    if any(help_of(row) is not None for row in compared.rows):
        yield _curves(compared, help_of, f"{prefix}-success-and-help", "Success against help", success,
                      "share of cases asked about (set.help)", True,
                      "Each line is a way of deciding as its level sweeps; the upper left is best.", png)
    if any(wrong_of(row) is not None for row in compared.rows):
        yield _curves(compared, wrong_of, f"{prefix}-success-and-asking", "Success against asking wrongly", success,
                      "over_ask + under_ask", False,
                      "Asked about clear commands and acted on ambiguous ones, added up; the upper left is best.",
                      png)
    if any(row.decider in LEVELLED for row in compared.rows):
        yield _covered(compared, f"{prefix}-coverage", png)


def _value(row: ComparedRow, name: str) -> float | None:
    metric = row.metrics.get(name)
    return None if metric is None else metric.value


def _curves(compared: ComparisonDocument, x_of: Callable[[ComparedRow], float | None], name: str, title: str,
            y_label: str, x_label: str, everywhere: bool, caption: str, png: bool) -> Drawn:
    policies = list(dict.fromkeys(row.policy for row in compared.rows))
    deciders = list(dict.fromkeys(row.decider for row in compared.rows))
    with sheet(max(5.6, 5.2 * len(policies) + 0.4), 5.0) as figure:
        seen = [y for row in compared.rows if (y := _value(row, "set.plan_success")) is not None]
        for number, policy in enumerate(policies):
            axes = figure.add_subplot(1, len(policies), number + 1)
            for order, decider in enumerate(deciders):
                colour, marker, line = style_of(decider)
                among = [(row, x, y) for row in compared.rows if (row.policy, row.decider) == (policy, decider)
                         and (x := x_of(row)) is not None and (y := _value(row, "set.plan_success")) is not None]
                if not among:
                    continue
                among.sort(key=lambda point: point[0].level)
                # The levels' own markers are small, the operating point's large and outlined in black.
                axes.plot([x for _, x, _ in among], [y for _, _, y in among], color=colour, linestyle=line,
                          marker=marker, markersize=3.5, linewidth=1.6, alpha=0.9,
                          label=plain(decider) if number == 0 else None)
                for row, x, y in among:
                    if row.chosen:
                        # The first is the largest: operating points matched in success often coincide.
                        axes.plot([x], [y], marker=marker, color=colour, markersize=15 if order == 0 else 8.5,
                                  markeredgecolor=BLACK, markeredgewidth=1.1, linestyle="none",
                                  zorder=4 + order, clip_on=False)
            percent(axes, y=True)
            axes.set_ylim(bottom=max(-0.03, min(seen, default=0.0) - 0.08))
            if everywhere:
                percent(axes, x=True)
            else:
                axes.set_xlim(-0.03, 1.05 * max(x for row in compared.rows if (x := x_of(row)) is not None) + 0.03)
            axes.set_xlabel(x_label)
            if number == 0:
                axes.set_ylabel(y_label)
            if len(policies) > 1:
                axes.set_title(plain(policy))
        figure.legend(loc="outside lower center", ncols=4, markerscale=1.8)
        return finished(figure, name, title, f"{caption} Outlined marks are the operating points of the "
                        "table.", png)


def _covered(compared: ComparisonDocument, name: str, png: bool) -> Drawn:
    policies = list(dict.fromkeys(row.policy for row in compared.rows))
    with sheet(max(5.6, 5.2 * len(policies) + 0.4), 4.8) as figure:
        for number, policy in enumerate(policies):
            axes = figure.add_subplot(1, len(policies), number + 1)
            low = 1.0
            for at, (decider, metric_name) in enumerate(LEVELLED.items()):
                colour, marker, _ = style_of(decider)
                rows = [(row.level, row.metrics[metric_name]) for row in compared.rows
                        if (row.policy, row.decider) == (policy, decider) and metric_name in row.metrics]
                for level, metric in rows:
                    if metric.value is None or metric.low is None or metric.high is None:
                        continue
                    x = 1 - level + (at - 0.5) * 0.004  # side by side, so that neither hides the other
                    axes.plot([x, x], [metric.low, metric.high], color=colour, linewidth=1.5)
                    axes.plot([x], [metric.value], marker=marker, color=colour, markersize=6, clip_on=False,
                              linestyle="none")
                    low = min(low, metric.low, 1 - level)
                if rows and number == 0:
                    axes.plot([], [], marker=marker, color=colour, linestyle="-",
                              label=f"{decider}: {metric_name.removeprefix('set.')}")
            axes.plot([low, 1], [low, 1], color=GREY, linestyle="--", linewidth=1.2,
                      label="target" if number == 0 else None)
            percent(axes, x=True, y=True)
            axes.set_xlim(min(1 - row.level for row in compared.rows if row.decider in LEVELLED) - 0.03, 1.02)
            axes.set_ylim(max(0.0, low - 0.03), 1.03)
            axes.set_xlabel("target: 1 - risk")
            if number == 0:
                axes.set_ylabel("measured")
            if len(policies) > 1:
                axes.set_title(plain(policy))
        figure.legend(loc="outside lower center", ncols=2)
        return finished(figure, name, "Coverage against target",
                        "On the cases compared, with Wilson 95 % intervals. The intervals leave out the luck of the "
                        "calibration draw: `whichone calibrate --splits` checks the promise with its own band.", png)


def coverage_figure(made: CalibrationDocument, name: str, png: bool) -> Drawn:
    """Coverage over random splits in its Beta-binomial band."""
    with sheet(5.6, 4.4) as figure:
        axes = figure.add_subplot()
        targets = [1 - one.risk for one in made.coverage]
        gaps = [abs(one - other) for one in targets for other in targets if one != other]
        width = min([0.4 * gap for gap in gaps], default=0.02)
        for at, (target, one) in enumerate(zip(targets, made.coverage, strict=True)):
            axes.bar(target, one.band[1] - one.band[0], bottom=one.band[0], width=width, color=SKY, alpha=0.45,
                     label="99 % band of one split" if at == 0 else None)
            axes.plot([target - width / 2, target + width / 2], [target, target], color=BLACK, linewidth=1.6,
                      linestyle="--", label="target" if at == 0 else None)
            axes.plot([target], [one.mean], "o", color=BLUE, markersize=8,
                      label=f"mean of {one.inside.n} splits" if at == 0 else None)
            inside = round((one.inside.value or 0) * one.inside.n)
            axes.annotate(f"{inside} of {one.inside.n}\nin the band", (target, one.band[0]), ha="center", va="top",
                          fontsize=8.5, xytext=(0, -3), textcoords="offset points")
        percent(axes, x=True, y=True)
        low, high = min(one.band[0] for one in made.coverage), max(targets)
        axes.set_ylim(low - 0.1 * (1 - low) - 0.03, 1.01)
        axes.set_xlim(min(targets) - 1.2 * width, high + 1.2 * width)
        axes.set_xticks(targets)
        axes.set_xlabel("target: 1 - risk")
        axes.set_ylabel("coverage on the other half")
        figure.legend(loc="outside upper left", ncols=3)
        first = made.coverage[0]
        return finished(figure, name, "Coverage against target",
                        f"Random splits of the same cases: calibrated on {first.calibrated_on}, tested on "
                        f"{first.tested_on}. The band is the Beta-binomial one; the mean should not lie below its "
                        "target.", png)


def forest(contrasts: Sequence[Contrast], name: str, title: str, label: str, caption: str, png: bool) -> Drawn:
    """Differences in rows, each with its interval."""
    with sheet(7.6, 1.3 + 0.4 * len(contrasts)) as figure:
        axes = figure.add_subplot()
        axes.axvline(0, color=BLACK, linewidth=1.1)
        for at, one in enumerate(contrasts):
            colour = GREY if one.low <= 0 <= one.high else BLUE
            axes.plot([one.low, one.high], [at, at], color=colour, linewidth=2.2, solid_capstyle="butt")
            axes.plot([one.value], [at], "s", color=colour, markersize=7, zorder=3)
            axes.annotate(f"{signed(one.value)} [{signed(one.low)}, {signed(one.high)}]", (1.02, at), fontsize=9,
                          xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
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
