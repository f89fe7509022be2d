"""The traces as they are read: lists, one turn as a page, and SQL that cannot write."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from agent.tracing.store import Store
from agent.tracing.tables import (
    ActionStepRow,
    BeliefRow,
    DecisionRow,
    ObservationRow,
    OutcomeRow,
    PlanRow,
    QuestionRow,
    ReadingRow,
    SessionRow,
    TurnRow,
)
from cli import main
from cli.trace_view import BAR_CELLS, bar


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one turn: two readings, one question, one plan, two steps."""
    monkeypatch.setenv("WHICHONE_DATA", str(tmp_path))
    store = Store(f"sqlite:///{tmp_path / 'traces.db'}")
    now = time.time()
    store.add(
        SessionRow(
            id="0abc",
            created_s=now,
            scene="kitchen",
            scene_options={},
            seed=7,
            policy="whichone",
            fingerprint="f",
            risk=0.1,
            rule={},
            arm_spec={},
            home={},
        )
    )
    store.add(
        TurnRow(
            id="0abc-001",
            session_id="0abc",
            number=1,
            created_s=now,
            language="en",
            command="do",
            instruction="put that drink\nin the drawer",
        )
    )
    store.add(
        ObservationRow(
            id="o1",
            turn_id="0abc-001",
            created_s=now + 1,
            scene_time_s=0.0,
            frames={"front": "f.png"},
            percepts=[{"name": "coke"}, {"name": "top_drawer"}],
        )
    )
    store.add(
        BeliefRow(
            id="b1",
            turn_id="0abc-001",
            observation_id="o1",
            created_s=now + 2,
            fingerprint="f",
            entropy_bits=1.0,
            source="read",
            seconds=0.5,
        )
    )
    for rank, (text, share) in enumerate([("Sprite > top drawer", 0.75), ("Coke > top drawer", 0.25)], 1):
        store.add(ReadingRow(belief_id="b1", rank=rank, text=text, probability=share, reading={}))
    store.add(
        DecisionRow(
            id="d1",
            turn_id="0abc-001",
            belief_id="b1",
            created_s=now + 3,
            kind="ask",
            reason="several",
            text="",
            threshold=0.2,
            set_size=2,
            prediction_set=[],
            ruled_out=[],
        )
    )
    store.add(
        QuestionRow(
            id="q1",
            turn_id="0abc-001",
            decision_id="d1",
            created_s=now + 3,
            factor="thing",
            kind="which",
            text="Which drink?",
            answer="the green one",
            answered_s=now + 4,
            options=[{"number": 1, "text": "the Coke"}, {"number": 2, "text": "the Sprite"}],
        )
    )
    store.add(
        DecisionRow(
            id="d2",
            turn_id="0abc-001",
            belief_id="b1",
            created_s=now + 5,
            kind="act",
            reason="one_reading",
            text="",
            threshold=0.2,
            set_size=1,
            prediction_set=[],
            ruled_out=[],
        )
    )
    store.add(
        PlanRow(
            id="p1",
            turn_id="0abc-001",
            decision_id="d2",
            created_s=now + 6,
            reading={},
            steps=[{"skill": "pick", "target": "sprite", "u": 0.5, "v": 0.5}],
            text="pick the Sprite",
            probability=0.9,
            rationale="because you said so",
        )
    )
    for step in (1, 2):
        store.add(
            ActionStepRow(
                session_id="0abc",
                number=step,
                turn_id="0abc-001",
                step=step,
                created_s=now + 7,
                kind="send",
                skill="pick",
                target="sprite",
                entropy_bits=0.5,
                sent={} if step == 1 else None,
            )
        )
    store.add(
        OutcomeRow(
            turn_id="0abc-001",
            created_s=now + 8,
            reason="terminated",
            text="Done.",
            steps=2,
            seconds=0.2,
            control_hz=10.0,
            questions=1,
            success=True,
            success_reason="done",
        )
    )
    store.flush()
    store.close()
    return tmp_path


def test_the_page_of_a_turn_tells_all_of_it_in_order(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["traces", "show", "0abc"]) == 0
    page = capsys.readouterr().out
    order = [
        "put that drink in the drawer",
        "Coke, top drawer",
        "Sprite > top drawer",
        ".75",
        "Which drink?",
        "the Sprite",
        "the green one",
        "pick the Sprite",
        "because you said so",
        "2 steps",
        "1 of unknown fate",
        "ask (several",
        "in truth it succeeded",
    ]
    places = [page.find(part) for part in order]
    assert -1 not in places and places == sorted(places), (places, page)


def test_the_list_is_one_line_a_turn(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["traces", "list", "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert (row["trace"], row["decision"], row["ended"], row["success"], row["asked"]) == (
        "0abc-001",
        "act",
        "terminated",
        "yes",
        1,
    )
    assert main.execute(["traces", "list"]) == 0
    assert any(
        "0abc-001" in line and "put that drink in the drawer" in line and "terminated" in line
        for line in capsys.readouterr().out.splitlines()
    )


@pytest.mark.parametrize("view", ["v_decisions", "v_questions", "v_outcomes", "v_rationale_outcomes"])
def test_the_documented_views_answer(data: Path, view: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["traces", "sql", f"SELECT * FROM {view}", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows and all(row["turn_id"] == "0abc-001" for row in rows)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM turn",
        "UPDATE turn SET instruction = ''",
        "DROP TABLE turn",
        "INSERT INTO turn (id) VALUES ('x')",
        "CREATE TABLE x (y)",
        "PRAGMA query_only = OFF",
        "ATTACH 'other.db' AS other",
        "SELECT 1; DELETE FROM turn",
        "PRAGMA journal_mode = DELETE",
        "VACUUM INTO 'copy.db'",
    ],
)
def test_sql_cannot_write(data: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (data / "traces.db").read_bytes()
    assert main.execute(["traces", "sql", query]) == 1
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith("error: ") and captured.err.count("\n") == 1
    assert (data / "traces.db").read_bytes() == before
    assert not (data / "other.db").exists() and not Path("other.db").exists() and not Path("copy.db").exists()


def test_json_and_csv_hold_the_same(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT id, instruction FROM turn"
    assert main.execute(["traces", "sql", query, "--format", "csv"]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == "id,instruction" and "0abc-001" in text


@pytest.mark.parametrize("identity", ["zzz", "%", "", "0abc-002"])
def test_an_unknown_id_is_said(data: Path, identity: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.execute(["traces", "show", identity]) == 1
    assert "whichone traces list" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "cells"), [(0.0, 0), (0.5, BAR_CELLS // 2), (1.0, BAR_CELLS), (7.0, BAR_CELLS)]
)
def test_bars_are_as_long_as_the_probability(value: float, cells: int) -> None:
    assert bar(value) == "█" * cells
