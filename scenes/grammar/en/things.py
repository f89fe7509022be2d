"""Noun phrases of things by name, kind, property, purpose, and by what they are not."""

from __future__ import annotations

KIND = """
*the {n} | def
*{n} | bare
*{that} {n} | def
*{a} {n} | indef
my {n} | def
{this} {n} | def
the {n} over there | def
the {n} on the counter | def
{that} {n} there | def
our {n} | def
{that} {colour} {n} | def colour
the {colour} {n} | def colour
!{a} {n} from the counter | indef
!just {n} | bare
!the {n} i see there | def
!{that} {n} in front of you | def
{a} {n} for now | indef
{n} this time | bare
*one of the {ns} | indef twin def
*one of those {ns} | indef twin def
either of the {ns} | indef twin def
!one of your {ns} | indef twin def
a single one of the {ns} | indef twin def
"""

CATEGORY = """
*the {n} | def
*{that} {n} | def
*{a} {n} | indef
*{n} | bare
{this} {n} | def
the {n} over there | def
the {n} on the counter | def
{that} {n} there | def
*one of the {ns} | indef plural def
one of those {ns} | indef plural def
some kind of {n} | indef mass
{a} {n} of some sort | indef
!{a} {n} from the counter | indef
!just {n} | bare
!the {n} i see there | def
!{that} {n} in front of you | def
!one of these {ns} here | indef plural def
{n} this time | bare
{a} {n} for now | indef
*something to drink | indef drink
something drinkable | indef drink
!something one can drink | indef drink
"""

PRONOUN = """
*it | def
*that | def
*this | def
*that thing | def
*this thing | def
*that one | def
*something | indef
that item | def
this one | def
that object | def
the thing over there | def
that thing there | def
the thing | def
one of these things | indef def
one thing from the counter | indef def
!that stuff on the counter | def
!the item there | def
!one of the items | indef def
"""

ADJ_ONE = """
*the {adj} one | def
*that {adj} one | def
*the {adj} thing | def
*something {adj} | indef
the one that is {adj} | def
that {adj} thing | def
the {adj} item | def
something that is {adj} | indef
{a} {adj} one | indef
the {adj} object | def
something nice and {adj} | indef trait
!the thing that looks {adj} | def
*something with {with} | indef with
the one with {with} | def with
anything with {with} in it | indef with
!the one that has {with} in it | def with
!a thing that is {adj} | indef
whatever is {adj} | def indef
"""

ADJ_NOUN = """
*the {adj} {n} | def
*{a} {adj} {n} | indef
*{that} {adj} {n} | def
*{adj} {n} | bare
the {n} that {is} {adj} | def
{a} {n} that {is} {adj} | indef
{this} {adj} {n} | def
the {adj} {n} over there | def
!the {n} which {is} {adj} | def
!{a} {n} which {is} {adj} | indef
!just the {adj} {n} | bare
the {adj} {n} on the counter | def
my {adj} {n} | def
*{a} {n} with {with} | indef with
the {n} with {with} | def with
{a} {n} that has {with} in it | indef with singular
!{a} {n} having {with} in it | indef with
"""

NEGATION = """
*{a} {n} that {isnt} {adj} | indef
*the {n} that {isnt} {adj} | def
*the {n} that is not {adj} | def singular
{a} {n}, but not {a2} {adj} one | indef singular
the one {n} that {isnt} {adj} | def singular
{a} {n} as long as it {isnt} {adj} | indef singular
{a} {n}, nothing {adj} | indef
!{a} {n} which {isnt} {adj} | indef
!the {n} which {isnt} {adj} | def
{that} not-{adj} {n} | def
{a} {n}, only not {adj} | indef
the {n} that's anything but {adj} | def singular
*{a} {n} without {with} | indef with
the {n} without {with} | def with
{a} {n} that has no {with} in it | indef with
!{a} {n} free of {with} | indef with
"""

BUT = """
*{a} {n} other than the {k} | indef
*{a} {n} that {isnt} the {k} | indef
*the {n} that {isnt} the {k} | def
{a} {n}, but not the {k} | indef
the {n} other than the {k} | def
!{a} {n}, only not the {k} | indef
!the {n} which {isnt} the {k} | def
{a} {n} except the {k} | indef
the {n}, not the {k} | def
"""

BUT_ANY = """
*anything but the {k} | indef
*something other than the {k} | indef
anything except the {k} | indef
!something, just not the {k} | indef
the thing that isn't the {k} | def
one of the things that are not the {k} | indef def
"""

EITHER = """
*the {k} or the {k2} | def indef
*either the {k} or the {k2} | def indef
the {k} or maybe the {k2} | def indef
!the {k}, or else the {k2} | def indef
one of the {k} and the {k2} | def indef
"""

TWO = """
*the {adj} {adj2} {n} | def
*{a} {adj} {adj2} {n} | indef
*the {adj}, {adj2} {n} | def
the {adj} {n} that {is} {adj2} | def
{a} {adj} {n} that {is} also {adj2} | indef
!{a} {n} both {adj} and {adj2} | indef
!the {n} both {adj} and {adj2} | def
{a} {n} that {is} {adj} and {adj2} | indef
"""

PURPOSE = """
*something to {vp} | indef
*something i can use to {vp} | indef
*the thing you use to {vp} | def
*something that lets me {vp} | indef
something suitable to {vp} | indef
the thing one would use to {vp} | def
anything i could {vp} with | indef with
something good to {vp} with | indef with
!the thing that helps to {vp} | def
!a thing with which to {vp} | indef
!whatever helps to {vp} | def indef
"""

PURPOSE_VERBS = {
    "wake_up": ("wake up", "stay awake", "stay alert"),
    "wipe": ("wipe the table", "mop up a spill", "clean the counter", "scrub a pan", "wash the dishes"),
    "drive_nail": ("hammer in a nail", "drive a nail", "pound a nail into the wall"),
    "drive_screw": ("tighten a screw", "turn a screw", "take this screw out"),
    "cut": ("cut paper", "cut a string", "trim a coupon"),
    "hold_drink": ("drink coffee from", "serve tea in"),
    "stir": ("stir my coffee", "stir the soup", "mix sugar into my tea"),
    "call": ("make a call", "call my mother", "send a message"),
    "eat_soup": ("eat soup", "eat yoghurt"),
    "flavour_water": ("flavour my water", "make my tea sour"),
    "quench_thirst": ("quench my thirst", "get rid of my thirst"),
}

# Whole sentences that leave something out.
WHOLE_NEGATION = """
*i want {a} {n}, but nothing {adj}
*i'd like {a} {n}, but not {a2} {adj} one | singular
*i want {a} {n}, but i'm not in the mood for anything {adj}
i can't have anything {adj}, so bring me {a} {n}
nothing {adj} for me, just {a} {n} please
i don't like {adj} things, can you get me {a} {n}?
get me {a} {n}, and please no {adj} one | singular
my doctor forbids anything {adj}, hand me {a} {n}
!{a} {n} for me, but keep it un-{adj}
!i'd rather not have anything {adj}; could you find me {a} {n}?
"""

WHOLE_BUT = """
*i want {a} {n}, but not the {k}
*i already had the {k}, bring me a different {n} | singular
i'm tired of {k}, get me another {n} | singular
give me {a} {n}, just not the {k}
i don't want the {k}; pass me some other {n}
i'm allergic to {k}, can you get me {a} {n} i can have? | singular
!no {k} for me today, but do bring me {a} {n}
!leave the {k} where it is and hand me another {n} | singular
"""

EMPTY = """
*the empty {n} | def
*that empty {n} | def
*the {n} that is empty | def
my empty {n} | def
this empty {n} here | def
an emptied {n} | indef
!the {n} with nothing left in it | def
that used-up {n} | def
"""

WITH = {
    "caffeinated": ("caffeine", "caffeine", "some caffeine"), "fizzy": ("bubbles", "fizz", "some bubbles"),
    "sweet": ("sugar", "some sugar"), "spicy": ("a kick", "some heat", "a bit of spice"),
    "salty": ("salt", "some salt"), "crispy": ("a crunch", "some crunch"),
}

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
