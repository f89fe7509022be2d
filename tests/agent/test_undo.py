"""Where undo reaches for what it does not see."""

from __future__ import annotations

import pytest

from agent.places import opened, pulled_out
from agent.reversal import reversed_plan
from agent.types import LastMove
from policies.types import Percept, Plan

SHUT = (0.088, 0.362)
"""A bottom drawer in the front image while it is closed, and open: from one counter of the kitchen."""
OPEN = (0.238, 0.360)
THERE = (0.259, 0.402)
"""An orange that the hand had set down in it."""
PUT = LastMove(skill="move", name="orange", from_u=0.53, from_v=0.54, to_u=SHUT[0], to_v=SHUT[1],
               to_name="bottom_drawer")


def drawer(at: tuple[float, float], is_open: bool) -> Percept:
    return Percept(key=0, name="bottom_drawer", u=at[0], v=at[1], width=0.2, height=0.15, confidence=0.9,
                   is_place=True, is_open=is_open)


def undoing(*percepts: Percept, last: LastMove = PUT) -> list[tuple[str, float, float]]:
    plan = reversed_plan(last, None, percepts, "en")
    assert isinstance(plan, Plan)
    return [(step.skill, step.u, step.v) for step in plan.steps]


def test_in_a_drawer_that_is_seen_open_it_is_where_the_drawer_is_now() -> None:
    pick, place = undoing(drawer(OPEN, is_open=True))
    assert pick[0] == "pick" and pick[1:] == pytest.approx(THERE, abs=0.015)
    assert place == ("place", PUT.from_u, PUT.from_v)


def test_a_closed_drawer_is_opened_first_and_moves() -> None:
    steps = undoing(drawer(SHUT, is_open=False))
    assert [step[0] for step in steps] == ["open", "pick", "place"]
    assert steps[0][1:] == SHUT and steps[1][1:] == pytest.approx(THERE, abs=0.015)


def test_a_drawer_that_nobody_sees_is_remembered_where_it_stands_open() -> None:
    shut = drawer(SHUT, is_open=False)
    (remembered,) = opened((shut,), shut)
    assert (remembered.u, remembered.v) == pytest.approx(OPEN, abs=0.01) and remembered.is_open
    assert undoing(remembered) == undoing(pulled_out(shut))
    assert pulled_out(drawer(OPEN, is_open=True)) == drawer(OPEN, is_open=True)


def test_a_thing_that_is_seen_is_taken_where_it_is_seen() -> None:
    thing = Percept(key=1, name="orange", u=0.26, v=0.40, width=0.05, height=0.06, confidence=0.5,
                    is_place=False)
    assert undoing(drawer(OPEN, is_open=True), thing)[0] == ("pick", 0.26, 0.40)


def test_elsewhere_it_is_where_the_hand_put_it() -> None:
    tray = Percept(key=0, name="tray", u=0.6, v=0.8, width=0.2, height=0.1, confidence=0.9, is_place=True)
    on_tray = PUT.model_copy(update={"to_u": 0.6, "to_v": 0.8, "to_name": "tray"})
    for percepts in ((), (tray,)):
        pick = undoing(*percepts, last=on_tray)[0]
        assert pick[1] == 0.6 and 0.7 < pick[2] < 0.8
