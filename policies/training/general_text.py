"""General English prose, to keep the language and to see whether it was kept.

The topics of Python's own help, by paragraph: every installation has them, they are nobody's instructions to
a robot, and nothing of them is passed on. One paragraph in five is never trained on.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from functools import cache
from pydoc_data.topics import topics
from random import Random

import torch
from torch.nn import functional

from policies.training.reader_data import Example
from policies.vla.model import Packed, ReaderModel
from policies.vla.prompt import Prompter

SHORTEST = 200
"""Characters of a paragraph."""
PROSE = 0.93
"""Share of letters and blanks: below it is code or a grammar."""
HELD_OUT_EVERY = 5
MOST_TOKENS = 96


@cache
def paragraphs(held_out: bool) -> tuple[str, ...]:
    """Paragraphs for practice, or those kept from it."""
    said = (" ".join(piece.split()) for text in topics.values() for piece in re.split(r"\n\s*\n", text))
    prose = {one for one in said if len(one) >= SHORTEST and _share_of_letters(one) >= PROSE}
    return tuple(sorted(one for one in prose if _apart(one) == held_out))


def with_text(made: Example, prompter: Prompter, rng: Random) -> Example:
    """An example with one paragraph beside its scene, which neither sees the other."""
    ids = prompter.ids(rng.choice(paragraphs(held_out=False)))[:MOST_TOKENS]
    packed, words = made.listing.packed, list[tuple[int, int]]()
    at = packed.add(ids[0], -1)
    for token in ids[1:]:
        words.append((at, token))
        at = packed.add(token, at)
    return Example(**{**vars(made), "text": tuple(words)})


@torch.inference_mode()
def perplexity(model: ReaderModel, prompter: Prompter, texts: Sequence[str] | None = None) -> float:
    """Of the language model with its adapters on paragraphs kept from practice, per token."""
    model.eval()
    lost, count = 0.0, 0
    for text in paragraphs(held_out=True) if texts is None else texts:
        packed = Packed()
        ids = prompter.ids(text)[:MOST_TOKENS]
        packed.extend(ids, -1)
        words = model.embed_tokens(torch.tensor(ids)).unsqueeze(0)
        hidden = model.hidden(words, packed.mask().unsqueeze(0), torch.tensor([packed.positions]))[0]
        logits = model.next_token_logits(hidden[:-1])
        lost += float(functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="sum"))
        count += len(ids) - 1
    return math.exp(lost / count)


def _share_of_letters(text: str) -> float:
    return sum(letter.isalpha() or letter == " " for letter in text) / len(text)


def _apart(text: str) -> bool:
    return zlib.crc32(text.encode()) % HELD_OUT_EVERY == 0
