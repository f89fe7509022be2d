"""The scripted expert: it gets things done, remembers nothing, and stays within the limits."""

from collections.abc import Iterator

import numpy as np
import pybullet
import pytest

from scenes.conformance import check_scene
from scenes.demonstrator import TRAVEL_M, Demonstrator
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.rehearsal import PLACE_KEYS, Errand, measure, run_errand, run_skill, spot_on_counter
from scenes.types import Action


@pytest.fixture()
def kitchen() -> Iterator[KitchenScene]:
    scene = KitchenScene(SceneSpec(seed=4, kinds=("coke", "banana", "white_bowl"), open_drawer="none"))
    yield scene
    scene.close()


def test_the_kitchen_conforms(kitchen: KitchenScene) -> None:
    check_scene(kitchen)


def test_pick_ends_with_the_thing_in_hand_and_raised(kitchen: KitchenScene) -> None:
    actions = list(run_skill(kitchen, "pick", 0))
    assert actions[-1].terminate and not any(action.terminate for action in actions[:-1])
    assert 10 <= len(actions) <= 40
    thing = kitchen.truth(pixels=False).things[0]
    assert thing.held and thing.pose.position_m[2] > 0.2
    assert kitchen.arm.commanded.position_m[2] == pytest.approx(TRAVEL_M, abs=0.011)


@pytest.mark.parametrize("place", ["tray", "compost", "bottom_drawer"])
def test_a_thing_ends_where_it_was_taken(kitchen: KitchenScene, place: str) -> None:
    failure, steps = run_errand(kitchen, Errand(1, PLACE_KEYS[place], None, place))
    assert failure == ""
    assert steps <= 110
    assert kitchen.arm.commanded.position_m[2] == pytest.approx(TRAVEL_M, abs=0.011)


def test_a_thing_goes_into_a_bowl_and_back_to_the_counter(kitchen: KitchenScene) -> None:
    assert run_errand(kitchen, Errand(0, 2, None, "white_bowl"))[0] == ""
    assert kitchen.truth(pixels=False).things[0].inside == 2
    truth = kitchen.truth(pixels=False)
    point = spot_on_counter(truth, truth.things[0], kitchen.arm.model)
    assert point is not None
    assert run_errand(kitchen, Errand(0, None, point, "counter"))[0] == ""


def test_a_drawer_opens_and_closes(kitchen: KitchenScene) -> None:
    key = PLACE_KEYS["top_drawer"]
    assert list(run_skill(kitchen, "open", key))[-1].terminate
    assert kitchen.drawer_opening_m("top_drawer") > 0.16
    assert list(run_skill(kitchen, "close", key))[-1].terminate
    assert kitchen.drawer_opening_m("top_drawer") < 0.015


def test_the_same_state_gives_the_same_action(kitchen: KitchenScene) -> None:
    """Whatever the expert was asked before: it has no phase of its own."""
    expert, used = Demonstrator(kitchen), Demonstrator(kitchen)
    seen = 0
    for action in run_skill(kitchen, "pick", 0):
        seen += 1
        used.action("close", PLACE_KEYS["top_drawer"])
        for again in (expert.action("pick", 0), used.action("pick", 0)):
            np.testing.assert_array_equal(again.delta_position_m, action.delta_position_m)
            np.testing.assert_array_equal(again.delta_rotation_rad, action.delta_rotation_rad)
            assert (again.gripper_opening, again.terminate) == (action.gripper_opening, action.terminate)
    assert seen > 10


def test_it_recovers_from_a_hand_put_anywhere(kitchen: KitchenScene) -> None:
    rng = np.random.default_rng(3)
    for _ in range(15):
        kitchen.arm.send(Action(rng.uniform(-0.05, 0.05, 3), np.array([0, 0, rng.uniform(-0.2, 0.2)]), 0.0))
    actions = list(run_skill(kitchen, "pick", 0))
    assert actions[-1].terminate
    assert kitchen.truth(pixels=False).things[0].held


def test_every_action_is_within_the_limits(kitchen: KitchenScene) -> None:
    spec = kitchen.arm.spec
    for action in run_skill(kitchen, "pick", 1, np.random.default_rng(0), noise=1.0):
        assert np.abs(action.delta_position_m).max() <= spec.max_translation_m + 1e-9
        assert np.abs(action.delta_rotation_rad).max() <= spec.max_rotation_rad + 1e-9
        assert 0 <= action.gripper_opening <= 1
    assert action.terminate


@pytest.mark.parametrize("skill, key, message", [
    ("pick", 9, "no thing"), ("open", 55, "no place"), ("juggle", 0, "no skill")])
def test_nonsense_is_an_error(kitchen: KitchenScene, skill: str, key: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Demonstrator(kitchen).action(skill, key)  # type: ignore[arg-type]


def test_a_can_is_no_place_to_put_things(kitchen: KitchenScene) -> None:
    list(run_skill(kitchen, "pick", 1))
    with pytest.raises(ValueError, match="nothing can be put"):
        Demonstrator(kitchen).action("place", 0)


def test_a_rebuilt_scene_repeats_a_skill_to_the_bit() -> None:
    hashes = []
    for _ in range(2):
        scene = KitchenScene(SceneSpec(seed=8, kinds=("apple", "spoon")))
        list(run_skill(scene, "pick", 0))
        hashes.append(scene.state_hash())
        scene.close()
    assert hashes[0] == hashes[1]


def test_knocking_a_neighbour_over_is_a_failure(kitchen: KitchenScene) -> None:
    pick = run_skill(kitchen, "pick", 1)
    list(pick)
    can = kitchen._bodies[0]
    position, _ = pybullet.getBasePositionAndOrientation(can, physicsClientId=kitchen.client)
    errand = Errand(1, PLACE_KEYS["tray"], None, "tray")
    from scenes import rehearsal
    before = kitchen.truth(pixels=False)
    list(run_skill(kitchen, "place", errand.key))
    pybullet.resetBasePositionAndOrientation(can, [position[0], position[1], 0.03], [0.7071, 0, 0, 0.7071],
                                             physicsClientId=kitchen.client)
    assert rehearsal._judge(kitchen, errand, before) == "knocked over coke"


@pytest.mark.slow
def test_it_succeeds_on_random_errands() -> None:
    results = measure(30, seed=2)
    assert sum(not result.failure for result in results) >= 28
