"""Adapters learn from rows decided by seed and step, and a killed run goes on as if nothing had happened."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import torch

from policies.textual.formats import Sample
from policies.training import decider
from policies.training.decider import OtherRun, Settings, loss_of, practice, train_format
from tests.policies.tiny_text import alone, tiny

SETTINGS = Settings(steps=3, rows=2, rate=0.01)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policies.training.decider.CHECKPOINT_EVERY", 1)
    monkeypatch.setattr("policies.training.decider_rows.KNOWLEDGE_SCENES", 1)


def test_the_loss_is_that_of_whole_answers_above_the_targets_own_entropy() -> None:
    model = tiny()
    drawn = [Sample("plan", "\nA:", (" yes.", " no.")), Sample("sure", "\nA: yes.", (" b",))]
    loss, parts = loss_of(model, ("here", drawn))
    plan = -sum(alone(model, "here\nA:", answer) for answer in (" yes.", " no.")) / 2 - float(
        torch.tensor(2.0).log()
    )
    sure = -alone(model, "here\nA: yes.", " b")
    assert parts == {"plan": pytest.approx(plan, abs=1e-3), "sure": pytest.approx(sure, abs=1e-3)}
    assert float(loss) == pytest.approx((plan + sure) / 2, abs=1e-3)


def test_every_format_practises_the_same_rows() -> None:
    scenes = {name: practice(name, SETTINGS, 1, None) for name in ("knowno", "binary", "ensemble-set")}
    assert len({scene for scene, _ in scenes.values()}) == 1
    tasks = {
        name: {one.prompt.split("Plan:")[0] for one in drawn if one.kind == "plan"}
        for name, (_, drawn) in scenes.items()
        if name != "ensemble-set"
    }
    assert tasks["knowno"] == tasks["binary"]
    assert practice("knowno", SETTINGS, 1, None) == practice("knowno", SETTINGS, 1, None)


def test_a_killed_run_goes_on_to_the_same_adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tiny()
    train_format("introplan", whole, SETTINGS, tmp_path / "whole", tmp_path / "known.json", lambda line: None)

    def killed(*args: object) -> None:
        saved(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    saved = decider.save
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(decider, "save", killed)
        train_format(
            "introplan", tiny(), SETTINGS, tmp_path / "cut", tmp_path / "known.json", lambda line: None
        )
    assert torch.load(tmp_path / "cut" / "checkpoint.pt", weights_only=True)["step"] == 1
    again = tiny(9)
    for parameter in again.parameters():  # the base is the same model; only adapters come from the checkpoint
        parameter.data.zero_()
    again.load_state_dict(tiny().state_dict())
    train_format("introplan", again, SETTINGS, tmp_path / "cut", tmp_path / "known.json", lambda line: None)
    begun = tiny().adapters()
    for name, value in whole.adapters().items():
        torch.testing.assert_close(again.adapters()[name], value)
    assert any(not torch.equal(value, begun[name]) for name, value in whole.adapters().items())


def test_a_run_goes_on_only_as_it_was_begun(tmp_path: Path) -> None:
    decider.same_run(tmp_path / "knowno", asdict(SETTINGS))
    decider.same_run(tmp_path / "knowno", asdict(SETTINGS))
    with pytest.raises(OtherRun, match="with steps 3; give the same, or another --out"):
        decider.same_run(tmp_path / "knowno", asdict(Settings(steps=4, rows=2, rate=0.01)))


def test_scenes_can_be_repeated() -> None:
    few = Settings(steps=9, scenes=2)
    assert [few.step(step) for step in range(5)] == [0, 1, 0, 1, 0] and SETTINGS.step(7) == 7
