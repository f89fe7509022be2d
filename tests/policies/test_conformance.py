"""The conformance suites accept what keeps the contract and name what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from policies import codecs
from policies.base import MalformedAction
from policies.conformance import check_actor, check_reader
from policies.types import (
    ActionTokens,
    Belief,
    Dialogue,
    Entry,
    Percept,
    Plan,
    Reading,
    ScoredReading,
    Step,
)
from scenes.kinematics import down_facing
from scenes.types import Action, ActionSpec, ArmState, Observation, Pose

STATE = ArmState(np.zeros(7), Pose(np.array([0.4, 0.0, 0.2]), down_facing(0.0)), 1.0, 1.0)
SEEN = Observation({"front": np.zeros((288, 384, 3), dtype=np.uint8),
                    "wrist": np.zeros((64, 64, 3), dtype=np.uint8)}, STATE, 0.0)
DIALOGUE = Dialogue(instruction="bring me the Coke", language="en")


class StillActor:
    """Keeps the contract by staying where it is."""

    spec = ActionSpec()
    cameras: tuple[str, ...] = ("wrist",)
    row: tuple[int, ...] = (0, 128, 128, 128, 128, 128, 128, 255)

    def begin(self, step: Step, observation: Observation) -> None:
        self.step = step

    def act(self, observation: Observation) -> ActionTokens:
        return ActionTokens(tokens=self.row, probabilities=(1.0,) * 8)  # type: ignore[arg-type]

    def decode(self, tokens: ActionTokens) -> Action:
        return codecs.load("rt2").decode(tokens.tokens, self.spec)


class ReadsNames(StillActor):
    def act(self, observation: Observation) -> ActionTokens:
        last = 0 if self.step.target == "coke" else 255
        return ActionTokens(tokens=(0, 128, 128, 128, 128, 128, 128, last))


class MovesOnGarbage(StillActor):
    def decode(self, tokens: ActionTokens) -> Action:
        try:
            return super().decode(tokens)
        except MalformedAction:
            return Action(np.zeros(3), np.zeros(3), 1.0)


class Overshoots(StillActor):
    def decode(self, tokens: ActionTokens) -> Action:
        super().decode(tokens)
        return Action(np.array([0.0, 0.0, 0.2]), np.zeros(3), 1.0)


class LooksInFront(StillActor):
    def act(self, observation: Observation) -> ActionTokens:
        observation.images["front"]
        return super().act(observation)


def test_a_good_actor_passes() -> None:
    check_actor(StillActor(), [SEEN, SEEN])


@pytest.mark.parametrize(("actor", "error", "words"), [
    (ReadsNames, AssertionError, "name or key"), (MovesOnGarbage, AssertionError, "malformed"),
    (Overshoots, AssertionError, "spec"), (LooksInFront, KeyError, "front")])
def test_actors_that_break_the_contract(actor: type[StillActor], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        check_actor(actor(), [SEEN])


class TwoThings:
    """A reader that always sees a Coke and a tray and always means the one to the other."""

    fingerprint = "two-things"
    change: Callable[[Belief], Belief] = staticmethod(lambda belief: belief)
    plan_point = 0.5

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        place = {"width": 0.1, "height": 0.1, "confidence": 0.9}
        return (Percept(key=0, name="coke", u=0.4, v=0.5, is_place=False, **place),
                Percept(key=1, name="tray", u=0.6, v=0.7, is_place=True, **place))

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        move = Reading(entries=(Entry(verb="move", things=(0,), destination=1, relation="handover"),))
        readings = (ScoredReading(reading=move, probability=0.8),
                    ScoredReading(reading=Reading(special="none_of_these"), probability=0.15),
                    ScoredReading(reading=Reading(special="must_not"), probability=0.05))
        return type(self).change(Belief(readings=readings, percepts=percepts, fingerprint=self.fingerprint))

    def plan(self, percepts: tuple[Percept, ...], reading: Reading, probability: float,
             dialogue: Dialogue) -> Plan:
        steps = (Step(skill="pick", u=self.plan_point, v=0.5, target="coke"),
                 Step(skill="place", u=0.6, v=0.7, target="tray"))
        return Plan(reading=reading, steps=steps, text="bring the Coke", probability=probability)

    def rationale(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue,
                  plan: Plan) -> str:
        return "you asked for it"


def _with(belief: Belief, **change: object) -> Belief:
    return belief.model_copy(update=change)


def test_a_good_reader_passes() -> None:
    check_reader(TwoThings(), SEEN, [DIALOGUE])


@pytest.mark.parametrize(("change", "words"), [
    (lambda b: _with(b, readings=b.readings[:2]), "sum to"),
    (lambda b: _with(b, readings=b.readings[::-1]), "most probable first"),
    (lambda b: _with(b, readings=(ScoredReading(reading=b.readings[0].reading, probability=1.0),)),
     "specials"),
    (lambda b: _with(b, fingerprint="other"), "fingerprint"),
    (lambda b: _with(b, readings=(ScoredReading(
        reading=Reading(entries=(Entry(verb="move", things=(5,), destination=1, relation="in"),)),
        probability=0.8), *b.readings[1:])), "keys"),
    (lambda b: _with(b, readings=(ScoredReading(
        reading=Reading(entries=(Entry(verb="move", things=(0,)),)), probability=0.8), *b.readings[1:])),
     "goes somewhere")])
def test_beliefs_that_break_the_contract(change: Callable[[Belief], Belief], words: str,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TwoThings, "change", staticmethod(change))
    with pytest.raises(AssertionError, match=words):
        check_reader(TwoThings(), SEEN, [DIALOGUE])


def test_a_plan_outside_the_image_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TwoThings, "plan_point", 1.5)
    with pytest.raises(AssertionError, match="outside the image"):
        check_reader(TwoThings(), SEEN, [DIALOGUE])
