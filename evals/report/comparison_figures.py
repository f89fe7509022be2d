"""Figures of a comparison: success against help and against asking wrongly, as the levels sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evals.report.coverage_figures import LEVELLED, compared_coverage
from evals.report.documents import ComparedRow, ComparisonDocument
from evals.report.drawing import (
    BLACK,
    Drawn,
    finished,
    panels,
    percent,
    plain,
    sheet,
    style_of,
)


def comparison_figures(compared: ComparisonDocument, prefix: str, png: bool) -> Iterator[Drawn]:
    """Each figure the comparison has data for."""

    def help_of(row: ComparedRow) -> float | None:
        return _value(row, "set.help")

    def wrong_of(row: ComparedRow) -> float | None:
        over, under = _value(row, "set.over_ask"), _value(row, "set.under_ask")
        return None if over is None or under is None else over + under

    success = "what was meant is in the set (set.plan_success)"
    if any(help_of(row) is not None for row in compared.rows):
        yield _curves(
            compared,
            help_of,
            f"{prefix}-success-and-help",
            "Success against help",
            success,
            "share of cases asked about (set.help)",
            True,
            "Each line is a way of deciding as its level sweeps; the upper left is best.",
            png,
        )
    if any(wrong_of(row) is not None for row in compared.rows):
        yield _curves(
            compared,
            wrong_of,
            f"{prefix}-success-and-asking",
            "Success against asking wrongly",
            success,
            "over_ask + under_ask",
            False,
            "Asked about clear commands and acted on ambiguous ones, added up; the upper left is best.",
            png,
        )
    if any(row.decider in LEVELLED for row in compared.rows):
        yield compared_coverage(compared, f"{prefix}-coverage", png)


def _value(row: ComparedRow, name: str) -> float | None:
    metric = row.metrics.get(name)
    return None if metric is None else metric.value


def _curves(
    compared: ComparisonDocument,
    x_of: Callable[[ComparedRow], float | None],
    name: str,
    title: str,
    y_label: str,
    x_label: str,
    everywhere: bool,
    caption: str,
    png: bool,
) -> Drawn:
    policies = list(dict.fromkeys(row.policy for row in compared.rows))
    deciders = list(dict.fromkeys(row.decider for row in compared.rows))
    rows, columns, width, height = panels(len(policies), 5.0)
    with sheet(width, height) as figure:
        seen = [y for row in compared.rows if (y := _value(row, "set.plan_success")) is not None]
        for number, policy in enumerate(policies):
            axes = figure.add_subplot(rows, columns, number + 1)
            for order, decider in enumerate(deciders):
                colour, marker, line = style_of(decider)
                among = [
                    (row, x, y)
                    for row in compared.rows
                    if (row.policy, row.decider) == (policy, decider)
                    and (x := x_of(row)) is not None
                    and (y := _value(row, "set.plan_success")) is not None
                ]
                if not among:
                    continue
                among.sort(key=lambda point: point[0].level)
                # The levels' own markers are small, the operating point's large and outlined in black.
                axes.plot(
                    [x for _, x, _ in among],
                    [y for _, _, y in among],
                    color=colour,
                    linestyle=line,
                    marker=marker,
                    markersize=3.5,
                    linewidth=1.6,
                    alpha=0.9,
                    label=plain(decider) if number == 0 else None,
                )
                for row, x, y in among:
                    if row.chosen:
                        # The first is the largest: operating points matched in success often coincide.
                        axes.plot(
                            [x],
                            [y],
                            marker=marker,
                            color=colour,
                            markersize=15 if order == 0 else 8.5,
                            markeredgecolor=BLACK,
                            markeredgewidth=1.1,
                            linestyle="none",
                            zorder=4 + order,
                            clip_on=False,
                        )
            percent(axes, y=True)
            axes.set_ylim(bottom=max(-0.03, min(seen, default=0.0) - 0.08))
            if everywhere:
                percent(axes, x=True)
            else:
                axes.set_xlim(
                    -0.03, 1.05 * max(x for row in compared.rows if (x := x_of(row)) is not None) + 0.03
                )
            axes.set_xlabel(x_label)
            if number % columns == 0:
                axes.set_ylabel(y_label)
            if len(policies) > 1:
                axes.set_title(plain(policy))
        figure.legend(loc="outside lower center", ncols=4, markerscale=1.8)
        return finished(
            figure, name, title, f"{caption} Outlined marks are the operating points of the table.", png
        )
