"""Whole turns on a small honest world: what is asked, done, refused, undone and written down."""

from __future__ import annotations

import contextlib
import dataclasses
import signal
import threading
from pathlib import Path

import numpy as np
import pytest

from agent import (
    Agent,
    Asked,
    Done,
    Means,
    Pace,
    Planned,
    Rationale,
    Refused,
    Rule,
    Said,
    Saw,
    SpecMismatch,
    Stepped,
)
from agent.tracing.store import Store
from agent.tracing.tables import ActionStepRow, QuestionRow
from policies.types import ActionTokens
from scenes.types import ActionSpec, Observation
from tests.agent.tabletop import HOME, Body, TableScene, make, standard


def kinds(events: tuple[object, ...]) -> list[type]:
    """Event types in order, each run of steps once."""
    found: list[type] = []
    for event in events:
        if not found or type(event) is not found[-1] or type(event) is not Stepped:
            found.append(type(event))
    return found


def test_a_clear_command_is_done_and_said_in_order() -> None:
    scene, policy = make()
    turn = Agent(scene, policy).tell("bring me the Coke")
    order = [kind for kind in kinds(turn.events) if kind is not Rationale]
    assert order[:3] == [Saw, Means, Planned] and order[-1] is Done and Stepped in order
    assert turn.question is None and turn.outcome is not None and turn.plan is not None
    assert turn.outcome.reason == "terminated" and turn.outcome.success is None
    coke = scene.body("coke")
    assert (coke.u, coke.v) == pytest.approx((0.9, 0.9), abs=0.01)
    assert turn.text == "Done: the Coke is in the hand-over tray."
    assert [step.skill for step in turn.plan.steps] == ["pick", "place"]


def test_the_arm_is_parked_after_a_command() -> None:
    scene, policy = make()
    Agent(scene, policy).tell("bring me the Coke")
    assert np.allclose(scene.arm.position, HOME, atol=0.015)
    scene, policy = make()
    Agent(scene, policy, pace=Pace(park=False)).tell("bring me the Coke")
    assert not np.allclose(scene.arm.position, HOME, atol=0.1)


def test_a_vague_command_asks_twice_and_acts_on_the_answers() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    first = agent.tell("put that drink in the drawer")
    assert first.question is not None and first.text == "Which drink: the Coke (1) or the Sprite (2)?"
    assert not scene.arm.sent
    second = agent.tell("the green one")
    assert second.question is not None and second.text == "Top drawer (1) or bottom drawer (2)?"
    third = agent.tell("why do you ask?")
    assert third.question == second.question
    assert any(isinstance(event, Said) and ".52" in event.text for event in third.events)
    assert not scene.arm.sent
    last = agent.tell("top")
    assert last.outcome is not None and last.outcome.questions == 2
    assert (scene.body("sprite").u, scene.body("sprite").v) == pytest.approx((0.1, 0.2), abs=0.01)
    assert scene.body("top_drawer").is_open and not scene.body("bottom_drawer").is_open
    assert last.id == first.id
    # Nothing changed on the counter, so the words were read once.
    assert len(policy.reader.reads) == 1


def test_the_questions_and_answers_are_rows() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    for text in ("put that drink in the drawer", "the green one", "why?", "1"):
        turn = agent.tell(text)
    rows = agent.store.rows(QuestionRow, turn_id=turn.id)
    assert [(row.answer, row.answer_kind, row.repeated) for row in rows] == [
        ("the green one", "chosen", False),
        ("why?", "why", False),
        ("1", "chosen", True),
    ]
    shown = agent.store.show(turn.id)[0]
    assert [belief["source"] for belief in shown["beliefs"]] == ["read", "answer", "answer"]
    assert [decision["kind"] for decision in shown["decisions"]] == ["ask", "ask", "act"]


def test_in_chinese() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    assert agent.tell("把那个饮料放进抽屉").text == "哪个饮料：可口可乐 (1) 还是雪碧 (2)？"
    assert agent.tell("第二个").text.startswith("哪个抽屉")
    assert agent.tell("下面的").text == "完成：雪碧在下层抽屉里。"
    assert scene.body("bottom_drawer").is_open


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("put the Coke in the microwave", "hazard", "metal sparks"),
        ("burn the can", "must_not", "metal sparks"),
        ("bring me the hammer", "none_of_these", "do not see a hammer"),
        ("", "empty", "no words"),
        ("y" * 501, "too_long", "too long"),
        ("bring\x00 me", "control_characters", "control characters"),
        ("\ud800 bring me", "control_characters", "control characters"),
        ("コーラ", "other_language", "English and Chinese"),
    ],
)
def test_bad_input_gets_a_clear_answer_no_motion_and_a_row(text: str, reason: str, words: str) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    turn = agent.tell(text)
    assert turn.decision is not None and turn.decision.reason == reason
    assert words in turn.text
    assert any(isinstance(event, Refused) for event in turn.events)
    assert not scene.arm.sent
    (row,) = agent.store.list_turns()
    assert row["reason"] == "refused" and words in row["text"]


def test_a_hazard_is_refused_after_an_answer_too() -> None:
    scene, policy = make(
        {"warm that": {("apple", "microwave"): 0.5, ("apple", "sink"): 0.5}},
        bodies=[*standard(), Body("sink", 0.9, 0.5)],
    )
    agent = Agent(scene, policy)
    assert agent.tell("warm that").question is not None
    turn = agent.tell("microwave")
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    scene, policy = make({"warm that": {("apple", "microwave"): 0.5, ("sprite", "tray"): 0.5}})
    agent = Agent(scene, policy)
    agent.tell("warm that")
    turn = agent.tell("the Coke")
    assert turn.decision is not None and turn.decision.reason == "hazard"
    assert not scene.arm.sent


def test_something_not_offered_is_honoured() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell("put that drink in the drawer")
    agent.tell("the apple")
    turn = agent.tell("bottom")
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.1, 0.4), abs=0.01)


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        (["cancel"], "cancelled"),
        (["算了"], "cancelled"),
        (["gibberish", "more gibberish"], "too_many_questions"),
        (["both", "both"], "too_many_questions"),
        (["neither"], "neither"),
    ],
)
def test_ways_to_end_without_motion(replies: list[str], reason: str) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    turn = agent.tell("put that drink in the drawer")
    for reply in replies:
        assert turn.question is not None
        turn = agent.tell(reply)
    assert turn.question is None and turn.decision is not None and turn.decision.reason == reason
    assert not scene.arm.sent


def test_you_choose_acts_on_the_most_probable() -> None:
    scene, policy = make({"that one": {("coke", "tray"): 0.6, ("sprite", "tray"): 0.4}})
    agent = Agent(scene, policy)
    agent.tell("that one")
    turn = agent.tell("you choose")
    assert turn.text == "Done: the Coke is in the hand-over tray."


def test_questions_are_bounded() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, rule=Rule(max_questions=1))
    agent.tell("put that drink in the drawer")
    turn = agent.tell("1")
    assert turn.decision is not None and turn.decision.reason == "too_many_questions"
    assert not scene.arm.sent


def test_a_new_command_instead_of_an_answer() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    first = agent.tell("put that drink in the drawer")
    turn = agent.tell("put the apple in the tray")
    assert turn.id != first.id and turn.text == "Done: the apple is in the hand-over tray."
    reasons = {row["id"]: row["reason"] for row in agent.store.list_turns()}
    assert reasons == {first.id: "superseded", turn.id: "terminated"}


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


def test_doubt_in_the_motion_stops_it() -> None:
    scene, policy = make()
    policy.actor.entropy_bits = 7.9
    turn = Agent(scene, policy, pace=Pace(chunk_steps=3)).tell("bring me the Coke")
    assert turn.outcome is not None and turn.outcome.reason == "in_doubt"
    assert sum(isinstance(event, Said) and "not sure" in event.text for event in turn.events) == 3


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


def test_the_reason_is_written_in_another_thread_and_lands_in_the_plan() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    turn = agent.tell("bring me the Coke")
    assert policy.reader.reason_thread.startswith("reason")
    (plan,) = agent.store.show(turn.id)[0]["plans"]
    assert plan["rationale"] == "because you said so" and plan["rationale_s"] is not None
    assert any(isinstance(event, Rationale) for event in turn.events)


def test_a_policy_for_another_arm_is_refused_before_anything_moves() -> None:
    scene, policy = make()
    policy.actor.spec = dataclasses.replace(ActionSpec(), max_translation_m=0.02)
    with pytest.raises(SpecMismatch, match="max_translation_m: policy 0.02, arm 0.05"):
        Agent(scene, policy)


def test_go_home_parks_the_arm() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, pace=Pace(park=False))
    agent.tell("bring me the Coke")
    assert agent.home().text == "The arm is parked."
    assert np.allclose(scene.arm.position, HOME, atol=0.015)


def test_picking_up_only_and_then_something_else_puts_it_down_first() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    assert agent.tell("hold the apple").text == "Done: I hold the apple."
    assert scene.arm.held is scene.body("apple")
    agent.tell("bring me the Coke")
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.9, 0.9), abs=0.01)
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.7, 0.74), abs=0.02)


def test_a_policy_that_fails_leaves_a_row_and_the_next_command_works() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    with pytest.raises(KeyError):
        agent.tell("something the script does not know")
    assert agent.store.list_turns()[0]["reason"] == "failed"
    assert agent.tell("bring me the Coke").outcome is not None


def test_the_state_holds_no_arrays_and_stays_small(tmp_path: Path) -> None:
    scene, policy = make()
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"))
    agent.tell("put that drink in the drawer")

    def arrays(value: object) -> bool:
        if isinstance(value, dict):
            return any(arrays(item) for item in value.values())
        return isinstance(value, np.ndarray)

    assert not arrays(dict(agent.state))
    assert list((tmp_path / "frames").glob("*.png"))
    agent.close()


def test_answering_is_an_event_like_any_other() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    asked = [event for event in agent.stream("put that drink in the drawer") if isinstance(event, Asked)]
    assert len(asked) == 1 and [option.number for option in asked[0].question.options] == [1, 2]


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
