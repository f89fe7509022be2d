"""Demonstrations as episodes: the expert recorded on any arm, and made into what the actor learns from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policies import codecs
from policies.interchange.episode import CAMERAS, STATE_NAMES, DatasetError, Episode, action_row, state_row
from policies.training.errands import Job, errands, finished, point_of
from policies.training.recordings import Recording, save_shard
from policies.vla.actor import front_patch, resize, state_vector
from policies.vla.actor_network import SKILLS
from scenes import splits
from scenes.arm_model import load_arm
from scenes.base import SceneError
from scenes.catalogue import all_kinds, all_places
from scenes.demonstrator import Demonstrator
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import Action, ActionSpec, FloatArray

LIMIT_STEPS = 110
ERRANDS_A_SCENE = 2
EPISODES_A_SHARD = 20
WRIST_PX = 64


def demonstrate(arm: str, seed: int = 0) -> Iterator[Episode]:
    """Endless skills of the expert on training scenes; what it fails at is left out.

    Raises:
        SceneError: there is no such arm, or its meshes are not installed.
    """
    load_arm(arm)
    for index, scene_seed in enumerate(splits.seeds("train", f"episodes-{arm}", seed)):
        try:
            scene = KitchenScene(SceneSpec(seed=scene_seed, arm=arm))
        except SceneError:
            continue  # some seeds draw more than fits
        try:
            rng = np.random.default_rng([seed, index])
            for errand in itertools.islice(errands(scene, rng), ERRANDS_A_SCENE):
                scene.arm.reset()
                for job in errand:
                    episode = demonstrate_skill(scene, job)
                    if episode is None or not episode.success:
                        break
                    yield episode
        finally:
            scene.close()


def demonstrate_skill(scene: KitchenScene, job: Job) -> Episode | None:
    """One skill by the expert, both cameras at every step; None where its point is outside the image."""
    truth, expert = scene.truth(pixels=False), Demonstrator(scene)
    point = job.point or point_of(scene, truth, job)
    if not (0 <= point[0] <= 1 and 0 <= point[1] <= 1):
        return None
    images: dict[str, list[np.ndarray]] = {camera: [] for camera in CAMERAS}
    states: list[FloatArray] = []
    joints: list[FloatArray] = []
    actions: list[FloatArray] = []
    targets: list[FloatArray] = []
    ended = False
    while not ended and len(actions) < LIMIT_STEPS:
        observation = scene.observe(CAMERAS)
        action = expert.action(job.skill, job.key, job.point_m)
        for camera in CAMERAS:
            images[camera].append(observation.images[camera])
        states.append(state_row(observation.arm))
        joints.append(observation.arm.joint_positions_rad)
        actions.append(action_row(action))
        targets.append(job.target_m(scene.truth(pixels=False)))
        scene.arm.send(action)
        ended = action.terminate
    return Episode(
        instruction=instruction_of(job, scene),
        arm=scene.spec.arm,
        skill=job.skill,
        target=job.name,
        point=point,
        images={camera: np.stack(frames) for camera, frames in images.items()},
        state=np.array(states, np.float32),
        joints_rad=np.array(joints, np.float32),
        action=np.array(actions, np.float32),
        target_m=np.array(targets, np.float32),
        success=ended and finished(scene.truth(pixels=False), job),
        scene_seed=scene.spec.seed,
        control_hz=scene.arm.spec.control_hz,
    )


def instruction_of(job: Job, scene: KitchenScene) -> str:
    """What the skill does, in plain English."""
    name = _name(job.name)
    if job.skill in ("open", "close", "pick"):
        return f"{job.skill} the {name}"
    assert job.thing is not None
    thing = _name(scene.standing[job.thing].kind)
    place = all_places().get(job.name)
    if job.point_m is not None:
        return f"put the {thing} down on the counter"
    return f"put the {thing} {'on' if place is not None and place.relation == 'on' else 'in'} the {name}"


def _name(key: str) -> str:
    entry = all_kinds().get(key) or all_places().get(key)
    return key.replace("_", " ") if entry is None else entry.words.en[0]


def _in_bounds(action: Action, spec: ActionSpec) -> Action:
    """The action without what rounding to 32 bits puts it beyond a bound; more is the codec's to refuse."""
    parts = [
        (action.delta_position_m, spec.max_translation_m),
        (action.delta_rotation_rad, spec.max_rotation_rad),
    ]
    moved, turned = (
        np.where(np.abs(values) < bound * (1 + 1e-6), np.clip(values, -bound, bound), values)
        for values, bound in parts
    )
    return Action(moved, turned, action.gripper_opening, action.terminate)


def as_recording(episode: Episode) -> Recording:
    """What the actor learns from: crops, state vectors and tokens of an episode.

    Raises:
        DatasetError: it is of no skill the actor has, or its actions are beyond its arm's bounds.
    """
    if episode.skill not in SKILLS:
        raise DatasetError(
            f"an episode of the skill {episode.skill!r} cannot train the actor, whose skills are "
            f"{', '.join(SKILLS)}"
        )
    spec, codec = load_arm(episode.arm).limits.spec, codecs.load("rt2")
    arms = [episode.arm_state(step) for step in range(len(episode))]
    if episode.state.shape[1] != len(STATE_NAMES):
        raise DatasetError(f"a state has {len(STATE_NAMES)} numbers, not {episode.state.shape[1]}")
    tokens = [codec.encode(_in_bounds(episode.action_at(step), spec), spec) for step in range(len(episode))]
    return Recording(
        skill=episode.skill,
        target=episode.target,
        u=episode.point[0],
        v=episode.point[1],
        patch=front_patch(episode.images["front"][0], *episode.point),
        wrist=np.stack([resize(image, WRIST_PX, WRIST_PX) for image in episode.images["wrist"]]),
        state=np.stack(
            [state_vector(arm, arms[step - 1] if step else None) for step, arm in enumerate(arms)]
        ),
        tokens=np.array(tokens, np.uint8),
        target_m=episode.target_m.astype(np.float32),
        driver="demonstrator",
        success=episode.success,
        arm=episode.arm,
    )


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    episodes: int
    steps: int
    shards: int


def import_episodes(episodes: Iterable[Episode], shards: Path, name: str) -> Imported:
    """Write episodes as shards, in a folder for each arm; a second import of a name replaces the first.

    Raises:
        DatasetError: an episode cannot be read or cannot train the actor; shards before it are kept.
    """
    safe = "".join(letter if letter.isalnum() else "_" for letter in name)
    for old in shards.glob(f"*/shard-import-{safe}-?????.npz"):
        old.unlink()
    count = steps = made = 0
    for arm, source in itertools.groupby(episodes, key=lambda episode: episode.arm):
        (shards / arm).mkdir(parents=True, exist_ok=True)
        while batch := list(itertools.islice(source, EPISODES_A_SHARD)):
            path = shards / arm / f"shard-import-{safe}-{made:05d}.npz"
            save_shard(path, [as_recording(episode) for episode in batch])
            count, steps, made = count + len(batch), steps + sum(map(len, batch)), made + 1
    return Imported(count, steps, made)
