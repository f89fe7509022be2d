"""One actor on all arms and one an arm: of the same recordings, and gone on with after a kill."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import policies
from cli import main
from evals import arms as measuring
from evals.suites.control_arms import cases, cases_of
from policies.base import PolicyError
from policies.training import arms
from policies.training.arms import Recipe, train
from policies.training.recordings import Recording
from policies.types import Step
from policies.vla.actor import VlaActor, load_network
from policies.vla.actor_network import ActorConfig, ActorNetwork, told_of
from scenes.kinematics import down_facing
from scenes.types import ArmState, Observation, Pose
from tests.policies.test_actor_training import recording

SMALL = functools.partial(
    ActorConfig, context=16, hidden=24, front_channels=(4, 4, 4), wrist_channels=(4, 4, 4)
)
RECIPE = Recipe(("panda", "so101"), scenes=2, driven=1, updates=4)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Made-up recordings and a small network; what was recorded is listed: which arm, by an actor or not."""
    recorded: list[tuple[str, bool]] = []

    def scene(seed: int, actor: VlaActor | None, rng: np.random.Generator, arm: str) -> list[Recording]:
        recorded.append((arm, actor is not None))
        made = recording(seed % 1000)
        return [Recording(**{**vars(made), "arm": arm})]

    monkeypatch.setattr(arms, "record_scene", scene)
    monkeypatch.setattr(arms, "glimpses", lambda seed, rng, arm: [])
    monkeypatch.setattr(arms, "ActorConfig", SMALL)
    monkeypatch.setattr(arms, "SKILLS_A_BATCH", 4)
    return recorded


def test_every_actor_learns_from_the_same_recordings(tmp_path: Path, quick: list[tuple[str, bool]]) -> None:
    lines: list[str] = []
    made = train(tmp_path, RECIPE, lines.append)
    assert list(made) == ["panda", "so101", "all"]
    assert sorted(quick) == [("panda", False)] * 2 + [("panda", True)] + [("so101", False)] * 2 + [
        ("so101", True)
    ]
    infos = {variant: load_network(path.parent)[1] for variant, path in made.items()}
    assert {info["updates"] for info in infos.values()} == {4}
    assert infos["all"]["skills"] == infos["panda"]["skills"] + infos["so101"]["skills"]
    assert infos["all"]["config"]["embodiment_joints"] == [7, 5]
    quick.clear()
    again = train(tmp_path, RECIPE, lines.append)
    assert not quick and {k: p.read_bytes() for k, p in again.items()} == {
        k: p.read_bytes() for k, p in made.items()
    }


def test_a_killed_run_comes_to_the_same_weights(
    tmp_path: Path, quick: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(tmp_path / "whole", RECIPE, lambda line: None)
    learned, real = [0], arms.loss_of

    def kill(*given: Any) -> Any:
        learned[0] += 1
        if learned[0] == 8:  # in the middle of the first final actor
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(arms, "CHECKPOINT_S", 0.0)
    monkeypatch.setattr(arms, "loss_of", kill)
    with pytest.raises(KeyboardInterrupt):
        train(tmp_path / "cut", RECIPE, lambda line: None)
    cut = train(tmp_path / "cut", RECIPE, lambda line: None)
    assert {k: p.read_bytes() for k, p in cut.items()} == {k: p.read_bytes() for k, p in whole.items()}


def test_another_recipe_and_a_damaged_shard_are_named(tmp_path: Path, quick: list[tuple[str, bool]]) -> None:
    train(tmp_path, RECIPE, lambda line: None)
    with pytest.raises(PolicyError, match="was begun with updates 4 and not 9"):
        train(tmp_path, Recipe(RECIPE.arms, 2, 1, 9), lambda line: None)
    (tmp_path / "shards/panda/shard-expert-00001.npz").write_bytes(b"PK")
    (tmp_path / "runs/all/weights/actor.json").unlink()
    with pytest.raises(PolicyError, match=r"shard-expert-00001\.npz is damaged .*delete it"):
        train(tmp_path, RECIPE, lambda line: None)


def _look(joints: int) -> Observation:
    rng = np.random.default_rng(0)
    images = {
        "front": rng.integers(0, 256, (288, 384, 3)).astype(np.uint8),
        "wrist": rng.integers(0, 256, (96, 96, 3)).astype(np.uint8),
    }
    return Observation(
        images, ArmState(np.zeros(joints), Pose(np.array([0.4, 0, 0.2]), down_facing(0)), 1.0, 1.0), 0.0
    )


def test_an_actor_tells_its_arm_by_the_joints() -> None:
    torch.manual_seed(0)
    config = SMALL(embodiments=("panda", "so101"), embodiment_joints=(7, 5))
    assert told_of([1], ["so101"], config).tolist() == [[0, 1, 0, 0, 0, 1]]
    actor = VlaActor(ActorNetwork(config))
    step = Step(skill="pick", u=0.5, v=0.5, target="apple")
    told = []
    for joints in (7, 5):
        actor.begin(step, _look(joints))
        told.append(actor._told[0].clone())  # type: ignore[index]
    assert not torch.equal(*told), "the same pixels on another arm are another context"
    with pytest.raises(PolicyError, match=r"this arm has 6 joints.*panda \(7 joints\), so101 \(5 joints\)"):
        actor.begin(step, _look(6))


def test_cases_are_within_reach_and_short_runs_are_prefixes() -> None:
    first = list(cases(3, 5))
    assert [case.spec.arm for case in first] == ["panda", "xarm6", "so101"]
    assert first[2].summary()["arm"] == "so101" and "arm" not in first[0].summary()
    assert [case.spec for case in cases_of("so101", 2, 5)][0] == first[2].spec


def test_rates_are_paired() -> None:
    rows = [
        {"case": f"c{i}", "arm": "so101", "variant": v, "success": s}
        for i, (own, common) in enumerate([(True, True), (False, True), (False, True), (False, False)])
        for v, s in (("so101", own), ("all", common))
    ]
    found = measuring.counted(rows, ("so101",))
    of_arm = found["arms"]["so101"]
    assert (of_arm["one_arm"]["value"], of_arm["all_arms"]["value"]) == (0.25, 0.75)
    assert of_arm["difference"]["value"] == 0.5 and of_arm["difference"]["low"] >= 0
    assert found["all_arms"]["n"] == 4


def test_measuring_goes_on_where_it_was(
    tmp_path: Path, quick: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    train(tmp_path, Recipe(("so101",), 1, 0, 2), lambda line: None)
    ran: list[str] = []
    monkeypatch.setattr(
        measuring,
        "run",
        lambda case, actor: ran.append(case.id) or {"success": True, "failed": None, "steps": 3},
    )
    out = [
        "policy",
        "measure-arms",
        "--out",
        str(tmp_path),
        "--arm",
        "so101",
        "--n",
        "2",
        "--json",
        str(tmp_path / "m.json"),
    ]
    assert main.execute(out) == 0 and len(ran) == 4
    kept = tmp_path / "measured.jsonl"
    kept.write_text("\n".join(kept.read_text().splitlines()[:3]) + '\n{"case": "cut')
    assert main.execute(out) == 0 and len(ran) == 5
    assert json.loads((tmp_path / "m.json").read_text())["arms"]["so101"]["all_arms"]["n"] == 2


def test_rt_x_is_there_by_name() -> None:
    assert "rt-x" in policies.names()
