"""Running the demonstrator: one skill at a time for recordings, and many random errands to measure it.

``python -m scenes.rehearsal --n 100 --seed 5`` prints how often it succeeds, judged on the truth: the thing
is where it should be, released and at rest, and nothing else was knocked over or carried along.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scenes.arm_model import ARMS, ArmModel
from scenes.base import SceneError
from scenes.catalogue import PLACES, WORLDS, World, all_kinds, places
from scenes.demonstrator import Demonstrator, Skill
from scenes.fixtures import DRAWERS
from scenes.grasps import Solid, footprint, free_spot
from scenes.kinematics import matrix_from_quaternion
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.truth import FIRST_PLACE_KEY, TrueThing, Truth
from scenes.types import Action, FloatArray
from scenes.within_reach import places_in_reach, point_in_reach

MAX_STEPS = 80
PLACE_KEYS = {place.key: FIRST_PLACE_KEY + index for index, place in enumerate(PLACES)}
"""Of the kitchen."""


def place_keys(world: World) -> dict[str, int]:
    """Keys of the places of a world's scenes, by name."""
    return {name: FIRST_PLACE_KEY + index for index, name in enumerate(places(world))}


def run_skill(scene: KitchenScene, skill: Skill, key: int | None, rng: np.random.Generator | None = None,
              noise: float = 0.0, max_steps: int = MAX_STEPS, point_m: FloatArray | None = None
              ) -> Iterator[Action]:
    """Carry out a skill, yielding the expert's action before each step; the last one terminates.

    The caller may look at the scene between two actions (rendering is left to it): what it then sees and
    the yielded action belong together.

    Args:
        noise: how strongly what is really sent wanders off the yielded action: 1 is about 6 mm a step.
        rng: of the noise; needed if there is any.
    """
    expert, wander = Demonstrator(scene), np.zeros(3)
    for _ in range(max_steps):
        action = expert.action(skill, key, point_m)
        yield action
        sent = action
        if noise and not action.terminate:
            if rng is None:
                raise ValueError("noise needs a random generator")
            wander = 0.6 * wander + rng.normal(0, 0.006 * noise, 3)
            twist = np.array([0, 0, rng.normal(0, 0.03 * noise)])
            sent = Action(action.delta_position_m + wander, action.delta_rotation_rad + twist,
                          action.gripper_opening)
        scene.arm.send(sent)
        if action.terminate:
            return


@dataclass(frozen=True)
class Errand:
    """Take a thing somewhere: ``key`` of a place, of a thing that holds things, or a point on the counter."""

    thing: int
    key: int | None
    point_m: FloatArray | None
    name: str


@dataclass(frozen=True)
class Result:
    """How an errand ended: ``failure`` is empty on success."""

    kind: str
    destination: str
    failure: str
    steps: int
    seconds: float
    seed: int


def draw_errand(scene: KitchenScene, rng: np.random.Generator) -> Errand | None:
    """A random graspable thing and a random destination, or None if nothing here can be grasped."""
    truth = scene.truth(pixels=False)
    able = [thing for thing in truth.things if all_kinds()[thing.kind].graspable]
    if not able:
        return None
    thing = able[int(rng.integers(len(able)))]
    model, keys = scene.arm.model, place_keys(scene.spec.world)
    here = places_in_reach(model, scene.spec.world) if model.name != "panda" else tuple(keys)
    choices: list[Errand] = [Errand(thing.key, keys[name], None, name) for name in here]
    choices += [Errand(thing.key, other.key, None, other.kind) for other in truth.things
                if all_kinds()[other.kind].holds_things]
    point = spot_on_counter(truth, thing, model)
    if point is not None:
        choices.append(Errand(thing.key, None, point, "counter"))
    return choices[int(rng.integers(len(choices)))]


def spot_on_counter(truth: Truth, thing: TrueThing, model: ArmModel) -> FloatArray | None:
    """(3,) a free spot on the bare counter for a thing, within the arm's reach, or None."""
    low, high = (np.array(corner) for corner in model.area_m)
    allowed = None if model.name == "panda" else lambda spot: point_in_reach(model, np.array([*spot, 0.0]))
    size = all_kinds()[thing.kind].size_m
    taken = [footprint(Solid(other.pose, all_kinds()[other.kind].size_m)) for other in truth.things]
    half = max(size[:2]) / 2
    for gap in (0.05, 0.02, 0.005):
        spot = free_spot(low, high, (half, half), 0.0, taken, gap, allowed)
        if spot is not None:
            return np.array([spot[0], spot[1], 0.0])
    return None


def run_errand(scene: KitchenScene, errand: Errand, rng: np.random.Generator | None = None,
               noise: float = 0.0) -> tuple[str, int]:
    """Carry out an errand; returns (what went wrong or "", control steps)."""
    before = scene.truth(pixels=False)
    jobs: list[tuple[Skill, int | None, FloatArray | None]] = [("pick", errand.thing, None),
                                                               ("place", errand.key, errand.point_m)]
    if errand.name in DRAWERS:
        keys = place_keys(scene.spec.world)
        shut = [drawer for drawer in DRAWERS if drawer != errand.name and scene.drawer_opening_m(drawer) > 0.05]
        jobs[:0] = [*(("close", keys[drawer], None) for drawer in shut), ("open", keys[errand.name], None)]
    steps = 0
    for skill, key, point in jobs:
        ended = False
        for action in run_skill(scene, skill, key, rng, noise, point_m=point):
            steps += 1
            ended = action.terminate
        if not ended:
            return f"{skill} did not end", steps
        if skill == "pick" and not scene.truth(pixels=False).things[errand.thing].held:
            return "not held after pick", steps
    return _judge(scene, errand, before), steps


def _judge(scene: KitchenScene, errand: Errand, before: Truth) -> str:
    scene.arm.settle(8)
    first = scene.truth(pixels=False)
    scene.arm.settle(3)
    after = scene.truth(pixels=False)
    thing = after.things[errand.thing]
    if thing.held:
        return "still held"
    drift = float(np.linalg.norm(thing.pose.position_m - first.things[errand.thing].pose.position_m))
    if drift > 0.002:
        return "not at rest"
    if errand.key is None:
        assert errand.point_m is not None
        if float(np.linalg.norm(thing.pose.position_m[:2] - errand.point_m[:2])) > 0.04:
            return "beside the point"
    elif thing.inside != (errand.key if errand.key < FIRST_PLACE_KEY else errand.name):
        return f"ended in {thing.inside}"
    for old, new in zip(before.things, after.things, strict=True):
        if old.key == errand.thing or old.key == errand.key or old.inside is not None:
            continue
        if _tipped(old, new):
            return f"knocked over {new.kind}"
        if float(np.linalg.norm(old.pose.position_m - new.pose.position_m)) > 0.03:
            return f"shoved {new.kind}"
    return ""


def _tipped(old: TrueThing, new: TrueThing) -> bool:
    up = [matrix_from_quaternion(thing.pose.orientation_xyzw)[:, 2] for thing in (old, new)]
    return bool(np.dot(up[0], up[1]) < 0.8)


def measure(n: int, seed: int, noise: float = 0.0, world: World = "kitchen", arm: str = "panda") -> list[Result]:
    """Run ``n`` errands, each in a new scene."""
    rng = np.random.default_rng([seed, 77])
    results: list[Result] = []
    while len(results) < n:
        scene_seed = int(rng.integers(10**6))
        try:
            scene = KitchenScene(SceneSpec(seed=scene_seed, world=world, arm=arm))
        except SceneError:
            continue
        try:
            errand = draw_errand(scene, rng)
            if errand is None:
                continue
            start = time.perf_counter()
            failure, steps = run_errand(scene, errand, rng, noise)
            results.append(Result(scene.standing[errand.thing].kind, errand.name, failure, steps,
                                  time.perf_counter() - start, scene_seed))
        finally:
            scene.close()
    return results


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the scripted demonstrator on random errands.")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--world", choices=WORLDS, default="kitchen")
    parser.add_argument("--arm", choices=ARMS, default="panda")
    options = parser.parse_args(arguments)
    results = measure(options.n, options.seed, options.noise, options.world, options.arm)
    failed = [result for result in results if result.failure]
    json.dump({"n": len(results), "success": 1 - len(failed) / len(results), "seed": options.seed,
               "noise": options.noise, "world": options.world, "arm": options.arm,
               "failures": dict(Counter(result.failure for result in failed)),
               "failed": [vars(result) for result in failed],
               "mean_steps": float(np.mean([result.steps for result in results])),
               "mean_seconds": float(np.mean([result.seconds for result in results]))}, sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
