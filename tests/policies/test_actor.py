"""The actor on a small network with random weights: everything but skill."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from policies.base import MalformedAction, PolicyError
from policies.conformance import check_actor
from policies.types import ActionTokens, Skill, Step
from policies.vla.actor import (
    FEWEST_STEPS,
    VlaActor,
    crops,
    front_patch,
    load_network,
    save_network,
    state_vector,
)
from policies.vla.actor_network import BINS, STATE_SIZE, ActorConfig, ActorNetwork
from policies.vla.choosing import choose, draw
from scenes.kinematics import down_facing
from scenes.types import ArmState, Observation, Pose

SMALL = ActorConfig(context=32, hidden=48, front_channels=(8, 8, 8), wrist_channels=(8, 8, 8))


def network(seed: int = 0) -> ActorNetwork:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    return ActorNetwork(SMALL)


def arm(x: float = 0.4, opening: float = 1.0, target: float = 1.0, yaw: float = 0.3) -> ArmState:
    return ArmState(np.zeros(7), Pose(np.array([x, 0.1, 0.2]), down_facing(yaw)), opening, target)


def observation(seed: int = 0, front: tuple[int, int] = (288, 384), wrist: tuple[int, int] = (64, 64),
                state: ArmState | None = None) -> Observation:
    rng = np.random.default_rng(seed)
    images = {"front": rng.integers(0, 256, (*front, 3), dtype=np.uint8),
              "wrist": rng.integers(0, 256, (*wrist, 3), dtype=np.uint8)}
    return Observation(images, state or arm(), 0.0)


PICK = Step(skill="pick", u=0.4, v=0.6, target="coke")


def test_conformance() -> None:
    check_actor(VlaActor(network()), [observation(seed, state=arm(0.4 + 0.01 * seed)) for seed in range(3)])


@pytest.mark.parametrize("sizes", [((288, 384), (64, 64)), ((240, 320), (96, 96)), ((480, 640), (64, 80))])
def test_other_camera_sizes(sizes: tuple[tuple[int, int], tuple[int, int]]) -> None:
    check_actor(VlaActor(network()), [observation(front=sizes[0], wrist=sizes[1])], points=((1.0, 0.0),))


def test_the_skill_the_point_and_both_cameras_matter() -> None:
    actor = VlaActor(network())
    base = observation(1)

    def entropy_of(step: Step, first: Observation, then: Observation) -> float:
        actor.begin(step, first)
        return actor.act(then).entropy_bits

    reference = entropy_of(PICK, base, base)
    assert entropy_of(PICK, base, base) == reference
    assert entropy_of(PICK.model_copy(update={"skill": "place"}), base, base) != reference
    assert entropy_of(PICK.model_copy(update={"u": 0.41}), base, base) != reference
    assert entropy_of(PICK, observation(2), base) != reference
    assert entropy_of(PICK, base, observation(2)) != reference
    assert entropy_of(PICK, base, dataclasses.replace(base, arm=arm(0.5))) != reference


def test_an_actor_of_two_minds_does_not_stand_still() -> None:
    actor = VlaActor(network())
    actor.begin(PICK, observation(1))
    rows = [actor.act(observation(1)).tokens for _ in range(8)]
    assert rows[0] == rows[1] != rows[3], "once nothing has moved for a while, tokens are drawn"
    assert len(set(rows[3:])) > 2
    actor.begin(PICK, observation(1))
    assert [actor.act(observation(1)).tokens for _ in range(8)] == rows, "and drawn the same way again"


@pytest.mark.parametrize(
    ("skill", "opening", "target", "over"),
    [("pick", 0.0, 0.0, False), ("pick", 0.4, 0.0, True), ("pick", 1.0, 1.0, False),
     ("place", 0.4, 0.0, False), ("place", 1.0, 1.0, True), ("place", 0.0, 0.0, True),
     ("open", 0.6, 0.6, True), ("close", 0.2, 0.0, True)])
def test_a_skill_is_over_only_where_the_fingers_allow_it(skill: Skill, opening: float, target: float,
                                                         over: bool) -> None:
    ending = network()
    with torch.no_grad():
        ending.head[-1].weight.zero_()
        ending.head[-1].bias.zero_()
        ending.head[-1].bias[BINS - 1] = 50.0
    actor = VlaActor(ending)
    seen = observation(state=arm(opening=opening, target=target))
    actor.begin(Step(skill=skill, u=0.4, v=0.6, target="coke"), seen)
    ended = [actor.decode(actor.act(seen)).terminate for _ in range(FEWEST_STEPS + 1)]
    assert ended == [False] * FEWEST_STEPS + [over]


def test_draw_keeps_to_what_is_likely() -> None:
    p = np.full((8, 256), 1e-9)
    p[:, 100], p[:, 160] = 0.51, 0.49
    rng = np.random.default_rng(0)
    rows = [draw(p, rng) for _ in range(50)]
    assert {token for row in rows for token in row[1:]} == {100, 160} and {row[0] for row in rows} == {0}


def test_begin_forgets_the_last_skill() -> None:
    actor = VlaActor(network())
    actor.begin(PICK, observation(1))
    first = actor.act(observation(1))
    moved = actor.act(observation(1, state=arm(0.45)))
    actor.begin(PICK, observation(1))
    assert actor.act(observation(1)) == first != moved


def test_act_before_begin_and_bad_input_are_named_errors() -> None:
    actor = VlaActor(network())
    with pytest.raises(PolicyError, match="begin"):
        actor.act(observation())
    with pytest.raises(PolicyError, match="front"):
        actor.begin(PICK, Observation({"wrist": observation().images["wrist"]}, arm(), 0.0))
    with pytest.raises(PolicyError, match="point"):
        actor.begin(PICK.model_copy(update={"u": float("nan")}), observation())
    actor.begin(PICK, observation())
    with pytest.raises(PolicyError, match="wrist"):
        actor.act(Observation({}, arm(), 0.0))
    with pytest.raises(PolicyError, match="uint8"):
        actor.act(Observation({"wrist": np.zeros((64, 64), dtype=np.uint8)}, arm(), 0.0))


def test_weights_that_are_no_numbers_never_move() -> None:
    broken = network()
    with torch.no_grad():
        broken.head[0].weight.fill_(float("nan"))
    actor = VlaActor(broken)
    actor.begin(PICK, observation())
    with pytest.raises(PolicyError):
        actor.act(observation())


def test_decode_refuses_malformed_rows() -> None:
    actor = VlaActor(network())
    row = ActionTokens.model_construct(tokens=(0, 128, 128), probabilities=(), entropy_bits=0.0)
    with pytest.raises(MalformedAction):
        actor.decode(row)


def test_choose_averages_around_the_mode_only() -> None:
    p = np.full((8, 256), 0.0)
    p[:, 128] = 1.0
    p[0] = 0.0
    p[0, 0], p[0, 255] = 0.4, 0.6
    p[1] = 0.0
    p[1, 60], p[1, 199], p[1, 201] = 0.3, 0.34, 0.36
    assert choose(p) == (255, 200, 128, 128, 128, 128, 128, 128)


def test_crops_keep_the_point_in_the_middle() -> None:
    front = np.zeros((288, 384, 3), dtype=np.uint8)
    front[100, 200] = 255
    patch = front_patch(front, 200 / 384, 100 / 288)
    fine, coarse = crops(patch, 48)
    assert fine.shape == coarse.shape == (48, 48, 3)
    assert fine[24, 24].tolist() == [255] * 3 and coarse[24, 24].tolist() == [64] * 3
    moved, _ = crops(patch, 48, right_px=-5, down_px=3)
    assert moved[21, 29].tolist() == [255] * 3


def test_state_vector_says_what_is_held() -> None:
    holding = state_vector(arm(opening=0.7, target=0.0), arm(x=0.39, opening=0.9, target=0.0))
    assert holding.shape == (STATE_SIZE,) and np.isfinite(holding).all()
    empty = state_vector(arm(opening=0.0, target=0.0), None)
    assert holding[-2] == pytest.approx(0.7) and holding[-1] == 1.0
    assert empty[-2] == 0.0 and not empty[9:13].any()
    assert holding[10] == pytest.approx(20 * 0.01) and holding[9] == pytest.approx(-2.0)


def test_weights_round_trip_and_behave_the_same(tmp_path: Path) -> None:
    net = network(3)
    path = save_network(net, tmp_path, {"seed": 3})
    loaded, info = load_network(tmp_path)
    assert path.name == info["file"] and info["seed"] == 3 and info["sha256"].startswith(path.name[6:14])
    for key, value in net.state_dict().items():
        torch.testing.assert_close(loaded.state_dict()[key], value, atol=1e-3, rtol=1e-3)
    check_actor(VlaActor.load(tmp_path), [observation()])
    save_network(network(4), tmp_path, {})
    assert len(list(tmp_path.glob("actor-*.safetensors"))) == 1, "old weights are replaced"


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped", "no manifest", "bad manifest",
                                    "other sizes"])
def test_missing_or_damaged_weights_say_what_to_do(tmp_path: Path, damage: str) -> None:
    path = save_network(network(), tmp_path, {})
    manifest = tmp_path / "actor.json"
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-10])
    elif damage == "flipped":
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "bad manifest":
        manifest.write_text("{")
    else:
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()),
                                        "config": ActorConfig().as_json()}))
    with pytest.raises(PolicyError, match="whichone policy train"):
        VlaActor.load(tmp_path)
