"""Listens to a turn's events and judges its end by the truth of a simulated scene."""

from __future__ import annotations

from agent import Done, Event, Planned, Saw
from evals.scorers import Score, match, score_each, true_readings
from policies.types import Percept
from scenes.base import Scene
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, Truth


class Judge:
    """Knows the truth and tells it only after the turn: nothing here reaches the agent.

    A plan is held to its words: the thing and the place it names must truly be what they are called,
    and the thing must end where the plan says, let go. Truth is asked for only while the arm is still:
    before a turn, and when it is done (the simulator belongs to the agent's thread in between).
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene if isinstance(scene, KitchenScene) else None
        self._percepts: tuple[Percept, ...] = ()
        self.begin()

    def begin(self) -> None:
        """A turn is about to start, or to go on after an answer."""
        self._before: Truth | None = None if self._scene is None else self._scene.truth()
        self._acts = False
        self._intents: tuple[TrueReading, ...] = ()
        self._misnamed: str | None = None

    def hear(self, event: Event) -> Score | None:
        """Take in one event; at the end of a turn that acted, its score."""
        if self._scene is None:
            return None
        if isinstance(event, Saw):
            self._percepts = event.percepts
        elif isinstance(event, Planned) and event.plan.reading.entries and not self._acts:
            self._plan(event)
        elif isinstance(event, Done):
            verdict = self._verdict(self._scene.truth()) if self._acts else None
            self.begin()
            return verdict
        return None

    def _plan(self, event: Planned) -> None:
        """Note what the first plan of the turn names: a later one only goes on with it."""
        assert self._before is not None
        self._acts = True
        referents = self._before.referents()
        matched = match(self._percepts, referents)
        self._intents = true_readings(event.plan.reading, matched)
        kinds = {referent.key: referent.kind for referent in referents}
        named = {percept.key: percept.name for percept in self._percepts}
        spoken = [key for entry in event.plan.reading.entries for key in (*entry.things, entry.destination)]
        for key in spoken:
            if key is not None and key in matched.to_truth and kinds[matched.to_truth[key]] != named[key]:
                self._misnamed = f"took the {kinds[matched.to_truth[key]]} for the {named[key]}"

    def _verdict(self, after: Truth) -> Score | None:
        assert self._before is not None
        if self._misnamed is not None:
            return Score(success=False, reason=self._misnamed.replace("_", " "))
        if not self._intents and any(thing.held for thing in self._before.things):
            return None  # a turn taken up with its thing in the hand: the plan's point is where it was before
        if not self._intents:
            return Score(success=False, reason="nothing is where the plan pointed")
        return score_each(self._intents, self._before, after)
