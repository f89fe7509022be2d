"""Whether calibrated sets cover as often as promised.

Many random splits of the same cases, each calibrated on one half and tested on the other, held against
the Beta-binomial band of its threshold.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from agent.conformal import Score, coverage_band, quantile
from evals.believed import Believed, doable
from evals.metrics import Metric, rate

RISKS = (0.05, 0.1, 0.15, 0.2)
LEVEL = 0.99


class Coverage(BaseModel):
    """Coverage over random splits at one risk."""

    model_config = ConfigDict(frozen=True)

    risk: float
    calibrated_on: int
    tested_on: int
    band: tuple[float, float]
    """Where a split's coverage falls with probability ``LEVEL``."""
    mean: float
    """Over all splits; at least 1 - risk."""
    inside: Metric
    """Share of the splits whose coverage is not below the band, nor above it."""
    set_size: float
    """Mean number of readings in a set."""


def over_splits(
    cases: Sequence[Believed], risk: float, kind: Score = "ask_gate", *, splits: int = 100, seed: int = 0
) -> Coverage:
    """Calibrates on one half and tests on the other, ``splits`` times; one case of each pair, drawn anew."""
    pairs: dict[str, list[Believed]] = {}
    for case in doable(cases):
        pairs.setdefault(case.pair, []).append(case)
    rng = np.random.default_rng(seed)
    n = len(pairs) // 2
    tested = len(pairs) - n
    band = coverage_band(n, tested, risk, LEVEL)
    covered, sizes = [], []
    for split in range(splits):
        drawn = [members[int(rng.integers(len(members)))] for members in pairs.values()]
        order = rng.permutation(len(drawn))
        known, new = [drawn[at] for at in order[:n]], [drawn[at] for at in order[n:]]
        q = quantile([case.score(kind) for case in known], risk, seed + split)
        covered.append(float(np.mean([case.within(kind) and case.score(kind) <= q for case in new])))
        sizes.append(float(np.mean([sum(1 - p <= q for p in case.probabilities) for case in new])))
    return Coverage(
        risk=risk,
        calibrated_on=n,
        tested_on=tested,
        band=band,
        mean=float(np.mean(covered)),
        inside=rate(band[0] <= share <= band[1] for share in covered),
        set_size=float(np.mean(sizes)),
    )
