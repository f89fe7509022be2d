"""The simulated user hears words only, and answers honestly."""

from __future__ import annotations

import pytest

from evals.answerer import Answerer
from scenes.commands import TrueReading
from scenes.referring import Referent, resolve

COKE, SPRITE, SECOND_COKE, BOWL, TOP, BOTTOM = 0, 1, 2, 3, 104, 105
EVERYTHING = (
    Referent(COKE, "coke", 0.2, 0.6, False),
    Referent(SPRITE, "sprite", 0.5, 0.6, False),
    Referent(SECOND_COKE, "coke", 0.8, 0.6, False),
    Referent(BOWL, "blue_bowl", 0.6, 0.8, False),
    Referent(TOP, "top_drawer", 0.1, 0.4, True, False),
    Referent(BOTTOM, "bottom_drawer", 0.1, 0.6, True, False),
)
READINGS = tuple(TrueReading("move", thing, place, "in")
                 for thing in (COKE, SPRITE) for place in (TOP, BOTTOM))


def user(thing: int = SPRITE, place: int = BOTTOM, language: str = "en", seed: int = 0) -> Answerer:
    return Answerer(TrueReading("move", thing, place, "in"), READINGS, language, seed)  # type: ignore[arg-type]


def test_it_picks_the_option_that_is_true_of_what_it_means() -> None:
    heard = user().answer(["the Coke on the left", "the Sprite"], EVERYTHING)
    assert heard.chosen == 1 and heard.valid and heard.wrong_options == 0


def test_a_question_about_the_place_is_answered_with_the_place() -> None:
    heard = user().answer(["the top drawer", "the bottom drawer"], EVERYTHING)
    assert heard.chosen == 1 and heard.valid


@pytest.mark.parametrize(("relation", "chosen"), [("in", 0), ("next_to", 1)])
@pytest.mark.parametrize(("language", "options"), [("en", ["in or on it", "next to it"]),
                                                   ("zh", ["里面或上面", "旁边"])])
def test_in_it_or_beside_it(language: str, options: list[str], relation: str, chosen: int) -> None:
    meant = TrueReading("move", COKE, BOWL, relation)  # type: ignore[arg-type]
    heard = Answerer(meant, (meant,), language, 0).answer(options, EVERYTHING)  # type: ignore[arg-type]
    assert heard.chosen == chosen and heard.valid and heard.answer == str(chosen + 1)


def test_an_option_true_of_two_things_is_wrong() -> None:
    everyone = tuple(TrueReading("move", thing, TOP, "in") for thing in (COKE, SPRITE, SECOND_COKE))
    asked = Answerer(everyone[1], everyone, "en", 0).answer(["the Coke", "the Sprite"], EVERYTHING)
    assert asked.chosen == 1 and asked.wrong_options == 1 and not asked.valid


def test_an_option_true_of_nothing_is_wrong() -> None:
    heard = user().answer(["the banana", "the Sprite"], EVERYTHING)
    assert heard.wrong_options == 1 and not heard.valid


@pytest.mark.parametrize(("language", "options", "said"), [
    ("en", ["the Coke on the left", "the blue bowl"], "neither"), ("zh", ["左边的可乐", "蓝碗"], "都不是")])
def test_without_its_intent_on_offer_it_says_neither(language: str, options: list[str], said: str) -> None:
    heard = user(language=language).answer(options, EVERYTHING)
    assert (heard.chosen, heard.answer, heard.by) == (None, said, "neither")
    assert not heard.valid


@pytest.mark.parametrize(("language", "options"), [("en", ["the Coke on the left", "the Sprite"]),
                                                   ("zh", ["左边的可乐", "雪碧"])])
def test_half_the_answers_are_words_true_of_the_intent_alone(language: str, options: list[str]) -> None:
    heard = [user(language=language, seed=seed).answer(options, EVERYTHING) for seed in range(200)]
    in_words = [one.answer for one in heard if one.by == "words"]
    assert 70 <= len(in_words) <= 130
    assert len(set(in_words)) > 1
    for words in in_words:
        assert resolve(words, {COKE, SPRITE}, EVERYTHING, language) == {SPRITE}  # type: ignore[arg-type]
    assert {one.answer for one in heard if one.by == "number"} == {"2"}


def test_the_same_seed_answers_the_same() -> None:
    options = ["the Coke on the left", "the Sprite"]
    assert ([user(seed=5).answer(options, EVERYTHING) for _ in range(3)]
            == [user(seed=5).answer(options, EVERYTHING) for _ in range(3)])
