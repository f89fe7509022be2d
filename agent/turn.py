"""What one call of ``Agent.tell`` came to."""

from __future__ import annotations

from dataclasses import dataclass

from agent.events import Done, Event
from agent.state import AgentState
from agent.types import Decision, Outcome, Question
from policies.types import Belief, Percept, Plan
from scenes.spoken import Spoken


@dataclass(frozen=True)
class Turn:
    """What one call of ``tell`` came to. With a ``question`` open, the next ``tell`` answers it."""

    id: str
    session_id: str
    instruction: str
    language: Spoken
    """Of what the user was told."""
    question: Question | None
    plan: Plan | None
    outcome: Outcome | None
    decision: Decision | None
    belief: Belief | None
    percepts: tuple[Percept, ...]
    text: str
    """The last thing said to the user."""
    events: tuple[Event, ...]


def turn_of(session_id: str, state: AgentState, question: Question | None,
            events: tuple[Event, ...]) -> Turn:
    """From the state it left, the question that is open now, and what was said meanwhile."""
    done = next((event for event in reversed(events) if isinstance(event, Done)), None)
    said = question.text if question is not None else done.text if done is not None else ""
    return Turn(
        id=state["turn_id"],
        session_id=session_id,
        instruction=state["instruction"],
        language=state.get("spoken", state["language"]),
        question=question,
        plan=state["plan"],
        outcome=state["outcome"],
        decision=state["decision"],
        belief=state["belief"],
        percepts=tuple(state["percepts"]),
        text=said,
        events=events,
    )
