"""Noun phrases by name, kind, property and purpose, Chinese, for practice alone."""

from __future__ import annotations

KIND_MORE = """
那边那{m}{n} | def
桌子上的{n} | def
面前的{n} | def
你看到的{n} | def
放着的{n} | def
这边的{n} | def
随便一{m}{n} | indef
任意一{m}{n} | indef
{n}一{m} | indef
"""

CATEGORY_MORE = """
那边那{m}{n} | def
桌子上的{n} | def
面前的{n} | def
这边的{n} | def
随便一{m}{n} | indef
任意一{m}{n} | indef
某{m}{n} | indef
随便什么{n} | indef
"""

PRONOUN_MORE = """
桌子上那个 | def
那边的东西 | def
这边那个东西 | def
你面前的东西 | def
那一个 | def
随便一个 | indef
随便一样东西 | indef
其中一样 | indef def
"""

ADJ_ONE_MORE = """
{adj}的那一个 | def
那边{adj}的 | def
那个是{adj}的 | def
{adj}的那件 | def
随便一个{adj}的 | indef
任何{adj}的东西 | indef
一样{adj}的东西 | indef
"""

ADJ_ONE_DOES = """
{does}的那个 | def does
那个{does}的 | def does
{does}的东西 | def does
一样{does}的东西 | indef does
随便什么{does}的 | indef does
{does}的就行 | indef does
"""

ADJ_NOUN_DOES = """
{does}的{n} | def does
那{m}{does}的{n} | def does
一{m}{does}的{n} | indef does
随便哪{m}{does}的{n} | indef does
"""

TWO_ONE = """
{adj}的{adj2}的那个 | def
那个{adj2}又{adj}的 | def
又{adj}又{adj2}的那个 | def
{adj2}的、{adj}的那样 | def
一个{adj2}又{adj}的 | indef
{adj2}的那个，{does}的 | def does
那个{adj2}的，{does} | def does
"""

ADJ_NOUN_MORE = """
那边那{m}{adj}的{n} | def
桌子上{adj}的{n} | def
那{m}{n}，{adj}的 | def
{n}里{adj}的那{m} | def
随便一{m}{adj}的{n} | indef
任意一{m}{adj}的{n} | indef
{n}，要{adj}的 | indef def
"""

NEGATION_MORE = """
一{m}{n}，不要{adj}的 | indef trait
{n}里不{adj}的那{m} | def trait
随便一{m}不{adj}的{n} | indef trait
那{m}不是{adj}的{n} | def colour
随便一{m}不是{adj}的{n} | indef colour
一{m}不带{adj}的{n} | indef colour
那{m}{n}，不是{adj}的那{m} | def
{n}，可别是{adj}的 | def indef
除了{adj}的，另外那{m}{n} | def
"""

BUT_MORE = """
什么{n}都行，{k}就别了 | indef
{n}随便哪{m}，{k}不要 | indef
随便一{m}{n}，只要不是{k} | indef
{k}之外的{n} | def
一{m}{k}之外的{n} | indef
别的{n}，不要{k} | indef
除了{k}的那{m}{n} | def
另外那{m}{n}（{k}我还要用） | def
{n}，不是{k}，是另外的 | def
不是{k}的那{m}{n} | def
"""

BUT_ANY_MORE = """
{k}之外的东西 | indef
除了{k}随便什么 | indef
一样不是{k}的东西 | indef
"""

EITHER_MORE = """
{k}还是{k2}都行，其中一个 | def indef
要么{k}要么{k2} | def indef
{k}、{k2}中的一个 | def indef
{k}或者是{k2} | def indef
"""

TWO_MORE = """
既{adj}又{adj2}的{n} | def
{adj}、{adj2}的{n} | def
那{m}{adj2}又{adj}的{n} | def
一{m}又{adj}又{adj2}的{n} | indef
"""

PURPOSE_MORE = """
一个可以{vp}的 | indef
一个用来{vp}的东西 | indef
{vp}要用的东西 | def
{vp}用的那个 | def
可以拿来{vp}的东西 | def indef
随便什么能{vp}的 | indef
"""

EMPTY_MORE = """
空掉的{n} | def
喝光的{n} | def
那个空掉的{n} | def
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "np.kind": (KIND_MORE,),
    "np.category": (CATEGORY_MORE,),
    "np.pronoun": (PRONOUN_MORE,),
    "np.adj_one": (ADJ_ONE_MORE, ADJ_ONE_DOES),
    "np.adj_noun": (ADJ_NOUN_MORE, ADJ_NOUN_DOES),
    "np.two_one": (TWO_ONE,),
    "np.negation": (NEGATION_MORE,),
    "np.but": (BUT_MORE,),
    "np.but_any": (BUT_ANY_MORE,),
    "np.either": (EITHER_MORE,),
    "np.two": (TWO_MORE,),
    "np.purpose": (PURPOSE_MORE,),
    "np.empty": (EMPTY_MORE,),
}
"""Blocks of forms by the name of their group."""
