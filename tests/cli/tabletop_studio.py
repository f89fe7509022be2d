"""The graph for ``langgraph dev`` on the small honest world of the tests: no weights, no simulator."""

from __future__ import annotations

from agent import Agent
from agent.served import Serving
from cli import settings
from cli.session import Conversation
from cli.studio import factory
from tests.agent.tabletop import make


def open_host() -> Conversation:
    """A tabletop, the scripted policy, and the traces where the settings say."""
    chosen = settings.load()
    scene, policy = make(seed=5)
    return Conversation(Agent(scene, policy, store=chosen.database_url, session_id="served"), chosen)


graph = factory(Serving(open_host))
