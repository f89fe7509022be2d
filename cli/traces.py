"""``whichone traces``: read what happened. Nothing here can write to the database."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.errors import CommandError, one_line
from cli.settings import Settings

app = typer.Typer(help="Read what happened.", no_args_is_help=True)


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


UNBROKEN = ("trace", "when", "decision", "ended", "success", "asked")
Row = dict[str, Any]


@app.command("list")
def list_turns(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, newest first.")] = 20,
    session: Annotated[str | None, typer.Option(help="Only this session (its id or how it starts).")] = None,
    form: Annotated[Form, typer.Option("--format", help="How rows are printed.")] = Form.table,
) -> None:
    """The latest turns, newest first."""
    rows = _reader(context).select(
        "SELECT t.id AS trace, t.created_s, t.instruction, d.kind AS decision, "
        "o.reason AS ended, o.success, o.questions FROM turn t "
        "LEFT JOIN outcome o ON o.turn_id = t.id "
        "LEFT JOIN decision d ON d.id = (SELECT id FROM decision WHERE turn_id = t.id "
        "ORDER BY created_s DESC, id DESC LIMIT 1) "
        "WHERE t.session_id LIKE :session ORDER BY t.created_s DESC LIMIT :limit",
        {"session": (session or "") + "%", "limit": limit},
    )
    emit(
        [
            {
                "trace": row["trace"],
                "when": _clock(row["created_s"]),
                "instruction": one_line(row["instruction"]),
                "decision": row["decision"],
                "ended": row["ended"],
                "success": _judged(row["success"]),
                "asked": row["questions"],
            }
            for row in rows
        ],
        form,
        "no turns yet: try `whichone chat`",
    )


@app.command()
def show(
    context: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="A trace or session id, or how it starts.")],
    bars: Annotated[int, typer.Option(min=1, help="How many readings of each belief.")] = 8,
) -> None:
    """The dialogue, the belief as bars, the plan and the outcome."""
    from rich.console import Console

    from cli import trace_view

    reader = _reader(context)
    console = Console()
    for turn in _turns(reader, identity):
        trace_view.show(console, reader, turn, bars, context.obj.frames)


@app.command()
def sql(
    context: typer.Context,
    query: Annotated[
        str,
        typer.Argument(
            help="A SELECT, e.g. on v_decisions, v_questions, v_outcomes or v_rationale_outcomes."
        ),
    ],
    form: Annotated[Form, typer.Option("--format", help="How rows are printed.")] = Form.table,
) -> None:
    """Run a query on a connection that cannot write."""
    emit(_reader(context).select(query), form, "no rows")


@app.command()
def path(context: typer.Context) -> None:
    """Where the trace database is."""
    settings: Settings = context.obj
    typer.echo(settings.database_url.removeprefix("sqlite:///"))


def _reader(context: typer.Context) -> Any:
    from cli.reading import Reader

    settings: Settings = context.obj
    return Reader(settings.database_url)


def _turns(reader: Any, identity: str) -> list[Row]:
    """The turn an id (or its beginning) names, or every turn of the session it names."""
    if not identity.replace("-", "").isalnum():
        raise CommandError(f"{identity!r} is not an id: `whichone traces list` shows them")
    columns = (
        "SELECT t.*, s.scene, s.seed, s.policy, s.risk FROM turn t JOIN session s ON s.id = t.session_id "
    )
    for column in ("t.id", "t.session_id"):
        rows: list[Row] = reader.select(
            columns + f"WHERE {column} LIKE :start ORDER BY t.created_s", {"start": identity + "%"}
        )
        owners = {row["id" if column == "t.id" else "session_id"] for row in rows}
        if len(owners) > 1:
            raise CommandError(f"{identity!r} is the beginning of {len(owners)} ids: give more of it")
        if rows:
            return rows
    raise CommandError(f"nothing has the id {identity!r}: `whichone traces list` shows what there is")


def emit(rows: list[Row], form: Form, nothing: str) -> None:
    """Print rows; ``nothing`` is said on standard error when there are none."""
    if form is Form.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return
    if not rows:
        typer.echo(nothing, err=True)
        return
    if form is Form.csv:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console = Console(width=1000)  # a pipe has no width: never fold what a script will read
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="fold", no_wrap=name in UNBROKEN)
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row.values()))
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else one_line(value)


def _judged(success: Any) -> str | None:
    """What a scorer said, in a word; None where none did."""
    return None if success is None else "yes" if success else "no"


def _clock(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds).strftime("%m-%d %H:%M:%S")


def frame_paths(frames: dict[str, str], folder: Path) -> list[Path]:
    """Where the frames of one look are; those that were kept."""
    return [folder / name for name in frames.values() if (folder / name).exists()]
