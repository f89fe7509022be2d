"""Recording scenes for RT-2: what the shipped eye finds, the wrist's features, labels, plans and referents.

The demonstrator drives, with noise: RT-2 learns from demonstrations alone.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from policies import codecs
from policies.rt1.backbone import Frozen, Listening, load_pretrained, to_input
from policies.rt2.configuration import CAMERAS, Rt2Config
from policies.rt2.frame import Frame, Memory, load_sight
from policies.rt2.layout import question_of
from policies.rt2.policy import Sees
from policies.training.rt1.commands import Label
from policies.training.rt1.episodes import Episodes, next_scene
from policies.training.rt1.labels import Labelled
from policies.training.rt1.recordings import AFRESH
from policies.training.rt2.recordings import COLUMNS, Scene, counted, rows_of, save
from policies.types import Dialogue, Entry, Percept, Reading
from policies.vla.actor import resize, state_vector
from policies.vla.wording import say
from scenes.catalogue import all_places
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene
from scenes.referring import Referent
from scenes.types import ActionSpec, ArmState, Observation

EVERY = 2
"""Control steps between two frames."""


@dataclass
class Rows:
    """What is recorded of a scene, frame by frame."""

    referents: tuple[Referent, ...]
    memory: Memory = field(default_factory=Memory)
    names: list[str] = field(default_factory=list)
    wrist: list[Any] = field(default_factory=list)
    state: list[Any] = field(default_factory=list)
    seen: list[list[float]] = field(default_factory=list)
    until: list[int] = field(default_factory=list)
    afresh: list[bool] = field(default_factory=list)
    labels: list[list[Label | None]] = field(default_factory=list)


class Recorder(Episodes[Rows, Scene]):
    """Records scenes with an eye, and the frozen beginning of an image network for the wrist."""

    def __init__(self, sight: Sees, frozen: Frozen, wrist_px: tuple[int, int]) -> None:
        super().__init__(EVERY, policy=None)
        self._sight, self._frozen, self._wrist_px = sight, frozen.eval(), wrist_px

    def start(self, scene: KitchenScene, commands: list[Labelled]) -> Rows:
        return Rows(scene.truth().referents())

    def take(self, scene: KitchenScene, rows: Rows, arm: ArmState, before: ArmState | None, last: int,
             labels: list[Label | None]) -> tuple[Observation, int]:
        observation = scene.observe(CAMERAS)
        if last == AFRESH:  # a glimpse, or the first frame: an instruction is given here
            rows.memory.forget()
        percepts, hidden = rows.memory.update(self._sight.look(observation.images["front"]))
        wrist, state = self._wrist(observation), state_vector(arm, before)
        rows.seen += rows_of(Frame(percepts, hidden, wrist, torch.from_numpy(state)), rows.names)
        rows.until.append(len(rows.seen))
        rows.afresh.append(last == AFRESH)
        rows.wrist.append(wrist.numpy().astype(np.float16))
        rows.state.append(state)
        rows.labels.append(labels)
        return observation, len(rows.state) - 1

    def finish(self, rows: Rows, commands: list[Labelled]) -> Scene:
        codec, spec = codecs.load("rt2"), ActionSpec()
        shape = len(rows.state), len(commands)
        tokens, valid = np.zeros((*shape, 8), np.uint8), np.zeros(shape, np.bool_)
        for at, labels in enumerate(rows.labels):
            for k, label in enumerate(labels):
                if label is not None:
                    tokens[at, k], valid[at, k] = codec.encode(label.action, spec), True
        return Scene(
            wrist=np.stack(rows.wrist), state=np.stack(rows.state),
            seen=np.array(rows.seen, np.float32).reshape(-1, COLUMNS), until=np.array(rows.until, np.int32),
            afresh=np.array(rows.afresh), tokens=tokens, valid=valid, names=tuple(rows.names),
            places=frozenset(rows.names) & frozenset(all_places()),
            asked=tuple(question_of(Dialogue(instruction=one.said.text, language=one.said.language))
                        for one in commands),
            plans=tuple(plan_of(one.said.readings[0], rows.referents) for one in commands),
            referents=rows.referents, success=True)

    def _wrist(self, observation: Observation) -> Tensor:
        image = resize(observation.images["wrist"], *self._wrist_px)
        with torch.inference_mode():
            found: Tensor = self._frozen(to_input(image[None]))[0].contiguous()
        return found


def plan_of(reading: TrueReading, referents: tuple[Referent, ...]) -> str:
    """What stands after ``Plan:``, in English whatever was said: ``pick the apple and put it in ...``."""
    there = tuple(Percept(key=r.key, name=r.kind, u=r.u, v=r.v, width=0.0, height=0.0, confidence=1.0,
                          is_place=r.is_place, is_open=r.is_open) for r in referents)
    entry = Entry(verb=reading.verb, things=(reading.thing,), destination=reading.destination,
                  relation=reading.relation)
    return say(Reading(entries=(entry,)), there, "en")


def new_recorder() -> Recorder:
    """With the shipped eye and ImageNet's weights.

    Raises:
        PolicyError: the eye, SmolLM2 or the image network's package is missing.
    """
    config = Rt2Config()
    return Recorder(load_sight(), pretrained_frozen(config), config.wrist_px)


def pretrained_frozen(config: Rt2Config) -> Frozen:
    """The beginning of EfficientNet-lite0 with ImageNet's weights.

    Raises:
        PolicyError: the image network's package is missing or its file damaged.
    """
    frozen = Frozen(config.frozen_blocks)
    load_pretrained(frozen, Listening(config.frozen_blocks, config.frozen_blocks + 1, 1))
    return frozen


def _save(folder: Path, scene: Scene, about: dict[str, Any]) -> None:
    save(folder, Scene(**{**vars(scene), "success": bool(about["success"])}), about)


def record_until(folder: Path, scenes: int, seed: int, worker: int) -> None:
    """Record until so many scenes are there, those of other workers included."""
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    recorder = new_recorder()
    while counted(folder) < scenes:
        next_scene(folder, recorder, _save, "rt2", seed, worker)


def record_all(folder: Path, scenes: int, seed: int, workers: int, report: Callable[[str], None]) -> None:
    """Record until so many scenes are there, in several processes where there are more to record than one.

    Raises:
        PolicyError: the eye, SmolLM2 or the image network's package is missing.
    """
    missing = scenes - counted(folder)
    if missing <= 0:
        return
    report(f'{{"recording": {missing}, "there": {scenes - missing}}}')
    if workers == 1 or missing == 1:
        record_until(folder, scenes, seed, 0)
        return
    new_recorder()  # says what is missing in one line, here and not in a helper
    spawn = multiprocessing.get_context("spawn")
    helpers = [spawn.Process(target=record_until, args=(folder, scenes, seed, worker))
               for worker in range(workers)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
