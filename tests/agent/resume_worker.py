"""Run by the resume tests in a process of its own, to be killed: one line an event."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from agent import Agent, Stepped
from agent.tracing.store import Store
from tests.agent.tabletop import load, make


def main(folder: Path, session_id: str, texts: list[str]) -> None:
    scene, policy = make(seed=5)
    policy.actor.pause_s = 0.01
    if texts[0] == "--read-forever":
        texts.pop(0)
        policy.reader.read = lambda *_: threading.Event().wait()  # type: ignore[method-assign]
    store = Store(folder / "traces.db", checkpoints=os.environ.get("RESUME_CHECKPOINTS"))
    agent = Agent(load("tabletop", 5), policy, store=store, session_id=session_id)
    for text in texts:
        for event in agent.stream(text):
            print(event.type, event.skill if isinstance(event, Stepped) else "", flush=True)
    print("idle", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
