"""The common actor against each arm's own, on the same unseen scenes: what ``policy measure-arms`` counts.

A case is one pick-and-place of the suite ``control-arms`` on a scene made for the arm. Both actors are given
the same points: truth's, off by what a detector is off. A case that is done is kept in a file, so that the
same command goes on after a kill.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evals.cases import Case
from evals.metrics import Metric, rate
from evals.paired import interval
from evals.suites.control_arms import cases_of
from policies.base import PolicyError
from policies.training.arms import ALL
from policies.training.errands import fetch, finished, point_of
from policies.training.evaluate_actor import POINT_NOISE, run_skill
from policies.vla.actor import VlaActor
from scenes.kitchen import KitchenScene
from scenes.splits import Split
from scenes.truth import FIRST_PLACE_KEY

Report = Callable[[str], None]


def measure(
    weights: Path, arms: Sequence[str], n: int, seed: int, kept: Path, report: Report, split: Split = "test"
) -> dict[str, Any]:
    """Run ``n`` cases an arm with its own actor and with the common one, and count.

    Args:
        weights: folder with a folder of weights for every arm and one called ``all``.
        kept: file of the cases that are done, one JSON object a line.

    Raises:
        PolicyError: weights are missing or damaged, or the file holds cases of other weights.
        SceneError: what an arm needs is not installed.
    """
    actors = {variant: VlaActor.load(weights / variant) for variant in (*arms, ALL)}
    prints = {variant: str(actor.fingerprint) for variant, actor in actors.items()}
    done = _done(kept, prints)
    rows = []
    for arm in arms:
        for case in cases_of(arm, n, seed, split):
            for variant in (arm, ALL):
                row = done.get((case.id, variant))
                if row is None:
                    row = {
                        "case": case.id,
                        "arm": arm,
                        "variant": variant,
                        "weights": prints[variant],
                        **run(case, actors[variant]),
                    }
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    with kept.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(row) + "\n")
                    report(f"{case.id} {variant}: {'done' if row['success'] else row['failed']}")
                rows.append(row)
    return {"n": n, "seed": seed, "split": split, "weights": prints, **counted(rows, arms)}


def run(case: Case, actor: VlaActor) -> dict[str, Any]:
    """One case by one actor, judged by truth after every skill has said that it is done."""
    assert case.intent is not None and case.intent.destination is not None
    rng = np.random.default_rng(case.seed)
    scene = KitchenScene(case.spec)
    try:
        truth = scene.truth(pixels=False)
        goal = case.intent.destination
        errand = fetch(
            truth, case.intent.thing, goal if goal < FIRST_PLACE_KEY else truth.place(goal).name, rng
        )
        last = next(index for index, job in enumerate(errand) if job.skill == "place")
        points = [
            np.clip(np.array(point_of(scene, truth, job)) + rng.normal(0, POINT_NOISE, 2), 0, 1)
            for job in errand[: last + 1]
        ]
        steps = 0
        for job, (u, v) in zip(errand, points, strict=False):
            ran = run_skill(scene, actor, job, (float(u), float(v)))
            steps += ran["steps"]
            if not ran["success"]:
                return {"success": False, "failed": job.skill, "steps": steps}
        good = finished(scene.truth(pixels=False), errand[last])
        return {"success": good, "failed": None if good else "place", "steps": steps}
    finally:
        scene.close()


def counted(rows: Sequence[dict[str, Any]], arms: Sequence[str]) -> dict[str, Any]:
    """Rates of each arm by its own actor and by the common one, and the difference, paired."""
    found: dict[str, Any] = {"arms": {}}
    gaps: list[float] = []
    names: list[str] = []
    for arm in arms:
        own, common = (
            [row for row in rows if row["arm"] == arm and row["variant"] == variant] for variant in (arm, ALL)
        )
        mine = [float(b["success"]) - float(a["success"]) for a, b in zip(own, common, strict=True)]
        cases = [row["case"] for row in own]
        found["arms"][arm] = {
            "one_arm": _rate(own),
            "all_arms": _rate(common),
            "difference": _paired(mine, cases),
        }
        gaps, names = gaps + mine, names + cases
    for name, variants in (("one_arm", arms), ("all_arms", (ALL,))):
        found[name] = _rate([row for row in rows if row["variant"] in variants])
    found["difference"] = _paired(gaps, names)
    return found


def _rate(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    metric: Metric = rate(bool(row["success"]) for row in rows)
    return metric.model_dump()


def _paired(gaps: Sequence[float], cases: Sequence[str]) -> dict[str, Any]:
    if not gaps:
        return {"value": None, "low": None, "high": None, "n": 0}
    low, high = interval(np.array(gaps), cases)
    return {"value": float(np.mean(gaps)), "low": low, "high": high, "n": len(gaps)}


def _done(kept: Path, prints: dict[str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (row["case"], row["variant"]): row
        for row in _lines(kept)
        if row["weights"] == prints.get(row["variant"])
    }


def _lines(kept: Path) -> Iterator[dict[str, Any]]:
    if not kept.exists():
        return
    lines = kept.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            if number == len(lines):
                return  # what a kill cut short is run again
            raise PolicyError(
                f"{kept}, line {number} is damaged: delete the line, and its case is run again"
            ) from error
