"""``whichone calibrate --motion``: what it writes, keeps, warns of and refuses, and who decides by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent.motion_calibration import find
from agent.tracing.store import Store
from cli import main
from cli.errors import FAILED
from cli.motion import in_force
from cli.settings import Settings
from evals.motion_doubt import Doubted
from evals.oracle import OraclePolicy

ASKED: list[tuple[str, int, int]] = []


def motions(n: int) -> list[Doubted]:
    rng = np.random.default_rng(0)
    return [Doubted(f"c{at}", at, at % 5 > 0, ((float(rng.uniform(2, 3) + 2 * (at % 5 == 0)),) * 12,))
            for at in range(n)]


@pytest.fixture(autouse=True)
def a_policy_that_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WHICHONE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))

    def moved(store: Any, suite: str, policy: Any, n: int, seed: int, *_: Any) -> list[Doubted]:
        ASKED.append((suite, n, seed))
        return motions(n)

    monkeypatch.setattr("evals.motion_doubt.gather", moved)


ORACLE = ["--policy", "oracle", "--risk", "0.2"]


def kept(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'data' / 'traces.db'}")


def test_it_writes_what_it_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute([*ORACLE, "calibrate", "--motion", "--n", "100", "--splits", "20"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert ASKED[-1] == ("control", 100, 1000), "scenes of seeds that no result is reported for"
    good = sorted(one.score() for one in motions(100) if one.success)
    assert document["threshold"] in [pytest.approx(score, abs=1e-6) for score in good]
    assert sum(score > document["threshold"] for score in good) <= 0.2 * len(good)
    assert (document["kind"], document["n"], document["motions"]) == ("motion", 80, 100)
    telling = document["telling"]
    assert telling["auroc"]["value"] == 1.0 and telling["failures"] == 20
    assert telling["stopped_bad"]["value"] == 1.0
    assert telling["stopped_after"]["value"] == pytest.approx(10 / 12)
    assert [found["risk"] for found in document["coverage"]] == [0.05, 0.1, 0.15, 0.2]
    assert "warning" not in captured.err
    store = kept(tmp_path)
    made = find(store, "oracle", 0.2)
    assert made.threshold() == document["threshold"] and made.data_fingerprint == document["data_fingerprint"]
    store.close()


@pytest.mark.parametrize(
    ("arguments", "needle"),
    [
        (["--risk", "0.05", "calibrate", "--motion", "--n", "40"], "90 are needed"),
        (["calibrate", "--motion", "--by-language"], "leave out"),
        (["calibrate", "--motion", "--episodes"], "leave out"),
        (["calibrate", "--motion", "--from-traces"], "leave out"),
        (["calibrate", "--motion", "--score", "intent"], "leave out"),
        (["calibrate", "--motion", "--part", "test"], "not on rows: leave out"),
        (["calibrate", "--motion", "--data", "split.csv"], "not on rows: leave out"),
        (["calibrate", "--motion", "--one-per-sentence"], "not on rows: leave out"),
        (["calibrate", "--window", "5"], "add --motion"),
    ],
)
def test_what_cannot_be_calibrated_is_one_line(
    arguments: list[str], needle: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.execute(["--policy", "oracle", *arguments]) == FAILED
    assert needle in capsys.readouterr().err.strip().splitlines()[-1]


def test_another_suite_and_window_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--suite", "vague", "--window", "6", "--seed", "7", "--on-average"]
    assert main.execute([*ORACLE, "calibrate", "--motion", "--n", "30", *more]) == 0
    document = json.loads(capsys.readouterr().out)
    assert ASKED[-1] == ("vague", 30, 7) and (document["suite"], document["window_steps"]) == ("vague", 6)


def test_calibrated_finds_it_or_says_what_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute([*ORACLE, "calibrate", "--motion", "--n", "100"]) == 0
    document = json.loads(capsys.readouterr().out)
    store, policy = kept(tmp_path), OraclePolicy()
    settings = Settings(data=tmp_path / "data", risk=0.2, calibrated=True)
    found = in_force(settings, store, policy)
    assert found is not None and found.threshold() == document["threshold"]
    assert in_force(settings.model_copy(update={"calibrated": False}), store, policy) is None
    assert capsys.readouterr().err == ""
    assert in_force(settings.model_copy(update={"risk": 0.1}), store, policy) is None
    assert "there are risks 0.2 for it" in capsys.readouterr().err
    policy.reader.fingerprint = "other"  # type: ignore[misc]
    assert in_force(settings, store, policy) is None
    told = capsys.readouterr().err
    assert "for the policy other" in told and "those for oracle are refused" in told and "7.5 bits" in told
    store.close()
