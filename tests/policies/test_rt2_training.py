"""RT-2's training: the mixture, recordings that survive, ten examples learned by heart, resuming."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from policies.base import PolicyError
from policies.rt1.backbone import Frozen
from policies.rt2.decoding import write_action, write_freely
from policies.rt2.layout import plan_words
from policies.training.decider import OtherRun
from policies.training.rt1.episodes import next_scene
from policies.training.rt2 import mixture, record, train
from policies.training.rt2.loss import loss_of
from policies.training.rt2.mixture import Mixture, batch
from policies.training.rt2.recordings import COLUMNS, Scene, load, load_all, only, rows_of, save
from scenes.referring import Referent
from scenes.splits import split_of
from tests.policies.tiny_rt2 import Told, frame, tiny

REFERENTS = (Referent(0, "pepsi", 0.6, 0.5, False), Referent(1, "coke", 0.3, 0.5, False),
             Referent(100, "tray", 0.5, 0.9, True), Referent(104, "top_drawer", 0.1, 0.3, True, False))
STEPS_BY_HEART = {"added": 60, "encdec": 30}
SETTINGS = train.Settings("rt2", steps=4, scenes=1, seed=3, rate=1e-3)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


def scene(seed: int, frames: int = 3) -> Scene:
    """Random views of one counter; each of two commands has motions of its own, the last frame ends one."""
    rng = np.random.default_rng(seed)
    names: list[str] = []
    one = rows_of(frame(seed), names)
    tokens = rng.integers(60, 200, (frames, 2, 8)).astype(np.uint8)
    tokens[..., 0] = 0
    tokens[-1, 0, 0] = 255
    return Scene(
        wrist=rng.normal(size=(frames, 40, 4, 4)).astype(np.float16),
        state=rng.normal(size=(frames, 15)).astype(np.float32),
        seen=np.array(one * frames, np.float32), until=np.arange(1, frames + 1, dtype=np.int32) * len(one),
        afresh=np.arange(frames) == 0, tokens=tokens, valid=np.ones((frames, 2), bool), names=tuple(names),
        places=frozenset({"tray", "top_drawer"}),
        asked=("Q: what action should the robot take to bring it? A:", "Q: what action? A:"),
        plans=("bring it", "push it"), referents=REFERENTS, success=True)


def test_a_batch_is_commands_with_and_without_a_plan_questions_and_prose() -> None:
    scenes = [scene(n) for n in range(3)]
    rows = [row for step in range(40) for row in batch(scenes, Mixture(), np.random.default_rng(step))]
    acted = [one for _, answers in rows for one in answers if one.action is not None]
    planned = [one for one in acted if one.words]
    assert 0.6 < len(planned) / len(acted) < 0.8 and {one.words for one in planned} == {
        plan_words("bring it"), plan_words("push it")}
    assert 0.05 < np.mean([one.action[0] == 255 for one in acted]) < 0.4  # type: ignore[index]
    others = [one for _, answers in rows for one in answers if one.action is None]
    asked = [one for one in others if one.asked]
    prose = [one.words for one in others if not one.asked]
    assert len(prose) == 40 and all(len(words.split()) <= mixture.PROSE_WORDS for words in prose)
    assert all(one.asked.startswith("Q: ") and one.asked.endswith(" A:") for one in asked)
    assert {" yes.", " no."} & {one.words for one in asked} and {" true.", " false."} & {
        one.words for one in asked}
    again = batch(scenes, Mixture(), np.random.default_rng(7))
    assert [row[1] for row in again] == [row[1] for row in batch(scenes, Mixture(), np.random.default_rng(7))]

    alone = [one for step in range(10) for _, answers in
             batch(scenes, Mixture(questions=False, plans=False), np.random.default_rng(step))
             for one in answers]
    assert all(one.action is not None and not one.words for one in alone)


def test_recordings_come_back_and_damaged_ones_are_named(tmp_path: Path) -> None:
    made = scene(4)
    save(tmp_path / "scene-00-00000", made, {"seed": 9})
    again = load(tmp_path / "scene-00-00000")
    assert again.asked == made.asked and again.referents == made.referents and again.success
    before, after = made.frame(1), again.frame(1)
    assert [p.name for p in after.percepts] == [p.name for p in frame().percepts]
    assert after.percepts == before.percepts and torch.equal(after.wrist, before.wrist)
    hidden = rows_of(frame(hidden=frozenset({1})), list(made.names))
    kept = dataclasses.replace(made, seen=np.array(hidden * 3, np.float32))
    assert kept.frame(2).hidden == {1} and kept.frame(2).items()[0].words == "red can Coke hidden"
    with pytest.raises(PolicyError, match="no recorded scenes: record some with"):
        load_all(tmp_path / "nowhere")
    (tmp_path / "scene-00-00000" / "labels.npz").write_bytes(b"cut")
    with pytest.raises(PolicyError, match="scene-00-00000 is damaged .*delete that folder"):
        load_all(tmp_path)


def test_a_few_moments_are_spread_over_the_scenes_and_alone_practised() -> None:
    scenes = [scene(n) for n in range(3)]
    few = only(scenes, 4)
    assert [int(one.valid.sum()) for one in few] == [2, 1, 1] and all(one.valid.all() for one in scenes)
    assert int(only(scenes[:1], 50)[0].valid.sum()) == scenes[0].valid.size
    rows = [row for step in range(20) for row in
            batch(few, Mixture(questions=False), np.random.default_rng(step))]
    assert len({(one.asked, one.action) for _, answers in rows for one in answers}) == 4


def test_where_the_prefix_is_kept_the_first_listing_stays() -> None:
    made = scene(1, frames=4)
    seen = made.seen.reshape(4, -1, COLUMNS).copy()
    seen[:, :, 2] += np.arange(4)[:, None] * 0.01
    moved = dataclasses.replace(made, seen=seen.reshape(-1, COLUMNS),
                                afresh=np.array([True, True, False, False]))
    kept = train.as_kept(moved)
    assert [kept.frame(at).percepts[0].u for at in range(4)] == pytest.approx(
        [moved.frame(at).percepts[0].u for at in (0, 1, 1, 1)])


@pytest.mark.parametrize("name", ["added", "encdec"])
def test_ten_examples_are_learned_by_heart(name: str) -> None:
    """Five views of a hand, two questions about each, and the motion differs by both."""
    network, rng = tiny(name).train().requires_grad_(True), np.random.default_rng(0)
    rows = []
    for n in range(5):
        seen = dataclasses.replace(frame(n), percepts=frame(n).percepts[:1])
        rows.append((seen, [
            mixture.Said("Q: bring? A:", plan_words("bring it"), (0, *map(int, rng.integers(60, 200, 7)))),
            mixture.Said("Q: push? A:", "", (0, *map(int, rng.integers(60, 200, 7))))]))
    optimiser = torch.optim.AdamW(network.parameters(), lr=5e-3)
    log = []
    for _ in range(STEPS_BY_HEART[name]):
        loss, figures = loss_of(network.practise(rows), network.scheme)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        log.append(figures)
    network.eval()
    assert log[0]["right"] < 0.2 < 0.8 < log[-1]["right"] and log[-1]["words"] < 0.6
    # A tiny model says the first integers by itself; later ones hang on those before, as they were practised.
    if name == "added":
        said = [write_action(network.speaker(seen, one.asked, one.words, acts=True), network.scheme).action
                for seen, answers in rows for one in answers]
        wanted = [one.action or () for _, answers in rows for one in answers]
        pairs = list(zip(said, wanted, strict=True))
        assert all(made.tokens[0] == action[0] for made, action in pairs)
        assert np.mean([abs(made.tokens[1] - action[1]) <= 2 for made, action in pairs]) > 0.8
    plan = write_freely(network.speaker(rows[0][0], "Q: bring? A:", " Plan:", acts=False), network.stops, 20)
    assert network.prompter.text(plan).strip() == "bring it"


def test_the_loss_counts_ending_and_only_what_is_said() -> None:
    network = tiny("added")
    one = scene(2)
    rows = [(one.frame(0), [mixture.said(one, 0, 0, planned=False)])]
    ends = [(one.frame(2), [mixture.said(one, 2, 0, planned=False)])]
    with torch.no_grad():
        made, ending = network.practise(rows), network.practise(ends)
        assert len(made.ids) == 8 and made.of_action.all() and made.place.tolist() == list(range(8))
        flat = dataclasses.replace(made, logits=torch.zeros_like(made.logits))
        _, figures = loss_of(flat, network.scheme)
        assert figures["action"] == pytest.approx(np.log(made.logits.shape[1]), rel=1e-4)
        prose = network.practise([(None, [mixture.Said("", "some words")])])
        assert len(prose.ids) == len("some words") - 1 and not prose.of_action.any()
        assert set(loss_of(prose, network.scheme)[1]) == {"words"}
        sure = ending.logits.clone()
        sure[0] = 0.0
        sure[0, 400] = 30.0  # says to go on where it is to end
        wrong, _ = loss_of(dataclasses.replace(ending, logits=sure), network.scheme)
        assert wrong > loss_of(ending, network.scheme)[0]


def test_a_killed_run_goes_on_to_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes = [scene(n) for n in range(3)]
    monkeypatch.setattr(train, "CHECKPOINT_EVERY", 2)
    whole, lines = tiny("added"), list[str]()
    train.fit(whole, scenes, scenes[:1], SETTINGS, tmp_path / "whole", lines.append, half=False)
    assert any("apart" in line for line in lines) and json.loads(lines[-2 if "apart" in lines[-1] else -1])

    class Killed(Exception):
        pass

    def stops(*args: Any) -> Any:
        raise Killed

    cut = tiny("added")
    with monkeypatch.context() as patched:
        patched.setattr(train, "on", lambda *args: patched.setattr(train, "batch", stops) or {})
        with pytest.raises(Killed):
            train.fit(cut, scenes, scenes[:1], SETTINGS, tmp_path / "cut", lines.append, half=False)
    again = tiny("added")
    train.fit(again, scenes, (), SETTINGS, tmp_path / "cut", lines.append, half=False)
    for name, value in whole.trainable_state().items():
        torch.testing.assert_close(again.trainable_state()[name], value, msg=name)
    frozen = tiny("added").frozen.state_dict()
    assert all(torch.equal(frozen[name], value) for name, value in again.frozen.state_dict().items())
    (tmp_path / "cut" / train.CHECKPOINT).write_bytes(b"cut")
    with pytest.raises(PolicyError, match="checkpoint.pt is damaged or of another version: delete it"):
        train.fit(again, scenes, (), SETTINGS, tmp_path / "cut", lines.append, half=False)


def test_products_in_half_precision_come_to_nearly_the_same() -> None:
    network = tiny("added")
    rows = batch([scene(3)], Mixture(), np.random.default_rng(4))
    with torch.no_grad():
        whole = loss_of(network.practise(rows), network.scheme)[0]
        half = loss_of(network.practise(rows, half=True), network.scheme)[0]
    assert whole != half and float(half) == pytest.approx(float(whole), rel=0.02)


def test_another_run_in_the_folder_and_a_variant_there_is_not_are_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="no RT-2 is called 'rt3'; there are: rt2, rt2-digits"):
        train.train(train.Settings("rt3", 1, 1), tmp_path, tmp_path, tmp_path)
    (tmp_path / "run.json").write_text(json.dumps({"name": "rt2", "steps": 9}))
    with pytest.raises(OtherRun, match="steps 9"):
        train.train(train.Settings("rt2", 1, 1), tmp_path, tmp_path, tmp_path)


@pytest.mark.slow
def test_a_recorded_episode_is_what_the_policy_would_have_seen(tmp_path: Path) -> None:
    recorder = record.Recorder(Told(), Frozen(5), (32, 32))
    path = None
    while path is None:
        path = next_scene(tmp_path, recorder, record._save, "rt2", seed=5, worker=0)
    (made,), _ = load_all(tmp_path)
    assert made.success and made.valid[:, 0].all() and made.tokens[-1, 0, 0] == 255
    assert made.afresh.sum() >= 2 and made.wrist.shape[1:] == (40, 4, 4)
    assert all(plan.startswith(("pick ", "open ", "close ")) for plan in made.plans)
    assert all(one.startswith("Q: what action should the robot take to ") for one in made.asked)
    assert split_of(json.loads((path / "about.json").read_text())["seed"]) == "train"
    loss, _ = loss_of(tiny("added").practise(batch([made], Mixture(), np.random.default_rng(0))),
                      tiny("added").scheme)
    assert torch.isfinite(loss)
