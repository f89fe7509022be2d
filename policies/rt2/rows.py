"""The rows of the vocabulary that stand for bins: added behind its last, or in place of its last 256."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from policies.codecs import BINS


class BinRows(nn.Module):
    """Rows of embeddings from an id on, for words in and for words out."""

    def __init__(self, start: int, table: Tensor) -> None:
        """Args:
            start: id of the first bin: the size of the vocabulary, or 256 less.
            table: (V, H) embeddings of the vocabulary. Rows that are overwritten begin as what they were, as
                in RT-2; added ones as the mean word, with waves along the bins, so that neighbours are near.
        """
        super().__init__()
        self.start = start
        if start < len(table):
            rows = table[start:start + BINS].detach().clone()
        else:
            at, hidden = torch.arange(BINS)[:, None] / BINS, table.shape[1]
            waves = torch.sin(2 * math.pi * at * torch.logspace(-1, 4, hidden, base=2.0)
                              + torch.rand(hidden, generator=torch.Generator().manual_seed(0)) * 2 * math.pi)
            rows = table.detach().mean(0) + waves * table.detach().std()
        self.rows = nn.Parameter(rows)

    def embed(self, ids: Tensor, words: nn.Embedding) -> Tensor:
        """(...) -> (..., H)."""
        at = ids - self.start
        plain = words(ids.clamp(max=words.num_embeddings - 1))
        return torch.where((at >= 0)[..., None], self.rows[at.clamp(min=0)], plain)

    def logits(self, hidden: Tensor, plain: Tensor) -> Tensor:
        """(..., H) and the vocabulary's own logits (..., V) -> those with the bins in their places."""
        return torch.cat([plain[..., :self.start], hidden @ self.rows.T], dim=-1)
