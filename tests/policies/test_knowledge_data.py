"""Questions in the reader's practice line up: what is pointed at has the property, and nothing else has."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from policies.training.knowledge_data import ANSWERS, pack, questions
from policies.training.reader_data import as_percepts
from policies.vla.items import list_items
from policies.vla.model import SPECIALS
from policies.vla.prompt import POINTER, Prompter
from scenes.counter_questions import Pointed, Said
from scenes.counters import random_referents
from scenes.knowledge import Whether, Which


class Letters:
    """A tokenizer that gives every character its code."""

    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 120 + 1 for c in text]})()


@pytest.fixture
def prompter() -> Prompter:
    return Prompter(Letters())  # type: ignore[arg-type]


def test_questions_are_packed_behind_the_listing(prompter: Prompter) -> None:
    for seed in range(20):
        rng = Random(seed)
        referents = random_referents(rng)
        items = list_items(as_percepts(referents, np.random.default_rng(seed)))
        listing = prompter.listing(items)
        asked = questions(referents, rng)
        pointed, said = pack(asked, listing, items, prompter)
        whiches = [one for one in asked if isinstance(one, Which)]
        assert len(pointed) == len(whiches)
        for one, target in zip(whiches, pointed, strict=True):
            chosen = set(np.flatnonzero(target.probabilities).tolist())
            expected = {i for i, item in enumerate(items) if item.key in one.keys}
            assert chosen == (expected or {len(items) + SPECIALS.index("none_of_these")})
            assert listing.packed.token_ids[target.at] == prompter.ids(" A:")[-1]
            assert all(listing.packed.pointer_of[at] == choice for choice, at in target.followed)
            assert all(listing.packed.token_ids[at] == POINTER for _, at in target.followed)
        rest = list(said)
        for one in [one for one in asked if isinstance(one, Whether)]:
            ids = prompter.ids(ANSWERS[one.is_true])
            answer, rest = rest[: len(ids)], rest[len(ids) :]
            assert [token for _, token in answer] == ids
            assert listing.packed.token_ids[answer[0][0]] == prompter.ids(" A:")[-1]
        assert rest == []


def test_nothing_is_asked_where_nothing_is_written_down() -> None:
    rng = Random(1)
    assert questions(random_referents(rng, world="bench"), rng) == []


def test_what_was_not_seen_is_not_asked_about(prompter: Prompter) -> None:
    rng = Random(1)
    referents = random_referents(rng)
    items = list_items(as_percepts([r for r in referents if r.is_place], np.random.default_rng(0)))
    things = frozenset(r.key for r in referents if not r.is_place)
    asked = [Which("Which of these is here?", "en", things)]
    assert pack(asked, prompter.listing(items), items, prompter) == ([], [])


def test_questions_about_the_counter_join_the_others(prompter: Prompter) -> None:
    plain, more = (questions(random_referents(Random(5)), Random(5), count) for count in (0, 6))
    assert more[: len(plain)] == plain and len(more) > len(plain)
    assert all(isinstance(one, Said | Pointed) for one in more[len(plain) :])


def test_an_answer_of_several_tokens_is_read_one_after_the_other(prompter: Prompter) -> None:
    rng = Random(1)
    items = list_items(as_percepts(random_referents(rng), np.random.default_rng(0)))
    listing = prompter.listing(items)
    _, said = pack([Said("What colour is the Coke?", "en", "red", "colour")], listing, items, prompter)
    assert [token for _, token in said] == prompter.ids(" red")
    packed = listing.packed
    assert packed.token_ids[said[0][0]] == prompter.ids(" A:")[-1]
    for (before, token), (at, _) in zip(said, said[1:], strict=False):
        assert packed.token_ids[at] == token and packed.parents[at] == before
