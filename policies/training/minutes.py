"""How long each stage of a training run has taken, over all its parts: a resumed stage counts them all."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EVERY_S = 20.0
"""How often the count is written: so much of it a kill can lose."""
_ENDING = ".minutes"


@contextmanager
def counted(out: Path, stage: str, every_s: float = EVERY_S) -> Iterator[None]:
    """Adds the minutes inside to the stage's, from time to time and at the end."""
    over, since = threading.Event(), time.monotonic()

    def count() -> None:
        nonlocal since
        while not over.is_set():
            over.wait(every_s)
            now = time.monotonic()
            _add(out, stage, (now - since) / 60)
            since = now

    counting = threading.Thread(target=count, daemon=True)
    counting.start()
    try:
        yield
    finally:
        over.set()
        counting.join()


def minutes_of(out: Path) -> dict[str, float]:
    """Minutes by stage, and of the whole run (``whole``), of those that have run."""
    return {path.stem: round(float(path.read_text()), 2) for path in sorted(out.glob(f"*{_ENDING}"))}


def _add(out: Path, stage: str, minutes: float) -> None:
    """A file each, because stages may run side by side."""
    path = out / f"{stage}{_ENDING}"
    before = float(path.read_text()) if path.exists() else 0.0
    partial = path.with_suffix(".partial")
    partial.write_text(f"{before + minutes:.6f}\n")
    partial.replace(path)
