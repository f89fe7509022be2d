"""The actor alone: the reading is given, and the steps of its plan are run until each terminates.

What is seen and where is the policy's own: percepts keep their image points and sizes. Their names and
keys come from truth, since the reading is given. Where the policy did not see a thing the reading
needs, truth's point stands in, and that is counted.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from typing import Any

from evals.believed import Build
from evals.cases import Case
from evals.oracle import as_reading, entries
from evals.results import EvaluationError
from evals.scorers import Score, match, score
from policies.base import Policy
from policies.types import Dialogue, Percept
from scenes.kitchen import KitchenScene, Truth
from scenes.types import Observation

STEPS_PER_SKILL = 90
"""Control steps after which a skill that has not ended has failed (9 s)."""


@dataclass
class Motion:
    """One reading carried out."""

    case: Case
    score: Score | None = None
    skills: list[dict[str, Any]] = field(default_factory=list)
    unseen: int = 0
    """Things or places of the reading the policy did not see."""
    error: str | None = None

    @property
    def success(self) -> bool:
        return self.score is not None and self.score.success

    def to_json(self) -> dict[str, Any]:
        """The case with what became of it."""
        meant = self.case.intent
        kinds = dict.fromkeys(() if meant is None else (meant.thing, meant.destination))
        return {**self.case.summary(), "keys": [key for key in kinds if key is not None],
                "outcome": {"success": self.success, "reason": self.score.reason if self.score else "crash",
                            "disturbed": list(self.score.disturbed) if self.score else []},
                "skills": self.skills, "unseen": self.unseen, "error": self.error}


def run_motion(case: Case, policy: Policy, bind: Any = None, build: Build = KitchenScene) -> Motion:
    """Build the case's scene, give the policy its reading, and judge the end by truth."""
    motion = Motion(case)
    scene: KitchenScene | None = None
    try:
        scene = build(case.spec)
        if bind is not None:
            bind(scene, case)
        before = scene.truth()
        _move(motion, scene, policy, before)
        motion.score = score(case.intent, before, scene.truth(pixels=False))
    except Exception:
        motion.error = traceback.format_exc(limit=-6)
    finally:
        if scene is not None:
            scene.close()
    return motion


def given_percepts(seen: tuple[Percept, ...], truth: Truth,
                   needed: set[int]) -> tuple[tuple[Percept, ...], int]:
    """What was seen under true keys and names; what is needed and was not seen stands at truth's point.

    Returns:
        The percepts, and how many of the needed ones had not been seen.
    """
    referents = {r.key: r for r in truth.referents()}
    boxes = {entry.key: entry for entry in entries(truth)}
    found: dict[int, Percept] = {}
    matched = match(seen, tuple(referents.values()))
    for percept in sorted(seen, key=lambda p: p.confidence):
        key = matched.to_truth.get(percept.key)
        if key is not None:
            true = referents[key]
            found[key] = percept.model_copy(update={"key": key, "name": true.kind, "is_place": true.is_place,
                                                    "is_open": true.is_open})
    missing = needed - set(found)
    for key in missing:
        entry, true = boxes[key], referents[key]
        found[key] = Percept(key=key, name=true.kind, u=true.u, v=true.v, width=entry.width,
                             height=entry.height, confidence=0.0, is_place=true.is_place,
                             is_open=true.is_open)
    return tuple(found[key] for key in sorted(found)), len(missing)


def _move(motion: Motion, scene: KitchenScene, policy: Policy, truth: Truth) -> None:
    actor, case = policy.actor, motion.case
    cameras = tuple(dict.fromkeys(("front", *actor.cameras)))
    if case.intent is None:
        raise EvaluationError(f"the case {case.id} means nothing that could be carried out")
    needed = {key for key in (case.intent.thing, case.intent.destination) if key is not None}
    percepts, motion.unseen = given_percepts(policy.reader.look(scene.observe(("front",))), truth, needed)
    dialogue = Dialogue(instruction=case.text or "-", language=case.language)
    plan = policy.reader.plan(percepts, as_reading(case.intent), 1.0, dialogue)
    for step in plan.steps:
        actor.begin(step, scene.observe(cameras))
        ended, taken = False, 0
        while not ended and taken < STEPS_PER_SKILL:
            observation: Observation = scene.observe(actor.cameras)
            action = actor.decode(actor.act(observation))
            ended, taken = action.terminate, taken + 1
            if not ended:
                scene.arm.send(action)
        motion.skills.append({"skill": step.skill, "target": step.target, "steps": taken, "ended": ended})
        if not ended:
            return
