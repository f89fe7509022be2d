"""How each kind of reply is understood, in both languages: a table of replies by what they mean."""

from __future__ import annotations

import pytest

from agent.answers import Answer, understand
from agent.narrowing import restrict, together
from agent.questions import compose
from agent.types import Decision, LastMove, Question
from policies.types import Belief, Entry, Reading, ScoredReading
from tests.agent.asked import FOUR, KEY, PERCEPTS, ask, move

TWO = ask(*FOUR)
"""Which soda: the Coke (1) or the Sprite (2)?"""
THREE = ask((move("coke", "tray"), 0.4), (move("sprite", "tray"), 0.3), (move("apple", "tray"), 0.3))
"""Which one: the Coke (1), the Sprite (2) or the apple (3)?"""
WHERE = ask(FOUR[0], FOUR[2])
"""Top drawer (1) or bottom drawer (2)?"""


def meant(asked: tuple[Decision, Question], reply: str, last: LastMove | None = None) -> Answer:
    decision, question = asked
    return understand(reply, question, decision.readings, PERCEPTS, last)


def names(answer: Answer) -> set[str]:
    """What is left after an answer, by name, of the factor it settles first."""
    inverse = {key: name for name, key in KEY.items()}
    return {inverse[key] for value in answer.narrowed[0].values for key in value}


CHOOSING = [
    ("the former", "前者", {"coke"}),
    ("the latter", "后者", {"sprite"}),
    ("the last one", "最后那个", {"sprite"}),
    ("the second one", "第二个", {"sprite"}),
    ("the left one", "左边那个", {"coke"}),
    ("the one on the right", "靠右的", {"sprite"}),
    ("the red one", "红色的那个", {"coke"}),
    ("the one next to the apple", "苹果旁边那个", {"sprite"}),
    ("the one closest to the spoon", "离勺子最近的那个", {"coke"}),
    ("the one by the spoon", "勺子旁边的", {"coke"}),
    ("the one farther from the apple", "离苹果远的那个", {"coke"}),
    ("the one to the left of the spoon", "勺子左边的那个", {"coke"}),
    ("the one right of the spoon", "勺子右边的", {"sprite"}),
    ("the one behind the apple", "苹果后面的那个", {"coke", "sprite"}),
]


@pytest.mark.parametrize(("english", "chinese", "left"), CHOOSING)
def test_pointing_chooses(english: str, chinese: str, left: set[str]) -> None:
    for reply in (english, chinese):
        answer = meant(TWO, reply)
        if left == {"coke", "sprite"}:
            assert answer.noted == "unclear, fits several", reply
        else:
            assert (answer.kind, names(answer), answer.offered) == ("chosen", left, True), reply


def test_properties_choose_and_the_neighbour_is_not_meant_itself() -> None:
    for reply in ("the fizzy one", "有气的", "the can"):
        assert names(meant(THREE, reply)) == {"coke", "sprite"}, reply
    for reply in ("the fruit", "能吃的水果", "the round one", "圆的"):
        assert names(meant(THREE, reply)) == {"apple"}, reply
    for reply in ("the one to the right of the Sprite", "雪碧右边的"):
        assert names(meant(THREE, reply)) == {"apple"}, reply
    for reply in ("the one next to the apple", "苹果旁边那个"):
        assert names(meant(THREE, reply)) == {"sprite"}, reply


EXCLUDING = [
    ("not the red one", "不要红的", {"sprite"}),
    ("not the Coke", "不是可乐", {"sprite"}),
    ("no, not the Coke", "不，不是可乐", {"sprite"}),
    ("anything but the Coke", "除了可乐都行", {"sprite"}),
    ("don't take the Coke", "别拿可乐", {"sprite"}),
    ("I don't want the Coke", "我不要可乐", {"sprite"}),
    ("not the left one", "不要左边的", {"sprite"}),
    ("not the first one", "不是第一个", {"sprite"}),
    ("not 2", "不要2", {"coke"}),
    ("not the one next to the apple", "不是苹果旁边那个", {"coke"}),
]


@pytest.mark.parametrize(("english", "chinese", "left"), EXCLUDING)
def test_what_is_not_meant_leaves_the_other(english: str, chinese: str, left: set[str]) -> None:
    for reply in (english, chinese):
        answer = meant(TWO, reply)
        assert (answer.kind, names(answer)) == ("excluded", left), reply


def test_of_three_two_are_left_and_of_none_nothing() -> None:
    for reply in ("not the Coke", "不是可乐", "不要第一个"):
        assert names(meant(THREE, reply)) == {"sprite", "apple"}, reply
    for reply in ("not the Coke and the apple", "不要可乐和苹果"):
        assert names(meant(THREE, reply)) == {"sprite"}, reply
    english = "not the Coke, the Sprite|not the Coke but the Sprite|the Coke, no, the Sprite|" \
        "the Coke... no the Sprite|the apple, sorry, the Sprite"  # fmt: skip
    for reply in (*english.split("|"), "不是可乐，是雪碧", "不要可乐，要雪碧", "可乐，不，雪碧"):
        answer = meant(THREE, reply)
        assert (answer.kind, names(answer)) == ("chosen", {"sprite"}), reply
    assert meant(TWO, "not the cans").kind == "neither"


COKE_MOVED = LastMove(
    skill="move", name="coke", from_u=0.5, from_v=0.5, to_u=0.25, to_v=0.6, to_name="counter"
)


@pytest.mark.parametrize("reply", ["the other one", "the other", "the other drink", "not that one",
                                   "另一个", "另外那个", "不是那个", "不要这个"])  # fmt: skip
def test_the_other_one_needs_one_to_be_other_than(reply: str) -> None:
    assert meant(TWO, reply).noted == "unclear, which other"
    after = meant(TWO, reply, COKE_MOVED)
    assert (after.kind, names(after)) == ("excluded", {"sprite"})
    if "not" not in reply and "不" not in reply:
        assert meant(THREE, reply, COKE_MOVED).kind == "unclear"


SEVERAL = [
    ("both", "都要", TWO, {"coke", "sprite"}),
    ("both of them, please", "两个都要", TWO, {"coke", "sprite"}),
    ("the two of them", "两个都拿", TWO, {"coke", "sprite"}),
    ("I want both", "我都要", TWO, {"coke", "sprite"}),
    ("both drinks", "全部", TWO, {"coke", "sprite"}),
    ("put them both", "都给我", TWO, {"coke", "sprite"}),
    ("the Coke and the Sprite", "可乐和雪碧", TWO, {"coke", "sprite"}),
    ("all of them", "全都要", THREE, {"coke", "sprite", "apple"}),
    ("all three", "三个都要", THREE, {"coke", "sprite", "apple"}),
    ("1 and 3", "1和3", THREE, {"coke", "apple"}),
    ("the Coke and the apple", "可乐跟苹果", THREE, {"coke", "apple"}),
]


@pytest.mark.parametrize(("english", "chinese", "asked", "all_of_them"), SEVERAL)
def test_several_at_once(
    english: str, chinese: str, asked: tuple[Decision, Question], all_of_them: set[str]
) -> None:
    for reply in (english, chinese):
        answer = meant(asked, reply)
        assert (answer.kind, names(answer)) == ("both", all_of_them), reply
        assert len(answer.narrowed[0].values) == 1


def test_both_with_a_place_settles_the_place_too() -> None:
    for reply in ("both, into the top drawer", "put them both in the top drawer", "两个都放进上层抽屉"):
        answer = meant(TWO, reply)
        assert [item.factor for item in answer.narrowed] == ["thing", "destination"], reply
        assert answer.narrowed[1].values == ((KEY["top_drawer"],),)


@pytest.mark.parametrize("reply", ["both", "两个都要", "both drawers"])
def test_one_thing_goes_to_one_place(reply: str) -> None:
    assert meant(WHERE, reply).noted == "both, not together"


KINDS = [
    ("any", "you choose|either|whichever|I don't care|any one will do|either is fine|surprise me|pick one",
     "随便|你定|都行|你来选吧|哪个都可以|无所谓|随便哪个都行|你看着办|听你的"),
    ("cancel", "never mind|cancel|forget it|I changed my mind|don't bother|leave it alone|stop it|"
     "I don't want it anymore", "算了|不用了|取消吧|不想要了|我改主意了|别弄了|还是算了吧|当我没说"),
    ("neither", "neither|none of them|no|I don't want either", "都不是|都不要|两个都不要|不是"),
    ("command", "never mind, put the apple in the tray|I changed my mind, open the top drawer|"
     "bring me the spoon|forget that, bring me the spoon|no, put the apple in the tray|undo|"
     "actually, open the top drawer",
     "算了，把苹果放进托盘|把勺子给我|还是打开上层抽屉吧|改主意了，把勺子给我|不用了，打开上层抽屉|归位"),
    ("silence", "|   |...|!", "。|……|，"),
    ("why", "why?|why do you ask|how sure are you|what do you see", "为什么|为什么问我|你看到了什么|凭什么"),
    ("unclear", "asdf qwer|the pizza|the banana|the blue one|7|?|what?|I don't know|hm|yes|all right|"
     "that's right|the one|no lemon|not sure|not blue",
     "呃|香蕉|蓝色的|不知道|什么|九号|第九个|是的|不是蓝的"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "english", "chinese"), KINDS)
def test_replies_that_name_no_option(kind: str, english: str, chinese: str) -> None:
    for reply in (*english.split("|"), *chinese.split("|")):
        assert meant(TWO, reply).kind == kind, reply


def test_what_is_not_clear_is_told_apart() -> None:
    for reply, detail in (
        ("the fizzy one", "fits several"), ("有气的", "fits several"), ("the can", "fits several"),
        ("the banana", "not seen"), ("香蕉", "not seen"),
        ("5", "no such number"), ("第五个", "no such number"),
        ("asdf", ""),
    ):  # fmt: skip
        assert (meant(TWO, reply).kind, meant(TWO, reply).detail) == ("unclear", detail), reply
    for reply in ("前者", "the former", "前一个"):  # said of two
        assert meant(THREE, reply).kind == "unclear", reply


def test_a_change_of_mind_about_what_was_settled() -> None:
    for reply in ("actually, the apple", "苹果", "no, the apple"):
        answer = meant(WHERE, reply)
        assert (answer.noted, names(answer)) == ("chosen, revised", {"apple"}), reply
    # A neighbour, and what is settled already, are no change of mind.
    for reply in ("the one by the apple", "the Sprite"):
        assert meant(WHERE, reply).detail != "revised", reply


def test_a_confirmation_denied_by_pointing_is_an_exclusion() -> None:
    decision = Decision(kind="ask", reason="unsure", readings=(
        ScoredReading(reading=move("apple", "tray"), probability=0.6),))  # fmt: skip
    asked = decision, compose(decision, PERCEPTS, "en")
    for reply in ("not that one", "the other one", "not the red one", "不是那个", "另一个"):
        assert meant(asked, reply).noted == "excluded", reply
    for reply in ("not the green one", "both", "not the Coke"):
        assert meant(asked, reply).kind == "unclear", reply
    assert names(meant(asked, "not the apple, the Coke")) == {"coke"}


def test_verbs_are_answered_in_words() -> None:
    opened = Reading(entries=(Entry(verb="open", things=(KEY["top_drawer"],)),))
    closed = Reading(entries=(Entry(verb="close", things=(KEY["top_drawer"],)),))
    asked = ask((opened, 0.5), (closed, 0.5))
    assert asked[1].factor == "verb"
    for reply, index in (
        ("open", 1), ("shut it", 2), ("打开", 1), ("关上它", 2), ("not open", 2), ("不是打开", 2)
    ):  # fmt: skip
        answer = meant(asked, reply)
        assert answer.kind in ("chosen", "excluded") and answer.narrowed[0].values == ((index,),), reply


def test_on_it_or_beside_it_can_be_denied() -> None:
    on = move("apple", "tray")
    beside = Reading(entries=(on.entries[0].model_copy(update={"relation": "next_to"}),))
    asked = ask((on, 0.5), (beside, 0.5))
    for reply in ("not next to it", "不是旁边"):
        assert meant(asked, reply).narrowed[0].values == ((0,),), reply


def test_things_together_go_where_the_set_would_take_each() -> None:
    decision, _ = TWO
    both = together(decision.readings, [(KEY["coke"],), (KEY["sprite"],)])
    assert [[(e.things, e.destination) for e in item.reading.entries] for item in both] == [
        [((KEY["coke"],), KEY[place]), ((KEY["sprite"],), KEY[place])]
        for place in ("top_drawer", "bottom_drawer")
    ]
    assert sum(item.probability for item in both) == pytest.approx(1.0)
    # Each to a place of its own, where the set has none in common.
    own, _ = ask((move("coke", "recycling"), 0.5), (move("apple", "tray"), 0.5))
    (each,) = together(own.readings, [(KEY["coke"],), (KEY["apple"],)])
    assert {(e.things[0], e.destination) for e in each.reading.entries} == {
        (KEY["coke"], KEY["recycling"]), (KEY["apple"], KEY["tray"])}  # fmt: skip


def test_what_cannot_be_done_together_is_not() -> None:
    top, bottom = (
        Reading(entries=(Entry(verb="open", things=(KEY[d],)),)) for d in ("top_drawer", "bottom_drawer")
    )
    asked, _ = ask((top, 0.5), (bottom, 0.5))
    values = [(KEY["top_drawer"],), (KEY["bottom_drawer"],)]
    assert together(asked.readings, values) == []  # one drawer is open at a time
    in_hand = [Reading(entries=(Entry(verb="move", things=(KEY[t],)),)) for t in ("coke", "sprite")]
    held, _ = ask((in_hand[0], 0.5), (in_hand[1], 0.5))
    assert together(held.readings, [(KEY["coke"],), (KEY["sprite"],)]) == []  # the hand holds one thing


def test_there_is_room_for_one_thing_next_to_another() -> None:
    made = [move(thing, "tray").entries[0].model_copy(update={"relation": "next_to"}) for thing in
            ("coke", "sprite")]  # fmt: skip
    asked, _ = ask((Reading(entries=(made[0],)), 0.5), (Reading(entries=(made[1],)), 0.5))
    assert together(asked.readings, [(KEY["coke"],), (KEY["sprite"],)]) == []


def test_both_is_made_of_a_belief_read_anew() -> None:
    answer = meant(TWO, "both")
    belief = Belief(readings=TWO[0].readings, percepts=PERCEPTS, fingerprint="f")
    left = restrict(belief, answer.narrowed)
    assert all(len(item.reading.entries) == 2 for item in left.readings)
    assert sum(item.probability for item in left.readings) == pytest.approx(1.0)
