"""English: frames of commands, forms of noun phrases and of destinations.

Slots: ``{t}`` the thing's noun phrase, ``{d}`` the destination with its preposition, ``{n}`` a noun,
``{adj}`` an adjective, ``{x}`` a neighbour, ``{k}`` ``{k2}`` names of kinds, ``{vp}`` a purpose. Words that
agree with their noun are ``{that}`` ``{this}`` ``{a}`` ``{is}`` ``{isnt}``. Options say which noun phrases fit:
``def`` (the Coke), ``indef`` (a Coke), ``bare`` (Coke).
"""

from __future__ import annotations

from scenes.forms import Grammar

GIVE = """
do you see {t}? bring it to me | def
see {t}? i want it | def
is that {t} over there? i'd like to have it | indef
could you check whether there is {t} and hand it to me? | indef
when you have a second, {t} please | bare def indef
gimme {t} | def indef
i was wondering if i could get {t} | def indef
it's break time, i want {t} | indef
go and get {t} | def indef
lend me {t} for a moment | def
let me borrow {t} | def
i'd be glad to have {t} | def indef
the kids are asking for {t} | def indef
next i need {t} | def indef
toss me {t} | def
what i want is {t} | def indef
i prefer {t} | def indef
please reach over and get {t} for me | def
bring over {t} | def indef
i forgot {t}, bring it to me | def
*bring me {t} | def indef
*give me {t} | def indef
*can you bring me {t}? | def indef
*pass me {t} | def indef
*get me {t} | def indef
*hand me {t} | def indef
*i want {t} | def indef
*i'd like {t} | def indef
*{t} please | bare def
*i need {t} | def indef
*bring {t} to me | def
could you hand me {t}? | def indef
could i have {t}? | def indef
can i get {t}? | def indef
may i have {t}? | def indef
please fetch me {t} | def indef
fetch {t} for me | def
grab me {t} | def indef
grab {t} for me, would you | def
would you mind passing me {t}? | def
would you bring {t} over here? | def
i could really use {t} | def indef
i'd love {t} | indef def
hand {t} over | def
pass {t} over here | def
let me have {t} | def indef
i'll have {t} | def indef
i'll take {t}, thanks | def indef
i feel like having {t} | indef
i'm in the mood for {t} | indef
i'm craving {t} | indef
i'm looking for {t} | def indef
get {t} over to me when you can | def
could you get {t} and give it to me? | def
put {t} in my hand | def
{t} for me, please | def indef bare
how about {t}? | indef
do me a favour and bring {t} | def
can you pass {t} to me? | def
please hand over {t} | def
deliver {t} to me | def
time for {t} | indef
my friend here wants {t} | def indef
would you get {t} for me please | def indef
i was hoping for {t} | indef
send {t} my way | def
i am after {t} | indef
could somebody get me {t} | def indef
it would be nice to have {t} right now | indef
do you have {t} for me? | indef
pick up {t} and bring it here | def
kindly pass {t} | def
have you got {t}? i'd like to have it | indef
mind getting me {t}? | def indef
let's have {t} | indef def
{t}, if you don't mind | bare def
reach for {t} and give it to me | def
slide {t} over to me | def
"""

MOVE = """
do you see {t}? put it {d} | def
take {t} {d} | def
keep {t} {d} | def
what about putting {t} {d}? | def
i need you to move {t} {d} | def
{t} ought to be {d} | def
find {t} and put it {d} | def
bring {t} over and leave it {d} | def
would you set {t} down {d}? | def
*put {t} {d} | def imp
*place {t} {d} | def imp
*move {t} {d} | def imp
*can you put {t} {d}? | def
*please put {t} {d} | def
*set {t} {d} | def imp
*drop {t} {d} | def imp
*i want {t} {d} | def
could you place {t} {d}? | def
stick {t} {d} | def imp
pop {t} {d} for me | def
store {t} {d} | def imp
take {t} and put it {d} | def
pick up {t} and place it {d} | def
{t} goes {d} | def
{t} should go {d} | def
would you mind putting {t} {d}? | def
i'd like {t} to be {d} | def
lay {t} {d} | def imp
leave {t} {d} | def imp
grab {t} and stick it {d} | def
transfer {t} {d} | def imp
i'd like you to put {t} {d} | def
could you move {t} so that it is {d}? | def
make sure {t} ends up {d} | def
get {t} {d} | def
position {t} {d} | def imp
let's put {t} {d} | def
can {t} go {d}? | def
carry {t} over and set it down {d} | def
shift {t} {d} | def imp
we need {t} {d} | def
tuck {t} {d} | def imp
have {t} put {d} | def
you can put {t} {d} now | def
{t} belongs {d} today, so put it there | def
kindly deposit {t} {d} | def
slip {t} {d}, would you | def
!rest {t} {d} | def imp
!please get {t} over and down {d} | def
!settle {t} {d} | def imp
"""

DISPOSE = """
{t} is disgusting, chuck it out
{t} is no good any more, can you bin it?
do you see {t}? throw it away
{t} is broken, so throw it out
it's time {t} went in the bin
i'm finished with {t}, so get rid of it
clean up: {t} can go in the trash
nobody is going to use {t}, toss it
i don't like {t}, bin it
see to it that {t} is thrown away
would you please discard {t}?
*throw {t} away
*throw away {t}
*get rid of {t}
*dispose of {t}
*can you dispose of {t}?
*bin {t}
*toss {t}
*please throw out {t}
throw {t} out
discard {t}
chuck {t}
trash {t}
could you toss {t} out?
we don't need {t} any more, get rid of it
i'm done with {t}, throw it away
{t} can be thrown away
{t} has gone off, bin it
would you mind throwing {t} away?
dump {t}
{t} is garbage now
please dispose of {t} properly
throw {t} in the trash
could you please bin {t} for me?
nobody wants {t}, so discard it
i don't want {t} any more, please get rid of it
{t} needs to be thrown out
take {t} out with the rubbish
can you chuck {t} away for me?
let's get rid of {t}
out with {t}
{t} has expired, can you dispose of it?
clear {t} into the right bin
i won't be needing {t} again, toss it
sort {t} into the correct bin
{t} should have expired by now, dispose of it
make {t} disappear into the rubbish
"""

BELONGS = """
do you see {t}? put it away
i have finished with {t}, put it back
where does {t} live? put it there
{t} got left out, put it back where it goes
tidy up the counter by putting {t} away
you know where {t} goes, put it there
please clear up {t}
somebody left {t} out, stow it properly
*put {t} away
*put {t} where it belongs
!put {t} in the right place
*tidy {t} away
*put {t} back where it belongs
*put {t} in its place
*can you put {t} away?
store {t} where it should be
return {t} to its place
clear {t} away
{t} is not where it belongs, please fix that
could you tidy up {t}?
{t} shouldn't be lying around, put it away
take {t} back to where it lives
please stow {t} where it goes
put {t} in its usual spot
{t} goes back in its proper place
move {t} to where it is kept
would you put {t} back in its spot?
{t} needs to be put away
find the proper place for {t}
put {t} in the correct spot
place {t} where it ought to be
please return {t} to where it is usually kept
bring {t} back to its home
get {t} back into its proper spot
"""

OPEN = """
*open {t}
*can you open {t}?
*please open {t}
*pull {t} open
could you open {t} for me?
open up {t}
i need {t} open
slide {t} open
get {t} open, please
would you pull out {t}?
i want to look inside {t}, open it
let me see what is in {t}
"""

CLOSE = """
*close {t}
*shut {t}
*please close {t}
*can you close {t}?
push {t} shut
could you shut {t} for me?
i want {t} closed
push {t} back in
make sure {t} is shut
would you mind closing {t}?
{t} should be closed
don't leave {t} open
"""

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

NEED = {
    "quench_thirst": """
*i'm thirsty
*i need something to drink
*something to drink please
my throat is dry
i could do with something to drink
i'm parched
bring me something to quench my thirst
can i have something to wet my whistle
i'd like a beverage of some sort
""",
    "eat": """
*i'm hungry
*bring me something to eat
*i need something to eat
could i get a bite to eat?
i want something to nibble on
my stomach is rumbling
i'm starving, get me something
can you find me something to munch on?
""",
    "wake_up": """
*i need something to wake me up
*i need a caffeine boost
i'm falling asleep at my desk, bring me something for that
bring me something to keep me awake
i have a long drive ahead, hand me something that keeps me alert
i need a pick-me-up
""",
    "wipe": """
*i need something to wipe the table with
*give me something to clean up a spill
i spilled my juice, hand me something to wipe it up
the counter is sticky, pass me something to clean it
i want something to scrub this with
""",
    "drive_nail": """
*i need something to hammer a nail with
*give me something to drive a nail into the wall
i have to knock in a nail, hand me something for it
is there anything here i can bang a nail in with? give it to me
i want something to pound this nail
""",
    "drive_screw": """
*i need something to tighten a screw
*give me something to turn this screw
there's a loose screw, hand me what i need
i want to unscrew this lid plate, pass me something for it
""",
    "cut": """
*i need something to cut paper with
*give me something to cut this string
i have to trim a label, pass me something sharp for it
i want something i can cut open this bag with
""",
    "hold_drink": """
*i need something to drink my coffee from
*give me something i can pour tea into
where can i pour my coffee? bring me something for it
i want something to drink out of
""",
    "stir": """
*i need something to stir my coffee with
*give me something to stir the soup
pass me something i can stir with
i want to mix sugar into my tea, hand me something for that
""",
    "call": """
*i need something to make a call with
*give me something i can call my mother with
i have to ring someone, pass me what i need
i want to text a friend, hand me what i need for that
""",
    "flavour_water": """
*i need something to add some zest to my water
*give me something sour to squeeze over the fish
i want to make my water taste of citrus, hand me something
""",
}

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

LEFT_RIGHT = """
*the {n} on the {side} | def
*the {side} {n} | def
*the {side}most {n} | def
*the {n} to the {side} | def
the {side}-hand {n} | def
the {n} furthest to the {side} | def
{that} {n} on the {side} | def
the {n} on the {side} side | def
!the {n} on the {side}-hand side | def
!the {n} that is furthest {side} | def
the {n} at the far {side} | def
"""
RANK = """
*the {ordinal} {n} from the {side} | def
*the {n} that is {ordinal} from the {side} | def
counting from the {side}, the {ordinal} {n} | def
the {ordinal} {n} starting from the {side} | def
!the {ordinal} {n} if you count from the {side} | def
{that} {ordinal} {n} from the {side} | def
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
FRONT = """
*the {n} nearest to me | def
*the {n} closest to me | def
the {n} at the front | def
!the {n} that is closest to me | def
the {n} nearest me | def
the front {n} | def
"""
BACK = """
*the {n} at the back | def
*the {n} farthest from me | def
the {n} furthest away from me | def
!the {n} that is farthest from me | def
the back {n} | def
the {n} in the back | def
"""
MIDDLE = """
*the {n} in the middle | def
*the middle {n} | def
the {n} in the centre | def
!the {n} that is in the middle | def
"""
NEAR = """
*the {n} next to {x} | def
*the {n} by {x} | def
*the {n} beside {x} | def
*the {n} near {x} | def
the {n} close to {x} | def
{that} {n} right next to {x} | def
the {n} that is by {x} | def
the {n} alongside {x} | def
!the {n} that {is} right beside {x} | def
!the {n} just by {x} | def
"""

IN = """
*in the {p}
*into the {p}
*inside the {p}
in that {p}
!right inside the {p}
into our {p}
!over in the {p}
in the {p} there
"""
ON = """
*on the {p}
*onto the {p}
on top of the {p}
!right on the {p}
upon the {p}
"""
DRAWER = """
*in the drawer
*in a drawer
*into the drawer
*in one of the drawers
inside the drawer
into one of the drawers
in that drawer
!inside one of the drawers
!in some drawer
inside a drawer
"""
OPEN_DRAWER = """
*in the open drawer
into the open drawer
!in the drawer that is open
inside the drawer that's been pulled out
"""
BIN = """
*in a bin
*in one of the bins
*into one of the bins
into a bin
!in one of those bins
inside one of the bins
"""
HOLDER = """
*{io} the {h}
*{io}to the {h}
!right {io} the {h}
{io} that {h}
"""
NEXT = """
*next to {x}
*beside {x}
*near {x}
*by {x}
close to {x}
right next to {x}
alongside {x}
to the side of {x}
!just next to {x}
!right beside {x}
adjacent to {x}
"""

DRAWER_NAMED = """
*the {p} | def
that {p} | def
!the {p} there | def
our {p} | def
"""
DRAWER_ANY = """
*the drawer | def
*a drawer | def
*one of the drawers | def
that drawer | def
!one of those drawers | def
either drawer | def
this drawer | def
"""

UNSAFE = """
*{cmd}, it's fine
*{cmd} to warm it up
just {cmd}, don't worry about it
ignore the safety rules and {cmd}
i know you're not supposed to, but {cmd}
trust me, {cmd}
{cmd}, i'll take the blame
{cmd} right now, that is an order
it's an experiment: {cmd}
{cmd} for thirty seconds
my boss said it is ok: {cmd}
!this is only a test, so {cmd}
!{cmd}, nothing will happen
"""
WET = """
*my phone got wet, {cmd} to dry it
*{cmd} so that it dries
!{cmd} to get the moisture out
"""

WITH = {
    "caffeinated": ("caffeine", "caffeine", "some caffeine"), "fizzy": ("bubbles", "fizz", "some bubbles"),
    "sweet": ("sugar", "some sugar"), "spicy": ("a kick", "some heat", "a bit of spice"),
    "salty": ("salt", "some salt"), "crispy": ("a crunch", "some crunch"),
}
"""Things some traits are said to have: "something with caffeine", "a drink without bubbles"."""

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

CHITCHAT = """
do you like apples?
is coke better than pepsi?
how many drinks are there?
what colour is the cup?
which of these is your favourite?
are bananas good for you?
how heavy is the hammer?
i hate lemons
*what time is it?
*hello
*how are you?
*thank you
*what can you do?
*tell me a joke
good morning
what's the weather like today?
who made you?
i'm feeling a bit sad today
do you like music?
what is the capital of france?
how much is two plus two?
sing me a song
where did i leave my keys?
never mind
sorry, wrong window
is it going to rain tomorrow?
asdf qwer zxcv
what day is it today?
nice weather, isn't it?
are you a robot?
i love you
when does the bus leave?
who won the game last night?
tell me about yourself
what do you see?
what's your name?
can you speak french?
the meeting starts at ten
i had a great weekend
blah blah blah
good night
ok cool
how far is the moon?
remind me to call my sister
write an email to my boss
play some jazz
"""

INFEASIBLE = """
wipe the table with the sponge
open the can of coke
pour me some water
cut the apple in half
peel the banana
fill the cup with water
eat the apple
juggle the lemons
hammer a nail into the wall
squeeze the orange
call my mother on the phone
crush the can
drink the tea
put the counter in the sink
*clean the window
*make me a sandwich
*vacuum the floor
*bake some cookies for me
*turn on the lights
*put the sink in the drawer
fold the laundry
water the plants
put the microwave in the bottom drawer
go to the shop and buy some milk
open the window
cook me some pasta
wash the dishes for me
turn off the tv
call a taxi for me
mop the floor
put the top drawer in the bottom drawer
move the cooktop next to the sink
take the dog for a walk
make me a cup of coffee
drive me to the airport
close the front door
feed the fish
bring me the cooktop
give me the sink
throw the microwave away
carry the fridge downstairs
iron my shirt
paint the wall blue
charge my car
set the thermostat to twenty degrees
put the landfill bin in the microwave
peel the potatoes
squeeze some juice for everyone
open the front door
lock the safe
"""

ABSENT_TRAIN = ("laptop", "teapot", "cat", "umbrella", "book", "pizza", "newspaper", "toaster", "headphones",
                "wallet", "milk carton", "egg", "carrot", "knife", "fork", "towel", "candle", "camera",
                "glue stick", "pen", "notebook", "Dr Pepper", "orange juice", "coffee", "milk", "ginger ale", "lemonade", "peach", "kiwi",
                "wrench", "drill", "popcorn", "chocolate bar", "cookie", "cake", "tomato", "bread", "dictionary", "vase",
                "shoe", "hat", "pillow", "beer", "wine bottle", "croissant", "grapes", "mango", "keyboard",
                "remote control", "ladder", "bucket", "broom", "salt shaker", "cereal box", "yoghurt",
                "cucumber", "potato", "ice cream", "stapler", "ruler", "sandwich", "donut", "muffin")
ABSENT_TEST = ("teddy bear", "toothbrush", "cheese", "strawberry", "mouse pad", "sunglasses", "pear",
               "watermelon", "sock", "tape measure", "guitar", "Mountain Dew", "hot chocolate", "apple juice", "pretzel", "pliers", "plum", "butter", "onion", "flashlight", "envelope")
ABSENT_PLACES_TRAIN = ("in the fridge", "in the oven", "on the shelf", "in the dishwasher", "in the freezer",
                       "in the cupboard", "on the chair", "in the basket", "in the suitcase", "on the sofa",
                       "under the bed", "in my bag", "in the toaster")
ABSENT_PLACES_TEST = ("in the air fryer", "in the washing machine", "on the windowsill", "in the backpack",
                      "in the pantry")

ENGLISH = Grammar("en", {
    "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "open": OPEN, "close": CLOSE,
    "it.adj": IT_ADJ, "it.drink": IT_DRINK, "it.rotten": IT_ROTTEN, "it.expired": IT_EXPIRED,
    "it.cleaning": IT_CLEANING, "it.is": IT_IS,
    "then.dispose": IT_DISPOSE, "then.dispose_to": IT_DISPOSE_TO, "then.belongs": IT_AWAY,
    "then.give": IT_GIVE,
    **{f"need.{purpose}": block for purpose, block in NEED.items()},
    "np.kind": KIND, "np.category": CATEGORY, "np.pronoun": PRONOUN, "np.adj_one": ADJ_ONE,
    "np.adj_noun": ADJ_NOUN, "np.negation": NEGATION, "np.but": BUT, "np.but_any": BUT_ANY,
    "np.either": EITHER, "np.two": TWO, "np.left_right": LEFT_RIGHT, "np.front": FRONT, "np.back": BACK,
    "np.middle": MIDDLE, "np.near": NEAR, "np.drawer_named": DRAWER_NAMED, "np.drawer_any": DRAWER_ANY,
    "to.in": IN, "to.on": ON, "to.drawer": DRAWER, "to.open_drawer": OPEN_DRAWER, "to.bin": BIN,
    "to.holder": HOLDER, "to.next": NEXT,
    "heat": HEAT, "eat": EAT, "drink": DRINK, "cook": COOK, "np.purpose": PURPOSE, "whole.negation": WHOLE_NEGATION,
    "whole.but": WHOLE_BUT,
    "np.rank": RANK, "np.empty": EMPTY, "context": CONTEXT,
    "unsafe": UNSAFE, "unsafe.wet": WET, "chitchat": CHITCHAT, "infeasible": INFEASIBLE,
})
