"""The wiring of the graph, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agent.nodes.act import act
from agent.nodes.ask import ask
from agent.nodes.check import check
from agent.nodes.decide import decide
from agent.nodes.look import look
from agent.nodes.read import read
from agent.nodes.record import record
from agent.state import AgentState, Context, Route

NODES: tuple[Callable[..., Any], ...] = (look, read, decide, ask, act, check, record)


def _route(state: AgentState) -> Route:
    return state["route"]


def wire(graph: StateGraph[Any, Any, Any, Any], made: Callable[[Callable[..., Any]], Any]) -> None:
    """Add the nodes and the edges between them; what comes before ``look`` and after ``record`` is not ours.

    Args:
        made: what stands in the graph for a node: the node itself, or something around it.
    """
    for node in NODES:
        graph.add_node(node.__name__, made(node))
    graph.add_edge("look", "read")
    graph.add_edge("read", "decide")
    graph.add_conditional_edges("decide", _route, {"ask": "ask", "act": "act", "refuse": "record"})
    graph.add_edge("ask", "look")
    graph.add_conditional_edges("act", _route, {"act": "act", "look": "look", "check": "check"})
    graph.add_conditional_edges("check", _route, {"act": "act", "look": "look", "record": "record"})


@lru_cache(maxsize=2)
def build(checkpointer: BaseCheckpointSaver[Any] | None = None) -> CompiledStateGraph[Any, Context, Any, Any]:
    """``look -> read -> decide -> ask | act | refuse``, ``ask -> look``, ``act -> act | look | check``,
    ``check -> act | look | record``.

    Compiling takes a tenth of a second, which an evaluation would pay for every case; a graph holds nothing
    of a session, so those that keep their state in one place share it.
    """
    graph = StateGraph(AgentState, context_schema=Context)
    wire(graph, lambda node: node)
    graph.add_edge(START, "look")
    graph.add_edge("record", END)
    return graph.compile(checkpointer=checkpointer)
