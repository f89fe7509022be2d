"""Teaches the eye on rendered scenes: centres, boxes, names, and which drawers stand open."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from policies.training.rendered import Label
from policies.vla.vision import ALL_NAMES, HEIGHT, NAMES, STRIDE, WIDTH, Eye, as_batch, percepts_of

MATCH_DISTANCE = 0.03
"""A percept matches a thing of its name when their image points are this near."""


def _targets(labels: Sequence[Sequence[Label]]) -> tuple[Tensor, NDArray[np.float32]]:
    """Centre heat map (B, H/8, W/8) with a small Gaussian, and rows (M, 9) of
    (image, row, column, name, offset u, offset v, width, height, open or -1)."""
    heat = np.zeros((len(labels), HEIGHT // STRIDE, WIDTH // STRIDE), np.float32)
    rows = []
    grid_v, grid_u = np.mgrid[: heat.shape[1], : heat.shape[2]]
    for b, scene in enumerate(labels):
        for label in scene:
            u, v = label.u * WIDTH / STRIDE, label.v * HEIGHT / STRIDE
            column, row = int(u), int(v)
            if not (0 <= column < heat.shape[2] and 0 <= row < heat.shape[1]):
                continue
            spread = np.exp(-((grid_u + 0.5 - u) ** 2 + (grid_v + 0.5 - v) ** 2) / (2 * 0.6**2))
            heat[b] = np.maximum(heat[b], spread)
            heat[b, row, column] = 1.0
            is_open = -1.0 if label.is_open is None else float(label.is_open)
            rows.append((b, row, column, label.name, u - column, v - row, label.width, label.height, is_open))
    return torch.from_numpy(heat), np.array(rows, np.float32).reshape(-1, 9)


def loss_of(eye: Eye, images: Tensor, labels: Sequence[Sequence[Label]], words: Tensor) -> Tensor:
    """Focal loss for centres (CenterNet's form), L1 for boxes, cross-entropy for names and openness."""
    seen = eye(images)
    heat, rows = _targets(labels)
    probability = seen.centre_logits.sigmoid().clamp(1e-5, 1 - 1e-5)
    positive = heat == 1
    focal = torch.where(
        positive,
        -((1 - probability) ** 2) * probability.log(),
        -((1 - heat) ** 4) * probability**2 * (1 - probability).log(),
    ).sum() / max(1, len(rows))
    b, row, column, name = (torch.from_numpy(rows[:, i]).long() for i in range(4))
    numbers = torch.from_numpy(rows)
    box = functional.l1_loss(seen.offsets[b, :, row, column], numbers[:, 4:6]) + 5 * functional.l1_loss(
        seen.sizes[b, :, row, column], numbers[:, 6:8]
    )
    named = functional.cross_entropy(eye.name_logits(seen.appearance[b, :, row, column], words), name)
    drawers = numbers[:, 8] >= 0
    opened = functional.binary_cross_entropy_with_logits(
        seen.open_logits[b, row, column][drawers], numbers[drawers, 8]
    )
    return focal + box + named + 0.5 * opened


def _vary(images: Tensor, rng: np.random.Generator) -> Tensor:
    """Brightness, contrast, colour cast and noise, as other cameras and lamps would give."""
    shape = (len(images), 1, 1, 1)
    gain = torch.from_numpy(rng.uniform(0.75, 1.25, shape)).float()
    cast = torch.from_numpy(rng.uniform(0.93, 1.07, (len(images), 3, 1, 1))).float()
    shift = torch.from_numpy(rng.uniform(-0.08, 0.08, shape)).float()
    noise = torch.from_numpy(rng.normal(0, 0.015, images.shape).astype(np.float32))
    return (images * gain * cast + shift + noise).clamp(0, 1).contiguous(memory_format=torch.channels_last)


def train(
    eye: Eye,
    images: NDArray[np.uint8],
    labels: Sequence[Sequence[Label]],
    words: Tensor,
    folder: Path,
    *,
    steps: int,
    batch: int = 8,
    peak_rate: float = 3e-3,
    seed: int = 0,
    checkpoint_every: int = 250,
    report: Callable[[str], None] = print,
) -> None:
    """Trains for ``steps`` steps; resumes from ``folder``. ``words`` (V, W) are the names' embeddings."""
    folder.mkdir(parents=True, exist_ok=True)
    eye.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.AdamW(eye.parameters(), lr=peak_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=peak_rate, total_steps=steps, pct_start=0.1
    )
    path, start = folder / "eye.pt", 0
    if path.exists():
        state = torch.load(path, weights_only=True)
        eye.load_state_dict(state["eye"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        start = int(state["step"])
    started, losses = time.monotonic(), list[float]()
    eye.train()
    for step in range(start, steps):
        rng = np.random.default_rng((seed, step))
        chosen = rng.integers(len(images), size=batch)
        loss = loss_of(
            eye, _vary(as_batch([images[i] for i in chosen]), rng), [labels[i] for i in chosen], words
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(eye.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if (step + 1) % checkpoint_every == 0 or step + 1 == steps:
            report(
                json.dumps(
                    {
                        "step": step + 1,
                        "loss": round(float(np.mean(losses)), 4),
                        "minutes": round((time.monotonic() - started) / 60, 2),
                    }
                )
            )
            losses.clear()
            partial = folder / "eye.partial"
            torch.save(
                {
                    "eye": eye.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                },
                partial,
            )
            partial.replace(path)
    eye.eval()


@torch.no_grad()
def evaluate(
    eye: Eye,
    images: NDArray[np.uint8],
    labels: Sequence[Sequence[Label]],
    words: Tensor,
    names: Sequence[str] = NAMES,
) -> dict[str, object]:
    """Share of visible things found (right name, near enough) and share of percepts that are right."""
    eye.eval()
    found, total, right, seen_count, distances = 0, 0, 0, 0, list[float]()
    missed: dict[str, int] = {}
    for image, truth in zip(images, labels, strict=True):
        percepts, _ = percepts_of(eye, eye(as_batch([image])), words, names=names)
        unmatched = list(percepts)
        for label in truth:
            near = [
                (float(np.hypot(p.u - label.u, p.v - label.v)), p)
                for p in unmatched
                if p.name == ALL_NAMES[label.name]
            ]
            total += 1
            if near and min(near, key=lambda pair: pair[0])[0] < MATCH_DISTANCE:
                distance, percept = min(near, key=lambda pair: pair[0])
                unmatched.remove(percept)
                found += 1
                distances.append(distance)
            else:
                name = ALL_NAMES[label.name]
                missed[name] = missed.get(name, 0) + 1
        seen_count += len(percepts)
        right += len(percepts) - len(unmatched)
    worst = dict(sorted(missed.items(), key=lambda pair: -pair[1])[:12])
    return {
        "found": found / max(1, total),
        "precision": right / max(1, seen_count),
        "n": total,
        "mean_distance": float(np.mean(distances)) if distances else None,
        "missed": worst,
    }
