"""The graph as a server runs it: JSON in and out, one counter for many threads, every turn on record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from agent import Agent, Event
from agent.served import InstructionError, Serving
from agent.served_state import StateError
from agent.tracing.tables import ActionStepRow, OutcomeRow
from tests.agent.tabletop import make

DRINK = "put that drink in the drawer"


class Counter:
    """A served tabletop, its checkpoints kept as a server keeps them, and the arm's own events."""

    def __init__(self, session_id: str = "s1", before: Counter | None = None) -> None:
        self.scene, self.policy = make(seed=5)
        store = None if before is None else before.agent.store
        self.agent = Agent(self.scene, self.policy, store=store, session_id=session_id)
        self.saver = InMemorySaver() if before is None else before.saver
        self.opened = 0
        self.heard: list[Event] = []
        self.serving = Serving(self._open)
        self.graph = self.serving.graph.copy({"checkpointer": self.saver})

    def _open(self) -> Counter:
        self.opened += 1
        return self

    def begin(self) -> None:
        pass

    def hear(self, event: Event) -> None:
        self.heard.append(event)

    def run(self, given: Any, thread: str = "a") -> dict[str, Any]:
        """One run, as the server begins and ends it; its output, which must be JSON."""
        self.serving.begin()
        found = self.graph.invoke(given, {"configurable": {"thread_id": thread}})
        found["__interrupt__"] = [pause.value for pause in found.pop("__interrupt__", ())]
        again: dict[str, Any] = json.loads(json.dumps(found))
        return again

    def state(self, thread: str = "a") -> dict[str, Any]:
        values: dict[str, Any] = self.graph.get_state({"configurable": {"thread_id": thread}}).values
        return values

    def ended(self) -> list[str | None]:
        """How each turn ended, in order; None while it has not."""
        rows = [self.agent.store.get(OutcomeRow, turn.id) for turn in self.agent.store.turns("s1")]
        return [None if row is None else row.reason for row in rows]


def test_a_clear_command_is_done_and_told_in_json() -> None:
    counter = Counter()
    reply = counter.run({"instruction": "bring me the Coke"})["reply"]
    assert list(reply) == ["instruction", "language", "decision", "text", "plan", "outcome", "trace_id"]
    assert reply["instruction"] == "bring me the Coke" and reply["decision"] == "act"
    assert reply["outcome"]["reason"] == "terminated" and reply["outcome"]["steps"] > 10
    assert reply["trace_id"] == "s1-001" and counter.ended() == ["terminated"]
    coke = counter.scene.body("coke")
    assert (coke.u, coke.v) == pytest.approx((0.9, 0.9), abs=0.01)
    assert {"saw", "planned", "stepped", "done"} <= {event.type for event in counter.heard}
    assert json.loads(json.dumps(counter.state())) == counter.state()


@pytest.mark.parametrize(("first", "second"), [("1", "1"), (1, 1), ("the Coke", "the top one")])
def test_a_question_is_an_interrupt_with_options_and_is_answered_by_resuming(first: Any, second: Any) -> None:
    counter = Counter()
    [question] = counter.run({"instruction": DRINK})["__interrupt__"]
    assert question["text"] == "Which drink: the Coke (1) or the Sprite (2)?"
    assert [(one["number"], one["text"]) for one in question["options"]] == [
        (1, "the Coke"),
        (2, "the Sprite"),
    ]
    [question] = counter.run(Command(resume=first))["__interrupt__"]
    assert [one["text"] for one in question["options"]] == ["the top drawer", "the bottom drawer"]
    found = counter.run(Command(resume=second))
    assert found["reply"]["text"] == "Done: the Coke is in the top drawer." and not found["__interrupt__"]
    assert found["reply"]["outcome"]["questions"] == 2
    assert counter.opened == 1 and counter.ended() == ["terminated"]


def test_threads_share_the_counter_and_the_session() -> None:
    counter = Counter()
    counter.run({"instruction": DRINK}, "a")
    assert counter.run({"instruction": "bring me the Coke"}, "b")["reply"]["decision"] == "act"
    # The answer comes after another thread has used the arm: the Sprite is still where it was.
    counter.run(Command(resume="the Sprite"), "a")
    found = counter.run(Command(resume="top"), "a")
    assert found["reply"]["text"] == "Done: the Sprite is in the top drawer."
    assert [turn.session_id for turn in counter.agent.store.turns("s1")] == ["s1", "s1"]
    rows = counter.agent.store.rows(ActionStepRow, session_id="s1")
    assert [row.number for row in rows] == list(range(1, len(rows) + 1)), "one journal for one arm"


def test_what_the_hand_holds_is_known_to_every_thread() -> None:
    counter = Counter()
    counter.run({"instruction": "hold the apple"}, "a")
    assert counter.scene.arm.held is not None
    counter.run({"instruction": "bring me the Coke"}, "b")
    apple = counter.scene.body("apple")
    assert (apple.u, apple.v) == pytest.approx((0.7, 0.7), abs=0.06), "put back before the Coke was taken"
    undone = counter.run({"instruction": "undo"}, "c")["reply"]["text"]
    assert undone == "Done: put the Coke back where it was."


def test_a_new_command_instead_of_an_answer() -> None:
    counter = Counter()
    counter.run({"instruction": DRINK})
    found = counter.run(Command(resume="put the apple in the tray"))
    assert found["reply"]["text"] == "Done: the apple is in the hand-over tray."
    assert counter.ended() == ["superseded", "terminated"]
    counter.run({"instruction": DRINK})
    counter.run({"instruction": "把可乐拿给我"})
    assert counter.ended()[2:] == ["superseded", "terminated"]


@pytest.mark.parametrize("given", [{"instruction": 5}, {"instruction": None}, {"words": "bring me the Coke"}])
def test_an_input_without_an_instruction_is_refused_and_repeats_nothing(given: dict[str, Any]) -> None:
    counter = Counter()
    counter.run({"instruction": "bring me the Coke"})
    sent = len(counter.scene.arm.sent)
    with pytest.raises(InstructionError, match='{"instruction"'):
        counter.run(given)
    assert len(counter.scene.arm.sent) == sent and counter.ended() == ["terminated"]


def test_what_no_database_can_hold_is_refused_in_words() -> None:
    counter = Counter()
    for text in ("", "bring \0 me"):
        assert counter.run({"instruction": text})["reply"]["decision"] == "refuse"
    assert counter.ended() == ["refused", "refused"]


def test_a_question_left_open_is_answered_on_the_fresh_counter_of_a_server_started_again() -> None:
    before = Counter()
    before.run({"instruction": "bring me the Coke"}, "b")
    before.run({"instruction": DRINK})
    after = Counter("s2", before)
    after.run(Command(resume="the Sprite"))
    found = after.run(Command(resume="top"))
    assert found["reply"]["text"] == "Done: the Sprite is in the top drawer."
    assert found["reply"]["trace_id"] == "s1-002"
    store = after.agent.store
    assert {row.turn_id for row in store.rows(ActionStepRow, session_id="s2")} == {"s1-002"}
    # The journal of the first counter is what was sent to it, and no more.
    assert {row.turn_id for row in store.rows(ActionStepRow, session_id="s1")} == {"s1-001"}


def test_a_failure_is_on_record_and_the_next_run_goes_well() -> None:
    counter = Counter()
    with pytest.raises(KeyError):
        counter.run({"instruction": "words that the scripted reader was never taught"})
    assert counter.ended() == ["failed"] and counter.scene.arm.holds == 1
    assert counter.run({"instruction": "bring me the Coke"})["reply"]["decision"] == "act"


def test_a_state_edited_out_of_shape_is_named() -> None:
    counter = Counter()
    counter.run({"instruction": DRINK})
    config: Any = {"configurable": {"thread_id": "a"}}
    counter.graph.update_state(config, {"percepts": [{"key": "x"}]}, as_node="ask")
    with pytest.raises(StateError, match=r"percepts\.0\.key"):
        counter.run(None)


def test_a_graph_not_begun_says_so() -> None:
    with pytest.raises(RuntimeError, match="begin"):
        Counter().graph.invoke({"instruction": "x"}, {"configurable": {"thread_id": "a"}})
