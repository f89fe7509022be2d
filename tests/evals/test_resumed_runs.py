"""A run that was interrupted goes on: no case twice, none lost, the same document in the end."""

from __future__ import annotations

import os
import signal
from glob import glob
from pathlib import Path
from typing import Any

import pytest

from agent.costs import Costs
from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow
from evals import workers
from evals.oracle import OraclePolicy
from evals.results import EvaluationError, Result
from evals.runner import find_case, run_suite
from evals.suites import load
from evals.units import Setup, Unit


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def run(url: str | None, **options: Any) -> Result:
    return run_suite("vague", OraclePolicy(), 4, seed=5, progress=quiet, results=url, baselines=2,
                     decisions_only=True, **options)


def comparable(result: Result) -> dict[str, Any]:
    """The document without what belongs to one occasion."""
    document = result.model_dump(mode="json", exclude={"timing"})
    for case in document["cases"]:
        case["trace_id"] = None
        case["outcome"]["agent"] = None
    return document


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the cases that were really run, in order; the third raises Ctrl-C the first time."""
    seen: list[str] = []
    real = workers.run_unit

    def counted(suite: Any, case: Any, *rest: Any) -> Unit:
        if len(seen) == 2 and "stop" not in seen:
            seen.append("stop")
            raise KeyboardInterrupt
        seen.append(case.id)
        return real(suite, case, *rest)

    monkeypatch.setattr(workers, "run_unit", counted)
    return seen


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path, worked_on: list[str]) -> None:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    with pytest.raises(KeyboardInterrupt):
        run(url)
    resumed = run(url)
    ids = [name for name in worked_on if name != "stop"]
    assert ids == [case["id"] for case in resumed.cases] and len(set(ids)) == 4
    store = Store(url)
    (row,) = store.rows(EvalRunRow)
    assert row.finished_s is not None
    assert {kept.case_id for kept in store.rows(EvalResultRow, run_id=row.id)} == set(ids)
    store.close()
    assert comparable(resumed) == comparable(run(None))


def test_a_finished_run_is_measured_anew_and_so_is_one_that_shall_be(tmp_path: Path,
                                                                     worked_on: list[str]) -> None:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    with pytest.raises(KeyboardInterrupt):
        run(url)
    run(url, fresh=True)
    run(url)
    assert len([name for name in worked_on if name != "stop"]) == 2 + 4 + 4


def test_a_run_that_decides_otherwise_is_another_run(tmp_path: Path, worked_on: list[str]) -> None:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    with pytest.raises(KeyboardInterrupt):
        run(url)
    run(url, risk=0.05)
    assert len([name for name in worked_on if name != "stop"]) == 2 + 4
    run(url, costs=Costs(ask=1.0, wrong=5.0, nothing=3.0))
    run(url)
    assert len([name for name in worked_on if name != "stop"]) == 2 + 4 + 4 + 2


def test_costs_decide_a_run_and_the_baselines_go_without() -> None:
    asking_is_dear = {"costs": Costs(ask=9.0, wrong=1.0, nothing=3.0)}
    found = run(None, **asking_is_dear).metrics
    assert found["asked_when_ambiguous"].value == 0.0 and found["under_ask"].value == 1.0
    free = run(None, costs=Costs(ask=0.1, wrong=5.0, nothing=3.0)).metrics
    assert free["asked_when_ambiguous"].value == free["acted_when_clear"].value == 1.0
    floors = [{name: metric for name, metric in metrics.items() if name.endswith(("blind", "uniform"))}
              for metrics in (found, free)]
    assert floors[0] == floors[1] != {}


@pytest.mark.parametrize("name", ["vague", "control", "reading"])
def test_what_is_written_down_reads_as_what_it_was(name: str) -> None:
    suite = load(name)
    jobs = [workers.Job(case, True) for case in suite.cases(2, 5)]
    setup = Setup(name, decisions_only=True, baselines=("image_blind", "word_blind", "uniform"))
    made = list(workers.here(jobs, setup, OraclePolicy(), None))
    read = [Unit.from_json(unit.row.case, suite.kind, unit.to_json(), unit.seconds) for unit in made]
    assert [unit.to_json() for unit in read] == [unit.to_json() for unit in made]
    assert suite.metrics([unit.row for unit in read]) == suite.metrics([unit.row for unit in made])


def test_a_case_is_found_by_its_id() -> None:
    wanted = list(load("vague").cases(4, 5))[2]
    suite, case = find_case(wanted.id)
    assert suite.name == "vague" and case == wanted
    for wrong in ("nonsense", "vague-5-0001-xx"):
        with pytest.raises(EvaluationError):
            find_case(wrong)


@pytest.mark.slow
def test_two_workers_give_the_same_and_a_killed_one_costs_nothing(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    killed: list[int] = []

    def kill_one(done: int, total: int, what: str) -> None:
        for name in glob("/proc/[0-9]*/cmdline") if done and not killed else []:
            try:
                with open(name, "rb") as file:
                    if file.read().startswith(b"ray::_work"):
                        killed.append(int(name.split("/")[2]))
                        os.kill(killed[0], signal.SIGKILL)
                        return
            except OSError:
                continue

    alone = run_suite("control", OraclePolicy(), 6, seed=5, progress=quiet, baselines=0)
    two = run_suite("control", OraclePolicy(), 6, seed=5, progress=kill_one, baselines=0, workers=2)
    assert killed
    assert comparable(two) == comparable(alone)
