"""A world that a policy was not taught is refused by name, before anything runs; one that it was is not."""

from __future__ import annotations

from typing import Any, cast

import pytest
from typer.testing import CliRunner

from agent.tracing.store import Store
from cli.main import app
from evals import calibrate, kept, played
from evals.oracle import OraclePolicy
from evals.runner import run_suite
from evals.suites import load
from policies.base import PolicyError, check_world
from policies.vla.reader import VlaReader
from policies.vla.vision import ALL_NAMES, NAMES, names_of
from scenes.kinds import WORLDS


class KitchenOracle(OraclePolicy):
    """An oracle that says it knows the kitchen alone."""

    worlds = ("kitchen",)


def quiet(done: int, total: int, what: str) -> None:
    """No bar in tests."""


def test_the_bench_is_refused_by_name_wherever_a_suite_runs() -> None:
    store, policy = Store(), KitchenOracle()
    try:
        for run in (
            lambda: run_suite("bench", policy, 2, progress=quiet),
            lambda: kept.beliefs(store, load("bench"), policy, 2, 0, quiet),
            lambda: calibrate.gather(policy, "bench", 10, 0),
            lambda: played.episodes(store, "bench", policy, 2, 0, quiet),
        ):
            with pytest.raises(PolicyError, match="oracle was taught .* kitchen and not of the bench"):
                run()
    finally:
        store.close()


def test_who_knows_the_world_or_says_nothing_is_let_through() -> None:
    policy = KitchenOracle()
    check_world(policy, "oracle", "kitchen")
    check_world(OraclePolicy(), "oracle", "bench")
    policy.worlds = ("kitchen", "bench")  # type: ignore[assignment]
    check_world(policy, "oracle", "bench")


@pytest.mark.parametrize(("names", "worlds"), [
    (NAMES, ("kitchen",)), (names_of(("kitchen", "bench")), ("kitchen", "bench")), (ALL_NAMES, WORLDS)])
def test_a_reader_knows_the_worlds_whose_names_its_eye_matches(names: Any, worlds: Any) -> None:
    reader = cast(Any, VlaReader.__new__(VlaReader))
    reader._names = tuple(names)
    assert reader.worlds == worlds


def test_training_takes_shards_of_the_bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    from cli import progress
    from policies.training import run

    seen: list[Any] = []
    monkeypatch.setattr(progress, "unpack_language_model", lambda cache: None)
    monkeypatch.setattr(run, "train", lambda out, recipe, **options: seen.append(recipe))
    found = CliRunner().invoke(app, ["policy", "train", "--out", str(tmp_path), "--bench-shards", "4"])
    assert found.exit_code == 0, found.output
    assert seen[0].bench_shards == 4 and seen[0].worlds[:2] == ("kitchen", "bench")
    assert CliRunner().invoke(app, ["policy", "train", "--bench-shards", "-1"]).exit_code != 0
