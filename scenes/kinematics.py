"""Where the Panda's joints must be for a tool pose, and back again.

The answer depends on the wanted pose alone, never on where the arm came from: the same commands give the
same motion, and a rebuilt scene repeats it exactly. For a hand that points straight down the arm stays in
one vertical plane and the answer is closed form; a tilted hand starts from that answer and is refined by
damped least squares. Link lengths are Franka Emika's published ones.
"""

from __future__ import annotations

import math

import numpy as np

from scenes.types import FloatArray, Pose

SHOULDER_HEIGHT_M = 0.333
UPPER_ARM_M = 0.316
FOREARM_M = 0.384
ELBOW_OFFSET_M = 0.0825
WRIST_OFFSET_M = 0.088
FLANGE_M = 0.107
TOOL_M = 0.1334
"""From the flange to the point between the fingertips: the stock hand with fingers 3 cm longer, so that
the palm stays above the neighbours of what is gripped."""

JOINT_LOW_RAD = np.array([-2.8973, -1.7628, -2.8973, -3.0718, -2.8973, -0.0175, -2.8973])
JOINT_HIGH_RAD = np.array([2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973])

_UPPER = math.hypot(UPPER_ARM_M, ELBOW_OFFSET_M)
_FORE = math.hypot(FOREARM_M, ELBOW_OFFSET_M)
_UPPER_BEND = math.atan2(ELBOW_OFFSET_M, UPPER_ARM_M)
_FORE_BEND = math.atan2(ELBOW_OFFSET_M, FOREARM_M)

# Denavit-Hartenberg rows in Craig's convention: (a, d, alpha) before each of the seven joints.
_DH = ((0.0, SHOULDER_HEIGHT_M, 0.0), (0.0, 0.0, -math.pi / 2), (0.0, UPPER_ARM_M, math.pi / 2),
       (ELBOW_OFFSET_M, 0.0, math.pi / 2), (-ELBOW_OFFSET_M, FOREARM_M, -math.pi / 2),
       (0.0, 0.0, math.pi / 2), (WRIST_OFFSET_M, 0.0, math.pi / 2))


class Unreachable(ValueError):
    """No joint angles within limits put the tool there."""


def quaternion_multiply(left: FloatArray, right: FloatArray) -> FloatArray:
    """Rotation ``right`` followed by ``left``; both (4,) xyzw."""
    x1, y1, z1, w1 = (float(value) for value in left)
    x2, y2, z2, w2 = (float(value) for value in right)
    return np.array([w1 * x2 + x1 * w2 + y1 * z2 - z1 * y2, w1 * y2 - x1 * z2 + y1 * w2 + z1 * x2,
                     w1 * z2 + x1 * y2 - y1 * x2 + z1 * w2, w1 * w2 - x1 * x2 - y1 * y2 - z1 * z2])


def quaternion_from_rotation_vector(vector_rad: FloatArray) -> FloatArray:
    """(3,) axis times angle -> (4,) xyzw."""
    angle = float(np.linalg.norm(vector_rad))
    half = 0.5 * angle
    scale = 0.5 if angle < 1e-9 else math.sin(half) / angle
    return np.array([*(np.asarray(vector_rad) * scale), math.cos(half)])


def matrix_from_quaternion(orientation_xyzw: FloatArray) -> FloatArray:
    """(4,) xyzw of any non-zero length -> (3, 3) rotation."""
    x, y, z, w = (float(value) for value in orientation_xyzw)
    s = 2.0 / (x * x + y * y + z * z + w * w)
    return np.array([[1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
                     [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
                     [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)]])


def quaternion_from_matrix(rotation: FloatArray) -> FloatArray:
    """(3, 3) rotation -> (4,) xyzw, unit length, largest component positive."""
    m = rotation
    squares = np.array([1 + m[0, 0] - m[1, 1] - m[2, 2], 1 - m[0, 0] + m[1, 1] - m[2, 2],
                        1 - m[0, 0] - m[1, 1] + m[2, 2], 1 + m[0, 0] + m[1, 1] + m[2, 2]])
    biggest = int(np.argmax(squares))
    rows = np.array([
        [squares[0], m[0, 1] + m[1, 0], m[0, 2] + m[2, 0], m[2, 1] - m[1, 2]],
        [m[0, 1] + m[1, 0], squares[1], m[1, 2] + m[2, 1], m[0, 2] - m[2, 0]],
        [m[0, 2] + m[2, 0], m[1, 2] + m[2, 1], squares[2], m[1, 0] - m[0, 1]],
        [m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1], squares[3]]])
    return np.asarray(rows[biggest] / np.linalg.norm(rows[biggest]))


def down_facing(yaw_rad: float) -> FloatArray:
    """(4,) xyzw of a hand pointing straight down; yaw is the heading of the hand's x axis."""
    return np.array([math.cos(yaw_rad / 2), math.sin(yaw_rad / 2), 0.0, 0.0])


def yaw_of(orientation_xyzw: FloatArray) -> float:
    """Heading of the hand's x axis in the counter plane, in (-pi, pi]."""
    x, y, z, w = (float(value) for value in orientation_xyzw)
    return math.atan2(2 * (x * y + z * w), x * x - y * y - z * z + w * w)


def tilt_of(orientation_xyzw: FloatArray) -> float:
    """Angle between the hand's axis and straight down."""
    x, y, z, w = (float(value) for value in orientation_xyzw)
    length = x * x + y * y + z * z + w * w
    return math.acos(max(-1.0, min(1.0, (x * x + y * y - z * z - w * w) / length)))


def joint_frames(joints_rad: FloatArray) -> list[FloatArray]:
    """The (4, 4) frames of the seven joints, then of the tool, in the base frame."""
    frames, frame = [], np.eye(4)
    for (a, d, alpha), angle in zip(_DH, joints_rad, strict=True):
        ca, sa, cq, sq = math.cos(alpha), math.sin(alpha), math.cos(angle), math.sin(angle)
        frame = frame @ np.array([[cq, -sq, 0, a], [sq * ca, cq * ca, -sa, -d * sa],
                                  [sq * sa, cq * sa, ca, d * ca], [0, 0, 0, 1]])
        frames.append(frame)
    offset = np.eye(4)
    offset[2, 3] = FLANGE_M + TOOL_M
    return [*frames, frame @ offset]


def tool_pose(joints_rad: FloatArray) -> Pose:
    """Where seven joint angles put the tool."""
    frame = joint_frames(joints_rad)[-1]
    return Pose(frame[:3, 3].copy(), quaternion_from_matrix(frame[:3, :3]))


def joints_for(pose: Pose) -> FloatArray:
    """Seven joint angles that put the tool at ``pose``.

    Raises:
        Unreachable: too far, too near, or turned or tilted beyond the joints' limits.
    """
    joints = _joints_facing_down(pose.position_m, yaw_of(pose.orientation_xyzw))
    if tilt_of(pose.orientation_xyzw) > 1e-4:
        joints = _refine(joints, pose)
    if np.any(joints < JOINT_LOW_RAD) or np.any(joints > JOINT_HIGH_RAD):
        raise Unreachable(f"the arm cannot reach {np.round(pose.position_m, 3).tolist()} with that hand "
                          f"orientation: joints {np.round(joints, 2).tolist()} rad are beyond their limits")
    return joints


def _joints_facing_down(position_m: FloatArray, yaw_rad: float) -> FloatArray:
    x, y, z = (float(value) for value in position_m)
    heading = math.atan2(y, x)
    out = math.hypot(x, y) - WRIST_OFFSET_M
    up = z + TOOL_M + FLANGE_M - SHOULDER_HEIGHT_M
    distance = math.hypot(out, up)
    if not abs(_UPPER - _FORE) < distance < _UPPER + _FORE:
        raise Unreachable(f"{(round(x, 3), round(y, 3), round(z, 3))} m is out of the arm's reach")
    elbow = math.acos((_UPPER**2 + _FORE**2 - distance**2) / (2 * _UPPER * _FORE))
    shoulder = math.acos((_UPPER**2 + distance**2 - _FORE**2) / (2 * _UPPER * distance))
    joint2 = math.atan2(out, up) - shoulder - _UPPER_BEND
    joint4 = elbow - math.pi - _UPPER_BEND - _FORE_BEND
    joint7 = math.remainder(heading - yaw_rad, 2 * math.pi)
    return np.array([heading, joint2, 0.0, joint4, 0.0, joint2 - joint4, joint7])


def _refine(joints: FloatArray, pose: Pose) -> FloatArray:
    wanted = matrix_from_quaternion(pose.orientation_xyzw)
    joints = joints.copy()
    for _ in range(60):
        frames = joint_frames(joints)
        tool = frames[-1]
        turn = wanted @ tool[:3, :3].T
        axis = 0.5 * np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
        error = np.concatenate([pose.position_m - tool[:3, 3], axis])
        if np.linalg.norm(error) < 1e-5:
            return joints
        jacobian = np.zeros((6, 7))
        for index, frame in enumerate(frames[:7]):
            jacobian[:3, index] = np.cross(frame[:3, 2], tool[:3, 3] - frame[:3, 3])
            jacobian[3:, index] = frame[:3, 2]
        damped = jacobian @ jacobian.T + 1e-4 * np.eye(6)
        joints += np.clip(jacobian.T @ np.linalg.solve(damped, error), -0.3, 0.3)
    raise Unreachable(f"no joint angles found for a hand at {np.round(pose.position_m, 3).tolist()} "
                      f"tilted by {tilt_of(pose.orientation_xyzw):.2f} rad")
