"""The default actor: runs one skill at a time from an image point, about a millisecond a step.

``begin`` looks once at the front image around the point; ``act`` sees the wrist image and the arm's
state and answers eight tokens with their probabilities. Weights are fp16 safetensors in
``policies/weights``, named by the hash of their content, beside ``actor.json`` which says what made them.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from policies import codecs
from policies.base import PolicyError
from policies.types import ActionTokens, Skill, Step
from policies.vla.actor_network import BINS, SKILLS, ActorConfig, ActorNetwork, told_of
from policies.vla.choosing import choose, draw, spread, told, unmoved
from policies.vla.weights import FOLDER, REMEDY, read_network, write_network
from scenes.kinematics import matrix_from_quaternion, yaw_of
from scenes.types import Action, ActionSpec, ArmState, FloatArray, ImageArray, Observation

PART = "actor"
"""Name of the weights among the trained parts."""
FRONT_WIDTH_PX = 384
"""Front images of another width are resized to this one first, so that crops show the same view."""
PATCH_PX = 128
"""Side of the piece of the front image kept around a point: crops, with room to move the point."""
STUCK_STEPS = 2
"""Steps without any motion after which tokens are drawn instead of the likeliest taken."""
PATIENCE_STEPS = 45
"""Steps of one skill after which they are drawn always: it should be done by now."""
FEWEST_STEPS = 3
"""No skill is over sooner: what begins above its target looks like what has just ended there."""
EMPTY, CLOSED = 0.03, 0.1
"""Openings of 1: closed this far the gripper holds nothing; told to close, it is told less than this."""
Float32Array = NDArray[np.float32]


def resize(image: ImageArray, height: int, width: int) -> ImageArray:
    """(H, W, 3) uint8 -> (height, width, 3) uint8 by area averaging."""
    if image.shape[:2] == (height, width):
        return image
    planes = torch.from_numpy(np.ascontiguousarray(image)).permute(2, 0, 1)[None].float()
    small = torch.nn.functional.interpolate(planes, size=(height, width), mode="area")
    return np.asarray(small[0].permute(1, 2, 0).round().to(torch.uint8).numpy())


def front_patch(front: ImageArray, u: float, v: float, size: int = PATCH_PX) -> ImageArray:
    """The (size, size, 3) piece of the front image centred on a point; the edge pixels repeat outside."""
    height, width = front.shape[:2]
    if width != FRONT_WIDTH_PX:
        height, width = round(height * FRONT_WIDTH_PX / width), FRONT_WIDTH_PX
        front = resize(front, height, width)
    column, row = round(u * width), round(v * height)
    rows = np.clip(np.arange(row - size // 2, row + size // 2), 0, height - 1)
    columns = np.clip(np.arange(column - size // 2, column + size // 2), 0, width - 1)
    return np.asarray(front[rows[:, None], columns[None, :]])


def crops(patch: ImageArray, crop_px: int, right_px: int = 0,
          down_px: int = 0) -> tuple[ImageArray, ImageArray]:
    """The fine crop at native resolution and the coarse one with twice the view, about the same point.

    Args:
        patch: (PATCH_PX, PATCH_PX, 3) from ``front_patch``.
        right_px, down_px: where the point lies from the patch's centre (training moves it about).

    Returns:
        Two (crop_px, crop_px, 3) uint8.
    """
    row, column = patch.shape[0] // 2 + down_px, patch.shape[1] // 2 + right_px
    half = crop_px // 2
    fine = patch[row - half:row + half, column - half:column + half]
    wide = patch[row - crop_px:row + crop_px, column - crop_px:column + crop_px].astype(np.uint16)
    coarse = (wide[0::2, 0::2] + wide[1::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 1::2] + 2) // 4
    return fine, coarse.astype(np.uint8)


def state_vector(arm: ArmState, before: ArmState | None) -> Float32Array:
    """The arm's own state as (STATE_SIZE,) float32; ``before`` is one control step ago."""
    tool = np.asarray(arm.tool.position_m, dtype=np.float64)
    yaw = yaw_of(arm.tool.orientation_xyzw)
    tilt = matrix_from_quaternion(arm.tool.orientation_xyzw)[:2, 2]
    moved = np.zeros(3) if before is None else tool - before.tool.position_m
    change = 0.0 if before is None else arm.gripper_opening - before.gripper_opening
    held_open = max(0.0, arm.gripper_opening - arm.gripper_target)
    return np.array([*tool, math.sin(yaw), math.cos(yaw), *tilt, arm.gripper_opening, arm.gripper_target,
                     10 * change, *(20 * moved), held_open, float(arm.gripper_target < 0.5)],
                    dtype=np.float32)


def to_planes(images: ImageArray) -> torch.Tensor:
    """(..., H, W, 3) uint8 -> (..., 3, H, W) float in [-0.5, 0.5]."""
    return torch.from_numpy(np.ascontiguousarray(images)).movedim(-1, -3).float() / 255 - 0.5


class VlaActor:
    """An Actor over ``ActorNetwork``: cameras ``wrist`` at each step, ``front`` when a skill begins."""

    def __init__(self, network: ActorNetwork, info: dict[str, Any] | None = None,
                 spec: ActionSpec | None = None) -> None:
        self.network = network.eval()
        self.info = info or {}
        self._spec = spec or ActionSpec()
        self._codec = codecs.load("rt2")
        self._told: tuple[torch.Tensor, torch.Tensor] | None = None
        self._skill: Skill = "pick"
        self._before: ArmState | None = None
        self._taken, self._still = 0, 0
        self._rng = np.random.default_rng(0)

    @property
    def spec(self) -> ActionSpec:
        return self._spec

    @property
    def fingerprint(self) -> str | None:
        """Of the weights, which the doubt of a motion belongs to; None for a network that was not loaded."""
        digest = self.info.get("sha256")
        return None if digest is None else f"actor-{digest[:12]}"

    @property
    def cameras(self) -> tuple[str, ...]:
        return ("wrist",)

    def begin(self, step: Step, observation: Observation) -> None:
        """Start a skill: look at the front image around the step's point, once.

        Raises:
            PolicyError: the observation lacks ``front``, the point is not a point in the image, or the arm is
                none that the network was trained on.
        """
        if not (math.isfinite(step.u) and math.isfinite(step.v) and 0 <= step.u <= 1 and 0 <= step.v <= 1):
            raise PolicyError(f"the point ({step.u}, {step.v}) is not in the image: give u and v in 0..1")
        patch = front_patch(_image(observation, "front"), step.u, step.v)
        fine, coarse = crops(patch, self.network.config.crop_px)
        skill = told_of([SKILLS.index(step.skill)], [self._arm_of(observation.arm)], self.network.config)
        with torch.inference_mode():
            self._told = self.network.context(to_planes(fine)[None], to_planes(coarse)[None], skill,
                                              torch.tensor([[step.u, step.v]], dtype=torch.float32))
        self._skill, self._before = step.skill, None
        self._taken, self._still = 0, 0
        self._rng = np.random.default_rng(0)  # the same skill from the same state goes the same way

    def _arm_of(self, arm: ArmState) -> str:
        """Which of the network's arms this is, by its number of joints; an actor of one arm does not ask."""
        config, count = self.network.config, len(arm.joint_positions_rad)
        if not config.embodiments:
            return ""
        if count not in config.embodiment_joints:
            there = ", ".join(f"{name} ({joints} joints)" for name, joints
                              in zip(config.embodiments, config.embodiment_joints, strict=True))
            raise PolicyError(f"this arm has {count} joints, and the actor was trained on {there}: "
                              "train it on that arm with `whichone policy train-arms`")
        return config.embodiments[config.embodiment_joints.index(count)]

    def act(self, observation: Observation) -> ActionTokens:
        """Tokens for the next control step.

        Raises:
            PolicyError: no skill was begun, or the observation lacks ``wrist``.
        """
        if self._told is None:
            raise PolicyError("the actor has no skill to run: call begin(step, observation) first")
        size = self.network.config.wrist_px
        wrist = resize(_image(observation, "wrist"), size, size)
        state = state_vector(observation.arm, self._before)
        self._still = self._still + 1 if unmoved(observation.arm, self._before) else 0
        self._taken += 1
        self._before = observation.arm
        with torch.inference_mode():
            logits, _ = self.network(*self._told, to_planes(wrist)[None], torch.from_numpy(state)[None])
        p, entropy = spread(logits[0], "the actor's weights", REMEDY)
        if self._taken <= FEWEST_STEPS or not may_end(self._skill, observation.arm):
            p = _going_on(p)
        stuck = self._still >= STUCK_STEPS or self._taken > PATIENCE_STEPS
        tokens = draw(p, self._rng) if stuck else choose(p)
        return told(tokens, p, entropy)

    def decode(self, tokens: ActionTokens) -> Action:
        return self._codec.decode(tokens.tokens, self._spec)

    @staticmethod
    def load(folder: Path = FOLDER) -> VlaActor:
        """The actor whose weights ship in a folder.

        Raises:
            PolicyError: missing or damaged weights; the message says what to do.
        """
        network, info = load_network(folder)
        return VlaActor(network, info)


def may_end(skill: Skill, arm: ArmState) -> bool:
    """Whether the fingers allow a skill to be over: a pick holds something, a place no longer does."""
    if arm.gripper_target >= CLOSED:
        return skill != "pick"
    holds = arm.gripper_opening > EMPTY
    return holds if skill == "pick" else not holds or skill != "place"


def _going_on(probabilities: FloatArray) -> FloatArray:
    """The same (8, 256) without the tokens that terminate."""
    p = probabilities.copy()
    p[0, BINS // 2:] = 0.0
    p[0] = p[0] / p[0].sum() if p[0].sum() > 0.0 else np.eye(BINS)[0]
    return p


def _image(observation: Observation, camera: str) -> ImageArray:
    image = observation.images.get(camera)
    if image is None:
        raise PolicyError(f"the actor needs the {camera!r} camera; this observation has "
                          f"{sorted(observation.images) or 'no images'}")
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
        raise PolicyError(f"camera {camera!r} must give uint8 (height, width, 3), got {image.dtype} "
                          f"{image.shape}")
    return image


def save_network(network: ActorNetwork, folder: Path, info: dict[str, Any]) -> Path:
    """Write fp16 weights named by their hash, with the manifest that names them.

    Args:
        info: what made the weights (data, seeds, minutes, figures), kept in the manifest.
    """
    return write_network(PART, network, network.config.as_json(), info, folder)


def load_network(folder: Path = FOLDER, remedy: str = REMEDY) -> tuple[ActorNetwork, dict[str, Any]]:
    """The network and its manifest, checked against the hash.

    Raises:
        PolicyError: missing or damaged; the message says what to do.
    """
    return read_network(PART, lambda config: ActorNetwork(ActorConfig.from_json(config)), folder, remedy)
