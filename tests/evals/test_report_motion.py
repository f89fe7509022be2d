"""Doubt in the motion on the page: the calibration's figures, and questions in mid-motion of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evals.metrics import mean, rate
from evals.report import counts
from evals.report.documents import MotionDocument, RunDocument
from evals.report.load import parse
from evals.report.write import make_report
from tests.evals.test_report import Cells

Json = dict[str, Any]
MOTION: Json = {
    "id": "m", "kind": "motion", "fingerprint": "w-1+a-1", "suite": "control", "data_fingerprint": "d",
    "risk": 0.05, "used_risk": 0.02, "n": 90, "motions": 96, "window_steps": 10, "quantile": 3.8,
    "threshold": 3.8,
    "telling": {
        "failures": 6,
        "auroc": rate([True] * 7 + [False] * 3).model_dump(),
        "stopped_good": rate([False] * 90).model_dump(),
        "stopped_bad": rate([True] * 2 + [False] * 4).model_dump(),
        "stopped_after": mean([0.4, 0.6]).model_dump(),
    },
    "scores": {"succeeded": [2.6 + 0.01 * at for at in range(90)], "failed": [3.0, 3.5, 3.9, 4.1, 3.2, 3.3]},
    "coverage": [{"risk": 0.05, "calibrated_on": 45, "tested_on": 45, "band": [0.84, 1.0], "mean": 0.951,
                  "inside": rate([True] * 20).model_dump()}],
}


def test_a_calibration_of_the_motion_is_shown(tmp_path: Path) -> None:
    path, page = tmp_path / "motion.json", tmp_path / "page.html"
    path.write_text(json.dumps(MOTION), encoding="utf-8")
    assert isinstance(parse(path.read_text(encoding="utf-8"), "motion.json"), MotionDocument)
    write(path, page, tmp_path / "png")
    cells = Cells(page.read_text(encoding="utf-8"))
    for name in ("auroc", "stopped_bad", "stopped_after"):
        assert cells.values[name] == str(MOTION["telling"][name]["value"])
    assert cells.values["coverage/0.05"] == "0.951" and "96, of which 90 succeeded" in cells.text
    assert "mean set size" not in cells.text
    assert sorted(one.name for one in (tmp_path / "png").iterdir()) == ["01-coverage.png", "01-doubt.png"]


def test_without_scores_there_is_no_figure_of_them(tmp_path: Path) -> None:
    path, page = tmp_path / "motion.json", tmp_path / "page.html"
    path.write_text(json.dumps({**MOTION, "scores": {}, "coverage": [], "telling": None}), encoding="utf-8")
    write(path, page, tmp_path / "png")
    assert not list((tmp_path / "png").iterdir()) and "3.8" in page.read_text(encoding="utf-8")


def test_questions_in_mid_motion_are_counted_with_how_they_ended() -> None:
    said = {"text": "Shall I go on (1), try again (2) or stop here (3)?", "answer": "2"}
    cases = [{"id": str(at), "plan": "Plan: pick the Coke.", "outcome": {"success": success},
              "in_motion": [said] if asked else []}
             for at, (asked, success) in enumerate([(1, True), (1, False), (0, True), (0, True)])]
    run = RunDocument.model_validate({
        "suite": "clear", "policy": "p", "n": 4, "seed": 0, "cases": cases,
        "metrics": {"asked_in_motion": rate([True, True, False, False]).model_dump()}})
    found = counts.doubt_in_motion(run)
    assert found["asked_in_motion"].value == 0.5 and found["success_asked_in_motion"].value == 0.5
    assert found["success_not_asked_in_motion"].value == 1.0
    assert set(found) <= set(counts.DOUBT_TEXTS)


def write(path: Path, page: Path, png: Path) -> None:
    """The report of one file."""
    def no_database() -> Any:
        raise AssertionError("a file was named")

    png.mkdir(exist_ok=True)
    text = make_report([str(path)], no_database, png=png)
    page.write_text(text, encoding="utf-8")
