"""What a report is made from is found and read, and whatever is wrong with it is one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow
from cli import main
from cli.errors import FAILED
from cli.reading import Reader
from evals.metrics import rate
from evals.report.load import ReportError, load

Json = dict[str, Any]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    config = tmp_path / "whichone.toml"
    config.write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(config))


@pytest.fixture
def run() -> Json:
    cases = [
        {
            "id": f"a-{n}-ac",
            "text": f"words of a-{n}-ac",
            "expected": "clear",
            "decision": "ask",
            "chose_intent": True,
            "plan": "p",
            "outcome": {"success": True},
        }
        for n in range(4)
    ]
    return {
        "suite": "ambiguity",
        "policy": "whichone",
        "n": 4,
        "seed": 7,
        "versions": {"python": "3.11"},
        "metrics": {"over_ask": rate([True, False]).model_dump()},
        "cases": cases,
    }


def kept(tmp_path: Path, run: Json, **changed: Any) -> str:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    store = Store(url)
    values: Json = {
        "id": "0dabc1234567",
        "created_s": 1.0,
        "fingerprint": "w-1",
        "arguments": {},
        **{name: run[name] for name in ("suite", "policy", "n", "seed", "versions", "metrics")},
    }
    store.add(EvalRunRow(**values | changed))
    store.flush()
    for case in run["cases"]:
        store.add(
            EvalResultRow(
                run_id="0dabc1234567",
                case_id=case["id"],
                seed=1,
                seconds=1.0,
                values={**case, "baselines": {}},
            )
        )
    store.close()
    return url


def test_a_run_is_found_in_the_trace_database(tmp_path: Path, run: Json) -> None:
    target = tmp_path / "report.html"
    url = kept(tmp_path, run)
    assert main.execute(["--database", url, "eval", "report", "0dabc", "-o", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert 'data-metric="over_ask" data-value="0.5"' in page and "words of a-2-ac" in page


def test_a_run_that_is_not_finished_says_so(tmp_path: Path, run: Json) -> None:
    target = tmp_path / "report.html"
    url = kept(tmp_path, run | {"cases": run["cases"][:3]}, metrics=None)
    assert main.execute(["--database", url, "eval", "report", "0dabc", "-o", str(target)]) == 0
    assert "3 of 4 cases are done" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ('{\n "suite": "vague",\n "cases": [\n', "line 4"),
        ("", "line 1"),
        ("[1, 2]", "is no result"),
        (
            '{"suite": "vague", "policy": "p", "metrics": {"success": 3}, "n": 1, "seed": 0}',
            "metrics.success",
        ),
        (
            '{"suite": "v", "policy": "", "metrics": {}, "n": 1, "seed": 0, "cases": [{"id": 3}]}',
            "cases.0.id",
        ),
        ("[" * 100_000, "x.json"),
    ],
)
def test_what_is_no_result_is_one_line(
    text: str, needle: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert main.execute(["eval", "report", str(path), "-o", str(tmp_path / "r.html")]) == FAILED
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1 and needle in said[0] and "x.json" in said[0]
    assert not (tmp_path / "r.html").exists()


def test_what_is_not_there_or_cannot_be_written_is_one_line(
    tmp_path: Path, run: Json, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.json"
    good.write_text(json.dumps(run), encoding="utf-8")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b'{"a":\n"\xff"}')
    out = str(tmp_path / "r.html")
    empty = f"sqlite:///{tmp_path / 'none.db'}"
    for arguments, needle in (
        (["eval", "report", str(tmp_path / "gone.json"), "-o", out], "there is no file"),
        (["--database", empty, "eval", "report", "0dgone", "-o", out], "there is no file 0dgone"),
        (["--database", kept(tmp_path, run), "eval", "report", "ffff", "-o", out], "no run of that id"),
        (["eval", "report", str(tmp_path), "-o", out], "is a folder"),
        (["eval", "report", str(binary), "-o", out], "line 2 is not UTF-8"),
        (["eval", "report", str(good), "-o", "/nowhere/r.html"], "/nowhere"),
        (["eval", "report", str(good), "-o", str(tmp_path)], "is a folder"),
        (["eval", "report", str(good), "-o", out, "--png", str(good / "png")], "cannot write"),
    ):
        assert main.execute(arguments) == FAILED, arguments
        said = capsys.readouterr().err.strip().splitlines()
        assert len(said) == 1 and needle in said[0], said
    assert not Path(out).exists()


def test_what_a_comparison_keeps_is_no_run(tmp_path: Path, run: Json) -> None:
    url = kept(tmp_path, run, arguments={"kept": "beliefs/test"})
    with pytest.raises(ReportError, match="--deciders"):
        load("0dabc1234567", lambda: Reader(url).select)
