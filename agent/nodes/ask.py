"""ask: nothing but the interrupt, since the whole node runs again when the answer comes."""

from __future__ import annotations

from typing import Any

from langgraph.types import interrupt

from agent.state import AgentState


def ask(state: AgentState) -> dict[str, Any]:
    """Wait for the user."""
    return {"answer": interrupt(state["question"])}
