"""An arm in PyBullet behind the Arm protocol: filtered commands, its own kinematics, position motors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pybullet

from scenes.arm_model import ArmModel, load_arm
from scenes.kinematics import Unreachable, matrix_from_quaternion, quaternion_from_matrix
from scenes.safety import SafetyLimits, filter_action
from scenes.types import Action, ActionSpec, ArmState, FloatArray, Pose, Sent

SUBSTEPS = 24
SUBSTEP_S = 1.0 / 240.0


@dataclass(frozen=True)
class ArmMemory:
    """What the arm knows beyond the physics engine's own state; with that state it restores the arm."""

    commanded: Pose
    joints_rad: FloatArray
    gripper_target: float
    time_s: float


class BulletArm:
    """One arm with a parallel gripper, driven at 10 Hz.

    Args:
        client: PyBullet physics client with gravity and a 1/240 s time step already set.
        limits: of this scene; the action spec is part of them. By default those of the arm on a bare counter.
        substep: runs one physics substep; a scene may pass its own to act between substeps.
        home: tool pose at the start and after ``reset``; by default the arm's own.
        model: the kind of arm; the Panda by default.

    Raises:
        SceneError: what the arm's description needs is not installed.
        OSError: its description cannot be read or written.
    """

    def __init__(self, client: int, limits: SafetyLimits | None = None,
                 substep: Callable[[], None] | None = None, home: Pose | None = None,
                 model: ArmModel | None = None) -> None:
        self._client = client
        self.model = model = model or load_arm("panda")
        self.limits = limits or model.limits
        self._substep = substep or (lambda: pybullet.stepSimulation(physicsClientId=client))
        self.home = home or model.home
        self.body = int(pybullet.loadURDF(
            str(model.urdf()), basePosition=model.mount_m, useFixedBase=True, physicsClientId=client,
            flags=pybullet.URDF_USE_INERTIA_FROM_FILE | pybullet.URDF_ENABLE_CACHED_GRAPHICS_SHAPES))
        self.hand_link = model.hand_link
        self.finger_links = model.finger_joints
        for link in model.finger_joints:
            pybullet.changeDynamics(self.body, link, lateralFriction=1.6, spinningFriction=0.012,
                                    frictionAnchor=True, physicsClientId=client)
        for joint in range(-1, pybullet.getNumJoints(self.body, physicsClientId=client)):
            pybullet.changeDynamics(self.body, joint, linearDamping=0.0, angularDamping=0.0,
                                    activationState=pybullet.ACTIVATION_STATE_DISABLE_SLEEPING,
                                    physicsClientId=client)
        self._couple_fingers()
        self.reset()

    @property
    def spec(self) -> ActionSpec:
        return self.limits.spec

    @property
    def commanded(self) -> Pose:
        """The tool pose commanded last: what the next action is relative to."""
        return self._commanded

    @property
    def gripper_target(self) -> float:
        return self._gripper_target

    @property
    def time_s(self) -> float:
        """Simulated seconds of control steps since the last reset."""
        return self._time_s

    def reset(self) -> None:
        """Put the arm at home at once, hand open: no motion is simulated."""
        self._commanded, self._gripper_target, self._time_s = self.home, 1.0, 0.0
        self._joints_rad = self.model.joints_for(self.home)
        for joint, angle in zip(self.model.arm_joints, self._joints_rad, strict=True):
            pybullet.resetJointState(self.body, joint, angle, 0.0, physicsClientId=self._client)
        for joint in self.model.finger_joints:
            pybullet.resetJointState(self.body, joint, self.model.stroke_m, 0.0, physicsClientId=self._client)
        self._drive_arm(self._joints_rad, np.zeros(len(self.model.arm_joints)))
        self._drive_fingers()

    def state(self) -> ArmState:
        states = pybullet.getJointStates(self.body, [*self.model.arm_joints, *self.model.finger_joints],
                                         physicsClientId=self._client)
        joints = np.array([entry[0] for entry in states[:-2]])
        opening = (states[-2][0] + states[-1][0]) / (2 * self.model.stroke_m)
        return ArmState(joints, self.model.tool_pose(joints), float(min(1.0, max(0.0, opening))), self._gripper_target)

    def send(self, action: Action) -> Sent:
        """One control step: filter, inverse kinematics, 24 substeps.

        Raises:
            ActionRefused: the action is not finite or malformed; nothing has moved.
        """
        sent, target = filter_action(action, self._commanded, self._gripper_target, self.limits)
        try:
            joints = self.model.joints_for(target)
        except Unreachable:
            # The filter's band of reach is exact only for a hand that points down; at its very edge a
            # tilted hand may still be out of reach, and then the arm stays where it is.
            target, joints = self._commanded, self._joints_rad
            sent = Sent(Action(np.zeros(3), np.zeros(3), sent.action.gripper_opening, sent.action.terminate),
                        tuple(dict.fromkeys((*sent.limits, "workspace"))))
        self._gripper_target = sent.action.gripper_opening
        self._commanded = target
        self._run(joints)
        return sent

    def hold(self) -> None:
        """Keep the motors on the pose commanded last; simulated time does not pass by itself."""
        self._drive_arm(self._joints_rad, np.zeros(len(self.model.arm_joints)))
        self._drive_fingers()

    def settle(self, steps: int = 1) -> None:
        """Let control steps pass without a command (for building a scene; not part of an episode)."""
        for _ in range(steps):
            self._run(self._joints_rad)

    def camera_pose(self) -> Pose:
        """Pose of the wrist camera: z is the viewing direction, x the image's up direction in the hand."""
        return self._mounted(self.model.camera)

    def memory(self) -> ArmMemory:
        return ArmMemory(self._commanded, self._joints_rad.copy(), self._gripper_target, self._time_s)

    def restore(self, memory: ArmMemory) -> None:
        """Return to what ``memory`` said; the physics engine's own state is restored by the scene."""
        self._commanded, self._joints_rad = memory.commanded, memory.joints_rad.copy()
        self._gripper_target, self._time_s = memory.gripper_target, memory.time_s
        self.hold()

    def _mounted(self, offset: Pose) -> Pose:
        position, orientation = pybullet.getLinkState(self.body, self.model.hand_link, computeForwardKinematics=True,
                                                      physicsClientId=self._client)[4:6]
        rotation = matrix_from_quaternion(np.array(orientation))
        return Pose(np.array(position) + rotation @ offset.position_m,
                    quaternion_from_matrix(rotation @ matrix_from_quaternion(offset.orientation_xyzw)))

    def _run(self, joints_rad: FloatArray) -> None:
        start, change = self._joints_rad, joints_rad - self._joints_rad
        speed = change / (SUBSTEPS * SUBSTEP_S)
        self._drive_fingers()
        if change.any():
            for index in range(1, SUBSTEPS + 1):
                self._drive_arm(start + change * (index / SUBSTEPS), speed)
                self._substep()
        else:
            self._drive_arm(joints_rad, speed)
            for _ in range(SUBSTEPS):
                self._substep()
        self._joints_rad = joints_rad
        self._time_s += SUBSTEPS * SUBSTEP_S

    def _drive_arm(self, joints_rad: FloatArray, speed_rad_s: FloatArray) -> None:
        joints = self.model.arm_joints
        pybullet.setJointMotorControlArray(
            self.body, joints, pybullet.POSITION_CONTROL, targetPositions=joints_rad.tolist(),
            targetVelocities=speed_rad_s.tolist(), forces=self.model.torque_nm, positionGains=[0.4] * len(joints),
            velocityGains=[1.0] * len(joints), physicsClientId=self._client)

    def _drive_fingers(self) -> None:
        travel = self._gripper_target * self.model.stroke_m
        for joint in self.model.finger_joints:
            pybullet.setJointMotorControl2(
                self.body, joint, pybullet.POSITION_CONTROL, targetPosition=travel, force=self.model.finger_force_n,
                maxVelocity=0.3, physicsClientId=self._client)

    def _couple_fingers(self) -> None:
        # Without the coupling the two motors are free to slide a gripped thing sideways between them.
        left, right = self.model.finger_joints
        gear = pybullet.createConstraint(self.body, left, self.body, right, pybullet.JOINT_GEAR, [1, 0, 0],
                                         [0, 0, 0], [0, 0, 0], physicsClientId=self._client)
        pybullet.changeConstraint(gear, gearRatio=-1, erp=0.1, maxForce=100, physicsClientId=self._client)
