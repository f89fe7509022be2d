"""The collection of cards: told apart by what they show, beside the kitchen without touching it."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations
from random import Random

import numpy as np
import pytest

from scenes.arrangement import NoRoom, arrange, draw_kinds
from scenes.cards import counters, portraits
from scenes.cards.catalogue import CARDS, FALLING, KINDS, NEVER_IN_ROBOT_DATA, PEOPLE_KEYS, PORTRAITS
from scenes.cards.concepts import CONCEPTS, HELD_OUT, value_of
from scenes.cards.shapes import card_picture
from scenes.catalogue import World, all_kinds, kinds, world_of
from scenes.counters import random_kinds
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.layout import COUNTER_HIGH_M
from scenes.randomisation import look_for


def _digest(world: World) -> str:
    """Of what stands where on the counters of seeds 0 to 20, and how they look."""
    found = hashlib.sha256()
    for seed in range(21):
        arrangement, looks = (np.random.default_rng([seed, stream]) for stream in range(2))
        try:
            things = arrange(arrangement, None, (4, 7), world)
        except NoRoom:
            things = ()
        look = look_for("hard", looks, world)
        rows = [[t.kind, *(round(x, 6) for x in (t.x_m, t.y_m, t.yaw_rad))] for t in things]
        found.update(json.dumps(rows).encode())
        found.update(json.dumps([look.counter, [round(x, 6) for x in look.eye_m]]).encode())
    return found.hexdigest()[:16]


def test_counters_drawn_before_there_were_cards_are_as_they_were() -> None:
    assert _digest("kitchen") == "6152403bd56d7a6d"


def test_no_other_world_has_a_kind_of_the_collection() -> None:
    ours = {kind.key for kind in KINDS}
    assert not ours & (kinds("kitchen").keys() | kinds("bench").keys())
    assert ours | kinds("kitchen").keys() == kinds("cards").keys()
    assert world_of(["apple", "tray"]) == "kitchen"
    assert world_of(["apple", "card_heart"]) == "cards"


def test_every_card_shows_something_of_its_own() -> None:
    shown = {kind.key: np.asarray(card_picture(kind.key).resize((32, 32)), float)
             for kind in (*CARDS, *(p for p in PORTRAITS if p.key in PEOPLE_KEYS))}
    for one, other in combinations(shown, 2):
        assert np.abs(shown[one] - shown[other]).mean() > 2.0, (one, other)


def test_sums_state_what_they_come_to() -> None:
    sums = {c.shows: all_kinds()[c.key].categories for c in CONCEPTS if c.group == "sum"}
    assert all(f"equals_{value_of(total)}" in facts for total, facts in sums.items())
    assert value_of("2+1") == 3 and value_of("9-3") == 6


def test_what_is_held_out_exists_and_some_of_every_group_is_and_is_not() -> None:
    assert HELD_OUT <= {kind.key for kind in KINDS}
    for group in ("digit", "letter", "icon", "flag"):
        keys = {concept.key for concept in CONCEPTS if concept.group == group}
        assert keys & HELD_OUT and keys - HELD_OUT, group


def test_robot_data_never_shows_what_is_held_out() -> None:
    carried = tuple(key for key, kind in kinds().items() if kind.graspable)
    rng, words = np.random.default_rng(3), Random(3)
    for _ in range(300):
        drawn = {*counters.draw_for_robot_data(rng, (3, 7), carried),
                 *random_kinds(words, (3, 8), "cards"), *random_kinds(words, (3, 8), "kitchen"),
                 *draw_kinds(rng, (4, 7)), *draw_kinds(rng, (4, 7), "bench")}
        assert not drawn & NEVER_IN_ROBOT_DATA


def test_frames_show_strangers_and_never_people_with_names() -> None:
    rng, seen = np.random.default_rng(5), set[str]()
    for _ in range(300):
        seen |= set(draw_kinds(rng, (3, 7), "cards"))
    assert not seen & PEOPLE_KEYS
    assert len(seen & {key for key, _ in portraits.STRANGERS}) > 20
    assert len(seen & HELD_OUT) > 20  # the eye learns their names
    faces = {face for _, face in portraits.STRANGERS}
    assert not faces & {person.face for person in portraits.PEOPLE}


def test_a_frame_shows_cards_large_enough_to_tell() -> None:
    shown = ("card_heart", "card_3", "person_mia", "apple")
    scene = KitchenScene(SceneSpec(seed=3, kinds=shown, world="cards"))
    try:
        assert all(thing.visible_pixels >= 250 for thing in scene.truth().things)
    finally:
        scene.close()


@pytest.mark.parametrize("kind", [kind.key for kind in FALLING])
def test_a_bag_over_the_edge_hangs_over_and_stays(kind: str) -> None:
    scene = KitchenScene(SceneSpec(seed=1, kinds=(kind, "apple"), world="cards"))
    try:
        bag = scene.truth().things[0]
        middle, half = bag.pose.position_m[0], all_kinds()[kind].size_m[0] / 2
        assert bag.pose.position_m[2] > 0.0
        assert middle < COUNTER_HIGH_M[0] < middle + half - 0.02
        assert bag.visible_pixels > 300
    finally:
        scene.close()
