"""The suite ``reading-introplan``: rows read once, those of each part counted apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.data import DataFile
from evals.oracle import OraclePolicy
from evals.results import EvaluationError, Result
from evals.runner import find_case, run_suite
from evals.suites import load
from evals.suites.introplan_files import read as read_file
from tests.evals.invented_rows import Said, read, several, write

__all__ = ["read"]


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def run(path: Path, part: Any = "all", n: int = 100) -> Result:
    return run_suite("reading-introplan", OraclePolicy(), n, progress=quiet, baselines=0,
                     data=DataFile(str(path), part))


def test_parts_are_told_apart_and_so_is_what_was_practised(tmp_path: Path, read: list[str]) -> None:
    path = write(tmp_path, [*several(6, "train"), *several(3, "calibrate", each=2), *several(3, "test"),
                            Said("TRAIN sentence 0", "test"), Said("Melt it", "test", "refuse")])
    result = run(path)
    count = {name: metric.n for name, metric in result.metrics.items()}
    assert result.n == count["top1_valid"] == 16 and count["auroc"] == 11  # without those where any will do
    assert [count[f"top1_valid.{part}"] for part in ("train", "calibrate", "test")] == [6, 6, 4]
    assert (count["top1_valid.seen_task"], count["top1_valid.new_task"]) == (7, 9)
    assert [count[f"top1_valid_when_{one}"] for one in ("clear", "ambiguous", "any")] == [6, 5, 5]
    whole, clustered = result.metrics["auroc"], result.metrics["auroc.by_sentence"]
    assert (whole.value, whole.n) == (clustered.value, clustered.n)
    assert result.metrics["top1_valid.by_sentence"].value == result.metrics["top1_valid"].value
    assert result.versions["data.part"] == "all" and result.metrics["crashed"].value == 0.0
    alone = run(path, "test").metrics
    assert "top1_valid.test" not in alone and alone["top1_valid"].n == 4
    assert run(path, "held-out").metrics["auroc.calibrate"].n == 4


def test_cases_are_those_of_introplan_that_can_be_done(tmp_path: Path, read: list[str]) -> None:
    path = write(tmp_path, [*several(3, "test"), Said("Melt it", "test", "refuse")])
    data = DataFile(str(path))
    cases = list(load("reading-introplan").made_of(data).cases(9, 4, "test"))
    whole = load("introplan").made_of(data).cases(9, 4, "test")
    theirs = [case for case in whole if case.expected != "refuse"]
    assert len(cases) == 3 and {case.suite for case in cases} == {"reading-introplan"}
    assert [case.id for case in cases] == [f"reading-{case.id}" for case in theirs]
    assert [replace(case, suite="", id="", pair="") for case in cases] \
        == [replace(case, suite="", id="", pair="") for case in theirs]
    assert find_case(cases[2].id, data=data)[1] == cases[2]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="reading-introplan needs its rows: --data FILE"):
        load("reading-introplan").made_of(None)
    path = write(tmp_path, [Said("Melt it", "test", "refuse")])
    with pytest.raises(EvaluationError, match="must be refused; there is nothing to read"):
        load("reading-introplan").made_of(DataFile(str(path)))
    with pytest.raises(EvaluationError, match="no rows of the part held-out"):
        read_file(DataFile(str(write(tmp_path, several(2, "train"))), "held-out"))


def test_episodes_of_several_parts_are_told_apart_too(tmp_path: Path) -> None:
    path = write(tmp_path, [*several(2, "train"), *several(2, "test")])
    found = load("introplan").made_of(DataFile(str(path), "all")).metrics([])
    assert {f"{name}.{part}" for name in ("plan_success", "over_ask", "under_ask", "top1_valid", "auroc")
            for part in ("train", "test")} <= set(found)
    assert "plan_success.calibrate" not in found
