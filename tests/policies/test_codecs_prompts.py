"""RT-2's text formats: what parses, and what must never become motion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.base import MalformedAction
from policies.prompts import action_prompt, action_text, parse_action_string


def test_the_seven_integer_sample_of_the_paper_is_an_error() -> None:
    with pytest.raises(MalformedAction, match="8 integers, got 7"):
        parse_action_string("1 128 91 241 5 101 127")


def test_the_chain_of_thought_sample_of_the_paper() -> None:
    parsed = parse_action_string("Instruction: I'm hungry. Plan: pick rxbar chocolate. "
                                 "Action: 1 128 124 136 121 158 111 255.")
    assert parsed.tokens == (1, 128, 124, 136, 121, 158, 111, 255)
    assert parsed.plan == "pick rxbar chocolate." and parsed.instruction == "I'm hungry."


@given(st.lists(st.integers(0, 255), min_size=8, max_size=8))
def test_written_rows_read_back(row: list[int]) -> None:
    assert parse_action_string(action_text(row)).tokens == tuple(row)
    long = action_text(row, "bring me the Coke", "pick the Coke")
    assert parse_action_string(long).tokens == tuple(row)


@pytest.mark.parametrize("text", [
    "", "   ", "hello", "1 2 3 4 5 6 7 8 9", "0 128 128 128 128 128 128 256", "0 128 -1 128 128 128 128 0",
    "0 128 1.5 128 128 128 128 0", "0 128 128 128 nan 128 128 0", "1e2 128 128 128 128 128 128 0",
    "0,128,128,128,128,128,128,0", "Plan: pick it.", "Action:", "Action: 1 2 3 4 5 6 7 8 and then 9",
    "Action: 1 2 3 4 5 6 7 8. Action: 1 2 3 4 5 6 7 8.", "move! Action: 1 2 3 4 5 6 7 8.",
    "0 128 128 128 128 128 128 99999999999999999999", "٠ 1 2 3 4 5 6 7", "0 " * 5000])
def test_malformed_text_is_an_error(text: str) -> None:
    with pytest.raises(MalformedAction):
        parse_action_string(text)


@given(st.text(max_size=60))
def test_no_text_gets_past_the_eight(text: str) -> None:
    try:
        parsed = parse_action_string(text)
    except MalformedAction:
        return
    assert len(parsed.tokens) == 8 and all(0 <= token <= 255 for token in parsed.tokens)


def test_prompt() -> None:
    assert action_prompt("bring me the Coke.") == \
        "Q: what action should the robot take to bring me the Coke? A:"
