"""The data file a suite is made from, for suites whose cases are rows that others wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["train", "calibrate", "test"]


@dataclass(frozen=True)
class DataFile:
    """What ``--data`` and ``--part`` name."""

    path: str
    part: Part | None = None
    """Of a split file; None is its ``test``."""
