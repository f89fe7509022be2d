"""Undo out of drawers with the shipped weights: how often the thing stands on the counter again.

`pytest -s -m "weights and slow" tests/agent/test_undo_shipped.py` prints the rate: three minutes of one core.
"""

from __future__ import annotations

import numpy as np
import pytest

import policies
from agent import Agent, Pace
from agent.language import noun
from policies.base import Policy
from policies.direct import with_readings
from scenes.catalogue import all_kinds
from scenes.kitchen import KitchenScene, SceneSpec

FIRST_SEED = 30_000
KINDS = ("coke", "sprite", "apple", "water", "kettle_chips", "orange", "spoon", "clean_sponge", "energy_bar",
         "lemon", "red_cup", "banana")
BESIDE = ("coke", "sprite", "apple", "clean_sponge", "jalapeno_chips")
BACK_M = 0.10
"""From where it stood at first, as far as a thing may stand after it was put back."""


def undone(policy: Policy, seed: int, kind: str, drawer: str) -> bool | None:
    """Whether a thing that was put into a closed drawer is taken out again; None where it never came in."""
    others = [other for other in BESIDE if other != kind][:3]
    scene = KitchenScene(SceneSpec(seed=seed, kinds=(kind, *others), open_drawer="none"))
    try:
        with Agent(scene, policy, pace=Pace(reasons=False)) as agent:
            key = next(thing.key for thing in scene.truth(pixels=False).things if thing.kind == kind)
            before = scene.truth(pixels=False).thing(key)
            agent.tell(f"put the {noun(kind, 'en')} in the {drawer.replace('_', ' ')}")
            if scene.truth(pixels=False).thing(key).inside != drawer:
                return None
            agent.undo()
            after = scene.truth(pixels=False).thing(key)
            away_m = float(np.linalg.norm(after.pose.position_m[:2] - before.pose.position_m[:2]))
            return after.inside is None and not after.held and away_m < BACK_M
    finally:
        scene.close()


def test_what_is_tried_is_what_a_hand_can_carry() -> None:
    assert len(set(KINDS)) == len(KINDS) and all(all_kinds()[kind].graspable for kind in KINDS)


@pytest.mark.weights
@pytest.mark.slow
def test_most_things_come_out_of_drawers_again() -> None:
    policy = with_readings(policies.load("whichone"), "it cannot be talked with")
    found = []
    for at, kind in enumerate(KINDS):
        drawer = ("top_drawer", "bottom_drawer")[at % 2]
        found.append(undone(policy, FIRST_SEED + at, kind, drawer))
        print(FIRST_SEED + at, kind, drawer, found[-1])
    tried = [one for one in found if one is not None]
    print(f"undone {sum(tried)} of {len(tried)}")
    assert len(tried) >= 10 and sum(tried) >= 9
