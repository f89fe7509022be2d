"""The Panda's inverse kinematics: exact where it answers, and it says so where it cannot."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.kinematics import (
    JOINT_HIGH_RAD,
    JOINT_LOW_RAD,
    Unreachable,
    down_facing,
    joints_for,
    matrix_from_quaternion,
    quaternion_from_matrix,
    quaternion_from_rotation_vector,
    quaternion_multiply,
    tilt_of,
    tool_pose,
    yaw_of,
)
from scenes.types import Pose

positions = st.tuples(st.floats(0.36, 0.62), st.floats(-0.25, 0.25), st.floats(0.01, 0.3)).map(np.array)


@given(positions, st.floats(-1.57, 1.57))
def test_a_downward_hand_lands_exactly(position: np.ndarray, yaw: float) -> None:
    joints = joints_for(Pose(position, down_facing(yaw)))
    landed = tool_pose(joints)
    np.testing.assert_allclose(landed.position_m, position, atol=1e-9)
    assert abs(landed.orientation_xyzw @ down_facing(yaw)) == pytest.approx(1, abs=1e-9)
    assert np.all(joints >= JOINT_LOW_RAD) and np.all(joints <= JOINT_HIGH_RAD)


@settings(max_examples=25)
@given(positions, st.floats(-1.2, 1.2), st.floats(-0.25, 0.25), st.floats(-0.25, 0.25))
def test_a_tilted_hand_lands_within_a_tenth_of_a_millimetre(position: np.ndarray, yaw: float, roll: float,
                                                            pitch: float) -> None:
    tilt = quaternion_from_rotation_vector(np.array([roll, pitch, 0.0]))
    wanted = quaternion_multiply(tilt, down_facing(yaw))
    try:
        landed = tool_pose(joints_for(Pose(position, wanted)))
    except Unreachable:
        assert np.hypot(*position[:2]) > 0.6 or np.hypot(*position[:2]) < 0.42
        return
    np.testing.assert_allclose(landed.position_m, position, atol=1e-4)
    assert abs(landed.orientation_xyzw @ wanted) == pytest.approx(1, abs=1e-6)


def test_too_far_and_too_near_say_so() -> None:
    for point in ((1.2, 0, 0.1), (0.2, 0, 0.09)):
        with pytest.raises(Unreachable, match="reach"):
            joints_for(Pose(np.array(point), down_facing(0)))


@given(st.floats(-math.pi + 0.01, math.pi - 0.01))
def test_yaw_round_trips(yaw: float) -> None:
    assert yaw_of(down_facing(yaw)) == pytest.approx(yaw, abs=1e-9)
    assert tilt_of(down_facing(yaw)) == pytest.approx(0, abs=1e-6)


@given(st.tuples(*[st.floats(-3, 3)] * 3).map(np.array))
def test_quaternions_and_matrices_agree(vector: np.ndarray) -> None:
    quaternion = quaternion_from_rotation_vector(vector)
    again = quaternion_from_matrix(matrix_from_quaternion(quaternion))
    assert abs(again @ quaternion) == pytest.approx(1, abs=1e-9)
