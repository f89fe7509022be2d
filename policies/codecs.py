"""Action-token codecs, one name each: an Action as integers, and back.

Three rules are published and differ in every detail, so each has its own codec and golden tests:

* ``rt2`` (ours, in RT-2's layout): eight integers 0..255, ``terminate dx dy dz rot_x rot_y rot_z
  gripper``. RT-2 does not publish its bin edges or the polarity of terminate. Ours: a delta is
  ``(token - 128) / 127 * max`` clipped to ``[-max, max]``, so that 128 is *exactly* no motion (256
  plain bins have no such token, and an arm that is told to stay would creep); terminate is 255, go on
  is 0; the gripper is ``token / 255``, 0 closed and 255 open.
* ``rt1`` (RT-1, arXiv 2212.06817, its released tokenizer): ``int((x - low) / (high - low) * 255)``,
  truncating, back by ``token / 255 * (high - low) + low``. World vector +-1 m, rotation +-pi/2,
  gripper *closedness* +-1. Seven integers; it has no exact zero (0 comes back as -0.0039).
* ``openvla`` (OpenVLA, arXiv 2406.09246): 256 edges over [-1, 1], 255 centres, ids counted down from
  the vocabulary size 32000. Seven ids. An id outside the action range silently decodes to +0.996 in
  the reference code; here it is refused.

Every codec refuses what is not finite, out of range or of the wrong length: a token row that does not
decode is never motion.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from policies.base import MalformedAction, PolicyError
from scenes.types import Action, ActionSpec, FloatArray

BINS = 256
TOLERANCE = 1e-9
"""Relative slack on bounds, for values that were computed to lie exactly on one."""


class Codec(Protocol):
    """A named, invertible rule between an Action and integers."""

    name: str
    length: int

    def encode(self, action: Action, spec: ActionSpec) -> tuple[int, ...]:
        """Integers of an action; raises MalformedAction where it is not finite or out of bounds."""
        ...

    def decode(self, tokens: Sequence[int], spec: ActionSpec) -> Action:
        """The action of integers; raises MalformedAction for a wrong count or range."""
        ...


def check_tokens(tokens: Sequence[int], length: int, low: int = 0, high: int = BINS - 1) -> tuple[int, ...]:
    """Tokens as plain integers, or a named error.

    Raises:
        MalformedAction: not ``length`` integers in ``low..high``.
    """
    if len(tokens) != length:
        raise MalformedAction(f"an action has {length} integers, got {len(tokens)}: nothing is moved")
    for token in tokens:
        if isinstance(token, bool) or not isinstance(token, int | np.integer):
            raise MalformedAction(f"action tokens are integers, got {token!r}: nothing is moved")
        if not low <= int(token) <= high:
            raise MalformedAction(f"action tokens lie in {low}..{high}, got {int(token)}: nothing is moved")
    return tuple(int(token) for token in tokens)


def _checked(values: FloatArray, shape: tuple[int, ...], bound: float, what: str) -> FloatArray:
    """``values`` as float64, clipped of rounding dust, or MalformedAction."""
    array = np.asarray(values, dtype=np.float64)
    if array.shape != shape:
        raise MalformedAction(f"{what} must have shape {shape}, got {array.shape}")
    if not np.isfinite(array).all():
        raise MalformedAction(f"{what} is not finite: {array.tolist()}")
    if (np.abs(array) > bound * (1 + TOLERANCE)).any():
        raise MalformedAction(f"{what} {array.tolist()} exceeds the bound +-{bound}")
    return np.clip(array, -bound, bound)


def _checked_opening(opening: float) -> float:
    if not math.isfinite(opening) or not -TOLERANCE <= opening <= 1 + TOLERANCE:
        raise MalformedAction(f"gripper opening must lie in 0..1, got {opening}")
    return min(1.0, max(0.0, float(opening)))


class Rt2Codec:
    """Ours: eight integers, with an exact zero (see the module's text)."""

    name = "rt2"
    length = 8

    def encode(self, action: Action, spec: ActionSpec) -> tuple[int, ...]:
        move = _checked(action.delta_position_m, (3,), spec.max_translation_m, "translation")
        turn = _checked(action.delta_rotation_rad, (3,), spec.max_rotation_rad, "rotation")
        opening = _checked_opening(action.gripper_opening)
        unit = np.concatenate([move / spec.max_translation_m, turn / spec.max_rotation_rad])
        deltas = np.rint(128 + 127 * unit).astype(int)
        return (255 if action.terminate else 0, *(int(d) for d in deltas), round(opening * 255))

    def decode(self, tokens: Sequence[int], spec: ActionSpec) -> Action:
        row = check_tokens(tokens, self.length)
        unit = np.clip((np.array(row[1:7], dtype=np.float64) - 128) / 127, -1.0, 1.0)
        return Action(delta_position_m=unit[:3] * spec.max_translation_m,
                      delta_rotation_rad=unit[3:] * spec.max_rotation_rad,
                      gripper_opening=row[7] / 255, terminate=row[0] >= 128)


class Rt1Codec:
    """RT-1's seven arm integers: world vector, rotation delta, gripper closedness. No terminate."""

    name = "rt1"
    length = 7
    bounds = np.array([1.0] * 3 + [math.pi / 2] * 3 + [1.0])

    def encode_vector(self, vector: FloatArray) -> tuple[int, ...]:
        """(7,) in RT-1's own units -> integers; values beyond the bounds are clipped, as RT-1 does."""
        array = np.asarray(vector, dtype=np.float64)
        if array.shape != (7,) or not np.isfinite(array).all():
            raise MalformedAction(f"RT-1 encodes seven finite values, got {array.tolist()}")
        clipped = np.clip(array, -self.bounds, self.bounds)
        return tuple(int(x) for x in (clipped + self.bounds) / (2 * self.bounds) * 255)

    def decode_vector(self, tokens: Sequence[int]) -> FloatArray:
        """Integers -> (7,) in RT-1's own units."""
        row = np.array(check_tokens(tokens, self.length), dtype=np.float64)
        return row / 255 * (2 * self.bounds) - self.bounds

    def encode(self, action: Action, spec: ActionSpec) -> tuple[int, ...]:
        move = _checked(action.delta_position_m, (3,), spec.max_translation_m, "translation")
        turn = _checked(action.delta_rotation_rad, (3,), spec.max_rotation_rad, "rotation")
        closedness = 1 - 2 * _checked_opening(action.gripper_opening)
        return self.encode_vector(np.concatenate([move, turn, [closedness]]))

    def decode(self, tokens: Sequence[int], spec: ActionSpec) -> Action:
        vector = self.decode_vector(tokens)
        return Action(delta_position_m=vector[:3], delta_rotation_rad=vector[3:6],
                      gripper_opening=float((1 - vector[6]) / 2))


class OpenVlaCodec:
    """OpenVLA's seven token ids, in the vocabulary of 32000 (not the padded 32064)."""

    name = "openvla"
    length = 7
    vocabulary = 32000
    edges = np.linspace(-1.0, 1.0, BINS)
    centres = (edges[:-1] + edges[1:]) / 2

    def encode_vector(self, vector: FloatArray) -> tuple[int, ...]:
        """(7,) normalised to [-1, 1] -> ids; values beyond are clipped, as OpenVLA does."""
        array = np.asarray(vector, dtype=np.float64)
        if array.shape != (7,) or not np.isfinite(array).all():
            raise MalformedAction(f"OpenVLA encodes seven finite values, got {array.tolist()}")
        bins = np.digitize(np.clip(array, -1.0, 1.0), self.edges)
        return tuple(int(self.vocabulary - b) for b in bins)

    def decode_vector(self, tokens: Sequence[int]) -> FloatArray:
        """Ids -> (7,) normalised to [-1, 1]; an id that is not an action token is refused."""
        ids = check_tokens(tokens, self.length, self.vocabulary - BINS, self.vocabulary - 1)
        return self.centres[np.clip(self.vocabulary - np.array(ids) - 1, 0, BINS - 2)]

    def encode(self, action: Action, spec: ActionSpec) -> tuple[int, ...]:
        move = _checked(action.delta_position_m, (3,), spec.max_translation_m, "translation")
        turn = _checked(action.delta_rotation_rad, (3,), spec.max_rotation_rad, "rotation")
        opening = _checked_opening(action.gripper_opening)
        return self.encode_vector(np.concatenate(
            [move / spec.max_translation_m, turn / spec.max_rotation_rad, [opening]]))

    def decode(self, tokens: Sequence[int], spec: ActionSpec) -> Action:
        low = np.array([-spec.max_translation_m] * 3 + [-spec.max_rotation_rad] * 3 + [0.0])
        mask = np.array([True] * 6 + [False])
        vector = unnormalise(self.decode_vector(tokens), low, -low, mask)
        return Action(delta_position_m=vector[:3], delta_rotation_rad=vector[3:6],
                      gripper_opening=float(np.clip(vector[6], 0.0, 1.0)))


def unnormalise(vector: FloatArray, q01: FloatArray, q99: FloatArray, mask: FloatArray) -> FloatArray:
    """OpenVLA's ``dataset_statistics.json`` rule: (n,) in [-1, 1] to the units of a data set."""
    return np.where(mask, 0.5 * (vector + 1) * (q99 - q01) + q01, vector)


CODECS: Mapping[str, Codec] = {codec.name: codec for codec in (Rt2Codec(), Rt1Codec(), OpenVlaCodec())}


def load(name: str) -> Codec:
    """The codec of that name.

    Raises:
        PolicyError: no such codec.
    """
    try:
        return CODECS[name]
    except KeyError:
        raise PolicyError(f"no action codec {name!r}; there are: {', '.join(CODECS)}") from None
