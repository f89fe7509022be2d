"""Both arms pass the suite any arm must pass, and the suite catches arms that should not pass."""

import dataclasses
from collections.abc import Iterator

import numpy as np
import pybullet
import pytest

from scenes.base import Arm
from scenes.bullet_arm import BulletArm
from scenes.conformance import check_arm, check_scene
from scenes.loopback_arm import LoopbackArm, LoopbackScene
from scenes.types import Action, Sent


@pytest.fixture()
def client() -> Iterator[int]:
    number = pybullet.connect(pybullet.DIRECT)
    pybullet.setGravity(0, 0, -9.81, physicsClientId=number)
    pybullet.setTimeStep(1 / 240, physicsClientId=number)
    yield number
    pybullet.disconnect(physicsClientId=number)


def _can(client: int, x: float, y: float) -> int:
    shape = pybullet.createCollisionShape(pybullet.GEOM_CYLINDER, radius=0.028, height=0.115,
                                          physicsClientId=client)
    plane = pybullet.createCollisionShape(pybullet.GEOM_BOX, halfExtents=[1, 1, 0.1], physicsClientId=client)
    pybullet.createMultiBody(0, plane, basePosition=[0, 0, -0.1], physicsClientId=client)
    can = pybullet.createMultiBody(0.3, shape, basePosition=[x, y, 0.0575], physicsClientId=client)
    pybullet.changeDynamics(can, -1, lateralFriction=0.8, physicsClientId=client)
    return int(can)


def _go(arm: BulletArm, target: tuple[float, float, float], opening: float, steps: int) -> None:
    for _ in range(steps):
        delta = np.clip(np.array(target) - arm.commanded.position_m, -0.05, 0.05)
        arm.send(Action(delta, np.zeros(3), opening))


def test_the_panda_conforms(client: int) -> None:
    check_arm(BulletArm(client))


def test_the_loopback_arm_conforms() -> None:
    check_arm(LoopbackArm())


def test_the_loopback_scene_conforms() -> None:
    check_scene(LoopbackScene())


def test_the_panda_tracks_within_five_millimetres_at_full_speed(client: int) -> None:
    arm = BulletArm(client)
    for target in ((0.55, 0.2, 0.1), (0.5, -0.3, 0.3), (0.6, 0.0, 0.02)):
        for _ in range(12):
            delta = np.clip(np.array(target) - arm.commanded.position_m, -0.05, 0.05)
            arm.send(Action(delta, np.array([0.0, 0.0, 0.05]), 1.0))
            error = np.linalg.norm(arm.state().tool.position_m - arm.commanded.position_m)
            assert error < 0.005


def test_a_gripped_can_is_lifted_and_does_not_slip(client: int) -> None:
    can = _can(client, 0.5, 0.1)
    arm = BulletArm(client)
    _go(arm, (0.5, 0.1, 0.2), 1.0, 8)
    _go(arm, (0.5, 0.1, 0.06), 1.0, 5)
    _go(arm, (0.5, 0.1, 0.06), 0.0, 4)
    _go(arm, (0.5, 0.1, 0.3), 0.0, 6)
    _go(arm, (0.45, -0.2, 0.3), 0.0, 40)
    position, _ = pybullet.getBasePositionAndOrientation(can, physicsClientId=client)
    np.testing.assert_allclose(position, [0.45, -0.2, 0.2975], atol=0.003)
    state = arm.state()
    assert state.gripper_target == 0 and 0.5 < state.gripper_opening < 0.6


def test_the_same_commands_give_the_same_bits(client: int) -> None:
    def run() -> tuple[float, ...]:
        other = pybullet.connect(pybullet.DIRECT)
        try:
            pybullet.setGravity(0, 0, -9.81, physicsClientId=other)
            can = _can(other, 0.5, 0.1)
            arm = BulletArm(other)
            _go(arm, (0.48, 0.07, 0.05), 1.0, 9)
            position, turn = pybullet.getBasePositionAndOrientation(can, physicsClientId=other)
            return (*position, *turn, *arm.state().joint_positions_rad)
        finally:
            pybullet.disconnect(physicsClientId=other)

    first = run()
    assert first == run()
    assert np.linalg.norm(np.array(first[:2]) - [0.5, 0.1]) > 1e-4  # the can was touched: contacts repeat too


def test_the_arm_resumes_from_memory(client: int) -> None:
    arm = BulletArm(client)
    _go(arm, (0.5, 0.1, 0.2), 0.4, 4)
    saved, memory = pybullet.saveState(physicsClientId=client), arm.memory()
    _go(arm, (0.4, -0.2, 0.3), 1.0, 5)
    first = arm.state()
    pybullet.restoreState(stateId=saved, physicsClientId=client)
    arm.restore(memory)
    _go(arm, (0.4, -0.2, 0.3), 1.0, 5)
    np.testing.assert_array_equal(first.joint_positions_rad, arm.state().joint_positions_rad)


class _Deaf(LoopbackArm):
    """Reports what it was told, filters nothing."""

    def send(self, action: Action) -> Sent:
        return Sent(action)


class _Greedy(LoopbackArm):
    """Moves on a terminating action."""

    def send(self, action: Action) -> Sent:
        return super().send(dataclasses.replace(action, terminate=False))


@pytest.mark.parametrize("arm, message", [(_Deaf(), "ActionRefused"), (_Greedy(), "terminating")])
def test_the_suite_catches_bad_arms(arm: Arm, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        check_arm(arm)
