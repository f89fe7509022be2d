"""Episodes of a calibration are talked through by the agent and a user who slips, once, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent.tracing.store import Store
from evals import kept, played
from evals.answerer import Answerer
from evals.guarantee import deciding
from evals.oracle import OraclePolicy
from evals.results import EvaluationError
from evals.suites import load
from evals.talks import talks
from scenes.commands import TrueReading
from scenes.referring import Referent

THINGS = [Referent(key, kind, 10.0 + 80.0 * key, 10.0, False)
          for key, kind in enumerate(("coke", "apple", "sponge"))]


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def user(seed: int, wrong: float) -> Answerer:
    meant = TrueReading("move", 0)
    return Answerer(meant, (meant, TrueReading("move", 1)), "en", seed, wrong_answers=wrong)


def test_a_user_answers_wrongly_at_the_rate_stated_and_never_names_what_it_means_then() -> None:
    said = [user(seed, 0.3).answer(["the Coke", "the apple", "the sponge"], THINGS) for seed in range(400)]
    slips = [heard for heard in said if heard.by == "wrong"]
    assert 0.23 < len(slips) / len(said) < 0.37
    assert {heard.answer for heard in slips} == {"2", "3"} and all(heard.chosen == 0 for heard in slips)
    honest = [user(seed, 0.0).answer(["the Coke", "the apple", "the sponge"], THINGS) for seed in range(400)]
    assert [a for a, b in zip(said, honest, strict=True) if a.by != "wrong"] == [
        b for a, b in zip(said, honest, strict=True) if a.by != "wrong"]


def test_a_wrong_yes_is_a_no() -> None:
    question = "Do you mean the Coke: yes (1) or no?"
    assert user(1, 0.0).answer(["the Coke"], THINGS, confirm=question).answer == "yes"
    heard = user(1, 0.999).answer(["the Coke"], THINGS, confirm=question)
    assert (heard.answer, heard.by) == ("no", "wrong")


def test_a_wrong_answer_leads_to_what_was_not_meant() -> None:
    case = next(iter(load("vague").cases(2, 5)))
    assert case.expected == "ambiguous"
    policy = OraclePolicy()
    rules = {at: deciding(at, policy.reader.fingerprint, "vague") for at in (0.01, 0.05)}
    store = Store()
    try:
        honest = talks(case, policy, rules, 0.0, store, policy.bind)
        slipping = talks(case, policy, rules, 0.999, store, policy.bind)
    finally:
        store.close()
    assert all(one.error is None for one in (*honest.values(), *slipping.values()))
    assert all(one.asked and not one.wrong and one.meant(case) for one in honest.values())
    assert all(one.wrong and not one.meant(case) for one in slipping.values())


def test_what_was_played_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []

    def move(case: Any, *rest: Any) -> Any:
        moved.append(case.id)
        return type("Motion", (), {"success": True, "score": None, "error": None})()

    monkeypatch.setattr(kept, "run_motion", move)
    monkeypatch.setattr(played, "THRESHOLDS", (0.05, 0.5))
    store = Store(f"sqlite:///{tmp_path / 'traces.db'}")
    try:
        first, cases = played.episodes(store, "vague", OraclePolicy(), 4, 5, quiet)
        assert {len(rows) for rows in first.values()} == {2} and len(moved) == 2
        assert all(one.done for one in first[0.05])

        def never(*_: Any) -> Any:
            raise AssertionError("talked again")

        monkeypatch.setattr(played, "talks", never)
        assert played.episodes(store, "vague", OraclePolicy(), 4, 5, quiet) == (first, cases)
        assert len(moved) == 2
    finally:
        store.close()


def test_a_suite_without_episodes_is_refused() -> None:
    store = Store()
    try:
        with pytest.raises(EvaluationError, match="no whole episodes"):
            played.episodes(store, "control", OraclePolicy(), 4, 5, quiet)
    finally:
        store.close()
