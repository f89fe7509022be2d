"""Whole turns after answers of every kind: what is asked again, what is done, what is refused and written."""

from __future__ import annotations

import pytest

from agent import Agent, Asked, Rule, Said, Turn
from agent.tracing.tables import QuestionRow
from tests.agent.tabletop import Body, TablePolicy, TableScene, make, standard

ENGLISH, CHINESE = "put that drink in the drawer", "把那个饮料放进抽屉"


def told(*texts: str, **beliefs: dict[tuple[str, str | None] | str, float]) -> tuple[TableScene, Agent, Turn]:
    scene, policy = make({key.replace("_", " "): weights for key, weights in beliefs.items()})
    agent = Agent(scene, policy)
    for text in texts:
        turn = agent.tell(text)
    return scene, agent, turn


def said(turn: Turn) -> str:
    return " ".join(event.text for event in turn.events if isinstance(event, Said))


def noted(agent: Agent, turn: Turn) -> list[tuple[str | None, str | None]]:
    return [(row.answer, row.answer_kind) for row in agent.store.rows(QuestionRow, turn_id=turn.id)]


def at(scene: TableScene, name: str, place: str) -> bool:
    thing, where = scene.body(name), scene.body(place)
    return abs(thing.u - where.u) < 0.02 and abs(thing.v - where.v) < 0.02


@pytest.mark.parametrize(
    ("command", "both", "place", "done"),
    [
        (ENGLISH, "both", "top", "Done: the Coke and the Sprite are in the top drawer."),
        (CHINESE, "两个都要", "上面的", "完成：可口可乐和雪碧在上层抽屉里。"),
    ],
)
def test_both_are_done_one_after_the_other(command: str, both: str, place: str, done: str) -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell(command)
    asked = agent.tell(both)
    assert asked.question is not None and asked.question.factor == "destination" and not scene.arm.sent
    turn = agent.tell(place)
    assert turn.text == done
    assert at(scene, "coke", "top_drawer") and at(scene, "sprite", "top_drawer")
    assert not at(scene, "apple", "top_drawer")
    # The drawer is opened once, and left open.
    assert turn.plan is not None and scene.body("top_drawer").is_open
    assert [step.skill for step in turn.plan.steps] == ["open", "pick", "place", "pick", "place"]
    assert noted(agent, turn) == [(both, "both"), (place, "chosen")]


def test_each_of_both_to_its_own_place() -> None:
    scene, _, turn = told("tidy up", "both", tidy_up={("apple", "tray"): 0.5, ("sprite", "top_drawer"): 0.5})
    assert turn.outcome is not None and turn.outcome.reason == "terminated"
    assert at(scene, "apple", "tray") and at(scene, "sprite", "top_drawer")


def test_a_pick_tried_again_does_not_do_the_first_thing_again() -> None:
    scene, policy = make()
    agent = Agent(scene, policy)
    agent.tell(ENGLISH)
    agent.tell("both")
    placed: list[int] = []

    def slip(scene: TableScene, sent: int) -> None:
        if not placed and scene.arm.held is None and at(scene, "coke", "top_drawer"):
            placed.append(sent)
            scene.arm.slippery = 1  # the next grip closes on nothing

    scene.after_send = slip
    turn = agent.tell("top")
    assert placed and turn.outcome is not None and turn.outcome.reason == "terminated"
    assert at(scene, "coke", "top_drawer") and at(scene, "sprite", "top_drawer")
    picked = [step.target for step in policy.actor.begun if step.skill == "pick"]
    assert picked == ["coke", "sprite", "sprite"]
    assert scene.body("top_drawer").is_open
    assert turn.text == "Done: the Coke and the Sprite are in the top drawer."


def test_nothing_is_done_with_both_where_one_of_them_is_forbidden() -> None:
    scene, _, turn = told("warm it", "the apple and the Coke",
                          warm_it={("apple", "microwave"): 0.5, ("coke", "tray"): 0.5})  # fmt: skip
    assert turn.outcome is not None
    scene, _, turn = told("warm it", "both, in the microwave",
                          warm_it={("apple", "tray"): 0.5, ("coke", "tray"): 0.5})  # fmt: skip
    assert turn.decision is not None and turn.decision.reason == "hazard" and not scene.arm.sent


@pytest.mark.parametrize(("command", "both", "hint"), [
    (ENGLISH, "both", "one place only. Please answer 1 or 2"), (CHINESE, "两个都要", "只能放到一个地方"),
])  # fmt: skip
def test_both_places_for_one_thing_are_asked_about_again(command: str, both: str, hint: str) -> None:
    scene, agent, turn = told(command, "1", both)
    assert hint in said(turn) and turn.question is not None and turn.question.factor == "destination"
    assert noted(agent, turn)[1] == (both, "both, not together")
    end = agent.tell(both)
    assert end.decision is not None and end.decision.reason == "too_many_questions" and not scene.arm.sent


def test_both_drawers_cannot_be_open() -> None:
    scene, _, turn = told("open it", "both", open_it={"open top_drawer": 0.5, "open bottom_drawer": 0.5})
    assert "one after the other" in said(turn) and turn.question is not None and not scene.arm.sent


@pytest.mark.parametrize(("reply", "words"), [
    ("you choose", "Then I choose the Coke, to the hand-over tray."),
    ("I don't care", "I choose the Coke"), ("随便", "I choose the Coke"),
])  # fmt: skip
def test_what_is_left_open_is_chosen_and_said(reply: str, words: str) -> None:
    scene, agent, turn = told("that one", reply, that_one={("coke", "tray"): 0.6, ("sprite", "tray"): 0.4})
    assert words in said(turn) and at(scene, "coke", "tray")
    assert noted(agent, turn) == [(reply, "any")]


@pytest.mark.parametrize("reply", ["the other one", "另一个"])
def test_the_other_one_is_other_than_the_last(reply: str) -> None:
    scene, agent, turn = told(
        "that one", "the Coke", "and now", reply,
        that_one={("coke", "tray"): 0.5, ("sprite", "tray"): 0.5},
        and_now={("coke", "top_drawer"): 0.5, ("sprite", "top_drawer"): 0.5},
    )  # fmt: skip
    assert at(scene, "sprite", "top_drawer") and at(scene, "coke", "tray")
    assert noted(agent, turn) == [(reply, "excluded")]


def test_the_other_of_two_named_side_by_side_is_not_guessed() -> None:
    scene, agent, turn = told(ENGLISH, "the other one")
    assert "side by side" in said(turn) and turn.question is not None and not scene.arm.sent
    assert noted(agent, turn)[0] == ("the other one", "unclear, which other")


@pytest.mark.parametrize("reply", ["not the red one", "anything but the Coke", "不要红的"])
def test_with_two_left_the_other_is_meant(reply: str) -> None:
    scene, agent, turn = told("that one", reply, that_one={("coke", "tray"): 0.6, ("sprite", "tray"): 0.4})
    assert turn.text == "Done: the Sprite is in the hand-over tray." and at(scene, "sprite", "tray")
    assert noted(agent, turn) == [(reply, "excluded")]


def test_with_more_left_it_is_asked_among_them() -> None:
    weights: dict[tuple[str, str | None] | str, float] = {
        ("coke", "tray"): 0.4, ("sprite", "tray"): 0.3, ("apple", "tray"): 0.3}  # fmt: skip
    _, _, turn = told("that one", "not the Coke", that_one=weights)
    assert turn.question is not None and turn.text == "Which one: the Sprite (1) or the apple (2)?"


def test_a_confirmed_thing_denied_is_not_replaced_by_a_guess() -> None:
    for reply in ("not that one", "the other one", "不是那个"):
        scene, _, turn = told("put it away", reply)
        assert turn.question is not None or turn.decision is not None and turn.decision.kind == "refuse"
        assert not scene.arm.sent


@pytest.mark.parametrize(("command", "first", "shorter", "end"), [
    (ENGLISH, "Which drink: the Coke (1) or the Sprite (2)?", "Coke (1) or Sprite (2)?",
     "You did not say whether you mean the Coke or the Sprite, so I do nothing."),
    (CHINESE, "哪个饮料：可口可乐 (1) 还是雪碧 (2)？", "可口可乐 (1) 还是雪碧 (2)？",
     "你没有说是可口可乐还是雪碧，所以我不动。"),
    ("put it away", "Do you mean the apple, to the hand-over tray: yes (1) or no?",
     "The apple, to the hand-over tray: yes or no?",
     "You did not say whether you mean the apple, so I do nothing."),
])  # fmt: skip
def test_silence_is_asked_once_more_and_shorter(command: str, first: str, shorter: str, end: str) -> None:
    scene, agent, turn = told(command)
    assert turn.text == first
    again = agent.tell("")
    assert again.text == shorter and len(shorter) < len(first) and said(again) == ""
    last = agent.tell("  ")
    assert last.question is None and last.text == end and not scene.arm.sent
    assert last.decision is not None and last.decision.reason == "no_answer" and last.decision.readings
    assert noted(agent, last) == [("", "silence"), ("  ", "silence")]


def test_the_shorter_question_is_answered_like_the_first() -> None:
    for replies in (("", "2"), ("", "the green one"), ("", "不要红的")):
        scene, _, turn = told("that one", *replies, that_one={("coke", "tray"): 0.6, ("sprite", "tray"): 0.4})
        assert at(scene, "sprite", "tray"), replies


@pytest.mark.parametrize(("command", "reply", "hint", "end"), [
    (ENGLISH, "asdf", "I did not get that. Please answer 1 or 2, or name it.",
     "I still cannot tell whether you mean the Coke or the Sprite"),
    (ENGLISH, "the banana", "I do not see a banana here. Please answer 1 or 2", "the Coke or the Sprite"),
    (ENGLISH, "the fizzy one", "That is true of both.", "the Coke or the Sprite"),
    (ENGLISH, "9", "There is no such number. Please answer 1 or 2", "the Coke or the Sprite"),
    (CHINESE, "呃呃", "我没听懂。请回答 1 还是 2", "我还是分不清你指的是可口可乐还是雪碧"),
    (CHINESE, "香蕉", "我没看到香蕉。请回答 1 还是 2", "可口可乐还是雪碧"),
    ("put it away", "asdf", "Please say yes or no.", "whether you mean the apple"),
])  # fmt: skip
def test_what_is_not_understood_is_asked_again_with_the_numbers_and_never_guessed(
    command: str, reply: str, hint: str, end: str
) -> None:
    scene, agent, first = told(command)
    again = agent.tell(reply)
    assert hint in said(again) and again.question == first.question
    assert [event.repeated for event in again.events if isinstance(event, Asked)] == [True]
    last = agent.tell(reply)
    assert last.question is None and end in last.text and not scene.arm.sent
    assert last.decision is not None and last.decision.reason == "too_many_questions"


def test_when_questions_run_out_it_says_what_was_not_clear() -> None:
    scene, policy = make()
    agent = Agent(scene, policy, rule=Rule(max_questions=1))
    agent.tell(ENGLISH)
    turn = agent.tell("1")
    assert "whether you mean the top drawer or the bottom drawer" in turn.text and not scene.arm.sent


@pytest.mark.parametrize(("command", "reply", "words"), [
    (ENGLISH, "never mind", "you took it back"), (ENGLISH, "I changed my mind", "you took it back"),
    (CHINESE, "算了", "你不要了"), (CHINESE, "不用了", "你不要了"),
])  # fmt: skip
def test_taking_it_back_ends_the_turn(command: str, reply: str, words: str) -> None:
    scene, agent, turn = told(command, reply)
    assert words in turn.text and not scene.arm.sent
    assert turn.outcome is not None and turn.outcome.reason == "cancelled"
    assert turn.decision is not None and turn.decision.reason == "cancelled"
    assert noted(agent, turn) == [(reply, "cancel")]


@pytest.mark.parametrize(("command", "reply", "new"), [
    (ENGLISH, "bring me the Coke", "bring me the Coke"),
    (ENGLISH, "Never mind, bring me the Coke", "bring me the Coke"),
    (CHINESE, "算了，把可乐拿给我", "把可乐拿给我"),
])  # fmt: skip
def test_another_command_starts_its_own_turn(command: str, reply: str, new: str) -> None:
    scene, agent, turn = told(command, reply)
    assert turn.instruction == new and at(scene, "coke", "tray")
    abandoned = agent.store.list_turns()[-1]
    assert (abandoned["instruction"], abandoned["reason"]) == (command, "superseded")
    rows = agent.store.rows(QuestionRow, turn_id=abandoned["id"])
    assert [(row.answer, row.answer_kind) for row in rows] == [(reply, "command")]


def test_a_change_of_mind_about_the_thing_when_asked_for_the_place() -> None:
    scene, agent, turn = told(ENGLISH, "the Sprite", "actually, the Coke", "top")
    assert turn.text == "Done: the Coke is in the top drawer."
    assert noted(agent, turn)[1] == ("actually, the Coke", "chosen, revised")


def test_why_tells_what_was_seen_the_shares_and_the_threshold() -> None:
    ratio, confirmed = f"{Rule().plausible_ratio:.0%}", f"{Rule().confirm_share:.0%}"
    for command, why, parts in (
        (ENGLISH, "why?", ("I see Coke, Sprite, apple", ".49", ".51", ratio)),
        (CHINESE, "为什么", ("我看到：可口可乐、雪碧、苹果", ".49", ".51", ratio)),
        ("put it away", "why?", ("I see Coke", ".50", confirmed)),
    ):
        _, _, turn = told(command, why)
        assert all(part in said(turn) for part in parts), said(turn)
        assert turn.question is not None


def another_in_front(scene: TableScene) -> None:
    """A new thing that is seen first, so that everything else has another key than when it was asked."""
    scene.bodies.insert(0, Body("spoon", 0.45, 0.85))


def test_an_answer_is_about_what_was_asked_though_the_counter_changed() -> None:
    scene, policy = make({"that one": {("coke", "tray"): 0.5, ("sprite", "tray"): 0.5}})
    agent = Agent(scene, policy)
    agent.tell("that one")
    another_in_front(scene)
    agent.tell("2")
    assert at(scene, "sprite", "tray") and not at(scene, "coke", "tray")


def test_an_answer_that_names_what_has_gone_moves_nothing() -> None:
    for reply in ("1", "asdf", ""):
        scene, policy = make({"that one": {("coke", "tray"): 0.5, ("sprite", "tray"): 0.5}})
        agent = Agent(scene, policy)
        agent.tell("that one")
        scene.bodies.remove(scene.body("coke"))
        turn = agent.tell(reply)
        assert turn.decision is not None and turn.decision.reason == "changed_meanwhile", reply
        assert not scene.arm.sent
    scene, policy = make({"that one": {("coke", "tray"): 0.5, ("sprite", "tray"): 0.5}})
    agent = Agent(scene, policy)
    agent.tell("that one")
    scene.bodies.remove(scene.body("coke"))
    agent.tell("2")
    assert at(scene, "sprite", "tray")


def policy_with(bodies: list[Body]) -> tuple[TableScene, TablePolicy]:
    return make(bodies=bodies)


def test_no_question_names_what_is_not_seen() -> None:
    scene, policy = policy_with([body for body in standard() if body.name != "sprite"])
    turn = Agent(scene, policy).tell(ENGLISH)
    assert turn.question is not None and "Sprite" not in turn.question.text
