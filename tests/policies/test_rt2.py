"""RT-2: what it is shown, that caches and trees change nothing, and the contract of a direct policy."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import policies
from policies.base import PolicyError
from policies.conformance import check_direct
from policies.rt2 import loading
from policies.rt2.configuration import VARIANTS, Rt2Config
from policies.rt2.decoding import write_action
from policies.rt2.frame import Memory
from policies.rt2.layout import Layout, Said, plan_words, question_of
from policies.rt2.policy import Rt2Policy
from policies.rt2.rows import BinRows
from policies.types import Dialogue, DialogueTurn
from scenes.kinematics import down_facing
from scenes.types import ArmState, Observation, Pose
from tests.policies.tiny_rt2 import CONFIGS, Letters, Told, frame, tiny
from tests.policies.tiny_text import COUNTER, percept

BRING = Dialogue(instruction="bring me the Coke", language="en")
OPEN = Dialogue(instruction="open the top drawer", language="en")
ASKED = question_of(BRING)
ACTION = (0, 137, 9, 96, 128, 0, 10, 255)


@pytest.fixture(scope="module", params=sorted(CONFIGS))
def network(request: pytest.FixtureRequest) -> Any:
    return tiny(request.param)


def forgotten(name: str) -> Any:
    """The same language model with nothing learned."""
    network = tiny(name)
    with torch.no_grad():
        for key, parameter in network.named_parameters():
            if key in network.trainable_state():
                parameter.add_(1.0)
    return network


def observed(seed: int, hides: bool = False) -> Observation:
    rng = np.random.default_rng(seed)
    front = np.full((288, 384, 3), 255 if hides else 0, np.uint8)
    images = {"front": front, "wrist": rng.integers(0, 256, (32, 32, 3), dtype=np.uint8)}
    tool = Pose(np.array([0.4, 0.02 * seed, 0.2]), down_facing(0.0))
    return Observation(images, ArmState(np.zeros(7), tool, 1.0, 1.0), 0.1 * seed)


def test_the_question_is_rt2_s() -> None:
    assert ASKED == "Q: what action should the robot take to bring me the Coke? A:"
    answered = BRING.model_copy(update={"turns": (DialogueTurn(question="Which?", answer="the left one"),)})
    assert question_of(answered).endswith("to bring me the Coke ; the left one? A:")
    chinese = Dialogue(instruction="把可乐放进抽屉", language="zh")
    assert question_of(chinese) == "Q: what action should the robot take to take cola put into drawer? A:"


def test_what_is_shown_is_a_listing_the_hand_a_question_and_an_answer() -> None:
    network = tiny("added")
    for kept in (False, True):
        layout = Layout(network.prompter, 2, kept, offset=4)
        shown = layout.show(frame(hidden=frozenset({1})))
        words, action = layout.answer(shown, layout.ask(shown, ASKED), plan_words("pick it"), [400, 401])
        packed = shown.packed
        text = "".join(f"<{slot}>" if slot >= 0 else "#" if token >= 400 else chr(token)
                       for token, slot in zip(packed.token_ids, packed.pointer_of, strict=True))
        hand = " Hand:<9><10>."
        listing = ("Things: red can Coke hidden<0>; apple<1>; blue can Pepsi<2>. "
                   "Places: hand-over tray<3>; top drawer<4>.")
        said = f"\n{ASKED} Plan: pick it. Action:"
        assert text.replace("red apple", "apple") == (
            f"{listing}{said}{hand}##" if kept else f"{listing}{hand}{said}##")
        assert [token for _, token in action] == [400, 401] and len(words) == len(plan_words("pick it"))
        assert packed.parents == list(range(-1, len(packed.parents) - 1))
    long = layout.show(frame())
    before = len(long.packed.token_ids)
    layout.ask(long, "Q: " + "x" * 500 + "? A:")
    assert "".join(map(chr, long.packed.token_ids[before:])).endswith("xxx A:")


def test_what_hides_is_remembered_and_what_is_found_wrongly_is_not() -> None:
    memory = Memory()
    assert memory.update(COUNTER) == (COUNTER, frozenset())
    moved = COUNTER[1].model_copy(update={"key": 0, "u": 0.35})
    wrong = percept(1, "rock", 0.9)
    listed, hidden = memory.update([moved, wrong])
    assert {p.key: p.u for p in listed}[1] == 0.35 and hidden == {0, 2, 3, 4}
    assert listed[-1].name == "rock" and listed[-1].key == 5
    listed, hidden = memory.update(COUNTER)
    assert [p.name for p in listed] == [p.name for p in COUNTER] and not hidden
    memory.forget()
    assert not memory.known and memory.update([moved]) == ((moved,), frozenset())


def test_of_two_of_a_name_each_stays_itself() -> None:
    memory = Memory()
    memory.update([percept(0, "apple", 0.2), percept(1, "apple", 0.6)])
    listed, hidden = memory.update([percept(0, "apple", 0.62), percept(1, "apple", 0.22)])
    assert [(p.key, p.u) for p in listed] == [(0, 0.22), (1, 0.62)] and not hidden
    listed, hidden = memory.update([percept(0, "apple", 0.6)])
    assert hidden == {0}


def test_rows_stand_in_for_words_in_and_out() -> None:
    torch.manual_seed(0)
    words = torch.nn.Embedding(400, 8)
    added, over = BinRows(400, words.weight), BinRows(144, words.weight)
    assert torch.equal(over.rows, words.weight[144:])  # as in RT-2, they begin as what they were
    step = (added.rows[1:] - added.rows[:-1]).norm(dim=1).mean()
    assert step < (added.rows[::64][1:] - added.rows[::64][:-1]).norm(dim=1).mean()
    over.rows.data += 1
    assert torch.equal(over.embed(torch.tensor([143, 144]), words),
                       torch.stack([words.weight[143], over.rows[0]]))
    hidden = torch.randn(3, 8)
    plain = hidden @ words.weight.T
    assert torch.equal(added.logits(hidden, plain)[:, :400], plain)
    assert torch.allclose(over.logits(hidden, plain)[:, 144:], hidden @ over.rows.T)
    assert added.logits(hidden, plain).shape == (3, 656) and over.logits(hidden, plain).shape == (3, 400)


def test_written_step_by_step_it_is_what_was_practised(network: Any) -> None:
    """The probability of an action is the same token by token on a cache as all at once in a tree."""
    net = network
    begun = plan_words("pick it")
    other = Said(question_of(OPEN), plan_words("open it"), (1,) * 8)
    with torch.inference_mode():
        made = net.practise([(frame(1), [other, Said(ASKED, begun, ACTION)]), (frame(2), [other])])
    ids = net.scheme.encode(ACTION)
    starts = (made.place == 0).nonzero().flatten().tolist()
    assert len(starts) == 3
    logits = made.logits[starts[1]:starts[1] + len(ids)]
    assert made.ids[starts[1]:starts[1] + len(ids)].tolist() == list(ids)
    net.forget()
    net.speaker(frame(9), ASKED, " Plan:", acts=False)
    speaker = net.speaker(frame(1), ASKED, begun, acts=True)
    for at, token in enumerate(ids):
        torch.testing.assert_close(speaker.logits(), logits[at], rtol=1e-3, atol=1e-4)
        allowed = net.scheme.allowed(ids[:at])
        torch.testing.assert_close(speaker.logits(allowed), logits[at][list(allowed)], rtol=1e-3, atol=1e-4)
        if at + 1 < len(ids):
            speaker.say(token)


def test_what_is_kept_is_the_prefix_and_never_the_hand() -> None:
    network = tiny("kept")
    network.speaker(frame(1), ASKED, " Plan:", acts=False).say(40)
    for at in (1, 2, 2):
        begun = plan_words("pick it")
        used = write_action(network.speaker(frame(at), ASKED, begun, acts=True), network.scheme).action
        network.forget()
        fresh = write_action(network.speaker(frame(at), ASKED, begun, acts=True), network.scheme).action
        assert used.tokens == fresh.tokens
        assert used.probabilities == pytest.approx(fresh.probabilities, rel=1e-3)
    shown = network.layout.show(frame(2))
    end = network.layout.ask(shown, ASKED)
    network.layout.answer(shown, end, begun, ())
    known = network._known(frame(3), shown.packed, network.layout.first_hand(shown))
    assert shown.packed.pointer_of[known] == network.layout.first_hand(shown)  # all up to the hand
    assert network._known(frame(3, frozenset({1})), shown.packed, 9) == 0


def test_it_keeps_the_contract_and_hears_the_words(network: Any) -> None:
    policy = Rt2Policy("rt2-tiny", network, Told())
    seen = [observed(n, hides=n == 1) for n in range(3)]
    check_direct(policy, seen, [BRING, OPEN])
    assert isinstance(policy.plan_text, str)
    rows = []
    for dialogue in (BRING, OPEN):
        policy.begin(dialogue, seen[0])
        rows.append([policy.act(one) for one in seen])
    assert rows[0] != rows[1]
    assert isinstance(policy.answer("what colour is the Coke?", seen[0]), str)
    with pytest.raises(PolicyError, match="wrist"):
        policy.act(dataclasses.replace(seen[0], images={"front": seen[0].images["front"]}))
    with pytest.raises(PolicyError, match="begin"):
        Rt2Policy("rt2-tiny", network, Told()).act(seen[0])  # type: ignore[arg-type]


def test_without_a_plan_the_integers_are_the_whole_answer() -> None:
    policy = Rt2Policy("rt2-tiny", tiny("added"), Told(), plans=False)
    policy.begin(BRING, observed(0))
    assert policy.plan_text is None and len(policy.act(observed(0)).tokens) == 8


def test_weights_come_back_and_what_is_missing_or_other_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("added", "encdec"):
        network = tiny(name)
        loading.save_network(f"rt2-{name}", network, tmp_path, {"seed": 3})
        monkeypatch.setattr(loading, "new_network", lambda config, name=name: forgotten(name))
        again, info = loading.load_network(f"rt2-{name}", tmp_path)
        assert info["seed"] == 3 and again.config == network.config
        begun = plan_words("pick it")
        before, after = (write_action(n.speaker(frame(), ASKED, begun, acts=True), n.scheme).action
                         for n in (network, again))
        assert before.tokens == after.tokens
        assert before.probabilities == pytest.approx(after.probabilities, rel=0.05)  # half precision
        assert {"hand.which", "frozen.stem.conv.weight"} <= set(network.trainable_state())
        assert not any(key.endswith("embed_tokens.weight") for key in network.trainable_state())
    monkeypatch.setattr(loading, "new_network", lambda config: tiny("digits"))
    with pytest.raises(PolicyError, match="does not fit this version: make them with `whichone policy train"):
        loading.load_network("rt2-added", tmp_path)
    with pytest.raises(PolicyError, match="train-rt2 rt2-digits --out runs/rt2-digits"):
        loading.load_policy("rt2-digits", tmp_path)
    assert set(VARIANTS) <= set(policies.names())
    assert Rt2Config.from_json(Rt2Config().as_json()) == Rt2Config()


def test_an_encoder_keeps_nothing() -> None:
    from policies.rt2.encoder_decoder import EncoderDecoder

    with pytest.raises(ValueError, match="nothing of it can be kept"):
        EncoderDecoder(Rt2Config(kept=True), torch.nn.Linear(1, 1), Letters())
