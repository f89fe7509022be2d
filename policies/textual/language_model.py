"""The language model that text deciders adapt: SmolLM2 with LoRA of the pointer reader's rank, words in and
out.

Texts with the same beginning are one tree of tokens and read in one packed pass, as the pointer reader's are
(``policies.vla.model``): each token sees its own ancestors alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import Tensor, nn
from transformers import LlamaForCausalLM

from policies.vla.configuration import WhichOneConfig
from policies.vla.model import Packed
from policies.vla.prompt import Prompter

LINEAR_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


class TokenTree:
    """Token sequences packed as a tree: what two of them begin with is there once."""

    def __init__(self) -> None:
        self.packed = Packed()
        self._children: dict[tuple[int, int], int] = {}

    def __len__(self) -> int:
        return len(self.packed.token_ids)

    def add(self, ids: Sequence[int], parent: int = -1) -> int:
        """Adds tokens after ``parent`` (-1: at the root), or finds them there; the last one's index."""
        for token in ids:
            found = self._children.get((parent, token))
            if found is None:
                found = self._children[parent, token] = self.packed.add(token, parent)
            parent = found
        return parent

    def path(self, end: int, start: int) -> list[int]:
        """Indices after ``start`` down to ``end``."""
        found = []
        while end != start:
            found.append(end)
            end = self.packed.parents[end]
        return found[::-1]

    def cut(self, length: int) -> None:
        """Forgets every token from index ``length`` on."""
        for values in (
            self.packed.token_ids,
            self.packed.pointer_of,
            self.packed.positions,
            self.packed.parents,
        ):
            del values[length:]
        self._children = {key: at for key, at in self._children.items() if at < length}


class TextModel(nn.Module):
    """A causal language model with LoRA on every linear layer."""

    def __init__(
        self, language_model: LlamaForCausalLM, prompter: Prompter, config: WhichOneConfig | None = None
    ) -> None:
        """``config`` gives rank and alpha, by default those of the pointer reader."""
        super().__init__()
        config = config or WhichOneConfig()
        for parameter in language_model.parameters():
            parameter.requires_grad_(False)
        lora = LoraConfig(r=config.lora_rank, lora_alpha=config.lora_alpha, target_modules=LINEAR_LAYERS)
        self.language_model = cast(LlamaForCausalLM, inject_adapter_in_model(lora, language_model))
        self.prompter = prompter

    @property
    def words(self) -> Tensor:
        """(vocabulary, H) input embeddings, which no adapter changes."""
        return cast(Tensor, self.language_model.model.embed_tokens.weight)

    def adapters(self) -> dict[str, Tensor]:
        """What training changes, and a checkpoint holds."""
        return {name: value for name, value in self.state_dict().items() if "lora_" in name}

    def merge_adapters(self) -> None:
        """Folds the adapters into the layers they adapt: the same function, one product fewer."""
        for module in self.language_model.modules():
            if isinstance(module, LoraLayer):
                module.merge()

    def hidden(self, packed: Packed, start: int = 0, cache: Any = None) -> Tensor:
        """(L - start, H) final hidden states of a packed tree from ``start`` on; the rest is in the cache."""
        mask = packed.mask()[start:]
        bias = torch.zeros(mask.shape).masked_fill(~mask, torch.finfo(torch.float32).min)
        out = self.language_model.model(
            input_ids=torch.tensor([packed.token_ids[start:]]),
            attention_mask=bias[None, None],
            position_ids=torch.tensor([packed.positions[start:]]),
            past_key_values=cache,
            use_cache=cache is not None,
        )
        return cast(Tensor, out.last_hidden_state[0])

    def next_words(self, hidden: Tensor) -> Tensor:
        """(N, vocabulary) log-probabilities of the next token, from hidden states (N, H)."""
        return cast(Tensor, self.language_model.lm_head(hidden)).log_softmax(-1)


def new_text_model() -> TextModel:
    """SmolLM2 with fresh adapters.

    Raises:
        PolicyError: SmolLM2 is not installed or cannot be unpacked.
    """
    from transformers import AutoTokenizer
    from transformers.utils import logging

    from policies.pretrained import smollm2_folder

    logging.disable_progress_bar()
    folder = smollm2_folder()
    return TextModel(
        LlamaForCausalLM.from_pretrained(folder), Prompter(AutoTokenizer.from_pretrained(folder))
    )
