"""Whole turns on a small honest world: what is asked, done, refused, undone and written down."""

from __future__ import annotations

import dataclasses
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
from agent.tracing.tables import QuestionRow
from scenes.types import ActionSpec
from tests.agent.tabletop import HOME, Body, make, standard


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
        ("コーラ", "other_language", "English, Chinese, Spanish and German"),
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
        (["1", "both", "both"], "too_many_questions"),
        (["", ""], "no_answer"),
        (["gibberish", ""], "no_answer"),
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
