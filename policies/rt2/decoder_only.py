"""RT-2 on a decoder alone, as PaLM-E was: the reader's SmolLM2, its adapters and its pointers, and the hand.

Training begins with what the default policy's reader has learned, as RT-2's did with a model that had
answered questions about images; the adapters go on from there, and the result needs the reader no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import DynamicCache

from policies.rt1.backbone import BLOCKS, STEM_CHANNELS, Frozen
from policies.rt2.configuration import Rt2Config
from policies.rt2.frame import Frame, HandTokens
from policies.rt2.layout import Layout, Said, nothing_shown
from policies.rt2.rows import BinRows
from policies.rt2.schemes import TokenScheme, added_scheme, digit_scheme, overwritten_scheme
from policies.types import Percept
from policies.vla.model import SPECIALS, Packed, ReaderModel
from policies.vla.prompt import Prompter
from policies.vla.tree_attention import tree_of


@dataclass(frozen=True)
class Practised:
    """What a network makes of answers, T tokens of them."""

    logits: Tensor
    """(T, V)."""
    ids: Tensor
    """(T,) what should have been said."""
    of_action: Tensor
    """(T,) bool: it belongs to an action."""
    place: Tensor
    """(T,) which token of its action it is, or -1."""


@dataclass
class _Kept:
    """What a cache holds, so that it can be gone on from."""

    percepts: tuple[Percept, ...]
    hidden: frozenset[int]
    packed: Packed
    cache: DynamicCache


class DecoderOnly(nn.Module):
    """Satisfies ``policies.rt2.policy.Network``."""

    def __init__(self, config: Rt2Config, reader: ReaderModel, prompter: Prompter) -> None:
        super().__init__()
        self.config, self.reader, self.prompter = config, reader, prompter
        table = reader.embed_tokens.weight
        vocabulary, width = table.shape
        self.scheme: TokenScheme
        self.rows: BinRows | None = None
        if config.scheme == "digits":
            self.scheme = digit_scheme(prompter.ids)
        else:
            bins = (added_scheme if config.scheme == "added" else overwritten_scheme)(vocabulary)
            self.scheme, self.rows = bins, BinRows(bins.ids[0], table)
        self.frozen = Frozen(config.frozen_blocks)
        scale = float(table.norm(dim=1).mean()) / width**0.5
        self.hand = hand_tokens(config, width, scale)
        self.layout = Layout(prompter, self.hand.count, config.kept, offset=len(SPECIALS))
        self.stops = frozenset((prompter.ids("\n")[0], prompter.ids("a.")[-1]))
        self._kept: _Kept | None = None

    def trainable_state(self) -> dict[str, Tensor]:
        """What a checkpoint holds: everything but SmolLM2's own weights and what is the reader's alone."""
        ours = ("reader.pointer.", "hand.", "rows.", "frozen.")
        return {name: value for name, value in self.state_dict().items()
                if name.startswith(ours) or "lora_" in name}

    def merge_adapters(self) -> None:
        """Folds the adapters into the layers they adapt."""
        self.reader.merge_adapters()

    def forget(self) -> None:
        """Drop what is kept of texts read before."""
        self._kept = None

    def speaker(self, frame: Frame, asked: str, begun: str, acts: bool) -> LmSpeaker:
        """The language model after a question about a frame and the beginning of its answer.

        Args:
            acts: the integers come next.
        """
        shown = self.layout.show(frame)
        end = self.layout.ask(shown, asked)
        self.layout.answer(shown, end, begun, () if acts else None)
        packed = shown.packed
        with torch.inference_mode():
            pointers = self._pointers(frame, shown.items, shown.listing)
            known = self._known(frame, packed, self.layout.first_hand(shown))
            cache = self._kept.cache if known and self._kept is not None else DynamicCache()
            if cache.get_seq_length() > known:
                cache.crop(known - cache.get_seq_length())
            embeddings = self.embed(packed, pointers, known)[None]
            length = len(packed.token_ids)
            mask = torch.ones(length, length, dtype=torch.bool).tril()[None, known:]
            hidden = self.reader.hidden(embeddings, mask, torch.arange(known, length)[None], cache)[0, -1]
        self._kept = _Kept(frame.percepts, frame.hidden, packed, cache)
        return LmSpeaker(self, hidden, cache, length)

    def _known(self, frame: Frame, packed: Packed, first_hand: int) -> int:
        """How many tokens the cache holds of a text; what comes from the hand is always new."""
        kept = self._kept
        if kept is None or (kept.percepts, kept.hidden) != (frame.percepts, frame.hidden):
            return 0
        most = min(len(packed.token_ids) - 1, len(kept.packed.token_ids), kept.cache.get_seq_length())
        for at in range(most):
            slot = packed.pointer_of[at]
            if slot >= first_hand or slot != kept.packed.pointer_of[at] \
                    or packed.token_ids[at] != kept.packed.token_ids[at]:
                return at
        return most

    def practise(self, rows: Sequence[tuple[Frame | None, Sequence[Said]]], half: bool = False) -> Practised:
        """Answers as they should be, told token by token; those about one frame share its listing.

        Without a frame it is mere text: a question may be empty, and then the first token is given.

        Args:
            half: round the language model's products to bfloat16 (``policies.training.precision``).
        """
        found: list[Tensor] = []
        wanted: list[tuple[int, int]] = []  # id, place in its action
        for frame, answers in rows:
            shown = self.layout.show(frame) if frame is not None else nothing_shown()
            packed, trunk, index = shown.packed, shown.end + 1, list[int]()
            for one in answers:
                ids = None if one.action is None else self.scheme.encode(one.action)
                words, action = self.layout.answer(shown, self.layout.ask(shown, one.asked), one.words, ids)
                index += [at for at, _ in (*words, *action)]
                wanted += [(token, -1) for _, token in words]
                wanted += [(token, place) for place, (_, token) in enumerate(action)]
            pointers = self.reader.special_inputs if frame is None \
                else self._pointers(frame, shown.items, shown.listing)
            mask, positions = packed.mask(), torch.tensor([packed.positions])
            tree = tree_of(mask, packed.parents, trunk) if 0 < trunk < len(packed.parents) else None
            embeddings = self.embed(packed, pointers)[None]
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                hidden = self.reader.hidden(embeddings, mask[None], positions, tree=tree)[0]
            found.append(hidden.float()[index])
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits = self.logits(torch.cat(found))
        ids, place = torch.tensor(wanted).T
        return Practised(logits.float(), ids, place >= 0, place)

    def embed(self, packed: Packed, pointers: Tensor, start: int = 0) -> Tensor:
        """Input embeddings (L, H) of a packed sequence from ``start`` on."""
        ids, slots = torch.tensor(packed.token_ids[start:]), torch.tensor(packed.pointer_of[start:])
        return torch.where((slots >= 0)[:, None], pointers[slots.clamp(min=0)], self.words_in(ids))

    def words_in(self, ids: Tensor) -> Tensor:
        """(...) ids -> (..., H)."""
        words = self.reader.embed_tokens
        return words(ids) if self.rows is None else self.rows.embed(ids, words)

    def logits(self, hidden: Tensor, among: Sequence[int] | None = None) -> Tensor:
        """(..., H) -> (..., V), or (..., n) of the tokens ``among`` which the next one is."""
        head = self.reader.language_model.lm_head.weight
        if among is None:
            plain: Tensor = hidden @ head.T
            return plain if self.rows is None else self.rows.logits(hidden, plain)
        if self.rows is None:
            few: Tensor = hidden @ head[list(among)].T
            return few
        if len(among) == len(self.rows.rows) and among[0] == self.rows.start:
            return hidden @ self.rows.rows.T
        return self.logits(hidden)[..., list(among)]

    def _pointers(self, frame: Frame, items: Any, listing: Any) -> Tensor:
        """Embeddings of the pointers of items, of the reader's special tokens, and of the hand."""
        hand = self.hand(frame.wrist[None], frame.state[None])[0]
        if not items:
            return torch.cat([self.reader.special_inputs, hand])
        seen = self.reader.item_embeddings(items, listing.word_ids, listing.where_ids)
        return torch.cat([seen, hand])


class LmSpeaker:
    """Satisfies ``policies.rt2.decoding.Speaker``, on a cache of keys and values."""

    def __init__(self, network: DecoderOnly, hidden: Tensor, cache: DynamicCache, length: int) -> None:
        self._network, self._hidden, self._cache, self._length = network, hidden, cache, length

    @torch.inference_mode()
    def logits(self, among: Sequence[int] | None = None) -> Tensor:
        return self._network.logits(self._hidden, among)

    @torch.inference_mode()
    def say(self, token: int) -> None:
        embedding = self._network.words_in(torch.tensor([[token]]))
        mask = torch.ones(1, 1, self._length + 1, dtype=torch.bool)
        at = torch.tensor([[self._length]])
        self._hidden = self._network.reader.hidden(embedding, mask, at, self._cache)[0, -1]
        self._length += 1


def hand_tokens(config: Rt2Config, width: int, scale: float) -> HandTokens:
    """For the features that ``Frozen`` makes of the wrist image."""
    channels = BLOCKS[config.frozen_blocks - 1].outputs if config.frozen_blocks else STEM_CHANNELS
    height, across = config.wrist_px
    return HandTokens(channels, (height // 8, across // 8), width, scale)
