"""Whose portrait a card shows, by the eye's own embedding: nearest of those enrolled, or nobody.

A picture is put onto a plain counter as a standing card, as large as a card is in a frame, and looked at by
the eye there; the appearance at its middle is what a portrait that is seen is compared with. So that a
stranger is not taken for whoever is nearest, faces of people who do not exist stand among those compared: a
portrait is somebody's only if it is nearer to theirs than to any of these, and near at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from policies.people import Person
from policies.vla.vision import HEIGHT, STRIDE, WIDTH, Eye, as_batch
from scenes.cards.portraits import STRANGERS, draw
from scenes.types import ImageArray

COUNTER = (206, 198, 186)
CARDS_PX = ((29, 31), (34, 36))
"""Width and height of the card in the front image: far and near."""
NOBODY = tuple(face for _, face in STRANGERS[::4])
"""Who stands among those compared."""
NEAR_ENOUGH = 0.75
"""Least cosine of two appearances of one person."""


class Faces:
    """Appearances of the people who may be named."""

    def __init__(self, eye: Eye, people: Sequence[Person]) -> None:
        self.names = tuple(person.name for person in people)
        pictures = [person.picture for person in people] + [np.asarray(draw(face)) for face in NOBODY]
        self._known = appearances(eye, pictures)  # (people + strangers, A)

    def whose(self, appearance: Tensor) -> str | None:
        """The name of whom a portrait's appearance (A,) shows; None where it is nobody's here."""
        if not self.names:
            return None
        alike = self._known @ functional.normalize(appearance, dim=0)
        best = int(alike.argmax())
        return self.names[best] if best < len(self.names) and float(alike[best]) >= NEAR_ENOUGH else None


@torch.inference_mode()
def appearances(eye: Eye, pictures: Sequence[ImageArray]) -> Tensor:
    """(n, A) unit appearances of uint8 (112, 96, 3) pictures as cards on a counter."""
    found = []
    for picture in pictures:
        seen = eye(as_batch([_on_a_counter(picture, size) for size in CARDS_PX])).appearance
        row, column = HEIGHT // 2 // STRIDE, WIDTH // 2 // STRIDE
        found.append(functional.normalize(seen[:, :, row, column].mean(0), dim=0))
    return torch.stack(found)


def _on_a_counter(picture: ImageArray, size_px: tuple[int, int]) -> ImageArray:
    """uint8 (288, 384, 3), the card in the middle of a cell of the eye's grid."""
    frame = Image.new("RGB", (WIDTH, HEIGHT), COUNTER)
    middle = (WIDTH // 2 + STRIDE // 2, HEIGHT // 2 + STRIDE // 2)
    card = Image.fromarray(picture).resize(size_px, Image.Resampling.BOX)
    frame.paste(card, (middle[0] - size_px[0] // 2, middle[1] - size_px[1] // 2))
    return np.asarray(frame)
