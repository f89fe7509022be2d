"""Random arrangements of things on the counter: nothing touches, all can be gripped, nothing hides another.

Pure geometry, without a simulator: footprints are polygons, the camera's view is blocked by boxes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scenes.cards.counters import FACING_SPREAD_RAD, draw, over_edge
from scenes.catalogue import Kind, World, all_kinds, kinds
from scenes.layout import AREA_HIGH_M, AREA_LOW_M
from scenes.types import FloatArray

GAP_M = 0.018
"""Free room around every thing."""
FINGER_ROOM_M = 0.036
"""Free room on the two sides where the fingers go down; all around a thing that may be gripped any way."""

PALM_HALF_M = (0.048, 0.104)
PALM_ABOVE_TOOL_M = 0.072
FINGER_HALF_M = 0.016
"""Half width of a finger, across its travel, with a margin."""
HIDDEN_SHARE = 0.45
"""At most this part of a thing may be hidden behind others."""
CAMERA_M = (1.25, -0.04, 0.80)
"""About where the front camera is: enough to tell what hides what."""


@dataclass(frozen=True)
class Standing:
    """One thing of an arrangement: where its centre is on the counter and how it is turned."""

    kind: str
    x_m: float
    y_m: float
    yaw_rad: float

    @property
    def half_m(self) -> tuple[float, float]:
        size = all_kinds()[self.kind].size_m
        return size[0] / 2, size[1] / 2

    @property
    def height_m(self) -> float:
        return all_kinds()[self.kind].size_m[2]


_DRAWS = 96
"""Poses tried for one thing before the arrangement starts afresh."""


class NoRoom(ValueError):
    """The things asked for do not fit on the counter with room for the gripper between them."""


FACING = {"multigrain_chips", "rice_chips", "kettle_chips", "jalapeno_chips"}
"""Kinds whose front should face the user, so that a person can read it."""


@dataclass(frozen=True)
class Room:
    """Where an arm can work, and with what: all of the area and everything, by default."""

    low_m: tuple[float, float] = AREA_LOW_M
    high_m: tuple[float, float] = AREA_HIGH_M
    reaches: Callable[[float, float], bool] | None = None
    """Whether a thing whose middle stands at (x, y) can be fetched; None: anywhere in the area."""
    tallest_m: float = 1.0
    widest_m: float = 1.0
    """Of what is gripped, across its narrower side."""
    longest_m: float = 1.0

    def fits(self, kind: Kind) -> bool:
        """Whether things of this kind are for this arm."""
        if kind.size_m[2] > self.tallest_m or max(kind.size_m[:2]) > self.longest_m:
            return False
        return not kind.graspable or min(kind.size_m[:2]) <= self.widest_m


def arrange(rng: np.random.Generator, wanted: tuple[str, ...] | None, n_things: tuple[int, int],
            world: World = "kitchen", room: Room = Room()) -> tuple[Standing, ...]:  # noqa: B008 (frozen)
    """A random arrangement: nothing touches, everything can be gripped and seen.

    Args:
        rng: drawn from until an arrangement works.
        wanted: kinds to place (duplicates allowed), or None to draw them.
        n_things: least and most things to draw when ``wanted`` is None.
        world: whose kinds are drawn.
        room: where the arm can work.

    Raises:
        NoRoom: after many tries the things still do not fit.
    """
    chosen: tuple[str, ...] = wanted or ()
    for attempt in range(80):
        # The same kinds get several chances, or crowded counters would hardly ever be drawn.
        if wanted is None and attempt % 10 == 0:
            fewer = max(n_things[0], n_things[1] - attempt // 20)
            chosen = draw_kinds(rng, (n_things[0], fewer), world, room)
        done = _try(rng, chosen, room)
        if done is not None:
            return done
    raise NoRoom(f"no room for {len(chosen)} things ({', '.join(chosen)}); ask for fewer or smaller ones")


def draw_kinds(rng: np.random.Generator, n_things: tuple[int, int], world: World = "kitchen",
               room: Room = Room()) -> tuple[str, ...]:  # noqa: B008 (frozen)
    """Kinds for a counter: at most two wide ones, now and then two of a kind or several of a category."""
    if world == "cards":
        return draw(rng, n_things, tuple(kind.key for kind in kinds().values() if kind.graspable))
    count = int(rng.integers(n_things[0], n_things[1] + 1))
    chosen: list[Kind] = []
    every = tuple(kind for kind in kinds(world).values() if room.fits(kind))
    while len(chosen) < count:
        roll = rng.random()
        pool = every
        if chosen and roll < 0.35:
            near = chosen[int(rng.integers(len(chosen)))]
            pool = tuple(kind for kind in every if kind.categories & near.categories)
        elif chosen and roll < 0.45:
            pool = (chosen[int(rng.integers(len(chosen)))],)
        kind = pool[int(rng.integers(len(pool)))]
        wide = [other for other in chosen if not other.graspable]
        if not kind.graspable and (len(wide) >= 2 or kind in wide):
            continue
        chosen.append(kind)
    return tuple(kind.key for kind in chosen)


def _try(rng: np.random.Generator, chosen: tuple[str, ...], room: Room) -> tuple[Standing, ...] | None:
    catalogue = all_kinds()
    # Big things first, as one packs a table.
    areas = [catalogue[kind].size_m[0] * catalogue[kind].size_m[1] for kind in chosen]
    order = sorted(range(len(chosen)), key=lambda i: -areas[i])
    placed: list[Standing] = []
    points: list[FloatArray] = []
    hidden: list[NDArray[np.bool_]] = []
    for index in order:
        for new in _free_poses(rng, chosen[index], placed, room):
            sample = _sample_points(new)
            blind = [mask | _behind(of, new) for of, mask in zip(points, hidden, strict=True)]
            mine = np.zeros(len(sample), bool)
            for other in placed:
                mine |= _behind(sample, other)
            if all(mask.mean() <= HIDDEN_SHARE for mask in (*blind, mine)):
                placed.append(new)
                points.append(sample)
                hidden = [*blind, mine]
                break
        else:
            return None
    return tuple(placed[order.index(index)] for index in range(len(chosen)))


def is_round(kind: str) -> bool:
    """Whether a kind is as wide as deep, so that it may be gripped from any side."""
    size = all_kinds()[kind].size_m
    return size[0] == size[1]


def corners_m(thing: Standing, grow_m: float = 0.0) -> FloatArray:
    """(n, 2) corners, in order, of a thing's footprint grown on every side: an octagon or a rectangle."""
    pose = np.array([[thing.x_m, thing.y_m, thing.yaw_rad]])
    return _moved(_footprint(thing.kind, grow_m), pose)[0]


def overlap(many: FloatArray, one: FloatArray) -> NDArray[np.bool_]:
    """Which of (k, n, 2) convex polygons overlap the (m, 2) polygon ``one``, by separating axes."""
    apart = np.zeros(len(many), bool)
    edges = many - np.concatenate([many[:, -1:], many[:, :-1]], axis=1)
    normal = np.stack([-edges[..., 1], edges[..., 0]], axis=-1)  # (k, n, 2)
    a, b = many @ normal.transpose(0, 2, 1), one @ normal.transpose(0, 2, 1)  # (k, n, n), (k, m, n)
    apart |= ((a.max(1) <= b.min(1)) | (b.max(1) <= a.min(1))).any(1)
    edge = one - np.concatenate([one[-1:], one[:-1]])
    axes = np.stack([-edge[:, 1], edge[:, 0]])  # (2, m)
    c, d = many @ axes, one @ axes
    apart |= ((c.max(1) <= d.min(0)) | (d.max(0) <= c.min(1))).any(1)
    return ~apart


def _free_poses(rng: np.random.Generator, kind: str, placed: list[Standing], room: Room) -> list[Standing]:
    """Random poses that keep every distance and leave the hand room at the new thing and the old ones."""
    found = all_kinds()[kind]
    if "about_to_fall" in found.traits:
        return _clear_of([Standing(kind, *over_edge(rng)) for _ in range(_DRAWS)], placed)
    middle, spread = (math.pi / 2, 0.6) if kind in FACING else (0.0, math.pi)
    if "card" in found.categories:
        spread = FACING_SPREAD_RAD
    yaw = middle + rng.uniform(-spread, spread, _DRAWS)
    poses = np.stack([np.zeros(_DRAWS), np.zeros(_DRAWS), yaw], axis=1)
    reach = _moved(_footprint(kind, 0.0), poses).max(axis=1)
    low, high = np.array(room.low_m) + reach, np.array(room.high_m) - reach
    fits = (low <= high).all(axis=1)  # a long thing may lie only one way in a narrow area
    poses, low, high = poses[fits], low[fits], high[fits]
    poses[:, :2] = rng.uniform(low, high)
    if room.reaches is not None:
        poses = poses[[room.reaches(float(x), float(y)) for x, y, _ in poses]]
    for other in placed:
        there = np.array([[other.x_m, other.y_m, other.yaw_rad]])
        poses = poses[~_meets(_footprint(kind, GAP_M / 2), poses, corners_m(other, GAP_M / 2))]
        for group in _hand_shapes(kind, other.height_m):
            poses = poses[~np.all([_meets(shape, poses, corners_m(other)) for shape in group], axis=0)]
        for group in _hand_shapes(other.kind, all_kinds()[kind].size_m[2]):
            poses = poses[~np.all([_meets(_footprint(kind, 0.0), poses, _moved(shape, there)[0])
                                   for shape in group], axis=0)]
    return [Standing(kind, float(x), float(y), float(turn)) for x, y, turn in poses]


def _clear_of(poses: list[Standing], placed: list[Standing]) -> list[Standing]:
    """Those that keep their distance from what stands."""
    return [pose for pose in poses
            if not any(overlap(corners_m(pose, GAP_M / 2)[None], corners_m(other, GAP_M / 2))[0] for other in placed)]


def _meets(shape: FloatArray, poses: FloatArray, one: FloatArray) -> NDArray[np.bool_]:
    """Whether a shape at each of (k, 3) poses overlaps the polygon ``one``."""
    middle = one.mean(axis=0)
    reach = np.hypot(*shape.T).max() + np.hypot(*(one - middle).T).max()
    met = np.hypot(*(poses[:, :2] - middle).T) < reach
    if met.any():  # most are far apart, and the exact test is what costs time
        met[met] = overlap(_moved(shape, poses[met]), one)
    return np.asarray(met)


@cache
def _hand_shapes(kind: str, height_m: float) -> tuple[tuple[FloatArray, ...], ...]:
    """What must stay clear of a neighbour ``height_m`` tall when ``kind`` is gripped across its y axis.

    Every group must have one shape that is clear: the fingers, and the palm where it comes lower than the
    neighbour is tall; a round thing may be gripped either of two ways.
    """
    found = all_kinds()[kind]
    if not found.graspable:
        return ()
    if is_round(kind):
        groups: list[tuple[FloatArray, ...]] = [(_footprint(kind, FINGER_ROOM_M),)]
    else:
        groups = [(_rectangle(FINGER_HALF_M, found.size_m[1] / 2 + FINGER_ROOM_M),)]
    if found.size_m[2] / 2 + PALM_ABOVE_TOOL_M < height_m:
        palm = _rectangle(*PALM_HALF_M)
        groups.append((palm, palm[:, ::-1]) if is_round(kind) else (palm,))
    return tuple(groups)


@cache
def _footprint(kind: str, grow_m: float) -> FloatArray:
    half_x, half_y = all_kinds()[kind].size_m[0] / 2 + grow_m, all_kinds()[kind].size_m[1] / 2 + grow_m
    if not is_round(kind):
        return _rectangle(half_x, half_y)
    angle = (np.arange(8) + 0.5) * math.pi / 4
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * half_x / math.cos(math.pi / 8)


def _rectangle(half_x: float, half_y: float) -> FloatArray:
    return np.array([(-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y)])


def _moved(shape: FloatArray, poses: FloatArray) -> FloatArray:
    """(n, 2) local corners at each of (k, 3) poses x, y, yaw: (k, n, 2)."""
    cos, sin = np.cos(poses[:, 2]), np.sin(poses[:, 2])
    turn = np.stack([np.stack([cos, sin], axis=1), np.stack([-sin, cos], axis=1)], axis=1)  # (k, 2, 2), for row vectors
    return shape @ turn + poses[:, None, :2]


def _sample_points(thing: Standing) -> FloatArray:
    """(18, 3) points on a thing, at a third of its height and on top."""
    half_x, half_y = thing.half_m
    cos, sin = math.cos(thing.yaw_rad), math.sin(thing.yaw_rad)
    return np.array([(thing.x_m + a * half_x * cos - b * half_y * sin,
                      thing.y_m + a * half_x * sin + b * half_y * cos, share * thing.height_m)
                     for a in (-0.8, 0, 0.8) for b in (-0.8, 0, 0.8) for share in (0.35, 1.0)])


def _behind(points: FloatArray, other: Standing) -> NDArray[np.bool_]:
    """Which of (n, 3) points the camera cannot see because the box of ``other`` is in the way."""
    cos, sin = math.cos(other.yaw_rad), math.sin(other.yaw_rad)
    turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])
    half = np.array([*other.half_m, other.height_m / 2])
    eye = np.array(CAMERA_M)
    start = turn @ (eye - np.array([other.x_m, other.y_m, other.height_m / 2]))
    way = (points - eye) @ turn.T
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    first, second = (-half - start) / way, (half - start) / way
    enter, leave = np.minimum(first, second).max(axis=1), np.maximum(first, second).min(axis=1)
    return np.asarray((enter < leave) & (leave > 0) & (enter < 1))
