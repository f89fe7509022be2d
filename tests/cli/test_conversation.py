"""``chat`` and ``run`` on a small honest world: what is typed, what is shown, what is written down."""

from __future__ import annotations

import io
import json
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from agent import Agent
from cli import main, session
from tests.agent.tabletop import TableScene, make


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder; every scene is a tabletop, and the policy the scripted one."""
    _, policy = make()
    (tmp_path / "whichone.toml").write_text("")
    monkeypatch.setenv("WHICHONE_CONFIG", str(tmp_path / "whichone.toml"))
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(session, "load_policy", lambda settings: policy)
    monkeypatch.setattr(session, "load_scene", lambda name, seed, **options: TableScene(seed))
    return tmp_path / "data"


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main.execute(["run", *arguments, "--json", "-"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_json_has_the_documented_keys_in_order(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(
        capsys,
        "put that drink in the drawer",
        "--seed",
        "3",
        "--answer",
        "why?",
        "--answer",
        "the green one",
        "--answer",
        "top",
    )
    assert list(found) == [
        "instruction",
        "seed",
        "language",
        "belief",
        "decision",
        "questions",
        "plan",
        "outcome",
        "trace_id",
    ]
    assert (found["instruction"], found["seed"], found["language"]) == (
        "put that drink in the drawer",
        3,
        "en",
    )
    assert found["belief"][0].keys() == {"reading", "probability"}
    assert found["belief"][0]["probability"] == 0.26
    assert [question["answer"] for question in found["questions"]] == ["why?", "the green one", "top"]
    assert found["questions"][0]["options"] == ["the Coke", "the Sprite"]
    assert found["decision"] == "act" and "sprite" in found["plan"]
    assert list(found["outcome"]) == ["success", "reason", "steps", "control_hz"]
    assert found["outcome"]["success"] is None and found["outcome"]["reason"] == "terminated"
    assert found["outcome"]["steps"] > 10 and found["outcome"]["control_hz"] > 0


def test_an_unanswered_question_does_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "put that drink in the drawer")
    assert (found["decision"], found["plan"], found["outcome"]) == ("ask", None, None)
    assert found["questions"][0]["answer"] is None
    with sqlite3.connect(data / "traces.db") as connection:
        assert connection.execute("SELECT count(*) FROM action_step").fetchone() == (0,)
        assert connection.execute("SELECT id FROM turn").fetchall() == [(found["trace_id"],)]


@pytest.mark.parametrize(
    "text", ["", "   ", "a" * 2000, "put\x07that", "mets la pomme dans le tiroir, s'il te plaît"]
)
def test_what_is_no_command_is_refused_with_a_trace(
    data: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, text)
    assert (found["decision"], found["belief"], found["outcome"]) == ("refuse", [], None)
    with sqlite3.connect(data / "traces.db") as connection:
        assert connection.execute("SELECT count(*) FROM action_step").fetchone() == (0,)
        assert connection.execute("SELECT turn_id FROM outcome").fetchall() == [(found["trace_id"],)]


def test_the_json_goes_to_a_file_and_the_story_to_standard_output(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    assert main.execute(["run", "bring me the Coke", "--json", str(target)]) == 0
    story = capsys.readouterr().out
    assert (
        story.startswith("you    › bring me the Coke\nsees ")
        and "Done: the Coke is in the hand-over tray." in story
    )
    assert json.loads(target.read_text())["decision"] == "act"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_chat_from_a_pipe(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(
        monkeypatch,
        "/help",
        "/what",
        "put that drink in the drawer",
        "2",
        "1",
        "undo",
        "把可乐拿给我",
        "/quit",
        "bring me the Coke",
    )
    assert main.execute(["chat"]) == 0
    story = capsys.readouterr().out
    order = [
        "/help, /quit",
        "sees     Coke",
        "Say what the robot should do",
        "/what is no command of mine",
        "Which drink: the Coke (1) or the Sprite (2)?",
        "Top drawer (1) or bottom drawer (2)?",
        "Plan: ",
        "Done: the Sprite is in the top drawer.",
        "you    › undo",
        "put the Sprite back",
        "you    › 把可乐拿给我",
        "完成",
    ]
    places = [story.find(part) for part in order]
    assert -1 not in places and places == sorted(places), (places, story)
    assert story.endswith("you    › /quit\n")


def test_a_chat_goes_on_with_its_open_question(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "put that drink in the drawer")
    assert main.execute(["chat", "--seed", "4"]) == 0
    with sqlite3.connect(data / "traces.db") as connection:
        [(identity,)] = connection.execute("SELECT id FROM session").fetchall()
    capsys.readouterr()
    typed(monkeypatch, "the green one", "top")
    assert main.execute(["chat", "--resume", identity]) == 0
    story = capsys.readouterr().out
    assert story.index("Which drink: the Coke (1)") < story.index("Done: the Sprite is in the top drawer.")


def test_resuming_what_is_not_there_is_one_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["chat", "--resume", "nothing"]) == 1
    assert "whichone traces list" in capsys.readouterr().err
    assert main.execute(["chat", "--resume", "nothing", "--seed", "1"]) == 2
    assert "--seed" in capsys.readouterr().err


def test_audits_ask_where_it_would_have_acted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("bring me the Coke", "--seed", "3", "--answer", "1")
    assert document(capsys, *command)["questions"] == []
    asked = document(capsys, *command, "--audit-rate", "1")
    assert asked["outcome"]["success"] is None and asked["outcome"]["reason"] == "terminated"
    [question] = asked["questions"]
    assert question["text"].startswith("To check: do you mean the Coke") and question["answer"] == "1"
    for rate in ("1.5", "nan"):
        assert main.execute(["run", "bring me the Coke", "--audit-rate", rate]) == 2
    assert main.execute(["chat", "--resume", "nothing", "--audit-rate", "0.1"]) == 2
    assert "--audit-rate" in capsys.readouterr().err


def test_the_first_ctrl_c_stops_the_arm_and_the_second_leaves() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    before = signal.getsignal(signal.SIGINT)
    sent = 0
    with session.interrupts_stop(agent):
        for event in agent.stream("bring me the Coke"):
            if event.type == "stepped" and not sent:
                signal.raise_signal(signal.SIGINT)
                sent = len(scene.arm.sent)
            last = event
        assert last.type == "done" and last.outcome.reason == "stopped"
        assert len(scene.arm.sent) <= sent + 1, "at most the step already on its way"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
