"""The decision rule and what the catalogue forbids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.decision import Rule, decide, effect, merged
from agent.forbidden import forbidden
from policies.types import Belief, Entry, Percept, Reading, ScoredReading

NAMES = ("coke", "sprite", "apple", "blue_bowl", "microwave", "tray", "top_drawer", "bottom_drawer")
PLACES = NAMES[4:]
PERCEPTS = tuple(
    Percept(
        key=key,
        name=name,
        u=0.1 * key,
        v=0.5,
        width=0.05,
        height=0.1,
        confidence=1.0,
        is_place=name in PLACES,
    )
    for key, name in enumerate(NAMES)
)
KEY = {name: key for key, name in enumerate(NAMES)}


def move(thing: str, place: str, relation: str = "in") -> Reading:
    return Reading(
        entries=(Entry(verb="move", things=(KEY[thing],), destination=KEY[place], relation=relation),)
    )  # type: ignore[arg-type]


def belief(*pairs: tuple[Reading | str, float]) -> Belief:
    readings = tuple(
        ScoredReading(
            reading=Reading(special=item) if isinstance(item, str) else item,  # type: ignore[arg-type]
            probability=probability,
        )
        for item, probability in pairs
    )
    return Belief(readings=readings, percepts=PERCEPTS, fingerprint="f")


def test_one_reading_that_cannot_be_ruled_out_is_acted_on() -> None:
    rule = Rule(plausible_ratio=0.25)
    decision = decide(belief((move("coke", "tray"), 0.9), (move("sprite", "tray"), 0.1)), rule)
    assert (decision.kind, decision.reason) == ("act", "one_reading")
    assert decision.readings[0].reading == move("coke", "tray")
    assert decision.threshold == pytest.approx(0.225)


def test_several_are_asked_about_most_probable_first() -> None:
    decision = decide(
        belief((move("sprite", "tray"), 0.4), (move("coke", "tray"), 0.5), (move("apple", "tray"), 0.1)),
        Rule(plausible_ratio=0.25, offer_ratio=0.25),
    )
    assert (decision.kind, decision.reason) == ("ask", "several")
    assert [item.reading for item in decision.readings] == [move("coke", "tray"), move("sprite", "tray")]


def test_what_makes_it_ask_is_more_probable_than_what_is_offered_too() -> None:
    three = belief((move("coke", "tray"), 0.6), (move("sprite", "tray"), 0.3), (move("apple", "tray"), 0.1))
    alone = belief((move("coke", "tray"), 0.85), (move("apple", "tray"), 0.15))
    rule = Rule(plausible_ratio=0.25, offer_ratio=0.1)
    assert len(decide(three, rule).readings) == 3
    assert decide(alone, rule).kind == "act"


def test_readings_of_equal_effect_are_one() -> None:
    twice = belief((move("coke", "tray", "in"), 0.5), (move("coke", "tray", "handover"), 0.5))
    assert decide(twice, Rule()).kind == "act"
    assert decide(twice, Rule()).readings[0].probability == pytest.approx(1.0)
    beside = belief((move("coke", "tray", "in"), 0.5), (move("coke", "tray", "next_to"), 0.5))
    assert decide(beside, Rule()).kind == "ask"
    assert effect(move("coke", "tray", "on")) == effect(move("coke", "tray", "in"))


def test_what_fits_nothing_is_never_acted_on() -> None:
    decision = decide(belief(("none_of_these", 0.6), (move("coke", "tray"), 0.4)), Rule())
    assert (decision.kind, decision.reason) == ("refuse", "none_of_these")
    assert decide(belief(("none_of_these", 1.0)), Rule()).kind == "refuse"
    assert decide(Belief(readings=(), percepts=PERCEPTS, fingerprint="f"), Rule()).kind == "refuse"


def test_a_spread_belief_is_asked_about_though_none_of_these_is_the_single_best() -> None:
    spread = belief(
        ("none_of_these", 0.3),
        *(
            (move(thing, place), 0.175)
            for thing in ("coke", "sprite")
            for place in ("top_drawer", "bottom_drawer")
        ),
    )
    assert decide(spread, Rule()).kind == "ask"


def test_a_single_reading_beside_a_plausible_nothing_is_confirmed() -> None:
    decision = decide(belief((move("coke", "tray"), 0.6), ("none_of_these", 0.4)), Rule())
    assert (decision.kind, decision.reason) == ("ask", "unsure")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_catalogue_forbids_is_refused_with_its_reason(language: str) -> None:
    decision = decide(belief((move("coke", "microwave"), 1.0)), Rule(), language)  # type: ignore[arg-type]
    assert (decision.kind, decision.reason) == ("refuse", "hazard")
    assert ("metal sparks" if language == "en" else "打火") in decision.text
    assert decision.ruled_out == decision.readings != ()


def test_forbidden_readings_leave_the_set_but_stay_on_record() -> None:
    decision = decide(belief((move("coke", "microwave"), 0.5), (move("apple", "microwave"), 0.5)), Rule())
    assert decision.kind == "act"
    assert decision.readings[0].reading == move("apple", "microwave")
    assert [item.reading for item in decision.ruled_out] == [move("coke", "microwave")]


def test_the_same_thing_to_another_place_is_no_way_around_a_refusal() -> None:
    decision = decide(belief((move("coke", "microwave"), 0.6), (move("coke", "tray"), 0.4)), Rule())
    assert (decision.kind, decision.reason) == ("refuse", "hazard")


def test_a_feeling_against_what_no_rule_forbids_is_worth_a_question() -> None:
    felt = belief(("must_not", 0.57), (move("apple", "microwave"), 0.42), (move("coke", "tray"), 0.01))
    assert (decide(felt, Rule()).kind, decide(felt, Rule()).reason) == ("ask", "unsure")
    forbidden_too = belief(("must_not", 0.57), (move("coke", "microwave"), 0.43))
    assert decide(forbidden_too, Rule()).reason == "must_not"


def test_must_not_refuses_even_where_the_catalogue_knows_no_reason() -> None:
    decision = decide(belief(("must_not", 0.7), (move("apple", "tray"), 0.3)), Rule())
    assert (decision.kind, decision.reason, decision.text) == ("refuse", "must_not", "")


def test_what_this_hand_cannot_do() -> None:
    percepts = {p.key: p for p in PERCEPTS}
    assert forbidden(move("blue_bowl", "tray"), percepts).reason == "cannot"  # type: ignore[union-attr]
    assert forbidden(move("tray", "microwave"), percepts).reason == "cannot"  # type: ignore[union-attr]
    assert forbidden(Reading(entries=(Entry(verb="open", things=(KEY["coke"],)),)), percepts) is not None
    assert forbidden(Reading(entries=(Entry(verb="open", things=(KEY["top_drawer"],)),)), percepts) is None
    assert forbidden(move("coke", "microwave", "next_to"), percepts) is None
    assert forbidden(move("apple", "blue_bowl"), percepts) is None


def test_less_risk_widens_the_set() -> None:
    pair = belief((move("coke", "tray"), 0.9), (move("sprite", "tray"), 0.1))
    assert decide(pair, Rule().at_risk(0.1)).kind == "act"
    assert decide(pair, Rule().at_risk(0.05)).kind == "ask"


shares = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=8)


@given(shares, st.floats(0.01, 1.0))
def test_the_set_is_exactly_what_reaches_the_threshold(weights: list[float], ratio: float) -> None:
    options = [move(thing, place) for thing in ("coke", "sprite", "apple") for place in PLACES[1:]][
        : len(weights)
    ]
    total = sum(weights)
    given_belief = belief(
        *((reading, weight / total) for reading, weight in zip(options, weights, strict=True))
    )
    decision = decide(given_belief, Rule(plausible_ratio=ratio, offer_ratio=1.0))
    best = max(weights) / total
    expected = {
        reading for reading, weight in zip(options, weights, strict=True) if weight / total >= ratio * best
    }
    assert {effect(item.reading) for item in decision.readings} == {effect(reading) for reading in expected}
    assert decision.kind == ("act" if len(expected) == 1 else "ask")


@given(shares)
def test_merging_keeps_all_probability_in_falling_order(weights: list[float]) -> None:
    items = tuple(
        ScoredReading(
            reading=move("coke", ("tray", "top_drawer")[index % 2], ("in", "on")[index // 2 % 2]),
            probability=weight,
        )
        for index, weight in enumerate(weights)
    )
    kept = merged(items)
    assert len(kept) == min(2, len(weights))
    assert sum(item.probability for item in kept) == pytest.approx(sum(weights))
    assert [item.probability for item in kept] == sorted((item.probability for item in kept), reverse=True)
