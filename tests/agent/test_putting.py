"""What the hand put where is remembered where a look misses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent import Agent, Saw
from agent.putting import offered, set_down, still, taken
from agent.tracing.store import Store
from agent.types import Held, Put
from policies.types import Percept, Step
from tests.agent.tabletop import TablePolicy, TableScene, load, make
from tests.agent.test_places import COKE, hide, seen
from tests.agent.test_served import Counter

AWAY = "put the Coke in the top drawer"
THERE = "The Coke is already in the hand-over tray, where I put it."
PUT = Put(name="coke", place="tray", u=0.5, v=0.5, width=0.05, height=0.1, others=0)
TRAY = seen(0, "tray")


def can(key: int, u: float, v: float = 0.46) -> Percept:
    return seen(key, "coke", u, v, place=False)


def brought() -> tuple[TableScene, TablePolicy, Agent]:
    """A table with the Coke on the tray, of which the middle is seen above its foot."""
    scene, policy = make({AWAY: {("coke", "top_drawer"): 1.0}})
    agent = Agent(scene, policy)
    agent.tell(COKE)
    scene.body("coke").v -= 0.03
    return scene, policy, agent


def test_it_is_offered_where_it_was_put_until_it_is_seen() -> None:
    (_, missed) = offered((TRAY,), (PUT,))
    assert (missed.key, missed.name, missed.remembered, missed.is_place) == (1, "coke", True, False)
    assert missed.u == 0.5 and 0.45 < missed.v < 0.47, "its middle is above its foot"
    there = (TRAY, can(1, 0.53))
    assert offered(there, (PUT,)) == there and still((PUT,), there) == (PUT,)
    elsewhere = (TRAY, can(1, 0.2))
    assert offered(elsewhere, (PUT,)) == elsewhere and still((PUT,), elsewhere) == ()


def test_another_of_its_name_is_another_one() -> None:
    one_of_two = PUT.model_copy(update={"others": 1})
    assert len(offered((TRAY, can(1, 0.2)), (one_of_two,))) == 3
    assert still((one_of_two,), (TRAY, can(1, 0.2))) == (one_of_two,)
    assert still((one_of_two,), (TRAY, can(1, 0.2), can(2, 0.9))) == ()


def test_in_a_closed_drawer_it_cannot_be_reached() -> None:
    inside = PUT.model_copy(update={"place": "top_drawer"})
    shut = seen(0, "top_drawer", is_open=False)
    assert offered((shut,), (inside,)) == (shut,) and still((inside,), (shut,)) == (inside,)
    assert len(offered((seen(0, "top_drawer", is_open=True),), (inside,))) == 2
    assert offered((), (inside,)) == ()


def test_the_hand_notes_what_it_puts_and_takes() -> None:
    held = Held(name="coke", key=1, u=0.3, v=0.6)
    step = Step(skill="place", u=0.5, v=0.5, target="tray", percept=0)
    (put,) = set_down((), held, step, (TRAY, can(1, 0.3)))
    assert (put.name, put.place, put.others, put.height) == ("coke", "tray", 0, 0.1)
    free = Step(skill="place", u=0.5, v=0.5, target="counter")
    assert set_down((), held, free, (TRAY, can(1, 0.3))) == ()
    pick = Step(skill="pick", u=0.5, v=0.46, target="coke")
    assert taken((put,), pick, (TRAY,)) == ()
    for other in (pick.model_copy(update={"u": 0.1}), pick.model_copy(update={"target": "sprite"})):
        assert taken((put,), other, (TRAY,)) == (put,)


@pytest.mark.parametrize(("words", "text"), [
    (COKE, THERE), ("把可乐拿给我", "可口可乐已经在托盘里了，我之前放的。")])
def test_it_is_left_where_it_was_put(words: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy, agent = brought()
    sent = len(scene.arm.sent)
    hide(policy, monkeypatch, {"coke"})
    turn = agent.tell(words)
    assert turn.text == text and len(scene.arm.sent) == sent
    saw = next(event for event in turn.events if isinstance(event, Saw))
    assert saw.text.endswith("; remembered: Coke" if words == COKE else "；记得：可口可乐")


def test_it_can_be_put_elsewhere_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy, agent = brought()
    hide(policy, monkeypatch, {"coke"})
    assert agent.tell(AWAY).text == "Done: the Coke is in the top drawer."
    drawer = scene.body("top_drawer")
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((drawer.u, drawer.v), abs=0.02)
    assert [put.place for put in agent.state["put"]] == ["top_drawer"]


def test_what_is_reached_for_in_vain_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy, agent = brought()
    scene.bodies.remove(scene.body("coke"))
    turn = agent.tell(AWAY)
    assert turn.outcome is not None and turn.outcome.reason == "gripper_empty"
    assert "coke" not in {p.name for p in agent.tell("bring me the hammer").percepts}


def test_what_somebody_moved_is_where_it_is_seen() -> None:
    scene, _, agent = brought()
    scene.body("coke").u, scene.body("coke").v = 0.4, 0.5
    assert agent.tell(COKE).text == "Done: the Coke is in the hand-over tray."
    assert len(agent.state["put"]) == 1


def test_undone_it_is_remembered_no_more() -> None:
    _, _, agent = brought()
    agent.undo()
    assert not agent.state["put"]


def test_a_session_taken_up_again_and_other_threads_know_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, policy = make()
    with Agent(scene, policy, store=tmp_path / "traces.db", session_id="s1") as agent:
        agent.tell(COKE)
    policy = make()[1]
    hide(policy, monkeypatch, {"coke"})
    with Agent.resume("s1", policy=policy, store=Store(tmp_path / "traces.db"), load=load) as again:
        assert again.tell(COKE).text == THERE
    counter = Counter()
    counter.run({"instruction": COKE}, "a")
    hide(counter.policy, monkeypatch, {"coke"})
    assert counter.run({"instruction": COKE}, "b")["reply"]["text"] == THERE
