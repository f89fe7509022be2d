"""The network: frames of two cameras, the arm's state and a sentence in, eight distributions over 256 bins
out.

As in RT-1 (arXiv 2212.06817) an EfficientNet that starts from ImageNet is told the instruction by FiLM
layers that start as the identity, TokenLearner makes a few tokens of each image, and a transformer over a
short history of frames gives the distributions of one action in one pass. What differs is in
``docs/rt1.md``.

Two estimates are learned from what demonstrations hold, and only while training: where the maps of the
first two tokens should be (on the thing and on its destination), and the phase. A third is kept: where the
hand will close or open next, relative to where it is, which the heads are told at four scales as the
actor's are (``policies.vla.actor_network``).

Shapes: B windows, F frames in each, oldest first; N = B * F.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from policies.rt1.backbone import STRIDE, Frozen, Listening
from policies.rt1.configuration import CAMERAS, Rt1Config
from policies.rt1.tokens import TokenLearner, WordPooling
from policies.vla.actor_network import BINS, DIMENSIONS, FREQUENCIES, STATE_SIZE, fourier, scales

PHASES = ("open", "close", "pick", "place", "end")
THING, DESTINATION, TARGET = 0, 1, 0
"""Front maps that are taught to lie on the thing and on its destination; the wrist map on the next target."""


@dataclass(frozen=True)
class Frames:
    """What the network sees; features are those of the frozen beginning."""

    front: Tensor
    """(N, C, H / 8, W / 8)."""
    wrist: Tensor
    state: Tensor
    """(N, STATE_SIZE)."""

    def where(self, chosen: Tensor) -> Frames:
        """The frames of which ``chosen`` (N,) is true."""
        return Frames(self.front[chosen], self.wrist[chosen], self.state[chosen])


@dataclass(frozen=True)
class Seen:
    """Frames as tokens, which a policy keeps while they are history."""

    tokens: Tensor
    """(N, K, width), the token that reads out the last of them."""
    told: Tensor
    """(N, width) the state as embedded."""
    front_maps: Tensor
    """(N, front tokens, positions), logarithms."""
    wrist_maps: Tensor
    front_at: Tensor
    """(N, front tokens, 2) mean positions."""
    wrist_at: Tensor


@dataclass(frozen=True)
class Said:
    """What it makes of the last frame of each history."""

    logits: Tensor
    """(N, 8, 256)."""
    offset_m: Tensor
    """(N, 3) from the tool to where the hand will next close or open."""
    phases: Tensor
    """(N, 5) logits over PHASES."""


class Rt1Network(nn.Module):
    """``features`` of images, ``sentence`` once an instruction, ``see`` and ``say`` at every step."""

    def __init__(self, config: Rt1Config) -> None:
        super().__init__()
        self.config = config
        width, told = config.width, config.sentence
        self.frozen = Frozen(config.frozen_blocks)
        self.words = WordPooling(config.word_pools, told)
        sizes = {"front": (config.front_px, config.front_tokens),
                 "wrist": (config.wrist_px, config.wrist_tokens)}
        self.listening = nn.ModuleDict({name: Listening(config.frozen_blocks, config.blocks, told)
                                        for name in CAMERAS})
        channels = Listening(config.frozen_blocks, config.blocks, 1).channels
        self.learner = nn.ModuleDict({
            name: TokenLearner(channels, tokens, (px[0] // STRIDE, px[1] // STRIDE), told, width)
            for name, (px, tokens) in sizes.items()})
        self.state = nn.Sequential(nn.Linear(STATE_SIZE + 3 * 2 * len(FREQUENCIES), width), nn.SiLU(),
                                   nn.Linear(width, width))
        self.asked = nn.Linear(told, width)
        self.readout = nn.Parameter(torch.randn(width) * 0.02)
        self.layers = nn.ModuleList(_Layer(width, config.heads) for _ in range(config.layers))
        self.age = nn.Parameter(torch.zeros(config.heads, config.history))
        self.norm = nn.LayerNorm(width)
        self.offset = nn.Sequential(nn.Linear(2 * width, width), nn.SiLU(), nn.Linear(width, 3))
        self.phase = nn.Linear(width, len(PHASES))
        self.head = nn.Sequential(nn.Linear(2 * width + 12, 2 * width), nn.SiLU(),
                                  nn.Linear(2 * width, DIMENSIONS * BINS))

    def features(self, images: Tensor) -> Tensor:
        """Images (N, 3, H, W) as ``backbone.to_input`` makes them -> (N, C, H / 8, W / 8), never trained."""
        with torch.no_grad():
            found: Tensor = self.frozen(images)
        return found

    def sentence(self, words: Tensor, there: Tensor) -> Tensor:
        """(B, T, 384) word pieces, of which ``there`` (B, T) are real -> (B, S)."""
        found: Tensor = self.words(words, there)
        return found

    def see(self, frames: Frames, sentence: Tensor) -> Seen:
        """Each frame as tokens.

        Args:
            sentence: (N, S).
        """
        parts: list[Tensor] = []
        maps: dict[str, tuple[Tensor, Tensor]] = {}
        for name, features in (("front", frames.front), ("wrist", frames.wrist)):
            tokens, log_maps, at = self.learner[name](self.listening[name](features, sentence), sentence)
            parts.append(tokens)
            maps[name] = log_maps, at
        waves = fourier(frames.state[:, :3])[:, 3:]
        told = self.state(torch.cat([frames.state, waves], dim=1))
        readout = self.readout + self.asked(sentence)
        tokens = torch.cat([*parts, told[:, None], readout[:, None]], dim=1)
        return Seen(tokens, told, maps["front"][0], maps["wrist"][0], maps["front"][1], maps["wrist"][1])

    def say(self, seen: Seen, state: Tensor, valid: Tensor) -> Said:
        """What to do at every frame, each attending to itself and the frames before it in its window.

        Args:
            seen: N frames, B windows of F one after another.
            state: (N, STATE_SIZE).
            valid: (B, F): frames that are there; histories of a beginning are short.
        """
        windows, frames = valid.shape
        each = seen.tokens.shape[1]
        x = seen.tokens.reshape(windows, frames * each, -1)
        bias = self._bias(valid, each)
        for layer in self.layers:
            x = layer(x, bias)
        read = self.norm(x.view(windows * frames, each, -1)[:, -1])
        joined = torch.cat([read, seen.told], dim=1)
        offset = self.offset(joined)
        logits = self.head(torch.cat([joined, scales(offset)], dim=1))
        return Said(logits.view(-1, DIMENSIONS, BINS), offset, self.phase(read))

    def _bias(self, valid: Tensor, each: int) -> Tensor:
        """(B, heads, F * each, F * each) added to attention: by how much older a frame is, and -inf where it
        is later, beyond the history, or not there."""
        frames = valid.shape[1]
        at = torch.arange(frames)
        older = at[:, None] - at[None, :]
        known = (older >= 0) & (older < self.config.history)
        bias = self.age[:, older.clamp(0, self.config.history - 1)]  # (heads, F, F)
        allowed = known[None] & (valid[:, None, :] | torch.eye(frames, dtype=torch.bool)[None])
        bias = bias[None].masked_fill(~allowed[:, None], float("-inf"))
        return bias.repeat_interleave(each, 2).repeat_interleave(each, 3)


class _Layer(nn.Module):
    """One transformer layer, normalised before each half."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_attend, self.norm_think = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attend, self.gathered = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.think = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        made = self.attend(self.norm_attend(x)).view(batch, length, 3, self.heads, -1)
        q, k, v = made.permute(2, 0, 3, 1, 4)
        found = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + self.gathered(found.transpose(1, 2).reshape(batch, length, width))
        out: Tensor = x + self.think(self.norm_think(x))
        return out
