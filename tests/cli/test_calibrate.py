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
from tests.evals.invented_rows import read, several, write

__all__ = ["read"]


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


def rows(folder: Path) -> str:
    parts = (*several(12, "calibrate", each=2), *several(6, "test"), *several(6, "train"))
    return str(write(folder, parts))


@pytest.mark.slow
def test_rows_of_a_file_calibrate_what_is_evaluated_on_its_other_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], read: list[str]
) -> None:
    data = ["--data", rows(tmp_path)]
    calibrating = ["calibrate", "--suite", "introplan", *data, "--on-average", "--splits", "3"]
    assert main.execute([*ORACLE, *calibrating]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["n"] == 16 and document["data"]["data.part"] == "calibrate" and len(read) == 24
    assert [one["calibrated_on"] for one in document["coverage"]] == [6] * 4
    assert [one["sentences"] for one in document["coverage_rows"]] == [12] * 4
    assert "24 rows have only 12 different sentences" in captured.err
    assert main.execute([*ORACLE, *calibrating, "--one-per-sentence"]) == 0
    assert json.loads(capsys.readouterr().out)["n"] == 8 and len(read) == 24

    run = [*ORACLE, "--calibrated", "eval", "run", "reading-introplan", *data, "--baselines", "0"]
    assert main.execute(run) == 0
    assert json.loads(capsys.readouterr().out)["n"] == 6
    assert main.execute([*run, "--part", "calibrate"]) == FAILED
    assert "made on the rows that are evaluated" in capsys.readouterr().err.strip().splitlines()[-1]
    (tmp_path / "made.txt").write_text((tmp_path / "made.txt").read_text().replace("counter 0", "table 0"))
    assert main.execute(run) == FAILED
    assert "made on other data" in capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.slow
def test_test_rows_give_coverage_and_nothing_to_decide_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], read: list[str]
) -> None:
    told = [*ORACLE, "calibrate", "--suite", "introplan", "--data", rows(tmp_path), "--part", "all"]
    assert main.execute(told) == FAILED and read == []
    assert "--part all holds the test rows" in capsys.readouterr().err.strip().splitlines()[-1]
    target = tmp_path / "coverage.json"
    assert main.execute([*told, "--splits", "4", "--json", str(target)]) == 0
    document = json.loads(target.read_text())
    assert "id" not in document and "threshold" not in document and document["n"] == 36
    assert set(document["coverage_rows"][0]["by_part"]) == {"train", "calibrate", "test"}
    assert "6 of 36 rows are training rows" in capsys.readouterr().err
    page = tmp_path / "page.html"
    assert main.execute(["eval", "report", str(target), "-o", str(page)]) == 0
    assert "Calibration on introplan" in page.read_text()
    with pytest.raises(CalibrationMismatch):
        find(Store(f"sqlite:///{tmp_path / 'data' / 'traces.db'}"), "oracle", 0.4)


@pytest.mark.parametrize(
    ("arguments", "needle"),
    [
        (["calibrate", "--part", "test"], "name it with --data FILE"),
        (["calibrate", "--one-per-sentence"], "name it with --data FILE"),
        (["calibrate", "--suite", "introplan"], "needs its rows: --data FILE"),
        (["calibrate", "--data", "DATA"], "the suite vague takes no data"),
        (["calibrate", "--suite", "introplan", "--data", "none.csv"], "cannot read none.csv"),
        (["calibrate", "--suite", "introplan", "--data", "DATA", "--part", "exam"], "no part 'exam'"),
        (["calibrate", "--suite", "introplan", "--data", "DATA", "--episodes"], "--data goes without"),
        (["--risk", "0.01", "calibrate", "--suite", "introplan", "--data", "DATA"], "are needed"),
        (["eval", "run", "introplan", "--data", "DATA", "--calibration-part", "train"], "name them"),
        (["eval", "run", "introplan", "--data", "DATA", "--calibration-suite", "vague"], "--calibrated"),
        (["eval", "run", "introplan", "--data", "PLAIN", "--deciders", "whichone"], "has no parts"),
        (
            ["eval", "run", "introplan", "--data", "DATA", "--deciders", "whichone", "--part", "calibrate"],
            "is among what is tested",
        ),
        (
            ["eval", "run", "introplan", "--data", "DATA", "--deciders", "never", "--calibration-part", "x"],
            "--calibration-part is train",
        ),
    ],
)
def test_rows_that_cannot_be_used_are_told_in_one_line(
    arguments: list[str], needle: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], read: list[str]
) -> None:
    files = {"DATA": rows(tmp_path), "PLAIN": str(tmp_path / "made.txt")}
    told = [files.get(argument, argument) for argument in arguments]
    assert main.execute(["--policy", "oracle", *told]) == FAILED
    assert needle in capsys.readouterr().err.strip().splitlines()[-1]
