"""What is said before or around a command, and commands that speak of "it": the clause picks the thing out."""

from __future__ import annotations

EAT = """
*i want to eat {t} | def indef
*i'd like to eat {t} | def indef
*i feel like eating {t} | def indef
can i eat {t}? | def indef
i could eat {t} right now | indef
let me snack on {t} | def indef
{t} would taste good now | indef def
i'm going to eat {t}, pass it over | def
i'm hungry for {t} | indef def
time to eat {t} | def indef
"""

DRINK = """
*i want to drink {t} | def indef
*i'd like to drink {t} | def indef
*i feel like drinking {t} | def indef
could i drink {t}? | def indef
i'm thirsty for {t} | def indef
let me drink {t} | def indef
i'll drink {t} today | def indef
i'm going to drink {t}, pass it over | def
time to drink {t} | def indef
"""

HEAT = """
*microwave {t} | def
*heat {t} up in the microwave | def
*warm {t} up in the microwave | def
give {t} a minute in the microwave | def
could you microwave {t} for me? | def
zap {t} in the microwave | def
i want {t} warmed up in the microwave | def
"""

COOK = """
*heat {t} on the stove | def
*cook {t} on the cooktop | def
warm {t} on the burner | def
could you fry {t} on the stove? | def
i'd like {t} heated on the hob | def
"""

# What is said of "it" before asking for it to be dealt with: the facts pick the thing out.
IT_ADJ = """
*it's too {adj}
*it is too {adj}
*the {adj} one is finished
it's way too {adj} for me
that one is much too {adj}
it turned out to be {adj}
i don't like it, it's {adj}
the {adj} one was eaten already
i've had enough of the {adj} one
this is far too {adj} for my taste
"""

IT_DRINK = """
*i drank it already
*i've finished drinking it
there's nothing left to drink in it
i already had a sip of it and it tastes odd
it has gone flat
i just drank the last of it
"""

IT_ROTTEN = """
*it is rotten
*it has gone mouldy
it's overripe and mushy
it's starting to rot
fruit flies are all over it, it has gone bad
it has brown spots and it smells rotten
"""

IT_EXPIRED = """
*it has expired
*it's past its date
it is out of date
it is well past its best before date
its expiry date was last week
"""

IT_CLEANING = """
*i don't want to clean with it any more
*i'm not going to wash dishes with it any more
i have scrubbed the pans with it long enough
it's no good for cleaning any more
"""

IT_DISPOSE = """
*can you dispose of it?
*throw it away
*please throw it out
can you get rid of it?
please bin it
could you toss it?
would you discard it for me
so chuck it
i'd like it gone
time to throw it in the trash
"""

IT_DISPOSE_TO = """
*put it {d}
*can you throw it {d}?
drop it {d} please
could you toss it {d}?
it should go {d}
"""

IT_AWAY = """
*put it away
*please put it where it belongs
take it back to its place
could you tidy it away?
so return it to its usual spot
"""

IT_GIVE = """
*can you give it to me?
*pass it to me
hand it over please
could you bring it here?
i'd like to have it
"""

IT_IS = """
*there is something {adj} here
*i see something {adj}
i was looking at the {adj} one
do you see the {adj} thing?
remember the {adj} one
one of these is {adj}
"""

CONTEXT = """
*guests are coming soon, so {cmd}
*i'm in a hurry, {cmd}
*first, {cmd}
while you're at it, {cmd}
when you have time, {cmd}
if it's not too much trouble, {cmd}
i'm tidying up here, so {cmd}
listen, {cmd}
{cmd} before lunch
{cmd} and that's it
i've got my hands full, {cmd}
as soon as you can, {cmd}
{cmd} and be careful
ok next one: {cmd}
i can't reach that far, {cmd}
!my hands are dirty, so {cmd}
!one more thing: {cmd}
!{cmd}, and quickly
sorry to bother you, but {cmd}
"""

GROUPS = {
    "eat": EAT,
    "drink": DRINK,
    "heat": HEAT,
    "cook": COOK,
    "it.adj": IT_ADJ,
    "it.drink": IT_DRINK,
    "it.rotten": IT_ROTTEN,
    "it.expired": IT_EXPIRED,
    "it.cleaning": IT_CLEANING,
    "then.dispose": IT_DISPOSE,
    "then.dispose_to": IT_DISPOSE_TO,
    "then.belongs": IT_AWAY,
    "then.give": IT_GIVE,
    "it.is": IT_IS,
    "context": CONTEXT,
}
"""Blocks of forms by the name of their group."""
