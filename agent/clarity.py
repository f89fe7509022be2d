"""What is said when an answer settles nothing: the hint, the shorter question, what stayed unclear."""

from __future__ import annotations

from collections.abc import Sequence

from agent.answers import Answer
from agent.explain import missing
from agent.language import detect, listed, mentioned
from agent.naming import phrase
from agent.types import Language, Question
from policies.types import Percept, Reading
from scenes.catalogue import world_of


def hint(
    answer: Answer, text: str, question: Question, percepts: Sequence[Percept], language: Language
) -> str:
    """Why an answer settles nothing, and the numbers that would: said before the question is asked again."""
    several = len(question.options) > 2
    english, chinese = {
        "fits several": (
            f"That is true of {'all of them' if several else 'both'}.",
            "这对它们都成立。" if several else "这两个都符合。",
        ),
        "which other": (
            "I named them side by side, so I cannot tell which one that leaves.",
            "我是并列说的，分不出剩下的是哪一个。",
        ),
        "no such number": ("There is no such number.", "没有这个编号。"),
        "not together": _not_together(question),
    }.get(answer.detail, ("I did not get that.", "我没听懂。"))
    line = english if language == "en" else chinese
    if answer.detail == "not seen":
        there = {percept.name for percept in percepts}
        absent = [name for name in mentioned(text, detect(text), world_of(there)) if name not in there]
        line = missing(absent[0], language) if absent else line
    return f"{line}{' ' if language == 'en' else ''}{_numbers(question, language)}"


def _not_together(question: Question) -> tuple[str, str]:
    if question.factor == "destination":
        return "It can go to one place only.", "只能放到一个地方。"
    if question.factor == "thing":
        return "I cannot do that with all of them, one after the other.", "这件事没法一个接一个都做。"
    return "It can only be one of these.", "只能是其中一种。"


def _numbers(question: Question, language: Language) -> str:
    if question.kind == "confirm":
        return "Please say yes or no." if language == "en" else "请回答“是”或“不是”。"
    said = [str(option.number) for option in question.options]
    if len(said) < 2:
        return f"Please answer {said[0]}, or name it." if language == "en" else f"请回答 {said[0]}。"
    if language == "en":
        return f"Please answer {listed(said, 'en', 'or')}, or name it."
    return f"请回答 {'、'.join(said[:-1])} 还是 {said[-1]}，或者说出它的名字。"


def shorter(question: Question) -> Question:
    """The same question in fewer words: its options and their numbers."""
    english = question.language == "en"
    if question.audit:
        return question
    if question.kind == "confirm":
        # What it names stays as it was: the thing, and the place it would go to.
        start, end = ("Do you mean ", ": yes (1) or no?") if english else ("你是说", "吗？是 (1)，还是不是？")
        body = question.text.removeprefix(start)
        tail = ": yes or no?" if english else "，对吗？"
        text = body.removesuffix(end) + tail
        return question.model_copy(update={"text": text[:1].upper() + text[1:]})
    words = [f"{option.text.removeprefix('the ')} ({option.number})" for option in question.options]
    text = f"{listed(words, 'en', 'or')}?" if english else f"{'、'.join(words[:-1])} 还是{words[-1]}？"
    return question.model_copy(update={"text": text[:1].upper() + text[1:]})


def unsettled(question: Question, silent: bool) -> str:
    """The refusal that says what was not clear, once asking has come to an end."""
    options = [option.text for option in question.options]
    meant = listed(options, question.language, "or")
    if question.language == "en":
        what = f"whether you mean {meant}"
        if silent:
            return f"You did not say {what}, so I do nothing."
        return f"I still cannot tell {what}, so I do nothing rather than guess. Say it again in other words?"
    what = f"是不是{meant}" if len(options) == 1 else f"是{meant}"
    if silent:
        return f"你没有说{what}，所以我不动。"
    return f"我还是分不清你指的{what}，与其乱猜不如不动。请换个说法再说一遍？"


def my_choice(reading: Reading, percepts: Sequence[Percept], language: Language) -> str:
    """What is chosen where the user leaves it open: "Then I choose the Sprite, to the top drawer." """
    entry = reading.entries[0]
    thing = listed([phrase(key, percepts, language) for key in entry.things], language)
    if entry.verb != "move":
        verb = {"open": ("open", "打开"), "close": ("close", "关上")}[entry.verb]
        return f"Then I choose to {verb[0]} {thing}." if language == "en" else f"那我选{verb[1]}{thing}。"
    if entry.destination is None:
        return f"Then I choose {thing}." if language == "en" else f"那我选{thing}。"
    place = phrase(entry.destination, percepts, language)
    if entry.relation == "next_to":
        place = f"next to {place}" if language == "en" else f"{place}旁边"
    elif language == "en":
        place = f"to {place}"
    return f"Then I choose {thing}, {place}." if language == "en" else f"那我选{thing}，放到{place}。"
