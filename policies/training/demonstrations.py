"""Recordings of skills in the kitchen: what the actor sees, and what the demonstrator would do there.

A scene is used for several errands (fetch a thing, put it somewhere, perhaps put it back), since
building one costs as much as a skill. The demonstrator is Markov in the truth, so it can label any
state, whoever brought the arm there: itself with noise, or the actor. Seeds are of the training split.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from policies import codecs
from policies.base import PolicyError
from policies.training.errands import Errand, Job, errands, finished, point_of
from policies.training.glimpses import glimpses
from policies.training.placed import stock_drawer
from policies.training.recordings import Recording, save_shard
from policies.types import Step
from policies.vla.actor import VlaActor, front_patch, load_network, resize, state_vector
from policies.vla.actor_network import ActorNetwork
from scenes import splits
from scenes.arm_model import load_arm
from scenes.base import SceneError
from scenes.demonstrator import Demonstrator
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import Action, ArmState, FloatArray
from scenes.within_reach import places_in_reach

WRIST_PX = 64
LIMIT_STEPS = 110
TAKE_OVER_STEPS = 50
"""When the actor has driven for so long, the demonstrator finishes: how to recover is worth seeing."""
LAST_STEPS = 3
"""Steps kept after the demonstrator says it is done, so that stopping is not seen once a skill only."""
ACTOR_SHARE = 0.8
"""Of the skills once there is an actor; the others are driven by the demonstrator with noise."""
ERRANDS_A_SCENE = 4
OPEN_SHARE = 0.35
"""Of the scenes, those that begin with a drawer open."""
STOCKED_SHARE = 0.6
"""Of these, those with something in the drawer, which the first errand fetches as undo does."""
PARKED_SHARE = 0.6
"""Of the errands, begun from home as every command is; the others where the last one ended."""


class Noise:
    """What disturbs the driver: nothing, a wandering error, or now and then a push for a few steps."""

    def __init__(self, rng: np.random.Generator, strength: float) -> None:
        self.rng, self.strength = rng, strength
        self._wander, self._push, self._twist, self._left = np.zeros(3), np.zeros(3), 0.0, 0

    def on(self, action: Action, bound_m: float, bound_rad: float) -> Action:
        """The action as disturbed, within the bounds."""
        rng = self.rng
        self._wander = 0.7 * self._wander + rng.normal(0, 0.0015 * self.strength, 3)
        if self._left == 0 and rng.random() < 0.05 * self.strength:
            self._left = int(rng.integers(2, 6))
            self._push = rng.normal(0, 1, 3) * np.array([0.02, 0.02, 0.015])
            self._twist = float(rng.normal(0, 0.12))
        moved, turned = action.delta_position_m + self._wander, np.array(action.delta_rotation_rad)
        if self._left > 0:
            self._left -= 1
            moved, turned = moved + self._push, turned + np.array([0, 0, self._twist])
        return Action(np.clip(moved, -bound_m, bound_m), np.clip(turned, -bound_rad, bound_rad),
                      action.gripper_opening)


def record_skill(scene: KitchenScene, expert: Demonstrator, job: Job, actor: VlaActor | None,
                 rng: np.random.Generator) -> Recording | None:
    """Run one skill and record every step; None where the point is outside the image.

    Args:
        actor: drives, if given, for the first TAKE_OVER_STEPS; else the demonstrator with noise.
    """
    truth = scene.truth(pixels=False)
    point = job.point or point_of(scene, truth, job)
    if not (0 <= point[0] <= 1 and 0 <= point[1] <= 1):
        return None
    spec, codec = scene.arm.spec, codecs.load("rt2")
    observation = scene.observe(("front", "wrist"))
    patch = front_patch(observation.images["front"], *point)
    if actor is not None:
        u, v = np.clip(np.array(point) + rng.normal(0, 0.004, 2), 0, 1)
        actor.begin(Step(skill=job.skill, u=float(u), v=float(v), target=job.name), observation)
    noise = Noise(rng, float(rng.choice([0.0, 0.5, 1.0])) if actor is None else 0.1)
    wrist, states, tokens, targets = [], [], [], []
    before: ArmState | None = None
    ended = 0
    for step in range(LIMIT_STEPS):
        label = expert.action(job.skill, job.key, job.point_m)
        wrist.append(resize(observation.images["wrist"], WRIST_PX, WRIST_PX))
        states.append(state_vector(observation.arm, before))
        tokens.append(codec.encode(label, spec))
        targets.append(job.target_m(scene.truth(pixels=False)))
        before = observation.arm
        action = label
        if label.terminate:
            ended += 1
            if ended > LAST_STEPS:
                break
            action = _stay(rng, observation.arm)
        elif actor is not None and step < TAKE_OVER_STEPS:
            chosen = actor.decode(actor.act(observation))
            action = Action(chosen.delta_position_m, chosen.delta_rotation_rad, chosen.gripper_opening)
        if not label.terminate:
            action = noise.on(action, spec.max_translation_m, spec.max_rotation_rad)
        scene.arm.send(action)
        observation = scene.observe(("wrist",))
    return Recording(
        skill=job.skill, target=job.name, u=point[0], v=point[1], patch=patch,
        wrist=np.stack(wrist), state=np.stack(states), tokens=np.array(tokens, dtype=np.uint8),
        target_m=np.array(targets, dtype=np.float32), driver="demonstrator" if actor is None else "actor",
        success=ended > 0 and finished(scene.truth(pixels=False), job), arm=scene.spec.arm)


def _stay(rng: np.random.Generator, arm: ArmState) -> Action:
    drift: FloatArray = rng.normal(0, 0.004, 3)
    return Action(drift, np.zeros(3), arm.gripper_target)


def record_scene(seed: int, actor: VlaActor | None, rng: np.random.Generator,
                 arm: str = "panda") -> list[Recording]:
    """Several errands in one scene; an errand that fails half way is left there."""
    opened = str(rng.choice(["top_drawer", "bottom_drawer"])) if rng.random() < OPEN_SHARE else None
    drawers = "top_drawer" in places_in_reach(load_arm(arm), "kitchen")
    if not drawers:
        opened = "none"
    try:
        scene = KitchenScene(SceneSpec(seed=seed, open_drawer=opened, arm=arm))
    except SceneError:
        return []  # some seeds draw more than fits
    recordings: list[Recording] = []
    try:
        expert = Demonstrator(scene)
        first = stock_drawer(scene, rng) if rng.random() < STOCKED_SHARE and drawers else None
        for errand in itertools.islice(errands(scene, rng, first), ERRANDS_A_SCENE):
            holds = any(thing.held for thing in scene.truth(pixels=False).things)
            if rng.random() < PARKED_SHARE and not holds:
                scene.arm.reset()
            for recording in _run(scene, expert, errand, actor, rng):
                recordings.append(recording)
                if not recording.success:
                    break
    finally:
        scene.close()
    return recordings


def _run(scene: KitchenScene, expert: Demonstrator, errand: Errand, actor: VlaActor | None,
         rng: np.random.Generator) -> Iterator[Recording]:
    for job in errand:
        driver = actor if rng.random() < ACTOR_SHARE else None
        recording = record_skill(scene, expert, job, driver, rng)
        if recording is None:
            return
        yield recording


def record_glimpses(shards: Path, seed: int, worker: int, scenes: int = 4) -> Path:
    """Glimpses of the next few scenes of a worker's stream of seeds, as one shard."""
    prefix = f"shard-g{worker}-"
    index = len(list(shards.glob(f"{prefix}?????.npz")))
    stream = splits.seeds("train", f"actor-glimpses-{worker}", seed)
    rng = np.random.default_rng([seed, worker, index, 1])
    made = [glimpse for scene_seed in itertools.islice(stream, index * scenes, (index + 1) * scenes)
            for glimpse in glimpses(scene_seed, rng)]
    path = shards / f"{prefix}{index:05d}.npz"
    save_shard(path, made)
    return path


def record_next(shards: Path, network: ActorNetwork | None, seed: int, worker: int) -> Path:
    """Record the next scene of a worker's stream of seeds as a shard; what is on disk says which is next."""
    prefix = f"shard-{worker:02d}-"
    index = len(list(shards.glob(f"{prefix}?????.npz")))
    scene_seed = next(itertools.islice(splits.seeds("train", f"actor-{worker}", seed), index, None))
    rng = np.random.default_rng([seed, worker, index])
    path = shards / f"{prefix}{index:05d}.npz"
    save_shard(path, record_scene(scene_seed, None if network is None else VlaActor(network), rng))
    return path


def record_forever(shards: Path, driver: Path, seed: int, worker: int, seconds: float) -> None:
    """A helper process: record scenes with the newest exported actor until time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            network = load_network(driver)[0]
        except PolicyError:
            network = None
        record_glimpses(shards, seed, worker)
        record_next(shards, network, seed, worker)
