"""What IntroPlan's things and places are called in our kitchen, and what its rows get wrong.

A name is mapped where a person who looks at our counter would use it of the same thing. What our kitchen
lacks (ovens, pans, kettles, trays to bake on, plates that are not of china) has no entry.
"""

from __future__ import annotations

from typing import Literal

from evals.suites.introplan_rows import Row
from scenes.catalogue import kinds

Slip = Literal["cut_name", "not_in_scene", "intent_not_possible", "no_reading"]
SLIPS: dict[Slip, str] = {
    "cut_name": "a name stops half-way (\"bottled\")",
    "not_in_scene": "a thing that is meant or possible is not in the scene",
    "intent_not_possible": "what is meant is not among what is possible",
    "no_reading": "no possible object can go to a possible location",
}

THINGS: dict[str, str] = {
    "Coke": "coke", "Pepsi": "pepsi", "Sprite": "sprite", "orange soda": "orange_soda", "RedBull": "redbull",
    "bottled water": "water", "bottled unsweetened tea": "tea", "apple": "apple", "orange": "orange",
    "multigrain chips": "multigrain_chips", "rice chips": "rice_chips", "kettle chips": "kettle_chips",
    "jalapeno chips": "jalapeno_chips", "energy bar": "energy_bar", "clean sponge": "clean_sponge",
    "dirty sponge with food residue": "dirty_sponge", "dirty sponge": "dirty_sponge",
    "plastic bowl": "blue_bowl",
    "metal bowl": "metal_bowl", "ceramic bowl": "white_bowl", "ceramic plate": "plate", "phone": "phone",
    "banana": "banana", "lemon": "lemon", "rock": "rock", "hammer": "hammer", "screwdriver": "screwdriver",
    "scissors": "scissors",
}
PLACES: dict[str, str] = {
    "pick-up": "tray", "landfill": "landfill", "landfill bin": "landfill", "recycling": "recycling",
    "recycling bin": "recycling", "compost": "compost", "compost bin": "compost", "top drawer": "top_drawer",
    "bottom drawer": "bottom_drawer", "microwave": "microwave", "cooktop": "cooktop", "stove": "cooktop",
    "portable induction cooktop": "cooktop", "sink": "sink",
}
"""Every scene of ours has them all, whether the row's scene names them or not."""


def slip_of(row: Row) -> Slip | None:
    """What its authors got wrong, if anything: such a row has no truth to be held against."""
    things = (*row.intent_objects, *row.possible_objects)
    locations = (*row.intent_locations, *row.possible_locations)
    if any(_is_cut(name, row) for name in (*things, *locations)):
        return "cut_name"
    if (any(thing not in row.scene_objects for thing in things)
            or any(name in THINGS and name not in row.scene_objects for name in locations)):
        return "not_in_scene"
    if not (set(row.intent_objects) <= set(row.possible_objects)
            and set(row.intent_locations) <= set(row.possible_locations)):
        return "intent_not_possible"
    return None if row.valid and row.intended else "no_reading"


def _is_cut(name: str, row: Row) -> bool:
    known = {*THINGS, *PLACES, *row.scene_objects}
    return name not in known and any(other.startswith(f"{name} ") for other in known)


def missing(row: Row) -> tuple[str, ...]:
    """Names of what the row speaks of and our kitchen has not; empty for a row that can be rendered.

    Two names of one thing are one thing too many.
    """
    wanted = dict.fromkeys((*row.scene_objects, *row.possible_locations))
    lacking = [name for name in wanted if name not in THINGS and name not in PLACES]
    ours = [THINGS.get(name) or PLACES[name] for name in row.scene_objects if name not in lacking]
    twice = [f"second {one}" for one in dict.fromkeys(ours) if ours.count(one) > 1]
    return (*lacking, *twice)


def things_of(row: Row) -> tuple[str, ...]:
    """Kinds that stand on the counter, in the row's order; places among its objects are there anyway."""
    return tuple(THINGS[name] for name in row.scene_objects if name in THINGS)


def too_wide(row: Row) -> tuple[str, ...]:
    """Names of what may be meant and the hand cannot lift: bowls and plates. No policy of this arm has a
    reading of such a row that can be followed, so it is no more rendered than one that needs an oven."""
    return tuple(f"{name} to lift" for name in dict.fromkeys(row.possible_objects)
                 if name in THINGS and not kinds()[THINGS[name]].graspable)


def adds_place(row: Row) -> bool:
    """Whether a possible location is an appliance that the row's scene does not show."""
    return any(PLACES.get(name) in ("microwave", "cooktop", "sink")
               and PLACES[name] not in [PLACES.get(other) for other in row.scene_objects]
               for name in row.possible_locations)
