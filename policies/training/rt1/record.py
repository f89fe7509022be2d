"""What is kept of a frame for RT-1: features of both images, and what to do there for several commands."""

from __future__ import annotations

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
from policies.training.rt1.commands import Label
from policies.training.rt1.episodes import Episodes, next_scene
from policies.training.rt1.labels import Labelled
from policies.training.rt1.recordings import SceneFrames, padded, save
from policies.vla.actor import resize, state_vector
from scenes.cameras import wrist_camera
from scenes.kinematics import matrix_from_quaternion
from scenes.kitchen import KitchenScene
from scenes.types import ArmState, FloatArray, Observation


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


class Recorder(Episodes[_Rows, SceneFrames]):
    """Records scenes with one network's frozen beginning."""

    def __init__(self, network: Rt1Network, encoder: Encoder, drives: bool) -> None:
        self.network, self.encoder = network.eval(), encoder
        super().__init__(network.config.frame_every, Rt1Policy(network, encoder) if drives else None)

    def start(self, scene: KitchenScene, commands: list[Labelled]) -> _Rows:
        return _Rows()

    def take(self, scene: KitchenScene, rows: _Rows, arm: ArmState, before: ArmState | None, last: int,
             labels: list[Label | None]) -> tuple[Observation, int]:
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
        return observation, len(rows.state) - 1

    def finish(self, rows: _Rows, commands: list[Labelled]) -> SceneFrames:
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
    """Record the next scene of a worker's stream of seeds; None where it gives nothing."""
    return next_scene(folder, recorder, save, "rt1", seed, worker)


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
