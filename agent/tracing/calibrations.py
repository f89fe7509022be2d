"""Calibrations of either kind as rows of the trace database: kept, and found again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Literal

from agent.tracing.ids import new_id
from agent.tracing.store import Store
from agent.tracing.tables import CalibrationRow

Kind = Literal["language", "motion"]


@dataclass(frozen=True)
class Found:
    """Rows of one kind: those that fit, and what others there are."""

    fitting: list[CalibrationRow]
    """For the weights and the risk asked for, the newest last."""
    risks: list[float]
    """There are for these weights."""
    fingerprints: list[str]
    """Of other weights."""


def keep(store: Store, calibration: Any, kind: Kind) -> str:
    """Keep a calibration, of the language or of the motion; returns its id.

    Raises:
        TraceError: it cannot be written.
    """
    row = CalibrationRow(
        id=new_id(),
        created_s=time.time(),
        kind=kind,
        fingerprint=calibration.fingerprint,
        risk=calibration.risk,
        suite=calibration.suite,
        data_fingerprint=calibration.data_fingerprint,
        n=calibration.n,
        threshold=calibration.threshold(),
        parameters=calibration.model_dump(mode="json"),
    )
    store.add(row)
    store.flush()
    return row.id


def search(store: Store, kind: Kind, fingerprint: str, risk: float) -> Found:
    """What is kept of a kind, for these weights and this risk and for others."""
    every = sorted(store.rows(CalibrationRow), key=lambda row: row.created_s)
    rows = [row for row in every if row.kind == kind]
    mine = [row for row in rows if row.fingerprint == fingerprint]
    return Found(
        [row for row in mine if abs(row.risk - risk) < 1e-9],
        sorted({row.risk for row in mine}),
        sorted({row.fingerprint for row in rows} - {fingerprint}),
    )
