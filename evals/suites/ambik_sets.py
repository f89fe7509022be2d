"""What an ambiguous task of AmbiK can mean, where its row says so in things that stand in the kitchen.

``variants`` has one option a line and ``user_intent`` the one that is meant. Both are written to be looked
for in a plan: ``|`` stands between spellings, a comma between what is needed together, a minus before what
must not be used, and many rows are about an action or a place ("wash", "fridge"). Only a set of several
single things that are named is one that a reader of the list can be held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evals.suites.ambik_rows import Row, same_words


class Known(NamedTuple):
    """Positions in a row's list of things."""

    valid: tuple[int, ...]
    intent: int


def known_set(row: Row) -> Known | None:
    """All a row's ambiguous task can mean and what is meant by it; None where the row does not say.

    There are at least two options, each one named thing and no two the same, and one of them is meant.
    """
    options = [line for line in re.split(r"[\r\n]+", row.variants) if line.strip()]
    found = [thing_of(option, row.named) for option in options]
    valid = tuple(at for at in found if at is not None)
    intent = thing_of(row.intent, row.named)
    if len(valid) < 2 or len(set(valid)) < len(options) or intent not in valid:
        return None
    return Known(tuple(sorted(valid)), intent)


def thing_of(option: str, named: Sequence[str]) -> int | None:
    """Position of the one thing that an option names; None where there is none, or it could be several.

    An option names a thing if all its words are among the thing's ("blue tea": "blue tea tins"), plural or
    not; of several such things the one with the fewest further words, if that is one alone.
    """
    if "," in option or option.strip().startswith("-"):
        return None
    spellings = [words for spelling in option.split("|") if (words := _stems(spelling))]
    further = {at: min(len(words - spelling) for spelling in fitting)
               for at, words in enumerate(map(_stems, named))
               if (fitting := [spelling for spelling in spellings if spelling <= words])}
    if not further:
        return None
    least = min(further.values())
    best = [at for at, more in further.items() if more == least]
    return best[0] if len(best) == 1 else None


def _stems(text: str) -> frozenset[str]:
    """Words without the ending of their plural."""
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word
                     for word in same_words(text).split())
