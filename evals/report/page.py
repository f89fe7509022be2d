"""The page: what is in each section, and its template. Everything a user wrote is escaped by Jinja2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.metrics import Metric
from evals.report import counts
from evals.report.cards import FailureSection, Tick, failure_section
from evals.report.comparison_figures import comparison_figures
from evals.report.coverage_figures import coverage_figure
from evals.report.documents import (
    BENCH,
    CalibrationDocument,
    ComparedRow,
    ComparisonDocument,
    MotionDocument,
    RunDocument,
    Source,
)
from evals.report.drawing import Drawn
from evals.report.faults import FAULTS
from evals.report.forest import Contrast, forest
from evals.report.load import ReportError
from evals.report.motion_figures import doubt_figure
from evals.report.numerals import figure, signed
from evals.report.paired import PairedDifference, paired_differences
from evals.report.run_figures import run_figures

COMPARED = (
    "set.plan_success",
    "task_success",
    "set.coverage",
    "set.help",
    "set.over_ask",
    "set.under_ask",
    "set.set_size",
    "set.unsafe",
)
"""Columns of a comparison's table: those of them that its rows have."""


@dataclass
class Section:
    """One document on the page."""

    anchor: str
    source: Source
    kind: str
    figures: list[Drawn] = field(default_factory=list)
    lines: list[counts.Line] = field(default_factory=list)
    more: list[counts.Line] = field(default_factory=list)
    """Metrics that nothing stands beside."""
    baselines: list[str] = field(default_factory=list)
    sources: list[tuple[str, dict[str, Metric]]] = field(default_factory=list)
    by_source: list[str] = field(default_factory=list)
    """Metrics that are known by source."""
    questions: dict[str, Metric] = field(default_factory=dict)
    doubt: dict[str, Metric] = field(default_factory=dict)
    """Of the motion."""
    failures: FailureSection | None = None
    chosen: list[ComparedRow] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """The whole report before it is written."""

    sections: list[Section]
    paired: list[PairedDifference]
    paired_figures: list[Drawn]

    @property
    def figures(self) -> list[Drawn]:
        """All figures, in the order of the page."""
        return [*(one for section in self.sections for one in section.figures), *self.paired_figures]


def compose(sources: Sequence[Source], most: int, png: bool, tick: Tick) -> Page:
    """Count, draw and photograph everything the documents have data for.

    Raises:
        ReportError: matplotlib is not installed.
    """
    sections = [_section(number, source, most, png, tick) for number, source in enumerate(sources, 1)]
    paired = paired_differences(sources)
    return Page(sections, paired, _paired_figures(paired, png))


def _section(number: int, source: Source, most: int, png: bool, tick: Tick) -> Section:
    document, prefix = source.document, f"{number:02d}"
    if isinstance(document, RunDocument):
        section = Section(f"run-{number}", source, "run", list(run_figures(document, prefix, png)))
        for line in counts.lines(document.metrics):
            if line.languages or line.baselines:
                section.lines.append(line)
            elif line.name not in (*counts.QUESTION_TEXTS, *counts.DOUBT_TEXTS):  # in tables of their own
                section.more.append(line)
        section.baselines = [
            name for name in counts.BASELINES if any(name in line.baselines for line in section.lines)
        ]
        rates = counts.by_source(document)
        section.sources, section.by_source = counts.sources_table(rates), list(rates)
        section.questions = counts.question_quality(document)
        section.doubt = counts.doubt_in_motion(document)
        section.failures = failure_section(document, most, tick) if document.cases else None
        return section
    if isinstance(document, ComparisonDocument):
        section = Section(
            f"run-{number}", source, "comparison", list(comparison_figures(document, prefix, png))
        )
        section.chosen = [row for row in document.rows if row.chosen]
        section.columns = [name for name in COMPARED if any(name in row.metrics for row in section.chosen)]
        if document.differences:
            section.figures.append(_differences(document, f"{prefix}-differences", png))
        return section
    figures = [coverage_figure(document, f"{prefix}-coverage", png)] if document.coverage else []
    if isinstance(document, MotionDocument):
        if document.scores.succeeded or document.scores.failed:
            figures.insert(0, doubt_figure(document, f"{prefix}-doubt", png))
        section = Section(f"run-{number}", source, "motion", figures)
        if document.telling is not None:
            section.doubt = {name: getattr(document.telling, name) for name in counts.TELLING_TEXTS}
        return section
    return Section(f"run-{number}", source, "calibration", figures)


def _differences(compared: ComparisonDocument, name: str, png: bool) -> Drawn:
    several = len({one.policy for one in compared.differences}) > 1
    rows = [
        Contrast(
            f"{one.policy + ': ' if several else ''}whichone - {one.decider}"
            + ("" if one.level is None else f" at {one.level:g}"),
            one.difference,
            one.low,
            one.high,
        )
        for one in compared.differences
    ]
    metrics = ", ".join(dict.fromkeys(one.metric for one in compared.differences))
    pairs = ", ".join(dict.fromkeys(str(one.pairs) for one in compared.differences))
    return forest(
        rows,
        name,
        "Paired differences",
        f"difference in {metrics}",
        f"whichone less the other, each at its operating point, with a 95 % bootstrap interval over {pairs} "
        "pairs of cases. Left of zero whichone asks wrongly less; grey intervals hold zero.",
        png,
    )


def _paired_figures(paired: Sequence[PairedDifference], png: bool) -> list[Drawn]:
    figures = []
    for number, (first, second) in enumerate(dict.fromkeys((one.first, one.second) for one in paired), 1):
        rows = [
            Contrast(f"{one.measure} (n = {one.cases})", one.value, one.low, one.high)
            for one in paired
            if (one.first, one.second) == (first, second)
        ]
        figures.append(
            forest(
                rows,
                f"paired-{number}",
                f"{first} less {second}",
                "difference in the rate",
                "The same cases in both runs, with a 95 % bootstrap interval over pairs of cases; grey "
                "intervals hold zero.",
                png,
            )
        )
    return figures


def render(page: Page) -> str:
    """The page as one HTML text that refers to nothing outside itself.

    Raises:
        ReportError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise ReportError("a report needs matplotlib and Jinja2: pip install 'whichone[report]'") from error
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"figure": figure, "signed": signed}
    return environment.get_template("page.html.j2").render(
        page=page,
        kind_of=counts.interval_kind,
        facts=facts,
        bench=BENCH,
        question_texts=counts.QUESTION_TEXTS,
        doubt_texts=counts.DOUBT_TEXTS | counts.TELLING_TEXTS,
        fault_texts=FAULTS,
        style=(Path(__file__).parent / "page.css").read_text(encoding="utf-8"),
    )


def facts(section: Section) -> list[tuple[str, str]]:
    """What was run, as name and value."""
    document = section.source.document
    if isinstance(document, MotionDocument):
        return [
            ("weights", document.fingerprint),
            ("suite", document.suite),
            ("motions", f"{document.motions}, of which {document.n} succeeded"),
            ("risk promised", f"{document.risk:.4g}"),
            ("risk calibrated at", f"{document.used_risk:.4g}"),
            ("window, steps", str(document.window_steps)),
            ("threshold, bits a token", f"{document.quantile:.4g}"),
        ]
    if isinstance(document, CalibrationDocument):
        numbers = [
            ("risk promised", document.risk),
            ("risk calibrated at", document.used_risk),
            ("temperature", document.temperature),
            ("quantile of the scores", document.quantile),
            *((f"quantile, {name}", value) for name, value in document.group_quantiles.items()),
            ("least probability kept", document.threshold),
        ]
        cases = "cases" if document.quantile is None else "cases for the threshold"
        return [
            ("weights", document.fingerprint),
            ("suite", document.suite),
            ("score", document.score),
            (cases, str(document.n)),
            *((name, f"{value:.4g}") for name, value in numbers if value is not None),
        ]
    found = [
        ("suite", document.suite),
        ("cases" if document.suite != BENCH else "rounds", str(document.n)),
        ("seed", str(document.seed)),
    ]
    if isinstance(document, RunDocument):
        return [("policy", document.policy), *found, ("versions", _versions(document.versions))]
    if document.risk is not None:
        found.append(("risk of whichone", f"{document.risk:g}"))
    if document.calibration:
        found.append(
            (
                "calibrated on",
                f"{document.calibration.get('n', '?')} cases of {document.calibration.get('suite', '?')}",
            )
        )
    found += [(f"versions, {name}", _versions(of)) for name, of in document.versions.items()]
    return [("policies", ", ".join(document.policies)), ("deciders", ", ".join(document.deciders)), *found]


def _versions(versions: Any) -> str:
    return (
        " · ".join(f"{name} {version}" for name, version in versions.items())
        if isinstance(versions, dict)
        else str(versions)
    )
