"""With costs, the action of least expected cost is taken; a dearer action is never taken more often."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agent import Agent, Said
from agent.costs import Costs, cheapest, expected
from agent.decision import OnEmpty, Rule, decide
from agent.explain import why
from agent.questions import compose
from agent.types import Decision
from policies.types import Belief, Entry, Percept, Reading, ScoredReading
from tests.agent.tabletop import make

NAMES = ("coke", "sprite", "apple", "microwave", "tray", "top_drawer")
PERCEPTS = tuple(
    Percept(key=key, name=name, u=0.1 * key, v=0.5, width=0.05, height=0.1, confidence=1.0, is_place=key >= 3)
    for key, name in enumerate(NAMES)
)
COSTS = Costs(ask=1.0, wrong=5.0, nothing=3.0)
CALIBRATED = Rule(threshold=0.2)


def move(thing: str, place: str) -> Reading:
    entry = Entry(verb="move", things=(NAMES.index(thing),), destination=NAMES.index(place), relation="in")
    return Reading(entries=(entry,))


def belief(*pairs: tuple[Reading | str, float]) -> Belief:
    readings = tuple(
        ScoredReading(
            reading=Reading(special=item) if isinstance(item, str) else item,  # type: ignore[arg-type]
            probability=probability,
        )
        for item, probability in pairs
    )
    return Belief(readings=readings, percepts=PERCEPTS, fingerprint="f")


def tray(*shares: float) -> Belief:
    """Coke, Sprite, apple to the tray, in this order."""
    return belief(*((move(name, "tray"), p) for name, p in zip(NAMES, shares, strict=False)))


def taken(decision: Decision) -> tuple[str, str]:
    return decision.kind, decision.reason


def test_expected_costs_are_those_of_the_formula() -> None:
    assert expected(COSTS, 0.6, 0.9) == pytest.approx({"act": 2.0, "ask": 1.3, "refuse": 3.0})
    assert expected(COSTS, 0.6, 0.9, may_act=False) == pytest.approx({"ask": 1.3, "refuse": 3.0})
    assert cheapest({"act": 1.0, "ask": 1.0, "refuse": 1.0}) == "act"
    assert cheapest({"ask": 1.0, "refuse": 1.0}) == "ask"


@pytest.mark.parametrize(
    ("costs", "kind", "reason"),
    [
        (COSTS, "ask", "several"),  # 5 x .4 = 2 against 1
        (Costs(ask=1.0, wrong=2.0, nothing=3.0), "act", "least_cost"),  # .8 against 1
        (Costs(ask=2.0, wrong=5.0, nothing=1.0), "refuse", "least_cost"),
        (Costs(ask=100.0, wrong=500.0, nothing=300.0), "ask", "several"),  # only ratios count
    ],
)
@pytest.mark.parametrize("rule", [Rule(), CALIBRATED])
def test_the_cheapest_action_is_taken_on_the_same_set(
    rule: Rule, costs: Costs, kind: str, reason: str
) -> None:
    decision = decide(tray(0.6, 0.4), rule.weighing(costs))
    assert taken(decision) == (kind, reason)
    assert [item.reading for item in decision.readings] == [move("coke", "tray"), move("sprite", "tray")]
    assert decision.threshold == decide(tray(0.6, 0.4), rule).threshold
    assert set(decision.expected_costs) == {"act", "ask", "refuse"}


@pytest.mark.parametrize("rule", [Rule(), CALIBRATED])
def test_a_single_reading_is_confirmed_where_being_wrong_is_dear(rule: Rule) -> None:
    unsure = belief((move("coke", "tray"), 0.92), ("none_of_these", 0.08))
    assert taken(decide(unsure, rule.weighing(COSTS))) == ("act", "one_reading")
    dear = rule.weighing(Costs(ask=1.0, wrong=50.0, nothing=3.0))
    assert taken(decide(unsure, dear)) == ("ask", "unsure")
    assert taken(decide(tray(1.0), dear)) == ("act", "one_reading")


def test_without_costs_nothing_is_weighed() -> None:
    assert decide(tray(0.6, 0.4), Rule()).expected_costs == {}


GUESSING = Costs(ask=1.0, wrong=0.0, nothing=10.0)
"""Being wrong costs nothing, doing nothing much: all that keeps it from acting are the rules."""


@pytest.mark.parametrize("rule", [Rule(), CALIBRATED])
@pytest.mark.parametrize(
    ("pairs", "kind", "reason"),
    [
        (((move("coke", "microwave"), 1.0),), "refuse", "hazard"),
        ((("none_of_these", 0.6), (move("coke", "tray"), 0.4)), "refuse", "none_of_these"),
        ((("must_not", 0.7), (move("apple", "tray"), 0.3)), "refuse", "must_not"),
        # A feeling that no rule supports is a question, and never an act.
        ((("must_not", 0.57), (move("apple", "microwave"), 0.43)), "ask", "unsure"),
        ((("must_not", 0.4), (move("apple", "microwave"), 0.6)), "ask", "unsure"),
    ],
)
def test_what_must_not_be_done_stays_undone_whatever_it_costs(
    rule: Rule, pairs: Sequence[tuple[Reading | str, float]], kind: str, reason: str
) -> None:
    assert taken(decide(belief(*pairs), rule.weighing(GUESSING))) == (kind, reason)


def test_the_same_thing_to_another_place_is_no_way_around_a_rule() -> None:
    around = belief(
        (move("coke", "microwave"), 0.4), (move("coke", "tray"), 0.32), (move("apple", "microwave"), 0.28)
    )
    assert decide(around, Rule(costs=GUESSING)).kind == "ask"
    assert decide(around, CALIBRATED.weighing(GUESSING)).kind == "ask"
    two = belief((move("coke", "microwave"), 0.6), (move("coke", "tray"), 0.4))
    assert taken(decide(two, Rule(costs=GUESSING))) == ("refuse", "hazard")
    same_place = belief((move("coke", "microwave"), 0.6), (move("apple", "microwave"), 0.4))
    acted = decide(same_place, CALIBRATED.weighing(GUESSING))
    assert acted.kind == "act" and acted.readings[0].reading == move("apple", "microwave")


@pytest.mark.parametrize(
    "values",
    [(-1.0, 5.0, 3.0), (1.0, float("inf"), 3.0), (1.0, 5.0, float("nan")), (0.0, 0.0, 0.0)],
)
def test_costs_that_nothing_can_be_weighed_by_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValidationError):
        Costs(ask=values[0], wrong=values[1], nothing=values[2])


def test_a_rule_with_costs_survives_being_written_down() -> None:
    rule = Rule(costs=COSTS, on_empty="ask")
    assert Rule(**rule.model_dump(mode="json")) == rule
    assert Rule().weighing(COSTS, "ask") == rule and rule.weighing(None) == rule


OPTIONS: tuple[Reading | str, ...] = (
    *(move(thing, place) for thing in NAMES[:3] for place in NAMES[3:]),
    "none_of_these",
    "must_not",
)
beliefs = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=len(OPTIONS)).flatmap(
    lambda weights: st.permutations(OPTIONS).map(
        lambda order: belief(
            *((item, weight / sum(weights)) for item, weight in zip(order, weights, strict=False))
        )
    )
)
rules = st.one_of(
    st.floats(0.01, 1.0).map(lambda ratio: Rule(plausible_ratio=ratio)),
    st.tuples(st.floats(0.0, 1.0), st.floats(0.5, 2.0), st.sampled_from(("refuse", "ask", "act"))).map(
        lambda t: Rule(threshold=t[0], temperature=t[1], on_empty=t[2])
    ),
)
amounts = st.floats(0.0, 100.0)
positive = st.floats(0.01, 100.0)


@given(beliefs, rules, amounts, amounts, positive, positive)
def test_a_dearer_question_never_makes_more_questions(
    given_belief: Belief, rule: Rule, ask: float, wrong: float, nothing: float, more: float
) -> None:
    cheap = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong, nothing=nothing)))
    dear = decide(given_belief, rule.weighing(Costs(ask=ask + more, wrong=wrong, nothing=nothing)))
    assert cheap.kind == "ask" or dear.kind != "ask"


@given(beliefs, rules, amounts, amounts, positive, positive)
def test_dearer_wrong_acts_never_make_more_acts(
    given_belief: Belief, rule: Rule, ask: float, wrong: float, nothing: float, more: float
) -> None:
    cheap = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong, nothing=nothing)))
    dear = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong + more, nothing=nothing)))
    assert cheap.kind == "act" or dear.kind != "act"


@given(beliefs, rules, amounts, amounts, positive, positive)
def test_dearer_idleness_never_makes_more_refusals(
    given_belief: Belief, rule: Rule, ask: float, wrong: float, nothing: float, more: float
) -> None:
    cheap = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong, nothing=nothing)))
    dear = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong, nothing=nothing + more)))
    assert cheap.kind == "refuse" or dear.kind != "refuse"


@given(beliefs, rules, amounts, amounts, positive)
def test_what_is_acted_on_is_permitted_and_nothing_weighed_is_cheaper(
    given_belief: Belief, rule: Rule, ask: float, wrong: float, nothing: float
) -> None:
    decision = decide(given_belief, rule.weighing(Costs(ask=ask, wrong=wrong, nothing=nothing)))
    if decision.expected_costs:
        assert decision.expected_costs[decision.kind] == min(decision.expected_costs.values())
    if decision.kind == "act":
        assert decision.readings[0].reading not in (move("coke", "microwave"), move("sprite", "microwave"))


EMPTY = Rule(threshold=0.7)


@pytest.mark.parametrize(
    ("on_empty", "kind", "readings"),
    [("refuse", "refuse", 0), ("ask", "ask", 2), ("act", "act", 1)],
)
def test_an_empty_set_is_refused_asked_about_or_acted_on(on_empty: OnEmpty, kind: str, readings: int) -> None:
    decision = decide(tray(0.6, 0.35, 0.05), EMPTY.weighing(None, on_empty))
    assert taken(decision) == (kind, "empty_set")
    assert len(decision.readings) == readings
    weighed = decide(tray(0.6, 0.35, 0.05), EMPTY.weighing(COSTS, on_empty))
    assert weighed == decision, "an empty set says that the probabilities cannot be trusted to be weighed"


@pytest.mark.parametrize("on_empty", ["ask", "act"])
@pytest.mark.parametrize(
    ("pairs", "kind", "reason"),
    [
        (((move("coke", "microwave"), 0.6), (move("coke", "tray"), 0.4)), "refuse", "hazard"),
        ((("none_of_these", 0.55), (move("coke", "tray"), 0.45)), "refuse", "none_of_these"),
        (
            (("must_not", 0.6), (move("apple", "tray"), 0.3), (move("apple", "top_drawer"), 0.1)),
            "refuse",
            "must_not",
        ),
        (
            (("none_of_these", 0.45), (move("coke", "tray"), 0.4), (move("apple", "tray"), 0.15)),
            "ask",
            "empty_set",
        ),
        ((("must_not", 0.4), (move("apple", "tray"), 0.6)), "ask", "empty_set"),
    ],
)
def test_an_empty_set_is_no_way_past_a_refusal(
    on_empty: OnEmpty, pairs: Sequence[tuple[Reading | str, float]], kind: str, reason: str
) -> None:
    assert taken(decide(belief(*pairs), EMPTY.weighing(None, on_empty))) == (kind, reason)


def test_an_agent_decides_by_the_costs_it_was_given_and_says_so() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, costs=Costs(ask=5.0, wrong=2.0, nothing=9.0))
    turn = agent.tell("put that drink in the drawer")
    assert turn.question is None and turn.decision is not None
    assert taken(turn.decision) == ("act", "least_cost") and len(turn.decision.readings) > 1

    scene, policy = make()
    agent = Agent(scene, policy, costs=Costs(ask=5.0, wrong=9.0, nothing=1.0))
    turn = agent.tell("put that drink in the drawer")
    assert turn.decision is not None and taken(turn.decision) == ("refuse", "least_cost")
    assert "asking costs more than doing nothing" in turn.text and not scene.arm.sent

    scene, policy = make()
    agent = Agent(scene, policy, costs=COSTS)
    assert agent.tell("put that drink in the drawer").question is not None
    told = [event.text for event in agent.tell("why?").events if isinstance(event, Said)]
    assert "asking 1.06 " in told[0]
    row = agent.store.session(agent.session_id)
    assert Rule(**row.rule).costs == COSTS, "a session that is taken up again decides as it did"


def test_why_tells_what_each_action_was_expected_to_cost() -> None:
    decision = decide(tray(0.6, 0.4), Rule(costs=COSTS))
    question = compose(decision, PERCEPTS, "en")
    text = why(question, decision, PERCEPTS, 0.13, "en", confirm_share=0.35)
    assert "at once would cost 2 on average, asking 1 and doing nothing 3" in text and "13%" not in text
    assert "平均代价是 2，提问是 1，不做是 3" in why(question, decision, PERCEPTS, None, "zh")
    unsure = decide(belief((move("coke", "tray"), 0.6), ("must_not", 0.4)), Rule(costs=COSTS))
    confirm = why(compose(unsure, PERCEPTS, "en"), unsure, PERCEPTS, None, "en")
    assert "fits best (.60). By the costs I was given, asking costs 2.2 on average and doing" in confirm


def test_why_tells_that_nothing_reached_the_calibration() -> None:
    decision = decide(tray(0.6, 0.4), EMPTY.weighing(None, "ask"))
    question = compose(decision, PERCEPTS, "en")
    assert "nothing reaches the .70 of my calibration" in why(question, decision, PERCEPTS, None, "en")
    assert "校准要求的 .70" in why(question, decision, PERCEPTS, None, "zh")
