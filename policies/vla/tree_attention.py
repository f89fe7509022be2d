"""Attention over one packed sequence in the shape of a tree: a trunk that all read, and branches off it.

A listing with its instructions is a trunk of some seventy tokens and a score of branches of some thirty. A
dense mask computes every pair of tokens and throws nearly all away; here each branch looks at the trunk and
at itself only, which is the same function with about a sixth of the products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward

NAME = "whichone_tree"
_HIDDEN = float(torch.finfo(torch.float32).min)


@dataclass(frozen=True)
class Tree:
    """Where the branches of a packed sequence lie, as a grid of one row a branch, padded to the longest."""

    trunk: int
    """Tokens before the first branch."""
    grid: Tensor
    """(B * width,) index of the token in each cell; of a cell of padding, the branch's first."""
    cells: Tensor
    """(L - trunk,) the cell of each token after the trunk."""
    trunk_bias: Tensor
    """(trunk, trunk) 0 where a token may attend, the least number where not."""
    branch_bias: Tensor
    """(B, 1, width, trunk + width) the same for branches, over the trunk and then themselves."""


def tree_of(mask: Tensor, parents: list[int], trunk: int) -> Tree:
    """The layout of a packed sequence.

    Args:
        mask: (L, L) bool, True where the row's token may attend to the column's.
        parents: the previous token in each token's own branch, -1 at the start.
        trunk: tokens that stand before every branch; at least one token comes after them.

    Raises:
        ValueError: there are no branches.
    """
    length = len(parents)
    if length <= trunk:
        raise ValueError(f"a tree of {length} tokens, {trunk} of them its trunk, has no branches")
    rows: dict[int, list[int]] = {}
    row_of: dict[int, int] = {}
    for token in range(trunk, length):
        parent = parents[token]
        row_of[token] = token if parent < trunk else row_of[parent]
        rows.setdefault(row_of[token], []).append(token)
    width = max(len(row) for row in rows.values())
    grid = np.array([row + [row[0]] * (width - len(row)) for row in rows.values()])
    cells = np.zeros(length - trunk, dtype=np.int64)
    for index, row in enumerate(rows.values()):
        cells[np.array(row) - trunk] = index * width + np.arange(len(row))
    seen = mask.numpy()
    own = np.stack([seen[np.ix_(row, row)] for row in grid])
    padding = np.arange(width)[None] >= np.array([len(row) for row in rows.values()])[:, None]
    own &= ~padding[:, None, :]
    open_to = np.concatenate([seen[grid.reshape(-1), :trunk].reshape(len(grid), width, trunk), own], axis=2)
    return Tree(
        trunk,
        torch.from_numpy(grid.reshape(-1)),
        torch.from_numpy(cells),
        _bias(mask[:trunk, :trunk]),
        _bias(torch.from_numpy(open_to))[:, None],
    )


def _bias(seen: Tensor) -> Tensor:
    return torch.zeros(seen.shape).masked_fill(~seen, _HIDDEN)


def tree_attention(
    module: torch.nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float | None = None,
    tree: Tree | None = None,
    **more: Any,
) -> tuple[Tensor, None]:
    """An attention function of transformers': (1, heads, L, D) queries -> (1, L, heads, D).

    Without a tree it is scaled dot-product attention under the mask given.
    """
    if tree is None:
        out, _ = sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **more)
        return out, None
    with torch.autocast("cpu", enabled=False):
        groups, length, size = key.shape[1:]
        each = query.shape[1] // groups  # queries that share a key
        scale = size**-0.5 if scaling is None else scaling
        keys, values = key[0].float(), value[0].float()
        queries = (query[0].float() * scale).view(groups, each, length, size)
        branches, width = tree.branch_bias.shape[0], tree.branch_bias.shape[2]
        trunk_keys, trunk_values = keys[:, : tree.trunk], values[:, : tree.trunk]

        asked = queries[:, :, : tree.trunk].reshape(groups, -1, size)
        scores = (asked @ trunk_keys.mT).view(groups, each, tree.trunk, tree.trunk) + tree.trunk_bias
        trunk = scores.softmax(-1).flatten(1, 2) @ trunk_values

        asked = queries[:, :, tree.grid].view(groups, each, branches, width, size)
        asked = asked.transpose(1, 2).flatten(2, 3)
        own_keys = keys[:, tree.grid].view(groups, branches, width, size)
        own_values = values[:, tree.grid].view(groups, branches, width, size)
        of_trunk = (asked.flatten(1, 2) @ trunk_keys.mT).view(groups, branches, each * width, tree.trunk)
        scores = torch.cat([of_trunk, asked @ own_keys.mT], dim=-1)
        weights = (scores.unflatten(2, (each, width)) + tree.branch_bias).softmax(-1).flatten(2, 3)
        of_trunk = (weights[..., : tree.trunk].flatten(1, 2) @ trunk_values).view_as(asked)
        mixed = of_trunk + weights[..., tree.trunk :] @ own_values
        grown = mixed.unflatten(2, (each, width)).transpose(1, 2).flatten(2, 3)[:, :, tree.cells]
        out = torch.cat([trunk.view(groups, each, tree.trunk, size), grown], dim=2)
        return out.flatten(0, 1).transpose(0, 1).unsqueeze(0).to(value.dtype), None


AttentionInterface.register(NAME, tree_attention)
