"""What every Arm and every Scene must satisfy, as suites any implementer can run on their own.

Each check raises AssertionError with a sentence that says what is wrong. ``check_arm`` moves the arm by a
few centimetres: run it where there is room.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scenes.base import ActionRefused, Arm, Scene, SceneError
from scenes.types import Action, ActionSpec, ArmState, Observation, Sent

KNOWN_LIMITS = frozenset({"translation", "rotation", "gripper", "workspace", "keep-out", "terminate"})


def check_arm(arm: Arm, *, tracking_m: float = 0.01) -> None:
    """Run every check on an arm standing free, hand open.

    Args:
        arm: any implementation.
        tracking_m: how far the measured tool may be from where a small command puts it.
    """
    for check in (_spec_is_sound, _state_is_sound, _refuses_nonsense, _zero_is_still,
                  lambda it: _small_motion_arrives(it, tracking_m), _limits_hold,
                  _gripper_obeys, _terminate_holds, _hold_is_still):
        check(arm)


def check_scene(scene: Scene, cameras: tuple[str, ...] = ("front", "wrist")) -> None:
    """Run every check on a freshly loaded scene, its arm included; the scene is closed at the end."""
    _expect(isinstance(scene, Scene), "the scene lacks part of the Scene protocol")
    _expect(bool(scene.name), "the scene must say the name it was loaded by")
    _observation_is_sound(scene, cameras)
    _looking_changes_nothing(scene, cameras)
    check_arm(scene.arm)
    _time_passes(scene)
    scene.close()
    try:
        scene.observe(cameras[:1])
    except SceneError:
        return
    raise AssertionError("a closed scene must raise SceneError when observed")


def _expect(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)


def _still(arm: Arm, opening: float | None = None, terminate: bool = False) -> Action:
    opening = arm.state().gripper_target if opening is None else opening
    return Action(np.zeros(3), np.zeros(3), opening, terminate)


def _spec_is_sound(arm: Arm) -> None:
    _expect(isinstance(arm, Arm), "the arm lacks part of the Arm protocol")
    spec = arm.spec
    _expect(isinstance(spec, ActionSpec), f"arm.spec must be an ActionSpec, not {type(spec).__name__}")
    _expect(spec.max_translation_m > 0 and spec.max_rotation_rad > 0 and spec.control_hz > 0,
            f"every bound of arm.spec must be positive: {spec}")


def _state_is_sound(arm: Arm) -> None:
    state = arm.state()
    _expect(isinstance(state, ArmState), "arm.state() must return an ArmState")
    _expect(state.joint_positions_rad.ndim == 1 and len(state.joint_positions_rad) > 0,
            "joint_positions_rad must be one row with at least one joint")
    _expect(np.isfinite(state.joint_positions_rad).all(), "joint_positions_rad must be finite")
    _expect(state.tool.position_m.shape == (3,) and state.tool.orientation_xyzw.shape == (4,),
            "the tool pose must be a (3,) position and a (4,) quaternion")
    _expect(abs(np.linalg.norm(state.tool.orientation_xyzw) - 1) < 1e-4, "the tool quaternion must be unit")
    for name in ("gripper_opening", "gripper_target"):
        value = getattr(state, name)
        _expect(0 <= value <= 1, f"{name} must be in 0..1, not {value}")


def _refuses_nonsense(arm: Arm) -> None:
    before = arm.state()
    nan, zero = np.array([np.nan, 0, 0]), np.zeros(3)
    wrong: list[tuple[str, Callable[[], Action]]] = [
        ("a NaN translation", lambda: Action(nan, zero, 0.5)),
        ("an infinite rotation", lambda: Action(zero, np.array([0, 0, np.inf]), 0.5)),
        ("a NaN opening", lambda: Action(zero, zero, float("nan"))),
        ("two translations", lambda: Action(np.zeros(2), zero, 0.5)),
        ("four rotations", lambda: Action(zero, np.zeros(4), 0.5)),
        ("a NaN hidden behind terminate", lambda: Action(nan, zero, 0.5, terminate=True)),
    ]
    for name, make in wrong:
        try:
            arm.send(make())
        except ActionRefused:
            after = arm.state()
            _expect(np.allclose(after.tool.position_m, before.tool.position_m, atol=1e-6)
                    and after.gripper_target == before.gripper_target,
                    f"the arm moved although it refused {name}")
            continue
        raise AssertionError(f"the arm must raise ActionRefused for {name}")


def _zero_is_still(arm: Arm) -> None:
    before = arm.state().tool.position_m.copy()
    sent = arm.send(_still(arm))
    _expect(isinstance(sent, Sent), "send() must return what was sent")
    _expect(sent.limits == (), f"an action of zeros met limits {sent.limits}")
    moved = float(np.linalg.norm(arm.state().tool.position_m - before))
    _expect(moved < 0.003, f"an action of zeros moved the tool by {1000 * moved:.1f} mm")


def _small_motion_arrives(arm: Arm, tracking_m: float) -> None:
    step = min(0.01, arm.spec.max_translation_m)
    for delta in (np.array([0, 0, -step]), np.array([step, 0, 0]), np.array([-step, 0, 0]),
                  np.array([0, 0, step])):
        before = arm.state().tool.position_m.copy()
        sent = arm.send(Action(delta, np.zeros(3), arm.state().gripper_target))
        _expect(np.allclose(sent.action.delta_position_m, delta) and not sent.limits,
                f"a free step of {delta} was sent as {sent.action.delta_position_m} with limits {sent.limits}")
        error = float(np.linalg.norm(arm.state().tool.position_m - before - delta))
        _expect(error <= tracking_m, f"after a step of {delta} m the tool is off by {1000 * error:.1f} mm")


def _limits_hold(arm: Arm) -> None:
    spec = arm.spec
    far = np.array([0.0, 0.0, -10 * spec.max_translation_m])
    sent = arm.send(Action(far, np.zeros(3), arm.state().gripper_target))
    _expect("translation" in sent.limits, f"a step of {far} m must name the limit translation: {sent.limits}")
    _expect(np.abs(sent.action.delta_position_m).max() <= spec.max_translation_m + 1e-9,
            f"{sent.action.delta_position_m} m was sent, beyond {spec.max_translation_m} m a step")
    arm.send(Action(-sent.action.delta_position_m, np.zeros(3), arm.state().gripper_target))
    turn = np.array([0.0, 0.0, 10 * spec.max_rotation_rad])
    sent = arm.send(Action(np.zeros(3), turn, arm.state().gripper_target))
    _expect("rotation" in sent.limits, f"a turn of {turn} rad must name the limit rotation: {sent.limits}")
    _expect(np.abs(sent.action.delta_rotation_rad).max() <= spec.max_rotation_rad + 1e-9,
            f"{sent.action.delta_rotation_rad} rad was sent, beyond {spec.max_rotation_rad} rad a step")
    arm.send(Action(np.zeros(3), -sent.action.delta_rotation_rad, arm.state().gripper_target))
    _expect(set(sent.limits) <= KNOWN_LIMITS, f"unknown limit names {set(sent.limits) - KNOWN_LIMITS}")
    away = 0
    for _ in range(60):
        sent = arm.send(Action(np.array([0, 0, spec.max_translation_m]), np.zeros(3),
                               arm.state().gripper_target))
        if sent.limits:
            break
        away += 1
    _expect(sent.limits, "the workspace has no top: 60 full steps upwards met no limit")
    for _ in range(away):
        arm.send(Action(np.array([0, 0, -spec.max_translation_m]), np.zeros(3), arm.state().gripper_target))


def _gripper_obeys(arm: Arm) -> None:
    for opening in (0.2, 1.0):
        for _ in range(10):
            arm.send(_still(arm, opening))
        state = arm.state()
        _expect(state.gripper_target == opening, f"gripper_target is {state.gripper_target}, not {opening}")
        _expect(abs(state.gripper_opening - opening) < 0.05,
                f"the empty hand was told to open to {opening} and opened to {state.gripper_opening:.2f}")
    sent = arm.send(_still(arm, 1.5))
    _expect(sent.action.gripper_opening == 1.0 and "gripper" in sent.limits,
            "an opening of 1.5 must be sent as 1.0 and name the limit gripper")


def _terminate_holds(arm: Arm) -> None:
    before = arm.state()
    sent = arm.send(Action(np.array([0.02, 0, 0]), np.zeros(3), 0.0, terminate=True))
    after = arm.state()
    _expect(sent.action.terminate, "a terminating action must be reported as one")
    _expect(not sent.action.delta_position_m.any() and after.gripper_target == before.gripper_target
            and np.linalg.norm(after.tool.position_m - before.tool.position_m) < 0.003,
            "a terminating action must not move the arm or its gripper")


def _hold_is_still(arm: Arm) -> None:
    before = arm.state().tool.position_m.copy()
    arm.hold()
    moved = float(np.linalg.norm(arm.state().tool.position_m - before))
    _expect(moved < 0.003, f"hold() moved the tool by {1000 * moved:.1f} mm")


def _observation_is_sound(scene: Scene, cameras: tuple[str, ...]) -> None:
    observation = scene.observe(cameras)
    _expect(isinstance(observation, Observation), "observe() must return an Observation")
    _expect(set(observation.images) == set(cameras),
            f"asked for cameras {cameras}, got {tuple(observation.images)}")
    for name, image in observation.images.items():
        _expect(image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3,
                f"camera {name} must give uint8 (height, width, 3), not {image.dtype} {image.shape}")
    only = scene.observe(cameras[:1]).images
    _expect(set(only) == set(cameras[:1]), f"asked for {cameras[0]} alone, got {tuple(only)}")
    try:
        scene.observe(("no such camera",))
    except SceneError:
        return
    raise AssertionError("an unknown camera must raise SceneError")


def _looking_changes_nothing(scene: Scene, cameras: tuple[str, ...]) -> None:
    before, first = scene.state_hash(), scene.observe(cameras)
    second = scene.observe(cameras)
    _expect(scene.state_hash() == before, "looking changed the state of the scene")
    _expect(first.time_s == second.time_s, "looking let time pass")
    for name in cameras:
        _expect(np.array_equal(first.images[name], second.images[name]) or scene.state_hash() is None,
                f"two looks through {name} at the same state differ")


def _time_passes(scene: Scene) -> None:
    before = scene.observe(()).time_s
    scene.arm.send(_still(scene.arm))
    passed = scene.observe(()).time_s - before
    _expect(passed > 0, "a control step must take time")
