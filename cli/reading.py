"""A connection to the traces that cannot write."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from cli.errors import CommandError, one_line

TIMEOUT_S = 5.0
_ALLOWED = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    }
)
"""Neither writing nor ATTACH, which could make files elsewhere, nor PRAGMA, which could undo the rest."""


class Reader:
    """Runs one SELECT at a time, on a connection the database itself holds to reading."""

    def __init__(self, url: str) -> None:
        """Open the traces at an SQLAlchemy URL.

        Raises:
            CommandError: there are none there, or the URL is not one.
        """
        try:
            self.url = make_url(url)
        except ArgumentError:
            raise CommandError(f"{url!r} is not a database URL, e.g. sqlite:////home/me/traces.db") from None
        self._engine = self._open()

    def _open(self) -> Engine:
        if self.url.get_backend_name() == "sqlite":
            path = Path(self.url.database or "").absolute()
            if not path.is_file():
                raise CommandError(
                    f"there are no traces yet at {path}: try `whichone chat`, or choose with --data"
                )
            read_only = f"sqlite:///file:{path.as_posix()}?mode=ro&uri=true"
            engine = create_engine(read_only, connect_args={"timeout": TIMEOUT_S})

            @event.listens_for(engine, "connect")
            def hold_to_reading(connection: Any, _: Any) -> None:
                connection.execute("PRAGMA query_only = ON")
                connection.set_authorizer(
                    lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
                )

            return engine
        return create_engine(self.url, execution_options={"postgresql_readonly": True})

    def select(self, query: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a query, each by column name.

        Raises:
            CommandError: the query is wrong, would write, or the database cannot be read.
        """
        try:
            with self._engine.connect() as connection:
                result = (
                    connection.execute(text(query), values)
                    if values is not None
                    else connection.exec_driver_sql(query)
                )
                if not result.returns_rows:
                    raise CommandError(
                        "that query returns no rows; only reading is possible here: SELECT ..."
                    )
                return [dict(row) for row in result.mappings()]
        except SQLAlchemyError as error:
            cause = one_line(getattr(error, "orig", None) or error)
            if "readonly" in cause or "read-only" in cause or "not authorized" in cause:
                raise CommandError(
                    "that query was not run: this connection can only read; use SELECT"
                ) from None
            if (
                "no such table" in cause
                or "no such column" in cause
                or "syntax error" in cause
                or "one statement" in cause
            ):
                raise CommandError(
                    f"the query is wrong: {cause} (docs/traces.md lists the tables and views)"
                ) from None
            raise CommandError(f"the traces at {self.url.database} cannot be read: {cause}") from None
