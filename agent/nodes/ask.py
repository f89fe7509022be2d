"""ask: nothing but the interrupt, since the whole node runs again when the answer comes."""

from __future__ import annotations

from typing import Any

from langgraph.types import interrupt

from agent.fit import storable
from agent.state import AgentState
from agent.tongue import told_question


def ask(state: AgentState) -> dict[str, Any]:
    """Wait for the user. The interrupt's value is the question as plain JSON: text, options and so on.

    It is resumed with the answer in the user's words or by an option's number, as text or as an integer.
    """
    question = state["question"]
    answer = interrupt(None if question is None else told_question(question, state).model_dump(mode="json"))
    return {"answer": "" if answer is None else storable(str(answer))}
