"""What people mean in the kitchen, and the same tables of every world."""

from __future__ import annotations

from scenes.bench.speech import SPEECH as BENCH
from scenes.catalogue import World
from scenes.tables import Speech

_NONE: frozenset[str] = frozenset()

KITCHEN = Speech(
    nouns=("drink", "soda", "cola", "energy_drink", "fruit", "citrus", "food", "snack", "chips", "sponge", "cup", "tool",
           "electronics", "can", "bottle", "bag"),
    lone_traits=("sweet", "fizzy", "sour", "spicy", "salty", "healthy", "caffeinated", "crispy", "soft", "sharp", "dirty"),
    trait_nouns={
        "sweet": ("drink", "soda", "fruit", "snack", "food", "can"),
        "fizzy": ("drink", "can", "bottle"),
        "sour": ("fruit", "food", "citrus"),
        "spicy": ("snack", "chips", "food", "bag"),
        "salty": ("snack", "food"),
        "healthy": ("drink", "fruit", "snack", "chips", "food"),
        "caffeinated": ("drink", "soda", "can", "bottle"),
        "caffeine_free": ("drink", "soda", "can"),
        "unsweetened": ("drink", "bottle"),
        "flavoured": ("drink",),
        "crispy": ("snack", "fruit", "food"),
        "soft": ("fruit",),
        "sharp": ("tool",),
        "dirty": ("sponge",),
        "clean": ("sponge",),
    },
    negated={
        "sweet": ("drink", "snack", "fruit", "food"), "fizzy": ("drink",), "caffeinated": ("drink", "soda", "can"),
        "spicy": ("snack", "chips"), "healthy": ("snack", "drink"), "crispy": ("snack", "fruit"),
        "sour": ("fruit",), "dirty": ("sponge",), "red": ("can", "drink", "soda", "fruit", "cup"),
        "green": ("can", "drink", "soda", "bag"), "yellow": ("fruit",), "blue": ("can", "drink", "cup"),
    },
    purposes=("quench_thirst", "wake_up", "wipe", "drive_nail", "drive_screw", "cut", "stir", "call", "eat_soup",
              "hold_drink", "flavour_water"),
    landmarks=("sink", "microwave", "cooktop"),
    wished=("drink", "soda", "cola", "fruit", "citrus", "snack", "chips", "food", "can", "bottle", "bag"),
    empties=("can", "bottle", "bag", "chips"),
    holders=("blue_bowl", "metal_bowl", "white_bowl", "plate"),
    bins=("landfill", "recycling", "compost"),
    on_places=("cooktop", "edge", "tray"),
    topics=("adj", "adj", "adj", "is", "is", "drink", "rotten", "expired", "expired", "cleaning"),
    topic_adjectives=("sweet", "sour", "spicy", "salty", "fizzy", "crispy", "soft"),
    topic_facts={"drink": (frozenset({"drink"}), _NONE), "rotten": (frozenset({"organic"}), _NONE),
                 "expired": (_NONE, frozenset({"food", "drink"})), "cleaning": (frozenset({"sponge"}), _NONE)},
    put_away=(("fruit", ("fruit", "水果")), ("drink", ("drinks", "饮料")), ("snack", ("snacks", "零食")),
              ("tool", ("tools", "工具")), ("cup", ("used cups", "用过的杯子"))),
)


def speech_of(world: World) -> Speech:
    """What can be meant in a world."""
    return BENCH if world == "bench" else KITCHEN
