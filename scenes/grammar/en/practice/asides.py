"""Commands told with people, happenings and reasons around them, English, for practice alone.

People seldom give the bare command: they say who wants it, what happened, why it must go. None of that changes
what is meant, and a reader has to learn as much.
"""

from __future__ import annotations

from scenes.grammar.crossing import told

WHO = (
    "my sister", "the neighbour", "uncle bob", "grandpa", "the twins", "my flatmate", "the plumber", "the boss",
    "our guest", "the baby", "my husband", "my wife", "aunt mary", "the new intern", "the cook", "a friend of mine",
    "the professor", "my niece", "the cat", "someone from upstairs", "the delivery guy", "mum", "dad", "the kid",
)
"""People something is said about; none of them is on the counter."""

HAPPENED = (
    "will be by later", "called a minute ago", "has been waiting since noon", "fell asleep on the sofa",
    "just got back from the gym", "is in one of those moods", "couldn't make it today", "left in a hurry",
    "has been up all night", "is expecting visitors", "got soaked in the rain", "won the lottery, apparently",
    "is moving out on friday", "has a dentist's appointment", "had a rough morning", "is on the phone again",
    "is painting the fence", "lost the car keys", "wants to bake something", "is doing homework",
    "came home early", "forgot my birthday", "has a cold", "is cleaning the windows", "weeded the garden for hours",
)
"""What they did, or what became of them."""

CONTEXT = """
{who} {did}. {cmd}
{who} {did}, so {cmd}
{who} {did} and my hands are full, {cmd}
{cmd}. {who} {did}
{cmd}, {who} {did}
{cmd}, because {who} {did}
{cmd} before {who} comes in
{cmd} while {who} isn't looking
{cmd}, {who} said so
{cmd} and tell {who} i said hello
did you hear? {who} {did}! anyway, {cmd}
{who} {did}, can you believe it... well, {cmd}
ugh, what a day, {who} {did}. {cmd}
not that it matters, but {who} {did}. {cmd}
both my hands are covered in dough, so {cmd}
i'm sitting in a wheelchair and can't get to it. {cmd}
sorry to be a bother, {cmd}
only three hours of sleep, {cmd}
{cmd}, that's the new house rule
{cmd}, i don't mind how you do it
{cmd}, and nothing else
"""

GIVE = """
{who} is asking for {t} | def indef
{who} would like {t} over here | def indef
{who} asks whether you'd be so kind as to hand over {t} | def
{who} can't do without {t} | def indef
{who} sent me for {t} | def indef
{t} is for {who}, hand it over | def indef
{who} keeps going on about {t}, so pass it to me | def indef
{who} {did} and needs {t} | def indef
{who} {did}. {t}, please | def indef bare
{who} {did}, all that's lacking is {t} | def indef
{who} {did}. {t} would be just right | def indef
i promised {who} {t} | def indef
{who} is ready for {t} now, send it my way | def indef
{who} could really do with {t} | def indef
won't you let {who} have {t}? | def indef
reporting for duty! only lacking {t} | indef def
{who} owes me {t}, let's have it | def indef
which leaves {t}. let's have it, then | def
my blood sugar is dropping, {t}, quick | def indef
whatever you do, don't come back without {t} | def indef
{t} in my hand in ten seconds, can you? | def indef
if {who} asks, {t} is with me. so bring it | def
"""

MOVE = """
{t} is sticky, {d} with it before anyone touches it | def
{t}'s dirty, {d} with it | def
{t} needs rinsing, so {d} it goes | def
{t} might roll off, {d} please | def
leave {t} {d} where {who} will see it | def
{who} will be by later for {t}, so leave it {d} | def
save {t} for tomorrow, {d} is good | def
from now on {t} lives {d} | def
{t} may disappear {d} | def
keep {t} {d} till {who} is back | def
could {t} be {d} by the time {who} gets here? | def
{t} looks sad here. {d}, and it's a different room | def
{who} {did} and wants {t} {d} | def
{who} {did}. {t}, {d}, please | def
{who} stepped on {t} once, so {d} with it | def
for the photo i'd like {t} {d} | def
a picture with {t} {d} would look good | def
{t} rattles here, {d} it's quieter | def
{who} keeps nicking {t}, hide it {d} | def
mind {t}: {d}, gently | def
{t} shouldn't lie about, {d} is where i'd have it | def
{t} had its outing, {d} now | def
{t} {d} and we're done | def
{d}! {t}! now! | def
"""

DISPOSE = """
{t}'s had its day | def
{t} has had its day. out | def
{t} is chipped and could cut a lip, throw it out | def
{t} leaks, get rid of it | def
{t} is way past its date, get rid | def
{t}'s gone bad, out with it | def
{who} dropped {t} on the floor, bin it | def
{who} won't touch {t} any more, out with it | def
{who} {did} and never finished {t}, throw it away | def
{who} sneezed all over {t}, bin it please | def
that smell is {t}, isn't it? away with it | def
the wasps are after {t}, make it go away | def
{t} has been sitting there since {who} left, toss it | def
we've no use for {t}, you know which bin | def
{t} is only taking up space, off to its bin | def
"""

BELONGS = """
{who} left {t} lying about again, put it where it lives | def
{who} {did} and forgot {t}, put it away | def
{who} will trip over {t}, tidy it away | def
{t} is done for today, back to its place | def
before {who} sees it: {t}, back where it belongs | def
{t}'s in my way, where does it live? put it there | def
{who} {did}, so {t} can go home | def
"""

OPEN = """
{t} needs sliding out | def
{t} could do with opening | def
i can't get {t} open with these hands | def
my hands are full, so {t} needs pulling out for me | def
{t} is stuck for me, would you pull it? | def
{who} wants to look into {t} | def
{t}'s shut and i need something in there | def
"""

CLOSE = """
{t} needs sliding in | def
{who} will bump into {t}, shut it | def
nobody closed {t} | def
{t}'s still hanging out, push it in | def
"""

HEAT = """
{t}'s gone cold, microwave time
{t} went stone cold, microwave
microwave time for {t}
zap {t} for me
{t} could do with a minute in the microwave
{who} likes {t} warm, use the microwave
"""

WHOLE_NEGATION = """
{who} wants {a} {n}, but anything {adj} is banned
anything {adj} gives {who} a rash. {a} {n}, please
{a} {n} for {who}, only not {a2} {adj} one | singular
i can't bear {adj} things. {a} {n}, please
{a} {n}, and mind it {isnt} {adj}
not fussed about the {n}, except that {adj} is a no | singular
{a} {n}, {adj} ones burn my tongue so no to those | singular
whichever {n}, {adj} excepted | singular
the dentist has banned anything {adj}. {a} {n}, then
{a} {n}!! but {adj} ones can stay where they are | singular
i'd take {a} {n}, though nothing {adj}, thanks
{a} {n}, as long as nobody calls it {adj}
send {a} {n} my way, but {adj} isn't for me
"""

WHOLE_BUT = """
{k} makes me ill, give me another {n} | singular
i can't bear {k}. which leaves what {n}? let's have it | singular
{who} hates {k}, so {a} {n}, but not that
{a} {n} for {who}, who can't stand {k}
i still need the {k}, but the other {n} may come to me | singular
the {k} stays here. give me the other {n} | singular
leave the {k} alone and bring me {a} {n}
{a} {n}, {who} took the {k} yesterday and i want a change
"""

_WORDS = {"who": WHO, "did": HAPPENED}
_BLOCKS = {
    "context": CONTEXT, "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "open": OPEN, "close": CLOSE,
    "heat": HEAT, "whole.negation": WHOLE_NEGATION, "whole.but": WHOLE_BUT,
}

GROUPS: dict[str, tuple[str, ...]] = {group: (told(block, **_WORDS),) for group, block in _BLOCKS.items()}
"""Blocks of forms by the name of their group."""
