"""A calibration decides for the weights it was made for; its set is acted on, asked about or refused."""

from __future__ import annotations

import pytest

from agent.calibration import Calibration, CalibrationMismatch, find, save
from agent.decision import Rule, decide
from agent.tracing.store import Store
from policies.types import Belief, Entry, Percept, Reading, ScoredReading

MADE = Calibration(
    fingerprint="whichone-1",
    suite="vague",
    data_fingerprint="d",
    score="ask_gate",
    risk=0.1,
    used_risk=0.08,
    n=200,
    quantile=0.8,
    group_quantiles={"zh": 0.95},
)


def percept(key: int, name: str, *, is_place: bool = False) -> Percept:
    return Percept(
        key=key, name=name, u=0.1 * key, v=0.5, width=0.05, height=0.1, confidence=1.0, is_place=is_place
    )


SEEN = (
    percept(0, "coke"),
    percept(1, "sprite"),
    percept(2, "phone"),
    percept(3, "tray", is_place=True),
    percept(4, "sink", is_place=True),
)


def move(thing: int, place: int, probability: float) -> ScoredReading:
    entry = Entry(verb="move", things=(thing,), destination=place, relation="in")
    return ScoredReading(reading=Reading(entries=(entry,)), probability=probability)


def special(name: str, probability: float) -> ScoredReading:
    return ScoredReading(reading=Reading(special=name), probability=probability)  # type: ignore[arg-type]


def belief(*readings: ScoredReading) -> Belief:
    return Belief(readings=readings, percepts=SEEN, fingerprint="whichone-1")


RULE = MADE.rule(Rule(), "whichone-1")


@pytest.mark.parametrize(
    ("readings", "kind", "reason"),
    [
        ((move(0, 3, 0.85), move(1, 3, 0.15)), "act", "one_reading"),
        ((move(0, 3, 0.7), move(1, 3, 0.3)), "ask", "several"),
        ((move(0, 3, 0.75), special("none_of_these", 0.25)), "ask", "unsure"),
        ((move(0, 3, 0.1), special("none_of_these", 0.9)), "refuse", "none_of_these"),
        ((move(0, 3, 0.1), special("must_not", 0.9)), "refuse", "must_not"),
        ((move(2, 4, 0.9), move(0, 4, 0.1)), "refuse", "hazard"),
        (tuple(move(0, at, 0.15) for at in range(6)), "refuse", "empty_set"),
    ],
)
def test_the_set_decides(readings: tuple[ScoredReading, ...], kind: str, reason: str) -> None:
    decision = decide(belief(*readings), RULE)
    assert (decision.kind, decision.reason) == (kind, reason)
    assert decision.threshold == pytest.approx(0.2)


def test_a_language_may_have_a_threshold_of_its_own() -> None:
    doubtful = belief(move(0, 3, 0.9), move(1, 3, 0.1))
    assert decide(doubtful, RULE, "en").kind == "act"
    assert decide(doubtful, RULE, "zh").kind == "ask"


def test_temperature_is_applied_before_the_threshold() -> None:
    hot = MADE.model_copy(update={"temperature": 3.0}).rule(Rule(), "whichone-1")
    assert decide(belief(move(0, 3, 0.9), move(1, 3, 0.1)), hot).kind == "ask"


def test_other_weights_are_refused_by_name() -> None:
    with pytest.raises(CalibrationMismatch, match=r"whichone-1.*whichone-2"):
        MADE.rule(Rule(), "whichone-2")


def test_the_newest_for_weights_and_risk_is_found_and_others_are_named() -> None:
    store = Store()
    save(store, MADE)
    save(store, MADE.model_copy(update={"quantile": 0.7}))
    assert find(store, "whichone-1", 0.1).quantile == 0.7
    with pytest.raises(CalibrationMismatch, match="there are risks 0.1"):
        find(store, "whichone-1", 0.2)
    with pytest.raises(CalibrationMismatch, match="only some for whichone-1"):
        find(store, "whichone-2", 0.1)
    store.close()
