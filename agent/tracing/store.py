"""The trace database: batched appends, a journal that commits at once, and reading that cannot write."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from langgraph.checkpoint.base import BaseCheckpointSaver
from sqlalchemy import Connection, Engine, Executable, create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from agent.tracing.checkpoints import BUSY_MS, open_saver
from agent.tracing.errors import TraceError, explained, explaining
from agent.tracing.frames import Frames
from agent.tracing.journal import Sendable, replayable
from agent.tracing.schema import create_all, upgrade
from agent.tracing.tables import ActionStepRow, OutcomeRow, SessionRow, TurnRow

Row = TypeVar("Row", bound=SQLModel)


class Store:
    """One open trace database.

    Args:
        url: SQLAlchemy URL (``sqlite:///path``, ``postgresql+psycopg://...``), a path, or None for a
            database in memory that is gone with the process.
        frames: folder for frames; by default ``frames`` beside an SQLite file, and none in memory.
        checkpoints: URL of a Postgres server that keeps the graph's state (``postgresql://...``); by default
            a file beside an SQLite file, and memory beside a database in memory.

    Raises:
        TraceError: it cannot be opened; the message names the remedy.
    """

    def __init__(
        self,
        url: str | Path | None = None,
        frames: Path | None = None,
        checkpoints: str | None = None,
    ) -> None:
        self.url = _url(url)
        self.path = Path(self.url.removeprefix("sqlite:///")) if self.url.startswith("sqlite:///") else None
        self.where = str(self.path) if self.path else make_url(self.url).render_as_string(hide_password=True)
        self._lock = threading.RLock()
        self._pending: list[SQLModel | Executable] = []
        with explaining(self.where):
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(self.url)
            if self.path is None and self.url.startswith("sqlite"):
                create_all(self._engine)
            else:
                upgrade(self._engine)
            self._now: Connection = self._engine.connect()
        folder = (
            frames if frames is not None else self.path.parent / "frames" if self.path is not None else None
        )
        self.frames = Frames(folder)
        self._checkpoints = checkpoints
        self._saver: BaseCheckpointSaver[Any] | None = None
        self._close_saver: Callable[[], None] = lambda: None

    # -- writing ---------------------------------------------------------------------------------

    def add(self, row: SQLModel) -> None:
        """Append a row with the next flush."""
        with self._lock:
            self._pending.append(row)

    def later(self, statement: Executable) -> None:
        """Run a statement with the next flush, in order with the rows added."""
        with self._lock:
            self._pending.append(statement)

    def flush(self) -> None:
        """Write everything pending in one transaction.

        Raises:
            TraceError: nothing of it was written, and all of it stays pending.
        """
        with self._lock:
            if not self._pending:
                return
            try:
                with Session(self._engine, expire_on_commit=False) as session:
                    for item in self._pending:
                        if isinstance(item, SQLModel):
                            session.add(item.model_copy())
                            session.flush()
                        else:
                            session.execute(item)
                    session.commit()
            except (SQLAlchemyError, OSError) as error:
                raise explained(error, self.where) from error
            self._pending.clear()

    def write_now(self, statement: Executable, values: dict[str, Any]) -> None:
        """Run and commit one small statement at once.

        Raises:
            TraceError: it was not written.
        """
        with self._lock:
            try:
                self._now.execute(statement, values or None)
                self._now.commit()
            except (SQLAlchemyError, OSError) as error:
                self._now.rollback()
                raise explained(error, self.where) from error

    def set_success(self, turn_id: str, success: bool, reason: str = "") -> None:
        """What a scorer that knows the truth says of a turn.

        Raises:
            TraceError: no such outcome, or it cannot be written.
        """
        self.flush()
        with explaining(self.where), Session(self._engine) as session:
            row = session.get(OutcomeRow, turn_id)
            if row is None:
                raise TraceError(f"turn {turn_id} has no outcome to score; see: whichone traces list")
            row.success, row.success_reason = success, reason
            session.add(row)
            session.commit()

    # -- reading ---------------------------------------------------------------------------------

    def get(self, kind: type[Row], key: Any) -> Row | None:
        """One row by its primary key."""
        self.flush()
        with explaining(self.where), Session(self._engine, expire_on_commit=False) as session:
            return session.get(kind, key)

    def rows(self, kind: type[Row], **equal: Any) -> list[Row]:
        """Rows whose columns equal the given values, in order of their primary key."""
        self.flush()
        table = kind.__table__  # type: ignore[attr-defined]
        query = select(kind).order_by(*table.primary_key.columns)
        for column, value in equal.items():
            query = query.where(table.c[column] == value)
        with explaining(self.where), Session(self._engine, expire_on_commit=False) as session:
            return list(session.execute(query).scalars())

    def list_sessions(self, limit: int = 50) -> list[dict[str, Any]]:
        """The latest sessions, newest first, with their number of turns and first words."""
        query = """SELECT s.id, s.created_s, s.scene, s.seed, s.policy, COUNT(t.id) AS turns,
                          (SELECT t2.instruction FROM turn t2 WHERE t2.session_id = s.id
                           ORDER BY t2.number LIMIT 1) AS first
                   FROM session s LEFT JOIN turn t ON t.session_id = s.id
                   GROUP BY s.id, s.created_s, s.scene, s.seed, s.policy ORDER BY s.id DESC LIMIT :limit"""
        return self._read(query, limit=limit)

    def list_turns(self, session_id: str | None = None, limit: int = 200) -> list[dict[str, Any]]:
        """Turns with how they ended, newest first; of one session, or of all."""
        query = """SELECT t.id, t.session_id, t.number, t.created_s, t.instruction, t.language, t.command,
                          o.reason, o.success, o.steps, o.questions, o.text
                   FROM turn t LEFT JOIN outcome o ON o.turn_id = t.id
                   WHERE CAST(:session AS VARCHAR) IS NULL OR t.session_id = :session
                   ORDER BY t.id DESC LIMIT :limit"""
        return self._read(query, session=session_id, limit=limit)

    def show(self, some_id: str) -> list[dict[str, Any]]:
        """Everything about a session or a turn: one dictionary a turn, keys ``turn``, ``observations``,
        ``beliefs`` (each with its ``readings``), ``decisions``, ``questions``, ``plans``, ``outcome``,
        ``steps``.

        Args:
            some_id: an id, or any beginning or end of one that fits a single session or turn.

        Raises:
            TraceError: nothing has it, or more than one does.
        """
        from agent.tracing.review import turns_of, whole_turn

        return [whole_turn(self, turn) for turn in turns_of(self, some_id)]

    def sql(self, query: str, limit: int = 1000) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a query, on a connection that cannot write.

        Raises:
            TraceError: the query is wrong, or tries to write.
        """
        from agent.tracing.review import read_only_sql

        self.flush()
        return read_only_sql(self, query, limit)

    def connect(self) -> Connection:
        """A connection of one's own, for reports."""
        with explaining(self.where):
            return self._engine.connect()

    def _read(self, query: str, **values: Any) -> list[dict[str, Any]]:
        self.flush()
        with explaining(self.where), self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(query), values).mappings()]

    # -- sessions --------------------------------------------------------------------------------

    def last_step_number(self, session_id: str) -> int:
        """Number of the last journal row of a session; 0 if there is none."""
        steps = ActionStepRow.__table__  # type: ignore[attr-defined]
        query = select(func.max(steps.c.number)).where(steps.c.session_id == session_id)
        with explaining(self.where), self._engine.connect() as connection:
            return int(connection.execute(query).scalar() or 0)

    def journal_of(self, session_id: str) -> tuple[list[Sendable], dict[int, str], bool]:
        """See ``journal.replayable``."""
        self.flush()
        with self.connect() as connection:
            return replayable(connection, session_id, self.where)

    def session(self, session_id: str) -> SessionRow:
        """A session by its id or an unambiguous part of it.

        Raises:
            TraceError: there is none, or more than one.
        """
        exact = self.get(SessionRow, session_id)
        if exact is not None:
            return exact
        found = [
            row
            for row in self.rows(SessionRow)
            if session_id and (row.id.startswith(session_id) or row.id.endswith(session_id))
        ]
        if len(found) != 1:
            raise TraceError(
                f"{'no' if not found else 'more than one'} session has the id {session_id!r}; "
                "see: whichone traces list"
            )
        return found[0]

    def turns(self, session_id: str) -> list[TurnRow]:
        """Turns of a session in order."""
        return self.rows(TurnRow, session_id=session_id)

    def checkpointer(self) -> BaseCheckpointSaver[Any]:
        """Where the graph keeps its state: a file beside the traces, memory, or a server by URL.

        Raises:
            TraceError: it cannot be opened.
        """
        if self._saver is None:
            if self._checkpoints is None and self.path is None and not self.url.startswith("sqlite"):
                raise TraceError(
                    f"checkpoints beside {self.where} need an SQLite file: give sqlite:///PATH, or a "
                    "checkpointer of their own (postgresql://USER@HOST/NAME)"
                )
            self._saver, self._close_saver = open_saver(self._checkpoints, self.path)
        return self._saver

    def close(self) -> None:
        """Write what is pending and let go of the files."""
        try:
            self.flush()
        finally:
            self._now.close()
            self._engine.dispose()
            self._close_saver()


def _url(url: str | Path | None) -> str:
    if url is None:
        return "sqlite://"
    if isinstance(url, Path) or "://" not in str(url):
        return f"sqlite:///{Path(url).expanduser().absolute()}"
    try:
        make_url(url)
    except ArgumentError as error:
        raise TraceError(
            f"{url!r} is not a database URL; give sqlite:///PATH, or postgresql+psycopg://..."
        ) from error
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        try:
            return create_engine(url)
        except (ImportError, NoSuchModuleError) as error:
            raise TraceError(
                f"the driver {url.split(':')[0]} is not installed ({error}); "
                "install it, or use sqlite:///PATH"
            ) from error
    arguments: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": BUSY_MS / 1000}}
    if url == "sqlite://":
        arguments["poolclass"] = StaticPool
    engine = create_engine(url, **arguments)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, _: Any) -> None:
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def as_rows(items: Sequence[Any]) -> list[dict[str, Any]]:
    """Pydantic models as what a JSON column holds."""
    return [item.model_dump(mode="json") for item in items]
