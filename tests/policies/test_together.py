"""Processes that learn as one: what is learned does not depend on how many there are."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
import torch

from policies.training.together import Group, OthersLost, together

PARTS = 4


def learn(folder: Path, group: Group) -> None:
    weight = torch.nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.SGD([weight], lr=0.1)
    for step in range(3):
        for part in group.share(PARTS):
            scene = torch.tensor([1.0, part, step])
            ((weight * scene).sum() - 1).square().div(PARTS).backward()
        assert weight.grad is not None
        group.sum([weight.grad])
        optimizer.step()
        optimizer.zero_grad()
    torch.save(weight.detach(), folder / f"{group.rank}.pt")


def die(folder: Path, group: Group) -> None:
    if group.rank:
        os._exit(1)
    group.sum([torch.zeros(2)])


def test_two_learn_what_one_learns(tmp_path: Path) -> None:
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    for folder in (alone, beside):
        folder.mkdir()
    together(1, partial(learn, alone))
    together(2, partial(learn, beside))
    wanted = torch.load(alone / "0.pt")
    assert wanted.abs().sum() > 0
    for rank in (0, 1):
        assert torch.allclose(torch.load(beside / f"{rank}.pt"), wanted)


def test_one_that_ends_early_is_told(tmp_path: Path) -> None:
    with pytest.raises(OthersLost, match="goes on from the last checkpoint"):
        together(2, partial(die, tmp_path))
