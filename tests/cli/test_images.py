"""Frames in the terminal: the right protocol for the terminal, and pictures that decode again."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from cli import images
from cli.settings import Terminal


def console(is_terminal: bool = True) -> Console:
    return Console(file=io.StringIO(), force_terminal=is_terminal, color_system="truecolor", width=80)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "frame.png"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 256, (96, 128, 3), dtype=np.uint8)).save(path)
    return path


@pytest.mark.parametrize(
    ("environ_terminal", "expected"),
    [
        (Terminal(kitty=True), "kitty"),
        (Terminal(program="iTerm.app"), "iterm"),
        (Terminal(program="WezTerm"), "kitty"),
        (Terminal(name="xterm-256color"), "none"),
        (Terminal(kitty=True, multiplexed=True), "none"),
    ],
)
def test_auto_follows_the_terminal(environ_terminal: Terminal, expected: str) -> None:
    assert images.method("auto", environ_terminal, console()) == expected


def test_nothing_is_drawn_into_a_pipe() -> None:
    assert images.method("kitty", Terminal(kitty=True), console(False)) == "none"


def test_kitty_chunks_join_to_the_same_file(picture: Path) -> None:
    escapes = images.kitty(picture.read_bytes(), columns=40)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", escapes)
    assert len(chunks) > 1 and all(len(data) <= images.CHUNK for _, data in chunks)
    assert [keys.rpartition("m=")[2] for keys, _ in chunks] == ["1"] * (len(chunks) - 1) + ["0"]
    assert base64.b64decode("".join(data for _, data in chunks)) == picture.read_bytes()


def test_iterm_carries_the_file(picture: Path) -> None:
    payload = images.iterm(picture.read_bytes(), picture.name, 40).rpartition(":")[2].rstrip("\x07")
    assert base64.b64decode(payload) == picture.read_bytes()


def test_half_blocks_show_both_halves_of_a_cell() -> None:
    image = np.zeros((4, 4, 3), np.uint8)
    image[:2] = (255, 0, 0)
    out = console()
    out.print(images.half_blocks(image, columns=2))
    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert shown.count(images.UPPER_HALF) == 2
    assert "38;2;255;0;0" in shown and "48;2;0;0;0" in shown


def test_a_missing_frame_is_passed_over(tmp_path: Path) -> None:
    out = console()
    images.show(tmp_path / "gone.png", "kitty", out)
    assert out.file.getvalue() == ""  # type: ignore[attr-defined]
