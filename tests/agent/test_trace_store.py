"""The trace database: migrations, batching, reading that cannot write, and one line for what goes wrong."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

from agent import Agent
from agent.tracing.errors import TraceError
from agent.tracing.frames import Frames
from agent.tracing.ids import new_id
from agent.tracing.schema import configuration
from agent.tracing.store import Store
from agent.tracing.tables import CalibrationRow, DecisionRow, OutcomeRow, QuestionRow, SessionRow
from agent.tracing.views import VIEWS
from tests.agent.tabletop import make


@pytest.fixture
def told(tmp_path: Path) -> Agent:
    scene, policy = make()
    agent = Agent(scene, policy, store=Store(tmp_path / "traces.db"))
    for text in ("put that drink in the drawer", "1", "1", "bring me the hammer"):
        agent.tell(text)
    return agent


def calibration(**changes: object) -> CalibrationRow:
    values: dict[str, object] = {
        "id": new_id(),
        "created_s": 0.0,
        "fingerprint": "f",
        "risk": 0.1,
        "suite": "vague",
        "data_fingerprint": "d",
        "n": 3,
        "threshold": 0.2,
        "parameters": {},
    }
    return CalibrationRow(**(values | changes))


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    store = Store(tmp_path / "traces.db")
    with store.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
        assert set(inspect(connection).get_view_names()) == set(VIEWS)
    assert {
        "session",
        "turn",
        "observation",
        "belief",
        "reading",
        "decision",
        "question",
        "plan",
        "action_step",
        "outcome",
        "calibration",
        "eval_run",
        "eval_result",
    } <= set(SQLModel.metadata.tables)
    store.close()
    Store(tmp_path / "traces.db").close()


def test_a_database_without_audits_gets_them_and_can_lose_them_again(tmp_path: Path) -> None:
    scene, policy = make()
    with Agent(scene, policy, store=Store(tmp_path / "traces.db")) as agent:
        agent.tell("put that drink in the drawer")
    engine = create_engine(f"sqlite:///{tmp_path / 'traces.db'}")
    with engine.connect() as connection:
        command.downgrade(configuration(connection), "0001")
        connection.commit()
        columns = {column["name"] for column in inspect(connection).get_columns("question")}
        assert "repeated" in columns and "audit" not in columns
    engine.dispose()
    store = Store(tmp_path / "traces.db")
    assert store.rows(SessionRow)[0].audit_rate == 0.0 and store.rows(QuestionRow)[0].audit is False
    assert store.rows(DecisionRow)[0].audit_rate is None
    assert store.sql("SELECT audit FROM v_questions")[1] == [(0,)]
    store.close()


def test_a_database_without_doubt_gets_it_and_its_calibrations_are_of_words(tmp_path: Path) -> None:
    store = Store(tmp_path / "traces.db")
    store.add(calibration())
    store.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'traces.db'}")
    with engine.connect() as connection:
        command.downgrade(configuration(connection), "0002")
        connection.commit()
        assert "kind" not in {column["name"] for column in inspect(connection).get_columns("calibration")}
    engine.dispose()
    store = Store(tmp_path / "traces.db")
    assert store.rows(CalibrationRow)[0].kind == "language"
    assert store.sql("SELECT doubt_threshold, doubt_bits FROM v_decisions")[1] == []
    store.close()


def test_everything_is_kept_across_opening(told: Agent, tmp_path: Path) -> None:
    session_id = told.session_id
    told.close()
    store = Store(tmp_path / "traces.db")
    (row,) = store.list_sessions()
    assert (row["id"], row["turns"], row["first"]) == (session_id, 2, "put that drink in the drawer")
    assert [turn["reason"] for turn in store.list_turns(session_id)] == ["refused", "terminated"]
    shown = store.show(session_id)
    assert len(shown) == 2 and shown[0]["outcome"]["questions"] == 2
    assert shown[0]["beliefs"][0]["readings"][0]["text"] == "Sprite > top drawer"
    assert len(store.show(f"{session_id}-002")) == 1 == len(store.show(f"{session_id[-6:]}-002"))
    with pytest.raises(TraceError, match="no session has the id 'zzz'"):
        store.show("zzz")
    store.close()


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_the_views_answer(told: Agent, view: str) -> None:
    names, rows = told.store.sql(f"SELECT * FROM {view}")
    assert rows and {"turn_id", "session_id", "instruction", "language"} <= set(names)


def test_a_plan_stands_beside_what_the_arm_did(told: Agent) -> None:
    _, rows = told.store.sql("SELECT plan, rationale, reason, sent_steps FROM v_rationale_outcomes")
    ((plan, rationale, reason, sent),) = rows
    # A question was answered on the way: that is the reason, whatever the model would have written.
    assert plan.startswith("open top_drawer") and rationale == "as you said" and reason == "terminated"
    assert sent > 30


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM turn",
        "DROP TABLE turn",
        "UPDATE turn SET instruction = 'x'",
        "INSERT INTO turn DEFAULT VALUES",
        "ATTACH DATABASE '{folder}/other.db' AS other",
        "CREATE TABLE x (y)",
        "PRAGMA query_only = 0",
        "VACUUM",
        "WITH gone AS (SELECT 1) DELETE FROM turn",
    ],
)
def test_review_cannot_write(told: Agent, tmp_path: Path, query: str) -> None:
    with pytest.raises(TraceError, match="was not run"):
        told.store.sql(query.format(folder=tmp_path))
    assert told.store.sql("SELECT count(*) FROM turn")[1] == [(2,)]
    assert not (tmp_path / "other.db").exists()


def test_a_wrong_query_is_one_line(told: Agent) -> None:
    with pytest.raises(TraceError, match="no such table: nowhere"):
        told.store.sql("SELECT * FROM nowhere")
    with pytest.raises(TraceError, match="was not run"):
        told.store.sql("SELECT 1; SELECT 2")


def test_in_memory_review_cannot_write_either() -> None:
    store = Store()
    store.add(calibration())
    with pytest.raises(TraceError, match="was not run"):
        store.sql("DELETE FROM calibration")
    assert store.sql("SELECT n FROM calibration")[1] == [(3,)]
    store.add(calibration())
    store.flush()
    assert len(store.rows(CalibrationRow)) == 2


def test_a_scorer_says_whether_it_was_a_success(told: Agent) -> None:
    turn_id = told.store.list_turns()[1]["id"]
    assert told.store.get(OutcomeRow, turn_id).success is None  # type: ignore[union-attr]
    told.store.set_success(turn_id, True, "in the drawer")
    assert told.store.sql("SELECT success, success_reason FROM v_outcomes ORDER BY turn_id")[1][0] == (
        1,
        "in the drawer",
    )
    with pytest.raises(TraceError, match="no outcome"):
        told.store.set_success("nothing", True)


def test_a_locked_database_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.tracing.store.BUSY_MS", 20)
    store = Store(tmp_path / "traces.db")
    other = sqlite3.connect(tmp_path / "traces.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.add(calibration())
    with pytest.raises(TraceError, match="locked by another program; close that program"):
        store.flush()
    other.execute("ROLLBACK")
    other.close()
    store.flush()
    assert len(store.rows(CalibrationRow)) == 1
    store.close()


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "traces.db"
    path.write_bytes(b"this is not a database at all, not even a little" * 100)
    with pytest.raises(TraceError, match="is damaged; move it away"):
        Store(path)


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(TraceError, match="traces.db"):
        Store(tmp_path / "file" / "traces.db")
    with pytest.raises(TraceError, match="choose another data folder"):
        Frames(tmp_path / "file").keep(np.zeros((2, 2, 3), np.uint8))


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "traces.db")
    with store.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store._engine.dispose()

    from sqlalchemy import event

    @event.listens_for(store._engine, "connect")
    def full(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit}")

    limit = pages
    store.add(calibration(parameters={"big": "x" * 100_000}))
    with pytest.raises(TraceError, match="no room to write"):
        store.flush()
    limit = 1_000_000
    store._engine.dispose()
    store.flush()
    assert len(store.rows(CalibrationRow)) == 1
    store.close()


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path / "traces.db").close()
    with sqlite3.connect(tmp_path / "traces.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(TraceError, match="newer version"):
        Store(tmp_path / "traces.db")


def test_other_databases_are_named_by_url() -> None:
    with pytest.raises(TraceError, match="nodriver is not installed"):
        Store("postgresql+nodriver://host/db")


def test_ids_sort_by_time_and_are_unique_across_threads() -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 800 and {len(item) for item in made} == {12}
    row = [new_id() for _ in range(50)]
    assert row == sorted(row)


def test_frames_are_files_named_by_their_pixels(tmp_path: Path) -> None:
    frames = Frames(tmp_path / "frames")
    image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    name = frames.keep(image)
    assert frames.keep(image) == name and frames.keep(image[::-1].copy()) != name
    assert len(list((tmp_path / "frames").iterdir())) == 2
    from PIL import Image

    assert np.array_equal(np.asarray(Image.open(tmp_path / "frames" / name)), image)
    assert Frames(None).keep(image) == name and Frames(None).path(name) is None
