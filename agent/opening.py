"""What goes on record when a session or a turn begins, and the state a turn begins with."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from agent.commands import command_in
from agent.decision import Rule
from agent.language import keyword
from agent.state import AgentState, fresh
from agent.tracing.store import Store
from agent.tracing.tables import QuestionRow, SessionRow, TurnRow
from agent.types import Command
from policies.base import Policy
from scenes.base import Scene
from scenes.spoken import Spoken, spoken_in


def new_session(
    session_id: str,
    scene: Scene,
    scene_options: Mapping[str, Any],
    policy: Policy,
    risk: float,
    rule: Rule,
    audit_rate: float = 0.0,
) -> SessionRow:
    """All that is needed to make the same session again."""
    tool = scene.arm.state().tool
    return SessionRow(
        id=session_id,
        created_s=time.time(),
        scene=scene.name,
        scene_options=dict(scene_options),
        seed=scene.seed,
        policy=policy.name,
        fingerprint=policy.reader.fingerprint,
        risk=risk,
        rule=rule.model_dump(),
        arm_spec=asdict(scene.arm.spec),
        home={
            "position_m": [float(x) for x in tool.position_m],
            "orientation_xyzw": [float(x) for x in tool.orientation_xyzw],
        },
        audit_rate=audit_rate,
    )


def new_turn(store: Store, session_id: str, text: str, language: Spoken | None) -> TurnRow:
    """A turn on record before anything is done about it.

    Args:
        language: of what is said to the user; None for that of the text.
    """
    number = len(store.turns(session_id)) + 1
    word = keyword(text)
    command: Command = "undo" if word == "undo" else "home" if word == "home" else "do"
    turn = TurnRow(
        id=f"{session_id}-{number:03d}",
        session_id=session_id,
        number=number,
        created_s=time.time(),
        instruction=text,
        language=language or spoken_in(text),
        command=command,
    )
    store.add(turn)
    store.flush()
    return turn


def state_of(turn: TurnRow) -> AgentState:
    """The graph's input for a turn on record."""
    state = fresh(
        turn.session_id,
        turn.id,
        turn.instruction,
        spoken_of(turn),
        "undo" if turn.command == "undo" else "home" if turn.command == "home" else "do",
        turn.created_s,
    )
    if keyword(turn.instruction) == "stop":
        state["verdict"] = "stopped"
    return state


def spoken_of(turn: TurnRow) -> Spoken:
    """The language of what is said in a turn on record."""
    return next((language for language in get_args(Spoken) if language == turn.language), "en")


def superseding(store: Store, turn_id: str) -> str | None:
    """The new command that was given in place of a turn's last answer, if one was."""
    asked = store.rows(QuestionRow, turn_id=turn_id)
    last = max(asked, key=lambda row: row.created_s, default=None)
    if last is None or last.answer is None or last.answer_kind != "command":
        return None
    return command_in(last.answer)
