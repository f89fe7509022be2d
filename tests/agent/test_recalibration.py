"""A threshold from audited traces keeps its promise while beliefs drift; one from what was asked does not."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.conformal import cases_needed, effective, quantile, weighted_quantile
from agent.known import Known
from agent.recalibration import TooFewKnown, data_fingerprint, recalibrate

RISK, RATE = 0.1, 0.2
TURNS, WINDOWS, TIMES = 800, 10, 30
BAND = 0.02
"""How far the long-run coverage may be from 1 - RISK: thresholds lag a window behind the drift."""


@dataclass(frozen=True)
class Turns:
    """Simulated commands: belief of their two likeliest readings, and the probability of what was meant."""

    best: np.ndarray  # (n,)
    second: np.ndarray  # (n,)
    meant: np.ndarray  # (n,)

    def covered(self, threshold: float) -> float:
        """Share whose meaning is in the set."""
        return float(np.mean(self.meant >= threshold))

    def known(self, threshold: float, rng: np.random.Generator, rate: float) -> list[Known]:
        """What deciding by a threshold teaches: all that is asked about, and audits of what is acted on."""
        asked = self.second >= threshold
        audited = ~asked & (rng.random(len(asked)) < rate)
        return [
            Known(str(at), 1.0 - float(self.meant[at]), 1.0 if asked[at] else 1.0 / rate, bool(audited[at]))
            for at in np.flatnonzero(asked | audited)
        ]


def turns(n: int, drift: float, rng: np.random.Generator) -> Turns:
    """Three in ten are ambiguous, and the belief says how; of the others the belief is sure, and with drift
    (0 to 1) more and more often wrong without knowing it: the second reading is meant."""
    ambiguous = rng.random(n) < 0.3
    best = np.where(ambiguous, rng.uniform(0.5, 0.7, n), 1.0 - 0.2 * rng.beta(1, 3, n))
    second = (1.0 - best) * rng.uniform(0.8, 1.0, n)
    wrong = np.where(ambiguous, second, 0.02 + 0.2 * drift)
    return Turns(best, second, np.where(rng.random(n) < wrong, second, best))


def long_run(seed: int, audits: bool) -> float:
    """Mean coverage of windows in which beliefs drift and then stay, each decided by the window before."""
    rng = np.random.default_rng(seed)
    threshold, covered = 0.15, []
    for window in range(WINDOWS + 1):
        now = turns(TURNS, min(1.0, 2 * window / WINDOWS), rng)
        if window:
            covered.append(now.covered(threshold))
        known = now.known(threshold, rng, RATE)
        if not audits:
            known = [one for one in known if not one.audited]
        heaviest = 1.0 / RATE if audits else 1.0
        with contextlib.suppress(TooFewKnown):  # what is learned from asking alone soon asks nothing more
            threshold = recalibrate(known, heaviest, "f", RISK, conditional=False).threshold()
    return float(np.mean(covered))


def test_long_run_coverage_keeps_to_the_target_with_audits_and_misses_it_without() -> None:
    audited = [long_run(seed, audits=True) for seed in range(TIMES)]
    naive = [long_run(seed, audits=False) for seed in range(TIMES)]
    assert np.mean(audited) == pytest.approx(1 - RISK, abs=BAND)
    assert all(abs(share - (1 - RISK)) < 2 * BAND for share in audited)
    assert np.mean(naive) < 1 - RISK - 2 * BAND
    assert max(naive) < min(audited)


@pytest.mark.parametrize("rate", [0.1, 0.3, 1.0])
def test_on_average_over_traces_the_promise_holds(rate: float) -> None:
    rng = np.random.default_rng(5)
    covered = []
    for _ in range(150):
        known = turns(TURNS, 0.8, rng).known(0.1, rng, rate)
        made = recalibrate(known, 1 / rate, "f", RISK, conditional=False)
        covered.append(turns(4000, 0.8, rng).covered(made.threshold()))
    error = float(np.std(covered)) / len(covered) ** 0.5
    slack = 1 / (rate * TURNS)  # of the unknown weight of a case to come
    assert 1 - RISK - 3 * error <= np.mean(covered) <= 1 - RISK + slack + 3 * error


def test_by_default_it_holds_for_nearly_every_draw_of_the_traces() -> None:
    rng = np.random.default_rng(6)
    kept = []
    for _ in range(200):
        made = recalibrate(turns(TURNS, 0.8, rng).known(0.1, rng, RATE), 1 / RATE, "f", RISK)
        kept.append(turns(20_000, 0.8, rng).covered(made.threshold()) >= 1 - RISK)
        assert made.used_risk < RISK
    assert np.mean(kept) >= 0.98


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60, unique=True), st.floats(0.02, 0.5))
def test_equal_weights_are_the_ordinary_quantile(scores: list[float], risk: float) -> None:
    for weight in (1.0, 7.5):
        got = weighted_quantile(scores, [weight] * len(scores), weight, risk)
        assert got == pytest.approx(quantile(scores, risk), abs=1e-8)


def test_the_formula_by_hand() -> None:
    # (1 - .25) (1 + 1 + 4 + 4) = 7.5 is more than there is before the case to come: nothing is ruled out.
    assert weighted_quantile([0.1, 0.2, 0.3], [1, 1, 4], 4, 0.25) == float("inf")
    # (1 - .5) 10 = 5: reached at the third.
    assert weighted_quantile([0.3, 0.1, 0.2], [4, 1, 1], 4, 0.5) == 0.3
    # A heavy case that scores low is enough alone: 4 >= .4 x 10.
    assert weighted_quantile([0.1, 0.2, 0.3], [4, 1, 1], 4, 0.6) == 0.1
    with pytest.raises(ValueError, match="no cases"):
        weighted_quantile([], [], 1, 0.1)


def test_too_few_are_refused_with_how_many_there_are_and_how_many_are_needed() -> None:
    asked = [Known(str(at), 0.4, 1.0) for at in range(100)]
    assert effective([one.weight for one in asked], 10.0) == 10.0
    with pytest.raises(TooFewKnown, match=r"100 commands .* count as 10\.0, .* 44 are needed"):
        recalibrate(asked, 10.0, "f", 0.1)
    assert recalibrate(asked, 10.0, "f", 0.1, conditional=False).n == 100
    with pytest.raises(TooFewKnown, match="9 are needed"):
        recalibrate(asked[:89], 10.0, "f", 0.1, conditional=False)
    with pytest.raises(TooFewKnown, match="0 commands"):
        recalibrate([], 10.0, "f", 0.1)
    for risk in (0.05, 0.1, 0.2):
        for conditional in (True, False):
            needed = cases_needed(risk, conditional)
            enough = [Known(str(at), at / needed, 10.0) for at in range(needed)]
            assert recalibrate(enough, 10.0, "f", risk, conditional=conditional).effective_n == needed
            with pytest.raises(TooFewKnown):
                recalibrate(enough[1:], 10.0, "f", risk, conditional=conditional)


def test_the_data_have_a_fingerprint_of_their_own() -> None:
    one, other = Known("a", 0.1, 1.0), Known("b", 0.2, 5.0)
    assert data_fingerprint([one, other]) == data_fingerprint([other, one]) != data_fingerprint([one])
    made = recalibrate([other] * 60, 5.0, "weights", 0.1)
    assert (made.fingerprint, made.suite, made.score) == ("weights", "traces", "intent")
