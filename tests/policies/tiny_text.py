"""A tiny random language model with a tokenizer of characters: enough to score and to train."""

from __future__ import annotations

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from policies.textual.language_model import TextModel
from policies.types import Percept
from policies.vla.configuration import WhichOneConfig
from policies.vla.prompt import Prompter


class Characters:
    """A tokenizer that gives every character its code."""

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 128 for c in text]})()


def tiny(seed: int = 3) -> TextModel:
    """A model of three layers whose adapters already do something."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    config = LlamaConfig(
        vocab_size=128,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=4096,
    )
    model = TextModel(
        LlamaForCausalLM(config),
        Prompter(Characters()),  # type: ignore[arg-type]
        WhichOneConfig(lora_rank=2),
    )
    for name, parameter in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.05)
    return model


def alone(model: TextModel, before: str, answer: str) -> float:
    """Log-likelihood of an answer, its whole text read by itself without cache, tree or mask."""
    first, rest = model.prompter.ids(before), model.prompter.ids(answer)
    with torch.inference_mode():
        logits = model.language_model(torch.tensor([[*first, *rest]])).logits[0].log_softmax(-1)
    return float(sum(logits[len(first) + i - 1, token] for i, token in enumerate(rest)))


def percept(
    key: int, name: str, u: float, v: float = 0.5, is_open: bool | None = None, is_place: bool = False
) -> Percept:
    return Percept(
        key=key,
        name=name,
        u=u,
        v=v,
        width=0.06,
        height=0.1,
        confidence=0.9,
        is_place=is_place,
        is_open=is_open,
    )


COUNTER = (
    percept(0, "pepsi", 0.6),
    percept(1, "coke", 0.3),
    percept(2, "apple", 0.31, 0.62),
    percept(3, "tray", 0.5, 0.9, is_place=True),
    percept(4, "top_drawer", 0.1, 0.3, is_place=True, is_open=False),
)
