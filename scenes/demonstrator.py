"""The scripted expert: what to do now to carry out a skill, from the truth and nothing remembered.

Every action follows from where things and the arm are at this moment, so any state can be labelled, whoever
brought the arm there. The motion is always the same shape: rise to the travel height, go above, turn,
go down, close or open, rise and turn straight again. All skills end at the travel height.

It is made to be imitated by one who sees less well: it goes down wherever going down will do, mends what is
left of the gap by parts on the way, and a hand that is a little off waits at its height and mends it there.
An imitator a centimetre off must not be told "all the way up" now and "all the way down" a step later.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scenes.catalogue import all_kinds, all_places
from scenes.grasps import (
    LOWEST_TOOL_M,
    SPREAD_M,
    TIGHT_SPREAD_M,
    WAIST_M,
    Grasp,
    Solid,
    grasp_of,
)
from scenes.kinematics import yaw_of
from scenes.kitchen import KitchenScene
from scenes.layout import DRAWER_TRAVEL_M
from scenes.setdown import WALLED, Setdown, setdown_at, setdown_in, setdown_on
from scenes.truth import FIRST_PLACE_KEY, TrueThing, Truth
from scenes.types import Action, FloatArray

Skill = Literal["pick", "place", "open", "close"]

TRAVEL_M = 0.33
"""Height of the Panda's tool when a skill begins and ends, and while it crosses the counter."""
_CLEAR_M = 0.035
"""Room between fingertips and what is below while the hand is being lined up."""
_LEVEL_M = 0.004
_DROP_M, _PRESSED_M = 0.016, 0.030
"""How far above and below its height what is held is let go: how low it hangs in the hand is hard to see,
and nobody minds a thing set down from a finger's breadth, or one that has slid up in the grip."""
_FORGIVEN_M = 0.011
"""How far off to the side an open hand may be and still go down and close well."""
_ASTRAY_M = 0.030
"""How far off a lowered hand rises again; between the two it stays at its height and mends it."""
_ACROSS_SLACK_M = 0.006
"""Between open fingers a thing need not be in the middle: closing brings it there."""
_TURN_WEIGHT_M = 0.03
"""What a radian of wrong yaw counts for among the errors to the side: closing turns a thing a little."""
_TURN_WITHIN_M = 0.06
"""The hand turns to a thing once it is nearly above it, where the wrist camera sees how the thing lies."""
_STRAIGHT_RAD = 0.12
_UPRIGHT_BELOW_M = 0.10
"""Below the travel height, from where a rising hand turns straight again."""
_EMPTY_M = 0.007
"""Closed this far, the fingers hold nothing."""
_DRAWER_DONE_M, _DRAWER_LEFT_M = 0.012, 0.032
"""How much of the way may be left: less while the hand is on the knob, more than makes it worth going back."""
_SHUT_M = 0.005
"""Where closing aims: the fingers should not lean on the cabinet."""
_KNOB_YAW_RAD = math.pi / 2


@dataclass(frozen=True)
class _Goal:
    """A place for the tool to go down to: approach from ``clear_m`` above the counter."""

    position_m: FloatArray
    yaw_rad: float
    clear_m: float
    opening: float
    level_m: float = _LEVEL_M
    """How far above still counts as there."""
    slack_m: tuple[float, float] = (0.0, 0.0)
    """How far off along and across the hand (its own x and y) does not keep it from going down."""
    turn_early: bool = True
    turn_slack_rad: float = 0.0
    """How far off the yaw may stay."""
    below_m: float | None = None
    """How far below still counts as there; None: as far as above."""


class Demonstrator:
    """Labels states of one kitchen with what to do next."""

    def __init__(self, scene: KitchenScene) -> None:
        self._scene = scene
        model = scene.arm.model
        self._travel_m, self._crossing_m, self._stroke_m = model.travel_m, model.crossing_m, model.stroke_m

    def action(self, skill: Skill, key: int | None, point_m: FloatArray | None = None) -> Action:
        """The next action of a skill; ``terminate`` is set once its end condition holds.

        Args:
            skill: pick, place, open or close.
            key: of a thing (pick; place in or on it), or of a place or drawer.
            point_m: (3,) where on the counter to place, when ``key`` is None.

        Raises:
            ValueError: the skill makes no sense for that key.
        """
        truth = self._scene.truth(pixels=False)
        if skill == "pick":
            return self._pick(truth, _thing(truth, key))
        if skill == "place":
            return self._place(truth, key, point_m)
        if skill in ("open", "close"):
            return self._slide(_place_name(truth, key), opening=skill == "open")
        raise ValueError(f"there is no skill {skill!r}; there are pick, place, open and close")

    # ---- skills

    def _pick(self, truth: Truth, thing: TrueThing) -> Action:
        arm = self._scene.arm
        closed = arm.gripper_target < 0.3
        if thing.held and closed:
            return self._rise(0.0)
        others = [_solid(other) for other in truth.things if other.key != thing.key]
        solid = _solid(thing)
        lowest, spread = self._room_around(truth, thing)
        waist = WAIST_M.get(thing.kind) if spread == TIGHT_SPREAD_M else None
        grasp = grasp_of(solid, others, self._yaw(), lowest, spread, waist, self._stroke_m)
        if closed and self._opening() > _EMPTY_M and self._near(grasp) and not any(
                other.held for other in truth.things):
            if self._opening() > 0.9 * 2 * self._stroke_m * grasp.opening:  # they press on something and cannot slide
                return Action(np.array([0.0, 0.0, 0.004]), np.zeros(3), 0.0)
            return self._still(0.0)  # the fingers are on their way in
        # Tall things may be gripped a little higher or lower, flat ones not.
        depth = solid.top_m - float(grasp.position_m[2])
        level = min(0.010, max(_LEVEL_M, 0.15 * depth))
        goal = _Goal(grasp.position_m, grasp.yaw_rad, solid.top_m + _CLEAR_M, grasp.opening, level,
                     (grasp.slack_m, _ACROSS_SLACK_M if spread > TIGHT_SPREAD_M else 0.0), turn_early=False)
        arrived, action = self._go_down(goal, grasp.opening)
        return self._still(0.0) if arrived and not closed else action

    def _place(self, truth: Truth, key: int | None, point_m: FloatArray | None) -> Action:
        arm = self._scene.arm
        held = [thing for thing in truth.things if thing.held]
        if arm.gripper_target >= 0.3 or not held:
            return self._rise(arm.gripper_target if arm.gripper_target >= 0.3 else 1.0)
        tool = arm.commanded.position_m
        thing = min(held, key=lambda one: float(np.linalg.norm(one.pose.position_m - tool)))
        if thing.key == key:
            return self._still(1.0)  # the fingers have closed on what it should go into: let go
        others = [other for other in truth.things if other.key != thing.key]
        down = self._setdown(thing, others, key, point_m)
        goal = _Goal(down.position_m, down.yaw_rad, down.clear_m, 0.0, _DROP_M,
                     (down.slack_m, down.slack_m), turn_slack_rad=down.turn_slack_rad, below_m=_PRESSED_M)
        arrived, action = self._go_down(goal, 0.0)
        return self._still(down.opening) if arrived else action

    def _slide(self, drawer: str, *, opening: bool) -> Action:
        arm, scene = self._scene.arm, self._scene
        out, knob = scene.drawer_opening_m(drawer), scene.knob_m(drawer)
        left = (DRAWER_TRAVEL_M if opening else _SHUT_M) - out
        closed = arm.gripper_target < 0.3
        away = arm.commanded.position_m - knob
        at_knob = float(np.hypot(away[0], away[1])) < 0.02 and abs(float(away[2])) < 0.03
        if abs(left) < (_DRAWER_DONE_M if closed and at_knob else _DRAWER_LEFT_M):
            return self._still(0.6) if closed and at_knob else self._rise(max(0.6, arm.gripper_target))
        if closed and at_knob:
            if self._opening() > 0.04:
                return self._still(0.0)
            pull = float(np.clip(left, -0.04, 0.04))
            return Action(np.array([_near_zero(-0.5 * away[0]), pull, 0.0]), np.zeros(3), 0.0)
        goal = _Goal(knob, _KNOB_YAW_RAD, float(knob[2]) + 0.03 + _CLEAR_M, 0.6,
                     slack_m=(0.0, _ACROSS_SLACK_M))
        arrived, action = self._go_down(goal, 0.6)
        return self._still(0.0) if arrived and not closed else action

    # ---- motions

    def _go_down(self, goal: _Goal, opening: float) -> tuple[bool, Action]:
        """One step towards ``goal`` from above; True once there."""
        tool, limit = self._scene.arm.commanded.position_m, self._scene.arm.spec.max_rotation_rad
        height_m, goal_m = float(tool[2]), float(goal.position_m[2])
        gap = goal.position_m[:2] - tool[:2]
        aside_m, turn = float(np.hypot(*gap)), math.remainder(goal.yaw_rad - self._yaw(), 2 * math.pi)
        turn = math.copysign(max(0.0, abs(turn) - goal.turn_slack_rad), turn)
        off = _beyond_m(gap, goal) + _TURN_WEIGHT_M * abs(turn)
        below_m = goal.level_m if goal.below_m is None else goal.below_m
        if off < _FORGIVEN_M and -below_m < height_m - goal_m < goal.level_m:
            return True, self._still(opening)
        astray = aside_m >= _ASTRAY_M + max(goal.slack_m)
        if off < _FORGIVEN_M:
            wanted_m = goal_m
        elif off < _ASTRAY_M:
            wanted_m = max(min(height_m, goal.clear_m), goal_m)
        else:
            clear_m = max(goal.clear_m, goal_m, self._crossing_m + 0.01 if astray else 0.0)
            wanted_m = min(self._travel_m, clear_m + 4 * (off - _ASTRAY_M))
        # Far from the goal nothing moves sideways before the hand is above whatever stands around.
        sideways = not astray or height_m > self._crossing_m
        move = np.array([*(_towards(gap) if sideways else (0.0, 0.0)), _step(wanted_m - height_m)])
        turning = sideways and (goal.turn_early or aside_m < _TURN_WITHIN_M)
        spin = float(np.clip(0.7 * turn, -limit, limit)) if turning else 0.0
        return False, Action(move, np.array([0.0, 0.0, spin]), opening)

    def _rise(self, opening: float) -> Action:
        tool, limit = self._scene.arm.commanded.position_m, self._scene.arm.spec.max_rotation_rad
        yaw = self._yaw()
        if tool[2] > self._travel_m - 0.01 and abs(yaw) < _STRAIGHT_RAD:
            return Action(np.zeros(3), np.zeros(3), opening, terminate=True)
        spin = float(np.clip(-0.7 * yaw, -limit, limit)) if tool[2] > self._travel_m - _UPRIGHT_BELOW_M else 0.0
        return Action(np.array([0.0, 0.0, _step(self._travel_m - float(tool[2]))]), np.array([0.0, 0.0, spin]), opening)

    def _still(self, opening: float) -> Action:
        return Action(np.zeros(3), np.zeros(3), opening)

    # ---- what is seen of the arm

    def _yaw(self) -> float:
        return yaw_of(self._scene.arm.commanded.orientation_xyzw)

    def _opening(self) -> float:
        """Measured gap between the fingers in metres."""
        return 2 * self._stroke_m * self._scene.arm.state().gripper_opening

    def _room_around(self, truth: Truth, thing: TrueThing) -> tuple[float, float]:
        """How low the tool may go to a thing, and how far beyond its width the fingers may open."""
        if isinstance(thing.inside, int):
            holder = _solid(_thing(truth, thing.inside))
            # A bowl narrows towards its floor: the fingertips stay in its upper part.
            return max(LOWEST_TOOL_M, holder.top_m - 0.006), TIGHT_SPREAD_M
        if thing.inside is None:
            return LOWEST_TOOL_M, SPREAD_M
        floor = self._scene.region(thing.inside).low_m[2]
        return floor + LOWEST_TOOL_M, TIGHT_SPREAD_M if thing.inside in WALLED else SPREAD_M

    def _near(self, grasp: Grasp) -> bool:
        gap = grasp.position_m - self._scene.arm.commanded.position_m
        return float(np.hypot(gap[0], gap[1])) < 0.02 and abs(float(gap[2])) < 0.015

    def _setdown(self, thing: TrueThing, others: list[TrueThing], key: int | None,
                 point_m: FloatArray | None) -> Setdown:
        arm = self._scene.arm
        solid, tool = _solid(thing), arm.state().tool
        obstacles = [_solid(other) for other in others]
        if key is None:
            if point_m is None:
                raise ValueError("place needs the key of a place or thing, or a point on the counter")
            return setdown_at(solid, tool, self._opening(), np.asarray(point_m, float), self._yaw(),
                              self._stroke_m)
        if key < FIRST_PLACE_KEY:
            holder = next((other for other in others if other.key == key), None)
            if holder is None:
                raise ValueError(f"there is no other thing with key {key} to put it into")
            if not all_kinds()[holder.kind].holds_things:
                raise ValueError(f"nothing can be put into or onto a {holder.kind}; give a point beside it")
            return setdown_on(solid, tool, self._opening(), _solid(holder), self._yaw(), obstacles,
                              self._stroke_m)
        name = _place_name(self._scene.truth(pixels=False), key)
        return setdown_in(solid, tool, self._opening(), name, self._scene.region(name), self._yaw(), obstacles,
                          self._stroke_m)


def _step(gap_m: float, limit_m: float = 0.05) -> float:
    """How far to go this step: fast when far, the last centimetre at once."""
    size = abs(gap_m)
    return math.copysign(min(limit_m, max(0.6 * size, min(size, 0.012))), gap_m) if size else 0.0


def _towards(gap_m: FloatArray, limit_m: float = 0.05) -> tuple[float, float]:
    """A straight step in the plane over part of the gap, no axis longer than the limit."""
    size = float(np.abs(gap_m).max())
    share = min(limit_m / size, 0.65) if size else 0.0
    return float(gap_m[0] * share), float(gap_m[1] * share)


def _beyond_m(gap_m: FloatArray, goal: _Goal) -> float:
    """How much of a gap in the plane is left when what the goal does not mind is taken off."""
    cos, sin = math.cos(goal.yaw_rad), math.sin(goal.yaw_rad)
    along, across = cos * gap_m[0] + sin * gap_m[1], -sin * gap_m[0] + cos * gap_m[1]
    return math.hypot(max(0.0, abs(along) - goal.slack_m[0]), max(0.0, abs(across) - goal.slack_m[1]))


def _near_zero(value: float) -> float:
    return 0.0 if abs(value) < 5e-4 else value


def _solid(thing: TrueThing) -> Solid:
    return Solid(thing.pose, all_kinds()[thing.kind].size_m)


def _thing(truth: Truth, key: int | None) -> TrueThing:
    found = next((thing for thing in truth.things if thing.key == key), None)
    if found is None:
        raise ValueError(f"there is no thing with key {key}")
    return found


def _place_name(truth: Truth, key: int | None) -> str:
    found = next((place.name for place in truth.places if place.key == key), None)
    if found is None or found not in all_places():
        raise ValueError(f"there is no place with key {key}")
    return found
