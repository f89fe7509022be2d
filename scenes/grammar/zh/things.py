"""Noun phrases of things by name, kind, property, purpose, and by what they are not."""

from __future__ import annotations

KIND = """
*{n} | def
*那{m}{n} | def
*一{m}{n} | indef
*{m}{n} | mc
*这{m}{n} | def
桌上的{n} | def
那边的{n} | def
我的{n} | def
台面上那{m}{n} | def
!桌子上面那{m}{n} | def
!你面前的{n} | def
!桌上的一{m}{n} | indef
!{m}桌上的{n} | mc
那{m}{colour}的{n} | def colour
{colour}的{n} | def colour
*其中一{m}{n} | indef twin def
那些{n}里的一{m} | indef twin def
!那几{m}{n}中的一{m} | indef twin def
"""

CATEGORY = """
*{n} | def
*那{m}{n} | def
*一{m}{n} | indef
*{m}{n} | mc
*这{m}{n} | def
桌上的{n} | def
那边的{n} | def
台面上那{m}{n} | def
!桌子上面那{m}{n} | def
!你面前的{n} | def
!桌上的一{m}{n} | indef
!{m}桌上的{n} | mc
点{n} | indef eat
其中一{m}{n} | indef def
我的{n} | def
"""

PRONOUN = """
*那个 | def
*这个 | def
*那个东西 | def
*这个东西 | def
*它 | def
*一个东西 | indef
*个东西 | mc
那玩意儿 | def
这玩意儿 | def
那样东西 | def
那件东西 | def
这件东西 | def
样东西 | mc
!桌上那样东西 | def
!那边那个东西 | def
!一样东西 | indef
其中一个 | indef def
"""

ADJ_ONE = """
*{adj}的那个 | def
*那个{adj}的 | def
*{adj}的 | def
*{adj}的东西 | def
*一个{adj}的 | indef
*个{adj}的 | mc
这个{adj}的 | def
那个{adj}的东西 | def
{adj}的那样 | def
一个{adj}的东西 | indef
!看着{adj}的那个 | def
!那样{adj}的东西 | def
!一样{adj}的 | indef
样{adj}的东西 | mc
桌上{adj}的那个 | def
"""

ADJ_NOUN = """
*{adj}的{n} | def
*那{m}{adj}的{n} | def
*一{m}{adj}的{n} | indef
*{m}{adj}的{n} | mc
*{adj}的那{m}{n} | def
这{m}{adj}的{n} | def
桌上那{m}{adj}的{n} | def
桌上{adj}的{n} | def
{n}，{adj}的那{m} | def
!那边{adj}的{n} | def
!{adj}的那个{n} | def
!一{m}比较{adj}的{n} | indef trait
!{m}桌上{adj}的{n} | mc
点{adj}的{n} | indef eat trait
"""

NEGATION = """
*不{adj}的{n} | def
*那{m}不{adj}的{n} | def
*一{m}不{adj}的{n} | indef
*{m}不{adj}的{n} | mc
不是{adj}的{n} | def colour
不是{adj}的那{m}{n} | def colour
一{m}不是{adj}的{n} | indef colour
*不是{adj}的{n}里的一{m} | indef colour
不怎么{adj}的{n} | def trait
!没那么{adj}的{n} | def trait
!一{m}别太{adj}的{n} | indef trait
!并不{adj}的那{m}{n} | def trait
!并非{adj}的那{m}{n} | def colour
!一{m}除了{adj}以外的{n} | indef colour
{n}，但不要{adj}的 | indef def colour trait
"""

BUT = """
*一{m}除了{k}以外的{n} | indef
*{m}除了{k}以外的{n} | mc
*一{m}不是{k}的{n} | indef
*不是{k}的那{m}{n} | def
{k}以外的那{m}{n} | def
一{m}{n}，但不要{k} | indef
{m}{n}，别拿{k} | mc
!一{m}{n}，{k}除外 | indef
!除去{k}的那{m}{n} | def
那{m}不是{k}的{n} | def
{m}不是{k}的{n} | mc
"""

BUT_ANY = """
*一个除了{k}以外的东西 | indef
*个{k}以外的东西 | mc
*不是{k}的那个 | def
一个不是{k}的东西 | indef
{k}以外的一样东西 | indef
!一样别的，{k}除外 | indef
!不是{k}的那样东西 | def
样不是{k}的东西 | mc
"""

EITHER = """
*{k}或者{k2} | def indef
*{k}或{k2} | def indef
{k}和{k2}里的一个 | def indef
!{k}要么{k2} | def indef
{k}跟{k2}其中一个 | def indef
"""

TWO = """
*{adj}的{adj2}的{n} | def
*那{m}{adj}的{adj2}的{n} | def
*一{m}{adj}的{adj2}的{n} | indef
{adj2}的、{adj}的{n} | def
!{adj}而且{adj2}的{n} | def
!一{m}{adj}而且{adj2}的{n} | indef
又{adj}又是{adj2}的{n} | def
"""

PURPOSE = """
*一个能{vp}的东西 | indef
*个能{vp}的东西 | mc
*能{vp}的东西 | def
*用来{vp}的东西 | def
可以{vp}的那个 | def
一样可以{vp}的东西 | indef
能用来{vp}的那个东西 | def
样能{vp}的 | mc
!{vp}用得上的那样东西 | def
!一样{vp}用得上的东西 | indef
"""

PURPOSE_VERBS = {
    "wake_up": ("提神", "让人清醒"),
    "wipe": ("擦桌子", "擦水", "洗碗", "擦台面"),
    "drive_nail": ("钉钉子", "敲钉子", "砸钉子"),
    "drive_screw": ("拧螺丝", "卸螺丝"),
    "cut": ("剪纸", "剪绳子", "剪开包装"),
    "hold_drink": ("盛水喝", "倒茶喝"),
    "stir": ("搅咖啡", "搅拌", "搅汤"),
    "call": ("打电话", "发短信"),
    "eat_soup": ("喝汤", "舀汤"),
    "flavour_water": ("给水调味", "给水加酸味"),
    "quench_thirst": ("解渴",),
}

WHOLE_NEGATION = """
*我想要{n}，但是不要{adj}的
*来{m}{n}，别太{adj} | trait
*我不想要{adj}的，给我拿{m}别的{n}
我不喜欢{adj}的，给我{m}{n}
{adj}的我不能吃，给我换{m}{n}
{n}来一{m}，{adj}的不要
!不要{adj}的，{n}给我来一{m}
!{adj}的就算了，帮我找{m}{n}
"""

WHOLE_BUT = """
*我想要{m}{n}，但不要{k}
*我已经有{k}了，给我拿{m}别的{n}
我不要{k}，给我别的{n}
{k}我吃腻了，换{m}别的{n}
我对{k}过敏，给我{m}别的{n}
!{k}就免了，给我来{m}其他的{n}
!别给我{k}，拿{m}另外的{n}来
"""

EMPTY = """
*空的{n} | def
*那个空{n} | def
*空{n} | def
那个空的{n} | def
这个空了的{n} | def
已经空了的{n} | def
!里面没东西了的{n} | def
"""

GROUPS = {
    "np.kind": KIND,
    "np.category": CATEGORY,
    "np.pronoun": PRONOUN,
    "np.adj_one": ADJ_ONE,
    "np.adj_noun": ADJ_NOUN,
    "np.negation": NEGATION,
    "np.but": BUT,
    "np.but_any": BUT_ANY,
    "np.either": EITHER,
    "np.two": TWO,
    "np.purpose": PURPOSE,
    "whole.negation": WHOLE_NEGATION,
    "whole.but": WHOLE_BUT,
    "np.empty": EMPTY,
}
"""Blocks of forms by the name of their group."""
