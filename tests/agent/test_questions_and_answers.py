"""Which question is asked, how it is worded, and what replies to it mean."""

from __future__ import annotations

from random import Random

import pytest

from agent.answers import understand
from agent.decision import Rule, decide
from agent.explain import not_found, why
from agent.language import detect, keyword, mentioned, unfit
from agent.naming import phrase, referents
from agent.narrowing import exclude, restrict
from agent.questions import best_factor, compose, information_bits
from agent.types import Decision, Language, Narrowed, Question
from policies.types import Belief, Entry, Percept, Reading, ScoredReading
from scenes.catalogue import KINDS, words_for
from scenes.catalogue import PLACES as PLACE_KINDS
from scenes.referring import Referent, resolve

SPOTS = {
    "coke": (0.25, 0.6),
    "sprite": (0.6, 0.55),
    "apple": (0.68, 0.65),
    "spoon": (0.4, 0.8),
    "top_drawer": (0.08, 0.2),
    "bottom_drawer": (0.1, 0.35),
    "microwave": (0.15, 0.6),
    "recycling": (0.95, 0.4),
    "tray": (0.7, 0.95),
}
PLACES = ("top_drawer", "bottom_drawer", "microwave", "recycling", "tray", "compost")


def seen(**extra: tuple[float, float]) -> tuple[Percept, ...]:
    spots = [*SPOTS.items(), *((name.split("__")[0], at) for name, at in extra.items())]
    return tuple(
        Percept(
            key=key,
            name=name,
            u=u,
            v=v,
            width=0.05,
            height=0.1,
            confidence=1.0,
            is_place=name in PLACES,
            is_open=False if "drawer" in name else None,
        )
        for key, (name, (u, v)) in enumerate(spots)
    )


PERCEPTS = seen()
KEY = {p.name: p.key for p in PERCEPTS}


def move(thing: int | str, place: str) -> Reading:
    key = KEY[thing] if isinstance(thing, str) else thing
    return Reading(entries=(Entry(verb="move", things=(key,), destination=KEY[place], relation="in"),))


def ask(
    *pairs: tuple[Reading, float],
    percepts: tuple[Percept, ...] = PERCEPTS,
    language: Language = "en",
    said: str = "",
) -> tuple[Decision, Question]:
    belief = Belief(
        readings=tuple(ScoredReading(reading=r, probability=p) for r, p in pairs),
        percepts=percepts,
        fingerprint="f",
    )
    decision = decide(belief, Rule())
    return decision, compose(decision, percepts, language, said)


FOUR = tuple(
    (move(thing, place), share)
    for thing, place, share in (
        ("sprite", "top_drawer", 0.26),
        ("coke", "top_drawer", 0.26),
        ("sprite", "bottom_drawer", 0.24),
        ("coke", "bottom_drawer", 0.22),
    )
)


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


def test_words_of_kinds_are_found_longest_first() -> None:
    assert mentioned("put the bottled water by the apple", "en") == ["water", "apple"]
    assert mentioned("把可口可乐放进上层抽屉", "zh") == ["coke", "top_drawer"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("?!", "empty"),
        ("123", "empty"),
        ("x" * 501, "too_long"),
        ("bring me\x07 the Coke", "control_characters"),
        ("\x1b[31mred", "control_characters"),
        ("コーラをください", "other_language"),
        ("принеси мне колу", "other_language"),
        ("콜라 주세요", "other_language"),
        ("pon la lata en el cajón", "other_language"),
        ("bring mir bitte die Cola", "other_language"),
        ("bring me the Coke", None),
        ("把可乐拿给我", None),
        ("把 Coke 放进抽屉", None),
        ("Coke", None),
        ("move the jalapeño chips", None),
        ("open the top drawer\n", None),
    ],
)
def test_texts_that_are_no_commands(text: str, reason: str | None) -> None:
    assert unfit(text) == reason


def test_languages_and_keywords() -> None:
    assert (detect("put it 那里"), detect("put it there")) == ("zh", "en")
    assert [
        keyword(text) for text in ("Undo.", "撤销", "go home", "归位", "STOP!", "停", "stop the apple")
    ] == ["undo", "undo", "home", "home", "stop", "stop", None]
