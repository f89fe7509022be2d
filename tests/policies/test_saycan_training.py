"""SayCan learns lists of steps from the reader's commands, and success from attempts."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from policies.saycan.affordance import FEATURES
from policies.saycan.skills import DONE, find, prompt, skills
from policies.training import attempts, decider, saycan
from policies.training.decider import loss_of
from scenes.commands import TrueReading
from scenes.kitchen import KitchenScene, SceneSpec
from tests.policies.tiny_text import alone, tiny

KINDS = {0: "coke", 1: "pepsi", 2: "white_bowl", 100: "tray", 104: "top_drawer"}
SETTINGS = saycan.Settings(steps=12, rows=3, scenes=5, rate=0.02)


def test_a_reading_is_a_list_of_skills() -> None:
    coke, tray = find("pick", "coke"), find("place", "tray")
    assert saycan.steps_of(TrueReading("move", 0, 100, "handover"), KINDS, Random(0)) == [coke, tray, DONE]
    beside = saycan.steps_of(TrueReading("move", 0, 1, "next_to"), KINDS, Random(0))
    assert beside == [coke, find("place", "pepsi", beside=True), DONE]
    assert saycan.steps_of(TrueReading("open", 104), KINDS, Random(0)) == [find("open", "top_drawer"), DONE]
    assert saycan.steps_of(TrueReading("move", 2, 100, "handover"), KINDS, Random(0)) is None
    drawer = TrueReading("move", 0, 104, "in")
    lists = [saycan.steps_of(drawer, KINDS, Random(seed)) for seed in range(8)]
    assert {one[0].text for one in lists if one} == {"open the top drawer", "pick up the Coke"}


def test_practice_asks_for_every_first_step_and_then_follows_one_list() -> None:
    _, practised = saycan.practice(SETTINGS, 3)
    assert (_, practised) == saycan.practice(SETTINGS, 3) and practised
    answers = {skill.answer for skill in skills()}
    assert all(set(sample.answers) <= answers for sample in practised)
    firsts = [sample for sample in practised if sample.prompt.endswith("Robot: 1.")]
    later = [sample for sample in practised if " 2." in sample.prompt]
    assert firsts and later
    for sample in later:
        assert any(sample.prompt.startswith(one.prompt) for one in firsts)


def test_a_few_commands_are_learned(tmp_path: Path) -> None:
    model = tiny()
    # As it is, no state of this random model makes any character likely.
    model.language_model.lm_head.weight.data.mul_(40)

    def loss() -> float:
        with torch.no_grad():
            return float(loss_of(model, saycan.practice(SETTINGS, 0))[0])

    before = loss()
    schedule = decider.Settings(steps=60, rows=2, rate=0.02)
    decider.fit(model, lambda step: saycan.practice(SETTINGS, 0), schedule, tmp_path, lambda line: None)
    assert loss() < before / 2


def test_the_likelihood_that_is_trained_is_the_one_that_is_weighed() -> None:
    model = tiny()
    sample = saycan.samples_of_words("bring it", [[find("pick", "coke"), DONE]], Random(0))[0]
    loss, _ = loss_of(model, ("", [sample]))
    assert float(loss.detach()) == pytest.approx(
        -alone(model, prompt("bring it"), " pick up the Coke."), abs=1e-3
    )


def rows(count: int, seed: int) -> attempts.Attempts:
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(count, FEATURES)).astype(np.float32)
    return attempts.Attempts(features, features[:, 5] + features[:, 6] > 0, np.arange(count) // 4)


def test_success_is_learned_and_judged_on_scenes_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saycan, "FIT_STEPS", 300)
    network, figures = saycan.fit(rows(600, 1), 0)
    assert figures["n"] == 120 and figures["auroc"] > 0.9 and figures["brier"] < 0.15
    unseen = rows(200, 2)
    with torch.inference_mode():
        right = (network(torch.from_numpy(unseen.features)) > 0).numpy() == unseen.success
    assert right.mean() > 0.85


def test_attempts_of_another_version_are_refused() -> None:
    old = rows(40, 1)
    with pytest.raises(ValueError, match="record them again"):
        saycan.fit(attempts.Attempts(old.features[:, :-1], old.success, old.scene), 0)


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    (tmp_path / "attempts-00000.npz").write_bytes(b"torn")
    with pytest.raises(ValueError, match="attempts-00000.npz is damaged: delete it"):
        attempts.load(tmp_path)
    (tmp_path / "attempts-00000.npz").unlink()
    with pytest.raises(ValueError, match="no attempts yet"):
        attempts.load(tmp_path)


def test_success_is_judged_by_truth() -> None:
    scene = KitchenScene(SceneSpec(seed=3, kinds=("coke", "apple"), open_drawer="top_drawer"))
    try:
        truth = scene.truth(pixels=False)
    finally:
        scene.close()
    assert not attempts.done(find("pick", "coke"), truth, truth)
    assert attempts.done(find("open", "top_drawer"), truth, truth)
    assert not attempts.done(find("close", "top_drawer"), truth, truth)
    assert not attempts.done(find("place", "tray"), truth, truth)  # nothing is held
    drawn = [attempts.draw(truth, np.random.default_rng(seed)) for seed in range(60)]
    assert {skill.skill for skill in drawn} == {"pick", "place", "open", "close"}
    assert any(skill.target not in {"coke", "apple"} for skill in drawn if skill.skill == "pick")
