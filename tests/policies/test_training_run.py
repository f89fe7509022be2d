"""``whichone policy train``: the order of stages, what a kill leaves, and errors that say what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policies.training import run as training
from policies.training import stages
from policies.training.minutes import counted, minutes_of
from policies.training.stages import Recipe, Run, StageMissing, again, export, eye, seen


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of stages in the order they were run, each replaced by one that only notes its name."""
    names: list[str] = []
    for name in training.STAGES:
        monkeypatch.setitem(training._RUN, name, lambda run, name=name: names.append(name))
    return names


def test_stages_run_in_their_own_order(tmp_path: Path, called: list[str]) -> None:
    training.train(tmp_path, names=("seen", "render", "actor"), weights=tmp_path, report=lambda line: None)
    assert called == ["render", "seen", "actor"]


def test_all_stages_are_the_default(tmp_path: Path, called: list[str]) -> None:
    training.train(tmp_path, weights=tmp_path, report=lambda line: None)
    assert tuple(called) == training.STAGES


def test_minutes_of_all_parts_are_counted(
    tmp_path: Path, called: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(run: Run) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(training._RUN, "eye", killed)
    before = 0.0
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            training.train(tmp_path, names=("eye",), weights=tmp_path, report=lambda line: None)
        minutes = {path.stem: float(path.read_text()) for path in tmp_path.glob("*.minutes")}
        assert before < minutes["eye"] <= minutes["whole"]
        before = minutes["eye"]


def test_minutes_are_written_while_a_stage_runs(tmp_path: Path) -> None:
    """A killed process keeps what it has counted: here the stage ends only once something was written."""
    with counted(tmp_path, "eye", every_s=0.01):
        while not minutes_of(tmp_path):
            pass
    assert set(minutes_of(tmp_path)) == {"eye"}


def test_an_unknown_stage_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no stage is called 'ears'; there are: render, eye"):
        training.train(tmp_path, names=("ears",))
    with pytest.raises(ValueError, match="0 cores"):
        training.train(tmp_path, cores=0)


def test_a_missing_stage_is_named_before_long_work(tmp_path: Path) -> None:
    run = Run(tmp_path, Recipe(), tmp_path / "weights", report=lambda line: None)
    for stage, needed in ((eye, "render"), (seen, "words"), (again, "seen"), (export, "eye")):
        with pytest.raises(StageMissing, match=f"run the stage {needed} before"):
            stage(run)
    assert not (tmp_path / "weights").exists()


def test_a_bench_is_rendered_where_there_are_shards_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, int, bool, str]] = []

    def noted(folder: Path, shards: int, *, first_seed: int, placed: bool = False, world: str = "kitchen",
              report: object = None) -> None:
        made.append((folder.name, shards, placed, world))

    monkeypatch.setattr(stages, "make", noted)
    kitchen_only = Recipe(rendered_shards=2, placed_shards=1, bench_shards=0, card_shards=0)
    stages.render(Run(tmp_path, kitchen_only, tmp_path))
    kitchen = [("rendered", 2, False, "kitchen"), ("rendered-placed", 1, True, "kitchen")]
    assert made == kitchen
    made.clear()
    stages.render(Run(tmp_path, replace(kitchen_only, bench_shards=3), tmp_path))
    bench = [("rendered-bench", 2, False, "bench"), ("rendered-bench-placed", 1, True, "bench")]
    assert made == [*kitchen, *bench]
    assert Recipe(bench_shards=0, card_shards=0).worlds == ("kitchen",)
    assert Recipe(bench_shards=3, card_shards=0).worlds == ("kitchen", "bench")


def test_an_actor_that_dies_beside_the_others_is_told(tmp_path: Path, called: list[str]) -> None:
    """Its process is a real one, and its checkpoint is damaged."""
    (tmp_path / "actor").mkdir()
    (tmp_path / "actor" / "checkpoint.pt").write_bytes(b"no checkpoint")
    told: list[str] = []
    with pytest.raises(training.StageFailed, match="goes on from there"):
        training.train(tmp_path, weights=tmp_path, report=told.append, cores=2)
    assert called == ["render", "eye", "words", "seen", "again"]
    assert told[0] == "stage actor, beside the others"
