"""The data file a suite is made from, for suites whose cases are rows that others wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["train", "calibrate", "test"]
Chosen = Literal["train", "calibrate", "test", "held-out", "all"]
"""A part, or several together."""
PARTS: dict[Chosen, tuple[Part, ...]] = {
    "train": ("train",), "calibrate": ("calibrate",), "test": ("test",),
    "held-out": ("calibrate", "test"), "all": ("train", "calibrate", "test")}
PART = "data.part"
"""Under which a suite says what was chosen, beside the digests of its files (``evals.suites.Suite.data``)."""


@dataclass(frozen=True)
class DataFile:
    """What ``--data`` and ``--part`` name."""

    path: str
    part: Chosen | None = None
    """Of a split file; None is what it is ``otherwise``."""
    otherwise: Chosen = "test"
    """Of a split file, where none is named; a plain file has no parts and is taken whole."""

    @property
    def chosen(self) -> Chosen:
        """What is taken of a split file."""
        return self.part or self.otherwise


def same_words(task: str) -> str:
    """What two tasks share that are the same sentence."""
    return task.strip().lower()
