"""What can succeed now: a small network from what the eye sees and the arm feels to a skill's success.

SayCan takes the value function of each skill's policy for this. Ours is learned from outcomes: attempts of
the same skills by the same arm (``policies.training.attempts``), successes and failures alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from policies.saycan.skills import TextSkill
from policies.types import Percept
from scenes.types import ArmState

Float32Array = NDArray[np.float32]
SKILLS = ("pick", "place", "open", "close")
FEATURES = len(SKILLS) + 16
HIDDEN = 48
DONE_AFFORDANCE = 0.2
"""Of "done", which needs nothing of the scene and so has no outcomes to learn from: less than a skill that
can be expected to work, more than one that cannot."""


class Affordance(nn.Module):
    """Features (N, FEATURES) -> logits (N,) of success."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(FEATURES, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1)
        )

    def forward(self, features: Tensor) -> Tensor:
        return self.body(features).squeeze(-1)  # type: ignore[no-any-return]

    @torch.inference_mode()
    def of(
        self, skills: Sequence[TextSkill], percepts: Sequence[Percept], arm: ArmState
    ) -> NDArray[np.float64]:
        """(N,) probabilities that each skill would succeed."""
        rows = np.stack([features(skill, percepts, arm) for skill in skills if skill.skill is not None])
        shares = iter(self(torch.from_numpy(rows)).sigmoid().double().tolist())
        return np.array([DONE_AFFORDANCE if skill.skill is None else next(shares) for skill in skills])


def ground(skill: TextSkill, percepts: Sequence[Percept]) -> Percept | None:
    """The surest percept of the skill's target; None where the eye sees none."""
    named = [percept for percept in percepts if percept.name == skill.target]
    return max(named, key=lambda percept: percept.confidence, default=None)


def features(skill: TextSkill, percepts: Sequence[Percept], arm: ArmState) -> Float32Array:
    """(FEATURES,) of one skill: what it is, where its target is seen, what is held, which drawer is open.

    Nothing in it names a kind: whether things of a kind can be picked shows in how they look, their size.
    """
    seen = ground(skill, percepts)
    twins = sum(percept.name == skill.target for percept in percepts)
    opened = [percept.name for percept in percepts if percept.is_open]
    near = _nearest(seen, percepts)
    where = (0.0,) * 5 if seen is None else (seen.confidence, seen.u, seen.v, 5 * seen.width, 5 * seen.height)
    held_open = max(0.0, arm.gripper_opening - arm.gripper_target)
    values = (
        *(float(skill.skill == one) for one in SKILLS),
        float(skill.beside), float(seen is not None), *where, 0.5 * max(0, twins - 1), near,
        arm.gripper_opening, arm.gripper_target, 5 * held_open, float(arm.gripper_target < 0.5),
        float(skill.target in opened), float(any(name != skill.target for name in opened)),
        float(seen is not None and seen.is_open is False),
    )  # fmt: skip
    return np.array(values, dtype=np.float32)


def _nearest(seen: Percept | None, percepts: Sequence[Percept]) -> float:
    """Image distance to the next thing, in fifths of the image: what stands close is in the hand's way."""
    if seen is None:
        return 1.0
    gaps = [
        np.hypot(one.u - seen.u, one.v - seen.v) for one in percepts if one is not seen and not one.is_place
    ]
    return float(min(1.0, 5 * min(gaps, default=1.0)))
