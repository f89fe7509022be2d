"""How long each stage of a training run has taken, over all its parts: a resumed stage counts them all."""

from __future__ import annotations

from pathlib import Path

_ENDING = ".minutes"


def add_minutes(out: Path, stage: str, minutes: float) -> None:
    """Adds to a stage's total; a file each, because stages may run side by side."""
    path = out / f"{stage}{_ENDING}"
    before = float(path.read_text()) if path.exists() else 0.0
    partial = path.with_suffix(".partial")
    partial.write_text(f"{before + minutes:.2f}\n")
    partial.replace(path)


def minutes_of(out: Path) -> dict[str, float]:
    """Minutes by stage, and of the whole run (``whole``), of those that have run."""
    return {path.stem: float(path.read_text()) for path in sorted(out.glob(f"*{_ENDING}"))}
