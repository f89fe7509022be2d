"""The policies that must lose: one that sees nothing, one that hears nothing, one that has no opinion.

Each is a wrapper around any policy's reader. A figure that one of them also reaches says nothing
about understanding, which is why they stand beside every figure of the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from policies.base import Actor, Policy, Reader, list_reader, word_reader
from policies.types import ActionTokens, Belief, Dialogue, Percept, Plan, Reading, ScoredReading, Step
from scenes.types import Action, ActionSpec, Observation

EMPTY_INSTRUCTION = {"en": "do something", "zh": "做点什么"}


def blanked(observation: Observation) -> Observation:
    """The same observation with every image black."""
    return replace(observation, images={name: np.zeros_like(image)
                                        for name, image in observation.images.items()})


class _Wrapped:
    """A reader that defers to another in everything it does not override."""

    suffix = ""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def fingerprint(self) -> str:
        return f"{self._reader.fingerprint}+{self.suffix}"

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        return self._reader.look(observation)

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        return self._reader.read(percepts, observation, dialogue)

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        return word_reader(self._reader, self.fingerprint).read_named(names, dialogue)

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        return list_reader(self._reader, self.fingerprint).read_listed(percepts, dialogue)

    def plan(self, percepts: tuple[Percept, ...], reading: Reading, probability: float,
             dialogue: Dialogue) -> Plan:
        return self._reader.plan(percepts, reading, probability, dialogue)

    def rationale(self, percepts: tuple[Percept, ...], observation: Observation,
                  dialogue: Dialogue, plan: Plan) -> str:
        return ""


class ImageBlindReader(_Wrapped):
    """Hears the words; every image it gets is black."""

    suffix = "image-blind"

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        return self._reader.look(blanked(observation))

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        return self._reader.read(percepts, blanked(observation), dialogue)


class WordBlindReader(_Wrapped):
    """Sees the counter; of the words it only knows that there were some."""

    suffix = "word-blind"

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        return super().read(percepts, observation, deaf(dialogue))

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        return super().read_named(names, deaf(dialogue))

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        return super().read_listed(percepts, deaf(dialogue))


class UniformReader(_Wrapped):
    """Gives every reading its policy considers the same probability."""

    suffix = "uniform"

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        return self._flat(super().read(percepts, observation, dialogue))

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        return self._flat(super().read_named(names, dialogue))

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        return self._flat(super().read_listed(percepts, dialogue))

    def _flat(self, belief: Belief) -> Belief:
        share = 1.0 / max(1, len(belief.readings))
        flat = tuple(ScoredReading(reading=scored.reading, probability=share)
                     for scored in belief.readings)
        return belief.model_copy(update={"readings": flat, "fingerprint": self.fingerprint})


def deaf(dialogue: Dialogue) -> Dialogue:
    """The dialogue without its words."""
    return Dialogue(instruction=EMPTY_INSTRUCTION[dialogue.language], language=dialogue.language)


READERS: dict[str, Callable[[Reader], Reader]] = {
    "image_blind": ImageBlindReader,
    "word_blind": WordBlindReader,
    "uniform": UniformReader,
}
OF_WORDS = ("word_blind", "uniform")
"""Those that differ from the policy where there is no image to be blind to."""


class StillActor:
    """Ends every skill at once: whole dialogues run through the real graph, and nothing moves."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @property
    def spec(self) -> ActionSpec:
        return self._actor.spec

    @property
    def cameras(self) -> tuple[str, ...]:
        return ()

    def begin(self, step: Step, observation: Observation) -> None:
        return None

    def act(self, observation: Observation) -> ActionTokens:
        return ActionTokens(tokens=(255, 128, 128, 128, 128, 128, 128, 255))

    def decode(self, tokens: ActionTokens) -> Action:
        return self._actor.decode(tokens)


class ImageBlindActor:
    """The actor with every image black: what the arm's own state and the point alone are worth."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @property
    def spec(self) -> ActionSpec:
        return self._actor.spec

    @property
    def cameras(self) -> tuple[str, ...]:
        return self._actor.cameras

    def begin(self, step: Step, observation: Observation) -> None:
        self._actor.begin(step, blanked(observation))

    def act(self, observation: Observation) -> ActionTokens:
        return self._actor.act(blanked(observation))

    def decode(self, tokens: ActionTokens) -> Action:
        return self._actor.decode(tokens)


class UniformActor(ImageBlindActor):
    """Draws every token uniformly: the floor of the motion."""

    def __init__(self, actor: Actor, seed: int) -> None:
        super().__init__(actor)
        self._rng = np.random.default_rng(seed)

    def act(self, observation: Observation) -> ActionTokens:
        terminate, *rest = (int(token) for token in self._rng.integers(0, 256, size=8))
        t = (0 if terminate < 250 else 255, *rest)
        return ActionTokens(tokens=(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7]), entropy_bits=8.0)


class WrongVerbActor(ImageBlindActor):
    """Word-blind motion: always told to pick, whatever the plan's verb is."""

    def begin(self, step: Step, observation: Observation) -> None:
        self._actor.begin(step.model_copy(update={"skill": "pick"}), observation)

    def act(self, observation: Observation) -> ActionTokens:
        return self._actor.act(observation)


@dataclass(frozen=True)
class PolicyOf:
    """A policy put together from a reader and an actor, deciding by the numbers of the one it is made of."""

    name: str
    reader: Reader
    actor: Actor
    decision_parameters: Mapping[str, Any] | None = None

    @classmethod
    def like(cls, policy: Policy, name: str | None = None, reader: Reader | None = None,
             actor: Actor | None = None) -> PolicyOf:
        """The policy with another reader or actor."""
        return cls(name or policy.name, reader or policy.reader, actor or policy.actor,
                   getattr(policy, "decision_parameters", None))


def blind(policy: Policy, baseline: str) -> Policy:
    """The policy with one of ``READERS`` in front, and an actor that never moves."""
    return PolicyOf.like(policy, f"{policy.name}+{baseline}", READERS[baseline](policy.reader),
                         StillActor(policy.actor))
