"""RT-1: FiLM begins as the identity, history is what it says, words decide, and the contract is kept."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

import policies
from policies.base import PolicyError
from policies.conformance import check_direct
from policies.rt1.backbone import BLOCKS, Block, Film, Frozen, Listening, to_input
from policies.rt1.configuration import Rt1Config
from policies.rt1.network import Frames, Rt1Network
from policies.rt1.policy import Rt1Policy, load_network, save_network
from policies.rt1.sentence import in_english, said
from policies.rt1.tokens import TokenLearner
from policies.types import Dialogue, DialogueTurn
from scenes.kinematics import down_facing
from scenes.types import ArmState, Observation, Pose
from tests.policies.tiny_rt1 import TINY, Hashed

BRING = Dialogue(instruction="bring me the Coke", language="en")
OPEN = Dialogue(instruction="open the top drawer", language="en")


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def network() -> Rt1Network:
    torch.manual_seed(0)
    return Rt1Network(TINY).eval()


def observed(seed: int) -> Observation:
    rng = np.random.default_rng(seed)
    images = {"front": rng.integers(0, 256, (64, 96, 3), dtype=np.uint8),
              "wrist": rng.integers(0, 256, (32, 32, 3), dtype=np.uint8)}
    tool = Pose(np.array([0.4, 0.01 * seed, 0.2]), down_facing(0.0))
    return Observation(images, ArmState(np.zeros(7), tool, 1.0, 1.0), 0.1 * seed)


def test_the_backbone_is_efficientnet_lite0_up_to_stride_16() -> None:
    assert len(BLOCKS) == 11 and BLOCKS[-1].outputs == 112
    sides = [Frozen(n)(torch.zeros(1, 3, 64, 96)).shape for n in (1, 3, 5, 8, 11)]
    assert [tuple(side[1:]) for side in sides] == [(16, 32, 48), (24, 16, 24), (40, 8, 12), (80, 4, 6),
                                                   (112, 4, 6)]
    whole = sum(p.numel() for p in Frozen(11).parameters())
    assert whole == 700_768


def test_film_begins_as_the_identity_and_the_frozen_part_stays_as_it_is() -> None:
    x, words = torch.randn(2, 8, 3, 3), torch.randn(2, 5)
    film = Film(5, 8)
    assert torch.equal(film(x, words), x)
    film.told.weight.data.normal_()
    assert not torch.equal(film(x, words), x)

    frozen = Frozen(5).train()
    assert not any(module.training for module in frozen.modules())
    assert not any(p.requires_grad for p in frozen.parameters())
    listening = Listening(5, 7, 5).train()
    norms = [module for module in listening.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    assert norms and not any(norm.training for norm in norms)


def test_a_block_pads_as_its_weights_were_trained() -> None:
    block = Block(dataclasses.replace(BLOCKS[1], inputs=1, outputs=1, expand=1, kernel=3, stride=2)).eval()
    block.depth.conv.weight.data.zero_()
    block.depth.conv.weight.data[0, 0, 0, 0] = 1.0
    image = torch.arange(16.0).view(1, 1, 4, 4)
    assert block.depth(image).flatten().tolist() == [0.0, 2.0, 8.0, 10.0]  # nothing is added left or above


def test_tokens_are_means_by_maps_and_say_where_they_are() -> None:
    learner = TokenLearner(8, 2, (4, 6), 5, 16)
    tokens, log_maps, at = learner(torch.randn(3, 8, 4, 6), torch.randn(3, 5))
    assert tokens.shape == (3, 2, 16) and at.shape == (3, 2, 2)
    assert torch.allclose(log_maps.exp().sum(-1), torch.ones(3, 2), atol=1e-5)
    assert torch.allclose(log_maps.exp() @ learner.places, at)


def test_a_frame_attends_to_itself_and_its_history_alone(network: Rt1Network) -> None:
    torch.manual_seed(1)
    sentence = network.sentence(torch.randn(1, 4, 384), torch.ones(1, 4, dtype=torch.bool))
    state = torch.randn(3, 15)
    frames = Frames(torch.randn(3, 40, 8, 12), torch.randn(3, 40, 4, 4), state)

    def logits(frames: Frames, valid: list[bool]) -> torch.Tensor:
        seen = network.see(frames, sentence.expand(3, -1))
        return network.say(seen, frames.state, torch.tensor([valid])).logits

    with torch.inference_mode():
        known = logits(frames, [True, True, True])
        assert known.shape == (3, 8, 256)
        reached = [True, True, False], [False, True, True], [False, False, True]
        for changed, differ in enumerate(reached):
            front = frames.front.clone()
            front[changed] += 1
            other = logits(dataclasses.replace(frames, front=front), [True, True, True])
            assert [not torch.allclose(a, b, atol=1e-5) for a, b in zip(known, other, strict=True)] == differ
        # What is not there is not looked at, and a window of one frame is the same as a short history.
        front = frames.front.clone()
        front[0] += 9
        cut = logits(dataclasses.replace(frames, front=front), [False, True, True])
        alone = network.say(network.see(frames.where(torch.tensor([False, True, False])), sentence),
                            state[1:2], torch.tensor([[True]])).logits
        assert torch.allclose(cut[1], alone[0], atol=1e-5)


def test_it_keeps_the_contract_and_hears_the_words(network: Rt1Network) -> None:
    policy = Rt1Policy(network, Hashed())
    seen = [observed(n) for n in range(5)]
    check_direct(policy, seen, [BRING, OPEN])
    rows = []
    for dialogue in (BRING, OPEN):
        policy.begin(dialogue, seen[0])
        rows.append([policy.act(one) for one in seen])
    assert rows[0] != rows[1]
    with pytest.raises(PolicyError, match="wrist"):
        policy.act(dataclasses.replace(seen[0], images={"front": seen[0].images["front"]}))
    with pytest.raises(PolicyError, match="begin"):
        Rt1Policy(network, Hashed()).act(seen[0])


def test_history_is_every_few_steps_and_the_same_as_in_training(network: Rt1Network) -> None:
    policy = Rt1Policy(network, Hashed())
    seen = [observed(n) for n in range(TINY.frame_every + 1)]
    policy.begin(BRING, seen[0])
    last = [policy.act(one) for one in seen][-1]
    words = torch.from_numpy(Hashed().words(BRING.instruction))[None]
    with torch.inference_mode():
        sentence = network.sentence(words, torch.ones(words.shape[:2], dtype=torch.bool))
        pair = [seen[0], seen[-1]]
        kept = list(policy._history)
        state = torch.cat([kept[0].state, kept[-1].state])
        frames = Frames(*(network.features(to_input(np.stack([one.images[name] for one in pair])))
                          for name in ("front", "wrist")), state)
        logits = network.say(network.see(frames, sentence.expand(2, -1)), state,
                             torch.ones(1, 2, dtype=torch.bool)).logits[-1]
    p = logits.softmax(-1)
    found = [float(p[i, token]) for i, token in enumerate(last.tokens)]
    assert found == pytest.approx(last.probabilities, rel=1e-3)


def test_weights_come_back_and_what_is_missing_is_said(network: Rt1Network, tmp_path: Path) -> None:
    path = save_network(network, tmp_path, {"seed": 3})
    again, info = load_network(tmp_path)
    assert path.name.startswith("rt1-") and info["seed"] == 3 and again.config == TINY
    assert Rt1Policy(again, Hashed(), info).fingerprint == f"rt1-{info['sha256'][:12]}"
    with pytest.raises(PolicyError, match="whichone policy train-rt1"):
        load_network(tmp_path / "nowhere")
    assert "rt1" in policies.names()
    assert Rt1Config.from_json(Rt1Config().as_json()) == Rt1Config()


def test_chinese_is_glossed_and_answers_follow_the_words() -> None:
    assert in_english("bring me the Coke") == "bring me the Coke"
    assert in_english("把可乐放进抽屉") == "take cola put into drawer"
    answered = BRING.model_copy(update={"turns": (DialogueTurn(question="Which?", answer="the left one"),)})
    assert said(answered) == "bring me the Coke the left one"
