"""What the default model is made of, in the form transformers saves and loads."""

from __future__ import annotations

from typing import Any

from transformers import PretrainedConfig


class WhichOneConfig(PretrainedConfig):
    """Sizes of the reader: language model adapters, pointer modules and the eye.

    The language model's own weights are not part of a checkpoint: SmolLM2-135M is unpacked from its
    package, and a checkpoint holds what training added to it.
    """

    model_type = "whichone-reader"

    def __init__(
        self,
        lora_rank: int = 16,
        lora_alpha: int = 32,
        pointer_size: int = 256,
        appearance_size: int = 64,
        **kwargs: Any,
    ) -> None:
        self.lora_rank = lora_rank
        self.lora_alpha = lora_alpha
        self.pointer_size = pointer_size
        self.appearance_size = appearance_size
        super().__init__(**kwargs)
