"""The threshold of the motion's gate, and whether doubt tells a motion that fails from one that succeeds.

Split conformal over the motions that succeed: their score is the greatest value of the sliding window, and a
new motion that would succeed is exchangeable with them. The two questions are apart: that at most the risk of
good motions is stopped holds whatever doubt is worth, and what it is worth only motions that fail can say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

from agent.conformal import cases_needed, conditional_risk, quantile, rank
from agent.doubt import STEPS
from agent.motion_calibration import MotionCalibration
from evals.calibrate import DRIFT_P
from evals.coverage import halves, inside, singly
from evals.metrics import Metric, mean, rate
from evals.motion_doubt import Doubted, data_fingerprint
from evals.results import EvaluationError
from evals.set_metrics import auroc

FEW_FAILURES = 10
"""With fewer motions that failed, what is said of them rests on next to nothing."""


def calibrate(motions: Sequence[Doubted], fingerprint: str, suite: str, risk: float, *,
              conditional: bool = True, window: int = STEPS, seed: int = 0) -> MotionCalibration:
    """The threshold for a risk.

    Args:
        motions: made without any gate.
        fingerprint: of reader and actor (``agent.motion_calibration.fingerprint_of``).
        risk: share of the motions that succeed that may be stopped.
        conditional: promise the risk for all but one in a hundred calibration sets, not on average over them.
        window: executed steps in the window.
        seed: breaks ties.

    Raises:
        EvaluationError: too few motions that succeed for that risk; the message says how many are needed.
    """
    good = scores(motions, window, success=True)
    promised = conditional_risk(len(good), risk) if conditional and good else risk
    if promised is None or rank(max(1, len(good)), promised) > len(good):
        raise EvaluationError(
            f"{len(good)} motions that succeed (of {len(motions)}) cannot bear a risk of {risk:g}: "
            f"{cases_needed(risk, conditional)} are needed; give a greater --n or --risk"
            + (", or --on-average" if conditional else ""))
    return MotionCalibration(
        fingerprint=fingerprint,
        suite=suite,
        data_fingerprint=data_fingerprint(motions),
        risk=risk,
        used_risk=promised,
        n=len(good),
        motions=len(motions),
        window_steps=window,
        quantile=quantile(good, promised, seed),
    )


def scores(motions: Sequence[Doubted], window: int, *, success: bool) -> list[float]:
    """The greatest window values, in bits, of the motions that succeed or of those that fail."""
    return [motion.score(window) for motion in motions if motion.success == success]


class Telling(BaseModel):
    """What doubt says of how a motion ends."""

    model_config = ConfigDict(frozen=True)

    failures: int
    auroc: Metric
    """Of the scores telling failing motions from succeeding ones; a stratified bootstrap's interval."""
    stopped_good: Metric
    """Succeeding motions that the threshold stops: on the cases it was fitted on, so no check of it."""
    stopped_bad: Metric
    """Failing motions that it stops."""
    stopped_after: Metric
    """Of the failing motions it stops: the share of their steps taken by then."""


def telling(motions: Sequence[Doubted], threshold_bits: float, window: int = STEPS) -> Telling:
    """How well doubt tells failing motions from succeeding ones, and how early it would stop them."""
    ends = [(motion.success, motion.stopped_at(threshold_bits, window), motion.steps) for motion in motions]
    bad = [(stop, steps) for success, stop, steps in ends if not success]
    return Telling(
        failures=len(bad),
        auroc=auroc([motion.score(window) for motion in motions], [not motion.success for motion in motions]),
        stopped_good=rate(stop is not None for success, stop, _ in ends if success),
        stopped_bad=rate(stop is not None for stop, _ in bad),
        stopped_after=mean(stop / steps for stop, steps in bad if stop is not None),
    )


class MotionCoverage(BaseModel):
    """Share of succeeding motions that are left to go on, over random splits at one risk."""

    model_config = ConfigDict(frozen=True)

    risk: float
    calibrated_on: int
    tested_on: int
    band: tuple[float, float]
    """Where a split's share falls with probability ``evals.coverage.LEVEL``."""
    mean: float
    """Over all splits; at least 1 - risk."""
    inside: Metric
    """Share of the splits whose share is not below the band, nor above it."""


def over_splits(motions: Sequence[Doubted], risk: float, *, splits: int = 100, window: int = STEPS,
                seed: int = 0) -> MotionCoverage:
    """Calibrates on one half of the succeeding motions and tests on the other, ``splits`` times.

    Raises:
        EvaluationError: fewer than two motions succeed.
    """
    good = scores(motions, window, success=True)
    if len(good) < 2:
        raise EvaluationError(f"{len(good)} motions that succeed cannot be split in two: give a greater --n")
    found = list(halves(good, [True] * len(good), singly(len(good)), risk, splits, seed))
    n = len(good) // 2
    return MotionCoverage(risk=risk, calibrated_on=n, tested_on=len(good) - n, band=found[0].band(risk),
                          mean=float(np.mean([one.share for one in found])), inside=inside(found, risk))


def warnings(motions: Sequence[Doubted], window: int = STEPS) -> list[str]:
    """What speaks against the promise, and where doubt tells nothing, that it does."""
    found: list[str] = []
    every = [motion.score(window) for motion in motions]
    failures = sum(not motion.success for motion in motions)
    told = auroc(every, [not motion.success for motion in motions])
    if len(set(every)) <= 1:
        found.append("every motion has the same doubt (does this policy give the entropy of its tokens?): "
                     "the gate tells nothing")
    elif told.value is None or told.low is None or told.high is None:
        which = "no motion failed" if not failures else "no motion succeeded"
        found.append(f"{which}: whether doubt tells motions that fail from those that succeed is not known")
    elif told.low <= 0.5:
        found.append(f"doubt does not tell motions that fail from those that succeed (AUROC {told.value:.2f} "
                     f"[{told.low:.2f}, {told.high:.2f}], {failures} of {len(motions)} failed): stopping by "
                     "it is no better than chance on these")
    if told.value is not None and failures < FEW_FAILURES:
        found.append(f"only {failures} of {len(motions)} motions failed: what is said of failing motions "
                     "rests on these few")
    good = scores(motions, window, success=True)
    half = len(good) // 2
    if half >= FEW_FAILURES:
        p = float(stats.ks_2samp(good[:half], good[half:]).pvalue)
        if p < DRIFT_P:
            found.append(f"the doubt of the first and the second half of the succeeding motions differs "
                         f"(Kolmogorov-Smirnov p = {p:.2g}): they may not be exchangeable, and then nothing "
                         "is guaranteed")
    return found
