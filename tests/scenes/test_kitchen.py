"""The simulated kitchen: what it shows, what is true of it, and that it can be rebuilt to the bit."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pybullet
import pytest

import scenes
from scenes import layout
from scenes.base import Scene, SceneError
from scenes.catalogue import kinds, places
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.randomisation import look_for
from scenes.types import Action


@pytest.fixture
def kitchen() -> Iterator[KitchenScene]:
    scene = KitchenScene(SceneSpec(11, kinds=("coke", "apple", "clean_sponge", "white_bowl"),
                                   open_drawer="none"))
    yield scene
    scene.close()


def step(scene: KitchenScene, x: float = 0.0, z: float = 0.0) -> None:
    scene.arm.send(Action(np.array([x, 0.0, z]), np.zeros(3), 1.0))


def put(scene: KitchenScene, key: int, position_m: np.ndarray) -> None:
    """Set a thing down somewhere by hand and let it come to rest."""
    pybullet.resetBasePositionAndOrientation(scene._bodies[key], position_m.tolist(), (0, 0, 0, 1),
                                             physicsClientId=scene.client)
    scene.arm.settle(8)


def test_at_least_24_kinds_are_visible_and_different() -> None:
    names = list(kinds())
    seen: dict[str, int] = {}
    for start in range(10):
        scene = KitchenScene(SceneSpec(start, kinds=tuple(names[start::10])))
        seen |= {thing.kind: thing.visible_pixels for thing in scene.truth().things}
        scene.close()
    assert len(seen) >= 24
    assert min(seen.values()) >= 60


def test_things_drawn_stand_still_upright_and_in_view() -> None:
    counted = 0
    for seed in range(6):
        scene = KitchenScene(SceneSpec(seed))
        scene.arm.settle(5)
        for thing, start in zip(scene.truth().things, scene.standing, strict=True):
            counted += 1
            assert np.allclose(thing.pose.position_m[:2], (start.x_m, start.y_m), atol=0.012), thing.kind
            up = pybullet.getMatrixFromQuaternion(thing.pose.orientation_xyzw.tolist())[8]
            assert up > 0.97, thing.kind
            assert thing.visible_pixels >= 60, thing.kind
            assert thing.inside is None and not thing.held
            assert 0 < thing.u < 1 and 0 < thing.v < 1 and 0 < thing.width < 0.5 and 0 < thing.height < 0.5
        scene.close()
    assert counted >= 24


def test_observation_has_images_arm_and_time_and_nothing_else(kitchen: KitchenScene) -> None:
    seen = kitchen.observe()
    assert seen.images["front"].shape == (288, 384, 3) and seen.images["front"].dtype == np.uint8
    assert seen.images["wrist"].shape == (96, 96, 3)
    assert set(vars(seen)) == {"images", "arm", "time_s"}
    assert set(kitchen.observe(("front",)).images) == {"front"}
    assert kitchen.observe(()).images == {}
    with pytest.raises(SceneError, match="ceiling"):
        kitchen.observe(("ceiling",))


def test_the_wrist_camera_rides_the_hand(kitchen: KitchenScene) -> None:
    before = kitchen.observe(("wrist",)).images["wrist"]
    for _ in range(4):
        step(kitchen, x=0.04)
    assert np.abs(before.astype(int) - kitchen.observe(("wrist",)).images["wrist"]).mean() > 3


def test_all_places_are_in_view_and_have_their_own_key(kitchen: KitchenScene) -> None:
    truth = kitchen.truth()
    assert [place.name for place in truth.places] == list(places())
    assert len({place.key for place in truth.places}) == len(truth.places)
    assert all(place.visible_pixels >= 60 for place in truth.places)
    assert all(0 < place.u < 1 and 0 < place.v < 1 for place in truth.places)
    opening = {place.name for place in truth.places if place.is_open is not None}
    assert opening == {"top_drawer", "bottom_drawer"}
    assert truth.place("tray") is truth.place(truth.place("tray").key)
    with pytest.raises(KeyError):
        truth.place("oven")
    with pytest.raises(KeyError):
        truth.thing(99)


def test_referents_are_the_visible_things_and_all_places(kitchen: KitchenScene) -> None:
    put(kitchen, 1, np.array([-0.3, 0.0, 0.031]))  # behind the robot's foot
    truth = kitchen.truth()
    assert truth.thing(1).visible_pixels < 60
    found = truth.referents()
    assert [(one.key, one.kind) for one in found if not one.is_place] == [
        (0, "coke"), (2, "clean_sponge"), (3, "white_bowl")]
    assert [one.kind for one in found if one.is_place] == list(places())
    assert {one.kind: one.is_open for one in found}["top_drawer"] is False


@pytest.mark.parametrize("name", [name for name in places() if "drawer" not in name])
def test_what_is_set_down_at_a_place_is_inside_it(kitchen: KitchenScene, name: str) -> None:
    put(kitchen, 0, layout.REGIONS[name].centre_m + np.array([0, 0, 0.0605]))
    assert kitchen.truth(pixels=False).thing(0).inside == name


def test_what_is_dropped_into_a_bowl_is_inside_it(kitchen: KitchenScene) -> None:
    bowl = kitchen.truth(pixels=False).thing(3).pose.position_m
    put(kitchen, 1, bowl + np.array([0.01, 0.0, 0.05]))
    apple = kitchen.truth(pixels=False).thing(1)
    assert apple.inside == 3
    assert np.hypot(*(apple.pose.position_m - bowl)[:2]) < 0.04


@pytest.mark.parametrize("drawer", ["top_drawer", "bottom_drawer"])
def test_a_drawer_carries_things_and_stays_where_it_is_left(drawer: str) -> None:
    scene = KitchenScene(SceneSpec(3, kinds=("coke",), open_drawer=drawer))
    assert scene.truth(pixels=False).place(drawer).is_open is True
    assert scene.drawer_opening_m(drawer) == pytest.approx(layout.DRAWER_TRAVEL_M, abs=1e-3)
    put(scene, 0, scene.region(drawer).centre_m + np.array([0, 0, 0.0595]))
    assert scene.truth(pixels=False).thing(0).inside == drawer
    joint = ("top_drawer", "bottom_drawer").index(drawer)
    for push in (-9.0, 0.0):
        for _ in range(200):
            if push:
                pybullet.applyExternalForce(scene._fixtures.cabinet, joint, (0, push, 0), (0, 0, 0),
                                            pybullet.LINK_FRAME, physicsClientId=scene.client)
            pybullet.stepSimulation(physicsClientId=scene.client)
    truth = scene.truth(pixels=False)
    assert scene.drawer_opening_m(drawer) < 0.01
    assert truth.place(drawer).is_open is False
    assert truth.thing(0).inside == drawer
    assert truth.thing(0).pose.position_m[1] < layout.CABINET_HIGH_M[1]
    pybullet.resetJointState(scene._fixtures.cabinet, joint, 0.09, physicsClientId=scene.client)
    scene.arm.settle(10)
    assert scene.drawer_opening_m(drawer) == pytest.approx(0.09, abs=0.004)
    scene.close()


def test_rebuilding_and_repeating_gives_the_same_state_to_the_bit() -> None:
    spec, hashes, pictures = SceneSpec(8, randomisation="hard"), [], []
    for watch in (True, False):
        scene = KitchenScene(spec)
        for index in range(6):
            step(scene, x=0.02 * (index % 3), z=-0.03)
            if watch:  # looking must not change what happens
                scene.observe()
                scene.truth()
        hashes.append(scene.state_hash())
        pictures.append(scene.observe(("front",)).images["front"])
        scene.close()
    assert hashes[0] == hashes[1]
    assert np.array_equal(pictures[0], pictures[1])


def test_another_action_gives_another_state(kitchen: KitchenScene) -> None:
    before = kitchen.state_hash()
    assert before == kitchen.state_hash()
    step(kitchen, z=-0.02)
    assert kitchen.state_hash() != before


def test_scenes_in_one_process_do_not_disturb_each_other() -> None:
    alone = KitchenScene(SceneSpec(5))
    step(alone, z=-0.03)
    expected = alone.state_hash()
    alone.close()
    one, other = KitchenScene(SceneSpec(5)), KitchenScene(SceneSpec(6))
    step(other, x=0.03)
    step(one, z=-0.03)
    other.close()
    assert one.state_hash() == expected
    one.close()
    one.close()


def test_strengths_change_the_look_but_not_the_arrangement() -> None:
    shown, stood = {}, {}
    for strength in ("none", "easy", "hard"):
        scene = KitchenScene(SceneSpec(9, kinds=("coke", "lemon"), randomisation=strength))
        shown[strength] = scene.observe(("front",)).images["front"].astype(int)
        stood[strength] = scene.standing
        scene.close()
    assert stood["none"] == stood["easy"] == stood["hard"]
    far = {name: np.abs(shown[name] - shown["none"]).mean() for name in ("easy", "hard")}
    assert 0.5 < far["easy"] < far["hard"]
    looks = [look_for("easy", np.random.default_rng(seed)) for seed in range(2)]
    assert looks[0] != looks[1]
    with pytest.raises(ValueError, match="wild"):
        look_for("wild", np.random.default_rng(0))  # type: ignore[arg-type]


def test_a_spec_survives_json() -> None:
    for spec in (SceneSpec(3), SceneSpec(4, ("coke", "coke"), (2, 3), "top_drawer", "hard")):
        assert SceneSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


def test_scenes_load_by_name_and_bad_wishes_are_named() -> None:
    scene = scenes.load("kitchen", seed=2, kinds=("coke",))
    assert isinstance(scene, Scene) and scene.name == "kitchen" and scene.seed == 2
    scene.close()
    for wish, complaint in (({"kinds": ("unicorn",)}, "unicorn"), ({"open_drawer": "middle"}, "middle"),
                            ({"n_things": (5, 2)}, "n_things"), ({"colour": 3}, "options"),
                            ({"kinds": ("plate",) * 12}, "no room")):
        with pytest.raises(SceneError, match=complaint):
            scenes.load("kitchen", seed=2, **wish)
    with pytest.raises(SceneError, match="garage"):
        scenes.load("garage", seed=2)
