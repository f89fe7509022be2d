"""Arrangements and regions: geometry without a simulator."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from scenes import arrangement, layout
from scenes.catalogue import kinds, places

SEEDS = range(50)


def arranged(seed: int) -> tuple[arrangement.Standing, ...]:
    return arrangement.arrange(np.random.default_rng([seed, 0]), None, (4, 7))


@pytest.fixture(scope="module")
def many() -> list[tuple[arrangement.Standing, ...]]:
    return [arranged(seed) for seed in SEEDS]


def test_nothing_overlaps_and_everything_lies_on_the_area(
        many: list[tuple[arrangement.Standing, ...]]) -> None:
    pairs = 0
    for things in many:
        assert 4 <= len(things) <= 7
        for thing in things:
            corners = arrangement.corners_m(thing)
            assert (corners >= np.array(layout.AREA_LOW_M) - 1e-9).all()
            assert (corners <= np.array(layout.AREA_HIGH_M) + 1e-9).all()
        for a, b in itertools.combinations(things, 2):
            pairs += 1
            first, second = (arrangement.corners_m(thing, arrangement.GAP_M / 2 - 1e-6) for thing in (a, b))
            assert not arrangement.overlap(first[None], second)[0]
    assert pairs > 400


def test_a_finger_fits_on_both_sides_of_everything_that_can_be_gripped(
        many: list[tuple[arrangement.Standing, ...]]) -> None:
    for things in many:
        for thing, other in itertools.permutations(things, 2):
            kind = kinds()[thing.kind]
            if not kind.graspable:
                continue
            across = np.array([-np.sin(thing.yaw_rad), np.cos(thing.yaw_rad)])
            for side in (-1, 1):
                finger = np.array([thing.x_m, thing.y_m]) + side * across * (kind.size_m[1] / 2 + 0.018)
                box = finger + np.array([[-0.006, -0.006], [0.006, -0.006], [0.006, 0.006], [-0.006, 0.006]])
                assert not arrangement.overlap(box[None], arrangement.corners_m(other))[0]


def test_the_same_seed_gives_the_same_arrangement_and_another_seed_another() -> None:
    assert arranged(3) == arranged(3)
    assert arranged(3) != arranged(4)


def test_every_kind_is_drawn_sometimes() -> None:
    rng = np.random.default_rng(0)
    drawn = set(itertools.chain.from_iterable(arrangement.draw_kinds(rng, (4, 7)) for _ in range(400)))
    assert drawn == set(kinds())


def test_duplicates_are_drawn_but_not_of_wide_things() -> None:
    rng = np.random.default_rng(1)
    doubled = 0
    for _ in range(300):
        chosen = arrangement.draw_kinds(rng, (4, 7))
        doubled += len(set(chosen)) < len(chosen)
        wide = [key for key in chosen if not kinds()[key].graspable]
        assert len(wide) == len(set(wide)) <= 2
    assert doubled > 30


def test_the_kinds_asked_for_are_placed_in_order() -> None:
    wanted = ("coke", "apple", "coke", "white_bowl")
    things = arrangement.arrange(np.random.default_rng(5), wanted, (0, 0))
    assert tuple(thing.kind for thing in things) == wanted


def test_no_things_is_an_empty_counter() -> None:
    assert arrangement.arrange(np.random.default_rng(5), (), (4, 7)) == ()


def test_too_many_things_are_refused() -> None:
    with pytest.raises(arrangement.NoRoom, match="no room for 12"):
        arrangement.arrange(np.random.default_rng(5), ("plate",) * 12, (0, 0))


def test_every_place_has_a_region_and_regions_do_not_overlap() -> None:
    assert set(layout.REGIONS) == set(places()) == set(layout.OPENING_M)
    shut = list(layout.REGIONS.values())
    for a, b in itertools.combinations(shut, 2):
        low, high = np.maximum(a.low_m, b.low_m), np.minimum(a.high_m, b.high_m)
        assert (low >= high).any()


def test_a_region_contains_what_stands_on_it_and_nothing_beside_or_above() -> None:
    for region in layout.REGIONS.values():
        middle = region.centre_m + np.array([0, 0, 0.03])
        assert region.contains(middle)
        assert not region.contains(middle + np.array([0.3, 0, 0]))
        assert not region.contains(middle + np.array([0, 0, 0.3]))
        assert region.shifted(0.1).contains(middle + np.array([0, 0.1, 0]))


def test_things_start_in_no_place(many: list[tuple[arrangement.Standing, ...]]) -> None:
    for things in many:
        for thing in things:
            point = np.array([thing.x_m, thing.y_m, thing.height_m / 2])
            assert not any(region.contains(point) for region in layout.REGIONS.values())
            assert not any(layout.REGIONS[drawer].shifted(layout.DRAWER_TRAVEL_M).contains(point)
                           for drawer in layout.DRAWER_FLOOR_M)
