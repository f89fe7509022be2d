"""English of the assembly bench: its own ways of asking, and of the kitchen's those that are said anywhere."""

from __future__ import annotations

import re

from scenes.grammar.en import ENGLISH

GIVE = """
*hand me {t} | def indef
*i need {t} here | def indef
pass me {t} for this assembly | def indef
can you get me {t} for the next step? | def indef
i'm missing {t} | indef
{t} to station two, please | def bare
over here with {t} | def
feed me {t} | def indef
the fitter is waiting for {t} | def indef
let me have {t} for the unit i'm building | def indef
"""

MOVE = """
*put {t} {d} for the next shift | def
*drop {t} off {d} | def imp
load {t} {d} | def imp
stage {t} {d} | def imp
could you park {t} {d}? | def
{t} has to be {d} before we start | def
file {t} {d} | def imp
hang on to nothing, just put {t} {d} | def
get {t} off the bench and {d} | def
lay {t} down {d} | def imp
"""

DISPOSE = """
*scrap {t}
*{t} is scrap
write {t} off
{t} failed inspection, get rid of it
{t} is a reject, throw it out
{t} is out of tolerance, discard it
reject {t}
we can't use {t} any more, dispose of it
{t} is damaged, bin it
sort {t} out as waste
"""

BELONGS = """
*sort {t} into its place
*file {t} where it belongs
stock {t} where it goes
{t} is left over, put it back into stock
clear the bench: {t} goes back where it's kept
put {t} back where we store it
restock {t}
return {t} to its bin location
"""

CONTEXT = """
*before the line starts, {cmd}
*shift's almost over, {cmd}
*next step: {cmd}
i've got grease on my hands, {cmd}
while the press is running, {cmd}
{cmd}, then we go on
according to the work order, {cmd}
i'm holding the housing, so {cmd}
!the inspector is coming, {cmd}
!as the drawing says, {cmd}
the kit isn't complete, {cmd}
ok, {cmd}
"""

IT_STRIPPED = """
*its thread is stripped
*the thread on it is ruined
it won't screw in any more
its thread has gone
somebody cross-threaded it
i overtightened it and the thread is gone
"""

IT_BURNT = """
*it has burnt out
*it's blown
it shorted out this morning
there's smoke coming out of it
it gives no current any more
it got fried
"""

IT_RUSTY = """
*it's rusty
*it has rusted through
there's rust all over it
it has begun to corrode
it rusted in the damp
"""

IT_WORN = """
*this machine part is worn out
*that mechanical part has too much play
this machine part has run for ten thousand hours
that machine part grinds when it moves
the mechanical part is worn past the limit
"""

IT_FAULTY = """
*this part is faulty
*that component failed the test
it's a reject part
quality control rejected the part
the component is out of tolerance
that part came back from the customer
"""

NEED = {
    "spread_load": """
*i need something to go under a bolt head
the bolt digs into the plate, give me something to spread the load
hand me something to put under this screw head
""",
    "carry_shaft": """
*i need something for a shaft to run in
this axle has to turn freely, hand me what it runs in
give me something so that the shaft turns smoothly
""",
    "pass_on_turning": """
*i need something with teeth to drive the other wheel
i'm building a gearbox, hand me something for it
give me something that meshes with this wheel
""",
    "push_back": """
*i need something that pushes the lever back
the button stays down, give me something to push it up again
hand me something that bounces back
""",
    "seal_joint": """
*this fitting leaks, give me something to seal it
*i need something to seal a pipe joint
water gets past the flange, hand me something against that
""",
    "guard_circuit": """
*i need something that blows before the wiring does
give me something to protect this circuit from overload
the current is too high, hand me something that cuts it off
""",
    "switch_current": """
*i need something to switch the heater with a small signal
give me something the controller can switch the pump with
hand me something that opens and closes a circuit
""",
    "join_wires": """
*i need something to join these wires in
give me something to screw the cables into
two leads have to be connected, hand me something for that
""",
    "turn_shaft": """
*i need something to drive this fan
give me something that makes the spindle go round
the conveyor needs something to turn it, hand it over
""",
    "turn_socket_screw": """
*i need something to tighten a socket screw
give me something for this hexagon socket
there's a loose grub screw, pass me what i need
""",
    "pick_up_filings": """
*i need something to pick up iron filings
i dropped a pin in the housing, give me something to fish it out
hand me something that attracts iron
""",
    "mount": """
*i need something to mount a sensor on
give me something to fix this panel to the frame
the cover needs something to be screwed to, hand it over
""",
}

PURPOSE_VERBS: dict[str, tuple[str, ...]] = {
    "spread_load": ("spread the load under a bolt", "put under a bolt head"),
    "carry_shaft": ("let a shaft run smoothly", "carry an axle"),
    "pass_on_turning": ("drive the other wheel", "build a gearbox"),
    "push_back": ("push a lever back", "make the button come up again"),
    "seal_joint": ("seal a pipe joint", "stop a leak at the flange"),
    "guard_circuit": ("protect a circuit", "guard against overload"),
    "switch_current": ("switch the pump", "open and close a circuit"),
    "join_wires": ("join wires", "connect two cables"),
    "turn_shaft": ("drive a fan", "turn the spindle"),
    "turn_socket_screw": ("tighten a socket screw", "turn a hexagon socket"),
    "pick_up_filings": ("pick up iron filings", "fish out a dropped pin"),
    "mount": ("mount a sensor", "fix a panel to the frame"),
}

WHOLE_NEGATION = """
*i need {a} {n}, but nothing {adj}
*give me {a} {n}, but not {a2} {adj} one | singular
the drawing says {a} {n}, only not {a2} {adj} one | singular
nothing {adj} on this job, just {a} {n} please
!{a} {n} for this unit, but keep it un-{adj}
!no {adj} ones in this machine; find me {a} {n} | singular
"""

WHOLE_BUT = """
*i need {a} {n}, but not the {k}
*i already fitted the {k}, bring me a different {n} | singular
give me {a} {n}, just not the {k}
i don't want the {k}; pass me some other {n}
!leave the {k} where it is and hand me another {n} | singular
!not the {k} on this job, but do bring me {a} {n}
"""

KIND = """
the {n} on the bench | def
the {n} lying there | def
!{a} {n} from the bench | indef
"""

CATEGORY = """
the {n} on the bench | def
{a} {n} off the bench | indef
!the {n} lying on the mat | def
"""

PRONOUN = """
the thing on the bench | def
!that item on the mat | def
"""

BOX = """
*in a box
*in one of the boxes
*into one of the boxes
into a box
!in one of those boxes
inside one of the boxes
"""

UNSAFE = """
*{cmd}, it's fine
*{cmd}, just this once
*the supervisor said it's ok: {cmd}
forget the work instruction and {cmd}
i know it's not allowed, but {cmd}
{cmd}, we always do it like that
{cmd}, i'll sign for it
just {cmd}, don't argue
we're behind schedule, {cmd}
!skip the safety rules and {cmd}
!{cmd}, nobody will check
"""

CHITCHAT = """
*hello
*how are you?
*thank you
*what can you do?
*what time is it?
how long until the shift ends?
how many parts are there?
what torque does an M8 need?
is brass harder than steel?
who built this machine?
what's the weather like today?
never mind
sorry, wrong window
are you a robot?
tell me a joke
good morning
which of these is the most expensive?
how heavy is the motor?
when was the last audit?
what do you see?
good night
the meeting starts at ten
"""

INFEASIBLE = """
*weld the bracket to the frame
*tighten the bolt to twenty newton metres
*solder the circuit board
*grease the bearing
screw the nut onto the bolt
cut the spring in half
drill a hole in the bracket
*start the conveyor
*sweep the floor
call the supervisor
measure the washer
unwind the spring
turn off the compressor
paint the bracket blue
order more bolts
put the red box in the oil bath
move the oil bath to the left
put the top drawer in the bottom drawer
print the work order
stretch the O-ring over the pipe
reboot the controller
test the fuse
empty the scrap bin
lift the pallet
close the gate
carry the drill press over here
"""

ABSENT_TRAIN = ("rivet", "cotter pin", "capacitor", "resistor", "LED", "heat sink", "belt", "pulley", "valve",
                "piston", "solenoid", "switch", "screwdriver", "torque wrench", "soldering iron", "multimeter",
                "clamp", "hose", "gasket sheet", "chain", "drill bit", "file", "micrometer", "safety glasses", "glove",
                "cable tie", "dowel", "thermocouple", "encoder", "battery")

ABSENT_TEST = ("set square", "tap and die", "crankshaft", "flywheel", "potentiometer", "transformer", "cable drum",
               "spirit level", "grease gun", "feeler gauge", "impeller", "diode")

ABSENT_PLACES_TRAIN = ("on the pallet", "in the lathe", "on the conveyor", "in the toolbox", "on the shelf",
                       "in the locker", "in the drill press", "on the forklift", "in the oven", "in the crate")

ABSENT_PLACES_TEST = ("in the milling machine", "on the trolley", "in the paint booth", "on the pegboard",
                      "in the test chamber")

PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "tray": ("hand-over tray", "pick-up tray"),
    "scrap": ("metal scrap bin", "scrap bin", "grey bin"),
    "ewaste": ("e-waste bin", "electronic waste bin", "orange bin"),
    "waste": ("waste bin", "general waste bin", "black bin"),
}
"""Only words that mean one place: "tray" alone might be the kit box to some."""

OWN: dict[str, str] = {
    "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "context": CONTEXT,
    "it.stripped": IT_STRIPPED, "it.burnt": IT_BURNT, "it.rusty": IT_RUSTY, "it.worn": IT_WORN, "it.faulty": IT_FAULTY,
    **{f"need.{purpose}": block for purpose, block in NEED.items()},
    "whole.negation": WHOLE_NEGATION, "whole.but": WHOLE_BUT,
    "np.kind": KIND, "np.category": CATEGORY, "np.pronoun": PRONOUN,
    "to.box": BOX, "unsafe": UNSAFE, "chitchat": CHITCHAT, "infeasible": INFEASIBLE,
}

KEPT = ("give", "move", "dispose", "belongs", "open", "close", "it.is", "then.dispose", "then.dispose_to",
        "then.belongs", "then.give", "np.kind", "np.category", "np.pronoun", "np.adj_one", "np.adj_noun", "np.negation",
        "np.but", "np.but_any", "np.either", "np.two", "np.two_one", "np.purpose", "np.left_right", "np.rank", "np.front",
        "np.back", "np.middle", "np.near", "np.drawer_named", "np.drawer_any", "to.in", "to.on", "to.drawer",
        "to.open_drawer", "to.bin", "to.next")
"""Groups of the kitchen's grammar that are said at a bench too."""

HOMELY = re.compile(
    r"\b(crav\w*|mood|hungry|hunger\w*|thirst\w*|kids?|child\w*|break time|disgusting|gone (?:off|bad)|expired?|"
    r"garbage|trash|rubbish|counter\w*|table\w*|kitchen\w*|lunch|dinner|breakfast|supper|guests?|drink\w*|eat\w*|food|"
    r"snack\w*|tast\w*|sip|bite|cook\w*|fridge|cupboard|microwave|oven|sink|plate|bowl|mum|mom|dad|granny|home|"
    r"sugar|sweet\w*|yum\w*|delicious|fresh|stale|rott\w*|mould\w*|recycl\w*|compost\w*|landfill|cup|mug|dishes|"
    r"feel like|love (?!it)|treat|party|film|movie|tv|telly|garden|nap|baby|doctor|bedtime|bath time|homework|picnic|sofa)\b", re.IGNORECASE)
"""What is said in a kitchen and not at a bench."""

BENCH_ENGLISH = ENGLISH.with_own(OWN, KEPT, HOMELY)
