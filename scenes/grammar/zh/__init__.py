"""Chinese: frames of commands, forms of noun phrases and of destinations.

Slots as in English; ``{m}`` is the measure word of the noun, ``{adj}`` an adjective without its 的. Modes:
``def`` (那罐可乐), ``indef`` (一罐可乐), ``mc`` (measure word and noun alone, as after 来: 罐可乐).
"""

from __future__ import annotations

from scenes.forms import Grammar
from scenes.grammar.zh import clauses, commands, destinations, needs, practice, refusals, things, where

__all__ = ["CHINESE"]

CHINESE = Grammar("zh", {
    **commands.GROUPS, **clauses.GROUPS, **needs.GROUPS, **things.GROUPS, **where.GROUPS,
    **destinations.GROUPS, **refusals.GROUPS,
}, practice.GROUPS)
