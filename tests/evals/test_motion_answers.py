"""The simulated user, asked about the motion: has it tried again once, then lets it go on; counted apart."""

from __future__ import annotations

import json
from typing import cast

import pytest

from agent import Agent, Rule
from agent.motion_question import compose, understand
from evals.cases import Case, make_case
from evals.dialogue_metrics import asked_and_acted
from evals.episode import Episode, run_episode
from evals.motion_answers import answer_in_motion
from evals.oracle import OraclePolicy
from evals.suites import load
from evals.units import episode_of
from policies.base import Policy
from policies.types import ActionTokens, Step
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import Observation

STEP = Step(skill="pick", u=0.5, v=0.5, target="coke")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_answers_by_number_and_in_words_that_are_understood(language: str) -> None:
    question = compose(STEP, language)  # type: ignore[arg-type]
    first = {answer_in_motion(question.options, 0, seed) for seed in range(40)}
    then = {answer_in_motion(question.options, 1, seed) for seed in range(40)}
    assert {understand(text, question) for text in first} == {"again"} and "2" in first and len(first) == 4
    assert {understand(text, question) for text in then} == {"go_on"} and "1" in then and len(then) == 4


def moved(decision: str, asked: int) -> Episode:
    reading = TrueReading("move", 0, 104, "in")
    case = make_case("clear", f"c-{asked}", "en", SceneSpec(seed=2_000_001), "go", "clear", (reading,))
    asking = [{"text": "Shall I?", "answer": "2"}] * asked
    return Episode(case, decision=decision, plan_text="p", chosen=reading, in_motion=asking)


def test_it_is_no_question_about_the_words() -> None:
    found = asked_and_acted([moved("act", 0), moved("act", 3), moved("act", 1)])
    assert (found["over_ask"].value, found["help"].value) == (0.0, 0.0)
    assert found["asked_in_motion"].value == pytest.approx(2 / 3)
    assert found["motion_questions"].value == pytest.approx(4 / 3) and found["motion_questions"].n == 3
    values = json.loads(json.dumps(moved("act", 2).to_json()))
    again = episode_of(moved("act", 0).case, values)
    assert len(again.in_motion) == 2 and again.heard == []
    assert episode_of(again.case, {name: value for name, value in values.items() if name != "in_motion"})


@pytest.mark.slow
def test_a_whole_episode_in_doubt_is_answered_and_succeeds() -> None:
    policy = OraclePolicy()
    acting, begun = policy.actor.act, []
    beginning = policy.actor.begin

    def begin(step: Step, observation: Observation) -> None:
        begun.append(step.skill)
        beginning(step, observation)

    def act(observation: Observation) -> ActionTokens:
        return acting(observation).model_copy(update={"entropy_bits": 7.9 if len(begun) <= 2 else 0.0})

    policy.actor.begin, policy.actor.act = begin, act  # type: ignore[method-assign]

    def make_agent(scene: KitchenScene, policy: Policy, case: Case) -> Agent:
        return Agent(scene=scene, policy=policy, rule=Rule(doubt_steps=4))

    case = next(iter(load("clear").cases(1, 0, "test")))
    episode = run_episode(case, cast(Policy, policy), make_agent, policy.bind)
    assert episode.error is None and episode.success and episode.decision == "act"
    assert len(episode.in_motion) == 1 and not episode.heard
    assert episode.agent_outcome is not None and episode.agent_outcome["questions"] == 1
