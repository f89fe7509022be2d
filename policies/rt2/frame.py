"""What RT-2 sees at one control step: what the eye finds in the front image, and the hand's own view.

A hand that reaches for a thing hides it. RT-2 has no memory of frames; here what was found when the
instruction was given is listed on, marked as hidden, where it was seen last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from policies.base import PolicyError
from policies.pretrained import smollm2_folder
from policies.types import Percept
from policies.vla.actor_network import FREQUENCIES, STATE_SIZE, fourier
from policies.vla.items import Item, list_items, words_of
from policies.vla.prompt import Prompter
from policies.vla.vision import NAMES, Eye, as_batch, names_of, percepts_of
from policies.vla.weights import FOLDER, REMEDY, read_part
from scenes.types import ImageArray

PATCH = 4
"""Side of the pieces of the wrist features that become a token each."""
BETWEEN = 192


@dataclass(frozen=True)
class Frame:
    """One control step."""

    percepts: tuple[Percept, ...]
    hidden: frozenset[int]
    """Keys of those that are not seen now."""
    wrist: Tensor
    """(C, h, w) features of the wrist image."""
    state: Tensor
    """(STATE_SIZE,)."""

    def items(self) -> list[Item]:
        """As listed: things from left to right, then places."""
        words = {p.key: words_of(p.name, p.is_open) + (" hidden" if p.key in self.hidden else "")
                 for p in self.percepts}
        return list_items(self.percepts, words)


class Memory:
    """What was found when the instruction was given, followed from look to look."""

    def __init__(self) -> None:
        self._known: list[Percept] = []

    @property
    def known(self) -> bool:
        """Whether there was a look since it forgot."""
        return bool(self._known)

    def forget(self) -> None:
        self._known = []

    def update(self, found: Sequence[Percept]) -> tuple[tuple[Percept, ...], frozenset[int]]:
        """What is there now, with the keys of what is remembered only.

        Of one name, the nearest pairs are taken as the same thing. What is found newly is listed for this
        look alone: a wrong find must not stay for ever.
        """
        if not self._known:
            self._known = list(found)
            return tuple(found), frozenset()
        pairs = sorted(((old.u - new.u) ** 2 + (old.v - new.v) ** 2, at, to)
                       for at, old in enumerate(self._known) for to, new in enumerate(found)
                       if old.name == new.name)
        same: dict[int, int] = {}
        for _, at, to in pairs:
            if at not in same and to not in same.values():
                same[at] = to
        for at, to in same.items():
            self._known[at] = found[to].model_copy(update={"key": self._known[at].key})
        hidden = frozenset(old.key for at, old in enumerate(self._known) if at not in same)
        free = 1 + max(old.key for old in self._known)
        new = [one for to, one in enumerate(found) if to not in same.values()]
        more = [one.model_copy(update={"key": free + at}) for at, one in enumerate(new)]
        return (*self._known, *more), hidden


class Sight:
    """The default policy's eye, with the words it matches."""

    def __init__(self, eye: Eye, words: Tensor, names: Sequence[str] = NAMES) -> None:
        """Args:
            words: (len(names), W) embeddings of the names' words in SmolLM2.
        """
        self._eye, self._words, self._names = eye.eval(), words, tuple(names)

    @torch.inference_mode()
    def look(self, front: ImageArray) -> tuple[Percept, ...]:
        """What is found in a front image.

        Raises:
            PolicyError: an image of another size or type.
        """
        try:
            batch = as_batch([front])
        except ValueError as error:
            raise PolicyError(str(error)) from error
        return percepts_of(self._eye, self._eye(batch), self._words, names=self._names)[0]


def load_sight() -> Sight:
    """The shipped eye.

    Raises:
        PolicyError: its weights or SmolLM2 are missing or damaged.
    """
    from safetensors import safe_open
    from transformers import AutoTokenizer

    tensors, info = read_part("eye", FOLDER)
    folder = smollm2_folder()
    with safe_open(folder / "model.safetensors", framework="pt") as file:
        table = file.get_tensor("model.embed_tokens.weight").float()
    prompter = Prompter(AutoTokenizer.from_pretrained(folder))
    names = names_of(info.get("worlds", ["kitchen"]))
    eye = Eye(word_size=table.shape[1])
    try:
        eye.load_state_dict(tensors)
    except RuntimeError as error:
        raise PolicyError(f"the eye's weights do not fit this version: {REMEDY}") from error
    words = torch.stack([table[prompter.ids(f" {words_of(name)}")].mean(0) for name in names])
    return Sight(eye, words, names)


class HandTokens(nn.Module):
    """The hand as tokens of a language model: pieces of the wrist image, and one for the arm's state."""

    def __init__(self, channels: int, grid: tuple[int, int], hidden: int, scale: float) -> None:
        """Args:
            grid: rows and columns of the wrist features.
            scale: mean size of a number in the language model's own embeddings.
        """
        super().__init__()
        self.pieces = nn.Conv2d(channels, BETWEEN, PATCH, stride=PATCH)
        self.out = nn.Sequential(nn.GELU(), nn.Linear(BETWEEN, hidden))
        self.state = nn.Sequential(nn.Linear(STATE_SIZE + 3 * 2 * len(FREQUENCIES), 256), nn.SiLU(),
                                   nn.Linear(256, hidden))
        self.count = (grid[0] // PATCH) * (grid[1] // PATCH) + 1
        self.which = nn.Parameter(torch.randn(self.count, hidden) * 0.02)
        self.norm = nn.LayerNorm(hidden)
        self.scale = nn.Parameter(torch.tensor(scale))

    def forward(self, wrist: Tensor, state: Tensor) -> Tensor:
        """(B, C, h, w) and (B, STATE_SIZE) -> (B, count, hidden)."""
        seen = self.out(self.pieces(wrist).flatten(2).transpose(1, 2))
        told = self.state(torch.cat([state, fourier(state[:, :3])[:, 3:]], dim=1))
        tokens: Tensor = self.norm(torch.cat([seen, told[:, None]], dim=1) + self.which) * self.scale
        return tokens
