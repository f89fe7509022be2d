"""read: what the words could mean on what was seen, and what the last answer settles of it."""

from __future__ import annotations

import time

from langgraph.runtime import Runtime

from agent.events import Likely, Means
from agent.hearing import hear
from agent.motion_answer import hear as hear_of_motion
from agent.naming import say_reading
from agent.narrowing import restrict
from agent.state import AgentState, Context
from agent.tongue import told_seen
from agent.tracing.rows import add_belief

SHOWN = 6


def read(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """A belief, restricted by every answer so far."""
    if state["verdict"] is not None:
        return {"route": "decide"}
    changes: AgentState = {}
    if state["answer"] is not None and state["question"] is not None:
        hearing = hear_of_motion if state["question"].factor == "motion" else hear
        changes = hearing(state, runtime)
        if changes.get("verdict") is not None or changes.get("repeat"):
            return {**changes, "route": "decide"}
    if state["command"] != "do" or changes.get("backing"):
        return {**changes, "route": "decide"}
    after: AgentState = {**state, **changes}
    return {**changes, **_believe(after, runtime), "route": "decide"}


def _believe(state: AgentState, runtime: Runtime[Context]) -> AgentState:
    """Read anew where the counter or the dialogue calls for it, then apply what was settled."""
    context, belief = runtime.context, state["belief"]
    source, began = "answer", time.perf_counter()
    if belief is None or state["fresh_look"]:
        observation = context.sight.observation
        if observation is None:
            observation = context.sight.observation = context.scene.observe(("front",))
        belief = context.policy.reader.read(state["percepts"], observation, state["dialogue"])
        source = "read"
    elif state["plan"] is not None:
        source = "carried"
    belief = restrict(belief, state["narrowed"])
    ids = dict(state["ids"])
    ids["belief"] = add_belief(
        context.store,
        state["turn_id"],
        ids.get("observation"),
        belief,
        source,
        time.perf_counter() - began,
        state["language"],
    )
    context.store.flush()  # the checkpoint that follows names this row
    if source == "read":
        runtime.stream_writer(
            Means(
                readings=tuple(
                    Likely(
                        text=told_seen(say_reading(item.reading, belief.percepts, state["language"]), state),
                        probability=item.probability,
                    )
                    for item in belief.readings[:SHOWN]
                )
            )
        )
    return {"belief": belief, "fresh_look": False, "ids": ids, "answer": None, "repeat": False}
