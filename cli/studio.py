"""The graph for LangGraph's own server: ``langgraph dev`` finds it through ``langgraph.json``.

Settings come from the environment and the TOML file alone, since a server has no flags of ours.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from langgraph.graph.state import CompiledStateGraph
from langgraph_sdk.runtime import ServerRuntime

from agent.served import Host, Serving
from cli.turns import OneAtATime

Graph = CompiledStateGraph[Any, Any, Any, Any]
Factory = Callable[[ServerRuntime], AbstractAsyncContextManager[Graph]]


def open_host() -> Host:
    """Scene and policy as the settings have them, on the counter ``whichone chat`` opens with."""
    from cli import settings
    from cli.chat import first_counter
    from cli.session import opened

    chosen = settings.load()
    name, seed, options = first_counter(chosen)
    opening = opened(chosen, name, seed, **options)
    host = opening.__enter__()
    atexit.register(opening.__exit__, None, None, None)
    return host


def factory(serving: Serving) -> Factory:
    """What a server calls for the graph: for each run, and whenever it only wants to see the graph.

    The counter is opened once, before the first run, and never for a look at the graph. There is one arm, so
    runs take turns at it, whichever thread they are of. What blocks runs beside the event loop.
    """
    queue = OneAtATime()

    @contextlib.asynccontextmanager
    async def graph(runtime: ServerRuntime) -> AsyncIterator[Graph]:
        if runtime.execution_runtime is None:
            yield serving.graph
            return
        async with queue.turn():
            try:
                await asyncio.to_thread(serving.begin)
                yield serving.graph
            except BaseException:
                # Also a cancelled run: the arm must be still before the next one may begin.
                await asyncio.shield(asyncio.to_thread(serving.abandon))
                raise

    return graph


graph = factory(Serving(open_host))
