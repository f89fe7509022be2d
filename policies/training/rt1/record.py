"""Recording scenes for RT-1: one command from its words to its end, with glimpses of the counter before it.

The demonstrator drives with noise, or the policy of the moment for a stretch (DAgger, arXiv 1011.0686);
every recorded frame is labelled with what the demonstrator would do there, for the command at hand and for
every other command of the counter that could be taken up at that moment. Only every second control step is
rendered: rendering is what recording costs. All seeds and all words are of the training split.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies import codecs
from policies.base import PolicyError
from policies.rt1.backbone import to_input
from policies.rt1.configuration import CAMERAS
from policies.rt1.network import Rt1Network
from policies.rt1.policy import Rt1Policy, load_network
from policies.rt1.sentence import Encoder, in_english
from policies.training.demonstrations import Noise
from policies.training.glimpses import good_yaw, pose_near
from policies.training.rt1.commands import Commanded, Label, errand_of
from policies.training.rt1.labels import Labelled, commands_of, labels_of
from policies.training.rt1.recordings import AFRESH, SceneFrames, padded, save
from policies.types import Dialogue
from policies.vla.actor import resize, state_vector
from scenes import splits
from scenes.base import SceneError
from scenes.cameras import wrist_camera
from scenes.demonstrator import Demonstrator
from scenes.kinematics import Unreachable, matrix_from_quaternion
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


@dataclass
class _Rows:
    """What is recorded, frame by frame."""

    front: list[Any] = field(default_factory=list)
    wrist: list[Any] = field(default_factory=list)
    state: list[Any] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    labels: list[list[Label | None]] = field(default_factory=list)
    tool: list[tuple[FloatArray, FloatArray, FloatArray]] = field(default_factory=list)
    """Position of the tool; position and rotation of the wrist camera."""
    on_wrist: list[list[tuple[float, float] | None]] = field(default_factory=list)


class Recorder:
    """Records scenes with one network's frozen beginning."""

    def __init__(self, network: Rt1Network, encoder: Encoder, drives: bool) -> None:
        self.network, self.encoder = network.eval(), encoder
        self.policy = Rt1Policy(network, encoder) if drives else None

    def record(self, seed: int, rng: np.random.Generator) -> tuple[SceneFrames, dict[str, Any]] | None:
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
                rng: np.random.Generator) -> tuple[SceneFrames, dict[str, Any]] | None:
        truth = scene.truth()
        commands = commands_of(scene, truth, rng)
        if not commands:
            return None
        rows = _Rows()
        self._glimpse(scene, commands, rng, rows)
        own = commands[0].way
        errand = errand_of(commands[0].said.readings[0], truth)
        assert errand is not None
        way = Commanded(scene, Demonstrator(scene), errand)
        drove = self._episode(scene, commands, way, truth, rng, rows)
        frames = self._frames(rows, commands)
        about = {"seed": scene.seed, "texts": [one.said.text for one in commands], "drove": drove,
                 "success": way.succeeded(), "skills": [job.skill for job in own.errand]}
        return frames, about

    def _glimpse(self, scene: KitchenScene, commands: list[Labelled], rng: np.random.Generator,
                 rows: _Rows) -> None:
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
            self._take(scene, rows, arm, None, AFRESH, labels_of(scene, commands, None, None, None))
        scene.arm.home = home
        scene.arm.reset()

    def _episode(self, scene: KitchenScene, commands: list[Labelled], way: Commanded, start: Truth,
                 rng: np.random.Generator, rows: _Rows) -> bool:
        """Carry out the first command; whether the policy drove a part of it."""
        spec, every = scene.arm.spec, self.network.config.frame_every
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
                seen = self._take(scene, rows, arm, before, last, labels)
                last = len(rows.state) - 1
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

    def _take(self, scene: KitchenScene, rows: _Rows, arm: ArmState, before: ArmState | None, last: int,
              labels: list[Label | None]) -> Observation:
        """Record one frame."""
        observation = scene.observe(CAMERAS)
        config = self.network.config
        for name, (height, width) in (("front", config.front_px), ("wrist", config.wrist_px)):
            image = resize(observation.images[name], height, width)
            with torch.inference_mode():
                features = self.network.features(to_input(image[None]))[0].contiguous()
            getattr(rows, name).append(features.numpy().astype(np.float16))
        rows.state.append(state_vector(arm, before))
        rows.before.append(last)
        rows.labels.append(labels)
        eye = scene.arm.camera_pose()
        camera, ahead = wrist_camera(eye), matrix_from_quaternion(eye.orientation_xyzw)[:, 2]
        rows.on_wrist.append([
            None if label is None or float((label.target_m - eye.position_m) @ ahead) < 0.01
            else camera.project(label.target_m) for label in labels])
        rows.tool.append((arm.tool.position_m, eye.position_m, ahead))
        return observation

    def _frames(self, rows: _Rows, commands: list[Labelled]) -> SceneFrames:
        codec, spec = codecs.load("rt2"), Rt1Policy(self.network, self.encoder).spec
        shape = len(rows.state), len(commands)
        tokens, valid = np.zeros((*shape, 8), np.uint8), np.zeros(shape, np.bool_)
        points, has = np.zeros((*shape, 2, 2), np.float32), np.zeros(shape, np.bool_)
        on_wrist, in_wrist = np.zeros((*shape, 2), np.float32), np.zeros(shape, np.bool_)
        offset, phase = np.zeros((*shape, 3), np.float32), np.zeros(shape, np.int8)
        for at, labels in enumerate(rows.labels):
            for k, label in enumerate(labels):
                if label is None:
                    continue
                valid[at, k] = True
                tokens[at, k] = codec.encode(label.action, spec)
                points[at, k, 0] = label.thing
                if label.destination is not None:
                    points[at, k, 1], has[at, k] = label.destination, True
                place = rows.on_wrist[at][k]
                if place is not None and 0 <= place[0] <= 1 and 0 <= place[1] <= 1:
                    on_wrist[at, k], in_wrist[at, k] = place, True
                offset[at, k] = label.target_m - rows.tool[at][0]
                phase[at, k] = label.phase
        words, lengths = padded([self.encoder.words(in_english(one.said.text)) for one in commands])
        return SceneFrames(
            front=np.stack(rows.front), wrist=np.stack(rows.wrist), state=np.stack(rows.state),
            before=np.array(rows.before, np.int32), words=words, lengths=lengths, tokens=tokens, valid=valid,
            points=points, has_destination=has, wrist_point=on_wrist, in_wrist=in_wrist, offset_m=offset,
            phase=phase)


def record_next(folder: Path, recorder: Recorder, seed: int, worker: int) -> Path | None:
    """Record the next scene of a worker's stream of seeds; what is on disk says which is next.

    A scene that gives nothing is kept as an empty file, so that it is not tried again.
    """
    prefix = f"scene-{worker:02d}-"
    index = len([*folder.glob(f"{prefix}?????"), *folder.glob(f"empty-{worker:02d}-?????")])
    scene_seed = next(itertools.islice(splits.seeds("train", f"rt1-{worker}", seed), index, None))
    found = recorder.record(scene_seed, np.random.default_rng([seed, worker, index]))
    if found is None:
        (folder / f"empty-{worker:02d}-{index:05d}").touch()
        return None
    path = folder / f"{prefix}{index:05d}"
    save(path, *found)
    return path


def record_forever(folder: Path, driver: Path, start: Path, seed: int, worker: int, scenes: int,
                   seconds: float) -> None:
    """A helper process: record with the newest exported policy until there are enough scenes or time is up.

    Args:
        driver: folder the policy of the moment is exported to; until it is there the demonstrator drives.
        start: folder of the network that training started from, whose frozen beginning is everybody's.
        scenes: of all workers together.
    """
    from policies.rt1.sentence import MiniLm

    torch.set_num_threads(1)
    encoder, until = MiniLm(), time.monotonic() + seconds
    recorder, newest = Recorder(load_network(start)[0], encoder, drives=False), ""
    while time.monotonic() < until and len(list(folder.glob("scene-*"))) < scenes:
        try:
            network, info = load_network(driver)
        except PolicyError:
            network, info = None, {}
        if network is not None and info["sha256"] != newest:
            recorder, newest = Recorder(network, encoder, drives=True), info["sha256"]
        record_next(folder, recorder, seed, worker)
