"""IntroPlan's knowledge (arXiv 2402.06529): instructions with what they leave open and why, the nearest
retrieved.

Sentences are compared by the cosine of their mean word embeddings of the language model, rare words weighing
more and what all sentences share taken away (Arora et al., "A simple but tough-to-beat baseline for sentence
embeddings", 2017). The paper uses a sentence encoder; this one needs no other model.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from policies.vla.prompt import Prompter

RETRIEVED = 2
"""Entries put before the options."""
_RARITY = 1e-3
"""A word of this share of all words weighs half."""


@dataclass(frozen=True)
class Entry:
    """One instruction of the knowledge."""

    said: str
    """The instruction as the language model gets it: what is compared."""
    why: str
    """What it leaves open and why: what is put before the options."""


class Knowledge:
    """Entries with their sentence vectors."""

    def __init__(self, entries: Sequence[Entry], prompter: Prompter, words: Tensor) -> None:
        """``words`` (vocabulary, H): the language model's input embeddings."""
        self.entries = tuple(entries)
        self._prompter, self._words = prompter, words
        counts = Counter(token for entry in self.entries for token in self._ids(entry.said))
        total = max(1, sum(counts.values()))
        self._rarity = {token: _RARITY / (_RARITY + count / total) for token, count in counts.items()}
        raw = (
            np.stack([self._mean(entry.said) for entry in self.entries]) if self.entries else np.zeros((0, 1))
        )
        self._common = raw.mean(0) if len(raw) else np.zeros(1)
        self._vectors = _unit(raw - self._common)

    def nearest(self, said: str, count: int = RETRIEVED) -> tuple[str, ...]:
        """What is known of the instructions most like this one, the nearest last, beside the task."""
        if not self.entries:
            return ()
        likeness = self._vectors @ _unit(self._mean(said) - self._common)
        order = sorted(range(len(self.entries)), key=lambda at: (-likeness[at], at))
        others = [at for at in order if self.entries[at].said != said]
        return tuple(self.entries[at].why for at in reversed(others[:count]))

    def write(self, path: Path) -> None:
        """Writes the entries, whole or not at all."""
        rows = [{"said": entry.said, "why": entry.why} for entry in self.entries]
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        partial.replace(path)

    @staticmethod
    def entries_of(path: Path) -> list[Entry]:
        """The entries of a file that ``write`` wrote.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such file.
        """
        try:
            return [Entry(row["said"], row["why"]) for row in json.loads(path.read_text(encoding="utf-8"))]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} holds no knowledge") from error

    def _ids(self, said: str) -> list[int]:
        return self._prompter.ids(f" {said}")

    def _mean(self, said: str) -> NDArray[np.float32]:
        ids = self._ids(said)
        weights = np.array([self._rarity.get(token, 1.0) for token in ids], dtype=np.float32)
        vectors = self._words.detach()[ids].numpy()
        return np.asarray(weights @ vectors / max(float(weights.sum()), 1e-9))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
