"""What a user sees when something goes wrong: one line that says what to do, never a traceback."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
import traceback
from pathlib import Path

PACKAGES = frozenset({"agent", "policies", "scenes", "evals", "cli"})
FAILED, USAGE, INTERRUPTED, UNEXPECTED = 1, 2, 130, 70


class CommandError(RuntimeError):
    """A command was asked for something it cannot do; the message says what to do instead."""


def is_named(error: BaseException) -> bool:
    """Whether the error is one of our own classes, whose message is written for users."""
    return type(error).__module__.split(".")[0] in PACKAGES


def one_line(text: object) -> str:
    """Text without line breaks or control characters, fit for one terminal line."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())


def explain(error: BaseException) -> str | None:
    """The line for an error whose cause we can name; None when it is unexpected."""
    if is_named(error):
        return one_line(error)
    kind = f"{type(error).__module__}.{type(error).__name__}"
    if isinstance(error, OSError) and error.filename is not None:
        return one_line(
            f"{error.filename}: {error.strerror}; free space there, make it writable, "
            "or choose another folder with --data or WHICHONE_DATA"
        )
    if kind.startswith(("sqlalchemy.exc.OperationalError", "sqlalchemy.exc.DatabaseError", "sqlite3.")):
        cause = one_line(getattr(error, "orig", None) or error)
        return (
            f"the trace database cannot be used: {cause}; close other programs that use it, check the "
            "folder's space and permissions, or choose another with --data (`whichone doctor` tells more)"
        )
    if kind.startswith(("psycopg.", "psycopg_pool.")):
        return (
            f"the checkpoint database cannot be used: {one_line(error)}; see that its server runs, or leave "
            "the checkpointer out for SQLite"
        )
    return None


def write_log(error: BaseException, folder: Path | None) -> Path | None:
    """Write the traceback of an unexpected error; returns the file, or None when nothing can be written."""
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
    text = "".join(traceback.format_exception(error))
    for place in (folder, Path(tempfile.gettempdir())):
        if place is None:
            continue
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            path = place / f"whichone-error-{stamp}.log"
            path.write_text(text, encoding="utf-8")
            return path
    return None
