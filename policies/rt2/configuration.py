"""What a literal RT-2 is made of, and the ones there are, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from policies.rt2.schemes import SchemeName

CAMERAS = ("front", "wrist")


@dataclass(frozen=True)
class Rt2Config:
    """Sizes and choices; saved beside the weights."""

    scheme: SchemeName = "added"
    body: Literal["decoder", "encoder-decoder"] = "decoder"
    """SmolLM2 alone, as PaLM-E was a decoder alone; or MiniLM with a small decoder, as PaLI-X had both."""
    kept: bool = False
    """Whether listing, question and plan are read once an instruction, and only the hand at every step."""
    lora_rank: int = 16
    lora_alpha: int = 32
    wrist_px: tuple[int, int] = (96, 96)
    """(height, width), multiples of 32."""
    frozen_blocks: int = 5
    """EfficientNet blocks that look at the wrist image, with ImageNet's weights: up to stride 8."""
    layers: int = 3
    """Of the small decoder, where there is one."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Rt2Config:
        """What ``as_json`` wrote, possibly after a trip through JSON text."""
        plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value
                                 for key, value in data.items()}
        return Rt2Config(**plain)


VARIANTS: Mapping[str, Rt2Config] = {
    "rt2": Rt2Config(),
    "rt2-digits": Rt2Config(scheme="digits"),
    "rt2-overwritten": Rt2Config(scheme="overwritten"),
    "rt2-encdec": Rt2Config(scheme="integers", body="encoder-decoder"),
    "rt2-kept": Rt2Config(kept=True),
}
