"""What the actor practises: errands of skills, drawn so that every kind meets every place.

An errand fetches one thing and puts it somewhere: into a drawer that must be opened first, into a bin, on
the tray, into a bowl, beside another thing, back on the counter; some only open or close a drawer. Points
are images of true positions. A drawer is pointed at as it stands now or, half the time, as it stood when
the errand began, because a plan's points are chosen before the first skill moves anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from policies.types import Skill
from scenes.arm_model import ArmModel, stands_in_reach
from scenes.catalogue import all_kinds
from scenes.kitchen import KitchenScene
from scenes.truth import Truth
from scenes.types import FloatArray
from scenes.within_reach import places_in_reach

DRAWERS = ("top_drawer", "bottom_drawer")
PLACE_WEIGHTS = {"tray": 2.0, "landfill": 1.0, "recycling": 1.0, "compost": 1.0, "top_drawer": 1.8,
                 "bottom_drawer": 1.8, "microwave": 1.0, "cooktop": 0.7, "sink": 1.0, "edge": 0.8,
                 "counter": 2.0, "holder": 2.0}
"""How often each destination comes; ``counter`` is a free point, ``holder`` a bowl or plate that is there."""
FREE_LOW_M, FREE_HIGH_M = np.array([0.36, -0.13]), np.array([0.61, 0.26])
CLEARANCE_M = 0.11
"""Between the middle of a free point and the middle of any thing (bowls and plates: 4 cm more)."""
AGAIN = 0.4
"""How often a thing just put somewhere is fetched again, as undo does."""


@dataclass(frozen=True)
class Job:
    """One skill on one thing, place or free point."""

    skill: Skill
    name: str
    """Kind, place or ``counter``, for reports."""
    key: int | None
    """Truth's key of the thing or place; for ``place`` that of the destination."""
    thing: int | None = None
    """Key of the thing carried, for ``pick`` and ``place``."""
    point_m: FloatArray | None = None
    point: tuple[float, float] | None = None
    """An image point chosen earlier; None: look where it is now."""

    def target_m(self, truth: Truth) -> FloatArray:
        """(3,) where the thing, place or point is now."""
        if self.point_m is not None:
            return self.point_m
        assert self.key is not None
        if self.key < len(truth.things):
            return truth.thing(self.key).pose.position_m
        return truth.place(self.key).pose.position_m


Errand = tuple[Job, ...]


def point_of(scene: KitchenScene, truth: Truth, job: Job) -> tuple[float, float]:
    """Normalised image point of a job's target as it is now."""
    if job.point_m is not None:
        return scene.front.project(job.point_m)
    assert job.key is not None
    entry = truth.thing(job.key) if job.key < len(truth.things) else truth.place(job.key)
    return entry.u, entry.v


def finished(truth: Truth, job: Job) -> bool:
    """Whether truth says the skill has done its work."""
    if job.skill == "pick":
        assert job.thing is not None
        return truth.thing(job.thing).held
    if job.skill in ("open", "close"):
        assert job.key is not None
        return truth.place(job.key).is_open == (job.skill == "open")
    assert job.thing is not None
    thing = truth.thing(job.thing)
    if thing.held:
        return False
    if job.point_m is not None:
        return bool(np.linalg.norm((thing.pose.position_m - job.point_m)[:2]) < 0.06)
    assert job.key is not None
    return thing.inside == (job.key if job.key < len(truth.things) else truth.place(job.key).name)


def errands(scene: KitchenScene, rng: np.random.Generator, first: int | None = None) -> Iterator[Errand]:
    """Endless errands, each drawn from the scene as it is then; the first fetches ``first``, if given.

    An arm that does not reach everything is given what it reaches, and none where that is nothing.
    """
    model = scene.arm.model
    if model.name != "panda":
        near = places_in_reach(model, scene.spec.world)
        if len(near) < len(scene.truth(pixels=False).places):
            yield from _near_errands(scene, rng, model, near)
            return
    again = first
    while True:
        truth = scene.truth(pixels=False)
        if again is None and rng.random() < 0.15:
            yield _drawer_errand(truth, rng)
            continue
        thing = again if again is not None else draw_thing(truth, rng)
        if thing is None:
            yield _drawer_errand(truth, rng)
            continue
        back = again is not None and rng.random() < 0.6
        errand = fetch(truth, thing, draw_destination(truth, thing, rng, "counter" if back else None), rng)
        yield errand
        again = thing if rng.random() < AGAIN and again is None and _can_fetch_again(scene, thing) else None


def _near_errands(scene: KitchenScene, rng: np.random.Generator, model: ArmModel,
                  near: tuple[str, ...]) -> Iterator[Errand]:
    """For an arm of short reach: to a place or holder within it, or to a free point; often back again."""
    again: int | None = None
    while True:
        truth = scene.truth(pixels=False)
        thing = again if again is not None else draw_thing(truth, rng)
        if thing is None:
            return
        holders = [other.key for other in truth.things
                   if all_kinds()[other.kind].holds_things and other.key != thing]
        options: list[str | int] = [*near, *holders, "counter"]
        weights = np.array([1.0] * (len(options) - 1) + [1.5])
        chosen = options[int(rng.choice(len(options), p=weights / weights.sum()))]
        if again is not None and rng.random() < 0.6:
            chosen = "counter"
        point = _near_point(truth, thing, rng, model)
        if chosen == "counter" and point is None:
            return
        errand = (fetch(truth, thing, chosen, rng) if chosen != "counter"
                  else (Job("pick", truth.thing(thing).kind, thing, thing),
                        Job("place", "counter", None, thing, point_m=point)))
        yield errand
        inside = scene.truth(pixels=False).thing(thing).inside
        again = thing if inside in near or rng.random() < AGAIN else None


def _near_point(truth: Truth, thing: int, rng: np.random.Generator, model: ArmModel) -> FloatArray | None:
    """A point of the arm's area that it reaches, as free as drawing makes it; None where it reaches none."""
    others = [other.pose.position_m[:2] for other in truth.things if other.key != thing]
    best, best_room = None, -1.0
    for _ in range(40):
        spot = np.array([*rng.uniform(*model.area_m), 0.0])
        if not stands_in_reach(model.name, float(spot[0]), float(spot[1])):
            continue
        room = min((float(np.linalg.norm(spot[:2] - where)) for where in others), default=1.0)
        if room > best_room:
            best, best_room = spot, room
        if room > CLEARANCE_M:
            break
    return best


def fetch(truth: Truth, thing: int, destination: str | int, rng: np.random.Generator) -> Errand:
    """Pick a thing and put it to a place (by name), into a holder (by key) or on a free ``counter`` point."""
    kind = truth.thing(thing).kind
    pick = Job("pick", kind, thing, thing)
    if destination == "counter":
        return pick, Job("place", "counter", None, thing, point_m=_free_point(truth, thing, rng))
    if isinstance(destination, int):
        return pick, Job("place", truth.thing(destination).kind, destination, thing)
    place = truth.place(destination)
    early = (place.u, place.v) if place.is_open is not None and rng.random() < 0.5 else None
    jobs = [pick, Job("place", place.name, place.key, thing, point=early)]
    if place.is_open is False:
        jobs = [*close_others(truth, place.name), Job("open", place.name, place.key), *jobs]
    if place.is_open is not None and rng.random() < 0.3:
        jobs.append(Job("close", place.name, place.key))
    return tuple(jobs)


def _drawer_errand(truth: Truth, rng: np.random.Generator) -> Errand:
    opened = [place for place in truth.places if place.is_open]
    if opened and rng.random() < 0.6:
        return (Job("close", opened[0].name, opened[0].key),)
    name = str(rng.choice(DRAWERS))
    place = truth.place(name)
    # Opening what is open already, or closing what is closed, is asked of the actor too.
    if place.is_open and rng.random() < 0.5:
        return (Job("close", name, place.key),)
    return (*close_others(truth, name), Job("open", name, place.key))


def close_others(truth: Truth, name: str) -> list[Job]:
    """What must be closed before this drawer can be opened."""
    return [Job("close", p.name, p.key) for p in truth.places if p.is_open and p.name != name]


def draw_thing(truth: Truth, rng: np.random.Generator) -> int | None:
    """Key of a thing that stands free on the counter and can be gripped."""
    free = [thing.key for thing in truth.things if all_kinds()[thing.kind].graspable and thing.inside is None]
    return int(rng.choice(free)) if free else None


def draw_destination(truth: Truth, thing: int, rng: np.random.Generator, only: str | None) -> str | int:
    """``counter``, a place's name, or the key of a bowl or plate."""
    holders = [other.key for other in truth.things
               if all_kinds()[other.kind].holds_things and other.key != thing]
    names = [name for name in PLACE_WEIGHTS if name != "holder" or holders]
    weights = np.array([PLACE_WEIGHTS[name] for name in names])
    name = only or str(rng.choice(names, p=weights / weights.sum()))
    return int(rng.choice(holders)) if name == "holder" else name


def _can_fetch_again(scene: KitchenScene, thing: int) -> bool:
    """From where the hand goes in from above and the thing stays as it was put."""
    truth = scene.truth(pixels=False)
    inside = truth.thing(thing).inside
    if inside in DRAWERS:
        return any(place.name == inside and bool(place.is_open) for place in truth.places)
    return inside is None or isinstance(inside, int) or inside in ("tray", "sink", "edge", "cooktop")


def _free_point(truth: Truth, thing: int, rng: np.random.Generator) -> FloatArray:
    others = [(other.pose.position_m[:2], CLEARANCE_M + (0.0 if all_kinds()[other.kind].graspable else 0.04))
              for other in truth.things if other.key != thing]
    best, best_room = np.zeros(2), -1.0
    for _ in range(40):
        spot = rng.uniform(FREE_LOW_M, FREE_HIGH_M)
        room = min((float(np.linalg.norm(spot - where)) - clear for where, clear in others), default=1.0)
        if room > best_room:
            best, best_room = spot, room
        if room > 0:
            break
    return np.array([best[0], best[1], 0.0])
