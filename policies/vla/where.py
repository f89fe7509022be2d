"""Words that say where: "the can on the left", "the second from the right", "the one by the sink".

The language model says which things the words fit without them, which side is meant, counted how far, and
by what; which thing that leaves is then computed from the image points, as far as the words' meaning is
known (``scenes.queries``). A model of this size learns the words quickly and comparing places slowly.
Everything is soft, so that one gradient teaches all of it and an unsure parse stays an unsure belief.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import logsigmoid

from policies.vla.items import Item
from scenes.queries import NEAR, NEAR_GAP, SIDE_GAP

SIDES = (
    *("none", "left 1", "left 2", "left 3", "right 1", "right 2", "right 3"),
    *("front 1", "back 1", "middle 1"),
)
"""What may be said of a side, and the rank counted from it."""
DIRECTION = {"left": (1.0, 0.0), "right": (-1.0, 0.0), "front": (0.0, -1.0), "back": (0.0, 1.0),
             "middle": (1.0, 0.0)}
"""Along which the image point (u, v) is counted."""
_BLUR = 0.006
"""How sharp a distance limit is: about the eye's own error, in units of the image."""
_ORDER_BLUR = 0.004
_FITTING_NATS = 2.0
"""A thing this much less probable than the best one fits the words only half."""
_FITTING_BLUR = 0.4
_FLOOR = -8.0
"""Log-probability left to what the words rule out: the parse may be wrong."""


@dataclass(frozen=True)
class Places:
    """The listing as points, made once for a look."""

    points: Tensor
    """(N, 2) image points of all items."""
    things: Tensor
    """(N,) bool: what can be meant; anchors may be places too."""
    anchor_keys: Tensor
    """(N, P)"""


@dataclass(frozen=True)
class Said:
    """What a sentence says of where, for Q sentences."""

    side: Tensor
    """(Q, len(SIDES)) logits."""
    near: Tensor
    """(Q,) logit that a neighbour is named."""
    anchor: Tensor
    """(Q, N) logits over the neighbours."""


class WhereHead(nn.Module):
    """From the hidden state where a thing is about to be named to logits to add for each item."""

    def __init__(self, hidden_size: int, pointer_size: int) -> None:
        super().__init__()
        self.side = nn.Linear(hidden_size, len(SIDES))
        self.near = nn.Linear(hidden_size, 1)
        self.anchor_query = nn.Linear(hidden_size, pointer_size)
        self.anchor_key = nn.Linear(hidden_size, pointer_size)
        # It starts by saying nothing of where, so that it adds nothing.
        nn.init.zeros_(self.side.weight)
        nn.init.zeros_(self.near.weight)
        nn.init.constant_(self.near.bias, -4.0)
        with torch.no_grad():
            self.side.bias.copy_(torch.tensor([5.0] + [0.0] * (len(SIDES) - 1)))

    def places(self, items: list[Item], slot_hidden: Tensor) -> Places:
        """From the listing's items and the hidden states (N, H) at their pointers."""
        return Places(
            points=torch.tensor([[item.u, item.v] for item in items], dtype=torch.float32),
            things=torch.tensor([not item.is_place for item in items]),
            anchor_keys=self.anchor_key(slot_hidden),
        )

    def said(self, hidden: Tensor, places: Places) -> Said:
        """What sentences say, from the hidden states (Q, H) before their first pointer."""
        scale = places.anchor_keys.shape[1] ** 0.5
        anchor = self.anchor_query(hidden) @ places.anchor_keys.T / scale
        return Said(self.side(hidden), self.near(hidden)[:, 0], anchor)

    def forward(self, said: Said, places: Places, logits: Tensor) -> Tensor:
        """(Q, N) to add to the logits (Q, N) of the items, which say what fits the other words."""
        fits = _fits(logits, places.things)
        near = torch.sigmoid(said.near).unsqueeze(1)
        by = near * _by(said.anchor.softmax(1), places, fits)
        fits = fits * by.exp()
        total = by
        sides = said.side.softmax(1)
        for index, name in enumerate(SIDES[1:], start=1):
            side, rank = name.split()
            along = places.points @ torch.tensor(DIRECTION[side])
            middle = (fits.sum(1, keepdim=True) - 1) / 2
            wanted = middle if side == "middle" else torch.tensor(float(rank) - 1)
            total = total + sides[:, index : index + 1] * _ranked(along, wanted, fits)
        return total * places.things


def _fits(logits: Tensor, things: Tensor) -> Tensor:
    """(Q, N) in 0..1: how far each thing is among those the words fit, about 1 for all the best ones."""
    masked = logits.masked_fill(~things, -1e9)  # finite: a counter may hold no thing at all
    below = masked - masked.max(dim=1, keepdim=True).values
    return torch.sigmoid((below + _FITTING_NATS) / _FITTING_BLUR) * things


def _ranked(along: Tensor, wanted: Tensor, fits: Tensor) -> Tensor:
    """(Q, N) log-scores of having the wanted number of fitting things before one along a direction (N,).

    Things within SIDE_GAP of the one at that rank share it.
    """
    before = torch.sigmoid((along[:, None] - along[None, :]) / _ORDER_BLUR)
    before = before - torch.diag(torch.diag(before))
    count = fits @ before.T
    share = (-6 * (count - wanted) ** 2 + fits.clamp(min=1e-6).log()).softmax(1)
    at = (share * along).sum(1, keepdim=True)
    return logsigmoid((SIDE_GAP - (along - at).abs()) / _BLUR).clamp(min=_FLOOR)


def _by(anchors: Tensor, places: Places, fits: Tensor) -> Tensor:
    """(Q, N) log-scores of being a neighbour of an anchor, given as probabilities (Q, N)."""
    distance = torch.cdist(places.points, places.points) + 9.0 * torch.eye(len(places.points))
    # For each anchor (last axis) the nearest of the things that fit.
    reach = -_BLUR * torch.logsumexp(
        (-distance / _BLUR).unsqueeze(0) + fits.clamp(min=1e-6).log().unsqueeze(2), dim=1, keepdim=True
    )
    limit = (reach + NEAR_GAP).clamp(max=NEAR)
    within = torch.sigmoid((limit - distance) / _BLUR)
    named = anchors / anchors.max(dim=1, keepdim=True).values
    alone = (1 - named.unsqueeze(1) * within).clamp(min=0).prod(dim=2)
    return (1 - alone).clamp(min=1e-9).log().clamp(min=_FLOOR)
