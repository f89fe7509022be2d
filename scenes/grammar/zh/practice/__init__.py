"""Chinese for practice alone: further ways of saying what the grammar says, crossed into many.

Like ``scenes.grammar.en.practice``: in neither tuning nor testing, whose splits were drawn before.
"""

from __future__ import annotations

from scenes.grammar.crossing import joined
from scenes.grammar.zh.practice import asides, clauses, commands, needs, things, where
from scenes.grammar.zh.practice.words import ADJECTIVES, DOES, NAMES, NOUNS

__all__ = ["ADJECTIVES", "DOES", "GROUPS", "NAMES", "NOUNS"]

GROUPS: dict[str, tuple[str, ...]] = joined(
    asides.GROUPS, clauses.GROUPS, commands.GROUPS, needs.GROUPS, things.GROUPS, where.GROUPS,
)
"""Blocks of forms by the name of their group."""
