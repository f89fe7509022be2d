"""RT-1's training: labels of whole commands, recordings that survive, learning that can be seen, resuming."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from policies.rt1.network import PHASES, Rt1Network
from policies.rt1.policy import load_network, save_network
from policies.training.rt1.commands import Commanded, errand_of, instructions
from policies.training.rt1.loss import around, loss_of
from policies.training.rt1.record import Recorder, record_next
from policies.training.rt1.recordings import AFRESH, Recorded, sample, save
from policies.training.rt1.train import Recipe, Trainer
from scenes.commands import TrueReading
from scenes.demonstrator import Demonstrator
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.splits import split_of
from tests.policies.tiny_rt1 import TINY, Hashed, blobs


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def test_four_positions_stand_for_a_point() -> None:
    points = torch.tensor([[0.5, 0.5], [0.31, 0.72], [0.0, 1.0]])
    target = around(points, (4, 6))
    assert torch.allclose(target.sum(1), torch.ones(3))
    across, down = (torch.arange(6) + 0.5) / 6, (torch.arange(4) + 0.5) / 4
    places = torch.stack([across.repeat(4), down.repeat_interleave(6)], dim=1)
    assert torch.allclose((target @ places)[:2], points[:2], atol=1e-5)
    assert torch.allclose((target @ places)[2], places[18])


def test_ten_scenes_are_learned_by_heart_and_words_say_which_thing() -> None:
    torch.manual_seed(0)
    network = Rt1Network(TINY).train()
    optimiser = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=3e-3)
    scenes, rng = [blobs(seed) for seed in range(10)], np.random.default_rng(0)
    log = []
    for _ in range(150):
        loss, figures = loss_of(network, sample(scenes, rng, 8, TINY.history))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        log.append({"loss": float(loss.detach()), **figures})
    names = ("loss", "move", "thing_error")
    first, last = ({name: float(np.mean([row[name] for row in rows])) for name in names}
                   for rows in (log[:5], log[-10:]))
    assert last["thing_error"] < 0.04 < 0.2 < first["thing_error"]
    assert last["loss"] < 0.5 * first["loss"] and last["move"] < 0.6 * first["move"]


def test_windows_end_at_frames_with_a_label_and_hold_only_what_is_there() -> None:
    scene = blobs(3)
    valid = scene.valid.copy()
    valid[0] = False
    scene = type(scene)(**{**vars(scene), "valid": valid})
    batch = sample([scene], np.random.default_rng(0), 20, 2)
    assert batch.valid.shape == (20, 2) and batch.valid[:, 1].all() and batch.labelled[1::2].all()
    assert batch.words.shape[1] == 2 and batch.there.all()
    # Frame 1 has frame 0 before it, which is there and has no label of its own.
    assert not (batch.labelled[0::2] & ~batch.valid[:, 0]).any() and (~batch.labelled[0::2]).any()


def test_a_drawer_is_opened_first_and_what_is_so_already_is_no_errand() -> None:
    scene = KitchenScene(SceneSpec(seed=3, kinds=("coke", "apple"), open_drawer="bottom_drawer"))
    try:
        truth = scene.truth(pixels=False)
        top, bottom = truth.place("top_drawer").key, truth.place("bottom_drawer").key
        into = errand_of(TrueReading("move", 0, top, "in"), truth)
        assert into is not None and [job.skill for job in into] == ["close", "open", "pick", "place"]
        assert errand_of(TrueReading("open", bottom), truth) is None
        beside = errand_of(TrueReading("move", 0, 1, "next_to"), truth)
        assert beside is not None and beside[1].point_m is not None
        gap = np.linalg.norm(beside[1].point_m[:2] - truth.thing(1).pose.position_m[:2])
        assert 0.05 < gap < 0.2

        way = Commanded(scene, Demonstrator(scene), into)
        label = way.label()
        assert PHASES[label.phase] == "close" and not label.action.terminate and label.destination is not None
        assert PHASES[way.of_skill("pick").phase] == "pick"
        said = instructions(scene.truth().referents(), Random(1), 6)
        assert said and all(len(one.readings) == 1 for one in said)
        assert {one.language for one in said} == {"en", "zh"}
    finally:
        scene.close()


@pytest.mark.slow
def test_a_recorded_command_has_labels_for_others_and_comes_back_from_disk(tmp_path: Path) -> None:
    torch.manual_seed(0)
    recorder = Recorder(Rt1Network(TINY), Hashed(), drives=False)
    path = None
    while path is None:
        path = record_next(tmp_path, recorder, seed=5, worker=0)
    recorded = Recorded()
    assert recorded.refresh(tmp_path) == 1 and recorded.refresh(tmp_path) == 0
    (scene,) = recorded.scenes
    assert scene.valid[:, 0].all() and scene.valid.sum() > len(scene.state)
    glimpses = int((scene.before == AFRESH).sum()) - 1
    assert glimpses >= 1 and scene.front.shape[1:] == (40, 8, 12)
    end = scene.phase[-1, 0] == PHASES.index("end")
    assert end and scene.tokens[-1, 0, 0] == 255 and recorded.succeeded == [True]
    about = (path / "about.json").read_text()
    assert split_of(json.loads(about)["seed"]) == "train"
    batch = sample([scene], np.random.default_rng(0), 6, 2)
    loss, _ = loss_of(Rt1Network(TINY), batch)
    assert torch.isfinite(loss)

    driven = Recorder(Rt1Network(TINY), Hashed(), drives=True).record(11, np.random.default_rng(2))
    assert driven is not None


def test_training_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    torch.manual_seed(0)
    save_network(Rt1Network(TINY), tmp_path / "start", {})
    for number in range(20):
        save(tmp_path / "scenes" / f"scene-00-{number:05d}", blobs(number), {"success": True})
    recipe = Recipe(minutes=1.0, workers=0, windows=4)
    lines: list[str] = []
    trainer = Trainer(tmp_path, recipe, lines.append)
    trainer.learn(tmp_path / "scenes", seconds=0.0)
    assert trainer.progress.updates == 1 and '"apart.thing_error"' in lines[0]
    assert len(trainer.recorded.scenes) == 19 and len(trainer.recorded.apart) == 1
    trainer.progress.used_s = 12.0
    trainer.save()
    frozen = copy.deepcopy(trainer.network.frozen.state_dict())
    (tmp_path / "scenes" / "scene-00-00003" / "front.npy").write_bytes(b"cut")

    again = Trainer(tmp_path, recipe, lines.append)
    assert (again.progress.updates, again.progress.used_s) == (1, 12.0)
    for name, value in trainer.network.state_dict().items():
        assert torch.equal(value, again.network.state_dict()[name]), name
    again.recorded.refresh(tmp_path / "scenes")
    assert len(again.recorded.scenes) == 18
    again.update()
    assert all(torch.equal(frozen[name], value) for name, value in again.network.frozen.state_dict().items())
    path = save_network(again.average, tmp_path / "weights", again.info())
    network, info = load_network(tmp_path / "weights")
    assert path.exists() and info["recipe"]["windows"] == 4 and network.config == TINY
