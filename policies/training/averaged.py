"""A network that learns within a budget of time: its running average, its learning rate, its checkpoints.

Killed at any moment, training goes on from the last checkpoint, which replaces the one before it whole. The
running average of the weights (arXiv 1803.05407 has why) is what drives and what is exported.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn

Network = TypeVar("Network", bound=nn.Module)

AVERAGE = 0.999
"""Decay of the running average of the weights."""
LARGEST_GRADIENT = 5.0
"""Norm above which a gradient is scaled down to it."""
WEIGHT_DECAY = 0.02


@dataclass
class Progress:
    """Where training stands; saved with the weights."""

    updates: int = 0
    used_s: float = 0.0
    recording_s: float = 0.0


@dataclass(frozen=True)
class Rate:
    """A learning rate that rises over the first updates and falls by a cosine at the end of the budget."""

    highest: float
    last: float
    decay_from: float
    """Share of the time budget after which it falls."""
    warm_up_updates: int

    def at(self, progress: Progress, budget_s: float) -> float:
        """The rate of the next update."""
        share = min(1.0, progress.used_s / budget_s)
        decay = max(0.0, (share - self.decay_from) / (1 - self.decay_from))
        high = 0.5 * (1 + math.cos(math.pi * decay))
        rate = self.last + (self.highest - self.last) * high
        return rate * min(1.0, (progress.updates + 1) / self.warm_up_updates)


class Averaged(Generic[Network]):
    """The network, its running average, the optimiser and where training stands.

    Args:
        network: what learns; the average begins as a copy of it.
        groups: parameters for the optimiser; a group's ``share`` of the rate is 1 where it is left out.
        checkpoint: file to go on from, and to be replaced by ``save``.
        every_s: time between two checkpoints.
    """

    def __init__(self, network: Network, groups: Sequence[dict[str, Any]], rate: Rate, budget_s: float,
                 checkpoint: Path, every_s: float) -> None:
        self.network = network
        self.average: Network = copy.deepcopy(network)
        self.progress = Progress()
        self._rate, self._budget_s, self._checkpoint, self._every_s = rate, budget_s, checkpoint, every_s
        self._kept_at = time.monotonic()
        shared = [{"share": 1.0, **group} for group in groups]
        self._optimiser = torch.optim.AdamW(shared, lr=rate.highest, weight_decay=WEIGHT_DECAY)
        if checkpoint.exists():
            saved = torch.load(checkpoint, weights_only=True)
            self.network.load_state_dict(saved["network"])
            self.average.load_state_dict(saved["average"])
            self._optimiser.load_state_dict(saved["optimiser"])
            self.progress = Progress(**saved["progress"])

    def descend(self, loss: Tensor) -> None:
        """One step of the optimiser down a loss; the average follows."""
        rate = self._rate.at(self.progress, self._budget_s)
        for group in self._optimiser.param_groups:
            group["lr"] = rate * group.get("share", 1.0)  # checkpoints from before had none
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), LARGEST_GRADIENT)
        self._optimiser.step()
        self.progress.updates += 1
        self._follow()

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(AVERAGE, self.progress.updates / (self.progress.updates + 20))
        for mean, value in zip(self.average.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(value, 1 - decay)

    def keep(self) -> None:
        """Checkpoint, where the last one is old enough."""
        if time.monotonic() - self._kept_at >= self._every_s:
            self.save()

    def save(self) -> None:
        """Replace the checkpoint."""
        partial = self._checkpoint.with_suffix(".part")
        torch.save({"network": self.network.state_dict(), "average": self.average.state_dict(),
                    "optimiser": self._optimiser.state_dict(), "progress": vars(self.progress)}, partial)
        partial.replace(self._checkpoint)
        self._kept_at = time.monotonic()
