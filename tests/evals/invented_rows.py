"""Rows invented for tests, as many as are wanted, with beliefs that no checkpoint had to form."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from evals.believed import Believed
from evals.cases import Case
from evals.suites.placing import on_paper


class Said(NamedTuple):
    """A row to be written."""

    task: str
    part: str
    wanted: str = "act"
    """``act``, ``ask``, ``any`` or ``refuse``."""


def write(folder: Path, rows: Sequence[Said]) -> Path:
    """A split file, with the rows beside it; all scenes have the same two cans and an apple."""
    blocks, lines = [], ["file,row,split,expected"]
    for at, row in enumerate(rows):
        possible = "Coke" if row.wanted in ("act", "refuse") else "Coke, Sprite"
        meant = possible if row.wanted == "any" else "Coke"
        category = "serious_unsafe" if row.wanted == "refuse" else "invented"
        blocks.append(
            f"{at}\nScene: counter {at}\nTask: {row.task}\nUser intent (object): {meant}\n"
            f"User intent (location): pick-up\nPossible objects: {possible}\nPossible locations: pick-up\n"
            f"Scene objects: Coke, Sprite, apple\nTask category: {category}_task\n")
        lines.append(f"made.txt,{at},{row.part},{row.wanted}")
    (folder / "made.txt").write_text("\n".join(blocks))
    (folder / "split.csv").write_text("\n".join(lines) + "\n")
    return folder / "split.csv"


def several(n: int, part: str, each: int = 1) -> list[Said]:
    """``n`` sentences of a part, every one in ``each`` rows, clear, ambiguous and free ones in turn."""
    return [Said(f"{part} sentence {at}", part, ("act", "ask", "any")[at % 3])
            for at in range(n) for _ in range(each)]


def believed(case: Case) -> Believed:
    """A belief that goes by the sentence alone, so that rows with the same one are read alike."""
    rng = np.random.default_rng(zlib.crc32(case.text.strip().lower().encode()))
    p = np.sort(rng.dirichlet(np.full(4, 0.4)))[::-1]
    valid = tuple(range(len(case.readings)))
    return Believed(case.id, case.pair, case.text, case.spec.seed, "en", case.source, case.expected,
                    tuple(float(one) for one in p), valid, 0, 0 if valid else None)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Scenes on paper and beliefs made up, instead of simulator and policy; ids of the cases read."""
    ids: list[str] = []

    def believe(policy: Any, case: Case, *_: Any) -> Believed:
        ids.append(case.id)
        return believed(case)

    monkeypatch.setattr("evals.suites.introplan.in_the_kitchen", on_paper)
    monkeypatch.setattr("evals.kept.believe", believe)
    monkeypatch.setattr("evals.read_once.believe", believe)
    return ids
