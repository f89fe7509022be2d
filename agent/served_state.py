"""The state of a served thread: the agent's own, as plain JSON, with a run's input and output."""

from __future__ import annotations

from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from agent.state import AgentState

_SHAPE = TypeAdapter(AgentState)


class Told(TypedDict):
    """The input of a run."""

    instruction: str


class Heard(TypedDict):
    """The output of a run that did not end in a question."""

    reply: dict[str, Any] | None
    """``instruction``, ``language``, ``decision``, ``text``, ``plan`` (null unless something was done),
    ``outcome`` (reason, steps, seconds, control_hz, questions, success) and ``trace_id``, as plain JSON."""


class StateError(ValueError):
    """The state of a thread, edited by hand, is no longer one the agent can go on from."""


class ServedState(AgentState, total=False):
    """The agent's state as plain JSON of the same shape, and what is only the server's.

    ``instruction`` holds a value only between a run's input and ``listen``, which takes it out: a run whose
    input has none must not do the last one again. The nodes find it in ``dialogue``.
    """

    reply: dict[str, Any] | None
    following: str | None
    """A new command that was given in place of an answer: it is done next."""


def typed(state: ServedState) -> AgentState:
    """JSON as the agent's own types, all but what is only the server's.

    Raises:
        StateError: it is not of their shape.
    """
    try:
        spoken = state["dialogue"]["instruction"]  # type: ignore[index]
        return _SHAPE.validate_python({**state, "instruction": spoken})
    except (KeyError, TypeError, ValidationError) as error:
        place = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ("dialogue",)
        raise StateError(
            f"the thread's state cannot be used: {'.'.join(map(str, place))} does not fit; undo the edit"
        ) from None


def as_json(changes: AgentState) -> ServedState:
    """What a node returns, as plain JSON."""
    return cast(ServedState, _SHAPE.dump_python(changes, mode="json"))
