"""The eye: one pass over the front image proposes what is where.

A small convolutional net at stride 8, pretrained on the simulator's own segmentation, gives at each cell
how likely a thing's centre is there, where exactly, how big its box is, whether it stands open, and an
appearance vector. Names come from matching that vector with projected embeddings of words, so a new kind
of thing is a new word and not a new output.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from policies.types import Percept
from scenes import catalogue
from scenes.types import ImageArray

STRIDE = 8
HEIGHT, WIDTH = 288, 384
NAMES: tuple[str, ...] = tuple(
    [kind.key for kind in catalogue.KINDS] + [place.key for place in catalogue.PLACES]
)
"""Every name of the kitchen the eye can match, things first; the order of its word table."""
OVERLAP = 0.2
"""Intersection over union from which two percepts may be one thing."""
SURE_OF_A_TWIN, SURE_OF_ANOTHER = 0.7, 0.4
"""Confidence from which what overlaps a surer percept is a thing of its own, of the same name and of another.
On 300 training frames the false ones of the same name had .29 to .58, the true ones .83 and more."""
DETECTION_THRESHOLD = 0.35


def names_of(worlds: Sequence[catalogue.World]) -> tuple[str, ...]:
    """Names to match in these worlds: the kitchen's first, whatever else there is, then what others add.

    A name is a row of the word table and no output of the net, so an eye trained on one world is asked for
    that world's names alone. The kitchen's come first, so an index means the same with others or without.
    """
    more = (key for world in worlds if world != "kitchen"
            for key in (*catalogue.kinds(world), *catalogue.places(world)) if key not in NAMES)
    return (*NAMES, *more)


ALL_NAMES = names_of(catalogue.WORLDS)
"""What labels of rendered scenes index into."""


@dataclass(frozen=True)
class Seen:
    """What the eye gives on a batch, at stride 8; G = rows x columns of the grid."""

    centre_logits: Tensor
    """(B, H/8, W/8)"""
    offsets: Tensor
    """(B, 2, H/8, W/8) in cells, u then v, relative to the cell's corner."""
    sizes: Tensor
    """(B, 2, H/8, W/8) box width and height as a share of the image."""
    open_logits: Tensor
    """(B, H/8, W/8)"""
    appearance: Tensor
    """(B, A, H/8, W/8), unit length."""


class _Block(nn.Module):
    """Depthwise 3x3 (dilated), pointwise, residual."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(
                channels, channels, 3, padding=dilation, dilation=dilation, groups=channels, bias=False
            ),
            nn.Conv2d(channels, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.body(x))


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Eye(nn.Module):
    """Images (B, 3, 288, 384) in [0, 1] -> ``Seen``; and names for appearance vectors."""

    def __init__(self, appearance_size: int = 64, word_size: int = 576) -> None:
        super().__init__()
        # Unshuffling keeps every pixel while the costly full-resolution layers go.
        self.stem = nn.Sequential(nn.PixelUnshuffle(4), _conv(48, 56), _conv(56, 128, stride=2))
        self.trunk = nn.Sequential(*[_Block(128, dilation) for dilation in (1, 2, 1, 4, 1, 2, 1, 1)])
        self.where = nn.Conv2d(128, 6, 1)
        self.look = nn.Conv2d(128, appearance_size, 1)
        self.word = nn.Linear(word_size, appearance_size, bias=False)
        self.sharpness = nn.Parameter(torch.tensor(10.0))
        with torch.no_grad():
            assert self.where.bias is not None
            self.where.bias[0] = -4.0  # most cells hold no centre

    def forward(self, images: Tensor) -> Seen:
        features = self.trunk(self.stem((images - 0.5) * 4))
        where = self.where(features)
        return Seen(
            where[:, 0],
            where[:, 1:3].sigmoid(),
            where[:, 3:5].sigmoid(),
            where[:, 5],
            functional.normalize(self.look(features), dim=1),
        )

    def name_logits(self, appearance: Tensor, words: Tensor) -> Tensor:
        """(N, A) appearances and (V, W) word embeddings -> (N, V)."""
        return self.sharpness * appearance @ functional.normalize(self.word(words), dim=1).T


def as_batch(images: Sequence[ImageArray]) -> Tensor:
    """uint8 (288, 384, 3) images -> float (B, 3, 288, 384) in [0, 1].

    Raises:
        ValueError: an image of another size or type.
    """
    for image in images:
        if image.shape != (HEIGHT, WIDTH, 3) or image.dtype != np.uint8:
            raise ValueError(
                f"front image must be uint8 ({HEIGHT}, {WIDTH}, 3), got {image.dtype} {image.shape}"
            )
    stacked = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2)
    return (stacked.float() / 255).contiguous(memory_format=torch.channels_last)


def _seen_again(percept: Percept, surer: Percept) -> bool:
    """Whether a percept is likelier part of a thing already seen: long tools have two peaks, and a can's
    label can look like something small before it."""
    if percept.is_place or surer.is_place or _overlap(percept, surer) < OVERLAP:
        return False
    return percept.confidence < (SURE_OF_A_TWIN if percept.name == surer.name else SURE_OF_ANOTHER)


def _overlap(one: Percept, other: Percept) -> float:
    """Intersection over union of two boxes."""
    width = min(one.u + one.width / 2, other.u + other.width / 2) - max(
        one.u - one.width / 2, other.u - other.width / 2
    )
    height = min(one.v + one.height / 2, other.v + other.height / 2) - max(
        one.v - one.height / 2, other.v - other.height / 2
    )
    shared = max(0.0, width) * max(0.0, height)
    return shared / max(1e-9, one.width * one.height + other.width * other.height - shared)


def percepts_of(
    eye: Eye,
    seen: Seen,
    words: Tensor,
    index: int = 0,
    threshold: float = DETECTION_THRESHOLD,
    names: Sequence[str] = NAMES,
) -> tuple[tuple[Percept, ...], Tensor]:
    """Peaks of one image of a batch as percepts, with their appearance (N, A), surest first.

    A place can be seen once at most: of two cells naming the same place the surer is kept. So it is of two
    peaks on one thing (``_seen_again``).

    Args:
        names: of the rows of ``words``.
    """
    score = seen.centre_logits[index].sigmoid()
    peak = functional.max_pool2d(score[None, None], 3, stride=1, padding=1)[0, 0]
    rows, columns = torch.nonzero((score == peak) & (score > threshold), as_tuple=True)
    order = score[rows, columns].argsort(descending=True)
    rows, columns = rows[order], columns[order]
    appearance = seen.appearance[index][:, rows, columns].T  # (N, A)
    named = eye.name_logits(appearance, words).softmax(-1) if len(rows) else torch.zeros(0, len(names))
    percepts, kept, taken = list[Percept](), list[int](), set[str]()
    for i, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        which = int(named[i].argmax())
        name = names[which]
        is_place = name in catalogue.all_places()
        if is_place and name in taken:
            continue
        taken.add(name)
        offset, size = seen.offsets[index][:, row, column], seen.sizes[index][:, row, column]
        percept = Percept(
            key=len(percepts),
            name=name,
            u=float((column + offset[0]) * STRIDE / WIDTH),
            v=float((row + offset[1]) * STRIDE / HEIGHT),
            width=float(size[0]),
            height=float(size[1]),
            confidence=float(score[row, column] * named[i, which]),
            is_place=is_place,
            is_open=bool(seen.open_logits[index][row, column] > 0) if name.endswith("drawer") else None,
        )
        if any(_seen_again(percept, surer) for surer in percepts):
            continue
        percepts.append(percept)
        kept.append(i)
    return tuple(percepts), appearance[kept]
