"""Motions with the doubt they showed: the actor alone, as in ``evals.control``, listened to at every step.

Kept in the trace database as they are made, so that an interrupted calibration goes on and another window or
risk moves no arm.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from agent.doubt import STEPS, values
from agent.motion_calibration import fingerprint_of
from agent.tracing.store import Store
from evals.baselines import PolicyOf
from evals.cases import Case
from evals.control import run_motion
from evals.kept import Kept
from evals.loading import binder
from evals.progress import Progress
from evals.results import EvaluationError
from evals.suites import load
from policies.base import Actor, Policy
from policies.types import ActionTokens, Step
from scenes.splits import Split
from scenes.types import Observation

NO_DOUBT = 0.0
"""Score of a motion in which no window was ever full: nothing could have stopped it."""


@dataclass(frozen=True)
class Doubted:
    """One motion: how it ended, and the entropy of every step that was sent, skill by skill."""

    case_id: str
    scene_seed: int
    success: bool
    bits: tuple[tuple[float, ...], ...]
    """Bits a token, one tuple a skill."""

    @property
    def steps(self) -> int:
        """Steps sent."""
        return sum(len(skill) for skill in self.bits)

    def score(self, window: int = STEPS) -> float:
        """The greatest value of a window of so many steps in this motion, in bits."""
        found = (value for skill in self.bits for value in values(skill, window) if value is not None)
        return max(found, default=NO_DOUBT)

    def stopped_at(self, threshold_bits: float, window: int = STEPS) -> int | None:
        """After how many sent steps a threshold would first have stopped it; None if never."""
        before = 0
        for skill in self.bits:
            for at, value in enumerate(values(skill, window), 1):
                if value is not None and value > threshold_bits:
                    return before + at
            before += len(skill)
        return None


class ListeningActor:
    """An actor whose steps are listened to; what it does is the same."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self.bits: list[list[float]] = []
        """Of each skill begun: the entropy of each step that does not end it, in bits."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._actor, name)

    def begin(self, step: Step, observation: Observation) -> None:
        self.bits.append([])
        self._actor.begin(step, observation)

    def act(self, observation: Observation) -> ActionTokens:
        tokens = self._actor.act(observation)
        # The step that ends a skill is never sent, so the gate does not see it either.
        if not self._actor.decode(tokens).terminate:
            self.bits[-1].append(tokens.entropy_bits)
        return tokens


def gather(store: Store, suite: str, policy: Policy, n: int, seed: int, report: Progress,
           split: Split = "test") -> list[Doubted]:
    """``n`` motions of a suite, none of them stopped by any gate.

    Raises:
        EvaluationError: no such suite, or one that is not of motions alone.
    """
    found = load(suite)
    if found.kind != "motion":
        raise EvaluationError(f"the suite {suite} is not of motions alone; calibrate the motion on control")
    # The versions that values are kept under name the reader alone, and here it is the actor that matters.
    kept = Kept(store, f"motions/{split}/{fingerprint_of(policy)}", found, policy, seed)
    bind = binder(policy)
    motions: list[Doubted] = []
    for case in found.cases(n, seed, split):
        def carry_out(case: Case = case) -> dict[str, Any]:
            actor = ListeningActor(policy.actor)
            motion = run_motion(case, PolicyOf.like(policy, actor=cast(Actor, actor)), bind)
            return {"success": motion.success, "reason": motion.score.reason if motion.score else "crash",
                    "bits": actor.bits, "error": motion.error}

        made = kept.get(case.id, case.seed, carry_out)
        motions.append(Doubted(case.id, case.spec.seed, bool(made["success"]),
                               tuple(tuple(map(float, skill)) for skill in made["bits"])))
        report(len(motions), max(n, len(motions)), f"{policy.name} moves on {suite}")
    return motions


def data_fingerprint(motions: Sequence[Doubted]) -> str:
    """Of which cases were moved on, not of how that went."""
    rows = sorted((motion.case_id, motion.scene_seed) for motion in motions)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]
