"""Conversations without the motion, at many thresholds: what the agent sets out to do in the end.

The agent itself talks, with the simulated user, who may answer wrongly, at the other end; every skill ends
at once. What is seen and read is the same at every threshold and is computed once, and where a threshold
leads to the same act or refusal as another, without a question, nobody talks again.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from agent import Agent
from agent.calibration import Calibration
from agent.decision import decide, effect
from agent.fit import rule_of
from agent.tracing.store import Store
from evals.baselines import PolicyOf, StillActor
from evals.believed import Bind, Build
from evals.cases import Case
from evals.episode import Episode, converse
from evals.memory import Remembering
from evals.scorers import same
from policies.base import Policy
from policies.types import Belief, Dialogue
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene

RISK = 0.1
"""Of the agent's own rule, whose share of the best decides nothing where a threshold is given."""


@dataclass(frozen=True)
class Talk:
    """One conversation to its end."""

    asked: int
    """Questions."""
    wrong: int
    """Of these, answered wrongly."""
    chosen: TrueReading | None
    """What it set out to do, in terms of true things; None where it did nothing."""
    error: str | None = None

    def meant(self, case: Case) -> bool:
        """Whether that is what the user is content with."""
        return self.chosen is not None and any(same(self.chosen, one) for one in case.accepted)

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Talk:
        """What ``to_json`` wrote."""
        chosen = values["chosen"]
        return cls(values["asked"], values["wrong"], None if chosen is None else TrueReading(**chosen),
                   values["error"])


def talks(case: Case, policy: Policy, deciding: Mapping[float, Calibration], wrong_answers: float,
          store: Store, bind: Bind | None = None, build: Build = KitchenScene) -> dict[float, Talk]:
    """The conversations about a case.

    Args:
        deciding: what decides, by threshold.
        wrong_answers: probability that the user answers a question other than it means; which questions
            these are belongs to the case, and is the same at every threshold.
        store: for the traces.
    """
    talker = Remembering(PolicyOf.like(policy, actor=StillActor(policy.actor))).policy
    found: dict[float, Talk] = {}
    alike: dict[str, Talk] = {}
    belief = _belief(case, talker, bind, build)
    for threshold, calibration in deciding.items():
        key = _first(belief, talker, calibration, case, threshold)
        if key not in alike:
            alike[key] = _talk(case, talker, calibration, wrong_answers, store, bind, build)
        found[threshold] = alike[key]
    return found


def _belief(case: Case, policy: Policy, bind: Bind | None, build: Build) -> Belief:
    scene = build(case.spec)
    try:
        if bind is not None:
            bind(scene, case)
        observation = scene.observe(("front",))
        percepts = policy.reader.look(observation)
        return policy.reader.read(percepts, observation,
                                  Dialogue(instruction=case.text, language=case.language))
    finally:
        scene.close()


def _first(belief: Belief, policy: Policy, calibration: Calibration, case: Case, threshold: float) -> str:
    """What it will do first; the same text means the same conversation."""
    rule = calibration.rule(rule_of(policy, RISK), policy.reader.fingerprint)
    decision = decide(belief, rule, case.language)
    if decision.kind == "ask":
        return f"ask at {threshold}"  # later decisions depend on the threshold too
    return f"{decision.kind} {decision.reason} {[effect(item.reading) for item in decision.readings]}"


def _talk(case: Case, policy: Policy, calibration: Calibration, wrong_answers: float, store: Store,
          bind: Bind | None, build: Build) -> Talk:
    """A conversation on a counter of its own; a crash is one that did nothing."""
    episode = Episode(case)
    scene: KitchenScene | None = None
    try:
        scene = build(case.spec)
        if bind is not None:
            bind(scene, case)
        agent = Agent(scene=scene, policy=policy, risk=RISK, store=store, calibration=calibration)
        converse(episode, scene, agent, scene.truth(), wrong_answers)
    except Exception:
        episode.error = traceback.format_exc(limit=-6)
    finally:
        if scene is not None:
            scene.close()
    wrong = sum(heard.by == "wrong" for heard in episode.heard)
    chosen = episode.chosen if episode.error is None else None
    return Talk(len(episode.heard), wrong, chosen, episode.error)
