"""The ablation's variants differ in what they say they differ in, and in nothing else."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from policies.base import PolicyError
from policies.training import ablation
from policies.training.ablation import Settings, Variant, practice, variant
from policies.training.decider import OtherRun
from policies.training.general_text import paragraphs, perplexity
from policies.training.reader import loss_of
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import ReaderModel
from policies.vla.prompt import Prompter

SETTINGS = Settings(steps=2, rate=1e-3)


class Letters:
    """A tokenizer that gives every character its code."""

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 120 + 1 for c in text]})()

    def decode(self, ids: list[int]) -> str:
        return "".join(chr(96 + i % 26) for i in ids)


@pytest.fixture
def prompter() -> Prompter:
    return Prompter(Letters())  # type: ignore[arg-type]


def tiny(made: Variant, out: Path) -> tuple[ReaderModel, Prompter]:
    torch.manual_seed(3)
    shape = LlamaConfig(vocab_size=128, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                        num_attention_heads=4, num_key_value_heads=2,
                        max_position_embeddings=4096)  # fmt: skip
    model = ReaderModel(WhichOneConfig(lora_rank=2, pointer_size=16), LlamaForCausalLM(shape))
    if made.begins == "scratch":
        for parameter in model.parameters():
            parameter.requires_grad_(True)
    return model, Prompter(Letters())  # type: ignore[arg-type]


def test_variants_practise_the_same_commands(prompter: Prompter) -> None:
    mixed, alone = (practice(variant(name), 7, 3, prompter) for name in ("co-fine-tuned", "fine-tuned"))
    assert len(mixed.first) == len(alone.first) >= 6
    for one, other in zip(mixed.first, alone.first, strict=True):
        assert one.at == other.at and (one.probabilities == other.probabilities).all()
    assert mixed.known and mixed.known_words and mixed.text
    assert not (alone.known or alone.known_words or alone.text)


def test_where_they_begin_has_answered_questions_only(prompter: Prompter) -> None:
    one = practice(variant("questions"), 7, 3, prompter)
    assert not one.first and not one.second and not one.words
    assert one.known and one.text


def test_a_reason_stands_before_the_plan_or_after_it(prompter: Prompter) -> None:
    first, after = (practice(variant(name), 7, 3, prompter) for name in ("reason-first", "co-fine-tuned"))
    plan = prompter.ids(" Plan:")
    for target in first.first:
        ids, at = [], target.at
        while len(ids) < len(plan):
            ids.insert(0, first.listing.packed.token_ids[at])
            at = first.listing.packed.parents[at]
        assert ids == plan
        assert any(token == plan[0] and where == at for where, token in first.words)
    assert len(first.words) > len(plan) * len(first.first)  # some have reasons
    assert [t.probabilities.tolist() for t in first.first] == [t.probabilities.tolist() for t in after.first]


def test_prose_sees_no_scene_and_what_is_kept_apart_is_not_practised(prompter: Prompter) -> None:
    one = practice(variant("co-fine-tuned"), 7, 3, prompter)
    packed = one.listing.packed
    assert packed.parents[one.text[0][0]] == -1
    said = prompter.text([packed.token_ids[at] for at, _ in one.text])
    assert any(prompter.text(prompter.ids(text)).startswith(said) for text in paragraphs(held_out=False))
    assert not set(paragraphs(held_out=False)) & set(paragraphs(held_out=True))
    assert len(paragraphs(held_out=True)) > 30


def test_every_kind_of_practice_has_a_loss(prompter: Prompter) -> None:
    model, _ = tiny(variant("co-fine-tuned"), Path())
    loss, parts = loss_of(model, practice(variant("co-fine-tuned"), 7, 3, prompter))
    assert {"first", "second", "known", "true", "text"} <= parts.keys() and math.isfinite(
        float(loss.detach())
    )
    only, parts = loss_of(model, practice(variant("questions"), 7, 3, prompter))
    assert "first" not in parts and float(only.detach()) > 0


def test_perplexity_of_a_model_that_knows_nothing_is_about_its_vocabulary(prompter: Prompter) -> None:
    model, _ = tiny(variant("fine-tuned"), Path())
    assert 60 < perplexity(model, prompter, paragraphs(held_out=True)[:3]) < 200


def test_from_scratch_everything_is_learned_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "new_model", tiny)
    path = ablation.train(variant("scratch"), SETTINGS, tmp_path, lambda line: None)
    from safetensors.torch import load_file

    kept, begun = load_file(path), tiny(variant("scratch"), tmp_path)[0].state_dict()
    name = "language_model.model.embed_tokens.weight"
    assert name in kept and not torch.equal(kept[name], begun[name])
    assert ablation.finished(tmp_path / "scratch", SETTINGS)
    assert ablation.train(variant("scratch"), SETTINGS, tmp_path) == path  # it is there: nothing is done
    with pytest.raises(OtherRun):
        ablation.train(variant("scratch"), replace(SETTINGS, steps=3), tmp_path)


def test_adapters_alone_are_kept_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "new_model", tiny)
    path = ablation.train(variant("questions"), SETTINGS, tmp_path, lambda line: None)
    from safetensors.torch import load_file

    assert all("lora_" in name for name in load_file(path) if name.startswith("language_model."))


def test_a_missing_beginning_and_a_wrong_name_are_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="there are: questions, questions-half, scratch, fine-tuned"):
        variant("tuned")
    assert all(one.begins in ("base", "scratch") or variant(one.begins) for one in ablation.VARIANTS)


def test_reasons_are_drawn_as_often_before_as_after() -> None:
    from scenes.instructions import Instruction

    one = Instruction.__new__(Instruction)
    object.__setattr__(one, "rationale", "because it is a drink")
    drawn = [ablation.reasons(Random(seed))(one) for seed in range(200)]
    assert 60 < sum(said is not None for said in drawn) < 140
