"""The way home: up, across, down, for an arm whose home is high and for one whose home is low."""

import numpy as np
import pytest

from agent.homing import homeward
from scenes.arm_model import load_arm
from scenes.kinematics import down_facing
from scenes.types import ActionSpec, ArmState, Pose


@pytest.mark.parametrize("name", ["panda", "xarm6", "so101"])
def test_it_rises_before_it_crosses_and_arrives(name: str) -> None:
    home = load_arm(name).home
    at = home.position_m + np.array([0.08, 0.1, -0.15])
    for _ in range(40):
        state = ArmState(np.zeros(6), Pose(at, down_facing(0.0)), 1.0, 1.0)
        action = homeward(state, home, ActionSpec())
        if action is None:
            break
        if np.abs(action.delta_position_m[:2]).max() > 1e-9:
            assert at[2] > min(0.24, home.position_m[2]) - 0.013
        at = at + action.delta_position_m
    assert action is None and np.linalg.norm(at - home.position_m) < 0.02


def test_a_home_below_the_clear_height_is_not_risen_above() -> None:
    home = Pose(np.array([0.5, 0.0, 0.20]), down_facing(0.0))
    here = ArmState(np.zeros(5), Pose(np.array([0.55, 0.1, 0.198]), down_facing(0.0)), 1.0, 1.0)
    action = homeward(here, home, ActionSpec())
    assert action is not None and action.delta_position_m[2] < 0.005 and action.delta_position_m[0] < 0
