"""Killed at any moment, a session goes on: the scene rebuilt from its journal, nothing unknown sent again."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from agent import Agent, Asked, Done, ResumeError, Stepped
from agent.tracing.journal import Journal, Sendable
from agent.tracing.store import Store
from agent.tracing.tables import ActionStepRow, OutcomeRow
from scenes.types import Action
from tests.agent.tabletop import TableScene, load, make

ROOT = Path(__file__).parents[2]


def killed(folder: Path, texts: list[str], at: str) -> None:
    """Run the worker and kill it outright once it prints a line that begins with ``at``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.agent.resume_worker", str(folder), "s1", *texts],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )
    assert process.stdout is not None and process.stdin is not None
    reached = any(line.startswith(at) for line in process.stdout)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()
    assert reached, f"the worker never came to {at!r}"


def resumed(folder: Path) -> tuple[Agent, TableScene]:
    scenes: list[TableScene] = []

    def loading(name: str, seed: int, **options: object) -> TableScene:
        scenes.append(load(name, seed, **options))
        return scenes[-1]

    agent = Agent.resume("s1", policy=make()[1], store=Store(folder / "traces.db"), load=loading)
    return agent, scenes[0]


def intact(folder: Path) -> bool:
    found = []
    for name in ("traces.db", "traces-checkpoints.db"):
        with sqlite3.connect(folder / name) as connection:
            found.append(connection.execute("PRAGMA integrity_check").fetchone()[0])
    return found == ["ok", "ok"]


@pytest.mark.slow
def test_a_pending_question_survives_a_kill(tmp_path: Path) -> None:
    killed(tmp_path, ["put that drink in the drawer", "the green one"], "idle")
    agent, scene = resumed(tmp_path)
    assert agent.question is not None and agent.question.text == "Top drawer (1) or bottom drawer (2)?"
    assert [type(event) for event in agent.go_on()] == [Asked]
    turn = agent.tell("1")
    assert turn.outcome is not None and turn.outcome.questions == 2 and turn.outcome.reason == "terminated"
    assert (scene.body("sprite").u, scene.body("sprite").v) == pytest.approx((0.1, 0.2), abs=0.01)
    agent.close()
    assert intact(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("at", ["stepped pick", "stepped place"])
def test_killed_while_moving_it_looks_and_finishes_without_repeating_a_step(tmp_path: Path, at: str) -> None:
    killed(tmp_path, ["put that drink in the drawer", "2", "1"], at)
    with Store(tmp_path / "traces.db").connect() as connection:
        before = connection.exec_driver_sql(
            "SELECT count(*) FROM action_step WHERE kind IN ('send', 'hold')"
        ).scalar()
    agent, scene = resumed(tmp_path)
    replayed = len(scene.arm.sent)
    # Every step but the last is known to have been sent; that one may or may not have been.
    assert before is not None and before - 1 <= replayed + scene.arm.holds <= before
    events = list(agent.go_on())
    assert isinstance(events[-1], Done) and events[-1].outcome.reason == "terminated"
    assert (scene.body("sprite").u, scene.body("sprite").v) == pytest.approx((0.1, 0.2), abs=0.01)
    assert scene.body("top_drawer").is_open and scene.arm.held is None
    rows = agent.store.rows(ActionStepRow, session_id="s1")
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    steps = [row.step for row in rows if row.kind in ("send", "unknown")]
    assert steps == sorted(set(steps)), "a step number was used twice"
    agent.close()
    # A second resume replays the same past, the step of unknown fate still left out.
    again, scene_again = resumed(tmp_path)
    assert scene_again.state_hash() == scene.state_hash()
    assert list(again.go_on()) == []
    again.close()
    assert intact(tmp_path)


def copied(folder: Path, to: Path) -> None:
    """What a kill at this moment would leave behind."""
    to.mkdir()
    for path in folder.iterdir():
        if path.is_file() and not path.name.endswith("-shm"):
            shutil.copy(path, to / path.name)


@pytest.mark.parametrize("moment", [1, 7, 13, 22, 31, 44, 55, 66])
def test_what_is_left_at_any_moment_between_send_and_answer_can_be_gone_on_from(
    tmp_path: Path, moment: int
) -> None:
    scene, policy = make(seed=5)
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"), session_id="s1")

    def copy(world: TableScene, sent: int) -> None:
        if sent == moment:
            copied(tmp_path, tmp_path / "left")

    scene.after_send = copy
    for text in ("put that drink in the drawer", "2", "1"):
        agent.tell(text)
    agent.close()
    again, world = resumed(tmp_path / "left")
    assert len(world.arm.sent) == moment - 1, "the step that was being sent must not be sent again"
    events = list(again.go_on())
    assert isinstance(events[-1], Done) and events[-1].outcome.reason == "terminated"
    assert (world.body("sprite").u, world.body("sprite").v) == pytest.approx((0.1, 0.2), abs=0.01)
    assert world.body("top_drawer").is_open and world.arm.held is None
    unknown = [
        row.number for row in again.store.rows(ActionStepRow, session_id="s1") if row.kind == "unknown"
    ]
    assert unknown == [
        moment
        + sum(
            row.kind == "end"
            for row in again.store.rows(ActionStepRow, session_id="s1")
            if row.number < unknown[0]
        )
    ]
    again.close()
    assert intact(tmp_path / "left")


@pytest.mark.slow
def test_killed_before_anything_was_decided_the_accepted_command_is_done(tmp_path: Path) -> None:
    killed(tmp_path, ["--read-forever", "bring me the Coke"], "saw")
    agent, scene = resumed(tmp_path)
    events = list(agent.go_on())
    assert isinstance(events[-1], Done)
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.9, 0.9), abs=0.01)
    agent.close()


def test_a_command_on_record_without_a_checkpoint_is_taken_up(tmp_path: Path) -> None:
    scene, policy = make(seed=5)
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"), session_id="s1")
    agent._new_turn("bring me the Coke")  # The process ends before the graph begins.
    agent.close()
    agent, scene = resumed(tmp_path)
    assert any(isinstance(event, Stepped) for event in agent.go_on())
    assert agent.state["turn_id"] == "s1-001"
    agent.close()


def test_what_was_typed_while_the_arm_moved_is_done_though_the_process_ended(tmp_path: Path) -> None:
    _, policy = make(seed=5)
    agent = Agent(load("tabletop", 5), policy, store=Store(tmp_path / "traces.db"), session_id="s1")
    for event in agent.stream("bring me the Coke"):
        if isinstance(event, Stepped):
            agent.interject("put the apple in the tray")
            copied(tmp_path, tmp_path / "left")
            break
    agent.close()
    agent, scene = resumed(tmp_path / "left")
    ended = {event.trace_id: event.outcome.reason for event in agent.go_on() if isinstance(event, Done)}
    assert ended == {"s1-002": "terminated"}
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)
    row = agent.store.get(OutcomeRow, "s1-001")
    assert row is not None and row.reason == "superseded"
    agent.close()
    again, _ = resumed(tmp_path / "left")
    assert list(again.go_on()) == []
    again.close()


def test_what_is_typed_while_a_session_goes_on_is_done_next(tmp_path: Path) -> None:
    scene, policy = make(seed=5)
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"), session_id="s1")
    agent._new_turn("bring me the Coke")
    agent.close()
    agent, scene = resumed(tmp_path)
    said, reasons = False, []
    for event in agent.go_on():
        if isinstance(event, Stepped) and not said:
            agent.interject("put the apple in the tray")
            said = True
        if isinstance(event, Done):
            reasons.append(event.outcome.reason)
    assert reasons == ["superseded", "terminated"]
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)
    agent.close()


class Ended(BaseException):
    """Stands for the kill: nothing in the agent may catch it."""


def ended_before_checkpoint(folder: Path, texts: tuple[str, ...], number: int) -> bool:
    """Say ``texts``, ending when the ``number``th checkpoint of the last would be written; False if it came
    through."""
    _, policy = make(seed=5)
    agent = Agent(load("tabletop", 5), policy, store=Store(folder / "traces.db"), session_id="s1")
    for text in texts[:-1]:
        agent.tell(text)
    saver = agent._thread.graph.checkpointer
    put, written = saver.put, [0]

    def dying(*arguments: object, **options: object) -> object:
        written[0] += 1
        if written[0] >= number:
            agent.store._pending.clear()  # What was not flushed dies with the process.
            raise Ended
        return put(*arguments, **options)

    saver.put = dying
    agent._thread.failed = lambda *_: None  # type: ignore[method-assign]  # Who is killed leaves no last words.
    try:
        list(agent.stream(texts[-1]))
    except Ended:
        return True
    finally:
        saver.put = put
        agent.close()
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("texts", "coke"),
    [
        (("bring me the Coke",), (0.9, 0.9)),
        (("put that drink in the drawer", "bring me the Coke"), (0.9, 0.9)),
        (("bring me the Coke", "undo"), None),
    ],
    ids=["a command", "a command in place of an answer", "undo"],
)
def test_ended_between_any_node_and_its_checkpoint_the_last_words_are_acted_on(
    tmp_path: Path, texts: tuple[str, ...], coke: tuple[float, float] | None
) -> None:
    start = load("tabletop", 5).body("coke")
    number = 1
    while True:
        folder = tmp_path / str(number)
        folder.mkdir()
        if not ended_before_checkpoint(folder, texts, number):
            break
        agent, scene = resumed(folder)
        list(agent.go_on())
        if agent.question is not None:  # The answer had not been written down: the question stands again.
            assert number == 1
            agent.tell(texts[-1])
        assert agent.state["outcome"] is not None, f"ended before checkpoint {number}, the command was lost"
        where = scene.body("coke").u, scene.body("coke").v
        assert where == pytest.approx(coke or (start.u, start.v), abs=0.01 if coke else 0.05), number
        agent.close()
        number += 1
    assert number > 10, "a command has at least ten checkpoints to be killed before"


def test_another_policy_or_another_scene_is_refused(tmp_path: Path) -> None:
    scene, policy = make(seed=5)
    with Agent(scene, policy, store=Store(tmp_path / "traces.db"), session_id="s1") as agent:
        agent.tell("bring me the Coke")
    other = make()[1]
    other.reader.fingerprint = "another"
    with pytest.raises(ResumeError, match="began with policy scripted ffff"):
        Agent.resume("s1", policy=other, store=Store(tmp_path / "traces.db"), load=load)

    def moved(name: str, seed: int) -> TableScene:
        wrong = load(name, seed)
        wrong.body("apple").u = 0.2
        return wrong

    with pytest.raises(ResumeError, match="differs after step"):
        Agent.resume("s1", policy=make()[1], store=Store(tmp_path / "traces.db"), load=moved)


def test_only_the_last_step_can_be_unknown(tmp_path: Path) -> None:
    import numpy as np

    scene, policy = make()
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"))
    agent._new_turn("bring me the Coke")
    journal = Journal(agent.store, agent.session_id)
    action = Action(np.array([0.01, 1 / 3, -0.02]), np.zeros(3), 0.1)
    for step in (1, 2, 3):
        journal.before(f"{agent.session_id}-001", step, "send", "pick", "coke", action)
    sendable, _, unknown = agent.store.journal_of(agent.session_id)
    assert unknown and [item.number for item in sendable] == [1, 2]
    first: Sendable = sendable[0]
    assert first.action is not None and np.array_equal(first.action.delta_position_m, action.delta_position_m)
    journal.after(3, None)
    agent.store.flush()
    sendable, _, unknown = agent.store.journal_of(agent.session_id)
    assert not unknown and len(sendable) == 3
    agent.close()
