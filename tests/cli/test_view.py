"""Events as lines: what a person reads while talking to the arm."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from agent import Asked, Done, Means, Outcome, Planned, Question, Refused, Said, Saw, Stepped
from agent.events import Likely
from agent.types import Option
from cli.view import View, meanings, probability, step_line
from policies.types import Plan, Reading

QUESTION = Question(
    factor="thing",
    kind="which",
    text="Which drink: the red Coke (1) or the green Sprite (2)?",
    options=(
        Option(number=1, text="the red Coke", keys=(0,)),
        Option(number=2, text="the green Sprite", keys=(1,)),
    ),
    language="en",
)
STEP = Stepped(
    step=3,
    skill="pick",
    skill_step=31,
    skill_limit=60,
    target="top_drawer",
    tokens=(0, 137, 121, 96, 128, 128, 140, 255),
    entropy_bits=1.0,
    limits=(),
    distance_m=0.12,
)


def said(*events: Any, terminal: bool = False, width: int = 80) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, color_system=None, width=width)
    view = View(console)
    for event in events:
        view.show(event)
    view.quiet()
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.26, ".26"), (0.999, "1.0"), (1.0, "1.0"), (0.001, "<.01"), (0.0, ".00")]
)
def test_probabilities_are_short(value: float, shown: str) -> None:
    assert probability(value) == shown


def test_meanings_beyond_the_first_few_are_counted() -> None:
    event = Means(readings=tuple(Likely(text=f"r{index}", probability=0.1) for index in range(9)))
    assert meanings(event, most=2) == "r0 .10 | r1 .10 | 7 more"


def test_a_step_shows_tokens_distance_and_how_to_stop() -> None:
    assert (
        step_line(STEP)
        == "pick top drawer  step 31/60    0 137 121  96 128 128 140 255  12 cm to go  (stop: Ctrl-C)"
    )


def test_limits_of_a_step_are_named() -> None:
    assert "limited: workspace" in step_line(STEP.model_copy(update={"limits": ("workspace",)}))


def test_a_question_names_its_frame_and_its_options() -> None:
    text = said(
        Saw(frames={"front": "ab.png"}, frame_path="/data/frames/ab.png", percepts=(), text="Coke, Sprite"),
        Asked(question=QUESTION),
    )
    assert "sees     Coke, Sprite   frame ab.png\n" in text
    assert "robot  › Which drink: the red Coke (1) or the green Sprite (2)?\n" in text
    assert "/data/frames/ab.png" in text


def test_a_refusal_is_said_once() -> None:
    words = "There is no Pepsi here."
    text = said(
        Refused(reason="none_of_these", text=words),
        Done(outcome=Outcome(reason="refused"), text=words, trace_id="abc-001"),
    )
    assert text.count(words) == 1 and "trace abc-001" in text


def test_the_end_tells_questions_steps_and_trace() -> None:
    outcome = Outcome(reason="terminated", steps=60, seconds=6.13, questions=2)
    text = said(Done(outcome=outcome, text="Done: the Sprite is in the top drawer.", trace_id="abc-001"))
    assert text == (
        "robot  › Done: the Sprite is in the top drawer. (2 questions, 60 steps, 6.1 s) trace abc-001\n"
    )


def test_a_plan_and_what_is_said_stand_on_their_own_lines() -> None:
    plan = Plan(reading=Reading(), steps=(), text="pick the Sprite", probability=0.93)
    assert said(Planned(plan=plan, text=plan.text), Said(text="[odd] markup")) == (
        "robot  › Plan: pick the Sprite  [.93]\nrobot  › [odd] markup\n"
    )


def test_steps_are_not_written_into_a_pipe() -> None:
    assert said(STEP) == ""


def test_long_lines_wrap_under_themselves_in_a_terminal() -> None:
    lines = said(Said(text="word " * 30), terminal=True, width=40).splitlines()
    assert len(lines) > 3 and lines[0].startswith("robot  › word")
    assert all(line.startswith(" " * 9 + "word") for line in lines[1:] if line.strip())


def test_chinese_keeps_inside_the_width() -> None:
    from rich.cells import cell_len

    lines = said(Said(text="请问您要哪一个饮料" * 8), terminal=True, width=40).splitlines()
    assert len(lines) > 3 and max(cell_len(line) for line in lines) <= 40
