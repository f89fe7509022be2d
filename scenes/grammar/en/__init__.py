"""English: frames of commands, forms of noun phrases and of destinations.

Slots: ``{t}`` the thing's noun phrase, ``{d}`` the destination with its preposition, ``{n}`` a noun,
``{adj}`` an adjective, ``{x}`` a neighbour, ``{k}`` ``{k2}`` names of kinds, ``{vp}`` a purpose. Words that
agree with their noun are ``{that}`` ``{this}`` ``{a}`` ``{is}`` ``{isnt}``. Options say which noun phrases fit:
``def`` (the Coke), ``indef`` (a Coke), ``bare`` (Coke).
"""

from __future__ import annotations

from scenes.forms import Grammar
from scenes.grammar.en import clauses, commands, destinations, needs, practice, refusals, things, where

__all__ = ["ENGLISH"]

ENGLISH = Grammar("en", {
    **commands.GROUPS, **clauses.GROUPS, **needs.GROUPS, **things.GROUPS, **where.GROUPS,
    **destinations.GROUPS, **refusals.GROUPS,
}, practice.GROUPS)
