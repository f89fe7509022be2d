"""Fixed places that a look misses are remembered, and what is where it should go is left there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from agent import Agent, Saw, already
from agent.places import SURE, completed, kept, opened, without
from agent.tracing.store import Store
from agent.tracing.tables import DecisionRow, ObservationRow, OutcomeRow
from policies.types import Belief, Dialogue, Entry, Percept, Reading, ScoredReading
from scenes.types import Observation
from tests.agent.tabletop import TablePolicy, TableScene, load, make
from tests.agent.test_served import Counter

COKE = "bring me the Coke"


def seen(key: int, name: str, u: float = 0.5, v: float = 0.5, confidence: float = 0.9, place: bool = True,
         is_open: bool | None = None) -> Percept:
    return Percept(key=key, name=name, u=u, v=v, width=0.2, height=0.1, confidence=confidence, is_place=place,
                   is_open=is_open)


def hide(policy: TablePolicy, monkeypatch: pytest.MonkeyPatch, names: Collection[str]) -> None:
    """From now on the eye misses these."""
    seeing = policy.reader.look

    def look(observation: Observation) -> tuple[Percept, ...]:
        left = [percept for percept in seeing(observation) if percept.name not in names]
        return tuple(percept.model_copy(update={"key": key}) for key, percept in enumerate(left))

    monkeypatch.setattr(policy.reader, "look", look)


def told(words: str = COKE) -> tuple[TableScene, TablePolicy, Agent]:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell(words)
    return scene, policy, agent


def test_a_look_is_completed_by_what_earlier_ones_saw_plainly() -> None:
    doubtful = seen(2, "sink", confidence=SURE - 0.01)
    memory = kept((), (seen(0, "coke", place=False), seen(1, "tray"), doubtful))
    assert [place.name for place in memory] == ["tray"]
    now = completed((seen(0, "coke", place=False), seen(1, "edge")), memory)
    assert [(p.key, p.name, p.remembered) for p in now] == [(0, "coke", False), (1, "edge", False),
                                                           (2, "tray", True)]
    assert completed((seen(0, "tray", confidence=0.4),), memory) == (seen(0, "tray", confidence=0.4),)
    assert kept(memory, now)[0] == memory[0], "what is only remembered is not seen anew"
    assert kept(memory, (seen(4, "tray", u=0.7),)) == (seen(4, "tray", u=0.7),)


def test_a_drawer_that_the_arm_moves_is_not_remembered_as_it_was() -> None:
    shut = seen(0, "top_drawer", is_open=False)
    assert without((shut, seen(1, "tray")), "top_drawer") == (seen(1, "tray"),)
    assert [place.is_open for place in opened((shut,), shut)] == [True]


def test_a_covered_place_is_offered_marked_and_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy, agent = told()
    hide(policy, monkeypatch, {"tray"})
    turn = agent.tell("put the apple in the tray")
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.01)
    saw = next(event for event in turn.events if isinstance(event, Saw))
    assert [p.name for p in saw.percepts if p.remembered] == ["tray"]
    assert saw.text.endswith("; remembered: hand-over tray")
    rows = agent.store.rows(ObservationRow, turn_id=turn.id)
    assert [p["name"] for p in rows[0].percepts if p["remembered"]] == ["tray"]


def test_what_was_never_seen_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy = make()
    hide(policy, monkeypatch, {"tray"})
    turn = Agent(scene, policy).tell("open the top drawer")
    assert "tray" not in {p.name for p in turn.percepts}


@pytest.mark.parametrize(("words", "text"), [
    (COKE, "The Coke is already in the hand-over tray."), ("把可乐拿给我", "可口可乐已经在托盘里了。")])
def test_what_is_where_it_should_go_is_left_there(
    words: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, policy, agent = told()
    sent = len(scene.arm.sent)
    hide(policy, monkeypatch, {"tray"})
    turn = agent.tell(words)
    assert turn.text == text and len(scene.arm.sent) == sent
    assert turn.outcome is not None and turn.outcome.reason == "already_there" and turn.outcome.steps == 0
    row = agent.store.rows(DecisionRow, turn_id=turn.id)[-1]
    assert (row.kind, row.reason, row.text, row.set_size) == ("refuse", "already_there", text, 1)
    ended = agent.store.get(OutcomeRow, turn.id)
    assert ended is not None and ended.text == text
    undone = agent.tell("undo")
    assert undone.text == "Done: put the Coke back where it was.", "what was done before can be undone"
    assert agent.tell(COKE).text == "Done: the Coke is in the hand-over tray."


def test_of_several_things_only_those_elsewhere_are_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy, agent = told()

    def both(percepts: tuple[Percept, ...], observation: Observation, dialogue: Dialogue) -> Belief:
        key = {percept.name: percept.key for percept in percepts}
        entries = tuple(Entry(verb="move", things=(key[name],), destination=key["tray"], relation="handover")
                        for name in ("coke", "apple"))
        reading = ScoredReading(reading=Reading(entries=entries), probability=1.0)
        return Belief(readings=(reading,), percepts=percepts, fingerprint=policy.reader.fingerprint)

    monkeypatch.setattr(policy.reader, "read", both)
    begun = len(policy.actor.begun)
    turn = agent.tell("bring me the Coke and the apple")
    assert [(step.skill, step.target) for step in policy.actor.begun[begun:]] == [("pick", "apple"),
                                                                               ("place", "tray")]
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert "The Coke is already on the hand-over tray." in [getattr(e, "text", "") for e in turn.events]
    assert (scene.body("apple").u, scene.body("apple").v) == pytest.approx((0.9, 0.9), abs=0.04)


def test_only_what_is_plainly_in_a_place_is_there() -> None:
    def is_there(thing: Percept, place: Percept, relation: str = "in") -> bool:
        entry = Entry.model_validate({"verb": "move", "things": (thing.key,), "destination": place.key,
                                      "relation": relation})
        return already.all_there(Reading(entries=(entry,)), (thing, place))

    tray, can = seen(1, "tray", 0.5, 0.54), seen(0, "coke", 0.5, 0.5, place=False)
    assert is_there(can, tray) and is_there(can, tray.model_copy(update={"remembered": True}))
    assert not is_there(can, tray, "next_to")
    assert not is_there(can.model_copy(update={"u": 0.59}), tray), "beside it"
    assert not is_there(can.model_copy(update={"v": 0.46}), tray), "behind it"
    assert not is_there(can.model_copy(update={"v": 0.56}), tray), "before it"
    assert is_there(can, seen(1, "top_drawer", 0.5, 0.54, is_open=True))
    assert not is_there(can, seen(1, "top_drawer", 0.5, 0.54, is_open=False))
    assert not is_there(can, seen(1, "blue_bowl", 0.5, 0.54, place=False)), "a bowl is no place that stays"


def test_an_opened_drawer_is_remembered_open_and_a_closed_one_not(monkeypatch: pytest.MonkeyPatch) -> None:
    _, policy, agent = told("open the top drawer")
    hide(policy, monkeypatch, {"top_drawer"})
    turn = agent.tell("bring me the hammer")
    assert [(p.name, p.is_open) for p in turn.percepts if p.remembered] == [("top_drawer", True)]
    agent.undo()
    turn = agent.tell("bring me the hammer")
    assert [p.name for p in turn.percepts if p.remembered] == []


def test_a_session_taken_up_again_still_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, policy = make()
    with Agent(scene, policy, store=tmp_path / "traces.db", session_id="s1") as agent:
        agent.tell(COKE)
    policy = make()[1]
    hide(policy, monkeypatch, {"tray"})
    with Agent.resume("s1", policy=policy, store=Store(tmp_path / "traces.db"), load=load) as again:
        assert again.tell(COKE).text == "The Coke is already in the hand-over tray."


def test_threads_of_a_served_counter_share_what_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    counter = Counter()
    counter.run({"instruction": COKE}, "a")
    hide(counter.policy, monkeypatch, {"tray"})
    reply = counter.run({"instruction": COKE}, "b")["reply"]
    assert reply["text"] == "The Coke is already in the hand-over tray." and reply["decision"] == "refuse"
