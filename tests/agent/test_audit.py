"""Audits: drawn at the stated rate whatever the belief, asked in one question, and known afterwards."""

from __future__ import annotations

import pytest

from agent import Agent, Refused, Said
from agent.audit import drawn
from agent.known import (
    CHANGED,
    INDIFFERENT,
    NO_AUDITS,
    OTHER_POLICY,
    REFUSED,
    UNANSWERED,
    UNASKED,
    known_turns,
)
from agent.tracing.store import Store
from agent.tracing.tables import DecisionRow, QuestionRow, SessionRow
from agent.types import Decision
from tests.agent.tabletop import Body, make, standard

COKE = "bring me the Coke"
ACT = Decision(kind="act", reason="one_reading")
F = "f" * 16
CAN = {
    ("coke", "tray"): 0.6,
    ("sprite", "tray"): 0.3,
    ("coke", "top_drawer"): 0.05,
    ("coke", "microwave"): 0.03,
    ("sprite", "top_drawer"): 0.01,
    "none_of_these": 0.01,
}
"""The microwave is forbidden to cans."""


def told(*words: str, rate: float = 1.0, store: Store | None = None) -> tuple[Agent, list[object]]:
    scene, policy = make({"take the can": CAN})
    agent = Agent(scene, policy, store=store, audit_rate=rate)
    return agent, [agent.tell(text) for text in words]


def test_without_a_rate_nothing_is_drawn() -> None:
    agent, (turn,) = told(COKE, rate=0.0)
    assert turn.question is None and turn.outcome.reason == "terminated"
    rows = agent.store.rows(DecisionRow)
    assert [(row.kind, row.audit_rate, row.audit_draw) for row in rows] == [("act", None, None)]
    assert agent.store.rows(SessionRow)[0].audit_rate == 0.0


def test_an_audit_offers_the_best_reading_first_and_a_way_out() -> None:
    agent, (turn,) = told(COKE)
    assert turn.text == (
        "To check: do you mean the Coke, to the hand-over tray (1); the Sprite, to the hand-over tray (2); "
        "or neither?"
    )
    assert not agent.scene.arm.sent and turn.question.audit
    (row,) = agent.store.rows(DecisionRow)
    assert (row.kind, row.reason, row.audit_rate) == ("ask", "audit", 1.0) and 0.0 <= row.audit_draw < 1.0
    assert agent.store.rows(QuestionRow)[0].audit
    _, (chinese,) = told("把可乐拿给我")
    assert chinese.text == "确认一下：你是说可口可乐，放到托盘 (1)；雪碧，放到托盘 (2)；还是都不是？"


def test_a_single_reading_is_confirmed() -> None:
    agent, (turn,) = told("put the apple in the tray")
    assert turn.text == "To check: do you mean the apple, to the hand-over tray: yes (1) or no?"
    assert agent.tell("yes").outcome.reason == "terminated"
    _, turns = told("put the apple in the tray", "no")
    assert turns[-1].outcome.reason == "refused" and turns[-1].decision.reason == "neither"


@pytest.mark.parametrize(
    ("reply", "thing"),
    [("1", "coke"), ("2", "sprite"), ("the Sprite", "sprite"), ("the green one", "sprite"),
     ("not the Coke", "sprite"), ("you choose", "coke"), ("the apple", "apple")],
)  # fmt: skip
def test_the_answer_is_done(reply: str, thing: str) -> None:
    agent, (_, turn) = told(COKE, reply)
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    body = agent.scene.body(thing)
    assert (body.u, body.v) == pytest.approx((0.9, 0.9), abs=0.01)


def test_why_says_that_it_is_not_out_of_doubt() -> None:
    _, turns = told(COKE, "why?", "asdf", "neither")
    assert any(isinstance(e, Said) and "drawn at random" in e.text for e in turns[1].events)
    assert turns[2].question == turns[0].question
    assert any(isinstance(e, Refused) and e.reason == "neither" for e in turns[3].events)


def test_a_counter_that_changed_in_the_meantime_is_no_answer() -> None:
    agent, _ = told(COKE)
    agent.scene.bodies.remove(agent.scene.body("sprite"))
    assert agent.tell("2").outcome.reason == "refused" and not agent.scene.arm.sent


def test_the_draw_knows_the_turn_alone_and_keeps_its_rate() -> None:
    ids = [f"{at:012x}-001" for at in range(4000)]
    draws = [drawn(ACT, 0.1, one).audit_draw or 0.0 for one in ids]
    other = ACT.model_copy(update={"text": "another"})
    assert draws[:50] == [drawn(other, 0.7, one).audit_draw for one in ids[:50]]
    assert sum(draw < 0.1 for draw in draws) == pytest.approx(400, abs=3 * (4000 * 0.1 * 0.9) ** 0.5)


def test_undo_and_home_are_not_audited() -> None:
    agent, turns = told(COKE, "1", "undo", "go home")
    assert turns[-2].outcome.reason == turns[-1].outcome.reason == "terminated"
    assert sum(row.audit for row in agent.store.rows(QuestionRow)) == 1


def test_what_the_answers_settled_is_not_audited_and_what_they_left_open_is() -> None:
    agent, turns = told("put that drink in the drawer", "Sprite", "top")
    assert turns[-1].outcome is not None
    assert not any(row.audit for row in agent.store.rows(QuestionRow))
    agent, turns = told("take the can", "the Coke")
    assert turns[-1].question.audit and turns[-1].text == (
        "To check: do you mean the Coke, to the hand-over tray (1); the Coke, to the top drawer (2); "
        "or neither?"
    )
    assert agent.tell("the top drawer").outcome is not None
    (known,) = known_turns(agent.store, F).known
    assert known.audited and known.score == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ((COKE, "1"), 0.05),
        ((COKE, "the Sprite"), 0.97),
        ((COKE, "neither"), 1.0),
        ((COKE, "the apple"), 1.0),
        (("put the apple in the tray", "yes"), 0.0),
        (("put that drink in the drawer", "Coke", "bottom"), 0.78),
        (("put it away", "no"), 1.0),
    ],
)
def test_what_was_meant_is_known(words: tuple[str, ...], score: float) -> None:
    agent, _ = told(*words)
    found = known_turns(agent.store, F)
    assert [one.score for one in found.known] == pytest.approx([score]) and not found.left_out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((COKE,), UNANSWERED),
        ((COKE, "never mind"), UNANSWERED),
        ((COKE, "you choose"), INDIFFERENT),
        (("bring me the hammer",), REFUSED),
    ],
)
def test_what_was_not_told_is_left_out(words: tuple[str, ...], reason: str) -> None:
    agent, _ = told(*words)
    found = known_turns(agent.store, F)
    assert not found.known and found.left_out == {reason: 1}


def test_a_counter_that_changed_is_left_out() -> None:
    agent, _ = told("put that drink in the drawer")
    agent.scene.bodies.append(Body("spoon", 0.45, 0.9))
    for word in ("Sprite", "top"):
        agent.tell(word)
    assert known_turns(agent.store, F).left_out == {CHANGED: 1}


def test_rates_are_weights_and_others_are_counted() -> None:
    store = Store()
    agent, _ = told(rate=0.25, store=store)
    for _ in range(24):
        if agent.tell("put the apple in the tray").question is not None:
            agent.tell("yes")
        agent.scene.body("apple").u = 0.7  # taken off the tray: what is there already is left there
    found = known_turns(store, F)
    draws = [row.audit_draw or 0.0 for row in store.rows(DecisionRow) if row.audit_draw is not None]
    assert len(draws) == 24 and found.heaviest == 4.0
    assert [one.weight for one in found.known] == [4.0] * sum(draw < 0.25 for draw in draws)
    assert found.left_out.get(UNASKED, 0) == 24 - len(found.known)
    assert known_turns(store, "g" * 16).left_out == {OTHER_POLICY: 24}
    assert not known_turns(store, F, since_s=4e9).known


def test_sessions_without_audits_are_left_out_whole() -> None:
    agent, _ = told("put that drink in the drawer", "Sprite", "top", rate=0.0)
    found = known_turns(agent.store, F)
    assert not found.known and found.left_out == {NO_AUDITS: 1}


def test_a_rate_is_a_probability_and_stays_with_its_session() -> None:
    scene, policy = make(bodies=standard())
    with pytest.raises(ValueError, match="between 0 and 1"):
        Agent(scene, policy, audit_rate=1.5)
    store = Store()
    Agent(scene, policy, store=store, session_id="s", audit_rate=0.5)
    assert Agent(scene, policy, store=store, session_id="s").context.audit_rate == 0.5
