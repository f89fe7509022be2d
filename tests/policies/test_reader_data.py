"""Training examples line up: labels, pointers and masks agree for many drawn scenes."""

from random import Random

import numpy as np
import pytest

from policies.training.reader_data import Target, as_percepts, draw_instructions, example
from policies.training.seen import SeenScene, seen_examples
from policies.training.text_scenes import text_example
from policies.vla.model import SPECIALS
from policies.vla.pointing import as_item
from policies.vla.prompt import POINTER, Prompter
from scenes.counters import random_referents


class Letters:
    def __call__(self, text: str, add_special_tokens: bool = False) -> object:
        return type("Encoding", (), {"input_ids": [ord(c) % 120 + 1 for c in text]})()

    def decode(self, ids: list[int]) -> str:
        return ""


@pytest.fixture(scope="module")
def examples() -> list:
    prompter = Prompter(Letters())  # type: ignore[arg-type]
    return [text_example(11, step, prompter) for step in range(25)]


def test_targets_are_distributions_over_what_may_be_chosen(examples: list) -> None:
    targets = [target for e in examples for target in e.first + e.second]
    assert len(targets) > 300
    for target in targets:
        assert target.probabilities.sum() == pytest.approx(1)
        assert not (target.probabilities[~target.candidates] > 0).any()


def test_slots_hold_the_pointers_of_the_listing_in_order(examples: list) -> None:
    for e in examples:
        assert [e.listing.packed.pointer_of[slot] for slot in e.listing.slots] == list(range(len(e.items)))
        assert all(e.listing.packed.token_ids[slot] == POINTER for slot in e.listing.slots)


def test_next_to_is_its_own_choice(examples: list) -> None:
    beside = [
        int(k)
        for e in examples
        for t in e.second
        for k in np.nonzero(t.probabilities)[0]
        if k >= len(e.items) + len(SPECIALS)
    ]
    assert beside and all(as_item(k, 0) == k - len(SPECIALS) for k in beside)


def test_the_same_step_gives_the_same_example() -> None:
    prompter = Prompter(Letters())  # type: ignore[arg-type]
    one, two = (text_example(11, 3, prompter) for _ in range(2))
    assert one.listing.packed.token_ids == two.listing.packed.token_ids
    assert all((a.probabilities == b.probabilities).all() for a, b in zip(one.first, two.first, strict=True))


def test_a_target_outside_its_mask_is_refused() -> None:
    with pytest.raises(ValueError, match="may not be chosen"):
        Target(0, np.array([1.0, 0.0], np.float32), np.array([False, True]))


def test_a_scene_of_which_nothing_was_seen_still_gives_something_to_learn() -> None:
    prompter = Prompter(Letters())  # type: ignore[arg-type]
    there = tuple(random_referents(Random(3)))
    seen = as_percepts([r for r in there if r.is_place and r.is_open is None], np.random.default_rng(0))
    scene = SeenScene(there, seen, np.zeros((len(seen), 64), np.float32))
    things = [one for one in draw_instructions(there, Random(3)) if one.command and one.command.thing]
    assert example(seen, there, things[:4], prompter, np.random.default_rng(0)).first == []
    assert all(seen_examples([scene], prompter, seed)(0).first for seed in range(8))


def test_where_the_eye_saw_nothing_at_all_a_scene_of_words_is_practised() -> None:
    prompter = Prompter(Letters())  # type: ignore[arg-type]
    referents = random_referents(Random(1))
    blind = SeenScene(tuple(referents), (), np.zeros((0, 64), np.float32))
    made = seen_examples([blind], prompter, 3)(0)
    assert made.items and made.first


def test_readings_into_what_was_taken_for_something_else_are_left_out() -> None:
    """Bins, bowls and drawers seen as apples: nothing goes into them, and what does cannot be practised."""
    prompter = Prompter(Letters())  # type: ignore[arg-type]
    there = tuple(random_referents(Random(3)))
    drawn = [one for seed in range(6) for one in draw_instructions(there, Random(seed))]
    into = [one for one in drawn
            if one.readings and all(r.verb == "move" and r.relation != "next_to" for r in one.readings)]
    seen = tuple(
        p.model_copy(update={"name": "apple", "is_place": False, "is_open": None})
        for p in as_percepts(there, np.random.default_rng(0))
    )
    assert into and example(seen, there, into, prompter, np.random.default_rng(0)).first == []
