"""An arm that moves nothing, for dry runs: same filter, same bookkeeping, no physics, no hardware."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scenes.base import SceneError
from scenes.kinematics import Unreachable, down_facing, joints_for
from scenes.safety import SafetyLimits, filter_action
from scenes.types import Action, ActionSpec, ArmState, FloatArray, ImageArray, Observation, Pose, Sent

_HOME = Pose(np.array([0.30, 0.0, 0.34]), down_facing(0.0))


class LoopbackArm:
    """Obeys every command in its own bookkeeping at once; joints are those a Panda would need."""

    def __init__(self, limits: SafetyLimits | None = None, home: Pose = _HOME) -> None:
        self.limits = limits or SafetyLimits()
        self._commanded = home
        self._joints_rad: FloatArray = joints_for(home)
        self._gripper_target = 1.0
        self._steps = 0

    @property
    def spec(self) -> ActionSpec:
        return self.limits.spec

    @property
    def commanded(self) -> Pose:
        return self._commanded

    @property
    def time_s(self) -> float:
        """Seconds of control steps sent so far."""
        return self._steps / self.spec.control_hz

    def state(self) -> ArmState:
        return ArmState(self._joints_rad.copy(), self._commanded, self._gripper_target, self._gripper_target)

    def send(self, action: Action) -> Sent:
        """Note the command as if it had been carried out exactly.

        Raises:
            ActionRefused: the action is not finite or malformed; nothing is noted.
        """
        sent, target = filter_action(action, self._commanded, self._gripper_target, self.limits)
        try:
            self._joints_rad = joints_for(target)
            self._commanded = target
        except Unreachable:
            sent = Sent(Action(np.zeros(3), np.zeros(3), sent.action.gripper_opening, sent.action.terminate),
                        tuple(dict.fromkeys((*sent.limits, "workspace"))))
        self._gripper_target = sent.action.gripper_opening
        self._steps += 1
        return sent

    def hold(self) -> None:
        """Nothing moves anyway."""


class LoopbackScene:
    """A counter that never changes: given pictures, or blank ones, around a ``LoopbackArm``.

    Args:
        images: camera name -> uint8 (height, width, 3); blank grey ones of ``sizes`` where absent.
        sizes: camera name -> (width, height) in pixels.
        seed: reported only.
    """

    def __init__(self, images: Mapping[str, ImageArray] | None = None,
                 sizes: Mapping[str, tuple[int, int]] | None = None, seed: int | None = None) -> None:
        sizes = sizes or {"front": (384, 288), "wrist": (96, 96)}
        blank = {name: np.full((height, width, 3), 128, np.uint8) for name, (width, height) in sizes.items()}
        self._images: dict[str, ImageArray] = {**blank, **dict(images or {})}
        self._arm = LoopbackArm()
        self._seed = seed
        self._closed = False

    @property
    def arm(self) -> LoopbackArm:
        return self._arm

    @property
    def name(self) -> str:
        return "loopback"

    @property
    def seed(self) -> int | None:
        return self._seed

    def observe(self, cameras: tuple[str, ...] = ("front", "wrist")) -> Observation:
        """The same pictures every time.

        Raises:
            SceneError: closed, or no such camera.
        """
        if self._closed:
            raise SceneError("this scene is closed; load it again")
        unknown = [name for name in cameras if name not in self._images]
        if unknown:
            raise SceneError(f"no camera named {unknown[0]!r}; this scene has {', '.join(self._images)}")
        return Observation({name: self._images[name].copy() for name in cameras}, self._arm.state(),
                           self._arm.time_s)

    def state_hash(self) -> str | None:
        """None: there is no world that could differ."""
        return None

    def close(self) -> None:
        self._closed = True
