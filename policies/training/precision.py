"""Half precision where this processor computes it faster: the language model's products in bfloat16.

What learns (adapters, pointers, heads), the residual stream, norms, attention and losses stay in float32;
only the products of the frozen layers and their adapters are rounded, in training alone. Whether that pays is
measured, since a processor without bfloat16 products is tens of times slower at them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from peft.tuners.lora import LoraLayer
from torch import nn
from torch.nn import functional

WORTH = 1.3
"""How many times faster a product has to be for rounding to be worth it."""
_ROWS, _WIDTH = 512, 576


def half_pays() -> bool:
    """Whether products in bfloat16 are ``WORTH`` times faster here than in float32, by trying them."""
    return _seconds(torch.float32) > WORTH * _seconds(torch.bfloat16)


def _seconds(kind: torch.dtype) -> float:
    """The quickest of a few products: others on the machine only ever slow one down."""
    rows, weight = torch.ones(_ROWS, _WIDTH, dtype=kind), torch.ones(_WIDTH, _WIDTH, dtype=kind)
    took = list[float]()
    for _ in range(6):
        before = time.perf_counter()
        functional.linear(rows, weight)
        took.append(time.perf_counter() - before)
    return min(took)


@contextmanager
def halved(model: nn.Module, half: bool) -> Iterator[None]:
    """Keeps the frozen weights under adapters in bfloat16 meanwhile; afterwards they are what they were."""
    layers = [module.get_base_layer() for module in model.modules() if isinstance(module, LoraLayer)]
    frozen = [layer.weight for layer in layers if half and isinstance(layer, nn.Linear)]
    before = [weight.data for weight in frozen]
    for weight in frozen:
        weight.data = weight.data.to(torch.bfloat16)
    try:
        yield
    finally:
        for weight, was in zip(frozen, before, strict=True):
            weight.data = was
