"""Something new on the counter while the arm reaches: the words are read anew, and asked about if need be."""

from __future__ import annotations

import pytest

from agent import Agent, Asked, Pace, Said, Turn
from agent.tracking import PLAINLY, arrived
from policies.types import Percept
from tests.agent.tabletop import HOME, Body, TablePolicy, TableScene, Weights, make

PACE = Pace(chunk_steps=3)
COKE = "bring me the Coke"


def put_down(name: str, at: int) -> tuple[TableScene, TablePolicy]:
    """A table on which something is put down after so many steps."""
    scene, policy = make()
    cokes: Weights = {("coke1", "tray"): 0.48, ("coke2", "tray"): 0.47, "none_of_these": 0.02}
    policy.reader.beliefs = {**policy.reader.beliefs, COKE: cokes}

    def arrive(world: TableScene, sent: int) -> None:
        if sent == at:
            world.bodies.append(Body(name, 0.75, 0.45))

    scene.after_send = arrive
    return scene, policy


def told_of_change(turn: Turn) -> bool:
    return any(isinstance(event, Said) and "changed" in event.text for event in turn.events)


def test_a_second_one_is_asked_about_from_where_the_arm_hides_nothing() -> None:
    scene, policy = put_down("coke", at=4)
    agent = Agent(scene, policy, pace=PACE)
    turn = agent.tell(COKE)
    assert told_of_change(turn) and len(policy.reader.reads) == 2
    assert turn.question is not None and turn.question.factor == "thing" and len(turn.question.options) == 2
    assert scene.arm.held is None and scene.arm.position == pytest.approx(HOME, abs=0.06)
    done = agent.tell("the right one")
    assert done.outcome is not None and done.outcome.reason == "terminated" and done.outcome.questions == 1
    moved = [(b.u, b.v) for b in scene.bodies if b.name == "coke"]
    assert moved[0] == (0.3, 0.6) and moved[1] == pytest.approx((0.9, 0.9), abs=0.01)


def test_what_does_not_matter_is_read_and_passed_over() -> None:
    scene, policy = put_down("spoon", at=4)
    turn = Agent(scene, policy, pace=PACE).tell(COKE)
    assert told_of_change(turn) and len(policy.reader.reads) == 2
    assert not any(isinstance(event, Asked) for event in turn.events)
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert (scene.body("coke").u, scene.body("coke").v) == pytest.approx((0.9, 0.9), abs=0.01)


def test_what_an_answer_settled_stays_settled() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, pace=PACE)
    agent.tell("put that drink in the drawer")
    agent.tell("the Coke")
    before = len(scene.arm.sent)

    def arrive(world: TableScene, sent: int) -> None:
        if sent == before + 4:
            world.bodies.append(Body("coke", 0.75, 0.45))

    scene.after_send = arrive
    turn = agent.tell("top")
    assert not told_of_change(turn) and turn.question is None
    assert turn.outcome is not None and turn.outcome.reason == "terminated"


def test_what_comes_once_it_is_in_the_hand_comes_too_late() -> None:
    scene, policy = put_down("coke", at=10_000)

    def arrive(world: TableScene, sent: int) -> None:
        if world.arm.held is not None and len(world.bodies) == 7:
            world.bodies.append(Body("coke", 0.75, 0.45))

    scene.after_send = arrive
    turn = Agent(scene, policy, pace=PACE).tell(COKE)
    assert not told_of_change(turn) and turn.outcome is not None and turn.outcome.reason == "terminated"


def percept(key: int, name: str, u: float, confidence: float = 0.9) -> Percept:
    return Percept(key=key, name=name, u=u, v=0.5, width=0.05, height=0.1, confidence=confidence,
                   is_place=name == "tray")


def test_only_more_of_a_name_and_only_plainly_seen_has_arrived() -> None:
    known = [percept(0, "coke", 0.3), percept(1, "spoon", 0.5), percept(2, "tray", 0.9)]

    def new(*now: Percept) -> list[int]:
        return [p.key for p in arrived(now, known, 0.06)]

    assert new(*known) == []
    assert new(*known, percept(7, "coke", 0.7)) == [7]
    assert new(*known, percept(7, "coke", 0.7, confidence=PLAINLY - 0.01)) == []
    assert new(percept(0, "coke", 0.7), percept(1, "spoon", 0.5)) == []  # it moved
    assert new(*known, percept(7, "coke", 0.33)) == []  # one thing seen twice
    assert new(*known, percept(7, "tray", 0.2)) == []
    assert new(*known, percept(7, "apple", 0.7), percept(8, "rock", 0.2)) == [7, 8]
