"""The reader's language half: SmolLM2 with adapters, and pointer tokens in and out.

One prompt lists what is seen, each item followed by a pointer token; a branch per instruction follows.
The next-token distribution after ``Plan:`` is over the pointers (and four special tokens), so the
model's own distribution over what it would pick is its belief about what was meant:

    Things: red can Coke <p>; blue can Pepsi <p>. Places: hand-over tray <p>; ...     (prefix, cached)
    Q: bring me a cola. A: Plan:                    -> P(thing)   over <p> and the specials
    <p of the Coke>                                 -> P(place | the Coke)
    <p of the tray> because it is a cola            -> the reason, ordinary tokens

Prefix and branches are one packed sequence with a tree-shaped attention mask, in training and when
reading: many instructions share one listing, and every thing worth following shares one pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import Tensor, nn
from transformers import LlamaForCausalLM, PreTrainedModel

from policies.vla.configuration import WhichOneConfig
from policies.vla.items import GEOMETRY_SIZE, Item
from policies.vla.tree_attention import NAME, Tree
from policies.vla.where import WhereHead

SPECIALS = ("none_of_these", "must_not", "open", "close")
_LINEAR_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


class PointerEmbedding(nn.Module):
    """Input embedding of a pointer token, from what was seen of its item."""

    def __init__(self, config: WhichOneConfig, hidden_size: int, scale: float) -> None:
        super().__init__()
        self.geometry = nn.Sequential(nn.Linear(GEOMETRY_SIZE, 256), nn.GELU(), nn.Linear(256, hidden_size))
        self.name = nn.Linear(hidden_size, hidden_size, bias=False)
        self.neighbour = nn.Linear(hidden_size, hidden_size, bias=False)
        self.where = nn.Linear(hidden_size, hidden_size, bias=False)
        self.appearance = nn.Linear(config.appearance_size, hidden_size, bias=False)
        self.norm = nn.LayerNorm(hidden_size)
        self.scale = nn.Parameter(torch.tensor(scale))
        # Appearance joins after the words have taught the pointers what they are for.
        nn.init.zeros_(self.appearance.weight)
        nn.init.zeros_(self.where.weight)

    def forward(
        self, geometry: Tensor, name: Tensor, neighbour: Tensor, where: Tensor, appearance: Tensor
    ) -> Tensor:
        """(N, G), (N, H), (N, H), (N, H), (N, A) -> (N, H)."""
        mixed = self.geometry(geometry) + self.name(name) + self.neighbour(neighbour) + self.where(where)
        return cast(Tensor, self.norm(mixed + self.appearance(appearance)) * self.scale)


@dataclass
class Packed:
    """One packed sequence under construction: token ids or pointers, positions, and who sees whom."""

    token_ids: list[int] = field(default_factory=list)
    pointer_of: list[int] = field(default_factory=list)
    """For a pointer token the item's position in the list (or len(items) + special); else -1."""
    positions: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    """The previous token in this token's own branch, -1 at the start."""

    def add(self, token_id: int, parent: int, pointer: int = -1) -> int:
        self.token_ids.append(token_id)
        self.pointer_of.append(pointer)
        self.positions.append(0 if parent < 0 else self.positions[parent] + 1)
        self.parents.append(parent)
        return len(self.token_ids) - 1

    def extend(self, token_ids: Sequence[int], parent: int) -> int:
        for token_id in token_ids:
            parent = self.add(token_id, parent)
        return parent

    def mask(self) -> Tensor:
        """(L, L) bool, True where the row's token may attend to the column's: itself and its ancestors."""
        length = len(self.parents)
        seen = np.zeros((length, length), dtype=bool)
        for index, parent in enumerate(self.parents):
            if parent >= 0:
                seen[index] = seen[parent]
            seen[index, index] = True
        return torch.from_numpy(seen)


class ReaderModel(PreTrainedModel):
    """SmolLM2 with LoRA on every linear layer, pointer tokens, and the two heads that point."""

    config_class = WhichOneConfig
    base_model_prefix = "whichone"

    def __init__(self, config: WhichOneConfig, language_model: LlamaForCausalLM) -> None:
        super().__init__(config)
        hidden = language_model.config.hidden_size
        for parameter in language_model.parameters():
            parameter.requires_grad_(False)
        language_model.set_attn_implementation(NAME)
        embedding_norm = float(language_model.model.embed_tokens.weight.norm(dim=1).mean())
        lora = LoraConfig(r=config.lora_rank, lora_alpha=config.lora_alpha, target_modules=_LINEAR_LAYERS)
        self.language_model = cast(LlamaForCausalLM, inject_adapter_in_model(lora, language_model))
        self.pointer = PointerEmbedding(config, hidden, embedding_norm / hidden**0.5)
        self.special_inputs = nn.Parameter(torch.randn(len(SPECIALS), hidden) * embedding_norm / hidden**0.5)
        self.query = nn.Linear(hidden, config.pointer_size)
        self.key = nn.Linear(hidden, config.pointer_size)
        self.beside_key = nn.Linear(hidden, config.pointer_size)
        self.special_keys = nn.Parameter(torch.randn(len(SPECIALS), config.pointer_size) * 0.02)
        self.name_gain = nn.Parameter(torch.tensor(0.15))
        last = nn.Linear(config.pointer_size, 1)
        nn.init.zeros_(last.weight)  # The second look starts without an opinion.
        nn.init.zeros_(last.bias)
        self.fit = nn.Sequential(nn.Linear(hidden, config.pointer_size), nn.GELU(), last)
        self.where = WhereHead(hidden, config.pointer_size)

    @property
    def embed_tokens(self) -> nn.Embedding:
        return cast(nn.Embedding, self.language_model.model.embed_tokens)

    def trainable_state(self) -> dict[str, Tensor]:
        """What a checkpoint holds: everything but the language model's own frozen weights."""
        learning = {name for name, parameter in self.named_parameters() if parameter.requires_grad}
        return {
            name: value
            for name, value in self.state_dict().items()
            if not name.startswith("language_model.") or "lora_" in name or name in learning
        }

    def merge_adapters(self) -> None:
        """Folds the adapters into the layers they adapt: the same function, one matrix product fewer."""
        for module in self.language_model.modules():
            if isinstance(module, LoraLayer):
                module.merge()

    def item_embeddings(
        self,
        items: Sequence[Item],
        word_ids: Sequence[Sequence[int]],
        where_ids: Sequence[Sequence[int]],
        appearance: Tensor | None = None,
    ) -> Tensor:
        """Input embeddings (N + specials, H) of the pointers of a listing.

        Args:
            word_ids: Token ids of each item's words.
            where_ids: Token ids of what tells it from others of its name; empty when nothing has to.
            appearance: (N, appearance_size) from the eye, or None when only words are known.
        """
        names = self.item_names(word_ids)
        blank = torch.zeros_like(names[0])
        neighbours = torch.stack([blank if i.neighbour is None else names[i.neighbour] for i in items])
        geometry = torch.from_numpy(np.stack([item.geometry for item in items]))
        if appearance is None:
            appearance = torch.zeros(len(items), self.config.appearance_size)
        where = torch.stack([self.item_names([ids])[0] if ids else blank for ids in where_ids])
        seen = self.pointer(geometry, names, neighbours, where, appearance)
        return torch.cat([seen, self.special_inputs])

    def embed(self, packed: Packed, pointers: Tensor, start: int = 0) -> Tensor:
        """Input embeddings (L, H) of a packed sequence from ``start`` on."""
        ids = torch.tensor(packed.token_ids[start:])
        slots = torch.tensor(packed.pointer_of[start:])
        words = self.embed_tokens(ids.clamp(min=0))
        is_pointer = (slots >= 0).unsqueeze(1)
        return torch.where(is_pointer, pointers[slots.clamp(min=0)], words)

    def hidden(
        self,
        embeddings: Tensor,
        mask: Tensor,
        positions: Tensor,
        cache: Any = None,
        tree: Tree | None = None,
    ) -> Tensor:
        """Final hidden states (B, L, H). ``mask`` (B, L, L_all) bool, True = may attend.

        Args:
            tree: the layout of one packed sequence, to compute no pair of tokens in vain.
        """
        bias = torch.zeros(mask.shape, dtype=embeddings.dtype).masked_fill(
            ~mask, torch.finfo(torch.float32).min
        )
        out = self.language_model.model(
            inputs_embeds=embeddings,
            attention_mask=bias.unsqueeze(1),
            position_ids=positions,
            past_key_values=cache,
            use_cache=cache is not None,
            **({} if tree is None else {"tree": tree}),
        )
        return cast(Tensor, out.last_hidden_state)

    def item_names(self, word_ids: Sequence[Sequence[int]]) -> Tensor:
        """(N, H): the mean input embedding of each item's words."""
        return torch.stack([self.embed_tokens(torch.tensor(ids)).mean(0) for ids in word_ids])

    def keys(self, slot_hidden: Tensor, names: Tensor) -> Tensor:
        """What can be pointed at, from the hidden states (N, H) at the listing's pointers and names (N, H).

        Half of a key is learned from the hidden state; the other half is the name itself, in the space in
        which the language model says its next word: what it would have said, it points at.

        Returns:
            (N + specials + N, pointer_size + H): the items, the special tokens, and next to each item.
        """
        learned = torch.cat([self.key(slot_hidden), self.special_keys, self.beside_key(slot_hidden)])
        said = self.name_gain * names
        return torch.cat([learned, torch.cat([said, torch.zeros(len(SPECIALS), said.shape[1]), said])], dim=1)

    def point(self, hidden: Tensor, keys: Tensor) -> Tensor:
        """Logits (Q, N + specials + N) of pointing, from hidden states (Q, H)."""
        learned = self.query(hidden) / self.config.pointer_size**0.5
        return torch.cat([learned, hidden], dim=1) @ keys.T

    def fitting(self, followed_hidden: Tensor) -> Tensor:
        """Logits (..., F) to add for things that were followed, from the hidden states (..., F, H) there.

        Pointing looks at all things at once from one token; here each is looked at once more by itself,
        with the words before it: does it fit them?
        """
        return cast(Tensor, self.fit(followed_hidden)[..., 0])

    def next_token_logits(self, hidden: Tensor) -> Tensor:
        return cast(Tensor, self.language_model.lm_head(hidden))

    def token_logits(self, hidden: Tensor, ids: Sequence[int]) -> Tensor:
        """Logits (len(ids),) of some tokens alone as the next one, from the hidden state (H,) before it."""
        return cast(Tensor, self.language_model.lm_head.weight[list(ids)] @ hidden)
