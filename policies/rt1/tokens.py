"""A sentence as one vector, and an image as a few tokens.

``TokenLearner`` (arXiv 2106.11297) pools a grid into tokens, each a weighted mean by a map of its own. Here
the maps also listen: what a position shows is held against what the sentence asks for, which is how a named
thing is found, and a map that has found something says where, so a token carries its mean position.
"""

from __future__ import annotations

from math import sqrt

import torch
from torch import Tensor, nn

from policies.rt1.sentence import SIZE
from policies.vla.actor_network import FREQUENCIES, fourier

KEY = 48
"""Size in which positions and sentence are held against each other."""


class WordPooling(nn.Module):
    """Words (B, T, 384), of which ``there`` (B, T) are real, -> one sentence (B, S)."""

    def __init__(self, pools: int, sentence: int) -> None:
        super().__init__()
        self.weigh = nn.Linear(SIZE, pools)
        self.mix = nn.Sequential(nn.Linear((pools + 1) * SIZE, sentence), nn.SiLU(),
                                 nn.Linear(sentence, sentence), nn.SiLU())

    def forward(self, words: Tensor, there: Tensor) -> Tensor:
        weights = self.weigh(words).masked_fill(~there[:, :, None], float("-inf")).softmax(dim=1)
        plain = there[:, :, None].float()
        weights = torch.cat([weights, plain / plain.sum(dim=1, keepdim=True)], dim=2)  # (B, T, P + 1)
        return self.mix((weights.transpose(1, 2) @ words).flatten(1))


class TokenLearner(nn.Module):
    """A grid (B, C, h, w) and a sentence (B, S) -> tokens (B, K, width) with their maps."""

    def __init__(self, channels: int, tokens: int, grid: tuple[int, int], sentence: int, width: int) -> None:
        super().__init__()
        self.tokens = tokens
        self.before = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1, groups=channels), nn.SiLU())
        self.plain = nn.Conv2d(channels, tokens, 1)
        self.keys = nn.Conv2d(channels, KEY, 1)
        self.asked = nn.Linear(sentence, tokens * KEY)
        self.values = nn.Conv2d(channels, width, 1)
        self.where = nn.Linear(2 * (1 + 2 * len(FREQUENCIES)), width)
        self.which = nn.Parameter(torch.randn(tokens, width) * 0.02)
        rows, columns = grid
        across = (torch.arange(columns) + 0.5) / columns
        down = (torch.arange(rows) + 0.5) / rows
        places = torch.stack([across.repeat(rows), down.repeat_interleave(columns)], dim=1)
        self.register_buffer("places", places, persistent=False)

    places: Tensor
    """(h * w, 2): u and v of the middle of each position."""

    def forward(self, grid: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Returns:
            Tokens (B, K, width), logarithms of their maps (B, K, h * w), mean positions (B, K, 2) in [0, 1].
        """
        seen = grid + self.before(grid)
        asked = self.asked(sentence).view(len(grid), self.tokens, KEY)
        match = asked @ self.keys(seen).flatten(2) / sqrt(KEY)
        log_maps = (self.plain(seen).flatten(2) + match).log_softmax(dim=2)
        maps = log_maps.exp()
        at = maps @ self.places
        where = self.where(fourier(at.flatten(0, 1))).view(len(grid), self.tokens, -1)
        tokens = maps @ self.values(seen).flatten(2).transpose(1, 2) + where + self.which
        return tokens, log_maps, at
