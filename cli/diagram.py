"""Draws the agent's graph into the README, from the code: ``python -m cli.diagram [FILE]``."""

from __future__ import annotations

import sys
from pathlib import Path

from cli.errors import CommandError

BEGIN = "<!-- graph: drawn from the code by `make diagram` -->"
END = "<!-- /graph -->"
README = Path(__file__).resolve().parent.parent / "README.md"


def drawn() -> str:
    """The graph as a fenced mermaid block."""
    from agent.graph import build

    return f"```mermaid\n{build().get_graph().draw_mermaid().strip()}\n```"


def between(text: str) -> str:
    """What stands between the markers.

    Raises:
        CommandError: the text does not have both markers, in order and once each.
    """
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise CommandError(f"the graph goes between the lines {BEGIN} and {END}: put them in once, in order")
    return text.split(BEGIN)[1].split(END)[0].strip("\n")


def redrawn(text: str) -> str:
    """The text with the graph as it is now between its markers.

    Raises:
        CommandError: as ``between``.
    """
    between(text)
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{drawn()}\n{END}{rest.split(END)[1]}"


def main(path: Path) -> None:
    """Write the graph into a file that has the markers; a file that is right already is left alone."""
    text = path.read_text(encoding="utf-8")
    new = redrawn(text)
    if new != text:
        path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else README)
    except (CommandError, OSError) as error:
        raise SystemExit(f"error: {error}") from None
