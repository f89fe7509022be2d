"""The sliding window of doubt: what it says, and what before it is full."""

from __future__ import annotations

import pytest

from agent.doubt import Window, values


def test_it_says_nothing_before_it_is_full() -> None:
    window = Window.of(3)
    assert window.mean_bits is None
    for bits in (7.0, 8.0):
        window = window.after(bits)
        assert window.mean_bits is None and not window.exceeds(0.1)
    assert window.after(6.0).mean_bits == pytest.approx(7.0)


def test_it_slides_step_by_step() -> None:
    assert values([1.0, 2.0, 3.0, 7.0, 0.0], 3) == [None, None, *map(pytest.approx, (2.0, 4.0, 10 / 3))]
    assert values([1.0, 5.0], 1) == [1.0, 5.0] and values([], 3) == []


def test_at_the_threshold_the_arm_goes_on() -> None:
    window = Window.of(2, (3.0, 5.0))
    assert not window.exceeds(4.0) and window.exceeds(3.99)


def test_what_it_held_is_all_there_is_to_keep() -> None:
    window = Window.of(3, (1.0, 2.0, 3.0, 4.0))
    assert window.bits == (2.0, 3.0, 4.0)
    assert Window.of(3, window.bits).after(5.0) == window.after(5.0)
    with pytest.raises(ValueError, match="at least one step"):
        Window.of(0)
