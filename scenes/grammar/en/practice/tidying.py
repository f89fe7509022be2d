"""Frames of commands that name no place: throwing away, putting away. English, for practice alone."""

from __future__ import annotations

from scenes.grammar.crossing import crossed
from scenes.grammar.en.practice.asking import DO, ENDINGS

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

GROUPS: dict[str, tuple[str, ...]] = {
    "dispose": (*crossed(DO, DISPOSE_CORES, ENDINGS), *crossed(GONE, PAST_IT_CORES, ("",)), DISPOSE_OTHER),
    "belongs": (*crossed(DO, BELONGS_CORES, ENDINGS), *crossed(HOME, NOT_HERE_CORES, ("",)), BELONGS_OTHER),
}
"""Blocks of forms by the name of their group."""
