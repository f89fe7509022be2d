"""Demonstrations recorded on any arm become episodes, and episodes become what the actor learns from."""

import dataclasses
import itertools
from pathlib import Path

import numpy as np
import pytest

from cli import main
from policies.interchange.episode import DatasetError, Episode
from policies.training.episodes import as_recording, demonstrate, import_episodes
from policies.training.recordings import Recordings
from policies.vla.actor import front_patch


@pytest.fixture(scope="module")
def recorded() -> list[Episode]:
    return list(itertools.islice(demonstrate("so101", seed=3), 2))


def test_the_expert_is_recorded_from_pick_to_place(recorded: list[Episode]) -> None:
    pick, place = recorded
    assert (pick.skill, place.skill) == ("pick", "place") and pick.instruction.startswith("pick the ")
    assert place.instruction.startswith("put the ") and pick.arm == "so101"
    for episode in recorded:
        assert episode.success and episode.action[-1, 7] == 1 and not episode.action[:-1, 7].any()
        assert episode.images["front"].shape == (len(episode), 288, 384, 3)
        assert episode.joints_rad.shape == (len(episode), 5)
        assert not episode.action[:, 3:5].any(), "five joints do not tilt"
    moved = np.diff(pick.state[:, :3], axis=0)
    np.testing.assert_allclose(moved, pick.action[:-1, :3], atol=0.006)  # the state follows the actions


def test_the_same_seed_gives_the_same_episode(recorded: list[Episode]) -> None:
    again = next(demonstrate("so101", seed=3))
    np.testing.assert_array_equal(again.images["wrist"], recorded[0].images["wrist"])
    np.testing.assert_array_equal(again.action, recorded[0].action)


def test_an_episode_trains_the_actor(recorded: list[Episode], tmp_path: Path) -> None:
    recording = as_recording(recorded[0])
    assert recording.arm == "so101" and recording.wrist.shape == (len(recorded[0]), 64, 64, 3)
    np.testing.assert_array_equal(
        recording.patch, front_patch(recorded[0].images["front"][0], *recorded[0].point)
    )
    assert (recording.tokens[:, 4:6] == 128).all() and recording.tokens[-1, 0] == 255
    made = import_episodes(recorded, tmp_path, "my set")
    assert (made.episodes, made.shards) == (2, 1)
    import_episodes(recorded, tmp_path, "my set")
    recordings = Recordings()
    assert recordings.refresh(tmp_path / "so101") == 1 and recordings.steps == made.steps
    assert recordings.arm == ["so101", "so101"]
    batch = recordings.sample(np.random.default_rng(0), 3, 2)
    assert batch.arm == ("so101",) * 3


def test_an_unknown_skill_is_refused(recorded: list[Episode]) -> None:
    with pytest.raises(DatasetError, match="'wave' cannot train the actor"):
        as_recording(dataclasses.replace(recorded[0], skill="wave"))


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, other = tmp_path / "made", tmp_path / "other"
    assert main.execute(["demos", "record", str(made), "--arm", "so101", "--episodes", "1"]) == 0
    assert main.execute(["demos", "convert", str(made), str(other), "--format", "lerobot"]) == 0
    assert main.execute(["demos", "import", str(other), str(tmp_path / "run")]) == 0
    assert len(list((tmp_path / "run/shards/so101").glob("shard-import-other-*.npz"))) == 1
    capsys.readouterr()
    assert main.execute(["demos", "show", str(other)]) == 0
    assert "1 episodes" in capsys.readouterr().out
    assert main.execute(["demos", "show", str(tmp_path / "none")]) == 1
    assert "no features.json" in capsys.readouterr().err
    assert main.execute(["demos", "record", str(made), "--format", "hdf5"]) == 1
    assert "no format 'hdf5'; there are rlds and lerobot" in capsys.readouterr().err
