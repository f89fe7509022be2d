"""The question about the motion, how its answers are understood, and the words of "why?"."""

from __future__ import annotations

import pytest

from agent.motion_question import compose, understand, why
from agent.types import Doubt
from policies.types import Step


def step(skill: str, target: str) -> Step:
    return Step(skill=skill, u=0.5, v=0.5, target=target)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("skill", "target", "en", "zh"),
    [
        ("pick", "coke", "how to pick up the Coke.", "怎么拿可口可乐。"),
        ("place", "sink", "how to put it down at the sink.", "怎么把它放到水槽。"),
        ("open", "top_drawer", "how to open the top drawer.", "怎么打开"),
        ("place", "counter", "at the counter.", "放到台面。"),
    ],
)
def test_it_names_the_skill_and_three_ways_on(skill: str, target: str, en: str, zh: str) -> None:
    question = compose(step(skill, target), "en")
    assert en in question.text and "go on (1), try again (2) or stop here (3)?" in question.text
    chinese = compose(step(skill, target), "zh")
    assert zh in chinese.text and chinese.text.endswith("继续 (1)、再试一次 (2) 还是停在这里 (3)？")
    assert question.factor == "motion" and [option.number for option in question.options] == [1, 2, 3]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("go_on", "1|the first one|go on|Go on, please.|continue|just do it|继续|继续吧|接着做|第一个"),
        ("again", "2|try again|once more|retry|look again|you decide|再试一次|重试|再来一次|随便|2号"),
        ("stop", "3|stop|stop here|never mind|leave it|no|neither|停|停在这里|算了|别继续|不|the last one"),
        ("command", "put the apple in the tray|undo|never mind, bring me the apple|把苹果放到水槽里|撤销"),
        ("why", "why?|how sure are you|为什么"),
        ("silence", "| . |"),
        ("unclear", "yes|ok|the Coke|7|asdf|可乐|好的|?"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_answers_by_number_and_in_words_of_either_language(said: str, meant: str, language: str) -> None:
    question = compose(step("pick", "coke"), language)  # type: ignore[arg-type]
    assert {text: understand(text, question) for text in meant.split("|")} == dict.fromkeys(
        meant.split("|"), said
    )


def test_why_tells_value_threshold_and_where_that_comes_from() -> None:
    doubt = Doubt(bits=6.125, threshold=5.5, asks=True)
    plain = why(doubt, 10, None, "en")
    assert "6.12 bits" in plain and "above 5.50" in plain and "last 10 steps" in plain
    assert "no calibrated number" in plain and "at most 5%" in why(doubt, 10, 0.05, "en")
    assert "没有校准过" in why(doubt, 10, None, "zh") and "最多 5%" in why(doubt, 10, 0.05, "zh")
