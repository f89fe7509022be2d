"""Golden and property tests of the action-token codecs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import codecs
from policies.base import MalformedAction, PolicyError
from scenes.types import Action, ActionSpec

SPEC = ActionSpec()
RT2 = codecs.load("rt2")


def action(move: tuple[float, float, float] = (0.0, 0.0, 0.0),
           turn: tuple[float, float, float] = (0.0, 0.0, 0.0),
           opening: float = 1.0, terminate: bool = False) -> Action:
    return Action(np.array(move), np.array(turn), opening, terminate)


GOLDEN = [
    (action(), (0, 128, 128, 128, 128, 128, 128, 255)),
    (action(opening=0.0, terminate=True), (255, 128, 128, 128, 128, 128, 128, 0)),
    (action(move=(0.05, -0.05, 0.025)), (0, 255, 1, 192, 128, 128, 128, 255)),
    (action(turn=(0.0, 0.25, -0.25), opening=0.5), (0, 128, 128, 128, 128, 255, 1, 128)),
    (action(move=(0.0002, -0.0001, 0.0)), (0, 129, 128, 128, 128, 128, 128, 255)),
]


@pytest.mark.parametrize(("what", "tokens"), GOLDEN)
def test_rt2_golden(what: Action, tokens: tuple[int, ...]) -> None:
    assert RT2.encode(what, SPEC) == tokens


def test_rt2_no_motion_is_exactly_zero() -> None:
    back = RT2.decode((0, 128, 128, 128, 128, 128, 128, 0), SPEC)
    assert not back.delta_position_m.any() and not back.delta_rotation_rad.any()
    assert back.gripper_opening == 0.0 and back.terminate is False


def test_rt2_token_zero_is_the_bound() -> None:
    back = RT2.decode((255, 0, 1, 255, 0, 1, 255, 255), SPEC)
    assert back.delta_position_m.tolist() == [-0.05, -0.05, 0.05]
    assert back.delta_rotation_rad.tolist() == [-0.25, -0.25, 0.25]
    assert back.terminate is True and back.gripper_opening == 1.0


moves = st.floats(-SPEC.max_translation_m, SPEC.max_translation_m)
turns = st.floats(-SPEC.max_rotation_rad, SPEC.max_rotation_rad)


@given(st.tuples(moves, moves, moves), st.tuples(turns, turns, turns), st.floats(0, 1), st.booleans())
def test_rt2_round_trip_within_half_a_bin(move: tuple[float, float, float], turn: tuple[float, float, float],
                                          opening: float, terminate: bool) -> None:
    tokens = RT2.encode(action(move, turn, opening, terminate), SPEC)
    back = RT2.decode(tokens, SPEC)
    slack = 1 + 1e-6
    assert np.abs(back.delta_position_m - move).max() <= SPEC.max_translation_m / 127 / 2 * slack
    assert np.abs(back.delta_rotation_rad - turn).max() <= SPEC.max_rotation_rad / 127 / 2 * slack
    assert abs(back.gripper_opening - opening) <= 1 / 255 / 2 * slack
    assert back.terminate == terminate
    assert RT2.encode(back, SPEC) == tokens


@given(st.lists(st.integers(1, 255), min_size=6, max_size=6), st.integers(0, 255), st.sampled_from([0, 255]))
def test_rt2_tokens_survive_decode_encode(deltas: list[int], gripper: int, terminate: int) -> None:
    row = (terminate, *deltas, gripper)
    assert RT2.encode(RT2.decode(row, SPEC), SPEC) == row


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 0.0501, -0.06, 1e300])
@pytest.mark.parametrize("axis", range(3))
@pytest.mark.parametrize("name", ["rt2", "rt1", "openvla"])
def test_bad_translation_is_refused(name: str, axis: int, bad: float) -> None:
    move = [0.0, 0.0, 0.0]
    move[axis] = bad
    with pytest.raises(MalformedAction):
        codecs.load(name).encode(action(move=(move[0], move[1], move[2])), SPEC)


@pytest.mark.parametrize("bad", [math.nan, math.inf, 0.26])
@pytest.mark.parametrize("name", ["rt2", "rt1", "openvla"])
def test_bad_rotation_is_refused(name: str, bad: float) -> None:
    with pytest.raises(MalformedAction):
        codecs.load(name).encode(action(turn=(0.0, 0.0, bad)), SPEC)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -0.01, 1.01])
@pytest.mark.parametrize("name", ["rt2", "rt1", "openvla"])
def test_bad_opening_is_refused(name: str, bad: float) -> None:
    with pytest.raises(MalformedAction):
        codecs.load(name).encode(action(opening=bad), SPEC)


def test_wrong_shape_is_refused() -> None:
    with pytest.raises(MalformedAction):
        RT2.encode(Action(np.zeros(2), np.zeros(3), 1.0), SPEC)


@pytest.mark.parametrize("row", [
    (), (0,) * 7, (0,) * 9, (0, 128, 128, 128, 128, 128, 128, 256), (-1, 128, 128, 128, 128, 128, 128, 0),
    (0, 128.5, 128, 128, 128, 128, 128, 0), (True, 128, 128, 128, 128, 128, 128, 0),
    (0, "128", 128, 128, 128, 128, 128, 0), (0, math.nan, 128, 128, 128, 128, 128, 0)])
def test_malformed_rows_are_never_motion(row: tuple[int, ...]) -> None:
    with pytest.raises(MalformedAction):
        RT2.decode(row, SPEC)


def test_rt1_golden() -> None:
    codec = codecs.Rt1Codec()
    vector = np.array([0.0, 1.0, -1.0, 0.0, math.pi / 2, -math.pi / 2, 2.0])
    assert codec.encode_vector(vector) == (127, 255, 0, 127, 255, 0, 255)
    assert codec.decode_vector((127,) * 7)[0] == pytest.approx(-1 / 255)
    assert codec.decode((127, 127, 127, 127, 127, 127, 255), SPEC).gripper_opening == 0.0


def test_openvla_golden() -> None:
    codec = codecs.OpenVlaCodec()
    ids = codec.encode_vector(np.array([0.0, -1.0, 1.0, 5.0, 0.0, 0.0, 0.0]))
    assert ids == (31872, 31999, 31744, 31744, 31872, 31872, 31872)
    assert codec.decode_vector(ids)[0] == 0.0
    assert codec.decode_vector(ids)[2] == pytest.approx(0.99608, abs=1e-4)


@pytest.mark.parametrize("bad", [31743, 32000, 32063, 128])
def test_openvla_refuses_ids_that_are_not_actions(bad: int) -> None:
    with pytest.raises(MalformedAction):
        codecs.load("openvla").decode((bad, *[31872] * 6), SPEC)


@pytest.mark.parametrize("name", ["rt1", "openvla"])
def test_foreign_codecs_keep_gripper_and_direction(name: str) -> None:
    codec = codecs.load(name)
    for opening in (0.0, 1.0):
        back = codec.decode(codec.encode(action(move=(0.04, -0.04, 0.0), opening=opening), SPEC), SPEC)
        assert back.gripper_opening == pytest.approx(opening, abs=0.01)
        assert back.delta_position_m[0] > 0 > back.delta_position_m[1]


def test_unknown_codec_names_those_there_are() -> None:
    with pytest.raises(PolicyError, match="rt2"):
        codecs.load("rt3")
