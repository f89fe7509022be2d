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


@pytest.mark.parametrize(
    ("told", "question", "answer", "end"),
    [
        ("mete el Sprite en el cajón", "¿El cajón de arriba (1) o el cajón de abajo (2)?", "el de abajo",
         "Hecho: el Sprite está en el cajón de abajo."),
        ("leg die Sprite in die Schublade", "Die obere Schublade (1) oder die untere Schublade (2)?",
         "die untere", "Fertig: die Sprite ist in der unteren Schublade."),
    ],
)
def test_questions_plans_and_ends_are_said_in_the_language(
    told: str, question: str, answer: str, end: str
) -> None:
    scene, policy = make({told: {("sprite", "top_drawer"): 0.5, ("sprite", "bottom_drawer"): 0.5}})
    agent = Agent(scene, policy)
    asked = agent.tell(told)
    assert asked.question is not None and asked.text == question
    assert agent.question == asked.question
    turn = agent.tell(answer)
    assert turn.text == end
    (row,) = agent.store.rows(QuestionRow)
    assert row.text == question
    assert agent.store.list_turns()[0]["text"] == end


def test_answers_come_in_a_language_that_is_asked_for() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, language="de")
    assert agent.tell("bring me the Coke").text == "Fertig: die Cola ist im Tablett."
    assert agent.undo().text.startswith("Fertig: ")


@pytest.mark.parametrize(
    ("told", "language", "words"),
    [("tráeme el martillo", "es", "No veo martillo aquí."),
     ("bring mir den Hammer", "de", "Ich sehe hier nicht: Hammer.")],
)
def test_refusals_are_said_in_the_language(told: str, language: str, words: str) -> None:
    scene, policy = make({told: {"none_of_these": 1.0}})
    turn = Agent(scene, policy).tell(told)
    assert turn.language == language and turn.text.startswith(words)
