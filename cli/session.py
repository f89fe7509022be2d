"""What chat, run and the measuring commands share: the policy, and a conversation on one counter."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from cli.progress import unpack_language_model
from cli.settings import Settings
from policies.base import Policy
from policies.direct import AnyPolicy, with_readings
from scenes.base import Scene

if TYPE_CHECKING:
    from agent import Agent, Event
    from evals.scorers import Score


def load_policy(settings: Settings) -> Policy:
    """The policy the settings name to talk with, its pretrained parts unpacked, torch's threads as set.

    Raises:
        PolicyError: no such policy, one that cannot be talked with, or its files are missing or damaged.
    """
    return with_readings(
        load_any(settings),
        f"it cannot be talked with; measure it with: whichone --policy {settings.policy} eval run clear",
    )


def load_any(settings: Settings) -> AnyPolicy:
    """The policy the settings name, whether it can be talked with or not.

    Raises:
        PolicyError: no such policy, or its files are missing or damaged.
    """
    import policies

    unpack_language_model(settings.cache)
    if settings.threads is not None:
        import torch

        torch.set_num_threads(settings.threads)
    return introduced(policies.load(settings.policy), settings.people)


def introduced(policy: AnyPolicy, folder: Path) -> AnyPolicy:
    """The policy, told who was enrolled where its reader can tell people apart.

    Raises:
        PeopleError: what is kept of them is damaged.
    """
    meet = getattr(getattr(policy, "reader", None), "meet", None)
    if callable(meet):
        from policies.people import known

        meet(known(folder))
    return policy


def load_scene(name: str, seed: int, **options: Any) -> Scene:
    """``scenes.load`` without the line the simulator prints when it is first imported.

    Raises:
        SceneError: no such scene, or it cannot be built.
    """
    import scenes
    from scenes.kinds import WORLDS

    if name in WORLDS:
        with _without_stderr():
            importlib.import_module("scenes.kitchen")
    return scenes.load(name, seed=seed, **options)


@contextlib.contextmanager
def _without_stderr() -> Iterator[None]:
    """Drop what native code writes to standard error; exceptions still tell what went wrong."""
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Conversation:
    """An agent, and the judge that knows the truth of its counter where there is one."""

    def __init__(self, agent: Agent, settings: Settings) -> None:
        from cli.judge import Judge

        self.agent = agent
        self._settings = settings
        self._judge = Judge(agent.scene)

    def say(self, text: str) -> Iterator[tuple[Event, Score | None]]:
        """Tell the agent something; its events, the last of an acting turn with the scorer's verdict."""
        return self._judged(lambda: self.agent.stream(text))

    def go_on(self) -> Iterator[tuple[Event, Score | None]]:
        """What an interrupted session left unfinished."""
        return self._judged(self.agent.go_on)

    def language(self, text: str) -> str:
        """The language the agent takes a text to be in."""
        from scenes.spoken import spoken_in

        return self._settings.language or spoken_in(text)

    def begin(self) -> None:
        """A turn is about to start, or to go on after an answer; the arm is still."""
        self._judge.begin()

    def hear(self, event: Event) -> Score | None:
        """Judge by one event of a turn; the verdict at its end is also put into the traces."""
        from agent import Done

        score = self._judge.hear(event)
        if score is not None and isinstance(event, Done):
            self.agent.store.set_success(event.trace_id, score.success, score.reason)
        return score

    def last_trace(self) -> str | None:
        """The id of the latest turn, its question still open or not."""
        turns = self.agent.store.turns(self.agent.session_id)
        return turns[-1].id if turns else None

    def _judged(self, start: Callable[[], Iterator[Event]]) -> Iterator[tuple[Event, Score | None]]:
        self.begin()
        with interrupts_stop(self.agent):
            for event in start():
                yield event, self.hear(event)


@contextlib.contextmanager
def interrupts_stop(agent: Agent) -> Iterator[None]:
    """The first Ctrl-C stops the arm and lets the turn end; a second one leaves."""
    pressed = 0

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed += 1
        agent.stop()
        if pressed > 1:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def opened(settings: Settings, scene_name: str, seed: int, **options: Any) -> Iterator[Conversation]:
    """A new conversation on a fresh counter; everything is closed at the end.

    Raises:
        PolicyError, SceneError, TraceError: a part is missing; the message says what to do.
        CalibrationMismatch: ``--calibrated``, and nothing was calibrated for these weights and this risk.
    """
    from agent import Agent
    from agent.calibration import find
    from agent.tracing.store import Store
    from cli.motion import in_force

    store = Store(settings.database_url, settings.frames, settings.checkpointer)
    policy = load_policy(settings)
    found = find(store, policy.reader.fingerprint, settings.risk) if settings.calibrated else None
    motion = in_force(settings, store, policy)
    scene = load_scene(scene_name, seed, **options)
    try:
        with Agent(
            scene,
            policy,
            settings.risk,
            store,
            language=settings.language,
            calibration=found,
            motion=motion,
            costs=settings.costs,
            on_empty=settings.on_empty,
            audit_rate=settings.audit_rate,
        ) as agent:
            yield Conversation(agent, settings)
    finally:
        scene.close()


@contextlib.contextmanager
def resumed(settings: Settings, session_id: str) -> Iterator[Conversation]:
    """The conversation an earlier run left, its counter built again and checked.

    Raises:
        ResumeError, TraceError: it cannot be taken up again; the message says why.
    """
    from agent import Agent
    from agent.tracing.store import Store

    store = Store(settings.database_url, settings.frames, settings.checkpointer)
    store.session(session_id)  # before the policy loads, so that a wrong id is said at once
    policy = load_policy(settings)
    with Agent.resume(
        session_id, policy=policy, store=store, load=load_scene, language=settings.language
    ) as agent:
        try:
            yield Conversation(agent, settings)
        finally:
            agent.scene.close()
