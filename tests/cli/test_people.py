"""``whichone people``: enrol, list, forget, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.errors import FAILED
from cli.main import execute
from scenes.cards.portraits import STRANGERS, draw


def test_enrol_list_forget(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "ada.png"
    draw(STRANGERS[0][1]).save(picture)
    data = ["--data", str(tmp_path / "data")]
    assert execute([*data, "people", "enroll", "Ada Example", "--image", str(picture)]) == 0
    assert execute([*data, "people", "list"]) == 0
    told = capsys.readouterr().out
    assert "Ada Example\n" in told and "Mia Lindqvist  (synthetic)" in told
    assert execute([*data, "people", "forget", "Ada Example"]) == 0
    assert execute([*data, "people", "list"]) == 0
    assert "Ada Example\n" not in capsys.readouterr().out.split("forgotten")[1]


def test_errors_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "data")]
    assert execute([*data, "people", "forget", "Nobody"]) == FAILED
    told = capsys.readouterr().err.strip()
    assert "nobody called 'Nobody' was enrolled" in told and "\n" not in told
