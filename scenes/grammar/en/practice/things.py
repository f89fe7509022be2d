"""Noun phrases by name, kind, property and purpose, English, for practice alone."""

from __future__ import annotations

KIND_MORE = """
{that} {n} over there | def
the {n} you see | def
the {n} right there | def
the {n} that's there | def
the {n} on the table | def
the {n} on the worktop | def
{this} {n} here | def
your {n} | def
a nice {n} | indef singular
any {n} | indef
any of the {ns} | indef twin def plural
some {n} or other | indef singular
whichever {n} | indef twin singular
one {n} | indef singular
"""

CATEGORY_MORE = """
{that} {n} over there | def
the {n} right there | def
the {n} on the table | def
the {n} you see | def
{this} {n} here | def
a nice {n} | indef singular
any {n} | indef
any of the {ns} | indef plural def
one of our {ns} | indef plural def
one {n} | indef singular
whatever {n} there is | indef
some {n} or other | indef singular
the {n} lying there | def
"""

PRONOUN_MORE = """
the thing in front of you | def
that thing on the table | def
this item | def
the object | def
that thingy | def
the thing i mean | def
one of those | def indef
one of them | def indef
any of these things | indef def
anything | indef
a thing | indef
"""

ADJ_ONE_MORE = """
{that} {adj} one over there | def
the one that's {adj} | def
the one which is {adj} | def
anything {adj} | indef
something a bit {adj} | indef trait
something really {adj} | indef trait
the thing that's {adj} | def
my {adj} one | def
one that is {adj} | indef
"""

ADJ_ONE_DOES = """
the one that {does} | def does
that one that {does} | def does
the thing that {does} | def does
something that {does} | indef does
anything that {does} | indef does
whatever {does} | def indef does
the one which {does} | def does
one that {does} | indef does
"""

ADJ_NOUN_DOES = """
the {n} that {does} | def singular does
that {n} that {does} | def singular does
{a} {n} that {does} | indef singular does
any {n} that {does} | indef singular does
the {n}, the one that {does} | def singular does
"""

TWO_ONE = """
the {adj} {adj2} one | def
that {adj} {adj2} one | def
the {adj2} one that's {adj} | def
the {adj} one, the {adj2} one | def
something {adj} and {adj2} | indef
something {adj2} and {adj} | indef
the thing that's {adj} and {adj2} | def
the {adj2} thing that {does} | def does
the {adj2} one that {does} | def does
something {adj2} that {does} | indef does
whatever is {adj2} and {does} | def indef does
"""

ADJ_NOUN_MORE = """
the {n} that's {adj} | def singular
{that} {n}, the {adj} one | def singular
the {n}, i mean the {adj} one | def singular
some {adj} {n} | bare
any {adj} {n} | indef
any {n} that {is} {adj} | indef
{a} nice {adj} {n} | indef
our {adj} {n} | def
the {adj} {n} you see | def
the {adj} {n} on the table | def
{a} {n} with {with} in it | indef with
the {n} that has {with} | def with singular
"""

NEGATION_MORE = """
{a} non-{adj} {n} | indef
the {n} that's not {adj} | def singular
{a} {n} that's not {adj} | indef singular
any {n} that {isnt} {adj} | indef
{a} {n}, just not {a2} {adj} one | indef singular
one of the {ns} that aren't {adj} | indef def plural
{a} {n} without any {with} | indef with
{a} {n} with no {with} | indef with
the {n} with no {with} in it | def with
{a} {n} (anything but {adj}) | indef
the {n}, the one that isn't {adj} | def singular
the {n}, just not the {adj} one | def singular
the {n} nobody would call {adj} | def
"""

BUT_MORE = """
whatever {n} as long as it {isnt} the {k} | indef singular
{a} {n}, only {k} is out of the question | indef
{a} {n}, {k} excluded | indef
any {n} except the {k} | indef
any {n} but the {k} | indef
{a} {n} which {isnt} the {k} | indef
one of the {ns}, but not the {k} | indef def plural
the other {n}, not the {k} | def singular
{a} {n}, anything but the {k} | indef
the other {n} (the {k} i still need) | def singular
the {n} that isn't the {k} | def singular
the {n}, and i don't mean the {k} | def
{a} {n} other than my {k} | indef
"""

BUT_ANY_MORE = """
anything that isn't the {k} | indef
whatever isn't the {k} | indef def
something that is not the {k} | indef
a thing other than the {k} | indef
"""

EITHER_MORE = """
either {k} or {k2} | def indef
the {k}, or the {k2} | def indef
the {k} or the {k2}, whichever | def indef
one of these two: the {k} or the {k2} | def indef
"""

TWO_MORE = """
the {n} that {is} {adj} and {adj2} | def
{a} {adj2} {n} that {is} {adj} | indef
any {adj} {adj2} {n} | indef
the {adj}, {adj2} {n} over there | def
"""

PURPOSE_MORE = """
something with which i can {vp} | indef
something that i could use to {vp} | indef
a thing i can use to {vp} | indef
the thing i use to {vp} | def
the thing for when you want to {vp} | def
what you'd use to {vp} | def
what i need to {vp} | def
whatever i need to {vp} | def indef
"""

EMPTY_MORE = """
the {n} that's empty | def
the {n} that has been emptied | def
the {n}, it's empty | def
the {n} i emptied | def
the finished {n} | def
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
