"""A calibration of the motion is used for the weights it was made for, and for no others."""

from __future__ import annotations

import pytest

from agent import Agent, Rule
from agent.calibration import Calibration, CalibrationMismatch
from agent.calibration import find as find_of_words
from agent.calibration import save as save_of_words
from agent.motion_calibration import MotionCalibration, find, fingerprint_of, save
from agent.tracing.store import Store
from agent.tracing.tables import CalibrationRow, DecisionRow, SessionRow
from tests.agent.tabletop import make

MADE = MotionCalibration(
    fingerprint="f" * 16,
    suite="control",
    data_fingerprint="d",
    risk=0.05,
    used_risk=0.01,
    n=99,
    motions=100,
    window_steps=4,
    quantile=3.25,
)


def test_the_rule_takes_threshold_and_window() -> None:
    rule = MADE.rule(Rule(), MADE.fingerprint)
    assert (rule.doubt_bits, rule.doubt_steps, rule.doubt_risk) == (3.25, 4, 0.05)
    assert rule.model_copy(update={"doubt_bits": 7.5, "doubt_steps": 10, "doubt_risk": None}) == Rule()


def test_other_weights_are_refused_by_name() -> None:
    _, policy = make()
    policy.actor.fingerprint = "actor-2"  # type: ignore[attr-defined]
    assert fingerprint_of(policy) == "f" * 16 + "+actor-2"
    with pytest.raises(CalibrationMismatch, match=r"f{16}, and this is f{16}\+actor-2"):
        Agent(*make()[:1], policy, motion=MADE)


def test_an_agent_stops_by_it_and_says_so_in_the_traces() -> None:
    scene, policy = make()
    policy.actor.entropy_bits = 3.3
    agent = Agent(scene, policy, motion=MADE)
    turn = agent.tell("bring me the Coke")
    assert turn.question is not None and turn.question.factor == "motion"
    assert "at most 5%" in str(agent.tell("why?").events)
    assert agent.store.rows(SessionRow)[0].rule["doubt_risk"] == 0.05
    assert {row.doubt_threshold for row in agent.store.rows(DecisionRow)} == {3.25}
    scene, policy = make()
    policy.actor.entropy_bits = 3.25
    assert Agent(scene, policy, motion=MADE).tell("bring me the Coke").outcome is not None


def test_the_newest_is_found_and_words_and_motion_are_never_mixed_up() -> None:
    store = Store()
    save(store, MADE)
    save(store, MADE.model_copy(update={"quantile": 3.5}))
    assert find(store, "f" * 16, 0.05).quantile == 3.5
    assert {row.kind for row in store.rows(CalibrationRow)} == {"motion"}
    with pytest.raises(CalibrationMismatch, match="there is none at all"):
        find_of_words(store, "f" * 16, 0.05)
    with pytest.raises(CalibrationMismatch, match="risks 0.05 for it"):
        find(store, "f" * 16, 0.1)
    with pytest.raises(CalibrationMismatch, match=r"policy g at risk 0\.05: those for f{16} are refused"):
        find(store, "g", 0.05)
    words = Calibration(
        fingerprint="f" * 16, suite="vague", data_fingerprint="d", score="ask_gate", risk=0.05,
        used_risk=0.01, n=200, quantile=0.8,
    )
    save_of_words(store, words)
    assert find_of_words(store, "f" * 16, 0.05) == words and find(store, "f" * 16, 0.05).quantile == 3.5
    store.close()
