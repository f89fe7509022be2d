"""Split conformal prediction over readings: scores, the threshold, and what it guarantees.

From n calibration cases with scores k the threshold is the m-th smallest, m = ceil((n + 1)(1 - risk)); the
set of a new case is every reading y with 1 - f(y) at most that. Which score is used says what the set then
contains with probability 1 - risk over draws of calibration and test cases (Angelopoulos and Bates,
arXiv 2107.07511; the score is LAC, Sadinle et al., arXiv 1609.00451):

* ``ask_gate``, 1 - min f over the valid readings: all of them, which is what deciding to ask needs;
* ``intent``, 1 - f of what the user means: that one;
* ``any_acceptable``, 1 - max f over the valid readings: one that will do, where the user accepts any.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy import stats

Score = Literal["ask_gate", "intent", "any_acceptable"]
TIE_WIDTH = 1e-9
"""Seeded uniform noise of this width decides between equal scores."""
_EXACT = 1e-9


def score(kind: Score, valid: Sequence[float], intent: float) -> float:
    """A case's nonconformity score from the probabilities of its valid readings and of the one meant.

    Raises:
        ValueError: a case without a valid reading has no score.
    """
    if not valid:
        raise ValueError("a case without a valid reading has no score")
    return 1.0 - {"ask_gate": min(valid), "intent": intent, "any_acceptable": max(valid)}[kind]


def episode_score(steps: Sequence[float]) -> float:
    """One score for an episode of several steps: the same threshold then serves each of them."""
    return max(steps)


def rank(n: int, risk: float) -> int:
    """Which smallest score is the threshold; more than n means that nothing can be ruled out.

    Raises:
        ValueError: a risk that is not between 0 and 1, or no cases.
    """
    if not 0.0 < risk < 1.0:
        raise ValueError(f"a risk lies between 0 and 1, not at {risk:g}")
    if n < 1:
        raise ValueError("there are no cases to calibrate on")
    return math.ceil((n + 1) * (1.0 - risk) - _EXACT)


def quantile(scores: Sequence[float], risk: float, seed: int = 0) -> float:
    """The threshold on scores; infinite where so few cases cannot bear so small a risk."""
    m = rank(len(scores), risk)
    if m > len(scores):
        return math.inf
    noise = np.random.default_rng(seed).uniform(0.0, TIE_WIDTH, len(scores))
    return float(np.sort(np.asarray(scores, dtype=np.float64) + noise)[m - 1])


def weighted_quantile(
    scores: Sequence[float], weights: Sequence[float], heaviest: float, risk: float
) -> float:
    """The threshold where case i stands for ``weights[i]`` cases of what is to be covered.

    The weighted conformal quantile of Tibshirani et al. (arXiv 1904.06019): the least score q with

        sum of w_i over scores k_i <= q  >=  (1 - risk) (w_1 + ... + w_n + w)

    where w, the weight of the case to come, is not known beforehand: the greatest it can have is taken, so
    that one threshold serves every case. With equal weights this is ``quantile`` (ties apart).

    Args:
        scores: nonconformity of each case.
        weights: positive, one a score.
        heaviest: the greatest weight a case to come can have.

    Returns:
        The threshold; infinite where the weights cannot bear so small a risk.

    Raises:
        ValueError: a risk that is not between 0 and 1, or no cases.
    """
    rank(max(1, len(scores)), risk)
    if not scores:
        raise ValueError("there are no cases to calibrate on")
    needed, reached = (1.0 - risk) * (sum(weights) + heaviest) - _EXACT * heaviest, 0.0
    for case_score, weight in sorted(zip(scores, weights, strict=True)):
        reached += weight
        if reached >= needed:
            return case_score
    return math.inf


def effective(weights: Sequence[float], heaviest: float) -> float:
    """How many cases of the greatest weight the weights come to.

    It bounds how far the weighted share of scores above any threshold strays: the variance of that share is
    at most share / effective, also where it is the heavy cases that score high (Kish's number is not).
    """
    return sum(weights) / heaviest


def cases_needed(risk: float, conditional: bool) -> int:
    """How many calibration cases a risk needs at least."""
    n = math.ceil(1 / risk - _EXACT) - 1
    while conditional and conditional_risk(n, risk) is None:
        n += 1
    return n


def covered_beta(n: int, risk: float) -> tuple[float, float]:
    """Parameters of the Beta distribution of coverage, given the calibration set (Vovk 2012)."""
    v = n + 1 - rank(n, risk)
    return float(n + 1 - v), float(v)


def conditional_risk(n: int, risk: float, doubt: float = 0.01) -> float | None:
    """The largest risk to calibrate at so that all but ``doubt`` of calibration sets cover 1 - risk.

    Returns:
        None where n cases cannot promise that: more are needed.
    """
    for v in range(math.floor((n + 1) * risk + _EXACT), 0, -1):
        if stats.beta.ppf(doubt, n + 1 - v, v) >= 1.0 - risk:
            return v / (n + 1)
    return None


def coverage_band(n: int, tested: int, risk: float, level: float = 0.99) -> tuple[float, float]:
    """Where coverage on ``tested`` cases should fall with probability ``level``: a Beta-binomial interval.

    It is wider than a binomial one, since the threshold itself came from a draw of n cases.
    """
    a, b = covered_beta(n, risk)
    if b < 1.0:
        return 1.0, 1.0
    low, high = stats.betabinom.ppf([(1 - level) / 2, (1 + level) / 2], tested, a, b)
    return float(low) / tested, float(high) / tested


def tempered(probabilities: Sequence[float], temperature: float) -> list[float]:
    """Probabilities raised to 1 / temperature and made to sum to one again."""
    powered = np.asarray(probabilities, dtype=np.float64) ** (1.0 / temperature)
    return [float(p) for p in powered / powered.sum()]


def fit_temperature(beliefs: Sequence[Sequence[float]], valid: Sequence[Sequence[int]]) -> float:
    """The temperature with the least cross-entropy to the uniform distribution over the valid readings.

    Chosen on cases that are used for nothing else.

    Args:
        beliefs: a case's probabilities of all its readings.
        valid: positions of its valid readings among them; cases with none are left out.
    """
    floor = 1e-6
    grid = np.exp(np.linspace(math.log(0.4), math.log(4.0), 61))

    def loss(temperature: float) -> float:
        total = 0.0
        for belief, right in zip(beliefs, valid, strict=True):
            if right:
                p = np.maximum(tempered(belief, temperature), floor)
                total -= float(np.log(p[list(right)]).mean())
        return total

    return float(min(grid, key=loss))
