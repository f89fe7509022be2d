"""Rates with their counts and Wilson intervals, whole and by language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from scipy import stats
from scipy.stats import binomtest


class Metric(BaseModel):
    """A figure and how sure it is. With nothing to count, value and bounds are None: never zero."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    n: int
    low: float | None
    high: float | None


class Observed(NamedTuple):
    """One case's contribution to a rate: whether it held, and the language it was in."""

    held: bool
    language: str


def rate(held: Iterable[bool], alpha: float = 0.05) -> Metric:
    """A proportion with its Wilson score interval (95 % by default)."""
    values = [bool(value) for value in held]
    if not values:
        return Metric(value=None, n=0, low=None, high=None)
    interval = binomtest(sum(values), len(values)).proportion_ci(1 - alpha, method="wilson")
    return Metric(value=sum(values) / len(values), n=len(values), low=float(interval.low),
                  high=float(interval.high))


def by_language(name: str, observed: Iterable[Observed]) -> dict[str, Metric]:
    """``NAME``, ``NAME.en`` and ``NAME.zh``: the rate over all cases and over each language's."""
    rows = list(observed)
    metrics = {name: rate(row.held for row in rows)}
    for language in ("en", "zh"):
        metrics[f"{name}.{language}"] = rate(row.held for row in rows if row.language == language)
    return metrics


def mean(values: Iterable[float], alpha: float = 0.05) -> Metric:
    """A mean with Student's interval (95 % by default)."""
    found = [float(value) for value in values]
    if not found:
        return Metric(value=None, n=0, low=None, high=None)
    middle = sum(found) / len(found)
    if len(found) == 1 or len(set(found)) == 1:
        return Metric(value=middle, n=len(found), low=middle, high=middle)
    low, high = stats.t.interval(1 - alpha, len(found) - 1, loc=middle, scale=stats.sem(found))
    return Metric(value=middle, n=len(found), low=float(low), high=float(high))


def spread(values: Iterable[float]) -> Metric:
    """A median with the least and the greatest value as its bounds (for ratios of times)."""
    ordered = sorted(values)
    if not ordered:
        return Metric(value=None, n=0, low=None, high=None)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Metric(value=median, n=len(ordered), low=ordered[0], high=ordered[-1])
