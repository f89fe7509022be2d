"""Train RT-1 from ImageNet and recorded commands; one function, one folder, one time budget, resumable.

Helpers record all the time (``record.py``) while this process learns; where there are none, recording and
learning take turns. Killed at any moment it goes on from the last checkpoint and the scenes on disk.
"""

from __future__ import annotations

import copy
import json
import math
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies.rt1.backbone import load_pretrained
from policies.rt1.configuration import Rt1Config
from policies.rt1.network import Rt1Network
from policies.rt1.policy import load_network, save_network
from policies.rt1.sentence import Encoder, MiniLm
from policies.training.rt1.loss import loss_of
from policies.training.rt1.record import Recorder, record_forever, record_next
from policies.training.rt1.recordings import Recorded, sample

Report = Callable[[str], None]

WINDOWS = 16
"""In a batch, most of another scene each."""
LEARNING_RATE = 8e-4
PRETRAINED_SHARE = 0.3
"""Of the learning rate, for blocks that come from ImageNet."""
LAST_LEARNING_RATE = 2e-5
DECAY_FROM = 0.5
"""Share of the time budget after which the learning rate falls, by a cosine."""
RECORD_UNTIL = 0.85
"""No recording after this share: the last part is for learning alone."""
WARM_UP_UPDATES = 200
DRIVES_FROM = 1500
"""Updates before the policy drives: an untrained one only wanders."""
AVERAGE = 0.999
"""Decay of the running average of the weights, which is what drives and what is exported."""
LEARNING_S = 30.0
"""Learning between two looks at what is new, and between two lines of progress."""
CHECKPOINT_S = 180.0
APART_BATCHES = 4


@dataclass(frozen=True)
class Recipe:
    """What a run is made of."""

    minutes: float
    """Of wall-clock time, earlier runs in the same folder and recording included."""
    scenes: int = 2500
    """Recorded at most."""
    first_scenes: int = 100
    """Before any learning."""
    workers: int = 1
    """Helper processes that record; with none this process takes turns."""
    seed: int = 0
    windows: int = WINDOWS
    history: int = 2
    """Frames the network attends to; of no account once a folder has a network to start from."""


@dataclass
class Progress:
    """Where training stands; saved with the weights."""

    updates: int = 0
    used_s: float = 0.0
    recording_s: float = 0.0


def train(out: Path, recipe: Recipe, weights: Path, report: Report = print) -> Path:
    """Record and learn for the minutes of the recipe, then export.

    Args:
        out: scenes, checkpoint and log; a second call with the same folder goes on.
        weights: folder the weights are exported into, as ``rt1-HASH.safetensors`` beside ``rt1.json``.
        report: takes a line of JSON every half minute.

    Returns:
        The file of exported weights.

    Raises:
        PolicyError: a pretrained part's package is missing or damaged.
    """
    torch.set_num_threads(1)
    scenes = out / "scenes"
    scenes.mkdir(parents=True, exist_ok=True)
    _start(out, recipe)
    trainer = Trainer(out, recipe, report)
    encoder = MiniLm()
    budget_s = recipe.minutes * 60
    spawn = multiprocessing.get_context("spawn")
    left_s = budget_s * RECORD_UNTIL - trainer.progress.used_s
    helpers = [spawn.Process(target=record_forever, daemon=True,
                             args=(scenes, out / "driver", out / "start", recipe.seed, worker + 1,
                                   recipe.scenes, left_s))
               for worker in range(recipe.workers)]
    for helper in helpers:
        helper.start()
    try:
        while trainer.progress.used_s < budget_s:
            started = time.monotonic()
            there = len(list(scenes.glob("scene-*")))
            helped = any(helper.is_alive() for helper in helpers)
            if not helped:
                torch.set_num_threads(recipe.workers + 1)  # nobody else needs their cores any more
            enough = there >= recipe.scenes or trainer.progress.used_s > RECORD_UNTIL * budget_s
            behind = trainer.progress.recording_s < 0.5 * trainer.progress.used_s
            if not helped and not enough and (there < recipe.first_scenes or behind):
                record_next(scenes, trainer.recorder(encoder), recipe.seed, worker=0)
                trainer.progress.recording_s += time.monotonic() - started
            elif helped and there < recipe.first_scenes:
                helpers[0].join(timeout=LEARNING_S)  # there is too little to learn from yet
                report(json.dumps({"scenes": there, "waiting_for": recipe.first_scenes}))
            else:
                trainer.learn(scenes, LEARNING_S)
            trainer.progress.used_s += time.monotonic() - started
            trainer.keep()
    finally:
        for helper in helpers:
            if helper.is_alive():
                helper.terminate()  # a scene that was being recorded is recorded again
    trainer.save()
    return save_network(trainer.average, weights, trainer.info())


def _start(out: Path, recipe: Recipe) -> None:
    """The network that training starts from, exported once: everybody's frozen beginning is then the same to
    the bit, half precision included."""
    if not (out / "start" / "rt1.json").is_file():
        torch.manual_seed(recipe.seed)
        network = Rt1Network(Rt1Config(history=recipe.history))
        for listening in network.listening.values():
            load_pretrained(network.frozen, listening)  # type: ignore[arg-type]
        save_network(network, out / "start", {})


class Trainer:
    """The network, its running average, the optimiser and the log, with checkpoints that replace whole."""

    def __init__(self, out: Path, recipe: Recipe, report: Report = print) -> None:
        torch.manual_seed(recipe.seed)
        self.out, self.recipe, self.report = out, recipe, report
        self.network = load_network(out / "start")[0].train()
        self.network = self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(_groups(self.network), lr=LEARNING_RATE, weight_decay=0.02)
        self.progress, self.recorded = Progress(), Recorded()
        self._kept_at = time.monotonic()
        self._recorder: tuple[int, Recorder] | None = None
        self._checkpoint = out / "checkpoint.pt"
        if self._checkpoint.exists():
            saved = torch.load(self._checkpoint, weights_only=True)
            self.network.load_state_dict(saved["network"])
            self.average.load_state_dict(saved["average"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.progress = Progress(**saved["progress"])
        self.rng = np.random.default_rng([recipe.seed, self.progress.updates])

    def learn(self, scenes: Path, seconds: float) -> None:
        """Take in new scenes, then update for about ``seconds`` and say how it stands."""
        self.recorded.refresh(scenes)
        if not self.recorded.scenes:
            return
        self.network.train()
        sums: dict[str, float] = {}
        count, started = 0, time.monotonic()
        while not count or time.monotonic() < started + seconds:
            for name, value in self.update().items():
                sums[name] = sums.get(name, 0.0) + value
            count += 1
        row = {"updates": self.progress.updates, "used_s": round(self.progress.used_s),
               "scenes": len(self.recorded.succeeded), "frames": self.recorded.frames,
               "seconds_per_update": round((time.monotonic() - started) / count, 3),
               **{name: round(value / count, 4) for name, value in sums.items()},
               **{f"apart.{name}": round(value, 4) for name, value in self.apart().items()}}
        line = json.dumps(row)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        self.report(line)

    def update(self) -> dict[str, float]:
        """One step of the optimiser on a batch; the parts of its loss."""
        self._set_learning_rate()
        batch = sample(self.recorded.scenes, self.rng, self.recipe.windows, self.network.config.history)
        loss, parts = loss_of(self.network, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.progress.updates += 1
        self._follow()
        return {"loss": float(loss.detach()), **parts}

    @torch.no_grad()
    def apart(self) -> dict[str, float]:
        """What the running average makes of scenes that are not learned from, the same ones every time."""
        if not self.recorded.apart:
            return {}
        rng, sums = np.random.default_rng(0), dict[str, float]()
        for _ in range(APART_BATCHES):
            batch = sample(self.recorded.apart, rng, self.recipe.windows, self.network.config.history)
            for name, value in loss_of(self.average, batch)[1].items():
                sums[name] = sums.get(name, 0.0) + value / APART_BATCHES
        return {name: value for name, value in sums.items() if name == "move" or "_" in name}

    def recorder(self, encoder: Encoder) -> Recorder:
        """For recording in this process: with the policy of the last checkpoint, once it may drive."""
        drives = self.progress.updates >= DRIVES_FROM
        made_at = self.progress.updates // 500 if drives else -1
        if self._recorder is None or self._recorder[0] != made_at:
            self._recorder = made_at, Recorder(copy.deepcopy(self.average), encoder, drives)
        return self._recorder[1]

    def keep(self) -> None:
        """Checkpoint every few minutes."""
        if time.monotonic() - self._kept_at >= CHECKPOINT_S:
            self.save()

    def save(self) -> None:
        partial = self._checkpoint.with_suffix(".part")
        torch.save({"network": self.network.state_dict(), "average": self.average.state_dict(),
                    "optimiser": self.optimiser.state_dict(), "progress": vars(self.progress)}, partial)
        partial.replace(self._checkpoint)
        if self.progress.updates >= DRIVES_FROM:
            save_network(self.average, self.out / "driver", {})
        self._kept_at = time.monotonic()

    def info(self) -> dict[str, Any]:
        """What made the weights, for the manifest."""
        return {"made_by": "policies.training.rt1.train", "recipe": vars(self.recipe),
                "updates": self.progress.updates, "used_minutes": round(self.progress.used_s / 60, 1),
                "recording_minutes": round(self.progress.recording_s / 60, 1),
                "data": {"scenes": len(self.recorded.succeeded), "frames": self.recorded.frames,
                         "demonstrations_that_succeeded": sum(self.recorded.succeeded),
                         "scene_seeds": "training split (0..999999), scenes.splits"}}

    def _set_learning_rate(self) -> None:
        share = min(1.0, self.progress.used_s / (self.recipe.minutes * 60))
        decay = max(0.0, (share - DECAY_FROM) / (1 - DECAY_FROM))
        high = 0.5 * (1 + math.cos(math.pi * decay))
        rate = LAST_LEARNING_RATE + (LEARNING_RATE - LAST_LEARNING_RATE) * high
        rate *= min(1.0, (self.progress.updates + 1) / WARM_UP_UPDATES)
        for group in self.optimiser.param_groups:
            group["lr"] = rate * group["share"]

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(AVERAGE, self.progress.updates / (self.progress.updates + 20))
        for mean, value in zip(self.average.parameters(), self.network.parameters(), strict=True):
            mean.lerp_(value, 1 - decay)


def _groups(network: Rt1Network) -> list[dict[str, Any]]:
    """What comes from ImageNet learns more slowly than what is new."""
    old = {id(p) for listening in network.listening.values() for p in listening.blocks.parameters()}  # type: ignore[union-attr]
    trained = [p for p in network.parameters() if p.requires_grad]
    return [{"params": [p for p in trained if id(p) not in old], "share": 1.0},
            {"params": [p for p in trained if id(p) in old], "share": PRETRAINED_SHARE}]
