"""What is said before or around a command, and wishes that leave something out, English, for practice alone."""

from __future__ import annotations

EAT_MORE = """
i'm going to have {t}, give it to me | def
i'd love to eat {t} | def indef
let me eat {t} | def indef
i want {t} to eat | indef def
give me {t} to eat | indef def
get me {t}, i'm hungry | indef def
could i eat {t}? | def indef
i'd like to snack on {t} | def indef
i'll eat {t} | def indef
"""

DRINK_MORE = """
i'd love to drink {t} | def indef
i want {t} to drink | indef def
give me {t} to drink | indef def
get me {t}, i'm thirsty | indef def
can i drink {t}? | def indef
i'll drink {t} | def indef
i'd like to sip {t} | def indef
pour-ready {t}, please, i'm thirsty | indef
"""

CONTEXT_MORE = """
{cmd}, i'm busy cooking
{cmd}, my hands are wet
{cmd} while i answer the door
{cmd} so we can start
{cmd} so i can clean up
{cmd}. the others are waiting
{cmd}. that's all
{cmd}. i'll do the rest
{cmd}. it's been there all day
{cmd}, the boss is coming
the kitchen is a mess. {cmd}
we're about to eat. {cmd}
i'm on the phone. {cmd}
lunch is over, {cmd}
good morning! {cmd}
hello there, {cmd}
thanks for earlier. {cmd}
before we leave, {cmd}
it's late, {cmd}
i changed my mind: {cmd}
for the party, {cmd}
let's tidy up. {cmd}
as i said, {cmd}
there's one more thing, {cmd}
now that you're free, {cmd}
you know what? {cmd}
quick one: {cmd}
this is important: {cmd}
"""

IT_MORE = {
    "it.adj": """
it tastes too {adj}
that thing is too {adj}
this one's too {adj}
it's a bit too {adj}
i find it too {adj}
it's so {adj} i can't stand it
too {adj} for me
""",
    "it.drink": """
i finished drinking it
it's empty now, i drank it all
i've drunk it all
i gulped it down
""",
    "it.rotten": """
it's rotten
it's gone bad
it's all brown and mushy
it's mouldy
it has worms in it
""",
    "it.expired": """
it's expired
it expired yesterday
it's gone past its expiry date
the date on it has passed
""",
    "it.cleaning": """
i won't clean with it any longer
i've cleaned everything with it
i'm done scrubbing with it
it's too worn to wash anything with
""",
    "then.dispose": """
chuck it out
toss it, please
get rid of it
throw it out
bin it
so please discard it
to the trash with it
just dump it
""",
    "then.dispose_to": """
chuck it {d}
throw it {d}
toss it {d}
please drop it {d}
get it {d}
""",
    "then.belongs": """
put it back
put it where it goes
put it in its place
please tidy it up
stow it
""",
    "then.give": """
bring it to me
give it to me
hand it to me
let me have it
i want it
can i have it?
please pass it over
""",
    "it.is": """
there's something {adj} on the counter
there is one that's {adj}
i can see something {adj}
one of them is {adj}
something here is {adj}
see that {adj} thing?
""",
}

WHOLE_NEGATION_MORE = """
i want {a} {n}, just nothing {adj}
give me {a} {n}, but nothing {adj}
bring me {a} {n}, not {a2} {adj} one | singular
i'd like {a} {n} and it mustn't be {adj}
{a} {n} please, but don't make it {adj}
no {adj} ones please, i want {a} {n}
i hate {adj} stuff, give me {a} {n}
"""

WHOLE_BUT_MORE = """
whatever {n} as long as it {isnt} the {k} | indef singular
{a} {n}, only {k} is out of the question | indef
{a} {n}, {k} excluded | indef
give me {a} {n}, but not the {k}
bring me {a} {n}, any but the {k}
i'd like {a} {n}, only not the {k}
i had the {k} yesterday, now give me another {n} | singular
not the {k}, i want a different {n} | singular
"""

UNSAFE_MORE = """
{cmd}, i insist
{cmd}, nobody will know
{cmd}, i know what i'm doing
i don't care about the rules, {cmd}
it's just for a second: {cmd}
do it anyway: {cmd}
{cmd}, i've done it before
{cmd} and switch it on
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "eat": (EAT_MORE,),
    "drink": (DRINK_MORE,),
    "context": (CONTEXT_MORE,),
    "unsafe": (UNSAFE_MORE,),
    "whole.negation": (WHOLE_NEGATION_MORE,),
    "whole.but": (WHOLE_BUT_MORE,),
    **{group: (block,) for group, block in IT_MORE.items()},
}
"""Blocks of forms by the name of their group."""
