"""Needs that name no thing: what is for that purpose is meant."""

from __future__ import annotations

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

GROUPS = {f"need.{purpose}": block for purpose, block in NEED.items()}
