"""Where everything stands: the fixed places of the counter and random arrangements of things on it.

Pure geometry, without a simulator. Boxes are upright; things are boxes turned about z. Metres, robot base
frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenes.catalogue import KINDS, Kind, kinds
from scenes.types import FloatArray

COUNTER_LOW_M = (-0.42, -0.80)
COUNTER_HIGH_M = (0.735, 0.80)
AREA_LOW_M = (0.34, -0.13)
AREA_HIGH_M = (0.60, 0.275)
"""Where things are put down at the start; every box of a thing lies inside."""
GAP_M = 0.018
"""Free room around every thing."""
FINGER_ROOM_M = 0.036
"""Free room on the two sides where the fingers go down; all around a thing that may be gripped any way."""

PALM_HALF_M = (0.048, 0.104)
PALM_ABOVE_TOOL_M = 0.072
FINGER_HALF_M = 0.016
"""Half width of a finger, across its travel, with a margin."""
CAMERA_M = (1.25, -0.04, 0.80)
"""About where the front camera is: enough to tell what hides what."""

DRAWER_TRAVEL_M = 0.18
CABINET_LOW_M = (0.15, -0.645, 0.0)
CABINET_HIGH_M = (0.36, -0.44, 0.305)
DRAWER_FLOOR_M = {"top_drawer": 0.158, "bottom_drawer": 0.008}
"""Far enough apart that a bottle stands in either drawer while it closes."""
DRAWER_HALF_M = (0.094, 0.09)
"""Inner half extents of a drawer along x and y."""
DRAWER_WALL_M = 0.045
DRAWER_FRONT_M = 0.075
"""Height of a drawer's front: low enough for the palm to pass over it."""
DRAWER_CENTRE_M = (0.255, -0.538)
"""Middle of both drawers' inside when closed."""
KNOB_OUT_M = {"top_drawer": 0.045, "bottom_drawer": 0.105}
"""How far the knob stands in front of the drawer's face."""
KNOB_HALF_M = (0.008, 0.008, 0.028)
KNOB_ABOVE_FLOOR_M = 0.06
"""Height of the knob's centre above the drawer's floor."""


@dataclass(frozen=True)
class Region:
    """Where a thing's centre lies when it is in or on a place: an upright box, metres.

    ``low_m[2]`` is the surface a thing comes to stand on.
    """

    low_m: tuple[float, float, float]
    high_m: tuple[float, float, float]

    @property
    def centre_m(self) -> FloatArray:
        """Middle of the surface."""
        return np.array([(self.low_m[0] + self.high_m[0]) / 2, (self.low_m[1] + self.high_m[1]) / 2,
                         self.low_m[2]])

    def contains(self, point_m: FloatArray) -> bool:
        return all(low - (0.004 if axis == 2 else 0.0) <= value <= high for axis, (low, value, high)
                   in enumerate(zip(self.low_m, point_m, self.high_m, strict=True)))

    def shifted(self, dy_m: float) -> Region:
        return Region((self.low_m[0], self.low_m[1] + dy_m, self.low_m[2]),
                      (self.high_m[0], self.high_m[1] + dy_m, self.high_m[2]))


def _region(x: float, y: float, half_x: float, half_y: float, floor: float, height: float) -> Region:
    return Region((x - half_x, y - half_y, floor), (x + half_x, y + half_y, floor + height))


BIN_HALF_M, BIN_HEIGHT_M, BIN_WALL_M = 0.063, 0.075, 0.005
BINS_M: dict[str, tuple[float, float]] = {"landfill": (0.22, 0.385), "recycling": (0.38, 0.385),
                                          "compost": (0.54, 0.385)}
TRAY_M, TRAY_HALF_M, TRAY_RIM_M = (0.679, 0.105), (0.051, 0.085), 0.012
SINK_M, SINK_HALF_M, SINK_RIM_M = (0.455, -0.235), (0.085, 0.07), 0.022
MICROWAVE_M, MICROWAVE_HALF_M, MICROWAVE_HEIGHT_M = (0.545, -0.435), (0.09, 0.085), 0.085
COOKTOP_M, COOKTOP_HALF_M, COOKTOP_HEIGHT_M = (0.235, 0.21), (0.085, 0.085), 0.008
EDGE_M, EDGE_HALF_M = (0.690, -0.13), (0.045, 0.09)

REGIONS: dict[str, Region] = {
    "tray": _region(*TRAY_M, TRAY_HALF_M[0], TRAY_HALF_M[1], 0.004, 0.12),
    **{name: _region(x, y, BIN_HALF_M - 0.003, BIN_HALF_M - 0.003, 0.004, 0.10) for name, (x, y) in BINS_M.items()},
    "top_drawer": _region(*DRAWER_CENTRE_M, *DRAWER_HALF_M, DRAWER_FLOOR_M["top_drawer"], 0.12),
    "bottom_drawer": _region(*DRAWER_CENTRE_M, *DRAWER_HALF_M, DRAWER_FLOOR_M["bottom_drawer"], 0.12),
    "microwave": _region(*MICROWAVE_M, MICROWAVE_HALF_M[0], MICROWAVE_HALF_M[1], 0.006, 0.12),
    "cooktop": _region(*COOKTOP_M, *COOKTOP_HALF_M, COOKTOP_HEIGHT_M, 0.12),
    "sink": _region(*SINK_M, *SINK_HALF_M, 0.003, 0.12),
    "edge": _region(*EDGE_M, *EDGE_HALF_M, 0.0, 0.12),
}
"""Drawers as they are when closed; shift them along y by how far they are open."""

OPENING_M: dict[str, float] = {**dict.fromkeys(BINS_M, BIN_HEIGHT_M), "top_drawer": 0.20, "bottom_drawer": 0.05,
                               "microwave": MICROWAVE_HEIGHT_M, "cooktop": COOKTOP_HEIGHT_M,
                               "sink": SINK_RIM_M, "tray": 0.006, "edge": 0.0}
"""Height of the point by which a place is pointed at: the middle of its opening or surface."""


@dataclass(frozen=True)
class Standing:
    """One thing of an arrangement: where its centre is on the counter and how it is turned."""

    kind: str
    x_m: float
    y_m: float
    yaw_rad: float

    @property
    def half_m(self) -> tuple[float, float]:
        size = kinds()[self.kind].size_m
        return size[0] / 2, size[1] / 2

    @property
    def height_m(self) -> float:
        return kinds()[self.kind].size_m[2]


class NoRoom(ValueError):
    """The things asked for do not fit on the counter with room for the gripper between them."""


FACING = {"multigrain_chips", "rice_chips", "kettle_chips", "jalapeno_chips"}
"""Kinds whose front should face the user, so that a person can read it."""


def arrange(rng: np.random.Generator, wanted: tuple[str, ...] | None,
            n_things: tuple[int, int]) -> tuple[Standing, ...]:
    """A random arrangement: nothing touches, everything can be gripped and seen.

    Args:
        rng: drawn from until an arrangement works.
        wanted: kinds to place (duplicates allowed), or None to draw them.
        n_things: least and most things to draw when ``wanted`` is None.

    Raises:
        NoRoom: after many tries the things still do not fit.
    """
    chosen: tuple[str, ...] = wanted or ()
    for attempt in range(80):
        # The same kinds get several chances, or crowded counters would hardly ever be drawn.
        if wanted is None and attempt % 10 == 0:
            chosen = draw_kinds(rng, n_things)
        done = _try(rng, chosen)
        if done is not None:
            return done
    raise NoRoom(f"no room for {len(chosen)} things ({', '.join(chosen)}); ask for fewer or smaller ones")


def draw_kinds(rng: np.random.Generator, n_things: tuple[int, int]) -> tuple[str, ...]:
    """Kinds for a counter: at most two wide ones, now and then two of a kind or several of a category."""
    count = int(rng.integers(n_things[0], n_things[1] + 1))
    chosen: list[Kind] = []
    while len(chosen) < count:
        roll = rng.random()
        pool = KINDS
        if chosen and roll < 0.35:
            near = chosen[int(rng.integers(len(chosen)))]
            pool = tuple(kind for kind in KINDS if kind.categories & near.categories)
        elif chosen and roll < 0.45:
            pool = (chosen[int(rng.integers(len(chosen)))],)
        kind = pool[int(rng.integers(len(pool)))]
        wide = [other for other in chosen if not other.graspable]
        if not kind.graspable and (len(wide) >= 2 or kind in wide):
            continue
        chosen.append(kind)
    return tuple(kind.key for kind in chosen)


def _try(rng: np.random.Generator, chosen: tuple[str, ...]) -> tuple[Standing, ...] | None:
    catalogue = kinds()
    # Big things first, as one packs a table.
    order = sorted(range(len(chosen)), key=lambda i: -catalogue[chosen[i]].size_m[0] * catalogue[chosen[i]].size_m[1])
    placed: dict[int, Standing] = {}
    for index in order:
        for _ in range(50):
            new = _draw_pose(rng, chosen[index])
            if not _on_area(new):
                continue
            if all(_apart(new, other) and _hand_fits(new, other) and _hand_fits(other, new)
                   for other in placed.values()) \
                    and all(_seen(thing, [o for o in (*placed.values(), new) if o is not thing])
                            for thing in (*placed.values(), new)):
                placed[index] = new
                break
        else:
            return None
    return tuple(placed[index] for index in range(len(chosen)))


def _draw_pose(rng: np.random.Generator, kind: str) -> Standing:
    x = float(rng.uniform(AREA_LOW_M[0], AREA_HIGH_M[0]))
    y = float(rng.uniform(AREA_LOW_M[1], AREA_HIGH_M[1]))
    yaw = math.pi / 2 + float(rng.uniform(-0.6, 0.6)) if kind in FACING else float(rng.uniform(-math.pi, math.pi))
    return Standing(kind, x, y, yaw)


def corners_m(thing: Standing, grow_m: float = 0.0) -> FloatArray:
    """(4, 2) corners of a thing's footprint, grown on every side."""
    return _rectangle(thing.x_m, thing.y_m, thing.yaw_rad, thing.half_m[0] + grow_m, thing.half_m[1] + grow_m)


def overlap(a: FloatArray, b: FloatArray) -> bool:
    """Whether two rectangles, (4, 2) corners in order, overlap."""
    for shape in (a, b):
        for axis in (shape[1] - shape[0], shape[2] - shape[1]):
            pa, pb = a @ axis, b @ axis
            if pa.max() <= pb.min() or pb.max() <= pa.min():
                return False
    return True


def _rectangle(x: float, y: float, yaw: float, half_x: float, half_y: float) -> FloatArray:
    cos, sin = math.cos(yaw), math.sin(yaw)
    return np.array([(x + a * half_x * cos - b * half_y * sin, y + a * half_x * sin + b * half_y * cos)
                     for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])


def _on_area(thing: Standing) -> bool:
    points = corners_m(thing)
    return bool((points >= AREA_LOW_M).all() and (points <= AREA_HIGH_M).all())


def _apart(a: Standing, b: Standing) -> bool:
    return not overlap(corners_m(a, GAP_M / 2), corners_m(b, GAP_M / 2))


def _hand_fits(thing: Standing, other: Standing) -> bool:
    """Whether a hand that grips ``thing``, its fingers closing along y, clears ``other``."""
    kind = kinds()[thing.kind]
    if not kind.graspable:
        return True
    footprint = corners_m(other)
    half_x, half_y = thing.half_m
    round_one = kind.size_m[0] == kind.size_m[1]
    fingers = (half_x + FINGER_ROOM_M if round_one else FINGER_HALF_M, half_y + FINGER_ROOM_M)
    if overlap(_rectangle(thing.x_m, thing.y_m, thing.yaw_rad, *fingers), footprint):
        return False
    if thing.height_m / 2 + PALM_ABOVE_TOOL_M > other.height_m:
        return True
    # The palm is lower than the other thing is tall; a round thing may be gripped either of two ways.
    return any(not overlap(_rectangle(thing.x_m, thing.y_m, thing.yaw_rad + turn, *PALM_HALF_M), footprint)
               for turn in ((0.0, math.pi / 2) if round_one else (0.0,)))


def _seen(thing: Standing, others: list[Standing]) -> bool:
    """Whether at least 55 % of a thing is in view past the others (sampled points, boxes as obstacles)."""
    half_x, half_y = thing.half_m
    cos, sin = math.cos(thing.yaw_rad), math.sin(thing.yaw_rad)
    eye = np.array(CAMERA_M)
    points = [np.array([thing.x_m + a * half_x * cos - b * half_y * sin, thing.y_m + a * half_x * sin + b * half_y * cos,
                        share * thing.height_m])
              for a in (-0.8, 0, 0.8) for b in (-0.8, 0, 0.8) for share in (0.35, 1.0)]
    near = [other for other in others if other.x_m > thing.x_m - 0.1
            and abs(other.y_m - thing.y_m) < 0.25]
    hidden = sum(any(_crosses(eye, point, other) for other in near) for point in points)
    return hidden <= 0.45 * len(points)


def _crosses(eye: FloatArray, point: FloatArray, other: Standing) -> bool:
    cos, sin = math.cos(other.yaw_rad), math.sin(other.yaw_rad)
    turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])
    half = np.array([*other.half_m, other.height_m / 2])
    centre = np.array([other.x_m, other.y_m, other.height_m / 2])
    start, way = turn @ (eye - centre), turn @ (point - eye)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (-half - start) / way, (half - start) / way
    enter, leave = np.minimum(first, second).max(), np.maximum(first, second).min()
    return bool(enter < leave and leave > 0 and enter < 1)
