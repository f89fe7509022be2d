"""Listens to a turn's events and judges its end by the truth of a simulated scene."""

from __future__ import annotations

from agent import Done, Event, Planned, Saw
from evals.scorers import Score, match, score, true_reading
from policies.types import Percept
from scenes.base import Scene
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, Truth


class Judge:
    """Knows the truth and tells it only after the turn: nothing here reaches the agent.

    A plan is held to its words: the thing and the place it names must truly be what they are called,
    and the thing must end where the plan says, let go.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene if isinstance(scene, KitchenScene) else None
        self.reset()

    def reset(self) -> None:
        """Forget the turn."""
        self._percepts: tuple[Percept, ...] = ()
        self._before: Truth | None = None
        self._intent: TrueReading | None = None
        self._misnamed: str | None = None

    def hear(self, event: Event) -> Score | None:
        """Take in one event; at the end of a turn that acted, its score."""
        if self._scene is None:
            return None
        if isinstance(event, Saw):
            self._percepts = event.percepts
        elif isinstance(event, Planned) and event.plan.reading.entries:
            self._plan(event, self._scene.truth())
        elif isinstance(event, Done):
            verdict = self._verdict(self._scene) if self._before is not None else None
            self.reset()
            return verdict
        return None

    def _plan(self, event: Planned, truth: Truth) -> None:
        self._before = self._before or truth
        referents = truth.referents()
        matched = match(self._percepts, referents)
        self._intent = true_reading(event.plan.reading, matched)
        kinds = {referent.key: referent.kind for referent in referents}
        entry = event.plan.reading.entries[0]
        named = {percept.key: percept.name for percept in self._percepts}
        self._misnamed = next(
            (
                f"took the {kinds[matched.to_truth[key]]} for the {named[key]}"
                for key in (*entry.things, entry.destination)
                if key in matched.to_truth and key in named and kinds[matched.to_truth[key]] != named[key]
            ),
            None,
        )

    def _verdict(self, scene: KitchenScene) -> Score:
        if self._intent is None:
            return Score(success=False, reason="nothing is where the plan pointed")
        if self._misnamed is not None:
            return Score(success=False, reason=self._misnamed.replace("_", " "))
        assert self._before is not None
        return score(self._intent, self._before, scene.truth())
