"""``whichone calibrate`` from the command line: what it writes, keeps and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent import Agent
from agent.calibration import CalibrationMismatch, find
from agent.tracing.store import Store
from cli import main
from cli.errors import FAILED
from cli.session import opened
from cli.settings import Settings
from tests.agent.tabletop import make


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
        (["calibrate", "--from-traces"], "0 commands of known meaning"),
        (["calibrate", "--from-traces", "--since", "yesterday"], "2026-01-31"),
        (["calibrate", "--from-traces", "--splits", "3"], "leave out"),
        (["calibrate", "--since", "2026-01-31"], "add --from-traces"),
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


def converse(folder: Path, fingerprint: str, n: int) -> None:
    """``n`` turns, each audited and confirmed."""
    store = Store(f"sqlite:///{folder / 'traces.db'}")
    scene, policy = make()
    policy.reader.fingerprint = fingerprint
    with Agent(scene, policy, store=store, audit_rate=1.0) as agent:
        for _ in range(n):
            agent.tell("bring me the Coke")
            agent.tell("1")
            agent.tell("undo")


def test_traces_calibrate_the_policy_that_made_them_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    converse(tmp_path / "data", "oracle", 3)
    converse(tmp_path / "data", "another", 2)
    assert main.execute([*ORACLE, "calibrate", "--from-traces", "--on-average"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert (document["suite"], document["score"], document["n"]) == ("traces", "intent", 3)
    assert document["fingerprint"] == "oracle" and document["effective_n"] == 3.0
    assert document["threshold"] == pytest.approx(0.95)
    assert "3 commands of known meaning, 3 of them by audits" in captured.err
    assert "left out: 2 made by another policy" in captured.err
    store = Store(f"sqlite:///{tmp_path / 'data' / 'traces.db'}")
    assert find(store, "oracle", 0.4).data_fingerprint == document["data_fingerprint"]
    store.close()
    later = [*ORACLE, "calibrate", "--from-traces", "--on-average", "--since", "2200-01-01"]
    assert main.execute(later) == FAILED
    assert "0 commands of known meaning" in capsys.readouterr().err
