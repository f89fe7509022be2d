"""What the arm does within a turn on a small honest world: undo, stop, tries again, follows, gives up."""

from __future__ import annotations

import contextlib
import signal
import threading

import pytest

from agent import (
    Agent,
    Done,
    Pace,
    Said,
    Stepped,
)
from agent.tracing.tables import ActionStepRow
from policies.types import ActionTokens
from scenes.types import Observation
from tests.agent.tabletop import TableScene, make


def test_undo_puts_it_back_and_says_when_it_cannot() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    assert agent.undo().text == "There is nothing to undo."
    agent.tell("bring me the Coke")
    turn = agent.undo()
    assert turn.text == "Done: put the Coke back where it was."
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.3, 0.64), abs=0.02)
    agent.tell("open the top drawer")
    assert scene.body("top_drawer").is_open
    agent.tell("撤销")
    assert not scene.body("top_drawer").is_open
    agent.tell("bring me the Coke")
    scene.bodies.remove(scene.body("coke"))
    turn = agent.tell("undo")
    assert turn.outcome is not None and turn.outcome.reason == "gripper_empty", "reached for, and not there"
    assert "Coke" in turn.text


def test_undo_reaches_for_what_the_eye_misses_where_the_hand_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell("bring me the Coke")
    scene.body("coke").v -= 0.03
    shown = scene.bodies[:]
    seeing = policy.reader.look
    monkeypatch.setattr(
        policy.reader,
        "look",
        lambda observation: tuple(percept for percept in seeing(observation) if percept.name != "coke"),
    )
    turn = agent.undo()
    assert turn.text == "Done: put the Coke back where it was." and scene.bodies == shown
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.3, 0.64), abs=0.02)


def test_a_place_that_never_lets_go_is_not_called_done(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    acting = policy.actor.act

    def ends_at_once(observation: Observation) -> ActionTokens:
        if policy.actor.begun[-1].skill == "place" and agent.state["step_index"] == 1:
            return ActionTokens(tokens=(255, 128, 128, 128, 128, 128, 128, 255))
        return acting(observation)

    monkeypatch.setattr(policy.actor, "act", ends_at_once)
    turn = agent.tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "not_released"
    assert "still hold it" in turn.text and scene.arm.held is not None
    monkeypatch.undo()
    assert agent.undo().text == "Done: put the Coke back where it was." and scene.arm.held is None


def test_stop_holds_before_the_next_send_and_what_is_held_can_be_put_back() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    steps = []
    for event in agent.stream("bring me the Coke"):
        if isinstance(event, Stepped):
            steps.append(event)
            if scene.arm.held is not None:
                sent = len(scene.arm.sent)
                agent.stop()
    assert agent.state["outcome"].reason == "stopped"  # type: ignore[union-attr]
    assert len(scene.arm.sent) <= sent + 1 and scene.arm.holds == 1
    assert scene.arm.held is not None
    turn = agent.undo()
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert scene.arm.held is None
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.3, 0.64), abs=0.02)


def test_an_instruction_that_comes_too_late_to_interrupt_is_done_next() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    done = []
    for event in agent.stream("bring me the Coke"):
        if isinstance(event, Done):
            done.append(event)
            if len(done) == 1:
                agent.interject("put the apple in the tray")
    assert [event.outcome.reason for event in done] == ["terminated", "terminated"]
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)


def test_a_new_instruction_while_the_arm_moves() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    events = []
    for event in agent.stream("bring me the Coke"):
        if isinstance(event, Stepped) and not any(isinstance(e, Stepped) for e in events):
            agent.interject("put the apple in the tray")
        events.append(event)
    assert [event.outcome.reason for event in events if isinstance(event, Done)] == [
        "superseded",
        "terminated",
    ]
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)


def test_an_abandoned_stream_stops_the_arm() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    for event in agent.stream("bring me the Coke"):
        if isinstance(event, Stepped):
            break
    else:
        pytest.fail("no step was streamed")
    del event
    import gc

    gc.collect()
    assert agent.state["outcome"].reason == "stopped"  # type: ignore[union-attr]
    assert scene.arm.holds == 1


def test_a_missed_pick_is_tried_again_twice() -> None:
    scene, policy = make()
    scene.arm.slippery = 2
    turn = Agent(scene, policy).tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert [step.skill for step in policy.actor.begun] == ["pick", "pick", "pick", "place"]
    scene, policy = make()
    scene.arm.slippery = 3
    turn = Agent(scene, policy).tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "gripper_empty"
    assert "could not grip the Coke" in turn.text


def test_a_dropped_thing_is_picked_up_again() -> None:
    scene, policy = make()
    dropped = []

    def drop(world: TableScene, sent: int) -> None:
        if world.arm.held is not None and world.arm.position[0] > 0.6 and not dropped:
            dropped.append(sent)
            world.arm.held = None

    scene.after_send = drop
    turn = Agent(scene, policy).tell("bring me the Coke")
    assert dropped and turn.outcome is not None and turn.outcome.reason == "terminated"
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.9, 0.9), abs=0.01)
    assert any(isinstance(event, Said) and "slipped" in event.text for event in turn.events)


def test_a_thing_that_moves_before_the_grip_is_followed() -> None:
    scene, policy = make()

    def shift(world: TableScene, sent: int) -> None:
        if sent == 4:
            world.body("coke").u, world.body("coke").v = 0.5, 0.8

    scene.after_send = shift
    turn = Agent(scene, policy, pace=Pace(chunk_steps=3)).tell("bring me the Coke")
    assert any(isinstance(event, Said) and "changed" in event.text for event in turn.events)
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.9, 0.9), abs=0.01)
    # The meaning was settled before: the words are not read again.
    assert len(policy.reader.reads) == 1


def test_a_counter_that_changes_while_a_question_is_open_is_read_again_with_the_answers() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell("put that drink in the drawer")
    scene.body("apple").u = 0.45
    turn = agent.tell("the green one")
    assert len(policy.reader.reads) == 2 and policy.reader.reads[1].turns[0].answer == "the Sprite"
    assert turn.question is not None and turn.question.factor == "destination"


def test_a_malformed_action_is_never_motion() -> None:
    scene, policy = make()
    policy.actor.malformed_at = 5
    turn = Agent(scene, policy).tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "malformed_action"
    assert len(scene.arm.sent) == 4 and scene.arm.holds == 1


def test_a_skill_that_does_not_end_is_given_up() -> None:
    scene, policy = make()
    turn = Agent(scene, policy, pace=Pace(skill_limit=7)).tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "step_limit" and len(scene.arm.sent) == 7


def test_every_step_is_journalled_before_it_is_sent() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    seen = []

    def look(world: TableScene, sent: int) -> None:
        rows = agent.store.journal_of(agent.session_id)
        seen.append((len(rows[0]) + rows[2], sent))

    scene.after_send = look
    turn = agent.tell("bring me the Coke")
    assert len(seen) > 20
    assert all(written == sent for written, sent in seen)
    rows = agent.store.rows(ActionStepRow, turn_id=turn.id)
    assert all(row.sent is not None for row in rows)
    assert {row.skill for row in rows} == {"pick", "place", "park"}
    first = rows[0]
    assert first.tokens is not None and len(first.tokens) == 8 and first.probabilities == [0.9] * 8


def test_ctrl_c_stops_the_arm_and_the_turn_is_on_record() -> None:
    # A shell that runs the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    scene, policy = make()
    agent = Agent(scene, policy)
    noticed = threading.Event()
    stop = agent.stop

    def stopping() -> None:
        stop()
        noticed.set()

    def press(world: TableScene, sent: int) -> None:
        if sent == 5:
            # A real signal: a simulated one does not wake a main thread that waits for the next event.
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            # What the arm goes on to do must not depend on when the main thread notices.
            assert noticed.wait(30)

    agent.stop = stopping  # type: ignore[method-assign]
    scene.after_send = press
    try:
        with contextlib.suppress(KeyboardInterrupt):
            agent.tell("bring me the Coke")
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(scene.arm.sent) == 5 and scene.arm.holds == 1
    assert agent.store.list_turns()[0]["reason"] == "stopped"
