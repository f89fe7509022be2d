"""What replies to a question mean."""

from __future__ import annotations

from random import Random

import pytest

from agent.answers import understand
from agent.naming import referents
from agent.narrowing import exclude, restrict
from agent.questions import compose
from agent.types import Decision, Language, Narrowed
from policies.types import Belief, Entry, Percept, Reading, ScoredReading
from scenes.catalogue import KINDS, words_for
from scenes.catalogue import PLACES as PLACE_KINDS
from scenes.referring import resolve
from tests.agent.asked import FOUR, KEY, PERCEPTS, ask, move, seen


def test_a_confirmation_is_a_yes_or_no_question() -> None:
    decision = Decision(
        kind="ask", reason="unsure", readings=(ScoredReading(reading=move("apple", "tray"), probability=0.6),)
    )
    question = compose(decision, PERCEPTS, "en")
    assert question.kind == "confirm" and len(question.options) == 1
    assert question.text.startswith("Do you mean the apple, to the hand-over tray")
    for text, kind in (
        ("yes", "yes"),
        ("1", "yes"),
        ("no", "no"),
        ("是的", "yes"),
        ("不是", "no"),
        ("the apple", "yes"),
    ):
        assert understand(text, question, decision.readings, PERCEPTS).kind == kind, text
    other = understand("no, the Sprite", question, decision.readings, PERCEPTS)
    assert other.kind == "chosen" and other.narrowed[0].values == ((KEY["sprite"],),)


CASES = [
    ("1", "coke"),
    ("2", "sprite"),
    ("(2)", "sprite"),
    ("option 1", "coke"),
    ("number two", "sprite"),
    ("the first", "coke"),
    ("the second one", "sprite"),
    ("the last one", "sprite"),
    ("第一个", "coke"),
    ("第二个", "sprite"),
    ("2号", "sprite"),
    ("二", "sprite"),
    ("我要第二个", "sprite"),
    ("最后一个", "sprite"),
    ("the green one", "sprite"),
    ("red", "coke"),
    ("left", "coke"),
    ("the one on the right", "sprite"),
    ("the Sprite", "sprite"),
    ("SPRITE please", "sprite"),
    ("the one by the apple", "sprite"),
    ("绿色的", "sprite"),
    ("左边的", "coke"),
    ("苹果旁边的", "sprite"),
    ("可乐", "coke"),
    ("take the green one", "sprite"),
    ("I mean the red can", "coke"),
    ("actually, the Sprite", "sprite"),
    ("要红色的", "coke"),
    ("the Coke.", "coke"),
    ("２", "sprite"),
]


@pytest.mark.parametrize(("reply", "name"), CASES)
def test_replies_that_choose(reply: str, name: str) -> None:
    decision, question = ask(*FOUR)
    answer = understand(reply, question, decision.readings, PERCEPTS)
    assert answer.kind == "chosen" and answer.offered, answer
    assert answer.narrowed[0] == Narrowed(factor="thing", values=((KEY[name],),))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("neither", "neither"),
        ("none of these", "neither"),
        ("都不是", "neither"),
        ("no", "neither"),
        ("cancel", "cancel"),
        ("never mind", "cancel"),
        ("算了", "cancel"),
        ("stop", "cancel"),
        ("why?", "why"),
        ("why do you ask?", "why"),
        ("为什么？", "why"),
        ("你为什么要问", "why"),
        ("both", "both"),
        ("两个都要", "both"),
        ("you choose", "any"),
        ("either one", "any"),
        ("随便", "any"),
        ("asdf qwer", "unclear"),
        ("", "silence"),
        ("7", "unclear"),
        ("put the apple in the recycling bin", "command"),
        ("bring me the spoon", "command"),
        ("把苹果放进回收桶", "command"),
        ("open the top drawer", "command"),
        ("undo", "command"),
        ("go home", "command"),
        ("throw the apple away", "command"),
        ("yes", "unclear"),
    ],
)
def test_other_replies(reply: str, kind: str) -> None:
    decision, question = ask(*FOUR)
    assert understand(reply, question, decision.readings, PERCEPTS).kind == kind


def test_a_reply_may_settle_both_factors() -> None:
    decision, question = ask(*FOUR)
    answer = understand("the Sprite, in the bottom drawer", question, decision.readings, PERCEPTS)
    belief = restrict(Belief(readings=decision.readings, percepts=PERCEPTS, fingerprint="f"), answer.narrowed)
    assert [item.reading for item in belief.readings] == [move("sprite", "bottom_drawer")]


def test_something_seen_but_not_offered_is_honoured() -> None:
    decision, question = ask(*FOUR)
    answer = understand("the apple", question, decision.readings, PERCEPTS)
    assert answer.kind == "chosen" and not answer.offered
    belief = restrict(Belief(readings=decision.readings, percepts=PERCEPTS, fingerprint="f"), answer.narrowed)
    assert {item.reading for item in belief.readings} == {
        move("apple", "top_drawer"),
        move("apple", "bottom_drawer"),
    }
    assert sum(item.probability for item in belief.readings) == pytest.approx(1.0)


def test_on_it_or_next_to_it_is_a_question_of_its_own() -> None:
    on, beside = move("apple", "tray"), move("apple", "tray")
    beside = Reading(entries=(beside.entries[0].model_copy(update={"relation": "next_to"}),))
    decision, question = ask((on, 0.5), (beside, 0.5))
    assert question.factor == "relation"
    assert question.text == "Where exactly: in or on it (1) or next to it (2)?"
    for reply, meant in (("2", beside), ("next to it", beside), ("on it", on), ("beside it please", beside),
                         ("里面", on), ("旁边", beside)):
        answer = understand(reply, question, decision.readings, PERCEPTS)
        assert answer.kind == "chosen", reply
        belief = Belief(readings=decision.readings, percepts=PERCEPTS, fingerprint="f")
        left = restrict(belief, answer.narrowed)
        assert [item.reading for item in left.readings] == [meant], reply
    assert understand("the apple", question, decision.readings, PERCEPTS).kind == "unclear"


def test_a_place_that_was_not_offered_has_to_be_named() -> None:
    percepts = seen(compost=(0.9, 0.5))
    decision, question = ask(FOUR[0], FOUR[2], percepts=percepts)
    assert question.factor == "destination"
    assert understand("the green one", question, decision.readings, percepts).kind == "unclear"
    named = understand("the compost bin", question, decision.readings, percepts)
    assert named.kind == "chosen" and not named.offered


def test_several_things_seen_but_not_offered_are_read_anew() -> None:
    percepts = seen(apple__2=(0.4, 0.5))
    decision, question = ask(*FOUR, percepts=percepts)
    assert understand("an apple", question, decision.readings, percepts).kind == "reread"


@pytest.mark.parametrize("seed", range(40))
def test_every_option_is_understood_by_number_and_by_any_words_true_of_it_alone(seed: int) -> None:
    rng = Random(seed)
    language: Language = rng.choice(["en", "zh"])
    names = [rng.choice(KINDS[:26]).key for _ in range(rng.randint(3, 7))]
    spots = [(name, rng.uniform(0.2, 0.8), rng.uniform(0.35, 0.85), False) for name in names]
    spots += [(place.key, rng.uniform(0.05, 0.95), rng.uniform(0.1, 0.9), True) for place in PLACE_KINDS]
    percepts = tuple(
        Percept(
            key=key, name=name, u=u, v=v, width=0.05, height=0.1, confidence=1.0, is_place=is_place,
            is_open=False if "drawer" in name else None,
        )
        for key, (name, u, v, is_place) in enumerate(spots)
    )  # fmt: skip
    things = rng.sample(range(len(names)), 2)
    places = rng.sample(range(len(names), len(percepts)), rng.choice([1, 2]))
    readings = tuple(
        ScoredReading(
            reading=Reading(entries=(Entry(verb="move", things=(t,), destination=p, relation="in"),)),
            probability=0.5 / len(places),
        )
        for t in things
        for p in places
    )
    question = compose(Decision(kind="ask", reason="several", readings=readings), percepts, language)
    offered = [key for option in question.options for key in option.keys]
    for option in question.options:
        (key,) = option.keys
        words = words_for(percepts[key].name)
        own = words.en if language == "en" else words.zh
        alone = [text for text in own if resolve(text, offered, referents(percepts), language) == {key}]
        for reply in (str(option.number), option.text, *alone):
            answer = understand(reply, question, readings, percepts)
            assert answer.kind == "chosen", (reply, answer, question.text)
            assert answer.narrowed[0] == Narrowed(factor=question.factor, values=((key,),)), reply


def test_drawers_answered_by_height() -> None:
    decision, question = ask(FOUR[0], FOUR[2])
    for reply, name in (
        ("top", "top_drawer"),
        ("the lower one", "bottom_drawer"),
        ("上面的", "top_drawer"),
        ("下层抽屉", "bottom_drawer"),
        ("put it in the top one", "top_drawer"),
        ("1", "top_drawer"),
    ):
        answer = understand(reply, question, decision.readings, PERCEPTS)
        assert answer.kind == "chosen" and answer.narrowed[0].values == ((KEY[name],),), reply


def test_after_neither_what_was_offered_is_out() -> None:
    belief = Belief(
        readings=tuple(
            ScoredReading(reading=move(t, "tray"), probability=p)
            for t, p in (("coke", 0.45), ("sprite", 0.45), ("apple", 0.1))
        ),
        percepts=PERCEPTS,
        fingerprint="f",
    )
    left = exclude(belief, "thing", [(KEY["coke"],), (KEY["sprite"],)])
    assert left is not None
    assert [(item.reading, round(item.probability, 6)) for item in left.readings] == [
        (move("apple", "tray"), 1.0)
    ]
    assert exclude(belief, "thing", [(KEY["coke"],), (KEY["sprite"],), (KEY["apple"],)]) is None


def test_restricting_by_nothing_keeps_the_specials() -> None:
    belief = Belief(
        readings=(ScoredReading(reading=Reading(special="none_of_these"), probability=1.0),),
        percepts=PERCEPTS,
        fingerprint="f",
    )
    assert restrict(belief, ()) == belief
