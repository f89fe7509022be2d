"""SayCan as a direct policy: it weighs every skill by words and by affordance, and runs the best.

Say: SmolLM2 with a LoRA that has read lists of steps, never a scene. Can: ``affordance``. The skill
controller is the default policy's actor, and the eye, the default policy's too, says where a skill's target
is. When a skill has ended, all are weighed again on what is seen then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from policies import codecs
from policies.base import Actor, PolicyError
from policies.saycan.affordance import Affordance, ground
from policies.saycan.skills import DONE, TextSkill, prompt, skills
from policies.textual.language_model import TextModel, new_text_model
from policies.textual.scene import SceneText, told
from policies.textual.scoring import Scored, softmax
from policies.types import ActionTokens, Dialogue, Percept, Step
from policies.vla.steps import COUNTER, free_point_beside
from policies.vla.weights import FOLDER, read_part
from scenes.kinds import World
from scenes.types import Action, ActionSpec, Observation

MOST_SKILLS = 6
"""Of one instruction; open, pick and place are three."""
STEPS_A_SKILL = 90
"""Control steps after which a skill that has not ended is given up (9 s)."""
REMEDY = "whichone policy train-saycan"


class Looks(Protocol):
    """An eye: the half of a Reader that SayCan needs."""

    def look(self, observation: Observation) -> tuple[Percept, ...]: ...


@dataclass(frozen=True)
class Weighed:
    """One skill with both of its scores."""

    skill: TextSkill
    said: float
    """Share of the language model's probability, of all skills."""
    can: float

    @property
    def product(self) -> float:
        return self.said * self.can


class SayCan:
    """Satisfies ``policies.direct.DirectPolicy``."""

    name = "saycan"
    worlds: tuple[World, ...] = ("kitchen",)
    """Its skills are the kitchen's."""

    def __init__(
        self, model: TextModel, affordance: Affordance, eye: Looks, actor: Actor, fingerprint: str
    ) -> None:
        self._scored = Scored(model.eval(), SceneText("", ()))
        self._affordance, self._eye, self._actor = affordance.eval(), eye, actor
        self._fingerprint = fingerprint
        self._codec = codecs.load("rt2")
        self._said, self._done = "", list[TextSkill]()
        self._taken, self._ended = 0, True
        self.weighed: tuple[Weighed, ...] = ()
        """Of the last choice, best first."""

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def spec(self) -> ActionSpec:
        return self._actor.spec

    @property
    def cameras(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(("front", *self._actor.cameras)))

    @property
    def plan_text(self) -> str | None:
        """The skills begun so far, in their order."""
        return ", ".join(skill.text for skill in self._done) or None

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        words = " ; ".join([dialogue.instruction, *(turn.answer for turn in dialogue.turns)])
        self._said = told(words)[0]
        self._scored.forget()
        self._done, self._ended = [], False
        self._choose(observation)

    def act(self, observation: Observation) -> ActionTokens:
        if self._ended:
            return self._hold(observation, terminate=True)
        tokens = self._actor.act(observation)
        self._taken += 1
        if not self._actor.decode(tokens).terminate and self._taken < STEPS_A_SKILL:
            return tokens
        self._choose(observation)
        return self._hold(observation, terminate=self._ended)

    def decode(self, tokens: ActionTokens) -> Action:
        return self._actor.decode(tokens)

    def weigh(self, observation: Observation) -> tuple[tuple[Weighed, ...], tuple[Percept, ...]]:
        """Every skill with its scores, best product first, and what was seen."""
        percepts, listed = self._eye.look(observation), skills()
        said = self._say(listed)
        can = self._affordance.of(listed, percepts, observation.arm)
        found = [Weighed(*one) for one in zip(listed, said.tolist(), can.tolist(), strict=True)]
        return tuple(sorted(found, key=lambda one: -one.product)), percepts

    def _say(self, listed: Sequence[TextSkill]) -> NDArray[np.float64]:
        [scores] = self._scored.ask([(prompt(self._said, self._done), [skill.answer for skill in listed])])
        return softmax(scores)

    def _choose(self, observation: Observation) -> None:
        """Weigh all skills and begin the best that the eye can point at; "done" ends the episode."""
        self.weighed, percepts = self.weigh(observation)
        for one in self.weighed:
            if one.skill is DONE or len(self._done) == MOST_SKILLS:
                break
            step = as_step(one.skill, percepts)
            if step is not None:
                self._done.append(one.skill)
                self._taken = 0
                self._actor.begin(step, observation)
                return
        self._ended = True

    def _hold(self, observation: Observation, terminate: bool) -> ActionTokens:
        """No motion; the gripper stays as it was last told."""
        still = Action(np.zeros(3), np.zeros(3), observation.arm.gripper_target, terminate)
        row = self._codec.encode(still, self.spec)
        return ActionTokens.model_validate({"tokens": row})


def as_step(skill: TextSkill, percepts: Sequence[Percept]) -> Step | None:
    """A skill pointed at what the eye sees of its target; None where it sees nothing of it."""
    seen = ground(skill, percepts)
    if seen is None or skill.skill is None:
        return None
    if skill.beside:
        # What is carried is in the hand and may be seen there: it is no hindrance to itself.
        u, v = free_point_beside(seen, seen, percepts)
        return Step(skill="place", u=u, v=v, target=COUNTER)
    return Step(skill=skill.skill, u=seen.u, v=seen.v, target=seen.name, percept=seen.key)


def load_saycan(folder: Path = FOLDER, shipped: Path = FOLDER) -> SayCan:
    """The trained policy, with eye and actor of the default one.

    Args:
        folder: of SayCan's own weights.
        shipped: of the default policy's.

    Raises:
        PolicyError: weights are missing or damaged; the message says what to do.
    """
    from policies.vla.actor import VlaActor
    from policies.vla.policy import load_reader

    try:
        tensors, info = read_part("saycan", folder)
    except PolicyError as error:
        raise PolicyError(f"{str(error).split(': ')[0]}; make the weights with `{REMEDY}`") from None
    affordance, model = Affordance(), new_text_model()
    parts: dict[str, dict[str, object]] = {"say": {}, "can": {}}
    for name, tensor in tensors.items():
        part, _, rest = name.partition("/")
        parts[part][rest] = tensor
    try:
        affordance.load_state_dict(parts["can"])  # type: ignore[arg-type]
        missing = set(model.adapters()) ^ set(parts["say"])
    except (RuntimeError, KeyError) as error:
        raise PolicyError(f"SayCan's weights do not fit this version; make them with `{REMEDY}`") from error
    if missing:
        raise PolicyError(f"SayCan's weights do not fit this version; make them with `{REMEDY}`")
    model.load_state_dict(parts["say"], strict=False)  # type: ignore[arg-type]
    model.merge_adapters()
    return SayCan(
        model, affordance, load_reader(shipped), VlaActor.load(shipped), f"saycan-{info['sha256'][:12]}"
    )
