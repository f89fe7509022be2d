"""What may be a thing seen twice is not offered, nor used to tell others apart."""

from __future__ import annotations

from agent.questions import compose
from agent.twice import doubtful, named, offered
from agent.types import Decision
from policies.types import Entry, Percept, Reading, ScoredReading


def seen(key: int, name: str, u: float, v: float, size: tuple[float, float], confidence: float) -> Percept:
    return Percept(key=key, name=name, u=u, v=v, width=size[0], height=size[1], confidence=confidence,
                   is_place=False)


TRAY = Percept(key=9, name="tray", u=0.1, v=0.9, width=0.2, height=0.1, confidence=0.9, is_place=True)
LEFT = seen(1, "scissors", 0.536, 0.533, (0.113, 0.131), 0.518)
RIGHT = seen(2, "scissors", 0.693, 0.534, (0.127, 0.089), 0.623)
BETWEEN = seen(3, "scissors", 0.61, 0.51, (0.139, 0.066), 0.367)
"""As an eye reported two pairs of scissors that lay side by side."""


def asks(*keys: int) -> Decision:
    readings = tuple(
        ScoredReading(
            reading=Reading(entries=(Entry(verb="move", things=(key,), destination=9),)),
            probability=1 / len(keys),
        )
        for key in keys
    )
    return Decision(kind="ask", reason="several", readings=readings)


def test_a_doubtful_second_sight_is_neither_offered_nor_counted() -> None:
    percepts = (TRAY, LEFT, RIGHT, BETWEEN)
    assert doubtful(percepts) == {3}
    decision = offered(asks(3, 1, 2), percepts)
    question = compose(decision, named(decision, percepts), "en")
    assert [option.keys for option in question.options] == [(1,), (2,)]
    assert "middle" not in question.text and "third" not in question.text


def test_one_that_is_left_is_confirmed() -> None:
    percepts = (TRAY, RIGHT, BETWEEN)
    decision = offered(asks(3, 2), percepts)
    question = compose(decision, named(decision, percepts), "en")
    assert question.kind == "confirm" and [option.keys for option in question.options] == [(2,)]


def test_what_is_asked_about_stays_where_nothing_else_is() -> None:
    percepts = (TRAY, RIGHT, BETWEEN)
    assert offered(asks(3), percepts) == asks(3)
    assert {p.key for p in named(asks(3), percepts)} == {9, 2, 3}


def test_sure_apart_or_of_another_name_is_plainly_there() -> None:
    surely = BETWEEN.model_copy(update={"confidence": 0.61})
    apart = BETWEEN.model_copy(update={"v": 0.7})
    other = BETWEEN.model_copy(update={"name": "coke"})
    for third in (surely, apart, other):
        assert doubtful((TRAY, RIGHT, third)) == frozenset()
