"""Whole commands for RT-1: which skills a reading takes, and what to do next at any moment of it.

A command is one episode: a pick and a place, a drawer opened before where it is needed, or a drawer alone.
The demonstrator says what to do within a skill; here is which skill it is, and that a thing which was lost
on the way is fetched again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np

from policies.rt1.network import PHASES
from policies.training.errands import FREE_HIGH_M, FREE_LOW_M, Errand, Job, close_others, finished
from scenes import sayings
from scenes.catalogue import all_kinds
from scenes.commands import TrueReading
from scenes.demonstrator import Demonstrator
from scenes.instructions import Instruction, generate
from scenes.kitchen import KitchenScene
from scenes.lexicon import Language
from scenes.queries import Referent
from scenes.truth import FIRST_PLACE_KEY, Truth
from scenes.types import Action, FloatArray

SAID_SHARE = 0.25
"""Of instructions, whole sentences as people say them; the others are of the grammar's training split."""
BESIDE_M = 0.045
"""Between the sides of two things that are put next to each other."""
RETRIES = 2
"""How often a thing that was lost on the way is fetched again."""
LANGUAGES: tuple[Language, Language] = ("en", "zh")


def instructions(referents: tuple[Referent, ...], rng: Random, n: int) -> list[Instruction]:
    """Up to ``n`` clear commands on a counter, each for another reading or in other words."""
    found: dict[str, Instruction] = {}
    for at in range(n):
        language = LANGUAGES[at % 2]
        if rng.random() < SAID_SHARE:
            drawn = sayings.draw(referents, rng, language, "clear")
        else:
            drawn = generate(referents, rng, language, "train", want="clear")
        if drawn is not None and len(drawn.readings) == 1:
            found.setdefault(drawn.text, drawn)
    return list(found.values())


def errand_of(reading: TrueReading, truth: Truth) -> Errand | None:
    """The skills that carry a reading out from here; None where it is so already or there is no room."""
    if reading.verb != "move":
        drawer = truth.place(reading.thing)
        if drawer.is_open == (reading.verb == "open"):
            return None
        job = Job(reading.verb, drawer.name, drawer.key)
        return (job,) if reading.verb == "close" else (*close_others(truth, drawer.name), job)
    thing, where = truth.thing(reading.thing), reading.destination
    assert where is not None
    pick = Job("pick", thing.kind, thing.key, thing.key)
    if reading.relation == "next_to":
        point = _beside(truth, thing.key, where)
        return None if point is None else (pick, Job("place", "counter", None, thing.key, point_m=point))
    if where < FIRST_PLACE_KEY:
        return pick, Job("place", truth.thing(where).kind, where, thing.key)
    place = truth.place(where)
    jobs = (pick, Job("place", place.name, place.key, thing.key))
    if thing.inside == place.name:
        return None
    if place.is_open is False:
        return (*close_others(truth, place.name), Job("open", place.name, place.key), *jobs)
    return jobs


def _beside(truth: Truth, thing: int, anchor: int) -> FloatArray | None:
    """(3,) the freest point of the counter a finger's breadth from a thing; None where nothing is free."""
    if anchor >= FIRST_PLACE_KEY:
        return None
    middle = truth.thing(anchor).pose.position_m[:2]
    away = _half_width_m(truth.thing(thing).kind) + _half_width_m(truth.thing(anchor).kind) + BESIDE_M
    others = [(other.pose.position_m[:2], _half_width_m(other.kind)) for other in truth.things
              if other.key not in (thing, anchor)]
    best, best_room = None, _half_width_m(truth.thing(thing).kind) + 0.01
    for turn in range(16):
        angle = 2 * math.pi * turn / 16
        at = middle + away * np.array([math.cos(angle), math.sin(angle)])
        if (at < FREE_LOW_M).any() or (at > FREE_HIGH_M).any():
            continue
        room = min((float(np.linalg.norm(at - where)) - half for where, half in others), default=1.0)
        if room > best_room:
            best, best_room = np.array([*at, 0.0]), room
    return best


def _half_width_m(kind: str) -> float:
    return max(all_kinds()[kind].size_m[:2]) / 2


@dataclass(frozen=True)
class Label:
    """What to do now for one command, and what its demonstration holds of this moment."""

    action: Action
    phase: int
    """Index into PHASES."""
    thing: tuple[float, float]
    """Image point of the thing, or of the drawer, as it is now."""
    destination: tuple[float, float] | None
    target_m: FloatArray
    """(3,) where the hand will close or open next."""


class Commanded:
    """One command on the way, from the first skill to the last."""

    def __init__(self, scene: KitchenScene, expert: Demonstrator, errand: Errand) -> None:
        self._scene, self._expert, self.errand = scene, expert, errand
        self.at, self._retries = 0, 0

    @property
    def job(self) -> Job:
        """The skill at hand; the last one once all is done."""
        return self.errand[min(self.at, len(self.errand) - 1)]

    @property
    def ended(self) -> bool:
        return self.at >= len(self.errand)

    @property
    def thing(self) -> int | None:
        """Key of the thing it moves."""
        return self.errand[-1].thing

    def succeeded(self) -> bool:
        """Whether truth says that it has been carried out."""
        return self.ended and finished(self._scene.truth(pixels=False), self.errand[-1])

    def label(self) -> Label:
        """What to do now; ``terminate`` only when the whole command is over.

        Raises:
            ValueError: the demonstrator knows no way.
        """
        while True:
            job = self.job
            action = self._expert.action(job.skill, job.key, job.point_m)
            if self.ended or not action.terminate:
                return self._labelled(action)
            truth = self._scene.truth(pixels=False)
            if not finished(truth, job) and job.skill == "place" and self._retries < RETRIES:
                self._retries += 1
                self.at -= 1  # the thing was lost: pick it up again
            else:
                self.at += 1
                if self.ended:
                    return self._labelled(action)

    def of_skill(self, skill: str) -> Label:
        """What to do now if this skill of the errand were at hand, whatever has been done of it.

        Raises:
            ValueError: the demonstrator knows no way, or it has no such skill.
        """
        at = next((at for at, job in enumerate(self.errand) if job.skill == skill), None)
        if at is None:
            raise ValueError(f"the errand has no {skill}")
        self.at = at
        return self._labelled(self._expert.action(self.job.skill, self.job.key, self.job.point_m))

    def _labelled(self, action: Action) -> Label:
        truth, job = self._scene.truth(pixels=False), self.job
        last = self.errand[-1]
        entry = truth.place(last.name) if last.thing is None else truth.thing(last.thing)
        destination = None
        if last.point_m is not None:
            destination = self._scene.front.project(last.point_m)
        elif last.thing is not None and last.key is not None:
            goal = truth.thing(last.key) if last.key < FIRST_PLACE_KEY else truth.place(last.key)
            destination = goal.u, goal.v
        target = self._scene.knob_m(job.name) if job.skill in ("open", "close") else job.target_m(truth)
        phase = PHASES.index("end" if action.terminate else job.skill)
        return Label(action, phase, (entry.u, entry.v), destination, target)
