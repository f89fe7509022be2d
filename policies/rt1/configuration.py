"""Sizes of RT-1 at this size; saved beside its weights."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

CAMERAS = ("front", "wrist")


@dataclass(frozen=True)
class Rt1Config:
    """What the network is made of. The paper's figures stand in brackets where ours differ."""

    front_px: tuple[int, int] = (288, 384)
    """(height, width) [300 x 300]; both are multiples of 16, which is the grid's stride."""
    wrist_px: tuple[int, int] = (96, 96)
    """The second camera [none]: a hand that covers a thing in the front image sees it here."""
    frozen_blocks: int = 5
    """EfficientNet blocks whose ImageNet weights are kept: up to stride 8, with 40 channels."""
    blocks: int = 9
    """Blocks in all, the later ones trained and each followed by a FiLM layer [all of EfficientNet-B3]."""
    front_tokens: int = 8
    """That the token learner makes of 18 x 24 positions [8 of 81]."""
    wrist_tokens: int = 4
    """Of 6 x 6 positions."""
    width: int = 192
    """Of the transformer [512]."""
    layers: int = 4
    """[8]"""
    heads: int = 6
    """[8]"""
    history: int = 2
    """Frames it attends to, the present one among them [6]."""
    frame_every: int = 2
    """Control steps between two frames of the history [1]: two steps are 0.2 s."""
    word_pools: int = 4
    """Weighted means of the sentence's words, learned, beside their plain mean [one sentence embedding]."""
    sentence: int = 256
    """Size of what FiLM is told [512]."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Rt1Config:
        """What ``as_json`` wrote, possibly after a trip through JSON text."""
        plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value
                                 for key, value in data.items()}
        return Rt1Config(**plain)
