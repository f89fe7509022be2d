"""Likelihoods of answers: many prompts about one scene, each with its candidates, in few packed passes.

The scene is read once and kept; prompts and answers that begin alike share their tokens. What comes out is
what scoring each answer by itself would give (by test), at a fraction of the passes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import DynamicCache

from policies.textual.language_model import TextModel, TokenTree
from policies.textual.scene import SPECIAL_WORDS, SceneText

FOLLOW_ABOVE = 0.01
"""What is moved with less of the probability is not followed to its places; its mass is shared out, as with
the pointer reader."""


class Scored:
    """One scene as read by the model; every question about it starts from there."""

    def __init__(self, model: TextModel, scene: SceneText) -> None:
        self.scene = scene
        self._model = model
        self._tree, self._cache = TokenTree(), DynamicCache()
        self._hidden: list[Tensor] = []
        self._next: dict[int, Tensor] = {}
        self._end = self._tree.add(model.prompter.ids(scene.text))
        self._run()
        self._length = len(self._tree)

    def forget(self) -> None:
        """Back to the scene alone: what was asked since leaves the cache."""
        grown = len(self._tree) - self._length
        if grown:
            self._cache.crop(-grown)
            self._tree.cut(self._length)
            del self._hidden[self._length :]
            self._next.clear()

    def ask(self, asked: Sequence[tuple[str, Sequence[str]]]) -> list[NDArray[np.float64]]:
        """Log-likelihood of every answer after its prompt.

        Args:
            asked: prompts, each with its answers.

        Returns:
            An array (answers,) a prompt.
        """
        ids = self._model.prompter.ids
        paths: list[list[tuple[int, int]]] = []
        for prompt, answers in asked:
            start = self._tree.add(ids(prompt), self._end)
            paths.append([(start, self._tree.add(ids(answer), start)) for answer in answers])
        self._run()
        self._look_up(
            [start for pairs in paths for start, _ in pairs], [end for pairs in paths for _, end in pairs]
        )
        return [np.array([self._score(start, end) for start, end in pairs]) for pairs in paths]

    def plans(self, prompts: Sequence[str], specials: bool = True) -> list[NDArray[np.float64]]:
        """Probability of every plan after each prompt: (choices + specials,), the specials last.

        What is moved is weighed first, and only what is worth following is followed to its places.

        Args:
            specials: whether "nothing fits" and "must not be done" are among the answers; else they have
            none.
        """
        choices = self.scene.choices
        whats = list(dict.fromkeys(choice.what for choice in choices))
        end = list(SPECIAL_WORDS.values()) if specials else []
        begun = self.ask([(prompt, [*whats, *end]) for prompt in prompts])
        followed: list[list[int]] = []
        for scores in begun:
            shares = dict(zip(whats, softmax(scores), strict=False))
            best = max(shares.values(), default=0.0)
            followed.append(
                [at for at, choice in enumerate(choices) if shares[choice.what] >= min(FOLLOW_ABOVE, best)]
            )
        whole = self.ask(
            [
                (prompt, [choices[at].text for at in kept])
                for prompt, kept in zip(prompts, followed, strict=True)
            ]
        )
        found = []
        for first, kept, scores in zip(begun, followed, whole, strict=True):
            logs = np.full(len(choices) + len(SPECIAL_WORDS), -np.inf)
            logs[kept] = scores
            logs[len(choices) : len(choices) + len(end)] = first[len(whats) :]
            found.append(softmax(logs))
        return found

    def _run(self) -> None:
        start = len(self._hidden)
        if start < len(self._tree):
            with torch.inference_mode():
                self._hidden.extend(self._model.hidden(self._tree.packed, start, self._cache))

    def _look_up(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        """Log-probabilities after every token that an answer goes on from, once each."""
        parents = self._tree.packed.parents
        wanted = {
            parents[at] for start, end in zip(starts, ends, strict=True) for at in self._tree.path(end, start)
        } - self._next.keys()
        if wanted:
            order = sorted(wanted)
            with torch.inference_mode():
                rows = self._model.next_words(torch.stack([self._hidden[at] for at in order]))
            self._next.update(zip(order, rows, strict=True))

    def _score(self, start: int, end: int) -> float:
        packed = self._tree.packed
        return sum(
            float(self._next[packed.parents[at]][packed.token_ids[at]]) for at in self._tree.path(end, start)
        )


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-likelihoods as shares of one; nothing where there is nothing."""
    if not scores.size:
        return scores
    powered = np.exp(scores - scores.max())
    return np.asarray(powered / powered.sum())
