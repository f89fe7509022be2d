"""Train the actor from nothing: record, learn, let it drive, label what it met, learn again.

Imitation alone drifts: the arm meets states the demonstrator never shows. So recording and learning take
turns (DAgger, arXiv 1011.0686): first the demonstrator drives with noise, later the actor of the moment
drives, and every state visited is labelled with what the demonstrator would do there. One function, one
folder, one time budget; killed at any moment it goes on from the last checkpoint and the shards on disk.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies.training.actor_loss import loss_of
from policies.training.averaged import Averaged, Rate
from policies.training.demonstrations import record_forever, record_glimpses, record_next
from policies.training.recordings import Recordings
from policies.vla.actor import save_network
from policies.vla.actor_network import ActorConfig, ActorNetwork

SKILLS_A_BATCH = 64
STEPS_A_SKILL = 4
RATE = Rate(highest=1.2e-3, last=2e-5, decay_from=0.55, warm_up_updates=200)
RECORD_UNTIL = 0.93
"""No recording after this share: the last minutes are for learning alone."""
DRIVES_FROM = 2000
"""Updates before the actor drives: an untrained one only wanders."""
LEARNING_S = 10.0
"""Learning between two scenes."""
CHECKPOINT_S = 60.0


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


class _Trainer(Averaged[ActorNetwork]):
    """The actor learning from the shards on disk, and its log."""

    def __init__(self, out_dir: Path, budget_s: float, seed: int) -> None:
        torch.manual_seed(seed)
        network: ActorNetwork = ActorNetwork(ActorConfig())
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        super().__init__(network, [{"params": list(network.parameters())}], RATE, budget_s,
                         out_dir / "checkpoint.pt", CHECKPOINT_S)
        self.out_dir = out_dir
        self.recordings = Recordings()
        self.rng = np.random.default_rng([seed, self.progress.updates])
        self.generator = torch.Generator().manual_seed(seed + self.progress.updates)

    def learn(self, shards: Path, seconds: float) -> None:
        """Take in new shards, then update for about ``seconds``."""
        self.recordings.refresh(shards)
        self.network.train()
        figures: dict[str, float] = {}
        count, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            batch = self.recordings.sample(self.rng, SKILLS_A_BATCH, STEPS_A_SKILL)
            loss, parts = loss_of(self.network, batch, self.rng, self.generator)
            self.descend(loss)
            count += 1
            for name, value in parts.items():
                figures[name] = figures.get(name, 0.0) + value
        row = {"updates": self.progress.updates, "used_s": round(self.progress.used_s),
               "steps": self.recordings.steps, "skills": len(self.recordings.lengths),
               "updates_per_s": round(count / seconds, 2),
               **{name: round(value / max(1, count), 3) for name, value in figures.items()}}
        with (self.out_dir / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")

    def driver(self) -> ActorNetwork | None:
        """What drives while recording: nothing of ours until it has learned a little."""
        return self.average if self.progress.updates >= DRIVES_FROM else None

    def save(self) -> None:
        """Replace the checkpoint, and what drives in the helpers once there is something."""
        super().save()
        if self.driver() is not None:
            save_network(self.average, self.out_dir / "driver", {})

    def info(self, minutes: float, seed: int) -> dict[str, Any]:
        """What made the weights, for the manifest."""
        driven = self.recordings.driver.count("actor")
        return {"made_by": "policies.training.actor.train_actor", "seed": seed, "minutes": minutes,
                "updates": self.progress.updates,
                "recording_minutes": round(self.progress.recording_s / 60, 1),
                "data": {"scenes": len(self.recordings.seen), "skills": len(self.recordings.lengths),
                         "skills_driven_by_actor": driven, "control_steps": self.recordings.steps,
                         "scene_seeds": "training split (0..999999), scenes.splits"}}
