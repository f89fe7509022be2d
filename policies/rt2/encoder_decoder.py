"""RT-2 on an encoder with a decoder, as PaLI-X was: MiniLM reads the frame and the question, a small decoder
answers in MiniLM's vocabulary, which has a word of its own for every integer a bin needs.

The encoder learns by adapters; the decoder is new. What MiniLM was made for are sentences, not answers, so
what this decoder knows of language it has from practice alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import LoraLayer
from torch import Tensor, nn

from policies.rt1.backbone import Frozen
from policies.rt2.configuration import Rt2Config
from policies.rt2.decoder_only import Practised, hand_tokens
from policies.rt2.frame import Frame
from policies.rt2.layout import LONGEST_PLAN, Layout, Said, Shown
from policies.rt2.schemes import TokenScheme, integer_scheme
from policies.vla.configuration import WhichOneConfig
from policies.vla.model import PointerEmbedding
from policies.vla.prompt import Prompter

_LINEAR_LAYERS = ["query", "key", "value", "dense"]
LONGEST = LONGEST_PLAN + 32
"""Tokens of an answer."""


class EncoderDecoder(nn.Module):
    """Satisfies ``policies.rt2.policy.Network``."""

    def __init__(self, config: Rt2Config, encoder: nn.Module, tokenizer: Any) -> None:
        """Args:
            encoder: a ``BertModel`` without its pooling layer.
            tokenizer: its own.
        """
        super().__init__()
        if config.kept:
            raise ValueError("an encoder reads the hand with everything else: nothing of it can be kept")
        self.config, self.prompter = config, Prompter(tokenizer)
        vocabulary = tokenizer.get_vocab()
        integers = integer_scheme(vocabulary.get)
        self.scheme: TokenScheme = integers
        self.ids = integers.ids
        self.start, self.end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self.stops = frozenset((vocabulary["."], self.end))
        encoder.requires_grad_(False)
        lora = LoraConfig(r=config.lora_rank, lora_alpha=config.lora_alpha, target_modules=_LINEAR_LAYERS)
        self.encoder: Any = inject_adapter_in_model(lora, encoder)
        table = self._table
        width, scale = table.shape[1], float(table.norm(dim=1).mean()) / table.shape[1]**0.5
        self.pointer = PointerEmbedding(WhichOneConfig(), width, scale)
        self.frozen = Frozen(config.frozen_blocks)
        self.hand = hand_tokens(config, width, scale)
        self.layout = Layout(self.prompter, self.hand.count, kept=False)
        self.rows = nn.Parameter(table[list(self.ids)].detach().clone())
        bins = torch.full((len(table),), -1)
        bins[list(self.ids)] = torch.arange(len(self.ids))
        self.register_buffer("bins", bins, persistent=False)
        self.places = nn.Parameter(torch.randn(LONGEST, width) * 0.02)
        self.in_norm = nn.LayerNorm(width)
        heads = max(1, width // 64)
        layer = nn.TransformerDecoderLayer(width, heads, 4 * width, dropout=0.0, activation="gelu",
                                           batch_first=True, norm_first=True)
        self.decoder = nn.TransformerDecoder(layer, config.layers, norm=nn.LayerNorm(width))
        self.out = nn.Linear(width, width)

    bins: Tensor
    """(V,) the bin of each token, or -1."""

    @property
    def _table(self) -> Tensor:
        return cast(Tensor, self.encoder.embeddings.word_embeddings.weight)

    def trainable_state(self) -> dict[str, Tensor]:
        """What a checkpoint holds: everything but MiniLM's own weights."""
        return {name: value for name, value in self.state_dict().items()
                if not name.startswith("encoder.") or "lora_" in name}

    def merge_adapters(self) -> None:
        """Folds the adapters into the layers they adapt."""
        for module in self.encoder.modules():
            if isinstance(module, LoraLayer):
                module.merge()

    def forget(self) -> None:
        """Nothing is kept."""

    def speaker(self, frame: Frame, asked: str, begun: str, acts: bool) -> DecoderSpeaker:
        """The decoder after a question about a frame and the beginning of its answer."""
        with torch.inference_mode():
            memory, padding = self._read([(frame, asked)])
        return DecoderSpeaker(self, memory, padding, [self.start, *self.prompter.ids(begun)])

    def practise(self, rows: Sequence[tuple[Frame | None, Sequence[Said]]], half: bool = False) -> Practised:
        """Answers as they should be, told token by token.

        Args:
            half: has no effect: so small a network is not slow.
        """
        asked: list[tuple[Frame | None, str]] = []
        texts, places = list[list[int]](), list[list[int]]()
        for frame, answers in rows:
            for one in answers:
                asked.append((frame, one.asked))
                words = self.prompter.ids(one.words)[:LONGEST - 10] if one.words else []
                action = [] if one.action is None else list(self.scheme.encode(one.action))
                texts.append([self.start, *words, *action])
                places.append([*[-1] * len(words), *range(len(action))])
        memory, padding = self._read(asked)
        longest = max(map(len, texts)) - 1
        ids = torch.tensor([[*text[:-1], *[self.end] * (longest - len(text) + 1)] for text in texts])
        hidden = self.decode(ids, memory, padding)
        real = torch.tensor([[at < len(text) - 1 for at in range(longest)] for text in texts])
        place = torch.tensor([at for row in places for at in row])
        wanted = torch.tensor([token for text in texts for token in text[1:]])
        return Practised(self.logits(hidden[real]), wanted, place >= 0, place)

    def decode(self, ids: Tensor, memory: Tensor, padding: Tensor) -> Tensor:
        """(B, T) ids on what was read -> (B, T, H)."""
        length = ids.shape[1]
        told = self.in_norm(self.words_in(ids) + self.places[:length])
        mask = torch.ones(length, length, dtype=torch.bool).triu(1)
        found: Tensor = self.decoder(told, memory, tgt_mask=mask, memory_key_padding_mask=padding)
        return found

    def words_in(self, ids: Tensor) -> Tensor:
        """(...) ids -> (..., H), the integers by their own rows."""
        bins = self.bins[ids]
        return torch.where((bins >= 0)[..., None], self.rows[bins.clamp(min=0)], self._table[ids])

    def logits(self, hidden: Tensor, among: Sequence[int] | None = None) -> Tensor:
        """(..., H) -> (..., V), or (..., n) of the tokens ``among`` which the next one is."""
        said = self.out(hidden)
        if among is not None and len(among) == len(self.rows):
            return said @ self.rows.T
        plain = said @ self._table.T
        full = plain.index_copy(-1, torch.tensor(self.ids), said @ self.rows.T)
        return full if among is None else full[..., list(among)]

    def _read(self, asked: Sequence[tuple[Frame | None, str]]) -> tuple[Tensor, Tensor]:
        """What the encoder makes of questions about frames: (B, L, H), and (B, L) true where nothing is."""
        embedded = [self._embed(frame, question) for frame, question in asked]
        longest = max(map(len, embedded))
        padding = torch.tensor([[at >= len(one) for at in range(longest)] for one in embedded])
        inputs = torch.stack([nn.functional.pad(one, (0, 0, 0, longest - len(one))) for one in embedded])
        found = self.encoder(inputs_embeds=inputs, attention_mask=(~padding).long()).last_hidden_state
        return found, padding

    def _embed(self, frame: Frame | None, question: str) -> Tensor:
        """(L, H) of a frame and a question, with the marks that MiniLM knows at both ends."""
        marks = self._table[[self.start, self.end]]
        if frame is None:
            return torch.cat([marks[:1], self._table[self.prompter.ids(question)], marks[1:]])
        shown = self.layout.show(frame)
        self.layout.ask(shown, question)
        packed = shown.packed
        pointers = self.hand(frame.wrist[None], frame.state[None])[0]
        if shown.items:
            pointers = torch.cat([self._items(shown), pointers])
        ids, slots = torch.tensor(packed.token_ids), torch.tensor(packed.pointer_of)
        words = torch.where((slots >= 0)[:, None], pointers[slots.clamp(min=0)], self._table[ids])
        return torch.cat([marks[:1], words, marks[1:]])

    def _items(self, shown: Shown) -> Tensor:
        """(N, H) pointers as the reader's: where an item is, its name and its neighbour's."""
        names = torch.stack([self._table[list(ids)].mean(0) for ids in shown.listing.word_ids])
        blank = torch.zeros_like(names[0])
        neighbours = torch.stack([blank if i.neighbour is None else names[i.neighbour] for i in shown.items])
        where = torch.stack([self._table[list(ids)].mean(0) if ids else blank
                             for ids in shown.listing.where_ids])
        geometry = torch.stack([torch.from_numpy(item.geometry) for item in shown.items])
        appearance = torch.zeros(len(names), WhichOneConfig().appearance_size)
        found: Tensor = self.pointer(geometry, names, neighbours, where, appearance)
        return found


class DecoderSpeaker:
    """Satisfies ``policies.rt2.decoding.Speaker``. The decoder is small: it reads what it wrote again."""

    def __init__(self, network: EncoderDecoder, memory: Tensor, padding: Tensor, ids: list[int]) -> None:
        self._network, self._memory, self._padding, self._ids = network, memory, padding, ids

    @torch.inference_mode()
    def logits(self, among: Sequence[int] | None = None) -> Tensor:
        hidden = self._network.decode(torch.tensor([self._ids]), self._memory, self._padding)[0, -1]
        return self._network.logits(hidden, among)

    def say(self, token: int) -> None:
        self._ids.append(token)
        if len(self._ids) > LONGEST:
            raise ValueError(f"an answer has at most {LONGEST} tokens")
