"""Frames of commands: who says what is to be done with the thing ``{t}``, and where to ``{d}``."""

from __future__ import annotations

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

GROUPS = {
    "give": GIVE,
    "move": MOVE,
    "dispose": DISPOSE,
    "belongs": BELONGS,
    "open": OPEN,
    "close": CLOSE,
}
"""Blocks of forms by the name of their group."""
