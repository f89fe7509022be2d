"""An arm in doubt of its motion looks again, and if it stays so asks; each answer does what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent import Agent, Asked, Pace, Rule, Said, Stepped, Turn
from agent.tracing.store import Store
from agent.tracing.tables import DecisionRow, QuestionRow, SessionRow
from policies.types import ActionTokens
from scenes.types import Observation
from tests.agent.tabletop import HOME, TableActor, TablePolicy, TableScene, load, make

RULE = Rule(doubt_steps=3)
COKE = {"en": "bring me the Coke", "zh": "把可乐拿给我"}
ANSWERS = {"en": ("go on", "try again", "stop here"), "zh": ("继续", "再试一次", "停在这里")}
BITS = 7.9


def doubting(policy: TablePolicy, when: Callable[[TableActor], bool]) -> None:
    """Spread the tokens of every step of which ``when`` holds nearly as wide as they go."""
    acting = policy.actor.act

    def act(observation: Observation) -> ActionTokens:
        tokens = acting(observation)
        return tokens.model_copy(update={"entropy_bits": BITS}) if when(policy.actor) else tokens

    policy.actor.act = act  # type: ignore[method-assign]


def picking(actor: TableActor) -> bool:
    return actor.begun[-1].skill == "pick"


def skills(policy: TablePolicy) -> list[str]:
    return [step.skill for step in policy.actor.begun]


def in_doubt(
    when: Callable[[TableActor], bool], language: str = "en", **options: Any
) -> tuple[TableScene, TablePolicy, Agent, Turn]:
    scene, policy = make()
    doubting(policy, when)
    agent = Agent(scene, policy, rule=RULE, **options)
    return scene, policy, agent, agent.tell(COKE[language])


def delivered(scene: TableScene) -> bool:
    coke = scene.body("coke")
    return (coke.u, coke.v) == (pytest.approx(0.9, abs=0.01), pytest.approx(0.9, abs=0.01))


def reason(turn: Turn) -> str | None:
    return None if turn.outcome is None else turn.outcome.reason


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_looks_again_and_then_asks(language: str) -> None:
    scene, policy, _, turn = in_doubt(picking, language)
    question = turn.question
    assert question is not None and question.factor == "motion" and question.language == language
    assert [option.text for option in question.options] == list(ANSWERS[language])
    words = {"en": "not sure of my motion", "zh": "再看一眼"}[language]
    assert sum(isinstance(event, Said) and words in event.text for event in turn.events) == 1
    # A window of three steps each time, and held after it: the next step is not sent.
    assert len(scene.arm.sent) == 6 and scene.arm.holds == 2 and skills(policy) == ["pick", "pick"]
    assert scene.arm.held is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("by", ["number", "words"])
def test_go_on_takes_the_skill_up_where_the_arm_is(language: str, by: str) -> None:
    scene, policy, agent, _ = in_doubt(picking, language)
    before = scene.arm.position.copy()
    places = []
    scene.after_send = lambda world, sent: places.append(world.arm.position.copy())
    turn = agent.tell("1" if by == "number" else ANSWERS[language][0])
    assert reason(turn) == "terminated" and delivered(scene)
    assert turn.outcome is not None and turn.outcome.questions == 1
    assert skills(policy) == ["pick", "pick", "pick", "place"], "the doubt went on and stopped nothing more"
    assert np.abs(places[0] - before).max() <= 0.051


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("by", ["number", "words"])
def test_try_again_goes_back_first(language: str, by: str) -> None:
    scene, policy, agent, _ = in_doubt(lambda actor: picking(actor) and len(actor.begun) < 3, language)
    began: list[Any] = []
    beginning = policy.actor.begin

    def begin(step: Any, observation: Observation) -> None:
        began.append(scene.arm.position.copy())
        beginning(step, observation)

    policy.actor.begin = begin  # type: ignore[method-assign]
    turn = agent.tell("2" if by == "number" else ANSWERS[language][1])
    assert reason(turn) == "terminated" and delivered(scene)
    assert began[0] == pytest.approx(np.array(HOME), abs=0.015), "out of the way before it looks"
    assert any(isinstance(event, Said) and event.text in ("I go back and try again.", "我退回去再试一次。")
               for event in turn.events)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("by", ["number", "words"])
def test_stop_here_holds(language: str, by: str) -> None:
    scene, _, agent, _ = in_doubt(picking, language)
    sent = len(scene.arm.sent)
    turn = agent.tell("3" if by == "number" else ANSWERS[language][2])
    assert reason(turn) == "stopped" and len(scene.arm.sent) == sent
    assert turn.text == {"en": "Stopped; the arm holds.", "zh": "已停下，手臂保持不动。"}[language]


def test_a_try_that_stays_in_doubt_is_asked_about_again_and_in_the_end_the_arm_holds() -> None:
    _, policy, agent, turn = in_doubt(picking, pace=Pace(max_motion_questions=2))
    asked = 0
    while turn.question is not None:
        asked += 1
        turn = agent.tell("try again")
    assert asked == 2 and reason(turn) == "in_doubt" and "stayed unsure" in turn.text
    decision = turn.decision
    assert decision is not None and decision.doubt_bits == pytest.approx(BITS)
    # Where the arm may look again no more, it asks at once.
    assert len(policy.actor.begun) <= 2 + 2 * asked


def test_why_is_told_and_the_question_stays_open() -> None:
    scene, _, agent, first = in_doubt(picking)
    sent = len(scene.arm.sent)
    turn = agent.tell("why?")
    said = next(event.text for event in turn.events if isinstance(event, Said))
    assert "7.90 bits" in said and "above 7.50" in said
    assert turn.question == first.question and len(scene.arm.sent) == sent
    assert reason(agent.tell("go on")) == "terminated" and delivered(scene)


def test_what_is_not_understood_moves_nothing() -> None:
    scene, _, agent, _ = in_doubt(picking)
    sent = len(scene.arm.sent)
    turn = agent.tell("yes")
    assert turn.question is not None
    assert any(isinstance(event, Said) and "answer 1, 2 or 3" in event.text for event in turn.events)
    turn = agent.tell("hm")
    assert reason(turn) == "in_doubt" and len(scene.arm.sent) == sent
    _, _, agent, _ = in_doubt(picking, "zh")
    assert agent.tell("").question is not None
    assert "没把握" in agent.tell("").text


def test_another_command_takes_its_place() -> None:
    scene, _, agent, _ = in_doubt(lambda actor: picking(actor) and actor.begun[-1].target == "coke")
    turn = agent.tell("put the apple in the tray")
    assert reason(turn) == "terminated" and turn.instruction == "put the apple in the tray"
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)
    assert [row["reason"] for row in agent.store.list_turns()][::-1] == ["superseded", "terminated"]


def test_what_the_hand_has_closed_on_is_not_picked_anew() -> None:
    scene, policy = make()
    doubting(policy, lambda actor: picking(actor) and scene.arm.held is not None)
    agent = Agent(scene, policy, rule=Rule(doubt_steps=1))
    turn = agent.tell(COKE["en"])
    assert reason(turn) == "terminated" and delivered(scene) and skills(policy) == ["pick", "place"]


def test_doubt_with_the_thing_in_the_hand_keeps_it_there() -> None:
    scene, policy, agent, turn = in_doubt(lambda actor: actor.begun[-1].skill == "place")
    assert turn.question is not None and "put it down at the hand-over tray" in turn.question.text
    turn = agent.tell("try again")
    assert turn.question is not None and scene.arm.held is not None
    assert reason(agent.tell("stop here")) == "stopped" and scene.arm.held is not None
    doubting(policy, lambda actor: False)
    assert "pick" not in skills(policy)[1:]
    held = agent.state["held"]
    assert held is not None and held.name == "coke"


def test_the_window_outlives_the_node_and_begins_anew_with_each_skill() -> None:
    scene, _, agent, turn = in_doubt(picking, pace=Pace(chunk_steps=2))
    assert len(scene.arm.sent) == 6 and turn.question is not None
    assert agent.state["window"] == pytest.approx((BITS,) * 3)
    scene, _, _, turn = in_doubt(lambda actor: actor.acts % 3 != 0)
    assert reason(turn) == "terminated", "two of three steps in doubt are below the threshold"


def test_undo_may_be_asked_about_too() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, rule=RULE)
    agent.tell(COKE["en"])
    doubting(policy, picking)
    turn = agent.undo()
    assert turn.question is not None and turn.question.factor == "motion"
    assert agent.tell("go on").text == "Done: put the Coke back where it was."
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.3, 0.64), abs=0.02)


def test_traces_tell_value_threshold_and_answer() -> None:
    _, _, agent, turn = in_doubt(picking)
    agent.tell("go on")
    rows = sorted(agent.store.rows(DecisionRow, turn_id=turn.id), key=lambda row: (row.created_s, row.id))
    assert [(row.kind, row.reason) for row in rows] == [
        ("act", "one_reading"), ("act", "one_reading"), ("ask", "in_doubt"), ("act", "one_reading")]
    assert [row.doubt_threshold for row in rows] == [7.5] * 4
    assert [row.doubt_bits for row in rows] == [None, pytest.approx(BITS), pytest.approx(BITS), None]
    (question,) = agent.store.rows(QuestionRow, turn_id=turn.id)
    assert (question.factor, question.answer, question.answer_kind) == ("motion", "go on", "go_on")
    (session,) = agent.store.rows(SessionRow)
    assert session.rule["doubt_bits"] == 7.5 and session.rule["doubt_steps"] == 3


def test_an_open_question_survives_a_restart(tmp_path: Path) -> None:
    _, _, agent, turn = in_doubt(picking, store=Store(tmp_path / "traces.db"), session_id="s1")
    agent.close()
    scenes: list[TableScene] = []

    def loading(name: str, seed: int, **options: object) -> TableScene:
        scenes.append(load(name, seed, **options))
        return scenes[-1]

    again = Agent.resume("s1", policy=make()[1], store=Store(tmp_path / "traces.db"), load=loading)
    assert [type(event) for event in again.go_on()] == [Asked] and again.question == turn.question
    done = again.tell("go on")
    assert reason(done) == "terminated" and delivered(scenes[0])
    assert any(isinstance(event, Stepped) for event in done.events)
    again.close()
