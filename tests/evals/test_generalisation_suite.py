"""The suite ``generalisation``: six cells that take turns, each with something training never shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from evals.cases import Case, truth_of
from evals.episode import Episode
from evals.report.documents import CaseRow
from evals.report.pictures import spec_of
from evals.scorers import Score
from evals.suites import generalisation, load
from scenes.splits import split_of
from scenes.unseen.catalogue import EASY, HARD
from scenes.unseen.looks import SETTINGS


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(load("generalisation").cases(6, 3, "dev"))


def test_cells_take_turns_and_every_command_is_clear(cases: list[Case]) -> None:
    cells = [f"{category}-{level}" for category, level in generalisation.CELLS]
    assert [case.source for case in cases] == cells
    assert all(case.expected == "clear" and len(case.readings) == 1 for case in cases)
    assert all(split_of(case.spec.seed) == "dev" for case in cases)
    assert Counter(case.spec.randomisation for case in cases) == {"easy": 2, **dict.fromkeys(SETTINGS, 1)}


def test_a_command_about_objects_has_to_do_with_an_unseen_one(cases: list[Case]) -> None:
    for case, level in zip(cases, (EASY, HARD), strict=False):
        kind = {referent.key: referent.kind for referent in truth_of(case.spec)}
        assert kind[case.readings[0].thing] in {unseen.key for unseen in level}


def test_a_report_builds_the_scene_that_was_there(cases: list[Case]) -> None:
    for case in cases:
        assert spec_of(CaseRow.model_validate(case.summary())) == case.spec


def test_rates_are_counted_by_category_and_level_without_questions(cases: list[Case]) -> None:
    def episode(case: Case, decision: str, done: bool) -> Episode:
        made = Episode(case, decision=decision)
        return replace(made, score=Score(done, "done" if done else "not moved"))

    ends = [("act", True), ("ask", True), ("act", False), ("act", True), ("act", True), ("refuse", False)]
    found = generalisation.metrics([episode(case, *end) for case, end in zip(cases, ends, strict=True)])
    value = {name: metric.value for name, metric in found.items()}
    assert (value["objects_easy"], value["objects_hard"], value["objects_with_help"]) == (1.0, 0.0, 1.0)
    assert (value["backgrounds"], value["environments"]) == (0.5, 0.5)
    assert value["mean"] == pytest.approx(3 / 6) and value["mean_with_help"] == pytest.approx(4 / 6)
