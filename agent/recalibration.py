"""A threshold from what users said they meant, weighted by one over the chance of being known."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence

from agent.calibration import Calibration
from agent.conformal import cases_needed, conditional_risk, effective, weighted_quantile
from agent.known import Known

SUITE = "traces"


class TooFewKnown(ValueError):
    """The traces hold too few commands of known meaning for the risk; the message says how many it needs."""


def recalibrate(
    known: Sequence[Known], heaviest: float, fingerprint: str, risk: float, *, conditional: bool = True
) -> Calibration:
    """The threshold at which what is meant is in the set with probability 1 - risk.

    Args:
        known: commands whose meaning was told.
        heaviest: the greatest weight a command to come can have: one over the least audit rate.
        fingerprint: of the policy they were made by.
        risk: share of commands whose meaning may be missing from the set.
        conditional: lower the risk so that it holds for about all but one in a hundred draws of the traces,
            counting them by their effective number, instead of on average over draws.

    Raises:
        TooFewKnown: the effective number cannot bear the risk.
    """
    weights = [one.weight for one in known]
    count = effective(weights, heaviest)
    whole = math.floor(count + 1e-9)
    used: float | None = risk
    if conditional:
        used = conditional_risk(whole, risk) if whole else None
    q = math.inf if used is None or not known else weighted_quantile(
        [one.score for one in known], weights, heaviest, used
    )
    if used is None or math.isinf(q):
        raise TooFewKnown(
            f"{len(known)} commands of known meaning, which count as {count:.1f}, cannot bear a risk of "
            f"{risk:g}: {cases_needed(risk, conditional)} are needed; audit more, or take a greater risk"
        )
    return Calibration(
        fingerprint=fingerprint,
        suite=SUITE,
        data_fingerprint=data_fingerprint(known),
        score="intent",
        risk=risk,
        used_risk=used,
        n=len(known),
        effective_n=round(count, 3),
        quantile=q,
    )


def data_fingerprint(known: Sequence[Known]) -> str:
    """Of which turns were used and how they were sampled, not of what was believed about them."""
    rows = sorted((one.turn_id, one.weight) for one in known)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]
