"""Needs that name no thing, English, for practice alone."""

from __future__ import annotations

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

GROUPS: dict[str, tuple[str, ...]] = {group: (block,) for group, block in NEED_MORE.items()}
"""Blocks of forms by the name of their group."""
