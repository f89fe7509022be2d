"""English for practice alone: further ways of saying what the grammar says, crossed into many.

None of them is in tuning or testing: those splits were drawn before these were written, and stay as they
are. They are here because a reader that has met each command in a few dozen frames takes every new frame
for a doubt about what is meant.
"""

from __future__ import annotations

from scenes.grammar.crossing import crossed

DO = (
    "_", "just _", "now _", "next, _", "first _", "go ahead and _", "kindly _", "be a dear and _",
    "could you _?", "can you _?", "will you _?", "would you _?", "could you possibly _?", "could you quickly _?",
    "can you help me and _?", "would you be so kind as to _?", "would you be able to _?", "do you think you could _?",
    "is there any chance you could _?", "do me a favour: _", "i need you to _", "i want you to _",
    "i'd like you to _", "i'd appreciate it if you would _", "it would be great if you could _",
    "it would help if you _", "you should _", "you may _ now", "why don't you _?", "let's _", "try to _",
    "don't forget to _", "remember to _", "make sure you _", "your job is to _", "i'm asking you to _",
    "it's time to _", "hurry up and _", "if you can, _", "whenever you're ready, _", "since you're here, _",
    "robot, _", "ok so _", "all right, _", "right, _", "yeah, _", "hmm, _", "pretty please _",
    "the next job is to _", "what i need is for you to _", "see if you can _", "i was wondering if you could _",
    "somebody should _", "we have to _", "start by: _", "mind if i ask you to _?", "go on, _",
)
"""What stands before a command in the imperative."""

ENDINGS = ("", "", "", "", "", " for me", " now", " right away", " if you can", " when you get a moment", " thanks",
           " mate", " quickly", " carefully", " straight away", " at once", ", ok", ", will you", ", buddy",
           " before you do anything else", ", my friend", " already", " real quick", " this time", ", cheers")

GIVE_CORES = """
fetch {t} | def indef
bring {t} | def indef
bring {t} over | def indef
bring {t} here | def indef
bring {t} over to me | def
bring me over {t} | def indef
grab {t} | def indef
get {t} | def indef
get hold of {t} for me | def indef
hand {t} to me | def
pass {t} | def
pass {t} along | def
give {t} to me | def
give me {t} | def indef
deliver {t} | def
send {t} over | def
serve me {t} | def indef
lift {t} and hand it to me | def
take {t} and give it to me | def indef
pick {t} for me | def indef
pick up {t} for me | def indef
pick out {t} for me | def indef
find me {t} | def indef
find {t} and bring it to me | def indef
hold out {t} for me | def
reach me {t} | def
throw me {t} | def
let me get {t} | def indef
let me use {t} | def
set {t} on the tray for me | def
get me {t} from the counter | def indef
supply me with {t} | indef
"""

GIVE_OTHER = """
any chance of {t}? | indef
{t} would be great | def indef
{t} would be lovely | def indef
{t} would hit the spot | indef
{t} is what i need | def indef
{t} is the one i want | def
it's {t} i want | def
i could do with {t} | indef
i fancy {t} | indef def
i'll go with {t} | def indef
i think i'd like {t} | def indef
i choose {t} | def
make it {t} | def indef
i'm ready for {t} | def indef
i'm dying for {t} | indef
i can't reach {t}, could you? | def
i left {t} over there, bring it here | def
where is {t}? i need it | def
i have to have {t} | def indef
all i need is {t} | def indef
could i trouble you for {t}? | def indef
might i have {t}? | def indef
can we have {t}? | def indef
we need {t} over here | def indef
my daughter wants {t} | def indef
my guest asked for {t} | def indef
grandma would like {t} | def indef
{t} for me | bare def indef
{t} over here | bare def
{t} to me please | def bare
your task: {t} for me | def indef
there should be {t} here, i'd like it | indef
i see {t}, can i have it? | def indef
isn't that {t}? pass it to me | indef
you see {t}? hand it over | def
about {t}: bring it to me | def
{t} — could you hand it over? | def
i'm going to need {t} | def indef
i ran out of what i had, give me {t} | indef def
i want to use {t}, bring it here | def
i'd be happy with {t} | indef
would love {t} | indef
wanna have {t} | indef def
need {t} | def indef bare
want {t} | def indef bare
looking for {t}, pass it over | def indef
"""

MOVE_CORES = """
put {t} {d} | def imp
place {t} {d} | def imp
set {t} {d} | def imp
set {t} down {d} | def imp
put {t} down {d} | def imp
lay {t} down {d} | def imp
drop {t} {d} | def imp
drop {t} off {d} | def imp
move {t} over {d} | def imp
take {t} over and put it {d} | def imp
grab {t} and put it {d} | def imp
grab {t} and drop it {d} | def imp
pick {t} up and put it {d} | def imp
pick up {t} and drop it {d} | def imp
lift {t} and place it {d} | def imp
park {t} {d} | def imp
plonk {t} {d} | def imp
plop {t} {d} | def imp
stash {t} {d} | def imp
shove {t} {d} | def imp
throw {t} {d} | def imp
toss {t} {d} | def imp
relocate {t} so it's {d} | def imp
get {t} over and put it {d} | def imp
pop {t} {d} | def imp
put away {t} {d} | def imp
arrange {t} {d} | def imp
stow {t} {d} | def imp
load {t} {d} | def imp
bring {t} and put it {d} | def imp
have {t} {d} | def imp
find {t} and leave it {d} | def imp
remove {t} from the counter and put it {d} | def imp
"""

MOVE_OTHER = """
{t}: {d} | def
{t} {d} | def
{t} {d}, that's where i want it | def
{t}, {d} | def
{d} with {t} | def
{t} is to go {d} | def
{t} must go {d} | def
{t} needs to go {d} | def
{t} needs to be {d} | def
{t} has to be {d} by noon | def
{t} would be better {d} | def
{t} will be safer {d} | def
{t} is in my way, put it {d} | def
{t} looks lonely, put it {d} | def
i want {t} to end up {d} | def
i'd rather have {t} {d} | def
i'd prefer {t} {d} | def
i would like {t} moved, put it {d} | def
i think {t} should sit {d} | def
the best spot for {t} is {d} | def
the place for {t} is {d} | def
there's room {d} for {t} | def
we keep {t} {d} | def
my mother wants {t} {d} | def
why isn't {t} {d}? put it there | def
can we have {t} {d}? | def
could {t} go {d}? | def
{d} is where {t} should go | def
{d} is where i want {t} | def
see {t}? it goes {d} | def
about {t}: put it {d} | def
with {t}, do this: put it {d} | def
take hold of {t}, then put it {d} | def
you can leave {t} {d} | def
"""

SITUATIONS = (
    "the film is starting, _", "the match is on in a minute, _", "my break is almost over, _", "i've been up since five, _",
    "visitors are at the door, _", "the kids are home from school, _", "it's so hot in here, _", "the shelf came loose, _",
    "dinner is nearly ready, _", "the meeting went on for ever, _", "i just came back from a run, _", "for the man at table two: _",
    "for the lady by the window: _", "for my little brother: _", "for whoever sits over there: _", "tonight will be long, _",
    "nothing beats a quiet evening, _", "i'm on a diet, _", "i've earned it: _", "the doctor told me to, _",
    "hard day today, _", "there's a job to be done, _", "i'm about to start, _", "no time to waste, _", "_, i've a train to catch",
    "_, that's what i'm after", "_, and make it quick", "_, will ya", "_. that would make my day", "_! that's all i ask",
    "you're closer than me, _", "if you're heading over there, _", "while you're up, _", "as you pass by, _",
)
"""What happens to be going on when something is wanted."""

WANT_CORES = """
{t} please | bare def indef
so {t} please | bare def indef
i haven't got {t} yet | def indef
i still don't have {t} | def indef
what about {t}? | def indef
how about {t} for me? | def indef
{t} wouldn't hurt | indef def
i wouldn't say no to {t} | indef def
i wouldn't mind {t} | indef def
i can't do without {t} | def indef
{t} would come in handy | def indef
{t} would do me good | indef def
{t} is just the thing | indef def
{t} is all that's missing | indef def
there has to be {t} for me | indef
don't let me sit here without {t} | indef def
one of you get me {t} | def indef
we could use {t} | def indef
{t} will do | def indef
make mine {t} | def indef
i'm after {t} | def indef
i take {t} | def indef
mine is {t} | def
{t} it is | def
treat me to {t} | indef def
surprise me with {t} | indef
let's see {t} over here | def
get that hand moving and bring {t} | def
i want {t} to use it | def
"""

WHERE_CORES = """
{t} had better be {d} | def
{t} had better go {d} | def
{t} might as well go {d} | def
{t} would look nice {d} | def
{t} will look good {d} | def
{t} is safest {d} | def
{t} is better off {d} | def
{t} can wait {d} | def
{t} can live {d} | def
{t} can stay {d} for now | def
{t} ends up {d} | def
so {d} it is for {t} | def
{d} it goes, {t} | def
{d} is the spot for {t} | def
{t}? {d}! | def
{t}? {d}, please | def
off {d} with {t} | def
over {d} with {t} | def
hide {t} {d} | def
lock {t} up {d} | def
line {t} up {d} | def
squeeze {t} {d} | def
sneak {t} {d} | def
fit {t} {d} | def
dump {t} {d} | def
rest {t} {d} | def
send {t} {d} | def
i'd feel better with {t} {d} | def
i want to find {t} {d} | def
i expect {t} {d} | def
we all want {t} {d} | def
let {t} disappear {d} | def
there's space {d}, so use it for {t} | def
"""

PAST_IT_CORES = """
{t} is attracting flies
{t} stinks
{t} has been there for weeks
{t} is taking up space
{t} is falling apart
{t} is finished
{t} is used up
{t} is all sticky
{t} has gone brown
{t} gives me the creeps
{t} won't be missed
{t} isn't good any more
i'm through with {t}
i'm sick of {t}
i've had it with {t}
i never want to see {t} again
nobody wants {t}
i've emptied {t}
"""

GONE = (
    "_, deal with it", "_, it can go", "_, it can leave", "_, so out it goes", "_, so away with it", "_, bin it for me",
    "_, please take care of that", "_. in the bin, please", "_. time for the trash", "_. get it out of my sight",
    "_. the right bin is waiting", "_, make it vanish", "_, so make it go away", "_, could it go in the rubbish?",
    "ugh, _, into the bin", "look at that: _, throw it out", "_, would somebody chuck it?",
)
"""What is asked for when something is past it."""

NOT_HERE_CORES = """
{t} has no business here
{t} is not where it should be
{t} got lost on the counter
{t} wandered off again
{t} is in the way
{t} has been left out
{t} doesn't live on the counter
somebody forgot {t} here
we're done with {t} for today
how did {t} get here
{t} isn't needed just now
"""

HOME = (
    "_, back home with it", "_, back to its place", "_, take it home", "_. back to where it lives!", "_. you know where it goes",
    "_, so put it back", "_, so put it away", "_, to its usual place please", "_. send it home", "_, it wants to go home",
    "_. please see it back to its spot", "_, return it", "_, stow it away properly",
)
"""What is asked for when something is not where it belongs."""

DISPOSE_CORES = """
throw {t} away
throw out {t}
throw {t} out
chuck {t} out
chuck {t} away
bin {t}
toss {t}
toss out {t}
toss {t} in the right bin
get rid of {t}
dispose of {t}
discard {t}
trash {t}
junk {t}
ditch {t}
put {t} in the rubbish
put {t} in the trash
put {t} in the garbage
put {t} in the proper bin
drop {t} in the correct bin
throw {t} in the correct bin
take {t} to the bin
remove {t}, it's waste
sort {t} into the bin it belongs in
scrap {t}
lose {t}, it's rubbish
"""

DISPOSE_OTHER = """
{t} is trash
{t} is rubbish now
{t} is waste, deal with it
{t} can go in the bin
{t} should be binned
{t} should be thrown out
{t} must be thrown away
{t} is past it, throw it away
{t} is stale, get rid of it
{t} smells off, bin it
{t} is ruined, chuck it
{t} is of no use to me, throw it away
{t} has seen better days, throw it out
i don't need {t}, throw it away
i no longer want {t}, bin it
i'm fed up with {t}, throw it out
we're done with {t}, so toss it
we won't need {t} again, get rid of it
nobody will miss {t}, toss it out
no one wants {t} any more, throw it away
time to say goodbye to {t}, bin it
into the bin with {t}
away with {t}
which bin is right for {t}? put it there
in which bin does {t} go? throw it in
i want {t} out of here, in the bin
can {t} be thrown away? do it
"""

BELONGS_CORES = """
put {t} away
put away {t}
put {t} back
put {t} back where it lives
put {t} back where it came from
put {t} where it goes
put {t} where it should be
put {t} where it's supposed to be
put {t} where we keep it
put {t} in its proper place
put {t} in its rightful place
put {t} to its place
tidy {t} up
tidy up {t}
tidy away {t}
clean up {t}
clear away {t}
pack {t} away
stow {t} away
store {t} properly
return {t} to its place
return {t} to where it should be
take {t} back to its place
bring {t} to where it belongs
sort {t} away
get {t} to its usual place
"""

BELONGS_OTHER = """
{t} belongs somewhere else, take it there
{t} doesn't belong here, put it away
{t} is out of place
{t} is lying around, put it where it belongs
{t} should be put away
{t} must be put back in its place
{t} needs tidying away
{t} has its own place, put it there
you know the right place for {t}
i'm done using {t}, put it away
i don't need {t} right now, put it away
we're finished with {t}, put it back
who left {t} here? put it where it goes
where does {t} go? put it there
where should {t} be? put it there
let's get {t} back where it belongs
"""

OPEN_MORE = """
get {t} opened
pull {t} out
pull {t} out for me
slide out {t}
let {t} be open
i'd like {t} open
{t} should be open
{t}: open it
would you open {t} up?
can {t} be opened?
"""

CLOSE_MORE = """
get {t} closed
push {t} in
push {t} closed
slide {t} shut
i'd like {t} shut
{t} is still open, close it
{t}: close it
shut {t} again
can {t} be closed?
"""

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

LEFT_RIGHT_MORE = """
the {n} that's on the {side} | def
the {n} that is on the {side} | def
the {n} on my {side} | def
the {n} over on the {side} | def
the {n} most to the {side} | def
the {n} that's furthest to the {side} | def
the {n} on the very {side} | def
the {n} on the {side} there | def
the {side} {n} over there | def
the {n} that stands {side} | def
the {n} at the {side} | def
the {n} at the {side} end | def
{that} {side} {n} | def
the {n} standing on the {side} | def
the {n} to my {side} | def
"""

RANK_MORE = """
the {ordinal} {n} from {side} | def
{ordinal} {n} from the {side} | def
the {ordinal} {n} counted from the {side} | def
the {n} in {ordinal} place from the {side} | def
the {ordinal} {n} on the {side} | def
"""

FRONT_MORE = """
the {n} in front | def
the frontmost {n} | def
the closest {n} | def
the nearest {n} | def
the {n} right in front of me | def
the {n} that's nearest to me | def
"""

BACK_MORE = """
the {n} behind the others | def
the farthest {n} | def
the {n} that's farthest away | def
the {n} all the way at the back | def
the rear {n} | def
the most distant {n} | def
"""

MIDDLE_MORE = """
the {n} in between | def
the central {n} | def
the {n} right in the middle | def
the {n} that's in the middle | def
"""

NEAR_MORE = """
the {n} that's next to {x} | def
the {n} that's by {x} | def
the {n} closest to {x} | def
the {n} at the side of {x} | def
the {n} standing next to {x} | def
the {n} sitting by {x} | def
the {n} right by {x} | def
the {n} adjacent to {x} | def
the {n}, the one by {x} | def
the {n} which {is} near {x} | def
"""

EMPTY_MORE = """
the {n} that's empty | def
the {n} that has been emptied | def
the {n}, it's empty | def
the {n} i emptied | def
the finished {n} | def
"""

IN_MORE = """
in our {p}
inside that {p}
into that {p}
in the {p} over there
within the {p}
in this {p}
down in the {p}
"""

ON_MORE = """
on that {p}
over on the {p}
atop the {p}
on our {p}
onto that {p}
"""

DRAWER_MORE = """
in any drawer
into a drawer
in a drawer somewhere
inside the drawers
into some drawer
in either drawer
"""

OPEN_DRAWER_MORE = """
in the drawer that's open
into the drawer that's already open
in the opened drawer
"""

BIN_MORE = """
in any bin
in some bin
in one of our bins
inside a bin
"""

HOLDER_MORE = """
{io} that {h} there
inside the {h} | bowl
{io} our {h}
{io}to that {h}
"""

NEXT_MORE = """
right by {x}
close by {x}
just beside {x}
near to {x}
at the side of {x}
so it's next to {x}
so that it stands beside {x}
over by {x}
in the vicinity of {x}
"""

DRAWER_NAMED_MORE = """
this {p} | def
the {p} over there | def
your {p} | def
"""

DRAWER_ANY_MORE = """
any drawer | def
some drawer | def
a drawer for me | def
one of our drawers | def
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

NEED_MORE = {
    "need.quench_thirst": """
i want to drink something
i'm so thirsty
get me anything to drink
i haven't had a drop all day, give me something to drink
anything to drink around here?
give me a drink of any kind
i'm dehydrated
""",
    "need.eat": """
i want to eat something
i'm so hungry
get me anything to eat
i haven't eaten since breakfast
anything to eat around here?
feed me
i could use some food
""",
    "need.wake_up": """
i'm so sleepy, i need something against it
give me something with caffeine
i can't keep my eyes open, help me with something
something to perk me up, please
i need some energy to stay up late
""",
    "need.wipe": """
there's juice all over the table
look at these crumbs, i want to wipe them off
i need to mop this up, give me something for it
the table is dirty, i want to wipe it
i've made a mess, bring me something to wipe with
something to clean the counter, please
""",
    "need.drive_nail": """
a picture has to be hung and the nail isn't in the wall yet
this nail won't go in by itself
what do i knock this nail in with?
i have a nail to drive in, give me something
i need something to hit a nail with
something to knock this nail in, please
""",
    "need.drive_screw": """
i have a screw to tighten, give me something
i need something to drive a screw
something to turn screws with, please
""",
    "need.cut": """
how do i get this paper cut?
the tape won't come off without cutting
i have to cut some paper, give me something
i need something sharp to cut with
something to cut tape with, please
""",
    "need.hold_drink": """
i need something to pour a drink into
give me something to drink from
i want to have coffee, i need something to put it in
""",
    "need.stir": """
the sugar has sunk to the bottom of my cup
i want to stir my tea, give me something
i need something for stirring
something to stir with, please
""",
    "need.call": """
i have to call someone, give me something
i need something to phone with
i want to make a phone call, pass me the thing for it
""",
    "need.flavour_water": """
i want something sour for my water
my water tastes of nothing, give me something to flavour it
something to squeeze into my tea, please
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
    "give": (*crossed(DO, GIVE_CORES, ENDINGS), *crossed(SITUATIONS, WANT_CORES, ("",)), GIVE_OTHER, WANT_CORES),
    "move": (*crossed(DO, MOVE_CORES, ENDINGS), *crossed(SITUATIONS, WHERE_CORES, ("",)), MOVE_OTHER, WHERE_CORES),
    "dispose": (*crossed(DO, DISPOSE_CORES, ENDINGS), *crossed(GONE, PAST_IT_CORES, ("",)), DISPOSE_OTHER),
    "belongs": (*crossed(DO, BELONGS_CORES, ENDINGS), *crossed(HOME, NOT_HERE_CORES, ("",)), BELONGS_OTHER),
    "open": (*crossed(DO, "open {t}\nopen up {t}\npull {t} open\nslide {t} open", ENDINGS), OPEN_MORE),
    "close": (*crossed(DO, "close {t}\nshut {t}\nclose up {t}\npush {t} shut", ENDINGS), CLOSE_MORE),
    "eat": (EAT_MORE,), "drink": (DRINK_MORE,), "context": (CONTEXT_MORE,), "unsafe": (UNSAFE_MORE,),
    "np.kind": (KIND_MORE,), "np.category": (CATEGORY_MORE,), "np.pronoun": (PRONOUN_MORE,),
    "np.adj_one": (ADJ_ONE_MORE, ADJ_ONE_DOES), "np.adj_noun": (ADJ_NOUN_MORE, ADJ_NOUN_DOES),
    "np.two_one": (TWO_ONE,), "np.negation": (NEGATION_MORE,),
    "np.but": (BUT_MORE,), "np.but_any": (BUT_ANY_MORE,), "np.either": (EITHER_MORE,), "np.two": (TWO_MORE,),
    "np.purpose": (PURPOSE_MORE,), "np.left_right": (LEFT_RIGHT_MORE,), "np.rank": (RANK_MORE,),
    "np.front": (FRONT_MORE,), "np.back": (BACK_MORE,), "np.middle": (MIDDLE_MORE,), "np.near": (NEAR_MORE,),
    "np.empty": (EMPTY_MORE,), "np.drawer_named": (DRAWER_NAMED_MORE,), "np.drawer_any": (DRAWER_ANY_MORE,),
    "to.in": (IN_MORE,), "to.on": (ON_MORE,), "to.drawer": (DRAWER_MORE,), "to.open_drawer": (OPEN_DRAWER_MORE,),
    "to.bin": (BIN_MORE,), "to.next": (NEXT_MORE,),
    "whole.negation": (WHOLE_NEGATION_MORE,), "whole.but": (WHOLE_BUT_MORE,),
    **{group: (block,) for group, block in (*IT_MORE.items(), *NEED_MORE.items())},
}
"""Blocks of forms by the name of their group."""

NAMES: dict[str, tuple[str, ...]] = {
    "coke": ("Coke can", "can of Coca-Cola", "coca cola"), "pepsi": ("Pepsi can", "pepsi cola"),
    "sprite": ("Sprite can", "lemon-lime pop"), "orange_soda": ("Fanta can", "can of Fanta", "orange pop"),
    "redbull": ("Red Bull can", "can of Red Bull", "red bull"),
    "water": ("bottle of water", "mineral water", "still water"), "tea": ("bottle of tea", "iced tea", "tea bottle"),
    "multigrain_chips": ("multigrain crisps", "multi-grain chips", "wholegrain chips"),
    "rice_chips": ("rice crisps", "bag of rice crisps"), "kettle_chips": ("kettle crisps", "bag of kettle crisps"),
    "jalapeno_chips": ("jalapeno crisps", "jalapeño chips", "chilli chips"),
    "energy_bar": ("protein bar", "cereal bar", "muesli bar"),
    "clean_sponge": ("unused sponge", "fresh sponge", "spotless sponge"),
    "dirty_sponge": ("grimy sponge", "filthy sponge", "mucky sponge"),
    "red_cup": ("red coffee cup",), "blue_cup": ("blue coffee cup",), "rock": ("pebble", "chunk of rock"),
    "hammer": ("claw hammer",), "scissors": ("shears",), "spoon": ("teaspoon", "soup spoon", "silver spoon"),
    "phone": ("smartphone", "cellphone", "mobile"), "blue_bowl": ("bowl made of plastic",),
    "metal_bowl": ("stainless steel bowl", "bowl made of metal"), "white_bowl": ("porcelain bowl",),
    "plate": ("dinner plate",),
    "tray": ("handover tray", "serving tray"), "recycling": ("recycle bin", "recyclables bin", "blue recycling bin"),
    "landfill": ("residual waste bin", "black landfill bin"),
    "compost": ("organic waste bin", "green compost bin", "bio bin"),
    "top_drawer": ("uppermost drawer", "highest drawer", "drawer at the top", "topmost drawer"),
    "bottom_drawer": ("lowest drawer", "drawer at the bottom", "bottommost drawer"),
    "cooktop": ("stovetop", "cooker"), "sink": ("kitchen sink", "washbasin"),
    "edge": ("rim of the counter", "edge of the table", "very edge of the counter"),
}
"""Further names of kinds and places."""

NOUNS: dict[str, tuple[str, ...]] = {
    "drink": ("refreshment", "thing to drink"), "soda": ("soda pop",), "fruit": ("fruit item",),
    "snack": ("nibble", "snack item"), "chips": ("packet of crisps", "crisp bag"), "sponge": ("scrubbing sponge",),
    "cup": ("coffee cup", "coffee mug"), "tool": ("implement", "piece of equipment"),
    "can": ("tin can", "drinks can"), "bottle": ("plastic bottle",), "bag": ("pouch",),
    "electronics": ("electronic gadget", "electronic thing"),
}
"""Further nouns of categories."""

DOES: dict[str, tuple[str, ...]] = {
    "sweet": ("tastes of sugar", "is full of sugar", "has sugar in it", "satisfies a sweet tooth"),
    "fizzy": ("fizzes", "bubbles", "tickles the nose", "has gas in it", "makes you burp"),
    "sour": ("makes you pull a face", "tastes sour", "puckers the lips"),
    "spicy": ("burns the tongue", "has a kick", "makes the eyes water", "has chilli in it"),
    "salty": ("tastes of salt", "has salt on it", "makes you thirsty"),
    "healthy": ("is good for me", "a doctor would recommend", "keeps one fit", "does the body good"),
    "caffeinated": ("keeps me awake", "contains caffeine", "wakes you up", "gives a caffeine kick"),
    "caffeine_free": ("has no caffeine in it", "lets me sleep afterwards", "contains no caffeine"),
    "unsweetened": ("has no sugar in it", "contains no sugar", "isn't sweetened"),
    "crispy": ("crunches", "crackles between the teeth", "makes noise when you bite it"),
    "soft": ("can be squeezed", "gives way when pressed", "isn't hard"),
    "dirty": ("needs a wash", "has seen better days", "has been used already", "isn't clean any more"),
    "clean": ("has never been used", "is still fresh from the pack", "isn't dirty"),
    "sharp": ("cuts", "you could cut yourself on", "has blades"),
    "juicy": ("is full of juice", "drips when you bite it"),
    "flavoured": ("has a taste", "tastes of something"),
    "red": ("is red all over", "is the colour of blood"), "blue": ("is the colour of the sky", "is all blue"),
    "green": ("is the colour of grass", "is all green"), "yellow": ("is the colour of the sun", "is all yellow"),
    "purple": ("is the colour of grapes", "is all purple"), "white": ("is as white as snow", "is all white"),
    "black": ("is as black as coal", "is all black"), "brown": ("is the colour of chocolate", "is all brown"),
    "silver": ("shines like silver", "is silver all over"), "clear": ("you can see through", "lets the light through"),
    "orange": ("is the colour of a carrot",), "pink": ("is the colour of a flamingo",),
}
"""What a thing does, or can be said of it, that has a property: after "the one that"."""

ADJECTIVES: dict[str, tuple[str, ...]] = {
    "sweet": ("sweet-tasting", "sweetened"), "fizzy": ("gassy", "effervescent"), "sour": ("acidic", "sharp-tasting"),
    "spicy": ("fiery", "peppery"), "healthy": ("nutritious", "good-for-you"), "crispy": ("crackly",),
    "soft": ("squashy", "spongy"), "dirty": ("mucky", "stained", "grubby"), "clean": ("spotless", "brand-new"),
    "caffeinated": ("caffeine-rich",), "unsweetened": ("no-sugar",), "red": ("reddish", "crimson"),
    "blue": ("bluish",), "green": ("greenish",), "yellow": ("yellowish",), "silver": ("silvery", "silver-coloured"),
    "white": ("whitish",), "brown": ("brownish",), "pink": ("pinkish",), "purple": ("lilac",), "black": ("jet-black",),
    "grey": ("greyish",), "salty": ("salted",),
}
"""Further adjectives of facts."""
