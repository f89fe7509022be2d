"""Scoring in packed passes is scoring one by one; deciders on a tiny random model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from policies.base import PolicyError
from policies.textual import adapters
from policies.textual.deciders import NONE, TextListener, load, offered
from policies.textual.formats import FORMATS, QUESTIONS, question
from policies.textual.knowledge import Entry, Knowledge
from policies.textual.language_model import TextModel, TokenTree
from policies.textual.scene import SPECIAL_WORDS, describe
from policies.textual.scoring import Scored, softmax
from policies.types import Dialogue
from tests.policies.tiny_text import COUNTER, alone, percept, tiny

SAID = Dialogue(instruction="bring me a cola", language="en")


@pytest.fixture(scope="module")
def model() -> TextModel:
    return tiny().eval()


def test_a_tree_holds_common_beginnings_once() -> None:
    tree = TokenTree()
    one, other = tree.add([1, 2, 3]), tree.add([1, 2, 4])
    assert len(tree) == 4 and tree.path(other, tree.add([1])) == [1, 3] and tree.add([1, 2, 3]) == one
    tree.cut(3)
    assert len(tree) == 3 and tree.add([1, 2, 4]) == 3


def test_scores_are_those_of_each_answer_alone(model: TextModel) -> None:
    scene = describe(COUNTER)
    scored = Scored(model, scene)
    asked = [
        ("\nTask: tidy\nPlan:", [" put a.", " put b.", " open it."]),
        ("\nTask: tidy\nAnswer:", [" A", " B"]),
    ]
    for _ in range(2):  # the second time from a used cache
        found = scored.ask(asked)
        for (prompt, answers), scores in zip(asked, found, strict=True):
            wanted = [alone(model, scene.text + prompt, answer) for answer in answers]
            np.testing.assert_allclose(scores, wanted, atol=1e-4)
        scored.forget()


def test_plans_are_those_of_brute_force(model: TextModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policies.textual.scoring.FOLLOW_ABOVE", 0.0)
    scene = describe(COUNTER)
    prompts = [question(0, "bring me a cola", False), question(1, "bring me a cola", False)]
    for prompt, found in zip(prompts, Scored(model, scene).plans(prompts), strict=True):
        texts = [*(choice.text for choice in scene.choices), *SPECIAL_WORDS.values()]
        wanted = softmax(np.array([alone(model, scene.text + prompt, text) for text in texts]))
        np.testing.assert_allclose(found, wanted, atol=1e-5)
    without = Scored(model, scene).plans(prompts[:1], specials=False)[0]
    assert without[-2:].tolist() == [0.0, 0.0] and without.sum() == pytest.approx(1)


def test_merged_adapters_score_the_same() -> None:
    asked = [("\nTask: tidy\nPlan:", [" put a.", " open it."])]
    apart, merged = tiny(5).eval(), tiny(5).eval()
    merged.merge_adapters()
    scene = describe(COUNTER)
    np.testing.assert_allclose(
        Scored(apart, scene).ask(asked)[0], Scored(merged, scene).ask(asked)[0], atol=1e-4
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_decider_believes_in_readings_of_what_was_seen(model: TextModel, name: str) -> None:
    knowledge = Knowledge(
        [Entry("a drink", "why one."), Entry("an apple", "why two.")], model.prompter, model.words
    )
    listener = TextListener(name, model, "f", knowledge if name == "introplan" else None)  # type: ignore[arg-type]
    heard = listener.hear(COUNTER, SAID)
    probabilities = [one.probability for one in heard.belief.readings]
    assert sum(probabilities) == pytest.approx(1) and probabilities == sorted(probabilities, reverse=True)
    assert (heard.sure is not None) == (name == "binary")
    assert bool(heard.lists) == (name in ("introplan", "prompt-set"))
    if heard.lists:
        assert sum(p for p, _ in heard.lists) == pytest.approx(1) and len(heard.lists) == 16
    again = listener.hear(COUNTER, SAID)
    assert [one.reading for one in heard.belief.readings] == [one.reading for one in again.belief.readings]
    np.testing.assert_allclose(probabilities, [one.probability for one in again.belief.readings], atol=1e-5)
    if name == "ensemble-set":
        assert all((len(QUESTIONS) * p) % 1 == pytest.approx(0, abs=1e-9) for p in probabilities)


def test_where_nothing_is_seen_nothing_fits(model: TextModel) -> None:
    heard = TextListener("knowno", model, "f").hear((percept(0, "tray", 0.5, is_place=True),), SAID)
    assert [one.reading for one in heard.belief.readings] == [NONE]


def test_options_are_the_likeliest_plans_in_an_order_of_their_own(model: TextModel) -> None:
    scored = Scored(model, describe(COUNTER))
    plans = scored.plans([question(0, "tidy", False)], specials=False)[0]
    options, readings = offered(scored, "tidy", False)
    assert len(options) == 5 and NONE in readings
    best = {scored.scene.choices[at].reading for at in np.argsort(-plans)[:4]}
    assert set(readings) == best | {NONE}
    assert (options, readings) == offered(scored, "tidy", False)


def test_the_nearest_knowledge_is_of_other_instructions(model: TextModel, tmp_path: Path) -> None:
    entries = [
        Entry("put the apple away", "apple"),
        Entry("bring me a drink", "drink"),
        Entry("qqqq xxxx", "none"),
    ]
    known = Knowledge(entries, model.prompter, model.words)
    assert known.nearest("bring me a drink now", 1) == ("drink",)
    assert "drink" not in known.nearest("bring me a drink", 2)
    known.write(tmp_path / "k.json")
    assert Knowledge.entries_of(tmp_path / "k.json") == entries
    assert Knowledge([], model.prompter, model.words).nearest("anything") == ()


def test_a_missing_adapter_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="whichone policy train-decider knowno --steps"):
        load("knowno", tmp_path)
    adapters.write("binary", {"x": torch.ones(2)}, {"steps": 3}, tmp_path)
    found = adapters.read("binary", tmp_path)
    assert found.info["steps"] == 3 and found.fingerprint.startswith("binary-")
    next(tmp_path.glob("binary-*.safetensors")).write_bytes(b"x")
    with pytest.raises(PolicyError, match="damaged.*train-decider binary"):
        adapters.read("binary", tmp_path)
