"""Things, backgrounds and rooms kept for testing: training draws none, and what it draws is as it was."""

from __future__ import annotations

import hashlib
from random import Random

import numpy as np
import pytest

from policies.training import rendered
from scenes.arrangement import draw_kinds
from scenes.base import SceneError
from scenes.catalogue import kinds, world_of
from scenes.counters import random_kinds
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.layout import BINS_M
from scenes.randomisation import STRENGTHS, Look, look_for
from scenes.unseen.catalogue import EASY, HARD, KEYS
from scenes.unseen.looks import SETTINGS, Setting
from scenes.unseen.surfaces import TOPS, WALLS

DRAWS = 300
TRAINED_WORLDS = ("kitchen", "bench", "cards")


def looks(strength: str) -> list[Look]:
    return [look_for(strength, np.random.default_rng([seed, 1])) for seed in range(DRAWS)]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def trained() -> list[Look]:
    return [look for strength in STRENGTHS for look in looks(strength)]


def test_no_world_that_is_trained_on_has_an_unseen_kind() -> None:
    for world in TRAINED_WORLDS:
        assert not KEYS & kinds(world).keys()  # type: ignore[arg-type]
        rng, words = np.random.default_rng(4), Random(4)
        for _ in range(100):
            drawn = {*draw_kinds(rng, (4, 7), world), *random_kinds(words, (3, 8), world)}  # type: ignore[arg-type]
            assert not drawn & KEYS
    assert KEYS | kinds("kitchen").keys() == kinds("unseen").keys()
    assert world_of(["apple", "tray"]) == "kitchen" and world_of(["apple", "carrot"]) == "unseen"


def test_frames_and_robot_data_are_drawn_at_the_strengths_of_training_alone() -> None:
    specs = [rendered.spec_for(seed) for seed in range(DRAWS)]
    assert {spec.randomisation for spec in specs} <= set(STRENGTHS)
    assert {spec.world for spec in specs} <= set(TRAINED_WORLDS)
    assert SceneSpec(seed=1).randomisation in STRENGTHS  # what demonstrations and recordings use
    assert not set(SETTINGS) & set(STRENGTHS)


def test_training_never_draws_an_unseen_surface_or_order_of_bins(trained: list[Look]) -> None:
    assert all(look.room is None and look.bins == tuple(BINS_M) for look in trained)


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_always_has_a_surface_of_its_own(setting: Setting) -> None:
    for look in looks(setting):
        assert look.room is not None and look.room.top.pattern in TOPS
        own_wall = look.room.wall
        assert own_wall is None or (own_wall.pattern in WALLS and own_wall.pattern != "tiles")
        assert (own_wall is None) == (setting == "background-easy")


@pytest.mark.parametrize("setting", ("environment-easy", "environment-hard"))
def test_lamp_and_camera_of_another_room_are_where_training_has_none(setting: Setting,
                                                                     trained: list[Look]) -> None:
    ambient = min(look.light.ambient for look in trained)
    lamp_y = min(look.light.direction[1] for look in trained)
    reddest = max(max(look.light.colour) - min(look.light.colour) for look in trained)
    away = max(float(np.abs(np.array(look.eye_m) - Look().eye_m).max()) for look in trained)
    for look in looks(setting):
        assert look.light.ambient < ambient and look.light.direction[1] < lamp_y
        assert max(look.light.colour) - min(look.light.colour) > reddest
        assert float(np.abs(np.array(look.eye_m) - Look().eye_m).min()) > away


def test_the_office_has_every_bin_elsewhere_and_truth_knows() -> None:
    scene = KitchenScene(SceneSpec(2_000_003, randomisation="environment-hard"))
    try:
        assert all(at != plain for at, plain in zip(scene.look.bins, BINS_M, strict=True))
        for name, (x, y) in zip(scene.look.bins, BINS_M.values(), strict=True):
            np.testing.assert_allclose(scene.region(name).centre_m[:2], (x, y))
        shown = {place.key: place for place in scene.truth().places}
        assert all(place.visible_pixels > 100 for name, place in shown.items() if name in BINS_M)
    finally:
        scene.close()


def test_every_unseen_kind_stands_and_can_be_seen() -> None:
    for level in (EASY, HARD):
        shown = tuple(kind.key for kind in level)
        scene = KitchenScene(SceneSpec(4, kinds=shown, world="unseen"))
        try:
            for thing in scene.truth().things:
                assert thing.visible_pixels >= 150, thing.kind
                height = kinds("unseen")[thing.kind].size_m[2]
                assert abs(thing.pose.position_m[2] - height / 2) < 0.012, thing.kind
        finally:
            scene.close()


def test_frames_of_default_scenes_are_what_they_were_to_the_byte() -> None:
    """Hashes of the front camera's frames, taken before there was anything unseen."""
    before = {(3, "easy"): "5dad2b28cb9f3793", (3, "hard"): "16011e02acef6588",
              (2_000_017, "none"): "903da7587609ce7d", (8, "easy"): "528baa3f6321f0e1"}
    for (seed, strength), digest in before.items():
        scene = KitchenScene(SceneSpec(seed, randomisation=strength))  # type: ignore[arg-type]
        try:
            frame = scene.observe(("front",)).images["front"]
        finally:
            scene.close()
        assert hashlib.sha256(frame.tobytes()).hexdigest()[:16] == digest


def test_a_look_that_does_not_exist_is_named() -> None:
    with pytest.raises(SceneError, match="environment-hard"):
        KitchenScene(SceneSpec(1, randomisation="garden"))  # type: ignore[arg-type]
