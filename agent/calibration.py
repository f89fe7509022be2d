"""A calibration: the threshold fitted for one policy and one risk, kept in the traces, refused for others."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.conformal import Score
from agent.decision import Rule
from agent.tracing.calibrations import keep, search
from agent.tracing.store import Store

NOTHING_RULED_OUT = 0.0


class CalibrationMismatch(ValueError):
    """The calibration was made for something else; the message says what differs."""


class Calibration(BaseModel):
    """What ``whichone calibrate`` found."""

    model_config = ConfigDict(frozen=True)

    fingerprint: str
    """Of the reader's weights."""
    moved_by: str | None = None
    """Of reader and actor (``agent.motion_calibration.fingerprint_of``), where the promise covers the
    motion."""
    suite: str
    data_fingerprint: str
    """Of the cases it was made from."""
    data: dict[str, str] = Field(default_factory=dict)
    """Of cases that are rows of files: ``data.FILE`` to its sha256, and the part they are."""
    score: Score | Literal["episode"]
    """What is promised; "episode" of whole episodes, motion and answers included."""
    risk: float
    used_risk: float
    """The risk calibrated at: less than ``risk`` where that is promised for nearly every calibration set."""
    n: int
    effective_n: float | None = None
    """Of a calibration from traces: how many cases of the greatest weight they amount to."""
    temperature: float = 1.0
    quantile: float
    """Threshold on scores; above 1 nothing can be ruled out."""
    group_quantiles: dict[str, float] = Field(default_factory=dict)
    """By language or by predicted source (``agent.groups``), where it was calibrated for each apart."""

    def threshold(self, group: str | None = None) -> float:
        """The probability that a reading needs to be in the set."""
        q = self.group_quantiles.get(group or "", self.quantile)
        return NOTHING_RULED_OUT if math.isinf(q) else max(NOTHING_RULED_OUT, 1.0 - q)

    def check(self, fingerprint: str) -> None:
        """Refuse other weights than those it was made for.

        Raises:
            CalibrationMismatch: naming both.
        """
        if fingerprint != self.fingerprint:
            raise CalibrationMismatch(
                f"this calibration was made for the policy {self.fingerprint}, and this is {fingerprint}: "
                "run whichone calibrate again"
            )

    def rule(self, rule: Rule, fingerprint: str, moved_by: str | None = None) -> Rule:
        """The rule with this calibration's threshold in place of its share of the best.

        Args:
            fingerprint: of the reader.
            moved_by: of reader and actor, where something is going to move.

        Raises:
            CalibrationMismatch: it was made for other weights.
        """
        self.check(fingerprint)
        if None not in (moved_by, self.moved_by) and moved_by != self.moved_by:
            raise CalibrationMismatch(
                "this calibration of whole episodes was made for reader and actor "
                f"{self.moved_by}, and these are {moved_by}: run whichone calibrate --episodes again"
            )
        return rule.model_copy(
            update={
                "threshold": self.threshold(),
                "thresholds": {group: self.threshold(group) for group in self.group_quantiles},
                "temperature": self.temperature,
            }
        )


def save(store: Store, calibration: Calibration) -> str:
    """Keep a calibration; returns its id.

    Raises:
        TraceError: it cannot be written.
    """
    return keep(store, calibration, "language")


def find(store: Store, fingerprint: str, risk: float) -> Calibration:
    """The newest calibration for these weights and this risk.

    Raises:
        CalibrationMismatch: there is none; the message says which there are.
    """
    return made(store, fingerprint, risk)[-1]


def made(store: Store, fingerprint: str, risk: float) -> list[Calibration]:
    """Every calibration of the language for these weights and this risk, the newest last.

    Raises:
        CalibrationMismatch: there is none; the message says which there are.
    """
    found = search(store, "language", fingerprint, risk)
    if found.fitting:
        return [Calibration.model_validate(row.parameters) for row in found.fitting]
    there = (
        f"there are risks {', '.join(f'{risk:g}' for risk in found.risks)} for it"
        if found.risks
        else f"there are only some for {', '.join(found.fingerprints)}"
        if found.fingerprints
        else "there is none at all"
    )
    raise CalibrationMismatch(
        f"no calibration for the policy {fingerprint} at risk {risk:g}: {there}; run whichone calibrate"
    )
