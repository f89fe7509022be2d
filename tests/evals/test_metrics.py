"""Rates against published values and against their own definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from evals.metrics import Observed, by_language, rate, spread


@given(st.integers(1, 300), st.data())
def test_a_rate_has_the_wilson_interval(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    metric = rate([True] * successes + [False] * (n - successes))
    low, high = proportion_confint(successes, n, method="wilson")
    assert metric.n == n
    assert metric.value == pytest.approx(successes / n)
    assert metric.low == pytest.approx(max(0.0, low), abs=1e-9)
    assert metric.high == pytest.approx(min(1.0, high), abs=1e-9)


def test_nothing_counted_is_not_zero() -> None:
    metric = rate([])
    assert (metric.value, metric.n, metric.low, metric.high) == (None, 0, None, None)


def test_languages_are_counted_apart() -> None:
    rows = [Observed(True, "en"), Observed(True, "en"), Observed(False, "zh")]
    metrics = by_language("success", rows)
    assert metrics["success"].value == pytest.approx(2 / 3)
    assert metrics["success.en"].value == 1.0
    assert (metrics["success.zh"].value, metrics["success.zh"].n) == (0.0, 1)


def test_spread_is_the_median_between_the_extremes() -> None:
    assert spread([3.0, 1.0, 2.0, 10.0]).model_dump() == {"value": 2.5, "n": 4, "low": 1.0, "high": 10.0}
