"""Files that commands write for their user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cli.errors import CommandError


def check_writable(target: str) -> None:
    """Find out before the work, not after it, that its result cannot be written.

    Raises:
        CommandError: the file cannot be made; the message says why.
    """
    if target == "-":
        return
    path = Path(target)
    folder = path.absolute().parent
    if path.is_dir():
        raise CommandError(f"cannot write {path}: it is a folder; name a file")
    if not folder.is_dir():
        raise CommandError(f"cannot write {path}: there is no folder {folder}")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise CommandError(f"cannot write {path}: you may not write there; name another file")


def write(text: str, target: str) -> None:
    """Write text and a line break to a file, or to standard output for ``-``.

    Raises:
        CommandError: the file cannot be written.
    """
    if target == "-":
        sys.stdout.write(text + "\n")
        return
    try:
        Path(target).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {target}: {error.strerror or error}; name another file") from None
