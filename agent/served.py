"""The graph as a server runs it: plain JSON goes in and comes out, and many threads share one counter.

Before the graph's own nodes stands ``listen``, which makes a turn of ``{"instruction": "..."}``; after them
stands ``reply``, which says in JSON how it ended. The state between nodes is plain JSON too: the server keeps
it as it likes, and it may be edited by hand. Traces and journal are the agent's own, so that every turn is on
record wherever it was said.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, Protocol, cast

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from agent.events import Event
from agent.explain import say
from agent.fit import storable
from agent.graph import wire
from agent.nodes.act import act
from agent.nodes.ask import ask
from agent.nodes.check import check, still_held
from agent.opening import new_turn, state_of, superseding
from agent.served_state import Heard, ServedState, Told, as_json, typed
from agent.session import Agent
from agent.state import AgentState, Context, questions
from agent.tongue import told
from agent.tracing.rows import put_outcome
from agent.tracing.tables import ActionStepRow, OutcomeRow, TurnRow
from agent.types import Outcome


class InstructionError(ValueError):
    """The input of a run is not ``{"instruction": "..."}``."""


class Host(Protocol):
    """Where an agent lives, and whoever listens to it."""

    @property
    def agent(self) -> Agent: ...

    def begin(self) -> None:
        """A run is about to start; the arm is still."""
        ...

    def hear(self, event: Event) -> object:
        """Something the agent said."""
        ...


class Serving:
    """An agent's graph for a server, its counter opened when the first run needs it.

    Runs must not overlap: whoever calls lets one begin after the other has ended (``cli.turns``). Between a
    question and its answer another thread may use the arm, since the counter is looked at again anyway.

    Args:
        open_host: called once, at the first ``begin``; what it raises is raised there, each time anew.
    """

    def __init__(self, open_host: Callable[[], Host]) -> None:
        self._open = open_host
        self._host: Host | None = None
        self._context: Context | None = None
        self._arm = threading.Lock()  # held by the node that runs: it may outlive a cancelled run
        self._stop = threading.Event()
        self._turn: str | None = None
        """The turn at work, until it ends or asks."""
        self._hand: AgentState = {}
        """What is kept from turn to turn: of the one hand and counter, whichever thread moved it."""
        self.graph: CompiledStateGraph[Any, Any, Any, Any] = self._build()

    # -- around a run ------------------------------------------------------------------------------

    def begin(self) -> None:
        """To be called before each run; opens the counter before the first.

        Raises:
            PolicyError, SceneError, TraceError: a part is missing; the message says what to do.
        """
        with self._arm:
            if self._host is None:
                host = self._open()
                self._context = replace(
                    host.agent.context, stopped=self._stop.is_set, interrupted=lambda: False
                )
                self._host = host
            self._stop.clear()
            self._turn = None
            self._host.begin()

    def abandon(self) -> None:
        """To be called after a run that was cut off: the arm holds before its next step, and the turn ends
        as stopped. Returns when it is still."""
        self._stop.set()
        with self._arm:
            if self._turn is None:
                return
            store = self._known().agent.store
            row = store.get(TurnRow, self._turn)
            steps = max((step.step for step in store.rows(ActionStepRow, turn_id=self._turn)), default=0)
            words = say("stopped", "zh" if row is not None and row.language == "zh" else "en")
            self._end(self._turn, Outcome(reason="stopped", steps=steps), words)

    # -- the graph ---------------------------------------------------------------------------------

    def _build(self) -> CompiledStateGraph[Any, Any, Any, Any]:
        graph = StateGraph(ServedState, input_schema=Told, output_schema=Heard)
        graph.add_node("listen", self._listen)
        wire(graph, lambda node: _ask if node is ask else self._bound(node))
        graph.add_node("reply", self._reply)
        graph.add_edge(START, "listen")
        graph.add_edge("listen", "look")
        graph.add_edge("record", "reply")
        graph.add_conditional_edges("reply", _again, {"listen": "listen", END: END})
        return graph.compile(name="whichone")

    def _listen(self, state: ServedState) -> ServedState:
        """Put the turn on record. One whose question was left unanswered is over."""
        agent = self._known().agent
        text = state.get("following") or state.get("instruction")
        if not isinstance(text, str):
            raise InstructionError('the input of a run is {"instruction": "what to do, in plain words"}')
        with self._arm:
            before = state.get("turn_id")
            if before is not None and agent.store.get(OutcomeRow, before) is None:
                left = Outcome(reason="superseded", steps=state["steps"], questions=questions(state))
                self._end(before, left, told(say("superseded", state["language"]), cast(AgentState, state)))
            turn = new_turn(agent.store, agent.session_id, storable(text), agent.language)
            self._turn = turn.id
        fresh: AgentState = {**state_of(turn), **self._hand}
        return cast(ServedState, {**as_json(fresh), "instruction": None, "reply": None, "following": None})

    def _reply(self, state: ServedState) -> ServedState:
        """How the turn ended, and whether something else is to be done now."""
        store, now = self._known().agent.store, typed(state)
        decision, plan, row = now["decision"], now["plan"], store.get(OutcomeRow, now["turn_id"])
        assert row is not None and decision is not None
        self._turn = None
        reply = {
            "instruction": now["instruction"],
            "language": now["language"],
            "decision": decision.kind,
            "text": row.text,
            "plan": None if plan is None else plan.text,
            "outcome": {
                key: getattr(row, key)
                for key in ("reason", "steps", "seconds", "control_hz", "questions", "success")
            },
            "trace_id": now["turn_id"],
        }
        following = superseding(store, now["turn_id"]) if decision.reason == "superseded" else None
        return {"reply": reply, "following": following}

    def _bound(self, node: Callable[..., Any]) -> Callable[..., Any]:
        """The node with this counter as its context, alone with it, its events as JSON."""

        def run(given: ServedState, runtime: Runtime[Any]) -> ServedState:
            host = self._known()

            def tell(event: Event) -> None:
                runtime.stream_writer(event.model_dump(mode="json"))
                host.hear(event)

            with self._arm:
                state: AgentState = {**typed(given), **self._hand, "session_id": host.agent.session_id}
                cut_off = node in (act, check) and self._turn != state["turn_id"]
                self._turn = state["turn_id"]
                try:
                    if cut_off:
                        changes = self._looked_at_anew(state)
                    else:
                        changes = node(state, runtime.override(context=self._context, stream_writer=tell))
                except Exception as error:
                    host.agent.scene.arm.hold()
                    self._end(state["turn_id"], Outcome(reason="failed"), _words(error))
                    raise
                self._remember(changes)
            return as_json(changes)

        return run

    def _looked_at_anew(self, state: AgentState) -> AgentState:
        """Where a run that was cut off while it moved goes on: part of a skill may have been done."""
        assert self._context is not None
        held = still_held(state, self._context)
        return AgentState(route="look", skill_steps=0, parking=False, ended=None, held=held)

    def _remember(self, changes: AgentState) -> None:
        if "held" in changes:
            self._hand["held"] = changes["held"]
        if "last_move" in changes:
            self._hand["last_move"] = changes["last_move"]
        if "places" in changes:
            self._hand["places"] = changes["places"]
        if "put" in changes:
            self._hand["put"] = changes["put"]
        if changes.get("route") == "ask":
            self._turn = None

    def _end(self, turn_id: str, outcome: Outcome, text: str) -> None:
        store = self._known().agent.store
        put_outcome(store, turn_id, outcome, text)
        store.flush()
        self._turn = None

    def _known(self) -> Host:
        if self._host is None:
            raise RuntimeError("begin() comes before a run of the graph")
        return self._host


def _ask(state: ServedState) -> ServedState:
    return cast(ServedState, ask(typed(state)))


def _again(state: ServedState) -> Literal["listen", "__end__"]:
    return "__end__" if state.get("following") is None else "listen"


def _words(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
