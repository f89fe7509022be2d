"""Intervals for figures over cases that come in clusters, such as rows with the same sentence."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np

from evals.metrics import Metric

_DRAWS = 500
One = TypeVar("One")


def clustered(cases: Sequence[One], key: Callable[[One], Hashable],
              figure: Callable[[Sequence[One]], float | None], seed: int = 0) -> Metric:
    """A figure with a 95 % interval from a bootstrap that draws whole clusters.

    Cases of a cluster stand or fall together, so that an interval over cases is too narrow. Draws in which
    there is nothing to count (no ambiguous case, say) are left out.

    Args:
        key: cases with the same are a cluster.
        figure: of any cases; None where there is nothing to count.

    Returns:
        The figure over all cases, with the 2.5th and 97.5th percentiles over draws.
    """
    whole = figure(cases)
    if whole is None:
        return Metric(value=None, n=len(cases), low=None, high=None)
    clusters: dict[Hashable, list[One]] = {}
    for case in cases:
        clusters.setdefault(key(case), []).append(case)
    among = list(clusters.values())
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(_DRAWS):
        chosen = rng.integers(len(among), size=len(among))
        value = figure([case for at in chosen for case in among[at]])
        if value is not None:
            drawn.append(value)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Metric(value=whole, n=len(cases), low=float(low), high=float(high))
