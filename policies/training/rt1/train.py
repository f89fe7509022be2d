"""Train RT-1 from ImageNet and recorded commands; one function, one folder, one time budget, resumable.

Helpers record all the time (``record.py``) while this process learns; where there are none, recording and
learning take turns. Killed at any moment it goes on from the last checkpoint and the scenes on disk.
"""

from __future__ import annotations

import copy
import json
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
from policies.training.averaged import Averaged, Rate
from policies.training.rt1.loss import loss_of
from policies.training.rt1.record import Recorder, record_forever, record_next
from policies.training.rt1.recordings import Recorded, sample

Report = Callable[[str], None]

WINDOWS = 16
"""In a batch, most of another scene each."""
RATE = Rate(highest=8e-4, last=2e-5, decay_from=0.5, warm_up_updates=200)
PRETRAINED_SHARE = 0.3
"""Of the learning rate, for blocks that come from ImageNet."""
RECORD_UNTIL = 0.85
"""No recording after this share: the last part is for learning alone."""
DRIVES_FROM = 1500
"""Updates before the policy drives: an untrained one only wanders."""
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


class Trainer(Averaged[Rt1Network]):
    """RT-1 learning from the scenes on disk, and its log."""

    def __init__(self, out: Path, recipe: Recipe, report: Report = print) -> None:
        torch.manual_seed(recipe.seed)
        network: Rt1Network = load_network(out / "start")[0].train()
        network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        super().__init__(network, _groups(network), RATE, recipe.minutes * 60, out / "checkpoint.pt",
                         CHECKPOINT_S)
        self.average.eval()
        self.out, self.recipe, self.report = out, recipe, report
        self.recorded = Recorded()
        self._recorder: tuple[int, Recorder] | None = None
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
        batch = sample(self.recorded.scenes, self.rng, self.recipe.windows, self.network.config.history)
        loss, parts = loss_of(self.network, batch)
        self.descend(loss)
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

    def save(self) -> None:
        """Replace the checkpoint, and the policy that drives in the helpers once it may."""
        super().save()
        if self.progress.updates >= DRIVES_FROM:
            save_network(self.average, self.out / "driver", {})

    def info(self) -> dict[str, Any]:
        """What made the weights, for the manifest."""
        return {"made_by": "policies.training.rt1.train", "recipe": vars(self.recipe),
                "updates": self.progress.updates, "used_minutes": round(self.progress.used_s / 60, 1),
                "recording_minutes": round(self.progress.recording_s / 60, 1),
                "data": {"scenes": len(self.recorded.succeeded), "frames": self.recorded.frames,
                         "demonstrations_that_succeeded": sum(self.recorded.succeeded),
                         "scene_seeds": "training split (0..999999), scenes.splits"}}


def _groups(network: Rt1Network) -> list[dict[str, Any]]:
    """What comes from ImageNet learns more slowly than what is new."""
    old = {id(p) for listening in network.listening.values() for p in listening.blocks.parameters()}  # type: ignore[union-attr]
    trained = [p for p in network.parameters() if p.requires_grad]
    return [{"params": [p for p in trained if id(p) not in old], "share": 1.0},
            {"params": [p for p in trained if id(p) in old], "share": PRETRAINED_SHARE}]
