"""Train the actor from nothing: record, learn, let it drive, label what it met, learn again.

Imitation alone drifts: the arm meets states the demonstrator never shows. So recording and learning take
turns (DAgger, arXiv 1011.0686): first the demonstrator drives with noise, later the actor of the moment
drives, and every state visited is labelled with what the demonstrator would do there. One function, one
folder, one time budget; killed at any moment it goes on from the last checkpoint and the shards on disk.
"""

from __future__ import annotations

import copy
import json
import math
import multiprocessing
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies.training.actor_loss import loss_of
from policies.training.demonstrations import record_forever, record_glimpses, record_next
from policies.training.recordings import Recordings
from policies.vla.actor import save_network
from policies.vla.actor_network import ActorConfig, ActorNetwork

SKILLS_A_BATCH = 64
STEPS_A_SKILL = 4
LEARNING_RATE = 1.2e-3
LAST_LEARNING_RATE = 2e-5
DECAY_FROM = 0.55
"""Share of the time budget after which the learning rate falls, by a cosine."""
RECORD_UNTIL = 0.93
"""No recording after this share: the last minutes are for learning alone."""
WARM_UP_STEPS = 200
DRIVES_FROM = 2000
"""Updates before the actor drives: an untrained one only wanders."""
AVERAGE = 0.999
"""Decay of the running average of the weights, which is what drives and what is shipped."""
LEARNING_S = 10.0
"""Learning between two scenes."""
CHECKPOINT_S = 60.0


@dataclass
class Progress:
    """Where training stands; saved with the weights."""

    updates: int = 0
    used_s: float = 0.0
    recording_s: float = 0.0


def train_actor(out_dir: Path, minutes: float, seed: int = 0, record_share: float = 0.5, workers: int = 0,
                first_scenes: int = 20, weights_dir: Path | None = None) -> Path:
    """Train for ``minutes`` in all (earlier runs in the same folder count) and export the weights.

    Args:
        out_dir: shards, checkpoint and log; a second call with the same folder goes on.
        minutes: of wall-clock time, recording included.
        seed: of the network and of the scenes, which are all from the training split.
        record_share: of the time this process records rather than learns (helpers record all the time).
        workers: helper processes that record as well.
        first_scenes: driven by the demonstrator before any learning.
        weights_dir: where to export; by default ``out_dir / "weights"``.

    Returns:
        The file of exported weights.
    """
    shards = out_dir / "shards"
    shards.mkdir(parents=True, exist_ok=True)
    trainer = _Trainer(out_dir, minutes * 60, seed)
    spawn = multiprocessing.get_context("spawn")
    recording_s = minutes * 60 * RECORD_UNTIL - trainer.progress.used_s
    helpers = [spawn.Process(target=record_forever, daemon=True,
                             args=(shards, out_dir / "driver", seed, worker + 1, recording_s))
               for worker in range(workers)]
    for helper in helpers:
        helper.start()
    recorded = False
    try:
        while trainer.progress.used_s < minutes * 60:
            started = time.monotonic()
            share = trainer.progress.used_s / (minutes * 60)
            few = len(list(shards.glob("shard-*.npz"))) < first_scenes
            behind = trainer.progress.recording_s < record_share * trainer.progress.used_s
            # Taking turns even when behind: a scene that records nothing must not keep it from learning.
            if few or (behind and share < RECORD_UNTIL and not recorded):
                record_glimpses(shards, seed, worker=0)
                record_next(shards, trainer.driver(), seed, worker=0)
                trainer.progress.recording_s += time.monotonic() - started
                recorded = True
            else:
                trainer.learn(shards, seconds=LEARNING_S)
                recorded = False
            trainer.progress.used_s += time.monotonic() - started
            trainer.keep()
    finally:
        for helper in helpers:
            helper.terminate()
    trainer.save()
    return save_network(trainer.average, weights_dir or out_dir / "weights", trainer.info(minutes, seed))


class _Trainer:
    """The network, its running average, the optimiser and the log, with checkpoints that replace whole."""

    def __init__(self, out_dir: Path, budget_s: float, seed: int) -> None:
        torch.manual_seed(seed)
        self.out_dir, self.budget_s = out_dir, budget_s
        self.network = ActorNetwork(ActorConfig()).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.network)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=LEARNING_RATE, weight_decay=0.02)
        self.progress = Progress()
        self.recordings = Recordings()
        self._kept_at = time.monotonic()
        self._checkpoint = out_dir / "checkpoint.pt"
        if self._checkpoint.exists():
            saved = torch.load(self._checkpoint, weights_only=True)
            self.network.load_state_dict(saved["network"])
            self.average.load_state_dict(saved["average"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.progress = Progress(**saved["progress"])
        self.rng = np.random.default_rng([seed, self.progress.updates])
        self.generator = torch.Generator().manual_seed(seed + self.progress.updates)

    def learn(self, shards: Path, seconds: float) -> None:
        """Take in new shards, then update for about ``seconds``."""
        self.recordings.refresh(shards)
        self.network.train()
        figures: dict[str, float] = {}
        count, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            self._set_learning_rate()
            batch = self.recordings.sample(self.rng, SKILLS_A_BATCH, STEPS_A_SKILL)
            loss, parts = loss_of(self.network, batch, self.rng, self.generator)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            self.optimiser.step()
            self.progress.updates += 1
            self._follow()
            count += 1
            for name, value in parts.items():
                figures[name] = figures.get(name, 0.0) + value
        row = {"updates": self.progress.updates, "used_s": round(self.progress.used_s),
               "steps": self.recordings.steps, "skills": len(self.recordings.lengths),
               "updates_per_s": round(count / seconds, 2),
               **{name: round(value / max(1, count), 3) for name, value in figures.items()}}
        with (self.out_dir / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")

    def _set_learning_rate(self) -> None:
        share = min(1.0, self.progress.used_s / self.budget_s)
        decay = max(0.0, (share - DECAY_FROM) / (1 - DECAY_FROM))
        high = 0.5 * (1 + math.cos(math.pi * decay))
        rate = LAST_LEARNING_RATE + (LEARNING_RATE - LAST_LEARNING_RATE) * high
        rate *= min(1.0, (self.progress.updates + 1) / WARM_UP_STEPS)
        for group in self.optimiser.param_groups:
            group["lr"] = rate

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(AVERAGE, self.progress.updates / (self.progress.updates + 20))
        for mean, value in zip(self.average.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(value, 1 - decay)

    def driver(self) -> ActorNetwork | None:
        """What drives while recording: nothing of ours until it has learned a little."""
        return self.average if self.progress.updates >= DRIVES_FROM else None

    def keep(self) -> None:
        """Checkpoint once a minute."""
        if time.monotonic() - self._kept_at >= CHECKPOINT_S:
            self.save()

    def save(self) -> None:
        partial = self._checkpoint.with_suffix(".part")
        torch.save({"network": self.network.state_dict(), "average": self.average.state_dict(),
                    "optimiser": self.optimiser.state_dict(), "progress": vars(self.progress)}, partial)
        partial.replace(self._checkpoint)
        if self.driver() is not None:
            save_network(self.average, self.out_dir / "driver", {})
        self._kept_at = time.monotonic()

    def info(self, minutes: float, seed: int) -> dict[str, Any]:
        """What made the weights, for the manifest."""
        driven = self.recordings.driver.count("actor")
        return {"made_by": "policies.training.actor.train_actor", "seed": seed, "minutes": minutes,
                "updates": self.progress.updates,
                "recording_minutes": round(self.progress.recording_s / 60, 1),
                "data": {"scenes": len(self.recordings.seen), "skills": len(self.recordings.lengths),
                         "skills_driven_by_actor": driven, "control_steps": self.recordings.steps,
                         "scene_seeds": "training split (0..999999), scenes.splits"}}
