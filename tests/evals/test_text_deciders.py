"""Sets of text deciders from beliefs whose answer is known, and their way into a comparison."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from typer.testing import CliRunner

from agent.tracing.store import Store
from evals import deciders, text_beliefs
from evals.believed import Believed
from evals.matrix import run_matrix
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from evals.text_deciders import ADAPTER_OF, TEXT, letter_score
from policies.textual import adapters
from policies.textual.deciders import NONE, Heard
from policies.types import Belief, Dialogue, Entry, Percept, Reading, ScoredReading


def believed(
    p: tuple[float, ...], valid: tuple[int, ...], intent: int | None, special: tuple[int, ...], **more: Any
) -> Believed:
    return Believed(
        "c", "", "", 0, "en", "none", more.pop("expected", "clear"), p, valid, 0, intent, special, **more
    )


OFFERED = believed((0.6, 0.3, 0.1), (0,), 0, (2,))
NOT_OFFERED = believed((0.5, 0.3, 0.2), (), None, (1,))


def test_where_what_is_meant_was_not_offered_that_letter_is_right() -> None:
    assert letter_score(OFFERED) == pytest.approx(0.4)
    assert letter_score(NOT_OFFERED) == pytest.approx(0.7)
    assert letter_score(believed((0.5, 0.3, 0.2), (0, 1), 1, (2,), expected="any")) == pytest.approx(0.5)


def test_letters_are_conformal_and_the_one_not_listed_asks_beside_others() -> None:
    known = [believed((0.9 - i / 50, 0.1 + i / 50), (0,), 0, (1,)) for i in range(20)]
    decider = deciders.load("knowno", known)
    for risk in (0.1, 0.2, 0.4):
        covered = sum(0 in decider.members(case, risk) for case in known if case.probabilities[0] > 0.5)
        assert covered >= (1 - risk) * 20 - 1
    asks = believed((0.45, 0.44, 0.11), (0,), 0, (1,))
    assert decider.rule(asks, 0.01) == (0, 1, 2), "twenty cases cannot bear so small a risk: all letters"
    assert decider.members(asks, 0.01) == (0, 1, 2)
    assert decider.members(believed((0.49, 0.3, 0.21), (0,), 0, (0,)), 0.4) == (), "alone it refuses"
    with pytest.raises(EvaluationError, match="needs calibration cases"):
        deciders.load("introplan", [])


def test_lists_are_taken_together_until_they_are_probable_enough() -> None:
    case = believed((0.5, 0.3, 0.2), (0,), 0, (2,), lists=((0.6, (0,)), (0.25, (0, 1)), (0.15, (2,))))
    listed = deciders.load("prompt-set", [])
    assert [listed.members(case, level) for level in (0.0, 0.6, 0.8, 0.95)] == [(0,), (0,), (0, 1), (0, 1, 2)]
    assert deciders.load("introplan-direct", []).members(case, 0.0) == (0,)
    refused = believed((0.5, 0.3, 0.2), (0,), 0, (2,), lists=((0.9, (2,)), (0.1, (0,))))
    assert listed.members(refused, 0.5) == ()


def test_it_acts_if_it_says_that_it_is_sure() -> None:
    case = believed((0.6, 0.3, 0.1), (0,), 0, (2,), sure=0.7)
    binary = deciders.load("binary", [])
    assert binary.members(case, 0.7) == (0,) and binary.members(case, 0.75) == (0, 1)


def test_votes_are_counted() -> None:
    case = believed((0.6, 0.4, 0.0), (0,), 0, (2,))
    ensemble = deciders.load("ensemble-set", [])
    assert [ensemble.members(case, level) for level in (0.05, 0.4, 0.45, 0.65)] == [(0, 1), (0, 1), (0,), ()]


def test_lists_survive_being_kept() -> None:
    case = believed((0.5, 0.5), (0,), 0, (), lists=((1.0, (0, 1)),), sure=0.25)
    assert Believed.from_json(json.loads(json.dumps(case.to_json()))) == case
    assert {"sure", "lists"}.isdisjoint(OFFERED.to_json())


def _adapter(folder: Path, name: str, steps: int = 5) -> None:
    adapters.write(name, {"x": torch.zeros(1)}, {"steps": steps, "rows": 6, "seed": 7, "rate": 5e-4}, folder)
    adapters.knowledge_path(folder, name).write_text("[]")


def test_a_missing_adapter_is_told_before_anything_runs(tmp_path: Path) -> None:
    _adapter(tmp_path, "knowno")
    with pytest.raises(
        EvaluationError, match="no adapter introplan, binary in .*train-decider introplan --steps"
    ):
        run_matrix(
            Store(),
            "reading",
            [],
            ["knowno", "introplan", "introplan-direct", "binary", "never"],
            1,
            0,
            risk=0.1,
            calibration_n=1,
            motion=False,
            report=lambda *_: None,
            adapters=tmp_path,
        )
    from cli.main import app

    told = CliRunner().invoke(
        app, ["eval", "run", "reading", "--deciders", "binary", "--no-motion", "--adapters", str(tmp_path)]
    )
    assert told.exit_code != 0 and "train-decider binary" in f"{told.output}{told.exception}"


def test_training_of_different_length_is_told() -> None:
    made = {"knowno": {"steps": 5, "rows": 6, "seed": 7, "rate": 1.0}}
    assert text_beliefs.uneven(made) is None
    assert "different steps" in str(text_beliefs.uneven({**made, "binary": {**made["knowno"], "steps": 6}}))


class _Guesses:
    """Believes half in putting the first thing on the first place, whatever is said."""

    fingerprint = "guess"
    heard = 0

    def hear(self, percepts: tuple[Percept, ...], dialogue: Dialogue) -> Heard:
        _Guesses.heard += 1
        thing = next(p.key for p in percepts if not p.is_place)
        place = next(p.key for p in percepts if p.is_place)
        one = Reading(entries=(Entry(verb="move", things=(thing,), destination=place, relation="in"),))
        scored = (ScoredReading(reading=one, probability=0.6), ScoredReading(reading=NONE, probability=0.4))
        belief = Belief(readings=scored, percepts=percepts, fingerprint="guess")
        return Heard(belief, 0.5, ((0.7, (one,)), (0.3, (NONE,))))


@pytest.mark.slow
def test_they_join_a_comparison_and_replay_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in set(ADAPTER_OF.values()):
        _adapter(tmp_path, name)
    monkeypatch.setattr(text_beliefs, "load", lambda name, folder: _Guesses())
    store = Store()

    def compare() -> dict[str, Any]:
        return run_matrix(
            store,
            "reading",
            [OraclePolicy()],
            [*TEXT, "never"],
            2,
            3,
            risk=0.1,
            calibration_n=2,
            motion=False,
            report=lambda *_: None,
            adapters=tmp_path,
        )

    document = compare()
    heard = _Guesses.heard
    assert heard == 4 * len(set(ADAPTER_OF.values()))
    assert {row["decider"] for row in document["rows"]} == {*TEXT, "never"}
    assert document["adapters"]["knowno"]["steps"] == 5
    assert compare() == document and _Guesses.heard == heard
