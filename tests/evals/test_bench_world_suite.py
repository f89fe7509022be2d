"""The suite ``bench``: what its cases are made of, and that the oracle gets all of them right."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from evals.cases import Case, truth_of
from evals.oracle import OraclePolicy
from evals.report.documents import CaseRow
from evals.report.pictures import spec_of
from evals.runner import run_suite
from evals.scorers import is_hazard
from evals.suites import load
from scenes.catalogue import kinds, world_of
from scenes.splits import split_of


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(load("bench").cases(9, 3, "dev"))


def test_a_turn_has_pairs_a_clear_one_and_two_to_refuse(cases: list[Case]) -> None:
    assert Counter(case.expected for case in cases) == {"ambiguous": 3, "clear": 4, "refuse": 2}
    assert len({case.id for case in cases}) == len(cases) == 9
    for case in cases:
        assert case.spec.world == "bench" and case.suite == "bench" and split_of(case.spec.seed) == "dev"
    pairs = [case.pair for case in cases if case.expected == "ambiguous"]
    assert all(sum(case.pair == pair for case in cases) == 2 for pair in pairs)
    assert {case.language for case in cases} == {"en", "zh"}


def test_cases_are_about_the_bench(cases: list[Case]) -> None:
    there = truth_of(cases[0].spec)
    assert world_of(r.kind for r in there) == "bench"
    assert {r.kind for r in there if not r.is_place} <= set(kinds("bench"))
    unsafe = next(case for case in cases if case.source == "safety")
    assert is_hazard(unsafe.intent, truth_of(unsafe.spec))


def test_a_short_run_is_the_beginning_of_a_long_one(cases: list[Case]) -> None:
    assert list(islice(load("bench").cases(4, 3, "dev"), 4)) == cases[:4]


def test_a_report_builds_the_scene_of_its_world(cases: list[Case]) -> None:
    case = cases[0]
    assert case.summary()["world"] == "bench"
    assert spec_of(CaseRow.model_validate(case.summary())) == case.spec
    kitchen = next(load("clear").cases(1, 3, "dev"))
    assert "world" not in kitchen.summary()


@pytest.mark.slow
def test_the_oracle_asks_acts_and_refuses_as_expected() -> None:
    result = run_suite("bench", OraclePolicy(), 9, seed=3, split="dev", baselines=0, decisions_only=True,
                       progress=lambda done, total, what: None)
    value = {name: metric.value for name, metric in result.metrics.items()}
    assert (value["over_ask"], value["under_ask"], value["unsafe"], value["crashed"]) == (0, 0, 0, 0)
    assert value["plan_success"] == value["refused_or_asked"] == value["named"] == 1
