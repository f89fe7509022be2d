"""Writing token by token: freely when asked a question, constrained when asked for an action.

RT-2 (arXiv 2307.15818) samples only tokens of valid actions when prompted for an action, and anything
otherwise. What is written is taken from a ``Speaker``, which is a language model in the middle of a text.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from policies.base import PolicyError
from policies.rt2.schemes import TokenScheme
from policies.types import ActionTokens


class Speaker(Protocol):
    """A language model that has read up to somewhere."""

    def logits(self, among: Sequence[int] | None = None) -> Tensor:
        """(V,) of the next token, or (n,) if it is one of the n ``among``."""
        ...

    def say(self, token: int) -> None:
        """Take a token as written."""
        ...


@dataclass(frozen=True)
class Written:
    """An action as it was written."""

    ids: tuple[int, ...]
    action: ActionTokens


def write_action(speaker: Speaker, scheme: TokenScheme, rng: np.random.Generator | None = None) -> Written:
    """Write one action, among the tokens that may follow at each place only.

    An integer's probability is the product of its tokens' under the constraint. Its entropy is that of the
    distributions met on the way to it, summed: exact for one token a bin, and an estimate for digits.

    Args:
        rng: draws each token by its probability; without it the most probable is taken.

    Raises:
        PolicyError: the model gives no numbers.
    """
    ids: list[int] = []
    chances: list[float] = []
    entropies: list[float] = []
    while allowed := scheme.allowed(ids):
        if len(allowed) == 1:
            chosen, chance, entropy = allowed[0], 1.0, 0.0  # what must follow need not be asked for
        else:
            log_p = torch.log_softmax(speaker.logits(allowed).double(), dim=-1)
            p = log_p.exp()
            if not torch.isfinite(p).all():
                raise PolicyError("the weights give no numbers: make them again with "
                                  "`whichone policy train-rt2`")
            at = int(p.argmax()) if rng is None else int(rng.choice(len(allowed), p=(p / p.sum()).numpy()))
            chosen, chance = allowed[at], float(p[at])
            entropy = float(-torch.special.xlogy(p, p).sum()) / math.log(2)
        ids.append(chosen)
        chances.append(chance)
        entropies.append(entropy)
        if scheme.allowed(ids):
            speaker.say(chosen)
    tokens = scheme.decode(ids)
    each = _by_integer(scheme, ids)
    probabilities = tuple(min(1.0, math.prod(chances[at] for at in group)) for group in each)
    bits = sum(min(8.0, sum(entropies[at] for at in group)) for group in each) / len(each)
    return Written(tuple(ids), ActionTokens(tokens=tokens, probabilities=probabilities,  # type: ignore[arg-type]
                                            entropy_bits=bits))


def _by_integer(scheme: TokenScheme, ids: list[int]) -> list[list[int]]:
    """Places of the tokens that spell each of the eight integers; the end of one is part of it."""
    if len(ids) == 8:
        return [[at] for at in range(8)]
    blank = ids[0]
    groups: list[list[int]] = []
    for at, token in enumerate(ids):
        if token == blank and len(groups) < 8:
            if groups:
                groups[-1].append(at)  # that a number ends here was a choice of its own
            groups.append([])
        else:
            groups[-1].append(at)
    return groups


def write_freely(speaker: Speaker, stops: Collection[int], longest: int) -> tuple[int, ...]:
    """The most probable tokens one after another, up to the first of ``stops``, which is not among them."""
    ids: list[int] = []
    while len(ids) < longest:
        token = int(speaker.logits().argmax())
        if token in stops:
            break
        ids.append(token)
        speaker.say(token)
    return tuple(ids)
