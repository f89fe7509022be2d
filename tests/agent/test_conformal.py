"""Split conformal prediction: the order statistic, its guarantees, and the same sets as MAPIE."""

from __future__ import annotations

import math

import numpy as np
import pytest
from mapie.classification import SplitConformalClassifier
from scipy import stats
from sklearn.base import BaseEstimator, ClassifierMixin

from agent.conformal import (
    conditional_risk,
    coverage_band,
    episode_score,
    fit_temperature,
    quantile,
    rank,
    score,
    tempered,
)


class Given(ClassifierMixin, BaseEstimator):
    """A classifier whose probabilities are its input."""

    def fit(self, X: np.ndarray, y: np.ndarray) -> Given:
        self.classes_ = np.arange(X.shape[1])
        return self

    def predict_proba(self, X: np.ndarray) -> np.ndarray:
        return X

    def predict(self, X: np.ndarray) -> np.ndarray:
        return X.argmax(1)


def beliefs(n: int, seed: int, options: int = 6) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.full(options, 0.4), n)
    return p, np.array([rng.choice(options, p=row) for row in p])


@pytest.mark.parametrize("risk", [0.05, 0.1, 0.15, 0.2])
@pytest.mark.parametrize("n", [37, 100, 251])
def test_the_sets_are_mapies(n: int, risk: float) -> None:
    known, truth = beliefs(n, seed=n)
    new, _ = beliefs(400, seed=n + 1)
    theirs = SplitConformalClassifier(
        Given().fit(known, truth), confidence_level=1 - risk, conformity_score="lac", prefit=True
    )
    theirs.conformalize(known, truth)
    _, sets = theirs.predict_set(new)
    q = quantile([score("intent", [p[y]], float(p[y])) for p, y in zip(known, truth, strict=True)], risk)
    assert ((new >= 1 - q) == sets[:, :, 0]).all()


@pytest.mark.parametrize(
    ("n", "risk", "m"), [(9, 0.1, 9), (10, 0.1, 10), (19, 0.05, 19), (99, 0.1, 90), (8, 0.1, 9)]
)
def test_the_rank_is_of_n_plus_one(n: int, risk: float, m: int) -> None:
    assert rank(n, risk) == m


def test_too_few_cases_rule_nothing_out() -> None:
    assert quantile([0.1] * 8, 0.1) == math.inf
    assert quantile([0.1] * 9, 0.1) == pytest.approx(0.1)


@pytest.mark.parametrize("risk", [0.0, 1.0, -0.2])
def test_a_risk_lies_between_zero_and_one(risk: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        rank(10, risk)


def test_each_score_answers_for_another_reading() -> None:
    assert score("ask_gate", [0.5, 0.2], 0.5) == pytest.approx(0.8)
    assert score("any_acceptable", [0.5, 0.2], 0.2) == pytest.approx(0.5)
    assert score("intent", [0.5, 0.2], 0.2) == pytest.approx(0.8)
    assert episode_score([0.1, 0.7, 0.3]) == 0.7
    with pytest.raises(ValueError, match="no score"):
        score("ask_gate", [], 0.0)


def test_ties_are_broken_alike_for_the_same_seed() -> None:
    assert quantile([0.3] * 50, 0.1, seed=4) == quantile([0.3] * 50, 0.1, seed=4)


def test_coverage_falls_into_its_band_and_the_conditional_risk_keeps_its_promise() -> None:
    """500 calibration sets of 100 cases: coverage of the next 200 lies in the 99 % band, and the risk meant
    for all but one in a hundred sets holds for about as many."""
    rng, n, tested, risk = np.random.default_rng(3), 100, 200, 0.1
    low, high = coverage_band(n, tested, risk)
    promised = conditional_risk(n, risk)
    assert promised is not None and promised < risk
    inside, kept = [], []
    for _ in range(500):
        scores, new = rng.random(n), rng.random(tested)
        inside.append(low <= float((new <= quantile(list(scores), risk)).mean()) <= high)
        # Of uniform scores the threshold is the coverage.
        kept.append(quantile(list(scores), promised) >= 1 - risk)
    assert np.mean(inside) > 0.97
    assert np.mean(kept) > 0.97


def test_the_band_is_wider_than_a_binomial_one() -> None:
    low, high = coverage_band(100, 200, 0.1)
    narrow = stats.binom.ppf([0.005, 0.995], 200, 0.9) / 200
    assert low < narrow[0] and high > narrow[1]


def test_few_cases_promise_nothing() -> None:
    assert conditional_risk(20, 0.1) is None


def test_the_temperature_undoes_overconfidence() -> None:
    rng = np.random.default_rng(5)
    honest = rng.dirichlet(np.full(4, 0.7), 600)
    drawn = [(int(rng.choice(4, p=row)),) for row in honest]
    bold = [tempered(list(row), 0.5) for row in honest]
    assert fit_temperature(bold, drawn) == pytest.approx(2.0, rel=0.2)
    assert tempered([0.5, 0.5], 3.0) == pytest.approx([0.5, 0.5])
