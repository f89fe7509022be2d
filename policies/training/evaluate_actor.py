"""How well the actor does alone: given the right points with a detector's noise, on scenes never trained on.

    python -m policies.training.evaluate_actor --n 100

Each case is one errand on one dev-split scene: fetch a thing, put it somewhere (drawers are opened first).
Success is truth's word after every skill has said that it is done. Points are taken once, before anything
moves, as a plan's are.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policies.training.errands import Job, draw_destination, draw_thing, fetch, finished, point_of
from policies.types import Step
from policies.vla.actor import VlaActor
from policies.vla.weights import FOLDER
from scenes import splits
from scenes.kitchen import KitchenScene, SceneSpec

STEPS_A_SKILL = 90
POINT_NOISE = 0.004


def run_case(seed: int, folder: Path) -> dict[str, Any]:
    """One errand by the actor in ``folder`` on one scene: which skills worked, by truth."""
    torch.set_num_threads(1)
    actor = VlaActor.load(folder)
    rng = np.random.default_rng([seed, 7])
    scene = KitchenScene(SceneSpec(seed=seed))
    try:
        truth = scene.truth(pixels=False)
        thing = draw_thing(truth, rng)
        if thing is None:
            return {"seed": seed, "skills": [], "success": None}
        errand = fetch(truth, thing, draw_destination(truth, thing, rng, None), rng)
        errand = tuple(job for i, job in enumerate(errand) if i == 0 or errand[i - 1].skill != "place")
        points = [np.clip(np.array(point_of(scene, truth, job)) + rng.normal(0, POINT_NOISE, 2), 0, 1)
                  for job in errand]
        skills = [run_skill(scene, actor, job, (float(u), float(v)))
                  for job, (u, v) in zip(errand, points, strict=True)]
        good = finished(scene.truth(pixels=False), errand[-1]) and all(skill["ended"] for skill in skills)
        return {"seed": seed, "thing": truth.thing(thing).kind, "destination": errand[-1].name,
                "skills": skills, "success": good}
    finally:
        scene.close()


def run_skill(scene: KitchenScene, actor: VlaActor, job: Job, point: tuple[float, float]) -> dict[str, Any]:
    """One skill from one point until it terminates or time is up."""
    step = Step(skill=job.skill, u=point[0], v=point[1], target=job.name)
    actor.begin(step, scene.observe(("front", "wrist")))
    think_s, ended, taken = 0.0, False, 0
    while not ended and taken < STEPS_A_SKILL:
        observation = scene.observe(actor.cameras)
        started = time.perf_counter()
        action = actor.decode(actor.act(observation))
        think_s += time.perf_counter() - started
        scene.arm.send(action)
        ended, taken = action.terminate, taken + 1
    return {"skill": job.skill, "target": job.name, "ended": ended, "steps": taken,
            "success": ended and finished(scene.truth(pixels=False), job), "ms_a_step": think_s / taken * 1e3}


def wilson(good: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % Wilson interval of a rate."""
    if n == 0:
        return 0.0, 1.0
    rate, spread = good / n, z * z / n
    middle = (rate + spread / 2) / (1 + spread)
    half = z / (1 + spread) * ((rate * (1 - rate) + spread / 4) / n) ** 0.5
    return middle - half, middle + half


def evaluate(folder: Path, n: int, seed: int = 0, workers: int = 1) -> dict[str, Any]:
    """Run ``n`` errands; rates overall, by kind, by destination and by skill, and every failure."""
    drawn = list(itertools.islice(splits.seeds("dev", "actor-evaluation", seed), 2 * n))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        cases = []
        for case in pool.map(run_case, drawn, itertools.repeat(folder)):
            if case["success"] is not None:
                cases.append(case)
                print(f"\r{sum(c['success'] for c in cases)}/{len(cases)} ", end="", file=sys.stderr)
            if len(cases) == n:
                pool.shutdown(cancel_futures=True)
                break
    print(file=sys.stderr)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for group in ("all", f"thing {case['thing']}", f"to {case['destination']}"):
            groups[group][str(case["success"])] += 1
        for skill in case["skills"]:
            groups[f"skill {skill['skill']}"][str(skill["success"])] += 1
            if not skill["success"]:
                break
    rates = {}
    for group in sorted(groups):
        good, count = groups[group]["True"], groups[group].total()
        low, high = wilson(good, count)
        rates[group] = {"value": good / count, "n": count, "low": round(low, 3), "high": round(high, 3)}
    times = [skill["ms_a_step"] for case in cases for skill in case["skills"]]
    return {"rates": rates, "ms_a_step": round(float(np.mean(times)), 2) if times else None, "seed": seed,
            "failures": [case for case in cases if not case["success"]]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--weights", type=Path, default=FOLDER)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    report = evaluate(arguments.weights, arguments.n, arguments.seed, arguments.workers)
    for group, rate in report["rates"].items():
        print(f"{group:32s} {rate['value']:.3f}  n={rate['n']:<4d} [{rate['low']:.2f}, {rate['high']:.2f}]")
    print(f"{report['ms_a_step']} ms of policy a control step")
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
