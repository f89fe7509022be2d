"""SayCan weighs a fixed list of skills by words and by affordance, and runs what the product prefers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from policies import codecs
from policies.base import PolicyError
from policies.direct import is_direct
from policies.saycan.affordance import DONE_AFFORDANCE, FEATURES, Affordance, features, ground
from policies.saycan.policy import SayCan, as_step, load_saycan
from policies.saycan.skills import DONE, TextSkill, find, prompt, skills
from policies.types import ActionTokens, Dialogue, Percept, Step
from scenes.types import Action, ActionSpec, ArmState, Observation, Pose
from tests.policies.tiny_text import COUNTER, alone, percept, tiny

OPEN_HAND = (1.0, 1.0)


def observation(opening: float = 1.0, target: float = 1.0) -> Observation:
    tool = Pose(np.array([0.4, 0.0, 0.3]), np.array([1.0, 0.0, 0.0, 0.0]))
    arm = ArmState(np.zeros(7), tool, opening, target)
    return Observation(
        {"front": np.zeros((288, 384, 3), np.uint8), "wrist": np.zeros((64, 64, 3), np.uint8)}, arm, 0
    )


class Sees:
    def __init__(self, percepts: tuple[Percept, ...] = COUNTER) -> None:
        self.percepts = percepts

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        return self.percepts


class OneStepActor:
    """Ends every skill at its second step and notes what was begun."""

    spec, cameras = ActionSpec(), ("wrist",)

    def __init__(self) -> None:
        self.begun, self._taken = list[Step](), 0

    def begin(self, step: Step, observation: Observation) -> None:
        self.begun.append(step)
        self._taken = 0

    def act(self, observation: Observation) -> ActionTokens:
        self._taken += 1
        return ActionTokens(tokens=(255 if self._taken == 2 else 0, 140, 128, 128, 128, 128, 128, 0))

    def decode(self, tokens: ActionTokens) -> Action:
        return codecs.load("rt2").decode(tokens.tokens, self.spec)


class Can(Affordance):
    """Says outright what can succeed."""

    def __init__(self, *can: TextSkill) -> None:
        super().__init__()
        self.can = list(can)

    def of(self, skills: Sequence[TextSkill], percepts: Sequence[Percept], arm: ArmState) -> np.ndarray:
        first = self.can[0] if self.can else DONE
        return np.array([float(skill == first) for skill in skills])


def policy(affordance: Affordance, eye: Sees | None = None) -> tuple[SayCan, OneStepActor]:
    actor = OneStepActor()
    return SayCan(tiny(), affordance, eye or Sees(), actor, "saycan-test"), actor  # type: ignore[arg-type]


def test_every_skill_has_words_of_its_own_and_done_is_the_last() -> None:
    listed = skills()
    assert len({skill.text for skill in listed}) == len(listed) > 60
    assert listed[-1] is DONE
    texts = {skill.text for skill in listed}
    assert {"pick up the lemon", "put it in the sink", "put it on the plate", "open the top drawer",
            "bring it to you", "put it next to the apple"} <= texts  # fmt: skip
    assert "pick up the white bowl" not in texts
    with pytest.raises(KeyError):
        find("pick", "white_bowl")


def test_the_prompt_goes_on_with_the_steps_taken() -> None:
    assert prompt("bring me a cola") == "Human: bring me a cola\nRobot: 1."
    assert prompt("x", [find("pick", "coke")]) == "Human: x\nRobot: 1. pick up the Coke. 2."


def test_what_is_said_is_the_likelihood_of_the_whole_skill() -> None:
    made, _ = policy(Can())
    made.begin(Dialogue(instruction="tidy up", language="en"), observation())
    weighed, _ = made.weigh(observation())
    model = tiny().eval()
    logs = {skill.text: alone(model, prompt("tidy up"), skill.answer) for skill in skills()[:3]}
    said = {one.skill.text: np.log(one.said) for one in weighed}
    first, *others = logs
    for other in others:
        assert said[other] - said[first] == pytest.approx(logs[other] - logs[first], abs=1e-3)
    assert sum(one.said for one in weighed) == pytest.approx(1)


def test_it_runs_what_can_succeed_and_weighs_again_until_it_is_done() -> None:
    able = Can(find("pick", "coke"), find("place", "tray"), DONE)
    made, actor = policy(able)
    assert is_direct(made) and made.plan_text is None
    made.begin(Dialogue(instruction="a cola please", language="en"), observation())
    rows = []
    for _ in range(10):
        if len(actor.begun) and len(able.can) > 1 and actor._taken == 1:
            able.can.pop(0)
        rows.append(made.decode(made.act(observation(0.3, 0.0))))
        if rows[-1].terminate:
            break
    assert [step.target for step in actor.begun] == ["coke", "tray"]
    assert made.plan_text == "pick up the Coke, bring it to you"
    assert rows[-1].terminate and not any(row.terminate for row in rows[:-1])
    # Between two skills nothing moves, and the hand stays as it was told.
    assert not rows[1].delta_position_m.any() and rows[1].gripper_opening == 0.0
    assert made.decode(made.act(observation())).terminate


def test_a_skill_whose_target_nobody_sees_is_passed_over() -> None:
    made, actor = policy(Can(find("pick", "lemon")))
    made.begin(Dialogue(instruction="the lemon", language="en"), observation())
    assert all(step.target != "lemon" for step in actor.begun)


def test_targets_are_grounded_in_the_surest_percept() -> None:
    twins = (percept(0, "coke", 0.3), percept(1, "coke", 0.6).model_copy(update={"confidence": 0.95}))
    assert ground(find("pick", "coke"), twins) == twins[1]
    step = as_step(find("place", "coke", beside=True), twins)
    assert step is not None and step.target == "counter" and (step.u, step.v) != (twins[1].u, twins[1].v)
    assert as_step(DONE, twins) is None and as_step(find("pick", "apple"), twins) is None


def test_features_tell_what_is_seen_held_and_open() -> None:
    arm, holding = observation(*OPEN_HAND).arm, observation(0.4, 0.0).arm
    pick, drawer = find("pick", "coke"), find("open", "top_drawer")
    rows = [features(pick, COUNTER, arm), features(pick, (), arm), features(pick, COUNTER, holding),
            features(drawer, COUNTER, arm), features(find("pick", "apple"), COUNTER, arm)]  # fmt: skip
    assert all(row.shape == (FEATURES,) and np.isfinite(row).all() for row in rows)
    assert len({row.tobytes() for row in rows}) == len(rows)
    shares = Affordance().of([pick, DONE, drawer], COUNTER, arm)
    assert shares[1] == DONE_AFFORDANCE and all(0 < share < 1 for share in shares[[0, 2]])


def test_missing_weights_say_what_makes_them(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="whichone policy train-saycan"):
        load_saycan(tmp_path)


def test_another_order_of_percepts_weighs_alike() -> None:
    torch.manual_seed(0)
    network, arm = Affordance().eval(), observation().arm
    again = tuple(reversed(COUNTER))
    np.testing.assert_allclose(network.of(skills(), COUNTER, arm), network.of(skills(), again, arm))
