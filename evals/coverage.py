"""Whether calibrated sets cover as often as promised.

Many random splits of the same cases, each calibrated on one half and tested on the other, held against
the Beta-binomial band of its threshold. Of sets that somebody else made, ``evals.set_metrics.covered`` says
which are covered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

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


class Halves(NamedTuple):
    """One random split: what calibrated, what was tested, and which of that was covered."""

    known: np.ndarray
    """Positions of what calibrated."""
    new: np.ndarray
    """Positions of what was tested."""
    threshold: float
    """On scores."""
    held: np.ndarray
    """Of what was tested, whether it was covered: all that the score is about is there, and it scores no more
    than the threshold."""

    @property
    def share(self) -> float:
        """Of what was tested that was covered."""
        return float(np.mean(self.held))

    def band(self, risk: float) -> tuple[float, float]:
        """Where that share falls with probability ``LEVEL``."""
        return _band(len(self.known), len(self.new), risk)


Draw = Callable[[np.random.Generator], Sequence[np.ndarray]]
"""What is split: units whose members (positions) stay together, drawn anew for every split."""


def halves(scores: Sequence[float], within: Sequence[bool], draw: Draw, risk: float, splits: int,
           seed: int) -> Iterator[Halves]:
    """Random splits: half of the units calibrate and the others are tested. All that is said of coverage over
    splits, of readings, of rows and of motions, is counted here.

    Args:
        scores: nonconformity of each case.
        within: whether what its score is about can be in a set at all.
    """
    every, possible = np.asarray(scores, dtype=float), np.asarray(within, dtype=bool)
    rng = np.random.default_rng(seed)
    for split in range(splits):
        units = draw(rng)
        order = rng.permutation(len(units))
        half = len(units) // 2
        known, new = (np.concatenate([units[at] for at in side]) for side in (order[:half], order[half:]))
        threshold = quantile([float(one) for one in every[known]], risk, seed + split)
        yield Halves(known, new, threshold, possible[new] & (every[new] <= threshold))


def inside(found: Sequence[Halves], risk: float) -> Metric:
    """Share of the splits whose coverage is within the band of its own numbers of cases."""
    return rate(low <= one.share <= high for one in found for low, high in (one.band(risk),))


def singly(n: int) -> Draw:
    """Every case on its own."""
    units = [np.array([at]) for at in range(n)]
    return lambda rng: units


@cache
def _band(calibrated_on: int, tested_on: int, risk: float) -> tuple[float, float]:
    return coverage_band(calibrated_on, tested_on, risk, LEVEL)


def over_splits(
    cases: Sequence[Believed], risk: float, kind: Score = "ask_gate", *, splits: int = 100, seed: int = 0
) -> Coverage:
    """Calibrates on one half and tests on the other, ``splits`` times; one case of each pair, drawn anew."""
    cases = doable(cases)
    pairs: dict[str, list[int]] = {}
    for at, case in enumerate(cases):
        pairs.setdefault(case.pair, []).append(at)

    def one_of_each(rng: np.random.Generator) -> list[np.ndarray]:
        return [np.array([members[int(rng.integers(len(members)))]]) for members in pairs.values()]

    found = list(halves([case.score(kind) for case in cases], [case.within(kind) for case in cases],
                        one_of_each, risk, splits, seed))
    n = len(pairs) // 2
    return Coverage(
        risk=risk,
        calibrated_on=n,
        tested_on=len(pairs) - n,
        band=_band(n, len(pairs) - n, risk),
        mean=float(np.mean([one.share for one in found])),
        inside=inside(found, risk),
        set_size=float(np.mean([np.mean(sizes(cases, one)) for one in found])),
    )


def sizes(cases: Sequence[Believed], split: Halves) -> np.ndarray:
    """How many readings the set of each case that was tested has."""
    return np.array([sum(1 - p <= split.threshold for p in cases[at].probabilities) for at in split.new])
