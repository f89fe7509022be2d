"""Whole commands carried out to be recorded, with glimpses of the counter before them.

The demonstrator drives with noise, or the policy of the moment for a stretch (DAgger, arXiv 1011.0686);
every frame is labelled with what the demonstrator would do there, for the command at hand and for every
other command of the counter that could be taken up at that moment. Only every few control steps are
rendered: rendering is what recording costs. All seeds and all words are of the training split.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

from policies.direct import DirectPolicy
from policies.rt1.configuration import CAMERAS
from policies.training.demonstrations import Noise
from policies.training.glimpses import good_yaw, pose_near
from policies.training.rt1.commands import Commanded, Label, errand_of
from policies.training.rt1.labels import Labelled, commands_of, labels_of
from policies.training.rt1.recordings import AFRESH
from policies.types import Dialogue
from scenes import splits
from scenes.base import SceneError
from scenes.demonstrator import Demonstrator
from scenes.kinematics import Unreachable
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.truth import Truth
from scenes.types import Action, ArmState, FloatArray, Observation

GLIMPSES = 8
"""Frames of the hand set down at random near something, before anything moves."""
LIMIT_STEPS = 200
LAST_STEPS = 9
"""Steps kept after the command is over, so that stopping is not seen once an episode only."""
STRETCH_STEPS = 30
"""That the policy drives; how to come back from where it led is worth seeing."""
DRIVEN_SHARE = 0.6
"""Of the episodes, once there is a policy, those with such a stretch."""

Rows = TypeVar("Rows")
"""What is kept of the frames of a scene while it is recorded."""
Made = TypeVar("Made")
"""What is made of them in the end."""


class Episodes(ABC, Generic[Rows, Made]):
    """Records scenes; what is kept of a frame is for others to say."""

    def __init__(self, every: int, policy: DirectPolicy | None) -> None:
        """Args:
            every: control steps between two frames.
            policy: drives a stretch of most episodes; without one the demonstrator drives always.
        """
        self.every, self.policy = every, policy

    @abstractmethod
    def start(self, scene: KitchenScene, commands: list[Labelled]) -> Rows:
        """Nothing recorded yet."""

    @abstractmethod
    def take(self, scene: KitchenScene, rows: Rows, arm: ArmState, before: ArmState | None, last: int,
             labels: list[Label | None]) -> tuple[Observation, int]:
        """Record one frame.

        Args:
            last: number of the frame before it in its history, or AFRESH.

        Returns:
            What was seen, and the number of this frame.
        """

    @abstractmethod
    def finish(self, rows: Rows, commands: list[Labelled]) -> Made:
        """The whole scene."""

    def record(self, seed: int, rng: np.random.Generator) -> tuple[Made, dict[str, Any]] | None:
        """One scene of this seed; None where it cannot be built or nothing clear can be said of it."""
        try:
            scene = KitchenScene(SceneSpec(seed=seed))
        except SceneError:
            return None  # some seeds draw more than fits
        try:
            return self._record(scene, rng)
        finally:
            scene.close()

    def _record(self, scene: KitchenScene,
                rng: np.random.Generator) -> tuple[Made, dict[str, Any]] | None:
        truth = scene.truth()
        commands = commands_of(scene, truth, rng)
        if not commands:
            return None
        rows = self.start(scene, commands)
        self._glimpse(scene, commands, rng, rows)
        own = commands[0].way
        errand = errand_of(commands[0].said.readings[0], truth)
        assert errand is not None
        way = Commanded(scene, Demonstrator(scene), errand)
        drove = self._episode(scene, commands, way, truth, rng, rows)
        frames = self.finish(rows, commands)
        about = {"seed": scene.seed, "texts": [one.said.text for one in commands], "drove": drove,
                 "success": way.succeeded(), "skills": [job.skill for job in own.errand]}
        return frames, about

    def _glimpse(self, scene: KitchenScene, commands: list[Labelled], rng: np.random.Generator,
                 rows: Rows) -> None:
        """The hand near what some command begins with; without physics, so the counter stays as it is."""
        home = scene.arm.home
        expert = Demonstrator(scene)
        for _ in range(GLIMPSES):
            way = commands[int(rng.integers(len(commands)))].way
            job = way.errand[0]
            goal = job.target_m(scene.truth(pixels=False)) if job.skill == "pick" else scene.knob_m(job.name)
            try:
                yaw = good_yaw(scene, expert, job, goal)
                scene.arm.home = pose_near(goal, yaw, rng)
                scene.arm.reset()
            except (Unreachable, ValueError):
                continue
            arm = scene.arm.state()
            self.take(scene, rows, arm, None, AFRESH, labels_of(scene, commands, None, None, None))
        scene.arm.home = home
        scene.arm.reset()

    def _episode(self, scene: KitchenScene, commands: list[Labelled], way: Commanded, start: Truth,
                 rng: np.random.Generator, rows: Rows) -> bool:
        """Carry out the first command; whether the policy drove a part of it."""
        spec, every = scene.arm.spec, self.every
        noise = Noise(rng, float(rng.choice([0.0, 0.5, 1.0])))
        drives = self.policy is not None and rng.random() < DRIVEN_SHARE
        stretch = range(first := int(rng.integers(0, 80)), first + STRETCH_STEPS) if drives else range(0)
        said = commands[0].said
        dialogue = Dialogue(instruction=said.text, language=said.language)
        before, last, ended, begun = None, AFRESH, 0, False
        for step in range(LIMIT_STEPS):
            arm = scene.arm.state()
            try:
                label = way.label()
            except ValueError:
                break  # it has come to where the demonstrator knows no way
            seen: Observation | None = None
            if step % every == 0:
                labels = labels_of(scene, commands, way, label, start)
                seen, last = self.take(scene, rows, arm, before, last, labels)
            action = label.action
            if action.terminate:
                ended += 1
                if ended > LAST_STEPS:
                    break
                drift: FloatArray = rng.normal(0, 0.004, 3)
                action = Action(drift, np.zeros(3), arm.gripper_target)
            elif step in stretch:
                action = self._driven(scene, seen, None if begun else dialogue, action)
                begun = True
            if not label.action.terminate:
                action = noise.on(action, spec.max_translation_m, spec.max_rotation_rad)
            before = arm
            scene.arm.send(action)
        return drives

    def _driven(self, scene: KitchenScene, seen: Observation | None, begins: Dialogue | None,
                otherwise: Action) -> Action:
        """What the policy does, without ending anything."""
        assert self.policy is not None
        observation = seen or scene.observe(CAMERAS)
        if begins is not None:
            self.policy.begin(begins, observation)
        chosen = self.policy.decode(self.policy.act(observation))
        return otherwise if chosen.terminate else chosen


def next_scene(folder: Path, recorder: Episodes[Rows, Made],
               save: Callable[[Path, Made, dict[str, Any]], None], stream: str, seed: int,
               worker: int) -> Path | None:
    """Record the next scene of a worker's stream of seeds; what is on disk says which is next.

    A scene that gives nothing is kept as an empty file, so that it is not tried again.
    """
    prefix = f"scene-{worker:02d}-"
    index = len([*folder.glob(f"{prefix}?????"), *folder.glob(f"empty-{worker:02d}-?????")])
    scene_seed = next(itertools.islice(splits.seeds("train", f"{stream}-{worker}", seed), index, None))
    found = recorder.record(scene_seed, np.random.default_rng([seed, worker, index]))
    if found is None:
        (folder / f"empty-{worker:02d}-{index:05d}").touch()
        return None
    path = folder / f"{prefix}{index:05d}"
    save(path, *found)
    return path
