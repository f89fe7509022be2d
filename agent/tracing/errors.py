"""What can go wrong with the trace database, each with its remedy in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class TraceError(RuntimeError):
    """The traces cannot be written or read; the message says what to do."""


def explained(error: BaseException, where: str) -> TraceError:
    """One line for what the database said, with the remedy."""
    said = str(getattr(error, "orig", None) or error).lower()
    if "locked" in said or "busy" in said:
        return TraceError(
            f"the trace database {where} is locked by another program; close that program and try again"
        )
    if "readonly" in said or "read-only" in said or "permission denied" in said:
        return TraceError(
            f"the trace database {where} cannot be written; make its folder writable, or choose "
            "another data folder"
        )
    if "disk is full" in said or "no space left" in said or "disk i/o" in said:
        return TraceError(
            f"no room to write the trace database {where}; free some space, or choose another data folder"
        )
    if "not a database" in said or "malformed" in said or "corrupt" in said:
        return TraceError(
            f"the trace database {where} is damaged; move it away and start again, or save what "
            f"can be read with: sqlite3 {where} .recover"
        )
    if "unable to open" in said or "no such file" in said or "not a directory" in said:
        return TraceError(
            f"the trace database {where} cannot be opened; check that its folder exists and is "
            "writable, or choose another data folder"
        )
    return TraceError(f"the trace database {where} failed: {str(getattr(error, 'orig', None) or error)}")


@contextmanager
def explaining(where: str) -> Iterator[None]:
    """Turns what a database raises into a ``TraceError``."""
    try:
        yield
    except (SQLAlchemyError, DBAPIError, sqlite3.Error, OSError) as error:
        raise explained(error, where) from error
