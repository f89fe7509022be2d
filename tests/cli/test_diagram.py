"""The README's graph is the code's, and the command that draws it leaves everything else alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli import diagram
from cli.errors import CommandError


def test_the_readme_shows_the_graph_as_it_is() -> None:
    text = diagram.README.read_text(encoding="utf-8")
    assert diagram.between(text) == diagram.drawn(), "run: make diagram"


def test_redrawing_changes_only_what_is_between_the_markers(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"above\n{diagram.BEGIN}\nold\n{diagram.END}\nbelow\n", encoding="utf-8")
    diagram.main(path)
    drawn = path.read_text(encoding="utf-8")
    assert drawn == f"above\n{diagram.BEGIN}\n{diagram.drawn()}\n{diagram.END}\nbelow\n"
    assert "decide -.-> ask" in drawn
    diagram.main(path)
    assert path.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("text", ["", diagram.BEGIN, f"{diagram.END}\n{diagram.BEGIN}", diagram.BEGIN * 2])
def test_missing_markers_are_named(text: str) -> None:
    with pytest.raises(CommandError, match="put them in once, in order"):
        diagram.redrawn(text)


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli.diagram", str(tmp_path / "none.md")],
        cwd=diagram.README.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
