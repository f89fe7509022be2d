"""From distributions over bins to one token a dimension, and when a draw is better than the likeliest.

Shared by all that say eight tokens in one pass (``vla.actor``, ``rt1.policy``).
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from policies.base import PolicyError
from policies.types import ActionTokens
from policies.vla.actor_network import BINS, DIMENSIONS
from scenes.types import ArmState, FloatArray

NEIGHBOURHOOD = 6
"""Bins on each side of the mode over which a delta is averaged: 6 bins are 2.4 mm."""
GRIPPER = DIMENSIONS - 1
OPENING = 0.3
"""Of 1: a gripper told to open at least this far is told to open; the expert asks for 0.39 or more."""
SHARPNESS = 1.5
"""Probabilities are drawn to this power, so that what is unlikely (letting go) stays so."""


def spread(logits: Tensor, whose: str, remedy: str) -> tuple[FloatArray, float]:
    """(8, 256) probabilities of (8, 256) logits, and their mean entropy in bits.

    Raises:
        PolicyError: they are no numbers; the message says that of ``whose`` and ends in the remedy.
    """
    with torch.inference_mode():
        log_p = torch.log_softmax(logits, dim=-1)
        p = log_p.exp().double().numpy()
        if not np.isfinite(p).all():
            raise PolicyError(f"{whose} give no numbers: {remedy}")
        return p, float(-(log_p.exp() * log_p).sum(dim=1).mean() / math.log(2))


def told(tokens: tuple[int, ...], probabilities: FloatArray, entropy_bits: float) -> ActionTokens:
    """Chosen tokens with the probability each had."""
    chosen = tuple(float(probabilities[i, token]) for i, token in enumerate(tokens))
    return ActionTokens(tokens=tokens, probabilities=chosen, entropy_bits=entropy_bits)  # type: ignore[arg-type]


def choose(probabilities: FloatArray) -> tuple[int, ...]:
    """One token a dimension from (8, 256) probabilities.

    Whether to terminate, and whether to open or to close, by which side holds more: how far to open is
    spread over many tokens, and none of them would ever be the likeliest. Then deltas and the opening by
    the mean around the mode, which halves the error of a bare mode where the distribution is broad.
    """
    row = [255 if probabilities[0, BINS // 2:].sum() > 0.5 else 0]
    for dimension in range(1, DIMENSIONS):
        p = probabilities[dimension]
        start, stop = _likelier_side(p) if dimension == GRIPPER else (0, BINS)
        mode = start + int(p[start:stop].argmax())
        low, high = max(start, mode - NEIGHBOURHOOD), min(stop, mode + NEIGHBOURHOOD + 1)
        near = p[low:high]
        row.append(int(round(float((near * np.arange(low, high)).sum() / near.sum()))))
    return tuple(row)


def _likelier_side(p: FloatArray) -> tuple[int, int]:
    """The tokens that close the gripper, or those that open it."""
    opens = round(OPENING * BINS)
    return (0, opens) if p[:opens].sum() > 0.5 * p.sum() else (opens, BINS)


def draw(probabilities: FloatArray, rng: np.random.Generator) -> tuple[int, ...]:
    """One token a dimension, drawn; whether to terminate is still by which half holds more.

    The likeliest token may be "no motion" again and again, and then nothing ever changes: an arm with two
    minds must not stand still between them.
    """
    row = [255 if probabilities[0, BINS // 2:].sum() > 0.5 else 0]
    for dimension in range(1, DIMENSIONS):
        sharp = probabilities[dimension] ** SHARPNESS
        row.append(int(rng.choice(BINS, p=sharp / sharp.sum())))
    return tuple(row)


def unmoved(arm: ArmState, before: ArmState | None) -> bool:
    """Whether neither the hand nor the fingers have moved since a step ago."""
    if before is None:
        return False
    moved = float(np.abs(arm.tool.position_m - before.tool.position_m).max())
    turned = float(np.abs(arm.tool.orientation_xyzw - before.tool.orientation_xyzw).max())
    return moved < 7e-4 and turned < 2e-3 and abs(arm.gripper_opening - before.gripper_opening) < 5e-3
