"""``langgraph dev`` serves the graph: really started, spoken to over HTTP, and cancelled in the middle."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import shutil
import sqlite3
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from agent import Agent
from agent.served import Serving
from agent.tracing.store import Store
from agent.tracing.tables import OutcomeRow
from cli.session import Conversation
from cli.settings import Settings
from cli.studio import factory
from scenes.base import SceneError
from tests.agent.tabletop import TableScene, make
from tests.cli.langgraph_server import ROOT, serving, until

RUNNING: Any = SimpleNamespace(execution_runtime=object())
LOOKING: Any = SimpleNamespace(execution_runtime=None)


def test_looking_at_the_graph_opens_nothing() -> None:
    def never() -> Conversation:
        raise AssertionError("the counter was opened")

    async def look() -> set[str]:
        async with factory(Serving(never))(LOOKING) as graph:
            return set(graph.get_graph().nodes)

    assert {"listen", "look", "read", "decide", "ask", "act", "check", "record", "reply"} < asyncio.run(
        look()
    )


def test_a_counter_that_cannot_be_opened_is_said_and_tried_again(tmp_path: Path) -> None:
    tries: list[int] = []

    def open_host() -> Conversation:
        tries.append(1)
        if len(tries) == 1:
            raise SceneError("there is no scene called nowhere")
        return Conversation(Agent(*make(seed=5)), Settings(data=tmp_path))

    async def run() -> str:
        make_graph = factory(Serving(open_host))
        with pytest.raises(SceneError, match="nowhere"):
            async with make_graph(RUNNING):
                raise AssertionError("it was opened")
        async with make_graph(RUNNING) as graph:
            found = await graph.ainvoke({"instruction": "bring me the Coke"})
        return str(found["reply"]["decision"])

    assert asyncio.run(run()) == "act" and len(tries) == 2


def test_a_run_cancelled_while_the_arm_moves_stops_it_and_is_on_record(tmp_path: Path) -> None:
    scene, policy = make(seed=5)
    agent = Agent(scene, policy, session_id="s1")
    served = Serving(lambda: Conversation(agent, Settings(data=tmp_path)))
    make_graph = factory(served)
    saver, still = InMemorySaver(), threading.Event()

    async def run(given: Any, cancel_at: int | None = None) -> Any:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def after(_: TableScene, sent: int) -> None:
            if sent == cancel_at:
                assert task is not None
                loop.call_soon_threadsafe(task.cancel)
                assert served._stop.wait(30), "nobody told the arm to stop"
                still.set()

        scene.after_send = after
        async with make_graph(RUNNING) as graph:
            own = graph.copy({"checkpointer": saver})
            return await own.ainvoke(given, {"configurable": {"thread_id": "a"}}, durability="sync")

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run({"instruction": "bring me the Coke"}, cancel_at=7))
    assert still.is_set() and len(scene.arm.sent) == 7 and scene.arm.holds == 1
    row = agent.store.get(OutcomeRow, "s1-001")
    assert row is not None and (row.reason, row.steps) == ("stopped", 7)
    # Taken up again from where it was cut off: it looks anew, and finishes.
    found = asyncio.run(run(None))
    assert found["reply"]["text"] == "Done: the Coke is in the hand-over tray."
    assert asyncio.run(run({"instruction": "undo"}))["reply"]["decision"] == "act"


def config(folder: Path, graph: str) -> Path:
    path = folder / "langgraph.json"
    path.write_text(json.dumps({"dependencies": [str(ROOT)], "graphs": {"whichone": graph}}))
    (folder / "whichone.toml").write_text("")
    return path


def test_the_shipped_configuration_names_the_factory() -> None:
    from cli import studio

    shipped = json.loads((ROOT / "langgraph.json").read_text())
    assert shipped["graphs"] == {"whichone": "./cli/studio.py:graph"}
    assert callable(studio.graph) and (ROOT / "cli/studio.py").is_file()


@pytest.mark.slow
def test_a_question_over_http_is_an_interrupt_and_is_answered_by_a_resume(tmp_path: Path) -> None:
    pytest.importorskip("langgraph_api")
    own = config(tmp_path, str(ROOT / "tests/cli/tabletop_studio.py:graph"))
    with serving(tmp_path, own, WHICHONE_CONFIG=str(tmp_path / "whichone.toml")) as server:
        thread = server.thread()
        asked = server.run(thread, input={"instruction": "put that drink in the drawer"})
        [pause] = asked["__interrupt__"]
        assert pause["value"]["text"] == "Which drink: the Coke (1) or the Sprite (2)?"
        assert [one["text"] for one in pause["value"]["options"]] == ["the Coke", "the Sprite"]
        assert server.get(f"/threads/{thread}")["status"] == "interrupted"
        # Another thread is served while the first one waits for its answer.
        clear = server.run(server.thread(), input={"instruction": "bring me the Coke"})
        assert clear["reply"]["text"] == "Done: the Coke is in the hand-over tray."
        again = server.run(thread, command={"resume": "2"})
        assert [one["text"] for one in again["__interrupt__"][0]["value"]["options"]] == [
            "the top drawer",
            "the bottom drawer",
        ]
        done = server.run(thread, command={"resume": "1"})
        assert "__interrupt__" not in done
        assert done["reply"]["text"] == "Done: the Sprite is in the top drawer."
        assert server.get(f"/threads/{thread}")["status"] == "idle"
        wrong = server.run(thread, input={"words": "bring me the Coke"})
        assert wrong["__error__"]["error"] == "InstructionError"
        schemas = server.get(
            "/assistants/" + server.post("/assistants/search")[0]["assistant_id"] + "/schemas"
        )
        assert list(schemas["input_schema"]["properties"]) == ["instruction"]
    store = Store(tmp_path / "data" / "traces.db")
    turns = store.list_turns("served")
    assert [(turn["number"], turn["reason"], turn["questions"]) for turn in turns] == [
        (2, "terminated", 0),
        (1, "terminated", 2),
    ]
    store.close()
    with sqlite3.connect(tmp_path / "data" / "traces.db") as traces:
        assert traces.execute("SELECT answer FROM question ORDER BY created_s").fetchall() == [("2",), ("1",)]


@pytest.mark.slow
def test_runs_take_turns_over_http_and_a_cancelled_one_stops_the_arm(tmp_path: Path) -> None:
    pytest.importorskip("langgraph_api")
    own = config(tmp_path, str(ROOT / "tests/cli/tabletop_studio.py:graph"))
    with serving(tmp_path, own, WHICHONE_CONFIG=str(tmp_path / "whichone.toml")) as server:
        thread = server.thread()
        first = server.start(thread, input={"instruction": "hold the apple"})
        until(lambda: bool(steps(tmp_path)), "the arm never moved")
        others = [server.thread(), server.thread()]
        waiting = [server.start(one, input={"instruction": f"bring me the {drink}"})
                   for one, drink in zip(others, ("Coke", "Sprite"), strict=True)]
        until(
            lambda: server.get(f"/threads/{others[0]}/runs/{waiting[0]}")["status"] == "running",
            "the next run was never begun",
        )
        server.post(f"/threads/{thread}/runs/{first}/cancel?wait=true")
        told = [
            server.get(f"/threads/{one}/runs/{run}/join") for one, run in zip(others, waiting, strict=True)
        ]
        assert [one["reply"]["decision"] for one in told] == ["act", "act"]
    turns = [turn for turn, _ in itertools.groupby(steps(tmp_path))]
    assert turns == ["served-001", "served-002", "served-003"], "two turns moved the arm at once"
    store = Store(tmp_path / "data" / "traces.db")
    ended = [turn["reason"] for turn in store.list_turns("served")]
    store.close()
    assert ended == ["terminated", "terminated", "stopped"]


def steps(folder: Path) -> list[str]:
    """The turn of each step that is on record, in order."""
    path = folder / "data" / "traces.db"
    if not path.exists():
        return []
    with contextlib.closing(sqlite3.connect(path)) as traces:
        if not traces.execute("SELECT 1 FROM sqlite_master WHERE name = 'action_step'").fetchall():
            return []
        return [turn for (turn,) in traces.execute("SELECT turn_id FROM action_step ORDER BY number")]


@pytest.mark.weights
@pytest.mark.slow
def test_the_shipped_graph_is_served_as_it_is_configured(tmp_path: Path) -> None:
    pytest.importorskip("langgraph_api")
    config(tmp_path, "")
    own = Path(shutil.copy(ROOT / "langgraph.json", tmp_path))  # its paths are relative to where it is run
    (tmp_path / "cli").symlink_to(ROOT / "cli")
    with serving(tmp_path, own, WHICHONE_CONFIG=str(tmp_path / "whichone.toml")) as server:
        thread = server.thread()
        found = server.run(thread, input={"instruction": "bring me that drink"})
        [pause] = found["__interrupt__"]
        assert {one["text"] for one in pause["value"]["options"]} >= {"the Coke", "the Sprite"}
        done = server.run(thread, command={"resume": "the Coke"})
        assert done["reply"]["decision"] == "act" and done["reply"]["outcome"]["steps"] > 10
        clear = server.run(server.thread(), input={"instruction": "open the top drawer"})
        assert clear["reply"]["decision"] == "act", clear
    with sqlite3.connect(tmp_path / "data" / "traces.db") as traces:
        rows = traces.execute("SELECT o.reason, o.success FROM outcome o ORDER BY o.turn_id").fetchall()
    assert len(rows) == 2 and all(success is not None for _, success in rows)
