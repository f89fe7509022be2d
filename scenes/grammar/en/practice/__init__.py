"""English for practice alone: further ways of saying what the grammar says, crossed into many.

None of them is in tuning or testing: those splits were drawn before these were written, and stay as they
are. They are here because a reader that has met each command in a few dozen frames takes every new frame
for a doubt about what is meant.
"""

from __future__ import annotations

from scenes.grammar.crossing import joined
from scenes.grammar.en.practice import asides, clauses, commands, needs, things, where
from scenes.grammar.en.practice.words import ADJECTIVES, DOES, NAMES, NOUNS

__all__ = ["ADJECTIVES", "DOES", "GROUPS", "NAMES", "NOUNS"]

GROUPS: dict[str, tuple[str, ...]] = joined(
    asides.GROUPS, clauses.GROUPS, commands.GROUPS, needs.GROUPS, things.GROUPS, where.GROUPS,
)
"""Blocks of forms by the name of their group."""
