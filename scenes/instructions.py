"""Instructions with their exact meaning, clear or ambiguous, in English and Chinese.

The rules of meaning, from which every label follows:

- A command is ambiguous exactly when it is true of more than one reading; "a drink" and "the drink" alike.
- Only what the hand can carry is ever moved: "that thing" never means a bowl or a plate.
- "the drawer" and "a drawer" mean either drawer, open or not; to open or close one, only those that can be.
- "a bin" and "one of the bins" mean any of the three; "throw away", "bin it" and "in the trash" mean
  whichever bin is right for the thing. "Put away" and "the right place" are the first place of the
  catalogue's ``belongs`` that is here.
- What the catalogue's hazards forbid must not be done; where some of what fits is forbidden, the rest is
  what is meant.
- Sides are the user's, which are the front camera's, and pick among the things that fit the noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from scenes.commands import Command, TrueReading, judge, valid_readings
from scenes.drawing import MIX, Instruction, Source, Want, generate
from scenes.lexicon import Language
from scenes.pairs import contrast, pair, restate
from scenes.queries import Query, Referent
from scenes.reasons import reason, refusal

__all__ = ["MIX", "SEED_TEXTS", "Command", "Instruction", "Source", "TrueReading", "Want", "contrast", "generate",
           "judge", "pair", "reason", "restate", "seed_instruction", "valid_readings"]

SEED_TEXTS: dict[Language, str] = {"en": "put that thing in the right place", "zh": "把那个东西放到对的地方"}


def seed_instruction(referents: Sequence[Referent], language: Language) -> Instruction:
    """The command all this began with: any thing, to its own right place. Held out of training."""
    command = Command("move", Query(), "belongs")
    judgement = judge(command, referents)
    n = len(judgement.readings)
    why = (reason(command, judgement.readings[0], referents, language, n == 1) if n
           else refusal(command, judgement, referents, language))
    return Instruction(SEED_TEXTS[language], language, command, judgement.readings,
                       "refuse" if n == 0 else "act" if n == 1 else "ask", judgement.special,
                       "none" if n == 1 else "common-sense", why, f"{language}.seed", "belongs.pronoun")
