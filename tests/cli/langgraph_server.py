"""``langgraph dev`` in a process of its own, and the few words of HTTP that the tests speak to it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 180.0
HERE = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Whatever proxy the environment names, this server is on this machine."""


@dataclass(frozen=True)
class Server:
    """One that answers."""

    url: str
    log: Path

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._ask(path, json.dumps(body or {}).encode())

    def get(self, path: str) -> Any:
        return self._ask(path, None)

    def thread(self) -> str:
        identity: str = self.post("/threads")["thread_id"]
        return identity

    def run(self, thread: str, **body: Any) -> dict[str, Any]:
        """What a run came to: its output, or its interrupts under ``__interrupt__``."""
        found: dict[str, Any] = self.post(
            f"/threads/{thread}/runs/wait", {"assistant_id": "whichone", **body}
        )
        return found

    def start(self, thread: str, **body: Any) -> str:
        """Begin a run without waiting for it; its id."""
        run: str = self.post(f"/threads/{thread}/runs", {"assistant_id": "whichone", **body})["run_id"]
        return run

    def _ask(self, path: str, body: bytes | None) -> Any:
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})
        try:
            with HERE.open(request, timeout=DEADLINE_S) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code} {error.read().decode()}") from error


@contextlib.contextmanager
def serving(folder: Path, config: Path, **environ: str) -> Iterator[Server]:
    """The server on a free port, its files in ``folder``; asked until it answers, and ended after."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "server.log"
    # Several workers, so that runs could overlap if nothing kept them apart.
    command = [sys.executable, "-m", "langgraph_cli", "dev", "--no-browser", "--no-reload"]
    command += ["--n-jobs-per-worker", "3"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--config", str(config)],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "OMP_NUM_THREADS": "1",
                "LANGGRAPH_CLI_NO_ANALYTICS": "1",
                "LANGGRAPH_NO_VERSION_CHECK": "1",
                "LANGSMITH_TRACING": "false",
                "WHICHONE_DATA": str(folder / "data"),
                **environ,
            },
        )
    try:
        server = Server(f"http://127.0.0.1:{port}", log)
        _until_it_answers(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(done: Callable[[], bool], otherwise: str) -> None:
    """Ask again and again, up to the deadline."""
    deadline, between = time.monotonic() + DEADLINE_S, threading.Event()
    while not done():
        assert time.monotonic() < deadline, otherwise
        between.wait(0.05)


def _until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        assert process.poll() is None, f"the server ended:\n{server.log.read_text()[-4000:]}"
        try:
            return bool(server.get("/ok")["ok"])
        except OSError:
            return False

    until(answers, "the server did not come up")
