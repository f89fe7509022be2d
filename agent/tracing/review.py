"""Reading the traces: everything about one turn, and SQL on a connection that cannot write."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from agent.tracing.errors import TraceError, explained
from agent.tracing.tables import (
    ActionStepRow,
    BeliefRow,
    DecisionRow,
    ObservationRow,
    OutcomeRow,
    PlanRow,
    QuestionRow,
    ReadingRow,
    TurnRow,
)

if TYPE_CHECKING:
    from agent.tracing.store import Store


def turns_of(store: Store, some_id: str) -> list[TurnRow]:
    """The turns an id stands for: those of a session, or one.

    Raises:
        TraceError: no session or turn has it, or more than one does.
    """
    turn = store.get(TurnRow, some_id)
    if turn is not None:
        return [turn]
    if "-" in some_id:
        session_id, _, number = some_id.rpartition("-")
        found = [row for row in store.turns(store.session(session_id).id) if row.id.endswith(f"-{number}")]
        if not found:
            raise TraceError(f"no turn has the id {some_id!r}; see: whichone traces list")
        return found
    return store.turns(store.session(some_id).id)


def whole_turn(store: Store, turn: TurnRow) -> dict[str, Any]:
    """One turn with all that belongs to it, as plain dictionaries."""
    beliefs = []
    for belief in store.rows(BeliefRow, turn_id=turn.id):
        beliefs.append(
            {
                **belief.model_dump(),
                "readings": [row.model_dump() for row in store.rows(ReadingRow, belief_id=belief.id)],
            }
        )
    outcome = store.get(OutcomeRow, turn.id)

    def plain(kind: Any) -> list[dict[str, Any]]:
        return [row.model_dump() for row in store.rows(kind, turn_id=turn.id)]

    return {
        "turn": turn.model_dump(),
        "observations": plain(ObservationRow),
        "beliefs": beliefs,
        "decisions": plain(DecisionRow),
        "questions": plain(QuestionRow),
        "plans": plain(PlanRow),
        "steps": plain(ActionStepRow),
        "outcome": None if outcome is None else outcome.model_dump(),
    }


def read_only_sql(store: Store, query: str, limit: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and at most ``limit`` rows.

    Raises:
        TraceError: the query is wrong, or tries to write.
    """
    if store.path is None:
        return _through_engine(store, query, limit)
    try:
        connection = sqlite3.connect(f"file:{quote(str(store.path))}?mode=ro", uri=True, timeout=4.0)
    except sqlite3.Error as error:
        raise explained(error, store.where) from error
    try:
        connection.execute("PRAGMA query_only = 1")
        connection.set_authorizer(_reading_only)
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return names, [tuple(row) for row in cursor.fetchmany(limit)]
    except sqlite3.Warning as error:
        raise TraceError(f"the query was not run: {error}; give one statement") from error
    except sqlite3.Error as error:
        said = str(error)
        if "not authorized" in said or "readonly" in said or "prohibited" in said:
            raise TraceError("the query was not run: this connection cannot write; use SELECT") from error
        if "malformed" in said or "not a database" in said:
            raise explained(error, store.where) from error
        raise TraceError(f"the query was not run: {said}") from error
    finally:
        connection.close()


def _reading_only(action: int, *_: Any) -> int:
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _through_engine(store: Store, query: str, limit: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    """For memory and Postgres: one transaction that is marked as reading only and never committed."""
    with store.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        try:
            connection.execute(text("PRAGMA query_only = 1" if sqlite else "SET TRANSACTION READ ONLY"))
            result = connection.execute(text(query))
            return list(result.keys()), [tuple(row) for row in result.fetchmany(limit)]
        except SQLAlchemyError as error:
            raise TraceError(
                f"the query was not run: {str(getattr(error, 'orig', None) or error)}"
            ) from error
        finally:
            connection.rollback()
            if sqlite:
                connection.execute(text("PRAGMA query_only = 0"))
