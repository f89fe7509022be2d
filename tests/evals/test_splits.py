"""Training, tuning and test scenes are disjoint by construction."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from scenes.arrangement import arrange
from scenes.base import SceneError
from scenes.splits import SEEDS, Split, seeds, split_of


def test_the_splits_share_no_seed() -> None:
    ranges = list(SEEDS.values())
    for i, one in enumerate(ranges):
        for other in ranges[i + 1:]:
            assert one.stop <= other.start or other.stop <= one.start


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_drawn_seeds_stay_inside_and_never_repeat(split: str) -> None:
    drawn = list(islice(seeds(split, "clear", 3), 500))  # type: ignore[arg-type]
    assert len(set(drawn)) == 500
    assert {split_of(seed) for seed in drawn} == {split}


def test_a_short_run_is_a_prefix_of_a_long_one() -> None:
    assert list(islice(seeds("test", "vague", 0), 10)) == list(islice(seeds("test", "vague", 0), 50))[:10]
    assert list(islice(seeds("test", "vague", 0), 10)) != list(islice(seeds("test", "vague", 1), 10))


def test_a_seed_outside_every_split_is_an_error() -> None:
    with pytest.raises(ValueError, match="no split"):
        split_of(-1)


def layouts(split: Split, n: int) -> set[tuple[tuple[str, float, float], ...]]:
    """What stands where on the first counters of a split, to the millimetre, as the kitchen arranges it."""
    found = set()
    for seed in islice(seeds(split, "layouts", 0), n):
        try:
            standing = arrange(np.random.default_rng([seed, 0]), None, (4, 7))
        except (SceneError, ValueError):
            continue
        found.add(tuple(sorted((thing.kind, round(thing.x_m, 3), round(thing.y_m, 3)) for thing in standing)))
    return found


def test_no_layout_of_testing_is_one_of_training() -> None:
    trained, tested = layouts("train", 20), layouts("test", 20)
    assert len(trained) > 15 and len(tested) > 15
    assert not trained & tested
