"""Questions about a counter have the answers that truth gives."""

from __future__ import annotations

from random import Random

import pytest

from scenes import counter_questions
from scenes.catalogue import all_kinds
from scenes.counter_questions import Pointed, Said, ask, forms, topics
from scenes.counters import random_referents
from scenes.queries import Referent, facts_of

HERE = (
    Referent(0, "coke", 0.30, 0.5, False),
    Referent(1, "apple", 0.50, 0.5, False),
    Referent(2, "sprite", 0.60, 0.5, False),
    Referent(3, "hammer", 0.80, 0.6, False),
    Referent(104, "top_drawer", 0.06, 0.2, True, True),
)


def every(topic: str, language: str = "en", referents: tuple[Referent, ...] = HERE) -> dict[str, object]:
    """Text to answer of many draws of a topic."""
    found: dict[str, object] = {}
    for seed in range(200):
        one = ask(topic, referents, Random(seed), language)  # type: ignore[arg-type]
        if isinstance(one, Said):
            found[one.text] = one.answer
        elif isinstance(one, Pointed):
            found[one.question.text] = set(one.question.keys)
    return found


@pytest.mark.parametrize(
    ("topic", "text", "answer"),
    [
        ("count", "How many cans are there?", "two"),
        ("count", "How many tools are there?", "one"),
        ("count", "How many cups are there?", "none"),
        ("count", "How many things are there?", "four"),
        ("colour", "What colour is the Coke?", "red"),
        ("present", "Do you see the hammer?", "yes"),
        ("present", "Do you see the lemon?", "no"),
        ("left", "What is just left of the apple?", {0}),
        ("right", "What is just right of the apple?", {2}),
        ("leftmost", "Which thing is the leftmost?", {0}),
        ("rightmost", "Which thing is the rightmost?", {3}),
        ("nearest", "What is nearest to the apple?", {2}),
        ("same_colour", "What has the same colour as the Coke?", {1}),
        ("same_colour", "Which things are as green as the Sprite?", set()),
        ("drawer", "Is the top drawer open?", "yes"),
    ],
)
def test_answers_follow_from_what_is_there(topic: str, text: str, answer: object) -> None:
    assert every(topic)[text] == answer


def test_chinese_asks_the_same() -> None:
    assert every("count", "zh")["有几个易拉罐？"] == "two"
    assert every("left", "zh")["苹果左边是什么？"] == {0}
    assert every("drawer", "zh")["上层抽屉开着吗？"] == "yes"


def test_what_a_name_does_not_single_out_is_not_asked_about() -> None:
    twins = (*HERE, Referent(5, "coke", 0.4, 0.5, False))
    asked = [text for topic in ("colour", "left", "nearest") for text in every(topic, "en", twins)]
    assert asked and not any("Coke" in text for text in asked)


def test_a_close_call_is_not_asked_about() -> None:
    close = (HERE[0], Referent(1, "apple", 0.31, 0.5, False), HERE[3])
    assert every("leftmost", "en", close) == {}
    assert not any("Coke" in text for text in every("right", "en", close))


def test_an_empty_counter_is_asked_how_many_and_what_is_here() -> None:
    assert set(every("count", "en", ()).values()) == {"none"}
    assert set(every("present", "en", ()).values()) == {"no"}
    assert all(every(topic, "en", ()) == {} for topic in topics() if topic not in ("count", "present"))


def test_forms_for_tests_are_no_practice() -> None:
    for topic in topics():
        for language in ("en", "zh"):
            practised = forms(topic, language, "train")
            assert practised and not set(practised) & set(forms(topic, language, "test"))


def test_every_answer_on_random_counters_is_true() -> None:
    possible = set(counter_questions.answers())
    for seed in range(150):
        rng = Random(seed)
        referents = random_referents(rng)
        things = {r.key: r for r in referents if not r.is_place}
        for topic in topics():
            one = ask(topic, referents, rng, "en")
            if isinstance(one, Said):
                assert one.answer in possible
            elif one is not None:
                assert one.question.keys <= things.keys()
                if topic == "same_colour":
                    assert all(all_kinds()[things[key].kind].colours for key in one.question.keys)
    assert "can" in facts_of("coke")
