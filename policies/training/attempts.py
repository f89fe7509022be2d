"""Attempts at single skills, with how they ended: what SayCan's affordance model learns from.

The default policy's eye and actor try skills in scenes of the training split. Truth says afterwards whether
the skill did its work; the features are of what was seen and felt before. What cannot begin (nothing of the
kind is seen, nothing is held that could be put down) is a failure without any motion.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policies.base import Actor
from policies.saycan.affordance import Float32Array, features
from policies.saycan.policy import STEPS_A_SKILL, Looks, as_step
from policies.saycan.skills import TextSkill, skills
from policies.types import Step
from scenes import splits
from scenes.base import SceneError
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.truth import Truth

ATTEMPTS_A_SCENE = 8
OPEN_SHARE = 0.3
"""Of the scenes, those that begin with a drawer open."""
THERE_SHARE = 0.75
"""Of the skills tried, those whose target is there, as far as truth goes; the others are of any kind."""
FITTING_SHARE = 0.8
"""Of the skills tried, those that what the hand holds admits: to put something down, or to pick something
up."""
BESIDE_M = 0.17
"""Between the middles of two things that stand next to each other."""


@dataclass(frozen=True)
class Attempts:
    """Rows of several scenes."""

    features: Float32Array
    """(N, FEATURES) before each attempt."""
    success: NDArray[np.bool_]
    """(N,)"""
    scene: NDArray[np.int64]
    """(N,) number of the scene in its stream."""


def record_next(folder: Path, eye: Looks, actor: Actor, seed: int) -> Path:
    """The attempts of the next scene of the stream as a shard; what is on disk says which is next."""
    folder.mkdir(parents=True, exist_ok=True)
    index = len(list(folder.glob("attempts-?????.npz")))
    scene_seed = next(itertools.islice(splits.seeds("train", "saycan-attempts", seed), index, None))
    rows = list(attempts(scene_seed, eye, actor, np.random.default_rng([seed, index])))
    path = folder / f"attempts-{index:05d}.npz"
    partial = path.with_suffix(".partial.npz")
    np.savez(
        partial,
        features=np.stack([row for row, _ in rows]) if rows else np.zeros((0, 0), np.float32),
        success=np.array([success for _, success in rows], dtype=bool),
    )
    partial.replace(path)
    return path


def load(folder: Path) -> Attempts:
    """All attempts on disk.

    Raises:
        ValueError: a shard is damaged; the message names it.
    """
    rows, ends, numbers = list[Float32Array](), list[NDArray[np.bool_]](), list[NDArray[np.int64]]()
    for path in sorted(folder.glob("attempts-?????.npz")):
        try:
            with np.load(path) as shard:
                found, success = shard["features"], shard["success"]
        except Exception as error:  # a torn zip fails in many ways
            raise ValueError(f"{path} is damaged: delete it and run the same command again") from error
        if len(found):
            rows.append(found)
            ends.append(success)
            numbers.append(np.full(len(found), int(path.stem.split("-")[1])))
    if not rows:
        raise ValueError(f"{folder} holds no attempts yet")
    return Attempts(np.concatenate(rows), np.concatenate(ends), np.concatenate(numbers))


def attempts(
    scene_seed: int, eye: Looks, actor: Actor, rng: np.random.Generator
) -> Iterator[tuple[Float32Array, bool]]:
    """Features before, and success after, of several skills tried one after the other in one scene."""
    opened = str(rng.choice(["top_drawer", "bottom_drawer"])) if rng.random() < OPEN_SHARE else None
    try:
        scene = KitchenScene(SceneSpec(seed=scene_seed, open_drawer=opened))
    except SceneError:
        return  # some seeds draw more than fits
    try:
        for _ in range(ATTEMPTS_A_SCENE):
            before = scene.truth(pixels=False)
            skill = draw(before, rng)
            observation = scene.observe(("front", *actor.cameras))
            percepts = eye.look(observation)
            row = features(skill, percepts, observation.arm)
            step = as_step(skill, percepts)
            holds = any(thing.held for thing in before.things)
            if step is None or holds != (skill.skill == "place"):
                yield row, False
                continue
            run(scene, actor, step)
            yield row, done(skill, before, scene.truth(pixels=False))
            if not any(thing.held for thing in scene.truth(pixels=False).things):
                scene.arm.reset()
    finally:
        scene.close()


def draw(truth: Truth, rng: np.random.Generator) -> TextSkill:
    """A skill to try: often one that can begin, now and then any."""
    listed = [skill for skill in skills() if skill.skill is not None]
    if rng.random() < FITTING_SHARE:
        holds = any(thing.held for thing in truth.things)
        listed = [skill for skill in listed if (skill.skill == "place") == holds]
    if rng.random() < THERE_SHARE:
        there = {thing.kind for thing in truth.things if not thing.held} | {
            place.name for place in truth.places
        }
        listed = [skill for skill in listed if skill.target in there]
    kinds = sorted({(skill.skill or "", skill.beside) for skill in listed})
    weights = np.array(
        [{"pick": 4.0, "place": 4.0}.get(name, 1.0) * (0.4 if beside else 1) for name, beside in kinds]
    )
    name, beside = kinds[int(rng.choice(len(kinds), p=weights / weights.sum()))]
    of_kind = [skill for skill in listed if (skill.skill, skill.beside) == (name, beside)]
    return of_kind[int(rng.integers(len(of_kind)))]


def run(scene: KitchenScene, actor: Actor, step: Step) -> None:
    """One skill, until it ends or has taken too long."""
    actor.begin(step, scene.observe(("front", *actor.cameras)))
    for _ in range(STEPS_A_SKILL):
        action = actor.decode(actor.act(scene.observe(actor.cameras)))
        if action.terminate:
            return
        scene.arm.send(action)


def done(skill: TextSkill, before: Truth, after: Truth) -> bool:
    """Whether truth says that the skill did its work, to whichever thing of the kind."""
    if skill.skill == "pick":
        return any(thing.held and thing.kind == skill.target for thing in after.things)
    if skill.skill in ("open", "close"):
        return after.place(str(skill.target)).is_open == (skill.skill == "open")
    carried = next((thing.key for thing in before.things if thing.held), None)
    if carried is None or after.thing(carried).held:
        return False
    thing = after.thing(carried)
    targets = [other for other in after.things if other.kind == skill.target and other.key != carried]
    if skill.beside:
        gaps = [np.linalg.norm((thing.pose.position_m - other.pose.position_m)[:2]) for other in targets]
        return thing.inside is None and bool(min(gaps, default=np.inf) < BESIDE_M)
    return thing.inside == skill.target or thing.inside in {other.key for other in targets}
