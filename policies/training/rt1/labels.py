"""Which commands a counter is labelled with, and what is to be done now for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from policies.training.rt1.commands import Commanded, Label, errand_of, instructions
from policies.vla.actor import CLOSED
from scenes.demonstrator import Demonstrator
from scenes.instructions import Instruction
from scenes.kitchen import KitchenScene
from scenes.truth import Truth

COMMANDS = 8
"""Labelled on one counter, the one carried out among them."""
DRAWS = 20
"""Instructions drawn for a counter, to choose the commands among."""
STILL_M = 0.01
"""Nothing has been moved as long as nothing is farther than this from where it was."""


@dataclass
class Labelled:
    """One command of the counter: its words, and a way of carrying it out that was never begun."""

    said: Instruction
    way: Commanded


def commands_of(scene: KitchenScene, truth: Truth, rng: np.random.Generator) -> list[Labelled]:
    """Commands that can be carried out here: one to carry out, then others, those of the same thing first."""
    expert = Demonstrator(scene)
    found: list[Labelled] = []
    for said in instructions(truth.referents(), Random(int(rng.integers(2**31))), DRAWS):
        errand = errand_of(said.readings[0], truth)
        if errand is not None:
            found.append(Labelled(said, Commanded(scene, expert, errand)))
    if not found:
        return []
    own = found[int(rng.integers(len(found)))]
    others = [one for one in found if one is not own]
    same = [one for one in others if one.way.thing is not None and one.way.thing == own.way.thing]
    apart = [one for one in others if one not in same]
    return [own, *same[:COMMANDS // 2], *apart][:COMMANDS]


def labels_of(scene: KitchenScene, commands: list[Labelled], way: Commanded | None, own: Label | None,
            start: Truth | None) -> list[Label | None]:
    """What to do now for each command, None where it cannot be taken up from here.

    While nothing has been moved any command can begin; once its thing is in the hand, every command that only
    carries this thing elsewhere can go on.

    Args:
        way: the first command on its way, with its ``own`` label; None before it has begun.
        start: how everything was then.
    """
    truth, arm = scene.truth(pixels=False), scene.arm
    shut = arm.gripper_target < CLOSED
    carried = next((thing.key for thing in truth.things if thing.held), None) if shut else None
    untouched = not shut and (start is None or _as_before(start, truth))
    found: list[Label | None] = []
    for at, command in enumerate(commands):
        label: Label | None = None
        try:
            if at == 0 and own is not None:
                label = own
            elif untouched:
                label = _first(command.way)
            elif way is not None and carried is not None and carried == way.thing == command.way.thing \
                    and command.way.errand[0].skill == "pick":
                label = command.way.of_skill(way.job.skill) if not way.ended else None
        except ValueError:
            pass  # the demonstrator knows no way from here
        found.append(label)
    return found


def _first(way: Commanded) -> Label | None:
    """What to do for a command that begins here; None where its first skill seems over."""
    label = way.of_skill(way.errand[0].skill)
    return None if label.action.terminate else label


def _as_before(start: Truth, now: Truth) -> bool:
    """Whether every thing and every drawer is where it was."""
    moved = [np.linalg.norm(thing.pose.position_m - start.thing(thing.key).pose.position_m)
             for thing in now.things]
    moved += [np.linalg.norm(place.pose.position_m - start.place(place.key).pose.position_m)
              for place in now.places]
    return float(max(moved, default=0.0)) < STILL_M
