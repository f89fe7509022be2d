"""RT-2's text formats: the prompt that asks for an action, and the answer read back.

Formats from RT-2 (arXiv 2307.15818): ``Q: what action should the robot take to [instruction]? A:``
with eight integers as the answer, and the chain-of-thought form ``Instruction: ... Plan: ...
Action: ...``. The paper's first sample, ``1 128 91 241 5 101 127``, has seven integers where its own
layout has eight; a string like that is an error here and never motion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from policies.base import MalformedAction
from policies.codecs import check_tokens

ACTION_LENGTH = 8
MAX_TEXT = 4000
"""Longer action strings are refused unread: no honest answer comes near it."""


class ActionText(NamedTuple):
    """A parsed answer; ``instruction`` and ``plan`` are empty in the short form."""

    tokens: tuple[int, ...]
    instruction: str = ""
    plan: str = ""


_LABELS = re.compile(r"\b(Instruction|Plan|Action):", re.IGNORECASE)
_INTEGERS = re.compile(r"\s*(\d+(?:\s+\d+)*)\s*\.?\s*", re.ASCII)


def action_prompt(instruction: str) -> str:
    """RT-2's question for an action."""
    return f"Q: what action should the robot take to {instruction.strip().rstrip('.?!')}? A:"


def action_text(tokens: Sequence[int], instruction: str = "", plan: str = "") -> str:
    """Eight tokens as text; with an instruction or a plan, in the chain-of-thought form.

    Raises:
        MalformedAction: not eight integers in 0..255.
    """
    row = " ".join(str(token) for token in check_tokens(tokens, ACTION_LENGTH))
    if not (instruction or plan):
        return row
    return f"Instruction: {_sentence(instruction)} Plan: {_sentence(plan)} Action: {row}."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def parse_action_string(text: str) -> ActionText:
    """Read ``1 128 91 241 5 101 127 255`` or ``Instruction: ... Plan: ... Action: ... .``

    Raises:
        MalformedAction: anything but exactly eight integers 0..255 where the action stands (seven
            included), repeated labels, or other text around the integers. Nothing may be moved.
    """
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise MalformedAction(f"an action string is text of at most {MAX_TEXT} characters: nothing is moved")
    marks = list(_LABELS.finditer(text))
    parts: dict[str, str] = {}
    if marks:
        if text[:marks[0].start()].strip():
            raise MalformedAction(f"unexpected text before {marks[0].group()!r}: nothing is moved")
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            label = mark.group(1).lower()
            if label in parts:
                raise MalformedAction(f"{mark.group()!r} stands twice in an action string: nothing is moved")
            parts[label] = text[mark.end():following.start() if following else None].strip()
        if "action" not in parts:
            raise MalformedAction("an action string without 'Action:': nothing is moved")
    numbers = parts.get("action", text)
    match = _INTEGERS.fullmatch(numbers)
    if match is None:
        raise MalformedAction(f"not a row of integers: {numbers[:80]!r}: nothing is moved")
    words = match.group(1).split()
    if any(len(word) > 3 for word in words):
        longest = max(words, key=len)[:12]
        raise MalformedAction(f"action integers lie in 0..255, got {longest}: nothing is moved")
    return ActionText(check_tokens([int(word) for word in words], ACTION_LENGTH),
                      parts.get("instruction", ""), parts.get("plan", ""))
