"""The counter in PyBullet: a pure function of its spec and of the actions sent since.

It is an office kitchen unless the spec names another world; everything but what stands on it is the same in all.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pybullet

from scenes import fixtures, layout
from scenes.arm_model import ArmModel, load_arm, stands_in_reach
from scenes.arrangement import NoRoom, Room, Standing, arrange
from scenes.base import SceneError
from scenes.bench import layout as bench_layout
from scenes.bullet_arm import SUBSTEP_S, BulletArm
from scenes.cameras import Camera, front_camera, photograph, segment, wrist_camera
from scenes.catalogue import WORLDS, World, all_kinds, kinds, places
from scenes.layout import Region
from scenes.randomisation import STRENGTHS, Strength, look_for
from scenes.safety import Box, SafetyLimits
from scenes.shapes import body_of
from scenes.truth import FIRST_PLACE_KEY, TruePlace, TrueThing, Truth
from scenes.types import FloatArray, Observation, Pose
from scenes.unseen.looks import SETTINGS, Setting

__all__ = ["KitchenScene", "SceneSpec", "TruePlace", "TrueThing", "Truth"]

_SETTLE_SUBSTEPS = 60
_OPEN_SHARE = 0.6
_UPRIGHT = np.array([0.0, 0.0, 0.0, 1.0])
_REGIONS = {"kitchen": layout.REGIONS, "bench": bench_layout.REGIONS, "cards": layout.REGIONS,
            "unseen": layout.REGIONS}
_OPENINGS = {"kitchen": layout.OPENING_M, "bench": bench_layout.OPENING_M, "cards": layout.OPENING_M,
             "unseen": layout.OPENING_M}


@dataclass(frozen=True)
class SceneSpec:
    """What a scene is built from; two scenes of one spec are the same to the bit."""

    seed: int
    kinds: tuple[str, ...] | None = None
    """Exactly these kinds (duplicates allowed), or None to draw them from the seed."""
    n_things: tuple[int, int] = (4, 7)
    """Least and most things when kinds are drawn."""
    open_drawer: str | None = None
    """``top_drawer``, ``bottom_drawer``, ``none`` (both closed), or None to draw it (mostly both closed)."""
    randomisation: Strength | Setting = "easy"
    world: World = "kitchen"
    arm: str = "panda"
    """One of ``arm_model.ARMS``. What an arm cannot reach or hold is not put down for it, so scenes of one seed
    differ by arm."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SceneSpec:
        """The spec that ``to_json`` wrote, possibly after a trip through JSON text."""
        wanted = data.get("kinds")
        low, high = data.get("n_things", (4, 7))
        return cls(int(data["seed"]), None if wanted is None else tuple(wanted), (int(low), int(high)),
                   data.get("open_drawer"), data.get("randomisation", "easy"), data.get("world", "kitchen"),
                   data.get("arm", "panda"))


class KitchenScene:
    """A counter with things, bins, drawers, an arm and two cameras.

    Raises:
        SceneError: the spec names an unknown kind or drawer, or its things do not fit.
    """

    def __init__(self, spec: SceneSpec) -> None:
        _check(spec)
        self.spec = spec
        self._model = load_arm(spec.arm)
        self._places = tuple(places(spec.world).values())
        looks, others = (np.random.default_rng([spec.seed, stream]) for stream in (1, 2))
        try:
            wanted = None if spec.kinds is None else tuple(spec.kinds)
            self.standing = _standing(spec.seed, wanted, tuple(spec.n_things), spec.world, spec.arm)
        except NoRoom as error:
            raise SceneError(str(error)) from error
        self.look = look_for(spec.randomisation, looks, spec.world)
        self._stands_at = dict(zip(self.look.bins, layout.BINS_M, strict=True))
        roll = others.random()
        drawn = "top_drawer" if roll < 0.12 else "bottom_drawer" if roll < 0.24 else "none"
        self._start_open = spec.open_drawer or drawn

        self._client = int(pybullet.connect(pybullet.DIRECT))
        if self._client < 0:
            raise SceneError("the physics engine gave no connection; close other scenes first")
        self._closed = False
        try:
            self._build()
        except OSError as error:
            self.close()
            raise SceneError(f"the scene's meshes could not be written ({error}); "
                             "make room, or set TMPDIR to a folder that can be written") from error

    @property
    def arm(self) -> BulletArm:
        return self._arm

    @property
    def name(self) -> str:
        """The world, by which it is loaded."""
        return self.spec.world

    @property
    def seed(self) -> int:
        return self.spec.seed

    @property
    def client(self) -> int:
        """The physics client: for the demonstrator and tests of the simulation, never for a policy."""
        return self._client

    def observe(self, cameras: tuple[str, ...] = ("front", "wrist")) -> Observation:
        """Look: only the named cameras are rendered.

        Raises:
            SceneError: no such camera, or the scene is closed.
        """
        if self._closed:
            raise SceneError("this scene is closed; load it again")
        images = {}
        for name in cameras:
            if name == "front":
                images[name] = photograph(self.front, self.look.light, self._client)
            elif name == "wrist":
                images[name] = photograph(wrist_camera(self._arm.camera_pose()), self.look.light,
                                          self._client, shadow=False)
            else:
                raise SceneError(f"this scene has the cameras front and wrist, not {name!r}")
        return Observation(images, self._arm.state(), self._arm.time_s)

    def truth(self, pixels: bool = True) -> Truth:
        """Where everything really is.

        Args:
            pixels: also count visible pixels and measure boxes in the front image, which takes a
                rendering; without it those fields are 0.
        """
        body, link = segment(self.front, self._client) if pixels else (np.zeros((1, 1), int),) * 2
        places = []
        for index, place in enumerate(self._places):
            where = self._fixtures.bodies[place.key]
            seen = (body == where[0]) & (link == where[1]) if pixels else np.zeros((1, 1), bool)
            middle = self.region(place.key).centre_m
            opening = np.array([middle[0], middle[1], _OPENINGS[self.spec.world][place.key]])
            opened = self.drawer_opening_m(place.key) if place.key in fixtures.DRAWERS else None
            places.append(TruePlace(FIRST_PLACE_KEY + index, place.key, Pose(middle, _UPRIGHT.copy()),
                                    *self.front.project(opening), *_box(seen), int(seen.sum()),
                                    None if opened is None else opened > _OPEN_SHARE * layout.DRAWER_TRAVEL_M))
        poses = [self._pose(index) for index in range(len(self._bodies))]
        things = []
        for key, thing in enumerate(self.standing):
            seen = body == self._bodies[key] if pixels else np.zeros((1, 1), bool)
            held = self._held(key)
            things.append(TrueThing(key, thing.kind, poses[key], int(seen.sum()),
                                    *self.front.project(poses[key].position_m), *_box(seen),
                                    None if held else self._inside(key, poses), held))
        return Truth(tuple(things), tuple(places))

    def region(self, place: str) -> Region:
        """Where a thing's centre is when it is in or on ``place`` now: a drawer's region moves with it."""
        shift = self.drawer_opening_m(place) if place in fixtures.DRAWERS else 0.0
        return region_of(self.spec.world, self._stands_at.get(place, place)).shifted(shift)

    def drawer_opening_m(self, drawer: str) -> float:
        """How far a drawer is pulled out, 0 .. ``layout.DRAWER_TRAVEL_M``."""
        return float(pybullet.getJointState(self._fixtures.cabinet, fixtures.DRAWERS.index(drawer),
                                            physicsClientId=self._client)[0])

    def knob_m(self, drawer: str) -> FloatArray:
        """(3,) the middle of a drawer's knob, where the fingers close along x."""
        x, y = layout.DRAWER_CENTRE_M
        return np.array([x, y + layout.DRAWER_HALF_M[1] + 0.008 + layout.KNOB_OUT_M[drawer]
                         + self.drawer_opening_m(drawer),
                         layout.DRAWER_FLOOR_M[drawer] + layout.KNOB_ABOVE_FLOOR_M])

    def put(self, key: int, point_m: FloatArray, yaw_rad: float) -> None:
        """Have a thing stand somewhere else at once and let all come to rest: for making scenes to learn from.

        Args:
            point_m: (3,) of its foot.
        """
        height = self.standing[key].height_m
        turned = pybullet.getQuaternionFromEuler((0, 0, yaw_rad))
        pybullet.resetBasePositionAndOrientation(
            self._bodies[key], (*(float(x) for x in point_m[:2]), float(point_m[2]) + height / 2 + 0.003), turned,
            physicsClientId=self._client)
        for _ in range(_SETTLE_SUBSTEPS):
            pybullet.stepSimulation(physicsClientId=self._client)

    def state_hash(self) -> str:
        """SHA-256 of every body's pose and velocity, every joint and the arm's commands."""
        digest = hashlib.sha256()
        for index in range(pybullet.getNumBodies(physicsClientId=self._client)):
            body = pybullet.getBodyUniqueId(index, physicsClientId=self._client)
            numbers = [*pybullet.getBasePositionAndOrientation(body, physicsClientId=self._client),
                       *pybullet.getBaseVelocity(body, physicsClientId=self._client)]
            numbers += [pybullet.getJointState(body, joint, physicsClientId=self._client)[:2]
                        for joint in range(pybullet.getNumJoints(body, physicsClientId=self._client))]
            for group in numbers:
                digest.update(np.array(group, np.float64).tobytes())
        memory = self._arm.memory()
        for values in (memory.commanded.position_m, memory.commanded.orientation_xyzw, memory.joints_rad,
                       [memory.gripper_target, memory.time_s]):
            digest.update(np.asarray(values, np.float64).tobytes())
        return digest.hexdigest()

    def close(self) -> None:
        """Free the simulation; closing twice does nothing."""
        if not self._closed:
            self._closed = True
            pybullet.disconnect(physicsClientId=self._client)

    def _build(self) -> None:
        pybullet.setGravity(0, 0, -9.81, physicsClientId=self._client)
        pybullet.setPhysicsEngineParameter(fixedTimeStep=SUBSTEP_S, numSolverIterations=60,
                                           deterministicOverlappingPairs=1, physicsClientId=self._client)
        self._fixtures = fixtures.build(self.look, self._client)
        if self._start_open in fixtures.DRAWERS:
            pybullet.resetJointState(self._fixtures.cabinet, fixtures.DRAWERS.index(self._start_open),
                                     layout.DRAWER_TRAVEL_M, physicsClientId=self._client)
        self._bodies = tuple(self._put(thing) for thing in self.standing)
        self._arm = BulletArm(self._client, safety_limits(self._model), model=self._model)
        for _ in range(_SETTLE_SUBSTEPS):
            pybullet.stepSimulation(physicsClientId=self._client)
        eye, target = np.array(self.look.eye_m), np.array(self.look.target_m)
        self.front: Camera = front_camera(eye, target, self.look.field_of_view_deg)

    def _put(self, thing: Standing) -> int:
        body = body_of(thing.kind)
        pose = (thing.x_m, thing.y_m, thing.height_m / 2 + 0.0003)
        turned = pybullet.getQuaternionFromEuler((0, 0, thing.yaw_rad))
        made = int(pybullet.createMultiBody(
            body.mass_kg, fixtures.collision(body.solids, self._client),
            fixtures.visual(str(body.mesh), self._client), pose, turned, physicsClientId=self._client))
        pybullet.changeDynamics(made, -1, lateralFriction=0.9, spinningFriction=0.004,
                                rollingFriction=body.rolling_friction, restitution=0.0, linearDamping=0.04,
                                angularDamping=0.2, physicsClientId=self._client)
        return made

    def _pose(self, key: int) -> Pose:
        position, turned = pybullet.getBasePositionAndOrientation(self._bodies[key],
                                                                  physicsClientId=self._client)
        return Pose(np.array(position), np.array(turned))

    def _held(self, key: int) -> bool:
        # A gripped thing can lose touch for a moment while it is carried: within 2 mm counts.
        return all(pybullet.getClosestPoints(self._arm.body, self._bodies[key], 0.002, finger, -1,
                                             physicsClientId=self._client) for finger in self._arm.finger_links)

    def _inside(self, key: int, poses: list[Pose]) -> str | int | None:
        point = poses[key].position_m
        for other, thing in enumerate(self.standing):
            kind = all_kinds()[thing.kind]
            if other == key or not kind.holds_things:
                continue
            away = point - poses[other].position_m
            if math.hypot(away[0], away[1]) < 0.45 * kind.size_m[0] and -kind.size_m[2] / 2 < away[2] < 0.12:
                return other
        return next((place.key for place in self._places if self.region(place.key).contains(point)), None)


def region_of(world: World, place: str) -> Region:
    """Where a thing's centre is when it is in or on a place of a world; drawers as they are when closed."""
    return _REGIONS[world][place]


def safety_limits(model: ArmModel | None = None) -> SafetyLimits:
    """An arm's limits on this counter (the Panda's by default): its own, and the cabinet as one more solid."""
    plain = (model or load_arm("panda")).limits
    cabinet = Box("drawer cabinet", layout.CABINET_LOW_M, layout.CABINET_HIGH_M)
    return replace(plain, keep_out=(*plain.keep_out, cabinet))


@lru_cache(maxsize=16)
def _standing(seed: int, wanted: tuple[str, ...] | None, n_things: tuple[int, int], world: World,
              arm: str) -> tuple[Standing, ...]:
    """What stands where: a function of these alone, and the dearest part of building a counter. The counters
    built last are kept, since an evaluation builds one for the case, for each run of it and for its pair.

    Raises:
        NoRoom: the things do not fit.
    """
    model = load_arm(arm)
    least, most = (min(count, model.most_things) for count in n_things)
    return arrange(np.random.default_rng([seed, 0]), wanted, (least, most), world, _room_of(model))


def _room_of(model: ArmModel) -> Room:
    """Where an arm can fetch and carry: down to the counter and at its travel height."""
    low, high = model.area_m
    if model.name == "panda":  # reaches all of the area, and its scenes are what everything was measured on
        return Room(low, high)
    return Room(low, high, partial(stands_in_reach, model.name), model.tallest_m, model.widest_m, model.longest_m)


def _box(seen: np.ndarray[Any, Any]) -> tuple[float, float]:
    rows, columns = np.nonzero(seen)
    if not len(rows):
        return 0.0, 0.0
    return (float(columns.max() - columns.min() + 1) / seen.shape[1],
            float(rows.max() - rows.min() + 1) / seen.shape[0])


def _check(spec: SceneSpec) -> None:
    if spec.world not in WORLDS:
        raise SceneError(f"there is no world {spec.world!r}; there are {', '.join(WORLDS)}")
    unknown = [kind for kind in spec.kinds or () if kind not in kinds(spec.world)]
    if unknown:
        raise SceneError(f"the catalogue has no {', '.join(unknown)}")
    if spec.open_drawer not in (None, "none", *fixtures.DRAWERS):
        raise SceneError(f"open_drawer is none, {' or '.join(fixtures.DRAWERS)}, not {spec.open_drawer!r}")
    if spec.randomisation not in (*STRENGTHS, *SETTINGS):
        raise SceneError(f"randomisation is one of {', '.join((*STRENGTHS, *SETTINGS))}, not {spec.randomisation!r}")
    if not 0 <= spec.n_things[0] <= spec.n_things[1]:
        raise SceneError(f"n_things must be (least, most), not {spec.n_things}")
