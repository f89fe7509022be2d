"""The ceiling: a policy that reads truth. It lives here because it peeks, and nothing else can load it.

Its reader knows the valid readings of the case, its actor is the scripted demonstrator. It shows what
the suites, the agent and the scorers give to a policy that makes no mistake, and lets the whole
harness be tested without weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot

import numpy as np

from evals.cases import Case
from policies.base import PolicyError
from policies.codecs import load as load_codec
from policies.types import (
    ActionTokens,
    Belief,
    Dialogue,
    Entry,
    Percept,
    Plan,
    Reading,
    ScoredReading,
    Step,
)
from policies.vla.steps import COUNTER, steps_for
from scenes.cameras import Camera
from scenes.commands import TrueReading
from scenes.demonstrator import Demonstrator
from scenes.kitchen import KitchenScene, TruePlace, TrueThing, Truth
from scenes.referring import Referent, resolve
from scenes.types import Action, ActionSpec, FloatArray, Observation

ASSENT = {"en": "yes", "zh": "是的"}


@dataclass
class _Bound:
    """What the oracle was given for the case at hand."""

    scene: KitchenScene
    case: Case
    demonstrator: Demonstrator = field(init=False)

    def __post_init__(self) -> None:
        self.demonstrator = Demonstrator(self.scene)


class OracleReader:
    """Sees everything as it is, and knows what the words can mean."""

    fingerprint = "oracle"

    def __init__(self) -> None:
        self.bound: _Bound | None = None

    def _truth(self) -> Truth:
        if self.bound is None:
            raise PolicyError("the oracle knows nothing without a case; run it through `whichone eval run`")
        return self.bound.scene.truth()

    def look(self, observation: Observation) -> tuple[Percept, ...]:
        """All that is visible, under its true key. In the dark (a black image) nothing is."""
        truth = self._truth()
        if not observation.images["front"].any():
            return ()
        boxes = {entry.key: (entry.width, entry.height) for entry in entries(truth)}
        return tuple(Percept(key=r.key, name=r.kind, u=r.u, v=r.v, width=boxes[r.key][0],
                             height=boxes[r.key][1], confidence=1.0, is_place=r.is_place, is_open=r.is_open)
                     for r in truth.referents())

    def read(self, percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        """The valid readings that every answer so far leaves open, equally probable."""
        truth = self._truth()
        assert self.bound is not None
        seen = {percept.key for percept in percepts}
        readings = [reading for reading in self.bound.case.readings if reading.thing in seen]
        if dialogue.instruction != self.bound.case.text:
            readings = []
        referents = tuple(truth.referents())
        for turn in dialogue.turns:
            readings = narrowed(readings, turn.answer, referents, dialogue.language)
        if not readings:
            nothing = ScoredReading(reading=Reading(special="none_of_these"), probability=1.0)
            return Belief(readings=(nothing,), percepts=percepts, fingerprint=self.fingerprint)
        share = 1.0 / len(readings)
        return Belief(readings=tuple(ScoredReading(reading=as_reading(reading), probability=share)
                                     for reading in readings),
                      percepts=percepts, fingerprint=self.fingerprint)

    def plan(self, percepts: tuple[Percept, ...], reading: Reading, probability: float,
             dialogue: Dialogue) -> Plan:
        steps = steps_for(reading, percepts)
        text = ", ".join(f"{step.skill} {step.target}" for step in steps)
        return Plan(reading=reading, steps=steps, text=text, probability=probability)

    def rationale(self, percepts: tuple[Percept, ...], observation: Observation,
                  dialogue: Dialogue, plan: Plan) -> str:
        return ""


def entries(truth: Truth) -> list[TrueThing | TruePlace]:
    """Things and places as one list."""
    return [*truth.things, *truth.places]


def as_reading(reading: TrueReading) -> Reading:
    """A true reading under the oracle's percept keys, which are the true ones."""
    return Reading(entries=(Entry(verb=reading.verb, things=(reading.thing,), destination=reading.destination,
                                  relation=reading.relation),))


def narrowed(readings: list[TrueReading], answer: str, referents: tuple[Referent, ...],
             language: str) -> list[TrueReading]:
    """Readings an answer in words leaves open; all of them if it tells nothing apart."""
    for slot in ("thing", "destination"):
        keys = {getattr(reading, slot) for reading in readings} - {None}
        meant = resolve(answer, keys, referents, language)  # type: ignore[arg-type]
        if meant and meant < keys:
            return [reading for reading in readings if getattr(reading, slot) in meant]
    return readings


class OracleActor:
    """The scripted demonstrator, speaking action tokens."""

    cameras: tuple[str, ...] = ("wrist",)

    def __init__(self) -> None:
        self.bound: _Bound | None = None
        self._codec = load_codec("rt2")
        self._step: Step | None = None
        self._key: int | None = None

    @property
    def spec(self) -> ActionSpec:
        return ActionSpec() if self.bound is None else self.bound.scene.arm.spec

    def begin(self, step: Step, observation: Observation) -> None:
        if self.bound is None:
            raise PolicyError("the oracle's actor needs a case; run it through `whichone eval run`")
        self._step = step
        truth = self.bound.scene.truth()
        self._key = step.percept
        if step.percept is None and step.target != COUNTER:
            self._key = min(entries(truth), key=lambda entry: hypot(entry.u - step.u, entry.v - step.v)).key

    def act(self, observation: Observation) -> ActionTokens:
        assert self.bound is not None and self._step is not None
        point = None
        if self._key is None:
            point = point_on_counter(self.bound.scene.front, self._step.u, self._step.v)
        action = self.bound.demonstrator.action(self._step.skill, self._key, point)
        t = self._codec.encode(action, self.spec)
        return ActionTokens(tokens=(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7]))

    def decode(self, tokens: ActionTokens) -> Action:
        return self._codec.decode(tokens.tokens, self.spec)


def point_on_counter(camera: Camera, u: float, v: float) -> FloatArray:
    """(3,) where the ray through an image point of the front camera meets the counter (z = 0), metres."""
    view = np.array(camera.view).reshape(4, 4).T
    projection = np.array(camera.projection).reshape(4, 4).T
    back = np.linalg.inv(projection @ view)
    near, far = (back @ np.array([2 * u - 1, 1 - 2 * v, depth, 1.0]) for depth in (-1.0, 1.0))
    start, end = near[:3] / near[3], far[:3] / far[3]
    share = start[2] / (start[2] - end[2])
    return np.asarray(start + share * (end - start), float)


class OraclePolicy:
    """Both halves. ``bind`` gives it the case before each episode."""

    name = "oracle"

    def __init__(self) -> None:
        self.reader = OracleReader()
        self.actor = OracleActor()

    def bind(self, scene: KitchenScene, case: Case) -> None:
        """Let it see one case's truth."""
        bound = _Bound(scene, case)
        self.reader.bound = bound
        self.actor.bound = bound
