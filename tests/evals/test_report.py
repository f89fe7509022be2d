"""The report says what the documents say, no more, and is a page of its own that nothing can break out of."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals.metrics import rate
from evals.report.load import ReportError
from evals.report.numerals import figure, signed

SCENE = 2_000_001
NASTY = '<script>alert("1")</script> & <b>把可乐</b>放好'
Json = dict[str, Any]


class Cells(HTMLParser):
    """The numbers of a page by name, every address in it, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._in: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        held = {name: value or "" for name, value in attrs}
        self.addresses += [held[name] for name in ("src", "href", "srcset", "action", "data") if name in held]
        if "data-metric" in held:
            self.values[held["data-metric"]] = held["data-value"]
            self._in = held["data-metric"]

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in is not None and data.strip():
            self.shown[self._in] = data.strip()
            self._in = None


CALIBRATION: Json = {
    "id": "c",
    "fingerprint": "w-1",
    "suite": "vague",
    "score": "ask_gate",
    "risk": 0.1,
    "used_risk": 0.05,
    "n": 267,
    "temperature": 1.366,
    "quantile": 0.9054,
    "group_quantiles": {},
    "threshold": 0.0946,
    "coverage": [
        {
            "risk": risk,
            "calibrated_on": 100,
            "tested_on": 100,
            "band": [0.9 - risk, 1.0 - risk / 2],
            "mean": 1 - risk + 0.003,
            "inside": rate([True] * 99 + [False]).model_dump(),
            "set_size": 2.5,
        }
        for risk in (0.05, 0.1)
    ],
}


def test_the_numbers_of_the_page_are_those_of_the_document(reported: Callable[..., str], run: Json) -> None:
    cells = Cells(reported(run))
    for name, metric in run["metrics"].items():
        if name == "questions":
            continue  # stands among the questions, under its own name
        value = metric["value"]
        assert cells.values[name] == ("" if value is None else str(value)), name
        assert cells.shown[name] == figure(value), name
    assert "1.500" in cells.text and "n = 3" in cells.text
    low, high = (run["metrics"]["plan_success"][end] for end in ("low", "high"))
    assert f"[{low:.3f}, {high:.3f}]" in cells.text
    assert "4" in cells.text and "seed7" in cells.text and "python 3.11 · policy w-1" in cells.text


def test_comparisons_and_calibrations_too(
    reported: Callable[..., str], comparison: Json, tmp_path: Path
) -> None:
    cells = Cells(reported(comparison, CALIBRATION, png=tmp_path / "png"))
    for row in comparison["rows"]:
        name = f"{row['policy']}/{row['decider']}/set.plan_success"
        if row["chosen"]:
            assert cells.values[name] == str(row["metrics"]["set.plan_success"]["value"])
    assert not any("0.8" == value for name, value in cells.values.items() if name.endswith("plan_success"))
    assert cells.values["difference/p$1$/never"] == "-0.123" and signed(-0.123) in cells.text
    assert [cells.values[f"coverage/{one['risk']}"] for one in CALIBRATION["coverage"]] == [
        str(one["mean"]) for one in CALIBRATION["coverage"]
    ]
    assert sorted(path.name for path in (tmp_path / "png").iterdir()) == [
        "01-coverage.png",
        "01-differences.png",
        "01-success-and-asking.png",
        "01-success-and-help.png",
        "02-coverage.png",
    ]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "png").iterdir())


def test_what_users_wrote_is_shown_and_never_obeyed(reported: Callable[..., str], run: Json) -> None:
    nasty = run["cases"][3] | {"text": NASTY}
    run["cases"][3] = nasty
    nasty |= {"plan": NASTY, "refused": NASTY, "error": NASTY, "trace_id": NASTY, "language": 'en" onload="x'}
    nasty["belief"][0]["text"] = NASTY
    nasty["questions"] = [{"text": NASTY, "options": [NASTY], "answer": NASTY, "valid": False}]
    nasty["outcome"] |= {"reason": NASTY, "disturbed": [NASTY]}
    run |= {"policy": NASTY, "suite": NASTY, "versions": {NASTY: NASTY}}
    run["metrics"][NASTY] = run["metrics"]["over_ask"]
    page = reported(run)
    cells = Cells(page)
    assert "script" not in cells.tags and "b" in cells.tags and "<script" not in page and "<b>把" not in page
    assert cells.text.count(NASTY) >= 10
    assert 'onload="' not in page


def test_nothing_refers_to_the_network(reported: Callable[..., str], run: Json, comparison: Json) -> None:
    page = reported(run, comparison, CALIBRATION)
    cells = Cells(page)
    assert len(cells.addresses) > 5
    assert all(address.startswith(("data:image/", "#")) for address in cells.addresses)
    assert not re.search(r"https?:|url\(|@import|<link|<script|<iframe", page)


def test_the_same_documents_give_the_same_page(
    reported: Callable[..., str], run: Json, comparison: Json
) -> None:
    assert reported(run, comparison) == reported(run, comparison)


def test_what_an_older_version_did_not_write_is_left_out(reported: Callable[..., str], run: Json) -> None:
    whole = reported(run)
    assert "Confidence and truth" in whole and "Size of the prediction set" in whole and ">meant<" in whole
    for case in run["cases"]:
        for name in ("believed", "members", "chosen", "unsafe"):
            del case[name]
        for question in case["questions"]:
            for name in ("means", "chosen", "by"):
                del question[name]
    older = reported(run)
    assert "Confidence and truth" not in older and "Size of the prediction set" not in older
    assert "What was expected, what was decided first" in older and "answered_neither" not in older
    bare = reported({name: run[name] for name in ("suite", "policy", "n", "seed", "metrics")} | {"cases": []})
    assert "What went wrong" not in bare and "first decision" not in bare and "plan_success" in bare


def test_the_oldest_of_all_have_nothing_by_source(reported: Callable[..., str], run: Json) -> None:
    run["metrics"] = {"success": run["metrics"]["over_ask"]}
    counted = Cells(reported(run))
    assert counted.values["over_ask.attribute"] == "0.5" and counted.values["under_ask.attribute"] == "0.0"
    for case in run["cases"]:
        del case["decision"]
    assert "By source" not in reported(run)


def test_without_matplotlib_the_remedy_is_told(
    reported: Callable[..., str], run: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ReportError, match=r"whichone\[report\]"):
        reported(run)


def test_other_evaluations_do_not_need_matplotlib() -> None:
    script = "import sys, cli.evaluate, evals.report.write; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
