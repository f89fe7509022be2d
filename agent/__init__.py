"""Decides: looks, reads, asks or acts, and records, as one resumable graph.

Knows ``policies.base``, ``scenes.base`` and their types, and neither a simulator nor a model.
"""

import os

# Checkpoints may only bring back the types of our own state; langgraph reads this when first imported.
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")

from agent.costs import Costs  # noqa: E402
from agent.decision import Rule  # noqa: E402
from agent.events import (  # noqa: E402
    Asked,
    Done,
    Event,
    Means,
    Planned,
    Rationale,
    Refused,
    Said,
    Saw,
    Stepped,
)
from agent.session import Agent, Pace, ResumeError, SpecMismatch, Turn  # noqa: E402
from agent.types import Decision, Outcome, Question  # noqa: E402

__all__ = [
    "Agent",
    "Asked",
    "Costs",
    "Decision",
    "Done",
    "Event",
    "Means",
    "Outcome",
    "Pace",
    "Planned",
    "Question",
    "Rationale",
    "Refused",
    "ResumeError",
    "Rule",
    "Said",
    "Saw",
    "SpecMismatch",
    "Stepped",
    "Turn",
]
