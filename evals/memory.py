"""Beliefs remembered within a case, so that baselines and repeated looks do not pay for them again."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable

from evals.baselines import PolicyOf
from policies.base import Policy, Reader, list_reader, word_reader
from policies.types import Belief, Dialogue, Percept, Plan, Reading
from scenes.types import Observation


class RememberingReader:
    """A reader that answers the same question about the same image from memory.

    A reader is a function of image and words, so what it returns does not change; only how long it
    takes does, which is why latencies are measured elsewhere.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._looks: dict[Hashable, tuple[Percept, ...]] = {}
        self._beliefs: dict[Hashable, Belief] = {}
        self.first: Belief | None = None
        """The first belief since it last forgot."""
        self._to_reason: tuple[tuple[Percept, ...], Observation, Dialogue, Plan] | None = None

    @property
    def fingerprint(self) -> str:
        return self._reader.fingerprint

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        key = _image_key(observation)
        if key not in self._looks:
            self._looks[key] = self._reader.look(observation)
        return self._looks[key]

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        key = (_image_key(observation), percepts, dialogue)
        if key not in self._beliefs:
            self._beliefs[key] = self._reader.read(percepts, observation, dialogue)
            if self.first is None:
                self.first = self._beliefs[key]
        return self._beliefs[key]

    def read_named(self, names: tuple[str, ...], dialogue: Dialogue) -> Belief:
        key = (names, dialogue)
        if key not in self._beliefs:
            self._beliefs[key] = word_reader(self._reader, self.fingerprint).read_named(names, dialogue)
        return self._beliefs[key]

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        key = ("listed", percepts, dialogue)
        if key not in self._beliefs:
            self._beliefs[key] = list_reader(self._reader, self.fingerprint).read_listed(percepts, dialogue)
        return self._beliefs[key]

    def plan(self, percepts: tuple[Percept, ...], reading: Reading, probability: float,
             dialogue: Dialogue) -> Plan:
        return self._reader.plan(percepts, reading, probability, dialogue)

    def rationale(self, percepts: tuple[Percept, ...], observation: Observation,
                  dialogue: Dialogue, plan: Plan) -> str:
        """Empty, since a second thread beside the motion would make times depend on it: ``reason`` gives the
        reason afterwards."""
        if self._to_reason is None:
            self._to_reason = percepts, observation, dialogue, plan
        return ""

    def reason(self) -> str:
        """The reason of the first plan that one was wanted for; empty where there is none."""
        return "" if self._to_reason is None else self._reader.rationale(*self._to_reason)

    def forget(self) -> None:
        """Start the next case with an empty memory."""
        self._looks.clear()
        self._beliefs.clear()
        self.first, self._to_reason = None, None


def _image_key(observation: Observation) -> str:
    return hashlib.sha256(observation.images["front"].tobytes()).hexdigest()


class Remembering:
    """A policy whose reader remembers."""

    def __init__(self, policy: Policy) -> None:
        self._reader = RememberingReader(policy.reader)
        self.policy: Policy = PolicyOf.like(policy, reader=self._reader)

    def forget(self) -> None:
        self._reader.forget()
