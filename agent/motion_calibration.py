"""A calibration of the motion's gate: the doubt in bits above which the arm stops, for one policy and risk.

The score of a motion is the greatest value of its sliding window (``agent.doubt``), and the threshold is
split conformal over the motions that succeed: given that the next one would succeed too, it is exchangeable
with them, so that at most the risk of good motions is stopped. Of motions that fail nothing is promised.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.calibration import CalibrationMismatch
from agent.decision import Rule
from agent.tracing.calibrations import keep, search
from agent.tracing.store import Store
from policies.base import Policy

KIND: Literal["motion"] = "motion"


def fingerprint_of(policy: Policy) -> str:
    """Of all that moves the arm: the reader, whose points it is told, and the actor.

    An actor says which weights it has by an attribute ``fingerprint``; one without is known by its reader.
    """
    own = getattr(policy.actor, "fingerprint", None)
    return policy.reader.fingerprint if own is None else f"{policy.reader.fingerprint}+{own}"


class MotionCalibration(BaseModel):
    """What ``whichone calibrate --motion`` found."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["motion"] = KIND
    fingerprint: str
    """Of reader and actor (``fingerprint_of``)."""
    suite: str
    data_fingerprint: str
    """Of the cases moved on."""
    risk: float
    """Share of the motions that would succeed that may be stopped."""
    used_risk: float
    """The risk calibrated at: less than ``risk`` where that is promised for nearly every calibration set."""
    n: int
    """Motions that succeeded, on which the threshold rests."""
    motions: int
    """All that were made."""
    window_steps: int
    """Executed steps in the window."""
    quantile: float
    """The threshold on the window's mean entropy, in bits a token."""

    def threshold(self) -> float:
        """Mean entropy in bits above which the arm stops."""
        return self.quantile

    def check(self, fingerprint: str) -> None:
        """Refuse other weights than those it was made for.

        Raises:
            CalibrationMismatch: naming both.
        """
        if fingerprint != self.fingerprint:
            raise CalibrationMismatch(
                f"this calibration of the motion was made for the policy {self.fingerprint}, and this is "
                f"{fingerprint}: run whichone calibrate --motion again"
            )

    def rule(self, rule: Rule, fingerprint: str) -> Rule:
        """The rule with this threshold, and the window it belongs to, in place of its own.

        Raises:
            CalibrationMismatch: it was made for other weights.
        """
        self.check(fingerprint)
        own = {"doubt_bits": self.quantile, "doubt_steps": self.window_steps, "doubt_risk": self.risk}
        return rule.model_copy(update=own)


def save(store: Store, calibration: MotionCalibration) -> str:
    """Keep a calibration; returns its id.

    Raises:
        TraceError: it cannot be written.
    """
    return keep(store, calibration, KIND)


def find(store: Store, fingerprint: str, risk: float) -> MotionCalibration:
    """The newest calibration of the motion for these weights and this risk.

    Raises:
        CalibrationMismatch: there is none; the message says which there are.
    """
    found = search(store, KIND, fingerprint, risk)
    if found.fitting:
        return MotionCalibration.model_validate(found.fitting[-1].parameters)
    there = (
        f"there are risks {', '.join(f'{risk:g}' for risk in found.risks)} for it"
        if found.risks
        else f"those for {', '.join(found.fingerprints)} are refused"
        if found.fingerprints
        else "there is none at all"
    )
    raise CalibrationMismatch(
        f"no calibration of the motion for the policy {fingerprint} at risk {risk:g}: {there}; run whichone "
        "calibrate --motion"
    )
