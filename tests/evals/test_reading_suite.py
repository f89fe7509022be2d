"""The suites ``reading`` and ``reading-hand``: one belief a case, counted by language and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agent.tracing.store import Store
from evals.baselines import PolicyOf, UniformReader
from evals.believed import Believed
from evals.cases import Case
from evals.matrix import run_matrix
from evals.oracle import OraclePolicy
from evals.read_once import ReadOnce
from evals.results import EvaluationError, Result
from evals.runner import find_case, run_suite
from evals.suites import load
from evals.suites.reading import metrics
from policies.base import Policy
from policies.types import Percept
from scenes.kitchen import SceneSpec


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def run(suite: str, n: int, policy: Policy | None = None, **options: Any) -> Result:
    return run_suite(suite, policy or OraclePolicy(), n, seed=3, split="dev", progress=quiet, **options)


def row(pair: str, expected: Any, source: str, language: Any, p: tuple[float, ...] | None,
        valid: tuple[int, ...] = (0,), special: tuple[int, ...] = ()) -> ReadOnce:
    case = Case(f"{pair}-{expected}", "reading", "", language, SceneSpec(0), expected, (), None, pair, source,
                "", "grammar", 0)
    if p is None:
        return ReadOnce(case, error="broke down")
    return ReadOnce(case, Believed(case.id, pair, "", 0, language, source, expected, p, valid, 0, 0, special))


SURE, TORN, SPREAD = (0.9, 0.1), (0.6, 0.4), (0.4, 0.33, 0.27)


def test_rates_and_areas_are_counted_by_language_and_by_source() -> None:
    found = metrics([
        row("1", "ambiguous", "numeric", "en", TORN), row("1", "clear", "none", "en", SURE),
        row("2", "ambiguous", "spatial", "zh", SURE), row("2", "clear", "none", "zh", SPREAD, valid=(1,)),
        row("3", "ambiguous", "numeric", "zh", SPREAD, special=(0,), valid=(1,)),
        row("3", "clear", "none", "zh", None),
    ])
    value = {name: metric.value for name, metric in found.items()}
    assert value["top1_valid"] == pytest.approx(4 / 6)
    assert value["top1_valid.en"] == 1.0 and value["top1_valid.zh"] == 0.5
    assert (value["top1_valid.numeric"], found["top1_valid.numeric"].n) == (1.0, 2)
    assert value["top1_valid_when_ambiguous"] == 1.0
    assert value["top1_valid_when_clear"] == pytest.approx(1 / 3)
    assert (value["auroc.en"], found["auroc.en"].n) == (1.0, 2)
    assert value["auroc.spatial"] == 0.0 and value["auroc.numeric"] == 1.0
    # Entropies: ambiguous .97, .47 and 1.57; clear .47 and 1.57; two ties count half, a crash not at all.
    assert (value["auroc"], found["auroc"].n) == (pytest.approx((1 + 0 + 0.5 + 0 + 1 + 0.5) / 6), 5)
    assert found["ece"].n == 5 and value["crashed"] == pytest.approx(1 / 6)


def test_nothing_can_be_told_apart_without_both_kinds() -> None:
    found = metrics([row("1", "clear", "none", "en", SURE)])
    assert found["auroc"].value is None and found["auroc.zh"].n == 0 and found["top1_valid.zh"].value is None


def test_cases_are_those_of_ambiguity_that_can_be_done() -> None:
    cases = list(load("reading").cases(9, 3, "dev"))
    theirs = [case for case in load("ambiguity").cases(16, 3, "dev") if case.expected != "refuse"][:10]
    assert len(cases) == 10 and {case.suite for case in cases} == {"reading"}
    assert all(case.id.startswith("reading-3-") and case.id.startswith(case.pair) for case in cases)
    assert [replace(case, suite="", id="", pair="") for case in cases] \
        == [replace(case, suite="", id="", pair="") for case in theirs]
    assert list(load("reading").cases(4, 3, "dev")) == cases[:4]
    suite, found = find_case(cases[8].id, "dev")
    assert (suite.name, found) == ("reading", cases[8])


def test_the_oracle_reads_everything_rightly_and_nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr("scenes.bullet_arm.BulletArm.send", lambda arm, action: sent.append(action))
    for name in ("reading", "reading-hand"):
        result = run(name, 4, baselines=2)
        value = {key: metric.value for key, metric in result.metrics.items()}
        assert value["top1_valid"] == value["auroc"] == 1.0 and value["crashed"] == 0.0, name
        assert value["top1_valid.image_blind"] == value["top1_valid.word_blind"] == 0.0
        assert {f"auroc.{case['source']}" for case in result.cases if case["source"] != "none"} <= set(value)
        assert [case["id"].rsplit("-", 3)[0] for case in result.cases] == [name] * 4
    assert sent == []


class _Crashing(UniformReader):
    """A reader that breaks down as soon as it looks."""

    def look(self, *_: Any) -> tuple[Percept, ...]:
        raise RuntimeError("the reader broke down")


def test_a_crash_is_a_reading_that_is_not_valid() -> None:
    oracle = OraclePolicy()
    result = run("reading", 2, PolicyOf.like(oracle, reader=_Crashing(oracle.reader)), baselines=0)
    assert (result.metrics["top1_valid"].value, result.metrics["crashed"].value) == (0.0, 1.0)
    assert result.metrics["auroc"].value is None and "broke down" in result.cases[0]["error"]


def test_deciders_are_compared_on_it_without_motion_and_refused_with_it() -> None:
    def compared(motion: bool) -> dict[str, Any]:
        return run_matrix(Store(), "reading", [OraclePolicy()], ["never"], 2, 3, risk=0.1, calibration_n=2,
                          motion=motion, report=quiet, split="dev")

    with pytest.raises(EvaluationError, match="reading moves nothing: add --no-motion"):
        compared(True)
    (only,) = compared(False)["rows"]
    assert only["metrics"]["top1_valid"]["value"] == 1.0


def test_a_report_shows_what_was_misread(reported: Callable[..., str]) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("jinja2")
    result = run("reading", 2, baselines=0).model_dump(mode="json")
    result["cases"][0] |= {"top1_valid": False, "text": "words of the misread"}
    page = reported(result)
    assert "its most probable reading is not valid" in page and "words of the misread" in page
    assert 'data-metric="auroc' in page and "did not bring it about" not in page
