"""``whichone calibrate`` from the command line: what it writes, keeps and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.calibration import CalibrationMismatch, find
from agent.tracing.store import Store
from cli import main
from cli.errors import FAILED
from cli.session import opened
from cli.settings import Settings


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WHICHONE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))


ORACLE = ["--policy", "oracle", "--risk", "0.4"]


def test_it_writes_what_it_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute([*ORACLE, "calibrate", "--n", "24"]) == 0
    document = json.loads(capsys.readouterr().out)
    store = Store(f"sqlite:///{tmp_path / 'data' / 'traces.db'}")
    kept = find(store, document["fingerprint"], 0.4)
    store.close()
    assert kept.threshold() == document["threshold"] and kept.n == document["n"] == 16
    assert document["suite"] == "vague" and document["used_risk"] <= 0.4


@pytest.mark.parametrize(
    ("arguments", "needle"),
    [
        (["calibrate", "--score", "luck"], "there are ask_gate"),
        (["calibrate", "--suite", "control"], "no words"),
        (["calibrate", "--suite", "moon"], "there are control"),
        (["--risk", "0.01", "calibrate", "--n", "10"], "are needed"),
    ],
)
def test_what_cannot_be_calibrated_is_one_line(
    arguments: list[str], needle: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.execute(["--policy", "oracle", *arguments]) == FAILED
    assert needle in capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.weights
def test_deciding_by_a_calibration_that_is_not_there_says_so(tmp_path: Path) -> None:
    own = Settings(data=tmp_path / "data", calibrated=True)
    with pytest.raises(CalibrationMismatch, match="run whichone calibrate"), opened(own, "kitchen", 3):
        pass
