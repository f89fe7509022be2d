"""The actor's loss on a batch of recorded steps, and the ways its inputs are varied.

The point a reader gives is off by a pixel or two, so training moves the point about and cuts the crops
around where it was moved to. Neighbouring bins are nearly right, so the cross-entropy's targets are
Gaussians over bins; terminate is a plain choice, and rarer, so it counts more.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from policies.training.recordings import Batch
from policies.vla.actor import FRONT_WIDTH_PX, crops, to_planes
from policies.vla.actor_network import BINS, ActorNetwork, told_of
from scenes.types import ImageArray

FRONT_HEIGHT_PX = FRONT_WIDTH_PX * 3 // 4
POINT_NOISE = 0.004
WIDE_POINT_NOISE = 0.010
"""For a tenth of the points: a detector is sometimes further off."""
MAX_SHIFT_PX = 14
SMOOTHING_BINS = 1.5
TERMINATE_WEIGHT = 4.0
ESTIMATE_WEIGHT = 0.5
ESTIMATE_SCALE_M = 0.02


def moved_points(batch: Batch, crop_px: int,
                 rng: np.random.Generator) -> tuple[NDArray[np.float32], ImageArray, ImageArray]:
    """Points with a detector's noise (G, 2), and the fine and coarse crops there, each (G, h, w, 3)."""
    groups = len(batch.point)
    sigma = np.where(rng.random((groups, 1)) < 0.1, WIDE_POINT_NOISE, POINT_NOISE)
    size = np.array([FRONT_WIDTH_PX, FRONT_HEIGHT_PX])
    shift = rng.normal(0, 1, (groups, 2)) * sigma
    pixels = np.clip(np.rint(shift * size), -MAX_SHIFT_PX, MAX_SHIFT_PX).astype(int)
    shift = np.clip(shift, -MAX_SHIFT_PX / size, MAX_SHIFT_PX / size)
    pairs = [crops(patch, crop_px, int(right), int(down))
             for patch, (right, down) in zip(batch.patch, pixels, strict=True)]
    return ((batch.point + shift).astype(np.float32), np.stack([fine for fine, _ in pairs]),
            np.stack([coarse for _, coarse in pairs]))


def recoloured(planes: Tensor, generator: torch.Generator) -> Tensor:
    """(B, 3, H, W) in [-0.5, 0.5] with another light: gain, tint and offset for each image."""
    count = len(planes)
    gain = 1 + 0.2 * (torch.rand(count, 1, 1, 1, generator=generator) - 0.5) * 2
    tint = 1 + 0.08 * (torch.rand(count, 3, 1, 1, generator=generator) - 0.5) * 2
    offset = 0.16 * (torch.rand(count, 1, 1, 1, generator=generator) - 0.5)
    return planes * gain * tint + offset


def soft_targets(tokens: Tensor) -> Tensor:
    """(B, 8) -> (B, 8, 256): Gaussians around the label, sharp for terminate."""
    bins = torch.arange(BINS, dtype=torch.float32)
    distance = bins - tokens[..., None].float()
    weights = torch.exp(-0.5 * (distance / SMOOTHING_BINS) ** 2)
    weights[:, 0] = (distance[:, 0] == 0).float()
    return weights / weights.sum(dim=-1, keepdim=True)


def loss_of(network: ActorNetwork, batch: Batch, rng: np.random.Generator,
            generator: torch.Generator) -> tuple[Tensor, dict[str, float]]:
    """The loss to minimise, and its parts for the log."""
    point, fine, coarse = moved_points(batch, network.config.crop_px, rng)
    skill = told_of(batch.skill.tolist(), batch.arm, network.config)
    told, target = network.context(recoloured(to_planes(fine), generator),
                                   recoloured(to_planes(coarse), generator), skill, torch.from_numpy(point))
    steps = len(batch.state) // len(batch.skill)
    told, target = told.repeat_interleave(steps, 0), target.repeat_interleave(steps, 0)
    t = batch.tensors()
    logits, offset = network(told, target, recoloured(to_planes(batch.wrist), generator), t["state"])
    each = -(soft_targets(t["tokens"]) * torch.log_softmax(logits, dim=-1)).sum(-1)  # (B, 8)
    weight = 1 + (TERMINATE_WEIGHT - 1) * (t["tokens"][:, 0] > 127).float()
    # The two tilts are nearly always "none": they are learned in passing and would drown the rest.
    parts = {"terminate": (each[:, 0] * weight).mean() * TERMINATE_WEIGHT, "move": each[:, 1:4].mean(0).sum(),
             "tilt": each[:, 4:6].mean(0).sum() * 0.5, "yaw": each[:, 6].mean(), "gripper": each[:, 7].mean()}
    gap = target - torch.from_numpy(batch.start_m).repeat_interleave(steps, 0)
    near = offset - (t["target_m"] - t["state"][:, :3])
    for name, error_m in (("target", gap), ("offset", near)):
        scaled = error_m / ESTIMATE_SCALE_M
        parts[name] = ESTIMATE_WEIGHT * torch.nn.functional.huber_loss(scaled, torch.zeros_like(scaled))
    figures = {name: float(value.detach()) for name, value in parts.items()}
    figures["target_cm"] = float(gap.detach().norm(dim=1).mean() * 100)
    figures["offset_cm"] = float(near.detach().norm(dim=1).mean() * 100)
    return torch.stack(list(parts.values())).sum(), figures
