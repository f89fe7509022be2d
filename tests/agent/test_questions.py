"""Which question is asked, how it is worded, and what is said instead of one."""

from __future__ import annotations

import pytest

from agent.explain import not_found, why
from agent.naming import phrase
from agent.questions import best_factor, information_bits
from policies.types import ScoredReading
from scenes.referring import Referent, resolve
from tests.agent.asked import FOUR, PERCEPTS, ask, move, seen


def test_the_issue_of_the_drink_and_the_drawer_in_english() -> None:
    _, question = ask(*FOUR, said="put that drink in the drawer")
    assert question.factor == "thing"
    assert question.text == "Which drink: the Coke (1) or the Sprite (2)?"


def test_the_same_in_chinese() -> None:
    _, question = ask(*FOUR, language="zh", said="把那个饮料放进抽屉")
    assert question.text == "哪个饮料：可口可乐 (1) 还是雪碧 (2)？"


def test_places_are_asked_once_the_thing_is_known() -> None:
    _, question = ask(FOUR[0], FOUR[2])
    assert question.factor == "destination"
    assert question.text == "Top drawer (1) or bottom drawer (2)?"


def test_look_alikes_are_told_apart_by_side_and_neighbour() -> None:
    percepts = seen(coke__2=(0.5, 0.58))
    second = len(percepts) - 1
    _, question = ask((move("coke", "tray"), 0.5), (move(second, "tray"), 0.5), percepts=percepts)
    referents = [Referent(p.key, p.name, p.u, p.v, p.is_place, p.is_open) for p in percepts]
    for option in question.options:
        assert resolve(option.text, [r.key for r in referents], referents, "en") == set(option.keys)


def test_what_cannot_be_told_apart_in_words_is_counted_from_the_left() -> None:
    percepts = seen(coke__2=(0.25, 0.6), coke__3=(0.25, 0.6))
    texts = {phrase(p.key, percepts, "en", [p.key for p in percepts]) for p in percepts if p.name == "coke"}
    assert len(texts) == 3
    assert all("from the left" in text for text in texts)


def test_the_question_that_tells_most_is_asked() -> None:
    things = [
        ScoredReading(reading=move(t, p), probability=w)
        for t, p, w in (
            ("coke", "top_drawer", 0.25),
            ("coke", "bottom_drawer", 0.25),
            ("coke", "tray", 0.25),
            ("coke", "recycling", 0.25),
        )
    ]
    assert best_factor(things) == "destination"
    assert information_bits(things, "destination") == pytest.approx(2.0)
    assert information_bits(things, "thing") == pytest.approx(0.0)


def test_why_states_what_was_seen_the_shares_and_the_rule() -> None:
    decision, question = ask(FOUR[0], FOUR[2])
    text = why(question, decision, PERCEPTS, 0.25, "en")
    for part in ("both drawers closed", ".52", ".48", "25%", ".80"):
        assert part in text
    assert ".52" in why(question, decision, PERCEPTS, 0.25, "zh")
    calibrated = why(question, decision.model_copy(update={"threshold": 0.13}), PERCEPTS, None, "en")
    assert "calibration" in calibrated and ".13" in calibrated and "as likely as the best" not in calibrated
    assert ".13" in why(question, decision.model_copy(update={"threshold": 0.13}), PERCEPTS, None, "zh")


def test_what_is_missing_is_named() -> None:
    assert not_found("bring me the hammer", PERCEPTS, "en").startswith(
        "I do not see a hammer here. I see: Coke"
    )
    assert "没看到锤子" in not_found("把锤子给我", PERCEPTS, "zh")
    assert "did not understand" in not_found("sing me a song", PERCEPTS, "en")
