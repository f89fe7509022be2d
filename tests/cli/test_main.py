"""Every error is one line and a non-zero exit; nothing a user types makes a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from cli import main
from cli.errors import FAILED, INTERRUPTED, UNEXPECTED, USAGE
from policies.base import PolicyError


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WHICHONE_CACHE", str(tmp_path / "cache"))
    config = tmp_path / "whichone.toml"
    config.write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(config))


def one_error(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    lines = captured.err.strip().splitlines()
    assert captured.out == "" and len(lines) == 1 and lines[0].startswith("error: "), captured
    return lines[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["run"],
        ["run", "hi", "--seed", "many"],
        ["traces", "show"],
        ["eval", "run", "clear", "--n", "0"],
        ["traces", "list", "--format", "xml"],
    ],
)
def test_a_wrong_command_line_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(arguments) == USAGE
    assert "whichone --help" in one_error(capsys)


@pytest.mark.parametrize(
    ("arguments", "needle"),
    [
        (["--risk", "2", "traces", "list"], "--risk"),
        (["traces", "list"], "no traces yet"),
        (["traces", "show", "abc"], "no traces yet"),
        (["--database", "what", "traces", "list"], "database URL"),
        (["scene", "render", "--scene", "moon", "-o", "x.png"], "moon"),
        (["eval", "run", "clear", "--n", "1", "--json", "/nowhere/x.json"], "/nowhere"),
        (["run", "hi", "--json", "/nowhere/x.json"], "/nowhere"),
        (["policy", "bench", "--json", "/"], "is a folder"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    arguments: list[str], needle: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.execute(arguments) == FAILED
    assert needle in one_error(capsys)


@pytest.mark.parametrize(
    ("error", "code", "needle"),
    [
        (PolicyError("a line\nand another"), FAILED, "error: a line and another"),
        (ZeroDivisionError("boom"), UNEXPECTED, "whichone doctor"),
        (PermissionError(13, "Permission denied", "/data/x"), FAILED, "/data/x: Permission denied"),
        (KeyboardInterrupt(), INTERRUPTED, "stopped"),
        (typer.Abort(), INTERRUPTED, "stopped"),
    ],
)
def test_whatever_a_command_raises_is_one_line(
    error: BaseException,
    code: int,
    needle: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("cli.doctor.examine", broken)
    assert main.execute(["doctor"]) == code
    shown = capsys.readouterr().err
    assert needle in shown and len(shown.strip().splitlines()) == 1 and "Traceback" not in shown
    logs = list((tmp_path / "data" / "logs").glob("*.log"))
    assert len(logs) == (1 if code == UNEXPECTED else 0)
    assert all("ZeroDivisionError" in log.read_text() for log in logs)


def test_debug_shows_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cli.doctor.examine", broken)
    assert main.execute(["--debug", "doctor"]) == UNEXPECTED
    assert "Traceback" in capsys.readouterr().err


def test_help_lists_every_noun_without_loading_heavy_parts() -> None:
    import subprocess
    import sys

    program = (
        "import sys, cli.main as m; code = m.execute(['--help']); "
        "heavy = {'torch', 'transformers', 'pybullet', 'langgraph'} & set(sys.modules); "
        "print(sorted(heavy), code)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    assert shown.endswith("[] 0\n")
    for noun in ("chat", "run", "eval", "traces", "policy", "scene", "doctor"):
        assert f"\n  {noun} " in shown
