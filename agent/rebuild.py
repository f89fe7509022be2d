"""A simulated scene made again from its seed and the journal, and checked against what was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agent.tracing.journal import set_aside
from agent.tracing.store import Store
from agent.tracing.tables import SessionRow
from scenes.base import Scene


class ResumeError(RuntimeError):
    """A session cannot be taken up again; the message says why and what to do."""


def rebuild(store: Store, session: SessionRow, load: Callable[..., Scene]) -> Scene:
    """The scene of a session as it was when it was left.

    A real counter (no seed) is only connected to. The step of unknown fate, if there is one, is set aside
    for good: neither sent now nor replayed at a later resume.

    Raises:
        ResumeError: the rebuilt state is not the one on record.
    """
    options = {key: _tuples(value) for key, value in session.scene_options.items()}
    if session.seed is None:
        set_aside(store, session.id)
        return load(session.scene, **options)
    scene = load(session.scene, session.seed, **options)
    steps, marks, unknown = store.journal_of(session.id)
    pending = sorted(marks.items())
    for step in steps:
        _check(scene, pending, step.number - 1)
        if step.action is None:
            scene.arm.hold()
        else:
            scene.arm.send(step.action)
    last = steps[-1].number if steps else 0
    _check(scene, [mark for mark in pending if mark[0] >= last], max((n for n, _ in pending), default=0))
    if unknown:
        set_aside(store, session.id)
    return scene


def _check(scene: Scene, pending: list[tuple[int, str]], upto: int) -> None:
    """Compare the state with the marks made after steps up to ``upto``, which are then done with."""
    due = [pending.pop(0) for _ in range(len(pending)) if pending and pending[0][0] <= upto]
    if due and scene.state_hash() != due[-1][1]:
        scene.close()
        raise ResumeError(
            f"the scene rebuilt from its seed differs after step {due[-1][0]} from the one that was "
            "left (another version of the simulator?); begin a new session"
        )


def _tuples(value: Any) -> Any:
    """JSON has lists where a frozen specification has tuples."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
