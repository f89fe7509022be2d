"""Groups a threshold may be kept for: functions of the input, so that a promise holds within each of them.

The true source of an ambiguity is known to nobody at the time of deciding; what the leading readings differ
in is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from agent.types import Language
from policies.types import Belief

PredictedSource = Literal["none", "thing", "place", "both", "refusal"]
LEADING_RATIO = 0.2
"""Readings of at least this share of the best are held against each other."""


def predicted_source(belief: Belief) -> PredictedSource:
    """What the leading readings leave open: nothing, the thing, where it goes, both; or whether to do any."""
    ordered = sorted(belief.readings, key=lambda item: -item.probability)
    if not ordered or ordered[0].reading.special is not None:
        return "refusal"
    leading = [
        item.reading
        for item in ordered
        if item.reading.special is None and item.probability >= LEADING_RATIO * ordered[0].probability
    ]
    things = {tuple((entry.verb, entry.things) for entry in reading.entries) for reading in leading}
    places = {
        tuple((entry.destination, entry.relation) for entry in reading.entries) for reading in leading
    }
    if len(things) > 1:
        return "both" if len(places) > 1 else "thing"
    return "place" if len(places) > 1 else "none"


def threshold_for(
    thresholds: Mapping[str, float], overall: float, language: Language, belief: Belief
) -> float:
    """The threshold of the group a belief is in, its language or its predicted source, else the overall."""
    if language in thresholds:
        return thresholds[language]
    return thresholds.get(predicted_source(belief), overall) if thresholds else overall
