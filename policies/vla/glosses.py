"""Words as the English language model gets them, whatever language they are said in."""

from __future__ import annotations

from collections.abc import Sequence

from policies.types import Dialogue
from policies.vla.chinese import gloss, is_chinese
from scenes.catalogue import World
from scenes.spoken import in_english


def glossed(text: str, world: World = "kitchen") -> tuple[str, bool]:
    """A text in English words, and whether it was Chinese.

    Chinese becomes glosses in its own order, which the reader is trained on; Spanish and German become
    English sentences (``scenes.spoken``); anything else is left as it is.

    Args:
        world: whose things Chinese words may name.
    """
    if is_chinese(text):
        return gloss(text, world), True
    return in_english(text), False


def spoken(parts: Sequence[str], joint: str, world: World = "kitchen") -> tuple[str, bool]:
    """Several texts as one, each in its own language; with a Chinese one, all are cut as Chinese."""
    if any(is_chinese(part) for part in parts):
        return gloss(joint.join(parts), world), True
    return joint.join(in_english(part) for part in parts), False


def parts(dialogue: Dialogue) -> tuple[str, ...]:
    """The instruction and the answers after it."""
    return (dialogue.instruction, *(turn.answer for turn in dialogue.turns))
