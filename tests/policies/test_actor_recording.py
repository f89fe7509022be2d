"""Recording in the kitchen, and training that survives being killed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from policies.training import actor as training
from policies.training import demonstrations
from policies.training.errands import Job, draw_destination, fetch, finished
from policies.training.glimpses import LOOKS, glimpses
from policies.training.recordings import Recording, Recordings, save_shard
from policies.vla.actor import PATCH_PX, VlaActor
from policies.vla.actor_network import STATE_SIZE, ActorConfig, ActorNetwork
from scenes import splits
from scenes.catalogue import kinds
from scenes.demonstrator import Demonstrator
from scenes.kitchen import KitchenScene, SceneSpec

SMALL = ActorConfig(context=16, hidden=16, front_channels=(4, 4, 4), wrist_channels=(4, 4, 4))


@pytest.fixture()
def scene() -> KitchenScene:
    return KitchenScene(SceneSpec(seed=5, kinds=("coke", "apple", "plate"), open_drawer="none"))


def test_a_recorded_pick_is_aligned_and_labelled(scene: KitchenScene) -> None:
    job = Job("pick", "coke", 0, 0)
    made = demonstrations.record_skill(scene, Demonstrator(scene), job, None, np.random.default_rng(0))
    assert made is not None and made.success and finished(scene.truth(pixels=False), job)
    steps = len(made.state)
    assert made.wrist.shape == (steps, 64, 64, 3) and made.tokens.shape == (steps, 8)
    assert (made.tokens[:, 0] == 255).sum() == demonstrations.LAST_STEPS + 1
    first = made.target_m[0] - made.state[0, :3]
    direction = made.tokens[0, 1:3].astype(int) - 128
    assert np.sign(direction[np.abs(first[:2]) > 0.05]).tolist() == np.sign(first[:2])[
        np.abs(first[:2]) > 0.05].tolist(), "the label at a state goes from that state towards the thing"
    assert made.tokens[-1, 7] < 80 and made.state[-1, 2] > 0.25


def test_the_actor_drives_and_the_demonstrator_labels(scene: KitchenScene,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    monkeypatch.setattr(demonstrations, "LIMIT_STEPS", 12)
    monkeypatch.setattr(demonstrations, "TAKE_OVER_STEPS", 6)
    made = demonstrations.record_skill(scene, Demonstrator(scene), Job("pick", "apple", 1, 1),
                                       VlaActor(ActorNetwork(SMALL)), np.random.default_rng(0))
    assert made is not None and made.driver == "actor" and not made.success and len(made.state) == 12


def test_errands_open_a_closed_drawer_and_close_the_other() -> None:
    scene = KitchenScene(SceneSpec(seed=6, kinds=("coke", "apple"), open_drawer="bottom_drawer"))
    truth = scene.truth(pixels=False)
    skills = [(job.skill, job.name) for job in fetch(truth, 0, "top_drawer", np.random.default_rng(1))]
    assert skills[:4] == [("close", "bottom_drawer"), ("open", "top_drawer"), ("pick", "coke"),
                          ("place", "top_drawer")]
    assert [job.skill for job in fetch(truth, 0, "bottom_drawer", np.random.default_rng(1))][:2] == [
        "pick", "place"]
    drawn = {draw_destination(truth, 0, np.random.default_rng(seed), None) for seed in range(80)}
    assert {"tray", "compost", "top_drawer", "microwave", "counter"} <= drawn


def test_errands_point_where_truth_projects(scene: KitchenScene) -> None:
    truth = scene.truth(pixels=False)
    for thing in truth.things:
        job = Job("pick", thing.kind, thing.key, thing.key)
        assert demonstrations.point_of(scene, truth, job) == (thing.u, thing.v)
    free = fetch(truth, 0, "counter", np.random.default_rng(0))[1]
    assert free.point_m is not None and free.key is None
    gaps = [np.linalg.norm(free.point_m[:2] - t.pose.position_m[:2]) for t in truth.things if t.key != 0]
    assert min(gaps) > 0.1 and kinds()["plate"].holds_things


def test_glimpses_see_everything_from_many_poses() -> None:
    made = glimpses(11, np.random.default_rng(0))
    assert {"pick"} < {recording.skill for recording in made} <= {"pick", "open", "close"}
    for recording in made:
        assert recording.state.shape == (LOOKS, STATE_SIZE) and recording.driver == "glimpse"
        assert len({bytes(row) for row in recording.state}) == LOOKS
        gap = np.linalg.norm((recording.target_m - recording.state[:, :3])[:, :2], axis=1)
        assert recording.skill != "pick" or gap.min() < 0.05
        assert (recording.tokens[:, 0] == 0).any()


def _made_up(shards: Path, network: ActorNetwork | None, seed: int, worker: int) -> Path:
    index = len(list(shards.glob("shard-*.npz")))
    rng = np.random.default_rng(index)
    steps = 6
    state = rng.normal(size=(steps, STATE_SIZE)).astype(np.float32)
    save_shard(shards / f"shard-{worker:02d}-{index:05d}.npz", [Recording(
        skill="pick", target="coke", u=0.5, v=0.5, patch=np.zeros((PATCH_PX, PATCH_PX, 3), np.uint8),
        wrist=np.zeros((steps, 64, 64, 3), np.uint8), state=state,
        tokens=np.full((steps, 8), 128, np.uint8), target_m=np.zeros((steps, 3), np.float32),
        driver="demonstrator" if network is None else "actor", success=True)])
    return shards


def test_training_goes_on_where_it_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    monkeypatch.setattr(training, "record_next", _made_up)
    monkeypatch.setattr(training, "record_glimpses", lambda shards, seed, worker: None)
    monkeypatch.setattr(training, "ActorConfig", lambda: SMALL)
    monkeypatch.setattr(training, "CHECKPOINT_S", 0.0)
    learn = training._Trainer.learn

    def learn_then_die(self: training._Trainer, shards: Path, seconds: float) -> None:
        learn(self, shards, 0.05)
        self.progress.used_s += 15
        if len(self.recordings.seen) >= 3 and not (tmp_path / "died").exists():
            self.save()
            (tmp_path / "died").touch()
            raise KeyboardInterrupt

    monkeypatch.setattr(training._Trainer, "learn", learn_then_die)
    with pytest.raises(KeyboardInterrupt):
        training.train_actor(tmp_path, minutes=1, first_scenes=3)
    shards_before = len(list((tmp_path / "shards").glob("*.npz")))
    saved = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    path = training.train_actor(tmp_path, minutes=1, first_scenes=3)
    after = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert shards_before >= 3 and after["progress"]["updates"] > saved["progress"]["updates"] > 0
    assert after["progress"]["used_s"] >= 60 > saved["progress"]["used_s"]
    assert path.exists() and VlaActor.load(tmp_path / "weights").info["data"]["control_steps"] >= 18


def test_seeds_of_recordings_are_of_the_training_split(tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def note(seed: int, actor: VlaActor | None, rng: np.random.Generator) -> list[Recording]:
        drawn.append(seed)
        return []

    monkeypatch.setattr(demonstrations, "record_scene", note)
    for worker in (0, 0, 0, 1):
        demonstrations.record_next(tmp_path, None, seed=4, worker=worker)
    assert len(set(drawn)) == 4 and {splits.split_of(seed) for seed in drawn} == {"train"}
    assert Recordings().refresh(tmp_path) == 4, "empty scenes are read as nothing"
