"""Glimpses: the hand set down at random near something, one look and one label each.

Driving records a hundred nearly equal frames of one thing; lining the hand up needs many things seen from
many places. Without physics a look costs a few milliseconds, so one scene gives glimpses of everything in
it. Only reaching with an open hand can be seen this way: what is held has to be carried by physics.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np

from policies import codecs
from policies.training.errands import DRAWERS, Job, point_of
from policies.training.recordings import Recording
from policies.vla.actor import front_patch, resize, state_vector
from scenes.arm_model import load_arm
from scenes.base import SceneError
from scenes.catalogue import all_kinds
from scenes.demonstrator import Demonstrator
from scenes.kinematics import Unreachable, down_facing
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.types import ArmState, FloatArray, ImageArray, Pose
from scenes.within_reach import places_in_reach

WRIST_PX = 64
LOOKS = 9
"""At each thing or knob."""
ABOVE_M = (0.0, 0.32)
YAW_RAD = 1.5
MOST_DRAWS = 40 * LOOKS
"""Hand poses drawn for one thing: an arm of short reach cannot take them all."""


def glimpses(seed: int, rng: np.random.Generator, arm: str = "panda") -> list[Recording]:
    """Every thing and knob of one scene, each seen from LOOKS hand poses; nothing where it does not fit."""
    opened = str(rng.choice([*DRAWERS, "none"]))
    drawers = DRAWERS if "top_drawer" in places_in_reach(load_arm(arm), "kitchen") else ()
    try:
        scene = KitchenScene(SceneSpec(seed=seed, open_drawer=opened, arm=arm))
    except SceneError:
        return []
    try:
        truth = scene.truth(pixels=False)
        front = scene.observe(("front",)).images["front"]
        jobs = [Job("pick", thing.kind, thing.key, thing.key) for thing in truth.things
                if all_kinds()[thing.kind].graspable]
        for name in drawers:
            place = truth.place(name)
            if name == opened:
                jobs.append(Job("close", name, place.key))
            elif opened == "none":
                jobs.append(Job("open", name, place.key))
        expert = Demonstrator(scene)
        made = [_look_at(scene, expert, job, front_patch(front, *point_of(scene, truth, job)), rng)
                for job in jobs]
        return [recording for recording in made if recording is not None]
    finally:
        scene.close()


def _look_at(scene: KitchenScene, expert: Demonstrator, job: Job, patch: ImageArray,
             rng: np.random.Generator) -> Recording | None:
    truth, codec = scene.truth(pixels=False), codecs.load("rt2")
    goal = scene.knob_m(job.name) if job.skill != "pick" else job.target_m(truth)
    try:
        yaw = good_yaw(scene, expert, job, goal)
    except Unreachable:
        return None
    rows: list[Any] = []
    for _ in range(MOST_DRAWS):
        if len(rows) == LOOKS:
            break
        pose = pose_near(goal, yaw, rng, min(ABOVE_M[1], scene.arm.model.travel_m - 0.01))
        scene.arm.home = pose
        try:
            scene.arm.reset()
        except Unreachable:
            continue
        observation = scene.observe(("wrist",))
        label = expert.action(job.skill, job.key, job.point_m)
        rows.append((resize(observation.images["wrist"], WRIST_PX, WRIST_PX),
                     state_vector(observation.arm, _moments_ago(observation.arm, rng)),
                     codec.encode(label, scene.arm.spec), job.target_m(truth)))
    u, v = point_of(scene, truth, job)
    if not rows or not (0 <= u <= 1 and 0 <= v <= 1):
        return None
    return Recording(skill=job.skill, target=job.name, u=u, v=v, patch=patch,
                     wrist=np.stack([row[0] for row in rows]), state=np.stack([row[1] for row in rows]),
                     tokens=np.array([row[2] for row in rows], dtype=np.uint8),
                     target_m=np.array([row[3] for row in rows], dtype=np.float32), driver="glimpse",
                     success=True, arm=scene.spec.arm)


def good_yaw(scene: KitchenScene, expert: Demonstrator, job: Job, goal: FloatArray) -> float:
    """The yaw the demonstrator would turn to from straight ahead, high above the goal."""
    yaw = 0.0
    for _ in range(20):
        scene.arm.home = Pose(np.array([goal[0], goal[1], scene.arm.model.travel_m]), down_facing(yaw))
        scene.arm.reset()
        spin = float(expert.action(job.skill, job.key, job.point_m).delta_rotation_rad[2])
        yaw += spin
        if abs(spin) < 0.002:
            break
    return yaw


def pose_near(goal: FloatArray, best_rad: float, rng: np.random.Generator,
              highest_m: float = ABOVE_M[1]) -> Pose:
    """Mostly close above, where a centimetre decides; the higher, the further off to the side."""
    above = rng.uniform(ABOVE_M[0], highest_m) * rng.random()
    aside = rng.normal(0, 0.010 + 0.10 * above, 2)
    position = np.array([goal[0] + aside[0], goal[1] + aside[1], max(0.012, goal[2] + above - 0.01)])
    # A skill begins with the hand straight and turns above the thing, so the way there is seen as well.
    share = 1.0 if rng.random() < 0.6 else rng.uniform(0, 1)
    yaw = rng.uniform(-YAW_RAD, YAW_RAD) if rng.random() < 0.15 else share * best_rad + rng.normal(0, 0.08)
    return Pose(position, down_facing(math.remainder(float(yaw), 2 * math.pi)))


def _moments_ago(arm: ArmState, rng: np.random.Generator) -> ArmState | None:
    """A made-up state one step earlier: what moved the hand here says nothing of what to do next."""
    if rng.random() < 0.3:
        return None
    moved = rng.normal(0, 0.012, 3)
    return dataclasses.replace(arm, tool=Pose(arm.tool.position_m - moved, arm.tool.orientation_xyzw))
