"""The suite ``introplan-text``: the rows of ``introplan`` as lists of words, with no scene anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from evals.cases import ListedCase
from evals.data import DataFile
from evals.matrix import run_matrix
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from evals.runner import find_case, run_suite
from evals.suites import introplan_text, load
from evals.text_beliefs import looks
from policies.base import PolicyError
from policies.types import Belief, Dialogue, Entry, Percept, Reading, ScoredReading
from scenes.referring import Referent
from tests.evals.invented_rows import Said, several, write

PLACES = tuple(Referent(at, place, 0.1 * at, 0.9, True) for at, place in enumerate(("tray", "sink"), 1))


class Lister:
    """A reader that thinks of each thing, the likelier the earlier it is listed, and hands it over."""

    fingerprint = "lister"

    def read_listed(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Belief:
        tray = next(p.key for p in percepts if p.name == "tray")
        things = [p.key for p in percepts if not p.is_place]
        weights = [3.0 ** -at for at in range(len(things))]
        readings = tuple(
            ScoredReading(
                reading=Reading(entries=(Entry(verb="move", things=(key,), destination=tray),)),
                probability=weight / sum(weights))
            for key, weight in zip(things, weights, strict=True))
        return Belief(readings=readings, percepts=percepts, fingerprint=self.fingerprint)


class Listing:
    """A policy with nothing but that reader."""

    name = "lister"
    reader: Any = Lister()
    actor: Any = None
    decision_parameters: dict[str, Any] = {}


def listing() -> Any:
    """That policy, which has no actor to be typed with."""
    return Listing()


@pytest.fixture(autouse=True)
def on_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places without a simulator."""
    monkeypatch.setattr(introplan_text, "_places", lambda: PLACES)


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def rows(folder: Path) -> DataFile:
    path = write(folder, [*several(3, "train"), *several(6, "test"), Said("TRAIN sentence 0", "test"),
                          Said("Melt it", "test", "refuse")])
    return DataFile(str(path), "test")


def test_cases_list_the_things_of_the_row_and_our_places(tmp_path: Path) -> None:
    data = rows(tmp_path)
    cases = list(load("introplan-text").made_of(data).cases(99, 0, "test"))
    assert len(cases) == 7 and all(isinstance(case, ListedCase) for case in cases)
    vague = next(case for case in cases if case.expected == "ambiguous")
    assert isinstance(vague, ListedCase)
    assert [p.name for p in vague.listed] == ["coke", "sprite", "apple", "tray", "sink"]
    names = {p.key: p.name for p in vague.listed}
    assert {(names[one.thing], names[one.destination or 0]) for one in vague.readings} == {
        ("coke", "tray"), ("sprite", "tray")}
    assert vague.summary()["scene_seed"] is None and vague.summary()["named"][0] == "coke"
    assert find_case(cases[3].id, data=data)[1] == cases[3]


def test_a_reader_of_lists_is_measured_and_new_tasks_stand_apart(tmp_path: Path) -> None:
    result = run_suite("introplan-text", listing(), 99, progress=quiet, baselines=4, data=rows(tmp_path))
    value = {name: (metric.value, metric.n) for name, metric in result.metrics.items()}
    assert value["top1_valid"] == (1.0, 7) and value["crashed"] == (0.0, 7)
    assert value["top1_valid.seen_task"] == (1.0, 1) and value["top1_valid.new_task"] == (1.0, 6)
    assert value["top1_valid.word_blind"][1] == 4 and "top1_valid.image_blind" not in value


def test_who_reads_only_what_it_sees_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="oracle reads only what it sees.*read_listed"):
        run_suite("introplan-text", OraclePolicy(), 5, progress=quiet, data=rows(tmp_path))
    with pytest.raises(EvaluationError, match="introplan-text needs its rows: --data FILE"):
        load("introplan-text").made_of(None)


def test_deciders_are_compared_on_words_and_text_deciders_get_the_list(tmp_path: Path) -> None:
    store, data = Store(), rows(tmp_path)
    try:
        made = run_matrix(store, "introplan-text", [listing()], ["ratio", "never"], 99, 0, risk=0.1,
                          calibration_n=9, motion=False, report=quiet, data=data)
        never = next(row for row in made["rows"] if row["decider"] == "never")
        assert never["metrics"]["set.under_ask.new_task"]["value"] == 1.0
        assert never["metrics"]["set.plan_success.seen_task"]["n"] == 1
        suite = load("introplan-text").made_of(data)
        cases = list(suite.cases(2, 0, "test"))
        looked = looks(store, suite, listing(), cases, 0, quiet)
        assert [look.percepts for _, look in looked] == [getattr(case, "listed", ()) for case in cases]
        with pytest.raises(EvaluationError, match="--no-motion"):
            run_matrix(store, "introplan-text", [listing()], ["never"], 9, 0, risk=0.1, calibration_n=9,
                       report=quiet, data=data)
    finally:
        store.close()
