"""Two peaks on one thing are one percept; two things that stand close stay two."""

from __future__ import annotations

import pytest

from policies.types import Percept
from policies.vla.vision import _overlap, _seen_again


def percept(name: str, u: float, confidence: float, *, is_place: bool = False) -> Percept:
    return Percept(
        key=0, name=name, u=u, v=0.5, width=0.1, height=0.04, confidence=confidence, is_place=is_place
    )


@pytest.mark.parametrize(
    ("apart", "expected"), [(0.0, 1.0), (0.05, 1 / 3), (0.1, 0.0), (0.3, 0.0)]
)
def test_overlap_is_intersection_over_union(apart: float, expected: float) -> None:
    assert _overlap(percept("spoon", 0.4, 1), percept("spoon", 0.4 + apart, 1)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "apart", "confidence", "again"),
    [
        ("spoon", 0.05, 0.5, True),  # the other end of a long spoon
        ("spoon", 0.05, 0.85, False),  # a second spoon, plainly seen
        ("spoon", 0.09, 0.5, False),  # beside it
        ("rock", 0.05, 0.2, True),  # a corner of it that looks like something else
        ("rock", 0.05, 0.5, False),  # something that stands before it
    ],
)
def test_what_overlaps_a_surer_percept(name: str, apart: float, confidence: float, again: bool) -> None:
    assert _seen_again(percept(name, 0.4 + apart, confidence), percept("spoon", 0.4, 0.9)) is again


def test_a_thing_in_a_place_is_not_the_place() -> None:
    assert not _seen_again(percept("spoon", 0.4, 0.1), percept("sink", 0.4, 0.9, is_place=True))
