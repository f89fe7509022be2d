"""RT-2's loss: cross-entropy of the next token, over the whole vocabulary, in words and in actions.

Where a bin has a token of its own, neighbouring bins are nearly right, so their targets are Gaussians over
bins as for the other policies here; digits are as they are. Terminate is rare and counts more, tilts less.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from policies.rt2.decoder_only import Practised
from policies.rt2.schemes import BinTokens, TokenScheme
from policies.training.actor_loss import TERMINATE_WEIGHT, soft_targets

WEIGHTS = (TERMINATE_WEIGHT, 1.0, 1.0, 1.0, 0.5, 0.5, 1.0, 1.0)
"""Of the eight integers."""
WORDS_WEIGHT = 0.5
ACTION_WEIGHT = 1.0


def loss_of(made: Practised, scheme: TokenScheme) -> tuple[Tensor, dict[str, float]]:
    """The loss to minimise, and for the log: mean nats a token of words and of actions, and the share of
    action tokens whose likeliest is right (for one token a bin, within two bins)."""
    log_p = made.logits.log_softmax(dim=-1)
    words = functional.nll_loss(log_p[~made.of_action], made.ids[~made.of_action]) \
        if (~made.of_action).any() else log_p.sum() * 0
    if not made.of_action.any():
        return WORDS_WEIGHT * words, {"words": float(words.detach())}
    acted, ids, place = log_p[made.of_action], made.ids[made.of_action], made.place[made.of_action]
    if isinstance(scheme, BinTokens):
        bin_of = torch.full((made.logits.shape[1],), -1)
        bin_of[list(scheme.ids)] = torch.arange(len(scheme.ids))
        over = acted[:, list(scheme.ids)]
        bins = bin_of[ids].view(-1, len(WEIGHTS))
        each = -(soft_targets(bins).flatten(0, 1) * over).sum(-1)
        weight = torch.tensor(WEIGHTS)[place]
        weight = torch.where((place == 0) & (bins.flatten() > 127), weight * TERMINATE_WEIGHT, weight)
        right = (over.argmax(-1) - bins.flatten()).abs() <= 2
    else:
        each, weight = functional.nll_loss(acted, ids, reduction="none"), torch.ones(len(ids))
        right = acted.argmax(-1) == ids
    action = (each * weight).sum() / weight.sum()
    figures = {"words": float(words.detach()), "action": float(each.detach().mean()),
               "right": float(right.float().mean())}
    return WORDS_WEIGHT * words + ACTION_WEIGHT * action, figures
