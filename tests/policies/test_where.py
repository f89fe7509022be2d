"""What the words of where leave is what they mean, when they were understood and the eye is right."""

from random import Random

import numpy as np
import pytest
import torch

from policies.training.reader_data import as_percepts
from policies.vla.items import list_items
from policies.vla.where import DIRECTION, SIDES, Said, WhereHead
from scenes.counters import random_referents
from scenes.instructions import generate

CASES = 150


def said_of(side: str, anchors: list[int], count: int) -> Said:
    """The parse of someone who is sure."""
    anchor = torch.full((1, count), -20.0)
    anchor[0, anchors] = 0.0
    sides = torch.full((1, len(SIDES)), -20.0)
    sides[0, SIDES.index(side)] = 0.0
    return Said(sides, torch.tensor([9.0 if anchors else -9.0]), anchor)


def test_a_sure_parse_leaves_exactly_the_things_meant() -> None:
    head, right, seen = WhereHead(8, 4), 0, set()
    seed = total = 0
    while total < CASES:
        seed += 1
        rng = Random(seed)
        referents = random_referents(rng)
        one = generate(referents, rng, "en", "dev", "clear")
        if one is None or one.command is None or one.command.verb != "move":
            continue
        query = one.command.thing
        if query.side is None and query.near is None:
            continue
        items = list_items(as_percepts(referents, np.random.default_rng(seed)))
        at = {item.key: index for index, item in enumerate(items)}
        side = "none" if query.side is None else f"{query.side} {query.rank}"
        near = [] if query.near is None else [at[k] for k in query.near.matches(referents)]
        of = {r.key: r for r in referents}
        logits = torch.tensor([[0.0 if query.accepts(of[item.key]) else -9.0 for item in items]])
        places = head.places(items, torch.zeros(len(items), 8))
        with torch.no_grad():
            final = logits + head(said_of(side, near, len(items)), places, logits)
        p = final[0].masked_fill(~places.things, -99.0).softmax(0)
        meant = {at[r.thing] for r in one.readings}
        right += {i for i in range(len(items)) if p[i] > 0.25 * p.max()} == meant
        seen.add(side if query.side else "near")
        total += 1
    assert {"left 1", "right 1", "front 1", "back 1", "middle 1", "near", "left 2"} <= seen
    assert right >= 0.95 * CASES, f"{right} of {CASES}"


def test_a_counter_without_things_gives_numbers_and_gradients() -> None:
    torch.manual_seed(0)
    head = WhereHead(8, 4)
    places_alone = [r for r in random_referents(Random(1)) if r.is_place]
    items = list_items(as_percepts(places_alone, np.random.default_rng(1)))
    logits = torch.zeros(1, len(items), requires_grad=True)
    hidden = torch.randn(1, 8)
    places = head.places(items, torch.randn(len(items), 8))
    (logits + head(head.said(hidden, places), places, logits)).sum().backward()
    assert logits.grad is not None and torch.isfinite(logits.grad).all()
    assert all(p.grad is None or torch.isfinite(p.grad).all() for p in head.parameters())


def test_before_any_training_it_adds_nothing_worth_noting() -> None:
    torch.manual_seed(0)
    head = WhereHead(8, 4)
    rng = Random(3)
    items = list_items(as_percepts(random_referents(rng), np.random.default_rng(3)))
    places = head.places(items, torch.randn(len(items), 8))
    logits = torch.randn(2, len(items))
    added = head(head.said(torch.randn(2, 8), places), places, logits).detach()
    assert float(added.abs().max()) < 1.0 and not added[:, ~places.things].any()


@pytest.mark.parametrize("name", SIDES[1:])
def test_every_side_prefers_the_thing_at_its_rank(name: str) -> None:
    head = WhereHead(8, 4)
    items = list_items(as_percepts(random_referents(Random(5)), np.random.default_rng(5)))
    places = head.places(items, torch.zeros(len(items), 8))
    added = head(said_of(name, [], len(items)), places, torch.zeros(1, len(items)))[0].detach()
    side, rank = name.split()
    along = places.points[places.things] @ torch.tensor(DIRECTION[side])
    wanted = len(along) // 2 if side == "middle" else int(rank) - 1
    best = along[added[places.things].argmax()]
    assert abs(float(best - along.sort().values[wanted])) < 0.05
