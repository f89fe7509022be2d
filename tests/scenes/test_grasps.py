"""Where a thing is held and where there is room for one: geometry."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.grasps import (
    LOWEST_TOOL_M,
    Solid,
    footprint,
    free_spot,
    grasp_of,
    hand_is_free,
    nearest_yaw,
    overlap,
    rectangle,
)
from scenes.kinematics import quaternion_from_rotation_vector, quaternion_multiply
from scenes.types import Pose

BANANA, CAN = (0.15, 0.055, 0.035), (0.056, 0.056, 0.115)
BAG, PHONE = (0.09, 0.045, 0.12), (0.14, 0.068, 0.014)


def _standing(size: tuple[float, float, float], x: float = 0.5, y: float = 0.1, yaw: float = 0.0) -> Solid:
    turn = quaternion_from_rotation_vector(np.array([0.0, 0.0, yaw]))
    return Solid(Pose(np.array([x, y, size[2] / 2]), turn), size)


@given(st.floats(-3.1, 3.1), st.floats(-1.5, 1.5))
def test_long_things_are_held_across_their_short_side(heading: float, present: float) -> None:
    for size in (BANANA, BAG, PHONE):
        grasp = grasp_of(_standing(size, yaw=heading), [], present)
        # The hand's x axis lies along the thing's long side, either way round.
        assert abs(math.sin(grasp.yaw_rad - heading)) < 1e-6
        assert abs(grasp.yaw_rad) <= 1.80
        assert grasp.width_m == size[1]
        assert grasp.position_m[2] >= LOWEST_TOOL_M


@given(st.floats(-1.5, 1.5))
def test_a_lone_round_thing_keeps_the_hand_as_it_is(present: float) -> None:
    assert grasp_of(_standing(CAN, yaw=0.7), [], present).yaw_rad == present


def test_round_things_are_held_past_their_neighbours() -> None:
    neighbour = _standing(CAN, y=0.1 + 0.056 + 0.03)
    grasp = grasp_of(_standing(CAN), [neighbour], 0.0)
    assert abs(grasp.yaw_rad) > 0.2
    assert hand_is_free(grasp.position_m, grasp.yaw_rad, grasp.width_m,
                        [(footprint(neighbour), neighbour.top_m)])
    assert not hand_is_free(grasp.position_m, 0.0, grasp.width_m, [(footprint(neighbour), neighbour.top_m)])


def test_a_fallen_can_is_held_across_its_axis() -> None:
    tipped = quaternion_from_rotation_vector(np.array([0, math.pi / 2, 0]))
    lying = Solid(Pose(np.array([0.5, 0.0, 0.028]), tipped), CAN)
    assert lying.half_height_m == pytest.approx(0.028, abs=1e-6)
    grasp = grasp_of(lying, [], 0.3)
    assert abs(math.sin(grasp.yaw_rad)) < 1e-6  # its axis lies along x, so the fingers close along y
    assert grasp.position_m[2] == pytest.approx(0.028)


def test_the_footprint_of_a_turned_thing() -> None:
    np.testing.assert_allclose(sorted(footprint(_standing(BANANA, yaw=math.pi / 2))[:, 0]),
                               [0.5 - 0.0275, 0.5 - 0.0275, 0.5 + 0.0275, 0.5 + 0.0275], atol=1e-9)
    leaning = _standing(BAG)
    turn = quaternion_multiply(quaternion_from_rotation_vector(np.array([0.3, 0, 0])),
                               leaning.pose.orientation_xyzw)
    tipped = Solid(Pose(leaning.pose.position_m, turn), BAG)
    assert np.ptp(footprint(tipped)[:, 1]) > np.ptp(footprint(leaning)[:, 1])


@given(st.floats(-10, 10), st.floats(-1.6, 1.6))
def test_the_nearest_equivalent_yaw(yaw: float, present: float) -> None:
    chosen = nearest_yaw(yaw, present)
    assert abs(chosen) <= 1.80
    assert abs(math.sin(chosen - yaw)) < 1e-6


places = st.tuples(st.floats(0, 0.3), st.floats(0, 0.3), st.floats(-3, 3))


@given(st.lists(places, max_size=4), st.floats(-3, 3))
def test_a_free_spot_is_free_and_inside(others: list[tuple[float, float, float]], heading: float) -> None:
    taken = [rectangle(np.array([x, y]), turn, 0.05, 0.03) for x, y, turn in others]
    spot = free_spot(np.zeros(2), np.array([0.3, 0.3]), (0.05, 0.03), heading, taken, gap_m=0.01)
    if spot is not None:
        mine = rectangle(spot, heading, 0.05, 0.03)
        assert not any(overlap(mine, other) for other in taken)
        assert (mine >= -1e-9).all() and (mine <= 0.3 + 1e-9).all()
    if not taken:
        assert spot is not None
        np.testing.assert_allclose(spot, [0.15, 0.15])
