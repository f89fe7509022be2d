"""The step journal: one small committed row before anything is sent, and what can be told from it later.

A row without ``sent`` whose successor exists was sent (the next row is written only afterwards). Only the
last row of a session can be of unknown fate, and such a step is never sent again.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from agent.tracing.errors import explained
from agent.tracing.tables import ActionStepRow, StateMarkRow
from policies.types import ActionTokens
from scenes.types import Action, Sent

if TYPE_CHECKING:
    from agent.tracing.store import Store

_steps = ActionStepRow.__table__  # type: ignore[attr-defined]
_marks = StateMarkRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Sendable:
    """One row of the journal that is known to have reached the arm."""

    number: int
    kind: str
    action: Action | None
    """None for ``hold``."""


def action_as_json(action: Action) -> dict[str, Any]:
    """An action in numbers that read back as exactly the same action."""
    return {
        "delta_position_m": [float(x) for x in action.delta_position_m],
        "delta_rotation_rad": [float(x) for x in action.delta_rotation_rad],
        "gripper_opening": float(action.gripper_opening),
        "terminate": bool(action.terminate),
    }


def action_from_json(value: dict[str, Any]) -> Action:
    return Action(
        np.asarray(value["delta_position_m"], dtype=np.float64),
        np.asarray(value["delta_rotation_rad"], dtype=np.float64),
        float(value["gripper_opening"]),
        bool(value["terminate"]),
    )


class Journal:
    """The journal of one session. ``before`` commits; ``after`` is batched by ``Store.flush``."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store, self._session = store, session_id
        self._number = store.last_step_number(session_id)

    @property
    def number(self) -> int:
        """Of the last row written."""
        return self._number

    def before(
        self,
        turn_id: str,
        step: int,
        kind: str,
        skill: str = "",
        target: str = "",
        action: Action | None = None,
        tokens: ActionTokens | None = None,
    ) -> int:
        """Write and commit the row of a step that is about to be sent.

        Returns:
            Its number.

        Raises:
            TraceError: it could not be written; the step must not be sent.
        """
        number = self._number + 1
        row = {
            "session_id": self._session,
            "number": number,
            "turn_id": turn_id,
            "step": step,
            "created_s": time.time(),
            "kind": kind,
            "skill": skill,
            "target": target,
            "tokens": None if tokens is None else list(tokens.tokens),
            "probabilities": None if tokens is None else list(tokens.probabilities),
            "entropy_bits": 0.0 if tokens is None else tokens.entropy_bits,
            "commanded": None if action is None else action_as_json(action),
            "sent": None,
            "limits": None,
        }
        self._store.write_now(_steps.insert(), row)
        self._number = number
        return number

    def after(self, number: int, sent: Sent | None) -> None:
        """Note what the arm answered; written with the next flush."""
        values: dict[str, Any] = {"sent": {}, "limits": []}
        if sent is not None:
            values = {"sent": action_as_json(sent.action), "limits": list(sent.limits)}
        self._store.later(
            update(_steps)
            .where(_steps.c.session_id == self._session, _steps.c.number == number)
            .values(**values)
        )

    def refused(self, number: int) -> None:
        """The arm refused a step outright: it did not move, and the step is never replayed."""
        self._store.write_now(
            update(_steps)
            .where(_steps.c.session_id == self._session, _steps.c.number == number)
            .values(kind="refused", limits=["refused"]),
            {},
        )

    def mark(self, state_hash: str | None) -> None:
        """Note the scene's state after the last row; written with the next flush."""
        if state_hash is not None and self._number:
            number = self._number
            self._store.later(
                _marks.delete().where(_marks.c.session_id == self._session, _marks.c.number == number)
            )
            self._store.later(
                _marks.insert().values(session_id=self._session, number=number, state_hash=state_hash)
            )


def replayable(
    connection: Connection, session_id: str, where: str
) -> tuple[list[Sendable], dict[int, str], bool]:
    """What surely reached the arm, in order; the state marks by row number; whether a last step is unknown.

    Raises:
        TraceError: the journal cannot be read.
    """
    try:
        rows = (
            connection.execute(
                select(_steps).where(_steps.c.session_id == session_id).order_by(_steps.c.number)
            )
            .mappings()
            .all()
        )
        marks = connection.execute(
            select(_marks.c.number, _marks.c.state_hash).where(_marks.c.session_id == session_id)
        ).all()
    except (SQLAlchemyError, json.JSONDecodeError) as error:
        raise explained(error, where) from error
    sendable, unknown = [], False
    for position, row in enumerate(rows):
        if row["kind"] in ("end", "refused", "unknown"):
            continue
        if position == len(rows) - 1 and row["sent"] is None:
            unknown = True
            continue
        sendable.append(
            Sendable(
                row["number"],
                row["kind"],
                None if row["commanded"] is None else action_from_json(row["commanded"]),
            )
        )
    return sendable, {int(mark[0]): str(mark[1]) for mark in marks}, unknown


def set_aside(store: Store, session_id: str) -> None:
    """Mark the last row, if its fate is unknown, as never to be sent or replayed."""
    last = store.last_step_number(session_id)
    store.write_now(
        update(_steps)
        .where(
            _steps.c.session_id == session_id,
            _steps.c.number == last,
            _steps.c.sent.is_(None),
            _steps.c.kind.in_(("send", "hold")),
        )
        .values(kind="unknown"),
        {},
    )
