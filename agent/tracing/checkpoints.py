"""Where the graph keeps its state: a file beside the traces, memory, or a Postgres server by URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite import SqliteSaver
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from agent.tracing.errors import TraceError, explained

BUSY_MS = 4000
POSTGRES = "postgresql://"
CONNECT_S = 10
"""How long a Postgres server may take to answer."""

Opened = tuple[BaseCheckpointSaver[Any], Callable[[], None]]
"""A checkpointer, and what lets go of it."""


def open_saver(url: str | None, traces: Path | None) -> Opened:
    """The checkpointer that fits.

    Args:
        url: of a Postgres server, ``postgresql://USER@HOST/NAME``; None for the default.
        traces: the SQLite file of the traces, beside which the default keeps its own; None for memory.

    Raises:
        TraceError: it cannot be opened, or what it needs is not installed; the message names the remedy.
    """
    if url is not None:
        return _postgres(url)
    if traces is None:
        return InMemorySaver(), lambda: None
    path = traces.with_name(f"{traces.stem}-checkpoints.db")
    try:
        connection = sqlite3.connect(path, check_same_thread=False, timeout=BUSY_MS / 1000)
        saver = SqliteSaver(connection)
        saver.setup()
    except sqlite3.Error as error:
        raise explained(error, str(path)) from error
    return saver, connection.close


def _postgres(url: str) -> Opened:
    where = _without_password(url)
    if not url.startswith(POSTGRES):
        raise TraceError(
            f"{where} is no place for checkpoints; give {POSTGRES}USER@HOST/NAME, or leave it out for SQLite"
        )
    try:
        import psycopg
        from langgraph.checkpoint.postgres import PostgresSaver
        from psycopg.rows import DictRow, dict_row
        from psycopg_pool import ConnectionPool
    except ImportError as error:
        raise TraceError(
            f"checkpoints in Postgres need what is not installed ({error}): pip install -c constraints.txt "
            "'.[postgres]', or leave the checkpointer out for SQLite"
        ) from error
    how: dict[str, Any] = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    try:
        # One plain connection first: it says what is wrong, where a pool would only run out of time.
        with psycopg.Connection[DictRow].connect(url, connect_timeout=CONNECT_S, **how) as connection:
            PostgresSaver(connection).setup()
        # Checked before each use, so that a server started again between two turns is not noticed.
        pool = ConnectionPool(
            url,
            connection_class=psycopg.Connection[DictRow],
            kwargs={"connect_timeout": CONNECT_S, **how},
            min_size=1,
            max_size=4,
            timeout=CONNECT_S,
            check=ConnectionPool.check_connection,
            open=True,
        )
    except (psycopg.Error, UnicodeError) as error:
        # What is wrong with a URL may quote its password.
        said = "the URL is malformed" if not isinstance(error, psycopg.OperationalError) else str(error)
        said = " ".join(said.split())
        raise TraceError(
            f"checkpoints cannot be kept in {where}: {said}; start that server or mend the URL, "
            "or leave the checkpointer out for SQLite"
        ) from error
    return PostgresSaver(pool), pool.close


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return url.split("@")[-1]
