"""Turns in Spanish and German: the words understood, the answers taken, the language on record."""

from __future__ import annotations

import pytest

from agent import Agent
from agent.tracing.tables import QuestionRow, TurnRow
from tests.agent.tabletop import make

EITHER = {("coke", "top_drawer"): 0.3, ("sprite", "top_drawer"): 0.3,
          ("coke", "bottom_drawer"): 0.2, ("sprite", "bottom_drawer"): 0.2}


@pytest.mark.parametrize(
    ("told", "answers", "language"),
    [
        ("mete esa bebida en el cajón", ("la segunda", "el cajón de abajo"), "es"),
        ("leg das Getränk in die Schublade", ("die Sprite", "die untere"), "de"),
    ],
)
def test_a_question_is_answered_in_the_language_of_the_command(
    told: str, answers: tuple[str, str], language: str
) -> None:
    scene, policy = make({told: EITHER})
    agent = Agent(scene, policy)
    turn = agent.tell(told)
    for answer in answers:
        assert turn.question is not None
        turn = agent.tell(answer)
    assert turn.question is None and turn.outcome is not None and turn.outcome.reason == "terminated"
    assert scene.body("bottom_drawer").is_open
    (row,) = agent.store.rows(TurnRow)
    assert (row.instruction, row.language) == (told, language)
    assert {row.answer for row in agent.store.rows(QuestionRow)} == set(answers)


@pytest.mark.parametrize("told", ["deshacer", "rückgängig"])
def test_undo_and_home_are_orders_in_every_language(told: str) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell("bring me the Coke")
    turn = agent.tell(told)
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert (scene.body("coke").u, scene.body("coke").v) != pytest.approx((0.9, 0.9), abs=0.01)
