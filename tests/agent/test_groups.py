"""Groups of beliefs by what they leave open, and the threshold each is decided by."""

from __future__ import annotations

import pytest

from agent.decision import Rule, decide
from agent.groups import predicted_source, threshold_for
from policies.types import Belief, Entry, Percept, Reading, ScoredReading


def percept(key: int, name: str, *, is_place: bool = False) -> Percept:
    return Percept(key=key, name=name, u=0.1 * key, v=0.5, width=0.05, height=0.1, confidence=0.9,
                   is_place=is_place, is_open=False if name.endswith("drawer") else None)


PERCEPTS = (percept(0, "coke"), percept(1, "sprite"), percept(2, "top_drawer", is_place=True),
            percept(3, "bottom_drawer", is_place=True))


def move(thing: int, place: int) -> Reading:
    return Reading(entries=(Entry(verb="move", things=(thing,), destination=place, relation="in"),))


def belief(*readings: tuple[Reading, float]) -> Belief:
    return Belief(readings=tuple(ScoredReading(reading=r, probability=p) for r, p in readings),
                  percepts=PERCEPTS, fingerprint="f" * 16)


NOTHING = Reading(special="none_of_these")


@pytest.mark.parametrize(
    ("held", "source"),
    [
        (belief((move(0, 2), 0.9), (move(1, 2), 0.1)), "none"),  # the other has too little to count
        (belief((move(0, 2), 0.6), (move(1, 2), 0.4)), "thing"),
        (belief((move(0, 2), 0.6), (move(0, 3), 0.4)), "place"),
        (belief((move(0, 2), 0.4), (move(1, 3), 0.35), (NOTHING, 0.25)), "both"),
        (belief((NOTHING, 0.6), (move(0, 2), 0.4)), "refusal"),
        (belief(), "refusal"),
    ],
)
def test_what_the_leading_readings_differ_in(held: Belief, source: str) -> None:
    assert predicted_source(held) == source


def test_the_threshold_is_that_of_the_group() -> None:
    open_thing = belief((move(0, 2), 0.6), (move(1, 2), 0.4))
    assert threshold_for({}, 0.3, "en", open_thing) == 0.3
    assert threshold_for({"en": 0.1, "zh": 0.2}, 0.3, "zh", open_thing) == 0.2
    assert threshold_for({"thing": 0.05}, 0.3, "en", open_thing) == 0.05
    assert threshold_for({"place": 0.05}, 0.3, "en", open_thing) == 0.3


def test_it_decides_by_the_group() -> None:
    open_thing = belief((move(0, 2), 0.75), (move(1, 2), 0.25))
    strict = Rule(threshold=0.2, thresholds={"thing": 0.5})
    assert decide(open_thing, strict, "en").kind == "act"
    assert decide(open_thing, strict.model_copy(update={"thresholds": {"place": 0.5}}), "en").kind == "ask"
