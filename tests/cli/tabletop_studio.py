"""The graph for ``langgraph dev`` on the small honest world of the tests: no weights, no simulator."""

from __future__ import annotations

from agent import Agent, Pace
from agent.served import Serving
from cli import settings
from cli.session import Conversation
from cli.studio import factory
from policies.types import ActionTokens
from scenes.types import Observation
from tests.agent.tabletop import TableActor, make


class RestlessActor(TableActor):
    """One that is never done with an apple: it moves until it is stopped."""

    def act(self, observation: Observation) -> ActionTokens:
        tokens = super().act(observation)
        if self.begun[-1].target != "apple":
            return tokens
        return ActionTokens(tokens=(0, *[128] * 6, 255), probabilities=(0.9,) * 8, entropy_bits=0.5)


def open_host() -> Conversation:
    """A tabletop, the scripted policy, and the traces where the settings say."""
    chosen = settings.load()
    scene, policy = make(seed=5)
    policy.actor = RestlessActor(pause_s=0.005)
    pace = Pace(skill_limit=10**6)
    agent = Agent(scene, policy, store=chosen.database_url, session_id="served", pace=pace)
    return Conversation(agent, chosen)


graph = factory(Serving(open_host))
