"""What a worker does with a case, without Ray: policy and database are opened with its first, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from evals import workers
from evals.oracle import OraclePolicy
from evals.scaling import lasting
from evals.suites import load
from evals.units import Setup


@pytest.fixture(autouse=True)
def another_process() -> Iterator[None]:
    """A worker's memory is its process's: here it is emptied instead."""
    workers._open.cache_clear()
    yield
    workers._until_exit.close()
    workers._open.cache_clear()


@pytest.mark.parametrize("named", [False, True])
def test_a_worker_opens_policy_and_database_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: bool
) -> None:
    loaded: list[str] = []

    def load_policy(name: str) -> Any:
        loaded.append(name)
        return OraclePolicy()

    monkeypatch.setattr(workers, "load_policy", load_policy)
    jobs = [workers.Job(case, False) for case in load("vague").cases(2, 5)]
    setup = Setup("vague", decisions_only=True)
    url = f"sqlite:///{tmp_path / 'named.db'}" if named else None
    done = [workers._work(job, setup, "oracle", url, str(tmp_path)) for job in jobs]
    assert loaded == ["oracle"]
    (database,) = (path for path in tmp_path.glob("*.db") if not path.stem.endswith("-checkpoints"))
    assert (database.name == "named.db") == named
    here = list(workers.here(jobs, setup, OraclePolicy(), None))
    assert [lasting(unit.to_json()) for unit in done] == [lasting(unit.to_json()) for unit in here]
    reader = Store(database)
    try:
        assert len(reader.list_sessions()) == 2  # written when the case is done, not when the worker ends
    finally:
        reader.close()
