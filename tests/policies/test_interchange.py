"""Demonstrations survive RLDS and LeRobot, and damage is named with the file and the remedy."""

import dataclasses
import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from policies.interchange import lerobot, lerobot_writer, rlds, rlds_writer
from policies.interchange.crc32c import crc32c, masked
from policies.interchange.episode import DatasetError, Episode
from policies.interchange.lerobot_writer import LeRobotWriter
from policies.interchange.rlds_writer import RldsWriter
from policies.interchange.tfrecord import decode_example, encode_example, read_records, write_record


def episode(seed: int, steps: int = 5, arm: str = "so101", joints: int = 5) -> Episode:
    rng = np.random.default_rng(seed)
    ramp = np.linspace(40, 200, 48)[None, None, :, None] + np.arange(steps)[:, None, None, None] * 3
    images = {
        "front": np.broadcast_to(ramp, (steps, 32, 48, 3)).astype(np.uint8),
        "wrist": np.full((steps, 32, 32, 3), 60 + 20 * seed, np.uint8),
    }
    action = rng.uniform(-0.03, 0.03, (steps, 8)).astype(np.float32)
    action[:, 6], action[:, 7] = 0.5, np.arange(steps) == steps - 1
    return Episode(
        instruction=("pick the apple", "put the apple in the sink")[seed % 2],
        arm=arm,
        skill=("pick", "place")[seed % 2],
        target=("apple", "sink")[seed % 2],
        point=(0.25, 0.5),
        images=images,
        state=rng.uniform(0, 1, (steps, 9)).astype(np.float32),
        joints_rad=rng.normal(size=(steps, joints)).astype(np.float32),
        action=action,
        target_m=rng.uniform(size=(steps, 3)).astype(np.float32),
        success=seed % 3 != 2,
        scene_seed=-1 if seed == 0 else 10**6 + seed,
    )


EPISODES = [episode(seed, steps=4 + seed) for seed in range(3)]
NUMBERS = ("state", "joints_rad", "action", "target_m")
PLAIN = ("instruction", "arm", "skill", "target", "point", "success", "scene_seed", "control_hz")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("sets")
    for name, make in (("rlds", RldsWriter), ("lerobot", LeRobotWriter)):
        with make(root / name) as writer:
            for one in EPISODES:
                writer.add(one)
    return {"rlds": root / "rlds", "lerobot": root / "lerobot"}


@pytest.mark.parametrize("name, read", [("rlds", rlds.read_episodes), ("lerobot", lerobot.read_episodes)])
def test_episodes_survive(written: dict[str, Path], name: str, read: Callable[[Path], object]) -> None:
    found = list(read(written[name]))  # type: ignore[call-overload]
    assert len(found) == 3
    for before, after in zip(EPISODES, found, strict=True):
        for field in NUMBERS:
            np.testing.assert_array_equal(getattr(before, field), getattr(after, field), err_msg=field)
        assert [getattr(before, field) for field in PLAIN] == [getattr(after, field) for field in PLAIN]
        for camera, images in before.images.items():
            error = np.abs(images.astype(int) - after.images[camera].astype(int))
            assert error.max() <= (0 if name == "rlds" else 8), camera  # films are lossy


def test_files_roll_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rlds_writer, "EPISODES_A_SHARD", 2)
    monkeypatch.setattr(lerobot_writer, "EPISODES_A_FILE", 2)
    for make, read, many in (
        (RldsWriter, rlds.read_episodes, "*.tfrecord-*-of-00002"),
        (LeRobotWriter, lerobot.read_episodes, "*front/*/*.mp4"),
    ):
        folder = tmp_path / make.__name__
        with make(folder) as writer:
            for one in EPISODES:
                writer.add(one)
        assert len(list(folder.rglob(many.split("/")[-1]))) >= 2
        assert [len(one) for one in read(folder)] == [4, 5, 6]


def test_the_layouts_are_those_that_others_read(written: dict[str, Path]) -> None:
    features = json.loads((written["rlds"] / "1.0.0/features.json").read_text())
    step = features["featuresDict"]["features"]["steps"]["sequence"]["feature"]["featuresDict"]["features"]
    assert {
        "observation",
        "action",
        "reward",
        "discount",
        "is_first",
        "is_last",
        "is_terminal",
        "language_instruction",
    } == set(step)
    steps, _ = next(rlds.read_steps(written["rlds"]))
    assert steps["steps/is_first"].tolist() == [True, False, False, False]
    assert steps["steps/is_last"].tolist() == [False, False, False, True]
    info = json.loads((written["lerobot"] / "meta/info.json").read_text())
    assert (info["codebase_version"], info["robot_type"], info["total_frames"]) == ("v3.0", "so101", 15)
    assert (written["lerobot"] / "videos/observation.images.wrist/chunk-000/file-000.mp4").exists()
    pq = pytest.importorskip("pyarrow.parquet")
    row = pq.read_table(written["lerobot"] / "meta/episodes/chunk-000/file-000.parquet").to_pylist()[1]
    assert (row["dataset_from_index"], row["dataset_to_index"]) == (4, 9)
    assert row["videos/observation.images.front/from_timestamp"] == pytest.approx(0.4)
    stats = json.loads((written["lerobot"] / "meta/stats.json").read_text())
    actions = np.concatenate([one.action for one in EPISODES])
    np.testing.assert_allclose(stats["action"]["std"], actions.std(axis=0), atol=1e-6)
    assert np.shape(stats["observation.images.front"]["mean"]) == (3, 1, 1)


def test_checksums_are_castagnolis() -> None:
    assert crc32c(b"123456789") == 0xE3069283  # the check value that every table of CRCs gives
    assert crc32c(bytes(32)) == 0x8A9136AA  # RFC 3720, appendix B.4
    data = np.random.default_rng(0).integers(0, 256, 50_000).astype(np.uint8).tobytes()
    plain = 0xFFFFFFFF
    for byte in data:  # bit by bit, as the definition has it
        plain ^= byte
        for _ in range(8):
            plain = plain >> 1 ^ (0x82F63B78 if plain & 1 else 0)
    assert crc32c(data) == plain ^ 0xFFFFFFFF
    assert masked(b"") == 0xA282EAD8


def test_examples_are_what_protocol_buffers_say() -> None:
    features = {"a": [b"x", b""], "f": np.array([1.5, -2], np.float32), "i": np.array([3, -1, 300], np.int64)}
    data = encode_example(features)
    back = decode_example(data, "here")
    assert back["a"] == [b"x", b""]
    np.testing.assert_array_equal(back["f"], features["f"])
    np.testing.assert_array_equal(back["i"], features["i"])
    pb = pytest.importorskip("google.protobuf.descriptor_pb2")
    message = _example_class(pb)()
    message.ParseFromString(data)
    entries = message.features.feature
    assert list(entries["a"].bytes_list.value) == [b"x", b""]
    assert list(entries["f"].float_list.value) == [1.5, -2] and list(entries["i"].int64_list.value) == [
        3,
        -1,
        300,
    ]
    assert decode_example(message.SerializeToString(), "here").keys() == back.keys()


def _example_class(pb):  # type: ignore[no-untyped-def]
    from google.protobuf import descriptor_pool, message_factory

    file = pb.FileDescriptorProto(name="example.proto", package="t", syntax="proto3")

    def add(name, *fields):  # type: ignore[no-untyped-def]
        made = file.message_type.add(name=name)
        for number, (field, kind, label, of) in enumerate(fields, 1):
            made.field.add(name=field, number=number, type=kind, label=label, type_name=of)
        return made

    kinds = pb.FieldDescriptorProto
    add("BytesList", ("value", kinds.TYPE_BYTES, 3, None))
    add("FloatList", ("value", kinds.TYPE_FLOAT, 3, None))
    add("Int64List", ("value", kinds.TYPE_INT64, 3, None))
    one = [
        (f"{name}_list", kinds.TYPE_MESSAGE, 1, f".t.{name.capitalize()}List")
        for name in ("bytes", "float", "int64")
    ]
    add("Feature", *one)
    features = add("Features", ("feature", kinds.TYPE_MESSAGE, 3, ".t.Features.FeatureEntry"))
    entry = features.nested_type.add(name="FeatureEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, type=kinds.TYPE_STRING, label=1)
    entry.field.add(name="value", number=2, type=kinds.TYPE_MESSAGE, label=1, type_name=".t.Feature")
    add("Example", ("features", kinds.TYPE_MESSAGE, 1, ".t.Features"))
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("t.Example"))


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x40
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


@pytest.mark.parametrize(
    "name, file, harm, says",
    [
        (
            "rlds",
            "1.0.0/rlds-train.tfrecord-00000-of-00001",
            _flip,
            r"tfrecord-00000-of-00001 is damaged at record \d",
        ),
        (
            "rlds",
            "1.0.0/rlds-train.tfrecord-00000-of-00001",
            _cut,
            r"tfrecord-00000-of-00001 ends within record 2",
        ),
        (
            "rlds",
            "1.0.0/rlds-train.tfrecord-00000-of-00001",
            Path.unlink,
            r"tfrecord-00000-of-00001 cannot be read",
        ),
        ("rlds", "1.0.0/features.json", _cut, r"features\.json is not JSON"),
        ("rlds", "1.0.0/dataset_info.json", Path.unlink, r"dataset_info\.json cannot be read"),
        (
            "lerobot",
            "data/chunk-000/file-000.parquet",
            _cut,
            r"data/chunk-000/file-000\.parquet cannot be read as parquet",
        ),
        ("lerobot", "videos/observation.images.front/chunk-000/file-000.mp4", _cut, r"file-000\.mp4"),
        (
            "lerobot",
            "videos/observation.images.wrist/chunk-000/file-000.mp4",
            Path.unlink,
            r"cannot be read as a film",
        ),
        ("lerobot", "meta/info.json", Path.unlink, r"meta/info\.json cannot be read"),
        ("lerobot", "meta/tasks.parquet", _cut, r"tasks\.parquet cannot be read as parquet"),
    ],
)
def test_damage_is_named(
    written: dict[str, Path], tmp_path: Path, name: str, file: str, harm: Callable[[Path], None], says: str
) -> None:
    folder = tmp_path / name
    shutil.copytree(written[name], folder)
    if name == "lerobot" and harm is _cut and file.endswith("mp4"):
        (folder / file).write_bytes((folder / file).read_bytes()[:200])
    else:
        harm(folder / file)
    read = rlds.read_episodes if name == "rlds" else lerobot.read_episodes
    with pytest.raises(DatasetError, match=says) as caught:
        list(read(folder))
    assert "again" in str(caught.value)


def test_another_version_another_arm_and_a_full_folder_are_refused(
    written: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    shutil.copytree(written["lerobot"], folder)
    info = json.loads((folder / "meta/info.json").read_text())
    (folder / "meta/info.json").write_text(json.dumps(info | {"codebase_version": "v2.1"}))
    with pytest.raises(DatasetError, match="is of version v2.1 and v3.0 is read"):
        list(lerobot.read_episodes(folder))
    for make in (RldsWriter, LeRobotWriter):
        with pytest.raises(DatasetError, match="is not empty"):
            make(written["rlds" if make is RldsWriter else "lerobot"])
        writer = make(tmp_path / make.__name__)
        writer.add(EPISODES[0])
        with pytest.raises(DatasetError, match="panda.*needs a dataset of its own"):
            writer.add(episode(1, arm="panda", joints=7))
        with pytest.raises(DatasetError, match="not finite"):
            writer.add(dataclasses.replace(EPISODES[0], action=EPISODES[0].action * np.nan))


def test_a_writer_that_fails_leaves_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), RldsWriter(tmp_path / "half") as writer:
        writer.add(EPISODES[0])
        raise ZeroDivisionError
    with pytest.raises(DatasetError, match="written to the end"):
        list(rlds.read_episodes(tmp_path / "half"))


def test_missing_libraries_say_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(DatasetError, match=r"PyAV: pip install 'whichone\[datasets\]'"):
        LeRobotWriter(tmp_path / "set")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DatasetError, match=r"pyarrow: pip install 'whichone\[datasets\]'"):
        list(lerobot.read_episodes(tmp_path))


def test_a_record_that_is_no_example_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tfrecord"
    with path.open("wb") as file:
        write_record(file, b"\xff\xff\xff")
    (data,) = read_records(path)
    with pytest.raises(DatasetError, match=r"here is not a tf\.train\.Example"):
        decode_example(data, "here")
    path.write_bytes(struct.pack("<QI", 3, 0))
    with pytest.raises(DatasetError, match="checksum of its length"):
        list(read_records(path))
