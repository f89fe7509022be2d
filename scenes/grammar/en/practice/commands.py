"""Frames of commands, English, for practice alone."""

from __future__ import annotations

from scenes.grammar.crossing import crossed
from scenes.grammar.en.practice import tidying
from scenes.grammar.en.practice.asking import DO, ENDINGS

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

GROUPS: dict[str, tuple[str, ...]] = {
    "give": (*crossed(DO, GIVE_CORES, ENDINGS), *crossed(SITUATIONS, WANT_CORES, ("",)), GIVE_OTHER, WANT_CORES),
    "move": (*crossed(DO, MOVE_CORES, ENDINGS), *crossed(SITUATIONS, WHERE_CORES, ("",)), MOVE_OTHER, WHERE_CORES),
    **tidying.GROUPS,
    "open": (*crossed(DO, "open {t}\nopen up {t}\npull {t} open\nslide {t} open", ENDINGS), OPEN_MORE),
    "close": (*crossed(DO, "close {t}\nshut {t}\nclose up {t}\npush {t} shut", ENDINGS), CLOSE_MORE),
}
"""Blocks of forms by the name of their group."""
