"""The actor's training machinery on made-up recordings: no simulator, a small network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from policies.training.actor_loss import MAX_SHIFT_PX, loss_of, moved_points, soft_targets
from policies.training.recordings import Recording, Recordings, save_shard
from policies.vla.actor import PATCH_PX, crops
from policies.vla.actor_network import STATE_SIZE, ActorConfig, ActorNetwork

SMALL = ActorConfig(context=32, hidden=48, front_channels=(8, 8, 8), wrist_channels=(8, 8, 8))


def recording(seed: int, steps: int = 9, skill: str = "pick") -> Recording:
    """A made-up skill whose tokens follow from its state, so that it can be learned."""
    rng = np.random.default_rng(seed)
    state = rng.normal(0, 0.3, (steps, STATE_SIZE)).astype(np.float32)
    tokens = np.full((steps, 8), 128, dtype=np.uint8)
    tokens[:, 1] = np.where(state[:, 0] > 0, 200, 60)
    tokens[:, 0] = np.where(np.arange(steps) == steps - 1, 255, 0)
    return Recording(
        skill=skill, target="coke", u=float(rng.random()), v=float(rng.random()),
        patch=rng.integers(0, 256, (PATCH_PX, PATCH_PX, 3), dtype=np.uint8),
        wrist=rng.integers(0, 256, (steps, 64, 64, 3), dtype=np.uint8), state=state, tokens=tokens,
        target_m=state[:, :3] + np.float32(0.1), driver="demonstrator", success=True)


def shards(folder: Path, count: int = 2) -> Recordings:
    for index in range(count):
        save_shard(folder / f"shard-00-{index:05d}.npz",
                   [recording(10 * index + k, steps=5 + k, skill=s) for k, s in enumerate(("pick", "open"))])
    read = Recordings()
    assert read.refresh(folder) == count
    return read


def test_shards_come_back_as_they_were(tmp_path: Path) -> None:
    read = shards(tmp_path)
    assert read.steps == 22 and read.lengths.tolist() == [5, 6, 5, 6]
    assert read.first.tolist() == [0, 5, 11, 16]
    original = recording(11, steps=6, skill="open")
    batch = read.sample(np.random.default_rng(0), 200, 3, only=np.array([3]))
    assert set(map(bytes, batch.state)) == set(map(bytes, original.state)), "every step of the one skill"
    assert (batch.patch == original.patch).all() and (batch.skill == 2).all()
    rows = {bytes(s): (w, t, m) for s, w, t, m in
            zip(original.state, original.wrist, original.tokens, original.target_m, strict=True)}
    for s, w, t, m in zip(batch.state, batch.wrist, batch.tokens, batch.target_m, strict=True):
        wrist, tokens, target_m = rows[bytes(s)]
        assert (w == wrist).all() and (t == tokens).all() and (m == target_m).all()
    assert read.refresh(tmp_path) == 0, "nothing is read twice"


def test_a_damaged_or_half_written_shard_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "shard-00-00007.npz").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "shard-00-00008.npz.part.npz").write_bytes(b"")
    save_shard(tmp_path / "shard-00-00009.npz", [])
    read = Recordings()
    save_shard(tmp_path / "shard-00-00001.npz", [recording(1)])
    assert read.refresh(tmp_path) >= 1 and read.steps >= 9


def test_points_move_with_their_crops(tmp_path: Path) -> None:
    batch = shards(tmp_path).sample(np.random.default_rng(0), 300, 1)
    point, fine, coarse = moved_points(batch, 48, np.random.default_rng(1))
    shift = (point - batch.point) * np.array([384, 288])
    assert np.abs(shift).max() <= MAX_SHIFT_PX + 1e-3
    assert 0.8 < np.abs(shift[:, 0]).mean() < 2.5, "about the noise of a detector"
    for patch, (right, down), seen_fine, seen_coarse in zip(batch.patch, np.rint(shift).astype(int), fine,
                                                            coarse, strict=True):
        expected = crops(patch, 48, int(right), int(down))
        assert (expected[0] == seen_fine).all() and (expected[1] == seen_coarse).all()


def test_soft_targets() -> None:
    tokens = torch.tensor([[255, 0, 128, 255, 128, 128, 128, 0]])
    targets = soft_targets(tokens)
    torch.testing.assert_close(targets.sum(-1), torch.ones(1, 8))
    assert targets[0, 0, 255] == 1 and targets[0, 2, 128] > targets[0, 2, 129] == targets[0, 2, 127] > 0
    assert targets[0, 1].argmax() == 0 and targets[0, 3].argmax() == 255


@pytest.mark.slow
def test_a_small_network_learns_what_there_is_to_learn(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    read = shards(tmp_path)
    network = ActorNetwork(SMALL)
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3)
    rng, generator = np.random.default_rng(0), torch.Generator().manual_seed(0)
    losses = []
    for _ in range(250):
        loss, parts = loss_of(network, read.sample(rng, 8, 4), rng, generator)
        assert set(parts) >= {"terminate", "move", "yaw", "gripper", "target", "offset"}
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert np.mean(losses[-20:]) < 0.55 * np.mean(losses[:5])
    assert parts["move"] < 9.0, "three times ln 256 is 16.6: the token that follows from the state is learned"
