"""What is said to who speaks Spanish or German: the agent's own lines are English, and put over last of all.

Everything decided and kept is in English or Chinese; what leaves the agent (events, interrupts, rows of what
was said) goes through here. A line that has no translation is said in English.
"""

from __future__ import annotations

from agent.state import AgentState
from agent.types import Question
from policies.types import Plan
from scenes.spoken import Foreign, option_in, said_in, seen_in


def foreign(state: AgentState) -> Foreign | None:
    """The language of what is said, where it is neither English nor Chinese."""
    spoken = state.get("spoken")
    return spoken if spoken == "es" or spoken == "de" else None


def told(text: str, state: AgentState) -> str:
    """A line as the user gets it."""
    language = foreign(state)
    return text if language is None else said_in(text, language)


def told_question(question: Question, state: AgentState) -> Question:
    """A question as the user gets it, options and all."""
    language = foreign(state)
    if language is None:
        return question
    options = tuple(
        option.model_copy(update={"text": option_in(option.text, language)}) for option in question.options
    )
    return question.model_copy(update={"text": said_in(question.text, language), "options": options})


def told_plan(plan: Plan, state: AgentState) -> Plan:
    """A plan as it is said and written down."""
    return plan if foreign(state) is None else plan.model_copy(update={"text": told(plan.text, state)})


def told_seen(text: str, state: AgentState) -> str:
    """Names of what is seen, or a reading in a few words."""
    language = foreign(state)
    return text if language is None else seen_in(text, language)
