"""One turn of the traces as a person reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.language import noun
from cli.reading import Reader
from cli.view import probability

BAR_CELLS = 24
EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(value: float, cells: int = BAR_CELLS) -> str:
    """A probability as a bar of eighth blocks, ``cells`` long at 1."""
    eighths = round(min(max(value, 0.0), 1.0) * cells * 8)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (EIGHTHS[rest] if rest else "")


def decoded(value: Any) -> Any:
    """A JSON column, which comes as text from some databases and as objects from others."""
    return json.loads(value) if isinstance(value, str) else value


def show(console: Console, reader: Reader, turn: dict[str, Any], bars: int, frames: Path) -> None:
    """Print one turn: events in the order they happened, then how it ended."""
    number = {"turn": turn["id"]}
    console.print(
        Text.assemble(
            (f"trace {turn['id']}", "bold"),
            f"  session {turn['session_id']}, {turn['scene']} "
            f"seed {turn['seed']}, policy {turn['policy']}, risk {turn['risk']:g}",
        )
    )
    line(console, "you", turn["instruction"], "bold")
    events = [
        (row["created_s"], order, row)
        for order, table in enumerate(("observation", "belief", "question", "plan"))
        for row in reader.select(
            f"SELECT * FROM {table} WHERE turn_id = :turn ORDER BY created_s, id", number
        )
    ]
    frames_shown: Any = None
    for _, order, row in sorted(events, key=lambda one: one[:2]):
        if order == 0 and row["frames"] == frames_shown:
            continue  # looked again after an answer, and nothing had changed
        frames_shown = row["frames"] if order == 0 else frames_shown
        (_saw, _believed, _asked, _planned)[order](console, reader, row, bars, frames)
    _moved(console, reader, number)
    _decided(console, reader, number)
    outcome = reader.select("SELECT * FROM outcome WHERE turn_id = :turn", number)
    if not outcome:
        line(console, "ended", "not yet", "yellow")
    for row in outcome:
        judged = {None: "", 0: "; in truth it failed", 1: "; in truth it succeeded"}[
            None if row["success"] is None else int(row["success"])
        ]
        line(console, "robot", row["text"], "bold")
        line(
            console,
            "ended",
            f"{row['reason']}, {row['steps']} steps, {row['seconds']:.1f} s, "
            f"{row['questions']} questions{judged}"
            + (f" ({row['success_reason']})" if row["success_reason"] else ""),
        )
    console.print()


def line(console: Console, label: str, text: str, style: str = "") -> None:
    """A label and text that wraps under itself."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=8, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(label, style="dim"), Text(" ".join(str(text).split()), style=style))
    console.print(grid)


def _saw(console: Console, reader: Reader, row: dict[str, Any], bars: int, frames: Path) -> None:
    names = [noun(percept["name"], "en") for percept in decoded(row["percepts"])]
    kept = [str(frames / name) for name in decoded(row["frames"]).values() if (frames / name).exists()]
    line(console, "sees", ", ".join(names) or "nothing")
    for path in kept:
        console.print(Text(f"{'':9}{path}", style="dim"), soft_wrap=True)


def _believed(console: Console, reader: Reader, row: dict[str, Any], bars: int, frames: Path) -> None:
    readings = reader.select(
        "SELECT text, probability FROM reading WHERE belief_id = :belief ORDER BY rank", {"belief": row["id"]}
    )
    line(
        console,
        "means" if row["source"] == "read" else "then",
        f"{len(readings)} readings, {row['entropy_bits']:.2f} bits, {row['seconds']:.2f} s",
        "dim",
    )
    table = Table.grid(padding=(0, 1))
    width = max((Text(reading["text"]).cell_len for reading in readings[:bars]), default=0)
    table.add_column(width=8)
    table.add_column(width=min(width, 60), overflow="fold")
    table.add_column(width=4, justify="right")
    table.add_column(no_wrap=True)
    for reading in readings[:bars]:
        table.add_row(
            "",
            reading["text"],
            probability(reading["probability"]),
            Text(bar(reading["probability"]), style="cyan"),
        )
    console.print(table)


def _asked(console: Console, reader: Reader, row: dict[str, Any], bars: int, frames: Path) -> None:
    line(console, "robot", row["text"], "bold")
    for option in decoded(row["options"]) or []:
        line(console, "", f"{option['number']}  {option['text']}", "cyan")
    answer = row["answer"]
    line(
        console,
        "you",
        answer if answer is not None else "(no answer yet)",
        "bold" if answer is not None else "yellow",
    )


def _planned(console: Console, reader: Reader, row: dict[str, Any], bars: int, frames: Path) -> None:
    line(console, "plan", f"{row['text']}  [{probability(row['probability'])}]", "bold green")
    skills = [
        f"{step['skill']} {noun(step['target'], 'en')} ({step['u']:.2f}, {step['v']:.2f})"
        for step in decoded(row["steps"])
    ]
    line(console, "", " → ".join(skills), "dim")
    if row["rationale"]:
        line(console, "reason", row["rationale"], "green")


def _moved(console: Console, reader: Reader, number: dict[str, Any]) -> None:
    rows = reader.select(
        "SELECT skill, target, count(*) AS steps, avg(entropy_bits) AS bits, "
        "sum(CASE WHEN sent IS NULL THEN 1 ELSE 0 END) AS unknown FROM action_step "
        "WHERE turn_id = :turn AND kind = 'send' GROUP BY skill, target ORDER BY min(step)",
        number,
    )
    for row in rows:
        unknown = f", {row['unknown']} of unknown fate" if row["unknown"] else ""
        line(
            console,
            "moved",
            f"{row['skill']} {noun(row['target'], 'en')}: {row['steps']} steps, "
            f"{row['bits']:.2f} bits of doubt a token{unknown}",
            "dim",
        )


def _decided(console: Console, reader: Reader, number: dict[str, Any]) -> None:
    rows = reader.select(
        "SELECT kind, reason, set_size, threshold, doubt_threshold, doubt_bits FROM decision "
        "WHERE turn_id = :turn ORDER BY created_s, id",
        number,
    )
    if rows:
        line(
            console,
            "decided",
            "; ".join(
                f"{row['kind']} ({row['reason'].replace('_', ' ')}, {row['set_size']} "
                f"above {probability(row['threshold'])}{_doubt(row)})"
                for row in rows
            ),
            "dim",
        )


def _doubt(row: dict[str, Any]) -> str:
    """The doubt that had stopped the arm before a decision, if it had."""
    if row["doubt_bits"] is None:
        return ""
    return f", after doubt of {row['doubt_bits']:.2f} bits where {row['doubt_threshold']:.2f} stop it"
