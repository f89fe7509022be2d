"""RT-1's loss on a batch of windows: the action's tokens, and what demonstrations hold besides.

As for the actor, neighbouring bins are nearly right, so the targets are Gaussians over bins, and terminate
is a plain choice that counts more, since it is rare. The maps that shall find a thing are taught by the
four positions around its image point, weighted so that the map's mean is the point itself.
"""

from __future__ import annotations

import torch
from torch import Tensor

from policies.rt1.backbone import STRIDE
from policies.rt1.network import DESTINATION, TARGET, THING, Rt1Network, Seen
from policies.training.actor_loss import ESTIMATE_SCALE_M, ESTIMATE_WEIGHT, TERMINATE_WEIGHT, soft_targets
from policies.training.rt1.recordings import Batch

MAP_WEIGHT = 0.5
PHASE_WEIGHT = 0.3


def loss_of(network: Rt1Network, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The loss to minimise, its parts for the log, and how far off the maps' points are.

    ``thing_error``, ``destination_error`` and ``target_error`` are mean distances in the front and the wrist
    image, in widths and heights of it; ``offset_cm`` is the mean error of the estimate in centimetres.
    """
    windows, frames = batch.valid.shape
    sentence = network.sentence(batch.words, batch.there).repeat_interleave(frames, 0)
    seen = _seen(network, batch, sentence)
    said = network.say(seen, batch.frames.state, batch.valid)
    on = batch.labelled
    tokens = batch.tokens[on]
    each = -(soft_targets(tokens) * torch.log_softmax(said.logits[on], dim=-1)).sum(-1)  # (n, 8)
    weight = 1 + (TERMINATE_WEIGHT - 1) * (tokens[:, 0] > 127).float()
    parts = {"terminate": (each[:, 0] * weight).mean() * TERMINATE_WEIGHT, "move": each[:, 1:4].mean(0).sum(),
             "tilt": each[:, 4:6].mean(0).sum() * 0.5, "yaw": each[:, 6].mean(), "gripper": each[:, 7].mean()}
    gap = said.offset_m[on] - batch.offset_m[on]
    scaled = gap / ESTIMATE_SCALE_M
    parts["offset"] = ESTIMATE_WEIGHT * torch.nn.functional.huber_loss(scaled, torch.zeros_like(scaled))
    parts["phase"] = PHASE_WEIGHT * torch.nn.functional.cross_entropy(said.phases[on], batch.phase[on])
    figures = {"offset_cm": float(gap.detach().norm(dim=1).mean() * 100)}
    config = network.config
    front, wrist = config.front_px, config.wrist_px
    for name, at, maps, points, there, px in (
            ("thing", seen.front_at[:, THING], seen.front_maps[:, THING], batch.points[:, 0], on, front),
            ("destination", seen.front_at[:, DESTINATION], seen.front_maps[:, DESTINATION],
             batch.points[:, 1], on & batch.has_destination, front),
            ("target", seen.wrist_at[:, TARGET], seen.wrist_maps[:, TARGET], batch.wrist_point,
             on & batch.in_wrist, wrist)):
        if there.any():
            target = around(points[there], (px[0] // STRIDE, px[1] // STRIDE))
            parts[f"{name}_map"] = MAP_WEIGHT * -(target * maps[there]).sum(-1).mean()
            figures[f"{name}_error"] = float((at - points)[there].detach().norm(dim=1).mean())
    figures |= {name: float(value.detach()) for name, value in parts.items()}
    return torch.stack(list(parts.values())).sum(), figures


def _seen(network: Rt1Network, batch: Batch, sentence: Tensor) -> Seen:
    """Every frame as tokens; those that are not there cost nothing and are zeros."""
    there = batch.valid.flatten()
    found = network.see(batch.frames.where(there), sentence[there])
    return Seen(*(_spread(part, there) for part in vars(found).values()))


def _spread(values: Tensor, there: Tensor) -> Tensor:
    if there.all():
        return values
    full = values.new_zeros((len(there), *values.shape[1:]))
    full[there] = values
    return full


def around(points: Tensor, grid: tuple[int, int]) -> Tensor:
    """Points (n, 2) in [0, 1] -> (n, rows * columns) weights of the four positions around each, whose
    weighted mean is the point; at the rim it is the nearest there is."""
    rows, columns = grid
    size = torch.tensor([columns, rows], dtype=torch.float32)
    at = (points * size - 0.5).clamp(min=torch.zeros(2), max=size - 1)
    low = at.floor()
    share = at - low
    low = low.long()
    high = torch.minimum(low + 1, (size - 1).long())
    target = points.new_zeros((len(points), rows * columns))
    for column, across in ((low[:, 0], 1 - share[:, 0]), (high[:, 0], share[:, 0])):
        for row, down in ((low[:, 1], 1 - share[:, 1]), (high[:, 1], share[:, 1])):
            target.scatter_add_(1, (row * columns + column)[:, None], (across * down)[:, None])
    return target
