"""The filter every action passes: nothing gets past its limits, and what it changes it names."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.base import ActionRefused
from scenes.kinematics import down_facing, tilt_of, yaw_of
from scenes.safety import Box, HandBox, SafetyLimits, filter_action, hand_touches
from scenes.types import Action, Pose

START = Pose(np.array([0.45, 0.0, 0.25]), down_facing(0.0))
WALL = Box("wall", (0.5, 0.14, 0.0), (0.6, 0.15, 0.3))
UNIT = Box("drawer unit", (0.2, -0.6, 0.0), (0.5, -0.3, 0.2))
LIMITS = SafetyLimits(keep_out=(WALL, UNIT))
BARE = SafetyLimits(keep_out=())

finite = st.floats(-1, 1)
vectors = st.tuples(finite, finite, finite).map(np.array)
actions = st.builds(Action, vectors, vectors, st.floats(-1, 2), st.booleans())
anything = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=40)
@given(st.lists(actions, max_size=25))
def test_no_sequence_of_actions_leaves_the_limits(sequence: list[Action]) -> None:
    pose, gripper = START, 1.0
    for action in sequence:
        sent, target = filter_action(action, pose, gripper, LIMITS)
        assert np.abs(sent.action.delta_position_m).max() <= LIMITS.spec.max_translation_m + 1e-9
        assert np.abs(sent.action.delta_rotation_rad).max() <= LIMITS.spec.max_rotation_rad + 1e-9
        assert 0 <= sent.action.gripper_opening <= 1
        assert np.all(target.position_m >= np.array(LIMITS.workspace.low_m) - 1e-9)
        assert np.all(target.position_m <= np.array(LIMITS.workspace.high_m) + 1e-9)
        assert tilt_of(target.orientation_xyzw) <= LIMITS.max_tilt_rad + 1e-6
        assert abs(yaw_of(target.orientation_xyzw)) <= LIMITS.max_yaw_rad + 1e-6
        assert not hand_touches(target, LIMITS.keep_out)
        np.testing.assert_allclose(target.position_m, pose.position_m + sent.action.delta_position_m)
        pose, gripper = target, sent.action.gripper_opening


@settings(max_examples=40)
@given(st.lists(actions, min_size=1, max_size=10))
def test_what_was_sent_passes_again_unchanged(sequence: list[Action]) -> None:
    pose, gripper = START, 1.0
    for action in sequence:
        sent, target = filter_action(action, pose, gripper, LIMITS)
        again, same = filter_action(sent.action, pose, gripper, LIMITS)
        assert again.limits == ()
        np.testing.assert_allclose(same.position_m, target.position_m, atol=1e-9)
        pose, gripper = target, sent.action.gripper_opening


@given(actions)
def test_an_action_is_changed_if_and_only_if_a_limit_is_named(action: Action) -> None:
    sent, _ = filter_action(action, START, 1.0, LIMITS)
    same = (np.allclose(sent.action.delta_position_m, action.delta_position_m, atol=1e-9)
            and np.allclose(sent.action.delta_rotation_rad, action.delta_rotation_rad, atol=1e-9)
            and sent.action.gripper_opening == action.gripper_opening)
    assert same == (sent.limits == ())


@given(st.lists(anything, min_size=7, max_size=7), st.booleans())
def test_only_finite_numbers_pass(values: list[float], terminate: bool) -> None:
    action = Action(np.array(values[:3]), np.array(values[3:6]), values[6], terminate)
    if np.isfinite(values).all():
        filter_action(action, START, 1.0, LIMITS)
    else:
        with pytest.raises(ActionRefused, match="not finite"):
            filter_action(action, START, 1.0, LIMITS)


@pytest.mark.parametrize("position, rotation, opening", [
    (np.zeros(2), np.zeros(3), 0.5), (np.zeros(3), np.zeros((3, 1)), 0.5), (np.zeros(3), np.zeros(4), 0.5),
    (["a", "b", "c"], np.zeros(3), 0.5), (np.zeros(3), np.zeros(3), None), (np.zeros(3), np.zeros(3), [1, 2]),
])
def test_wrong_shapes_and_types_are_refused(position: object, rotation: object, opening: object) -> None:
    with pytest.raises(ActionRefused, match="nothing moved"):
        filter_action(Action(position, rotation, opening), START, 1.0, LIMITS)  # type: ignore[arg-type]


def test_a_thin_wall_is_not_jumped() -> None:
    beside = Pose(np.array([0.55, 0.035, 0.05]), down_facing(0.0))
    limits = SafetyLimits(keep_out=(WALL,), hand=(HandBox((0, 0, 0), (0.01, 0.01, 0.01)),))
    pose = beside
    for _ in range(10):
        sent, pose = filter_action(Action(np.array([0, 0.05, 0]), np.zeros(3), 1.0), pose, 1.0, limits)
    assert "keep-out" in sent.limits
    assert 0.08 < pose.position_m[1] < 0.13


def test_only_the_offending_part_of_a_motion_is_refused() -> None:
    above = Pose(np.array([0.4, -0.4, 0.212]), down_facing(0.0))
    sent, _ = filter_action(Action(np.array([0.03, 0.0, -0.03]), np.zeros(3), 1.0), above, 1.0, LIMITS)
    np.testing.assert_allclose(sent.action.delta_position_m, [0.03, 0, 0])
    assert sent.limits == ("keep-out",)


def test_terminate_holds_whatever_else_it_says() -> None:
    sent, target = filter_action(Action(np.full(3, 0.02), np.zeros(3), 0.0, True), START, 0.7, BARE)
    assert not sent.action.delta_position_m.any() and sent.action.gripper_opening == 0.7
    assert sent.limits == ("terminate",) and target is START


def test_a_small_free_motion_passes_untouched() -> None:
    action = Action(np.array([0.01, -0.02, 0.03]), np.array([0.01, 0.02, 0.1]), 0.3)
    sent, _ = filter_action(action, START, 1.0, LIMITS)
    assert sent.limits == ()
    np.testing.assert_allclose(sent.action.delta_position_m, action.delta_position_m)
    np.testing.assert_allclose(sent.action.delta_rotation_rad, action.delta_rotation_rad)


@given(st.floats(-1.5, 1.5), st.floats(0, 0.08))
def test_boxes_overlap_as_sampled_points_say(yaw: float, y: float) -> None:
    pose = Pose(np.array([0.55, y, 0.1]), down_facing(yaw))
    part = HandBox((0.0, 0.0, 0.0), (0.02, 0.06, 0.04))
    grid = np.stack(np.meshgrid(*[np.linspace(-1, 1, 41)] * 3), -1).reshape(-1, 3) * np.array(part.half_m)
    c, s = np.cos(yaw), np.sin(yaw)
    points = pose.position_m + grid @ np.array([[c, s, 0], [s, -c, 0], [0, 0, -1]])
    sampled = bool(np.any(np.all((points > WALL.low_m) & (points < WALL.high_m), axis=1)))
    if sampled:
        assert hand_touches(pose, (WALL,), (part,))
    grown = HandBox((0.0, 0.0, 0.0), tuple(0.9 * half for half in part.half_m))  # type: ignore[arg-type]
    if not sampled:
        assert not hand_touches(pose, (WALL,), (grown,))
