"""The whole harness, run with the oracle: the ceiling is the ceiling, and a crash is a failure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from agent.tracing.tables import EvalResultRow, EvalRunRow, OutcomeRow
from evals.baselines import PolicyOf, UniformReader, WordBlindReader
from evals.deciders import load as load_decider
from evals.oracle import OraclePolicy
from evals.results import EvaluationError, Result
from evals.runner import load_policy, run_suite
from policies.base import Policy, PolicyError
from policies.types import Belief
from scenes.splits import split_of


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def run(suite: str, n: int, policy: Policy | None = None, **options: Any) -> Result:
    return run_suite(suite, policy or OraclePolicy(), n, seed=3, progress=quiet, **options)


def test_the_oracles_control_succeeds_and_the_document_is_as_documented(tmp_path: Path) -> None:
    result = run("control", 2, baselines=0)
    target = tmp_path / "control.json"
    result.write(str(target))
    document = json.loads(target.read_text(encoding="utf-8"))
    assert list(document) == ["suite", "policy", "n", "seed", "versions", "metrics", "timing",
                              "cases"]
    assert [document[key] for key in ("suite", "policy", "n", "seed")] == ["control", "oracle", 2, 3]
    assert document["metrics"]["success"] == {"value": 1.0, "n": 2, "low": pytest.approx(0.342, abs=1e-3),
                                              "high": 1.0}
    assert [case["outcome"]["reason"] for case in document["cases"]] == ["done", "done"]
    assert document["versions"]["policy"] == "oracle" and "pybullet" in document["versions"]


@pytest.mark.slow
def test_the_oracle_asks_exactly_when_it_must_and_does_what_is_answered(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'traces.db'}"
    result = run("vague", 4, baselines=2, traces=url)
    for name in ("asked_when_ambiguous", "acted_when_clear", "success_after_answer"):
        assert (result.metrics[name].value, result.metrics[name].n) == (1.0, 2), name
        assert {f"{name}.en", f"{name}.zh"} <= set(result.metrics)
    assert result.metrics["asked_when_ambiguous.image_blind"].value == 0.0
    assert result.metrics["acted_when_clear.image_blind"].value == 0.0
    assert result.metrics["acted_when_clear.word_blind"].value == 0.0
    ambiguous = [case for case in result.cases if case["expected"] == "ambiguous"]
    assert all(case["questions"] and case["questions"][0]["valid"] for case in ambiguous)

    store = Store(url)
    (kept,) = store.rows(EvalRunRow)
    assert kept.suite == "vague" and kept.metrics is not None
    assert kept.metrics["asked_when_ambiguous"]["value"] == 1.0
    rows = store.rows(EvalResultRow, run_id=kept.id)
    assert {row.case_id for row in rows} == {case["id"] for case in result.cases}
    for row in rows:
        assert row.turn_id is not None
        outcome = store.get(OutcomeRow, row.turn_id)
        assert outcome is not None and outcome.success is True
    store.close()


def test_decisions_alone_are_measured_without_motion_on_the_tuning_split() -> None:
    result = run("vague", 2, baselines=0, split="dev", decisions_only=True)
    assert {split_of(case["scene_seed"]) for case in result.cases} == {"dev"}
    for name in ("asked_when_ambiguous", "acted_when_clear", "plan_success", "plan_after_answer"):
        assert result.metrics[name].value == 1.0, name
    assert result.metrics["success_after_answer"].value == 0.0
    by_hand = run("vague-hand", 2, baselines=0, split="dev", decisions_only=True)
    assert {split_of(case["scene_seed"]) for case in by_hand.cases} == {"dev"}
    with pytest.raises(EvaluationError, match="not trained on"):
        run("vague-hand", 2, baselines=0, split="train")


class _Crashing(UniformReader):
    """A reader that breaks down on its first question."""

    def read(self, *_: Any) -> Belief:
        raise RuntimeError("the reader broke down")


def test_a_crash_is_a_failure_that_is_counted_and_shown() -> None:
    oracle = OraclePolicy()
    broken = PolicyOf.like(oracle, reader=_Crashing(oracle.reader))
    result = run("clear", 1, policy=broken, baselines=0)
    assert result.metrics["success"].value == 0.0
    assert result.metrics["crashed"].value == 1.0
    (case,) = result.cases
    assert case["outcome"]["success"] is False and case["outcome"]["reason"] == "crash"
    assert case["error"]


def test_the_oracle_is_told_nothing_outside_an_evaluation() -> None:
    with pytest.raises(PolicyError, match="whichone eval run"):
        WordBlindReader(OraclePolicy().reader).look(None)  # type: ignore[arg-type]
    assert load_policy("oracle").name == "oracle"
    with pytest.raises(PolicyError, match="there are: .*whichone, oracle"):
        load_policy("no-such-policy")
    with pytest.raises(EvaluationError, match="there are never, always, .*whichone, conformal-intent"):
        load_decider("no-such-decider", [])


def test_a_suite_that_does_not_exist_lists_those_that_do() -> None:
    with pytest.raises(EvaluationError, match="vague, clear-hand, vague-hand, ambiguity, unsafe"):
        run("vauge", 2)
    with pytest.raises(EvaluationError, match="at least 1"):
        run("clear", 0)


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    result = Result(suite="x", policy="y", n=0, seed=0, versions={}, metrics={}, cases=[])
    with pytest.raises(EvaluationError, match="cannot write"):
        result.write(str(tmp_path / "no" / "folder.json"))
