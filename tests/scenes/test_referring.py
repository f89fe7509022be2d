"""Phrases and what they are true of."""

from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.counters import random_referents
from scenes.referring import Indistinguishable, Query, Referent, describe, resolve

COUNTER = (
    Referent(0, "coke", 0.40, 0.50, False), Referent(1, "coke", 0.62, 0.52, False),
    Referent(2, "apple", 0.66, 0.60, False), Referent(3, "sprite", 0.50, 0.40, False),
    Referent(4, "orange_soda", 0.36, 0.68, False), Referent(5, "blue_bowl", 0.45, 0.60, False),
    Referent(100, "top_drawer", 0.2, 0.3, True, False), Referent(101, "bottom_drawer", 0.2, 0.4, True, True),
    Referent(102, "compost", 0.9, 0.5, True), Referent(103, "recycling", 0.85, 0.4, True),
)
THINGS = [0, 1, 2, 3, 4]
DRAWERS = [100, 101]


@pytest.mark.parametrize(("phrase", "language", "among", "expected"), [
    ("the green one", "en", THINGS, {3}),
    ("left", "en", [0, 1], {0}),
    ("the one on the left", "en", [0, 1], {0}),
    ("the right one please", "en", [0, 1], {1}),
    ("the one by the apple", "en", [0, 1, 3], {1}),
    ("the can next to the apple", "en", THINGS, {1}),
    ("the Coke", "en", THINGS, {0, 1}),
    ("the Sprite", "en", THINGS, {3}),
    ("SPRITE!", "en", THINGS, {3}),
    ("a drink that isn't a cola", "en", THINGS, {3, 4}),
    ("not the green one", "en", [0, 3], {0}),
    ("the orange one", "en", THINGS, {4}),
    ("the Sprite or the apple", "en", THINGS, {2, 3}),
    ("the laptop", "en", THINGS, set()),
    ("the laptop on the left", "en", THINGS, set()),
    ("hmm", "en", THINGS, set()),
    ("top", "en", DRAWERS, {100}),
    ("the upper one", "en", DRAWERS, {100}),
    ("the lower drawer", "en", DRAWERS, {101}),
    ("the open drawer", "en", DRAWERS, {101}),
    ("the drawer", "en", DRAWERS, {100, 101}),
    ("the green bin", "en", [102, 103], {102}),
    ("绿色的", "zh", THINGS, {3}),
    ("左边那个", "zh", [0, 1], {0}),
    ("右边的可乐", "zh", THINGS, {1}),
    ("苹果旁边的那个", "zh", [0, 1, 3], {1}),
    ("靠近苹果的可乐", "zh", THINGS, {1}),
    ("不是可乐的", "zh", [0, 1, 3], {3}),
    ("可口可乐", "zh", THINGS, {0, 1}),
    ("上面的", "zh", DRAWERS, {100}),
    ("下面那个", "zh", DRAWERS, {101}),
    ("放上层吧", "zh", DRAWERS, {100}),
    ("厨余垃圾桶", "zh", [102, 103], {102}),
    ("茶壶", "zh", THINGS, set()),
])
def test_resolve(phrase, language, among, expected):
    assert resolve(phrase, among, COUNTER, language) == expected


@pytest.mark.parametrize("language", ["en", "zh"])
@given(seed=st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_what_describe_says_resolves_to_the_target_alone(language, seed):
    rng = Random(seed)
    referents = random_referents(rng)
    keys = [r.key for r in referents]
    among = frozenset(rng.sample(keys, rng.randint(2, len(keys))))
    target = rng.choice(sorted(among))
    try:
        said = describe(target, among, referents, language)
    except Indistinguishable:
        kind = next(r.kind for r in referents if r.key == target)
        assert sum(r.kind == kind for r in referents if r.key in among) > 1
        return
    assert resolve(said, among, referents, language) == {target}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_twins_can_nearly_always_be_told_apart(language):
    rng, tried, failed = Random(5), 0, 0
    for _ in range(400):
        referents = random_referents(rng)
        for r in referents:
            twins = [o.key for o in referents if o.kind == r.kind]
            if len(twins) < 2:
                continue
            tried += 1
            try:
                describe(r.key, twins, referents, language)
            except Indistinguishable:
                failed += 1
    assert tried > 200
    assert failed / tried < 0.10


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_description_survives_small_errors_of_the_image_points(language):
    rng, checked = Random(6), 0
    for _ in range(200):
        referents = random_referents(rng)
        target = rng.choice([r for r in referents if not r.is_place])
        keys = [r.key for r in referents]
        try:
            said = describe(target.key, keys, referents, language)
        except Indistinguishable:
            continue
        shaken = tuple(Referent(r.key, r.kind, r.u + rng.uniform(-0.006, 0.006),
                                r.v + rng.uniform(-0.006, 0.006), r.is_place, r.is_open) for r in referents)
        assert resolve(said, keys, shaken, language) == {target.key}
        checked += 1
    assert checked > 150


def test_a_side_needs_a_clear_gap():
    level = (Referent(0, "coke", 0.50, 0.5, False), Referent(1, "coke", 0.52, 0.5, False))
    assert Query(frozenset({"kind:coke"}), side="left").matches(level) == {0, 1}
    assert not Query(frozenset({"kind:coke"}), side="left").is_robust(
        (level[0], Referent(1, "coke", 0.545, 0.5, False)))


def test_the_fruit_is_not_the_colour():
    counter = (Referent(0, "orange", 0.5, 0.5, False), Referent(1, "orange_soda", 0.6, 0.5, False))
    assert resolve("the orange", [0, 1], counter, "en") == {0}
    assert resolve("the orange one", [1], counter, "en") == {1}
    assert Query(frozenset({"orange"})).matches(counter) == {0, 1}


def test_describing_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        describe(77, [0], COUNTER, "en")


@pytest.mark.parametrize(("language", "counted", "beside"), [
    ("en", "the second apple from the front", "the left lemon by the spoon"),
    ("zh", "前面数第二个苹果", "勺子旁边左边的柠檬"),
])
def test_look_alikes_in_one_line_are_told_apart_by_depth_or_a_neighbour_and_a_side(
    language: Literal["en", "zh"], counted: str, beside: str
) -> None:
    depths = (0.4, 0.5, 0.6, 0.7)
    apples = [Referent(key, "apple", 0.5 + 0.01 * key, v, False) for key, v in enumerate(depths)]
    assert describe(2, [0, 1, 2, 3], apples, language) == counted
    spoon = Referent(9, "spoon", 0.33, 0.5, False)
    lemons = [Referent(key, "lemon", u, 0.5, False) for key, u in enumerate((0.26, 0.4, 0.78))]
    assert resolve(beside, [0, 1, 2], [*lemons, spoon], language) == {0}
