"""The public face: an Agent on one scene with one policy, told things in plain words."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from langgraph.types import Command as GraphCommand

from agent.calibration import Calibration
from agent.commands import command_in
from agent.costs import Costs
from agent.decision import OnEmpty, Rule
from agent.events import Asked, Event
from agent.explain import say
from agent.fit import SpecMismatch, check_specs, options_of, rule_of, storable
from agent.language import keyword
from agent.motion_calibration import MotionCalibration, fingerprint_of
from agent.opening import new_session, new_turn, state_of, superseding
from agent.reasons import Reasons
from agent.rebuild import ResumeError, rebuild
from agent.state import AgentState, Context, Pace, questions
from agent.thread import GraphThread
from agent.tongue import told, told_question
from agent.tracing.ids import new_id
from agent.tracing.rows import put_outcome
from agent.tracing.store import Store
from agent.tracing.tables import OutcomeRow, SessionRow, TurnRow
from agent.turn import Turn, turn_of
from agent.types import Outcome, Question
from policies.base import Policy
from policies.direct import AnyPolicy, with_readings
from scenes.base import Scene
from scenes.spoken import Spoken
from scenes.types import Pose

_UNDO: dict[Spoken, str] = {"en": "undo", "zh": "撤销", "es": "deshacer", "de": "rückgängig"}
_HOME: dict[Spoken, str] = {"en": "go home", "zh": "归位", "es": "posición inicial", "de": "Grundstellung"}

__all__ = ["Agent", "Pace", "ResumeError", "SpecMismatch", "Turn"]


class Agent:
    """Tell it what you want.

    Args:
        scene: the counter and its arm.
        policy: reader and actor.
        risk: share of commands on which acting unasked may be wrong; less means more questions.
        store: where the traces go; by default a database in memory that is gone with the process.
        session_id: to give the session an id of your own choosing.
        language: of what is said to the user; by default that of each command.
        rule: the decision rule; by default the policy's own (``decision_parameters``) at ``risk``.
        calibration: what ``whichone calibrate`` found for these weights; its threshold decides then.
        motion: what ``whichone calibrate --motion`` found for them; the arm stops by its threshold then.
        costs: of asking, acting wrongly and doing nothing; whichever is expected to cost least is done then.
        on_empty: what is done where nothing reaches the calibration's threshold; "refuse" by default.
        pace: how the arm is driven.
        audit_rate: probability, from 0 to 1, with which a decision to act is put to the user first, so that
            the traces say how often acting is right (``agent.audit``); recorded with the session, and a
            session that is there already keeps its own.
        scene_options: what ``scenes.load`` needs beside name and seed to make this scene again; by default
            the fields of ``scene.spec``, where it has one.

    Raises:
        PolicyError: the policy goes from words straight to motion and cannot be talked with.
        SpecMismatch: the policy's action bounds or rate are not the arm's.
        CalibrationMismatch: a calibration was made for other weights.
        TraceError: the traces cannot be written.
        ValueError: ``audit_rate`` is no probability.
    """

    def __init__(
        self,
        scene: Scene,
        policy: AnyPolicy,
        risk: float = 0.1,
        store: Store | str | Path | None = None,
        session_id: str | None = None,
        language: Spoken | None = None,
        *,
        rule: Rule | None = None,
        calibration: Calibration | None = None,
        motion: MotionCalibration | None = None,
        costs: Costs | None = None,
        on_empty: OnEmpty | None = None,
        pace: Pace | None = None,
        audit_rate: float = 0.0,
        scene_options: Mapping[str, Any] | None = None,
    ) -> None:
        policy = with_readings(policy, "an agent cannot talk for it; evals.direct runs it")
        check_specs(policy.actor.spec, scene.arm.spec)
        if not 0.0 <= audit_rate <= 1.0:
            raise ValueError(f"an audit rate lies between 0 and 1, not at {audit_rate:g}")
        self.scene, self.policy, self.risk, self.language = scene, policy, risk, language
        self.store = store if isinstance(store, Store) else Store(store)
        self.rule = (rule if rule is not None else rule_of(policy, risk)).weighing(costs, on_empty)
        if calibration is not None:
            self.rule = calibration.rule(self.rule, policy.reader.fingerprint, fingerprint_of(policy))
        if motion is not None:
            self.rule = motion.rule(self.rule, fingerprint_of(policy))
        self._stop, self._waiting = threading.Event(), queue.SimpleQueue[TurnRow]()
        self._busy, self._numbering = threading.Lock(), threading.Lock()
        self._reasons = Reasons()
        self.session_id = session_id or new_id()
        row = self.store.get(SessionRow, self.session_id)
        if row is None:
            options = options_of(scene) if scene_options is None else scene_options
            row = new_session(self.session_id, scene, options, policy, risk, self.rule, audit_rate)
            self.store.add(row)
            self.store.flush()
        home = Pose(np.asarray(row.home["position_m"]), np.asarray(row.home["orientation_xyzw"]))
        context = Context(
            scene=scene,
            policy=policy,
            store=self.store,
            rule=self.rule,
            pace=pace or Pace(),
            home=home,
            stopped=self._stop.is_set,
            interrupted=lambda: not self._waiting.empty(),
            reasons=self._reasons,
            audit_rate=row.audit_rate,
        )
        self._thread = GraphThread(self.session_id, context, lambda: self.stop())

    # -- telling ---------------------------------------------------------------------------------

    def tell(self, text: str) -> Turn:
        """Do what the words mean, or answer the open question with them; returns when the arm is still."""
        events = tuple(self.stream(text))
        return turn_of(self.session_id, self.state, self.question, events)

    def stream(self, text: str) -> Iterator[Event]:
        """The same, event by event. An abandoned stream, or Ctrl-C in it, stops the arm.

        Raises:
            RuntimeError: another stream of this agent is still running.
        """
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("this agent is still busy; stop() it, or interject() the new instruction")
        try:
            self._stop.clear()
            text = storable(text)
            if self.question is not None:
                yield from self._thread.run(GraphCommand(resume=text))
            else:
                yield from self._thread.run(state_of(self._new_turn(text)))
            following = self._following(text)
            while following is not None:
                yield from self._thread.run(state_of(following))
                following = self._following(None)
        finally:
            self._busy.release()

    def undo(self) -> Turn:
        """Put the last thing back."""
        return self.tell(_UNDO[self.language or self._last_language()])

    def home(self) -> Turn:
        """Park the arm."""
        return self.tell(_HOME[self.language or self._last_language()])

    def stop(self) -> None:
        """Stop before the next step is sent. Safe from any thread and from a signal handler."""
        self._stop.set()

    def interject(self, text: str) -> None:
        """A new instruction while the arm moves: heard within a second, instead of the old one.

        It is on record before this returns, so it is done even if the process ends before it is begun.

        Raises:
            TraceError: it cannot be written, and will not be done.
        """
        if keyword(text) == "stop":
            self.stop()
        else:
            self._waiting.put(self._new_turn(storable(text)))

    @property
    def context(self) -> Context:
        """What every node of its graph is given."""
        return self._thread.context

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        question = self._thread.question
        return None if question is None else told_question(question, self.state)

    @property
    def state(self) -> AgentState:
        """The last checkpointed state."""
        return self._thread.state

    # -- after an interruption -------------------------------------------------------------------

    @classmethod
    def resume(
        cls,
        session_id: str,
        *,
        policy: Policy,
        store: Store | str | Path,
        load: Callable[..., Scene],
        language: Spoken | None = None,
        pace: Pace | None = None,
    ) -> Agent:
        """Take up a session where it was left, by whatever ended it.

        A simulated scene is made again by ``load(name, seed, **options)``, the journal of what surely
        reached the arm is replayed, and the state hash compared. A step of unknown fate is not sent.

        Args:
            session_id: the session's id, or an unambiguous part of it.
            policy: must have the fingerprint the session began with.
            store: where its traces are.
            load: ``scenes.load``.
            language: as in ``Agent``.
            pace: as in ``Agent``.

        Raises:
            TraceError: there is no such session.
            ResumeError: the policy is another, or the rebuilt scene is not the one that was left.
        """
        store = store if isinstance(store, Store) else Store(store)
        row = store.session(session_id)
        if row.fingerprint != policy.reader.fingerprint:
            raise ResumeError(
                f"session {row.id} began with policy {row.policy} {row.fingerprint[:12]}, this one is "
                f"{policy.name} {policy.reader.fingerprint[:12]}; load that policy, or begin anew"
            )
        scene = rebuild(store, row, load)
        agent = cls(scene, policy, row.risk, store, row.id, language, rule=Rule(**row.rule), pace=pace)
        agent._thread.settle()
        return agent

    def go_on(self) -> Iterator[Event]:
        """Events of what was left unfinished: the open question, or the rest of the turn after a look, and
        the new command that ended it before it was begun."""
        yield from self._unfinished()
        turn_id = self.state.get("turn_id")
        following = None if turn_id is None or self.question else superseding(self.store, turn_id)
        if following is not None:
            yield from self._thread.run(state_of(self._new_turn(following)))
        while (waiting := self._following(None)) is not None:
            yield from self._thread.run(state_of(waiting))

    def _unfinished(self) -> Iterator[Event]:
        state, following = self.state, self._thread.following
        waiting = [
            turn
            for turn in self.store.turns(self.session_id)
            if turn.id != state.get("turn_id") and self.store.get(OutcomeRow, turn.id) is None
        ]
        if waiting:
            if following:  # what was being done when the next was said
                outcome = Outcome(reason="superseded", steps=state["steps"], questions=questions(state))
                words = told(say("superseded", state["language"]), state)
                put_outcome(self.store, state["turn_id"], outcome, words)
            for turn in waiting:
                yield from self._thread.run(state_of(turn))
            return
        question = self.question
        if question is not None:
            yield Asked(question=question, repeated=True)
            return
        if not following:
            return
        self._stop.clear()
        if following[0] in ("act", "check"):
            self._thread.look_anew()
        yield from self._thread.run(None)

    def close(self) -> None:
        """Stop, finish what is being written, and let go of the traces. The scene stays the caller's."""
        self.stop()
        self._reasons.close()
        self.store.close()

    def __enter__(self) -> Agent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _new_turn(self, text: str) -> TurnRow:
        with self._numbering:  # interject() comes from another thread
            return new_turn(self.store, self.session_id, text, self.language)

    def _following(self, text: str | None) -> TurnRow | None:
        """What is to be done next without being told again: a new command given in place of an answer, or
        while the arm moved."""
        outcome = self.state.get("outcome")
        if outcome is None:
            return None
        decision = self.state["decision"]
        if text is not None and decision is not None and decision.reason == "superseded":
            return self._new_turn(command_in(text))
        # Also one that came too late to interrupt what was being done.
        return None if self._waiting.empty() else self._waiting.get()

    def _last_language(self) -> Spoken:
        return self.state.get("spoken", self.state.get("language", "en"))
