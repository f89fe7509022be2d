"""RLDS's step layout as Open X-Embodiment's datasets have it, written and read without tensorflow.

A folder ``NAME/1.0.0`` of TFRecord shards, each record one episode, with ``features.json`` and
``dataset_info.json`` as tensorflow-datasets keeps them. A step holds ``observation``, ``action``, ``reward``,
``discount``, ``is_first``, ``is_last``, ``is_terminal`` and ``language_instruction``. Here the last step's
action is valid too: it is the one that terminates the skill.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from PIL import Image

from policies.interchange.episode import (
    ACTION_NAMES,
    CAMERAS,
    STATE_NAMES,
    DatasetError,
    Episode,
    check,
)
from policies.interchange.tfrecord import (
    REMEDY,
    Values,
    decode_example,
    encode_example,
    ints,
    read_records,
    write_record,
)
from scenes.types import ImageArray

EPISODES_A_SHARD = 16
VERSION = "1.0.0"
_IMAGE_KEYS = {"front": "image", "wrist": "wrist_image"}
_FEATURES = "tensorflow_datasets.core.features."


class RldsWriter:
    """Writes episodes of one arm; ``close`` (or leaving its block) writes what makes the folder a dataset.

    Args:
        folder: of the dataset, which must not hold one yet; files go to ``folder / "1.0.0"``.

    Raises:
        DatasetError: there is a dataset already.
    """

    def __init__(self, folder: Path) -> None:
        self.name, self.folder = folder.resolve().name, folder / VERSION
        if self.folder.exists() and any(self.folder.iterdir()):
            raise DatasetError(f"{self.folder} is not empty: name another folder, or delete it first")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._waiting: list[bytes] = []
        self._lengths: list[int] = []
        self._bytes = 0
        self._first: Episode | None = None

    def add(self, episode: Episode) -> None:
        """Append one episode.

        Raises:
            DatasetError: it is of another arm than those before it, or its parts do not fit each other.
        """
        check(episode, str(self.folder))
        self._first = self._first or episode
        _same_kind(self._first, episode, self.folder)
        self._waiting.append(encode_example(_features_of(episode)))
        if len(self._waiting) == EPISODES_A_SHARD:
            self._flush()

    def close(self) -> None:
        """Finish: shards get their final names, then the two JSON files are written."""
        self._flush()
        if self._first is None:
            raise DatasetError(f"{self.folder} got no episodes: nothing was written")
        total = len(self._lengths)
        for index in range(total):
            (self.folder / f"part-{index:05d}").rename(self.folder / _shard_name(self.name, index, total))
        split = {
            "name": "train",
            "shardLengths": [str(n) for n in self._lengths],
            "numBytes": str(self._bytes),
            "filepathTemplate": "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}",
        }
        info = {
            "name": self.name,
            "version": VERSION,
            "fileFormat": "tfrecord",
            "splits": [split],
            "description": f"Demonstrations of WhichOne's scripted expert on the arm {self._first.arm}.",
        }
        _write_json(self.folder / "features.json", _description(self._first))
        _write_json(self.folder / "dataset_info.json", info)

    def __enter__(self) -> RldsWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        path = self.folder / f"part-{len(self._lengths):05d}"
        with path.open("wb") as file:
            for record in self._waiting:
                write_record(file, record)
        self._lengths.append(len(self._waiting))
        self._bytes += sum(len(record) for record in self._waiting)
        self._waiting = []


def read_steps(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The episodes of any RLDS dataset of tensors, images and texts, as arrays over steps.

    Args:
        folder: that holds ``features.json``, or one whose only version does.

    Yields:
        Names such as ``steps/observation/image`` to arrays (T, ...) or lists of texts, and where it stood.

    Raises:
        DatasetError: a file is missing or damaged; the message names it and what to do.
    """
    folder = _version_in(folder)
    described = _leaves(_read_json(folder / "features.json"), folder / "features.json")
    for path, expected in _shards(folder):
        count = 0
        for index, record in enumerate(read_records(path)):
            where = f"{path}, episode {index}"
            raw = decode_example(record, where)
            yield (
                {name: _decoded(name, raw.get(name), leaf, where) for name, leaf in described.items()},
                where,
            )
            count += 1
        if count != expected:
            raise DatasetError(
                f"{path} holds {count} episodes and dataset_info.json says {expected}: {REMEDY}"
            )


def read_episodes(folder: Path) -> Iterator[Episode]:
    """The episodes of a dataset that ``RldsWriter`` wrote, or of one with the same names.

    Raises:
        DatasetError: a file is missing or damaged, or lacks what an episode needs.
    """
    for found, where in read_steps(folder):
        try:
            yield check(_episode(found), where)
        except KeyError as error:
            raise DatasetError(
                f"{where} has no {error.args[0]}, which a demonstration for this arm's policies needs; "
                "`read_steps` reads any RLDS dataset as arrays"
            ) from error


def _features_of(episode: Episode) -> dict[str, Values]:
    steps = len(episode)
    last = np.arange(steps) == steps - 1
    features: dict[str, Values] = {
        "steps/observation/state": episode.state.astype(np.float32).reshape(-1),
        "steps/observation/joint_positions": episode.joints_rad.astype(np.float32).reshape(-1),
        "steps/observation/target_position": episode.target_m.astype(np.float32).reshape(-1),
        "steps/action": episode.action.astype(np.float32).reshape(-1),
        "steps/reward": (last & episode.success).astype(np.float32),
        "steps/discount": np.ones(steps, np.float32),
        "steps/is_first": ints([i == 0 for i in range(steps)]),
        "steps/is_last": last.astype(np.int64),
        "steps/is_terminal": (last & episode.success).astype(np.int64),
        "steps/language_instruction": [episode.instruction.encode()] * steps,
        "episode_metadata/arm": [episode.arm.encode()],
        "episode_metadata/skill": [episode.skill.encode()],
        "episode_metadata/target": [episode.target.encode()],
        "episode_metadata/point": np.array(episode.point, np.float32),
        "episode_metadata/success": ints([episode.success]),
        "episode_metadata/scene_seed": ints([episode.scene_seed]),
        "episode_metadata/control_hz": np.array([episode.control_hz], np.float32),
    }
    for camera, key in _IMAGE_KEYS.items():
        features[f"steps/observation/{key}"] = [_png(image) for image in episode.images[camera]]
    return features


def _episode(found: Mapping[str, Any]) -> Episode:
    texts = found["steps/language_instruction"]
    return Episode(
        instruction=texts[0] if texts else "",
        arm=found["episode_metadata/arm"][0],
        skill=found["episode_metadata/skill"][0],
        target=found["episode_metadata/target"][0],
        point=(float(found["episode_metadata/point"][0, 0]), float(found["episode_metadata/point"][0, 1])),
        images={camera: found[f"steps/observation/{_IMAGE_KEYS[camera]}"] for camera in CAMERAS},
        state=found["steps/observation/state"],
        joints_rad=found["steps/observation/joint_positions"],
        action=found["steps/action"],
        target_m=found["steps/observation/target_position"],
        success=bool(found["episode_metadata/success"][0]),
        scene_seed=int(found["episode_metadata/scene_seed"][0]),
        control_hz=float(found["episode_metadata/control_hz"][0]),
    )


def _same_kind(first: Episode, other: Episode, folder: Path) -> None:
    sizes = [{camera: images.shape[1:] for camera, images in one.images.items()} for one in (first, other)]
    if (first.arm, first.joints_rad.shape[1], sizes[0]) != (other.arm, other.joints_rad.shape[1], sizes[1]):
        raise DatasetError(
            f"{folder} holds episodes of {first.arm} {sizes[0]}; one of {other.arm} {sizes[1]} needs a "
            "dataset of its own"
        )


def _shard_name(name: str, index: int, total: int) -> str:
    return f"{name}-train.tfrecord-{index:05d}-of-{total:05d}"


def _png(image: ImageArray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def _description(episode: Episode) -> dict[str, Any]:
    observation = {_IMAGE_KEYS[camera]: _image(episode.images[camera].shape[1:]) for camera in CAMERAS}
    observation |= {
        "state": _tensor((len(STATE_NAMES),), "float32", ", ".join(STATE_NAMES)),
        "joint_positions": _tensor((episode.joints_rad.shape[1],), "float32", "Measured, rad."),
        "target_position": _tensor((3,), "float32", "Where the target is, m; from the simulator."),
    }
    step = {
        "observation": _dict(observation),
        "action": _tensor((8,), "float32", ", ".join(ACTION_NAMES)),
        "reward": _tensor((), "float32", "1 on the last step of a success."),
        "discount": _tensor((), "float32", "1."),
        "language_instruction": _text("In English."),
        **{name: _tensor((), "bool", name) for name in ("is_first", "is_last", "is_terminal")},
    }
    metadata = {
        "arm": _text("Kind of arm."),
        "skill": _text("pick, place, open or close."),
        "target": _text("Kind or place."),
        "point": _tensor((2,), "float32", "u, v in the first front image."),
        "success": _tensor((), "bool", "By the simulator's truth."),
        "scene_seed": _tensor((), "int64", "Of the scene."),
        "control_hz": _tensor((), "float32", "Steps a s."),
    }
    steps = {
        "pythonClassName": f"{_FEATURES}dataset_feature.Dataset",
        "sequence": {"feature": _dict(step), "length": "-1"},
    }
    return _dict({"steps": steps, "episode_metadata": _dict(metadata)})


def _dict(features: dict[str, Any]) -> dict[str, Any]:
    return {
        "pythonClassName": f"{_FEATURES}features_dict.FeaturesDict",
        "featuresDict": {"features": features},
    }


def _tensor(shape: tuple[int, ...], dtype: str, text: str) -> dict[str, Any]:
    sizes = {"dimensions": [str(size) for size in shape]} if shape else {}
    kind = "tensor_feature.Tensor" if shape else "scalar.Scalar"
    return {
        "pythonClassName": f"{_FEATURES}{kind}",
        "description": text,
        "tensor": {"shape": sizes, "dtype": dtype, "encoding": "none"},
    }


def _image(shape: tuple[int, ...]) -> dict[str, Any]:
    return {
        "pythonClassName": f"{_FEATURES}image_feature.Image",
        "image": {
            "shape": {"dimensions": [str(size) for size in shape]},
            "dtype": "uint8",
            "encodingFormat": "png",
        },
    }


def _text(text: str) -> dict[str, Any]:
    return {"pythonClassName": f"{_FEATURES}text_feature.Text", "description": text, "text": {}}


def _leaves(node: dict[str, Any], path: Path, prefix: str = "") -> dict[str, dict[str, Any]]:
    """Names to the descriptions of tensors, images and texts; sequences are entered, as their steps are."""
    if "featuresDict" in node:
        found: dict[str, dict[str, Any]] = {}
        for name, child in node["featuresDict"]["features"].items():
            found |= _leaves(child, path, f"{prefix}/{name}" if prefix else name)
        return found
    if "sequence" in node:
        return _leaves(node["sequence"]["feature"], path, prefix)
    if not any(kind in node for kind in ("tensor", "image", "text")):
        raise DatasetError(
            f"{path}: the feature {prefix} is a {node.get('pythonClassName', 'feature')}, and only "
            "tensors, images and texts can be read; convert it"
        )
    return {prefix: node}


def _decoded(name: str, raw: Values | None, leaf: dict[str, Any], where: str) -> Any:
    if raw is None:
        raise DatasetError(f"{where} has no {name}, which features.json promises: {REMEDY}")
    try:
        if "image" in leaf:
            assert isinstance(raw, list)
            return np.stack([np.asarray(Image.open(io.BytesIO(item)).convert("RGB")) for item in raw])
        if isinstance(raw, list):
            return [item.decode("utf-8", "replace") for item in raw]
        shape = [int(size) for size in leaf["tensor"]["shape"].get("dimensions", ())]
        dtype = leaf["tensor"]["dtype"]
        return raw.reshape(-1, *shape) if dtype == "float32" else raw.astype(dtype).reshape(-1, *shape)
    except (OSError, ValueError, TypeError, AssertionError, KeyError) as error:
        raise DatasetError(f"{where}: {name} is not what features.json says ({error}): {REMEDY}") from error


def _version_in(folder: Path) -> Path:
    if (folder / "features.json").exists():
        return folder
    inside = sorted(path.parent for path in folder.glob("*/features.json"))
    if len(inside) != 1:
        why = "no features.json" if not inside else f"{len(inside)} versions; name the folder of one"
        raise DatasetError(
            f"{folder} has {why}: an RLDS dataset is a folder NAME/VERSION that was written to the end"
        )
    return inside[0]


def _shards(folder: Path) -> Iterator[tuple[Path, int]]:
    info = _read_json(folder / "dataset_info.json")
    try:
        for split in info["splits"]:
            lengths = [int(n) for n in split["shardLengths"]]
            template = split.get("filepathTemplate") or "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}"
            for index, length in enumerate(lengths):
                name = template.format(
                    DATASET=info["name"],
                    SPLIT=split["name"],
                    FILEFORMAT="tfrecord",
                    SHARD_X_OF_Y=f"{index:05d}-of-{len(lengths):05d}",
                )
                yield folder / name, length
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(f"{folder / 'dataset_info.json'} lacks {error}: {REMEDY}") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror}): {REMEDY}") from error
    except ValueError as error:
        raise DatasetError(f"{path} is not JSON ({error}): {REMEDY}") from error
    if not isinstance(found, dict):
        raise DatasetError(f"{path} is not a JSON object: {REMEDY}")
    return found


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
