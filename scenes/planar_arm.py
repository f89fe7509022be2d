"""Arms whose reach lies in one upright plane: a pan, three parallel pitches and a roll of the hand.

Most table arms with five or six joints are of this kind. For a hand that points straight down the joints
follow in closed form from the pose alone, as the Panda's do (``scenes.kinematics``); a tilted hand is
refined from there by damped least squares, which takes six joints: five can only turn a hand that points
down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.kinematics import (
    Unreachable,
    down_facing,
    matrix_from_quaternion,
    quaternion_from_matrix,
    tilt_of,
    yaw_of,
)
from scenes.types import FloatArray, Pose

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class PlanarArm:
    """Kinematics of one arm. Every joint turns about the z axis of its own frame, as in its URDF.

    Planar vectors are (out, up) in metres: away from the pan axis, and upwards, all joints at zero.
    """

    joints: tuple[tuple[Vector, Vector], ...]
    """Origin (xyz, rpy) of each joint in the frame before it; the first in the frame of the mount."""
    hand: tuple[Vector, Vector]
    """Origin (xyz, rpy) of the tool in the last joint's frame; its z axis points out of the hand."""
    low_rad: FloatArray
    high_rad: FloatArray
    mount_m: Vector
    """Where the arm is screwed down, in the counter's frame; it looks along x."""
    pan_out_m: float
    """From the mount to the pan axis, along x."""
    shoulder_m: tuple[float, float]
    """From the pan axis at the mount's height to the first pitch axis."""
    upper_m: tuple[float, float]
    fore_m: tuple[float, float]
    wrist_m: tuple[float, float]
    """From the last pitch axis to the tool when the hand points down: out (positive) and down (positive)."""
    pitch_sum_rad: float
    """What the three pitches add up to when the hand points down; each leans the arm forward."""
    pitches: tuple[int, int, int]
    pan_sign: float
    roll_sign: float
    """+1 where a positive last joint turns a down-facing hand counter-clockwise seen from above."""

    def frames(self, joints_rad: FloatArray) -> list[FloatArray]:
        """The (4, 4) frames of the joints as they are turned, then of the tool, in the counter's frame."""
        frame = _transform(self.mount_m, (0.0, 0.0, 0.0))
        found = []
        for (xyz, rpy), angle in zip(self.joints, joints_rad, strict=True):
            frame = frame @ _transform(xyz, rpy) @ _transform((0.0, 0.0, 0.0), (0.0, 0.0, float(angle)))
            found.append(frame)
        return [*found, frame @ _transform(*self.hand)]

    def tool_pose(self, joints_rad: FloatArray) -> Pose:
        """Where joint angles put the tool."""
        frame = self.frames(joints_rad)[-1]
        return Pose(frame[:3, 3].copy(), quaternion_from_matrix(frame[:3, :3]))

    def joints_for(self, pose: Pose) -> FloatArray:
        """Joint angles that put the tool at ``pose``.

        Raises:
            Unreachable: too far, too near, or turned or tilted beyond what the joints can do.
        """
        joints = self._facing_down(pose.position_m, yaw_of(pose.orientation_xyzw))
        if tilt_of(pose.orientation_xyzw) > 1e-4:
            joints = self._refine(joints, pose)
        if np.any(joints < self.low_rad) or np.any(joints > self.high_rad):
            raise Unreachable(f"the arm cannot reach {np.round(pose.position_m, 3).tolist()} with that hand "
                              f"orientation: joints {np.round(joints, 2).tolist()} rad are beyond their limits")
        return joints

    def reaches(self, point_m: FloatArray, yaw_rad: float = 0.0) -> bool:
        """Whether a hand that points down gets there."""
        try:
            self.joints_for(Pose(np.asarray(point_m, float), down_facing(yaw_rad)))
        except Unreachable:
            return False
        return True

    def _facing_down(self, position_m: FloatArray, yaw_rad: float) -> FloatArray:
        x, y, z = (float(a) - b for a, b in zip(position_m, self.mount_m, strict=True))
        x -= self.pan_out_m
        heading = math.atan2(y, x)
        out = math.hypot(x, y) - self.wrist_m[0] - self.shoulder_m[0]
        up = z + self.wrist_m[1] - self.shoulder_m[1]
        upper, fore, distance = math.hypot(*self.upper_m), math.hypot(*self.fore_m), math.hypot(out, up)
        if not abs(upper - fore) < distance < upper + fore:
            raise Unreachable(f"{np.round(position_m, 3).tolist()} m is out of the arm's reach")
        # The elbow stays above the line from shoulder to wrist.
        rise = math.acos((upper**2 + distance**2 - fore**2) / (2 * upper * distance))
        upper_slope = math.atan2(up, out) + rise
        fore_slope = math.atan2(up - upper * math.sin(upper_slope), out - upper * math.cos(upper_slope))
        first = math.atan2(self.upper_m[1], self.upper_m[0]) - upper_slope
        both = math.remainder(math.atan2(self.fore_m[1], self.fore_m[0]) - fore_slope, 2 * math.pi)
        joints = np.zeros(len(self.joints))
        joints[0] = self.pan_sign * heading
        for index, angle in zip(self.pitches, (first, both - first, self.pitch_sum_rad - both), strict=True):
            joints[index] = math.remainder(angle, 2 * math.pi)
        turn = math.remainder(yaw_rad - heading - self._yaw_at_zero_rad, 2 * math.pi)
        joints[-1] = self.roll_sign * turn
        return self._within(joints)

    def _within(self, joints: FloatArray) -> FloatArray:
        """A full turn the other way where only that is inside the limits."""
        for index, angle in enumerate(joints):
            for other in (angle, angle - 2 * math.pi, angle + 2 * math.pi):
                if self.low_rad[index] <= other <= self.high_rad[index]:
                    joints[index] = other
                    break
        return joints

    @cached_property
    def _yaw_at_zero_rad(self) -> float:
        """Yaw of a down-facing hand straight ahead, its last joint at zero."""
        joints = np.zeros(len(self.joints))
        joints[self.pitches[2]] = self.pitch_sum_rad
        frame = self.frames(joints)[-1]
        return math.atan2(frame[1, 0], frame[0, 0])

    def _refine(self, joints: FloatArray, pose: Pose) -> FloatArray:
        wanted, joints = matrix_from_quaternion(pose.orientation_xyzw), joints.copy()
        for _ in range(60):
            frames = self.frames(joints)
            tool = frames[-1]
            turn = wanted @ tool[:3, :3].T
            axis = 0.5 * np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
            error = np.concatenate([pose.position_m - tool[:3, 3], axis])
            if np.linalg.norm(error) < 1e-5:
                return joints
            jacobian = np.zeros((6, len(joints)))
            for index, frame in enumerate(frames[:-1]):
                jacobian[:3, index] = np.cross(frame[:3, 2], tool[:3, 3] - frame[:3, 3])
                jacobian[3:, index] = frame[:3, 2]
            damped = jacobian @ jacobian.T + 1e-4 * np.eye(6)
            joints += np.clip(jacobian.T @ np.linalg.solve(damped, error), -0.3, 0.3)
        raise Unreachable(f"no joint angles found for a hand at {np.round(pose.position_m, 3).tolist()} "
                          f"tilted by {tilt_of(pose.orientation_xyzw):.2f} rad")


def _transform(xyz: Vector, rpy: Vector) -> FloatArray:
    """(4, 4) of a URDF origin: turned about the fixed x, then y, then z axis, then moved."""
    (sr, cr), (sp, cp), (sy, cy) = ((math.sin(angle), math.cos(angle)) for angle in rpy)
    return np.array([[cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr, xyz[0]],
                     [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr, xyz[1]],
                     [-sp, cp * sr, cp * cr, xyz[2]], [0.0, 0.0, 0.0, 1.0]])
