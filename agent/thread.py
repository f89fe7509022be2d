"""A session's thread through the graph: what is checkpointed of it, and running it on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from agent.events import Event
from agent.graph import build
from agent.nodes.check import still_held
from agent.running import run_in_thread
from agent.state import AgentState, Context
from agent.tracing.rows import put_outcome
from agent.tracing.tables import ActionStepRow
from agent.types import Outcome, Question

_RECURSION = 100_000
"""Nodes in one run: each second of motion is one."""


class GraphThread:
    """One session in the graph.

    Args:
        stop: has the arm hold before its next step; called at Ctrl-C and where a run is left early.
    """

    def __init__(self, session_id: str, context: Context, stop: Callable[[], None]) -> None:
        self.context = context
        self.graph = build(context.store.checkpointer())
        self._stop = stop
        self._config: Any = {"configurable": {"thread_id": session_id}, "recursion_limit": _RECURSION}

    @property
    def state(self) -> AgentState:
        """The last checkpointed state."""
        values: AgentState = self.graph.get_state(self._config).values  # type: ignore[assignment]
        return values

    @property
    def following(self) -> tuple[str, ...]:
        """The nodes that come next; none where the last turn has ended."""
        return self.graph.get_state(self._config).next

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        snapshot = self.graph.get_state(self._config)
        return snapshot.values.get("question") if "ask" in snapshot.next else None

    def run(self, given: Any) -> Iterator[Event]:
        """Run the graph beside this thread and yield its events here.

        Args:
            given: the state a turn begins with, a command of LangGraph's, or None to go on.
        """

        def stream() -> Iterator[Event]:
            for event in self.graph.stream(
                given, self._config, context=self.context, stream_mode="custom", durability="sync"
            ):
                yield cast(Event, event)

        turn_id = given["turn_id"] if isinstance(given, dict) else self.state["turn_id"]
        yield from run_in_thread(
            stream, self._stop, self.context.stopped, lambda error: self.failed(turn_id, error)
        )

    def failed(self, turn_id: str, error: BaseException) -> None:
        """Hold, and leave a row that says why the turn has no other end."""
        self.context.scene.arm.hold()
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        put_outcome(self.context.store, turn_id, Outcome(reason="failed"), words)
        self.context.store.flush()

    def settle(self) -> None:
        """Make a checkpoint of a node that finished just before the end.

        A node's writes are stored before the checkpoint that follows from them. Killed in between, the node
        counts as neither done nor next, and what comes after it would never be begun.
        """
        snapshot = self.graph.get_state(self._config)
        if snapshot.tasks and not snapshot.next:
            self.graph.invoke(
                None, self._config, context=self.context, interrupt_before="*", durability="sync"
            )

    def look_anew(self) -> None:
        """Have a run that was broken off in mid-skill go on with a look.

        Part of the skill may have been done: what was held and seen is looked at anew.
        """
        state = self.state
        taken = [row.step for row in self.context.store.rows(ActionStepRow, turn_id=state["turn_id"])]
        self.graph.update_state(
            self._config,
            {
                "route": "look",
                "skill_steps": 0,
                "parking": False,
                "held": still_held(state, self.context),
                "steps": max([state["steps"], *taken]),
            },
            as_node="act",
        )
