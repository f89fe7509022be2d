"""The numbers of a report that are not metrics of the document as they stand: all plain counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from evals.metrics import Metric, rate
from evals.report.documents import CaseRow, RunDocument
from evals.set_metrics import BINS, calibration_error

LANGUAGES = ("en", "zh")
BASELINES = ("image_blind", "word_blind", "uniform")
BY_SOURCE = ("under_ask", "over_ask", "refused_or_asked", "top1_valid", "auroc")
EXPECTED = ("clear", "ambiguous", "refuse")
DECISIONS = ("act", "ask", "refuse", "crash")
RIGHT_DECISION = {"clear": "act", "ambiguous": "ask", "refuse": "refuse"}
MEANS = frozenset({"questions", "motion_questions", "set.set_size", "set.similarity"})
BOOTSTRAPPED = frozenset({"auroc", "ece"})


@dataclass(frozen=True)
class Line:
    """One rate with everything that stands beside it."""

    name: str
    whole: Metric
    languages: dict[str, Metric]
    difference: tuple[float, float, float] | None
    """en less zh, with the bounds of its interval."""
    baselines: dict[str, Metric]


def lines(metrics: dict[str, Metric]) -> list[Line]:
    """The metrics in the order of the document; those by source are shown with their figure."""
    found = []
    for name, metric in metrics.items():
        base, _, suffix = name.rpartition(".")
        if base in metrics and (suffix in (*LANGUAGES, *BASELINES) or base in BY_SOURCE):
            continue
        languages = {one: metrics[f"{name}.{one}"] for one in LANGUAGES if f"{name}.{one}" in metrics}
        found.append(
            Line(
                name,
                metric,
                languages,
                difference(*languages.values())
                if len(languages) == 2 and name not in BOOTSTRAPPED
                else None,
                {one: metrics[f"{name}.{one}"] for one in BASELINES if f"{name}.{one}" in metrics},
            )
        )
    return found


def sources_table(rates: dict[str, dict[str, Metric]]) -> list[tuple[str, dict[str, Metric]]]:
    """Source to what is known of it, by metric."""
    names = sorted({source for of in rates.values() for source in of})
    return [
        (source, {metric: of[source] for metric, of in rates.items() if source in of}) for source in names
    ]


def difference(one: Metric, other: Metric) -> tuple[float, float, float] | None:
    """The difference of two independent proportions with Newcombe's 95 % interval, from Wilson's."""
    if None in (one.value, one.low, one.high, other.value, other.low, other.high):
        return None
    p, low, high = float(one.value or 0), float(one.low or 0), float(one.high or 0)
    q, other_low, other_high = float(other.value or 0), float(other.low or 0), float(other.high or 0)
    gap = p - q
    return (
        gap,
        gap - sqrt((p - low) ** 2 + (other_high - q) ** 2),
        gap + sqrt((high - p) ** 2 + (q - other_low) ** 2),
    )


def interval_kind(name: str) -> str:
    """How a metric's interval was made, where it is not Wilson's."""
    if name in MEANS:
        return "mean, Student's interval"
    return "bootstrap interval" if name.partition(".")[0] in BOOTSTRAPPED else ""


def by_source(run: RunDocument) -> dict[str, dict[str, Metric]]:
    """Metric to source to rate: as the document has them, else counted from its cases."""
    found: dict[str, dict[str, Metric]] = {name: {} for name in BY_SOURCE}
    for name, metric in run.metrics.items():
        base, _, source = name.partition(".")
        if base in found and source and source not in (*LANGUAGES, *BASELINES):
            found[base][source] = metric
    if not any(found.values()) and any(case.decision for case in run.cases):
        found |= _sources_counted(run.cases)
    return {name: dict(sorted(rates.items())) for name, rates in found.items() if rates}


def _sources_counted(cases: Sequence[CaseRow]) -> dict[str, dict[str, Metric]]:
    found: dict[str, dict[str, Metric]] = {"under_ask": {}, "over_ask": {}}
    vague = [case for case in cases if case.expected == "ambiguous"]
    for source in {case.source for case in vague}:
        among = [case for case in vague if case.source == source]
        pairs = {case.pair for case in among}
        controls = [case for case in cases if case.expected == "clear" and case.pair in pairs]
        found["under_ask"][source] = rate(case.decision == "act" for case in among)
        if controls:
            found["over_ask"][source] = rate(case.decision == "ask" for case in controls)
    return found


def confusion(cases: Sequence[CaseRow]) -> dict[str, dict[str, int]]:
    """Expected kind to first decision to how many; rows and columns without cases are left out."""
    counted = Counter((case.expected, case.decision) for case in cases if case.decision is not None)
    columns = [name for name in DECISIONS if name != "crash" or any(key[1] == "crash" for key in counted)]
    return {
        kind: {name: counted[kind, name] for name in columns}
        for kind in EXPECTED
        if any(counted[kind, name] for name in columns)
    }


def questions_asked(cases: Sequence[CaseRow]) -> dict[str, dict[int, int]]:
    """Expected kind to number of questions to how many cases."""
    found: dict[str, dict[int, int]] = {}
    for kind in EXPECTED:
        counted = Counter(
            len(case.questions) for case in cases if case.expected == kind and case.decision is not None
        )
        if counted:
            found[kind] = {n: counted[n] for n in range(max(counted) + 1)}
    return found


def set_sizes(cases: Sequence[CaseRow]) -> dict[str, dict[int, int]]:
    """Expected kind to size of the prediction set to how many cases, where the sets were written down."""
    found: dict[str, dict[int, int]] = {}
    for kind in EXPECTED:
        counted = Counter(
            len(case.members)
            for case in cases
            if case.expected == kind and case.believed is not None and case.members is not None
        )
        if counted:
            found[kind] = {n: counted[n] for n in range(max(counted) + 1)}
    return found


@dataclass(frozen=True)
class Bin:
    """Cases whose best reading has about the same probability."""

    low: float
    high: float
    confidence: float
    """Mean probability of the best reading."""
    right: Metric
    """How often that reading is what was meant."""


@dataclass(frozen=True)
class Reliability:
    """The bins that hold cases, and the expected calibration error."""

    bins: tuple[Bin, ...]
    ece: Metric


def reliability(run: RunDocument) -> Reliability | None:
    """Of the cases that can be done, as ``set_metrics`` counts ``ece``; None where beliefs were not kept."""
    held = [
        (case.believed.probabilities[0], case.believed.intent == 0)
        for case in run.cases
        if case.believed is not None and case.expected != "refuse" and case.believed.probabilities
    ]
    if not held:
        return None
    where = [min(int(p * BINS), BINS - 1) for p, _ in held]
    bins = []
    for at in range(BINS):
        inside = [pair for pair, bin_ in zip(held, where, strict=True) if bin_ == at]
        if inside:
            bins.append(
                Bin(
                    at / BINS,
                    (at + 1) / BINS,
                    sum(p for p, _ in inside) / len(inside),
                    rate(hit for _, hit in inside),
                )
            )
    ece = run.metrics.get("ece") or calibration_error([p for p, _ in held], [hit for _, hit in held])
    return Reliability(tuple(bins), ece)


QUESTION_TEXTS = {
    "questions": "questions asked about an ambiguous command (a mean, with Student's interval)",
    "options_exact": "first questions whose options are just what the words leave open",
    "option_is_there": "options that are true of something on the counter",
    "option_true_of_one": "options that are true of exactly one thing",
    "question_offers_intent": "first questions that offer what is meant",
    "first_question_valid": "first questions about ambiguous commands that offer what is meant, each option "
    "true of exactly one thing",
    "answered_neither": "questions of any case to which the answer was that nothing offered is meant",
}


def question_quality(run: RunDocument) -> dict[str, Metric]:
    """What is known of the questions: metrics of the document, then what its cases say of first questions."""
    found = {name: run.metrics[name] for name in QUESTION_TEXTS if name in run.metrics}
    vague = [case.questions[0] for case in run.cases if case.expected == "ambiguous" and case.questions]
    if vague and all(question.valid is not None for question in vague):
        found["first_question_valid"] = rate(bool(question.valid) for question in vague)
    answers = [question for case in run.cases for question in case.questions]
    if answers and all(question.by is not None for question in answers):
        found["answered_neither"] = rate(question.by == "neither" for question in answers)
    return found


DOUBT_TEXTS = {
    "asked_in_motion": "episodes that set out to act in which doubt in the motion led to a question",
    "motion_questions": "such questions in one of these episodes (a mean, with Student's interval)",
    "success_asked_in_motion": "of the episodes with such a question, those that ended as meant",
    "success_not_asked_in_motion": "of those that moved without one",
}
TELLING_TEXTS = {
    "auroc": "how well doubt tells motions that fail from those that succeed (bootstrap interval)",
    "stopped_good": "succeeding motions that the threshold stops, on the cases it was fitted on",
    "stopped_bad": "failing motions that it stops",
    "stopped_after": "share of its steps after which a failing motion is stopped (a mean)",
}


def doubt_in_motion(run: RunDocument) -> dict[str, Metric]:
    """What is known of questions in mid-motion: metrics of the document, and how the episodes ended."""
    found = {name: run.metrics[name] for name in DOUBT_TEXTS if name in run.metrics}
    asked = [case for case in run.cases if case.in_motion]
    if asked and not run.decisions_only:
        moved = [case for case in run.cases if case.plan is not None and not case.in_motion]
        found["success_asked_in_motion"] = rate(case.outcome.success for case in asked)
        found["success_not_asked_in_motion"] = rate(case.outcome.success for case in moved)
    return found
