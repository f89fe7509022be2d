"""RLDS's step layout as Open X-Embodiment's datasets have it, written without tensorflow.

A folder ``NAME/1.0.0`` of TFRecord shards, each record one episode, with ``features.json`` and
``dataset_info.json`` as tensorflow-datasets keeps them. A step holds ``observation``, ``action``, ``reward``,
``discount``, ``is_first``, ``is_last``, ``is_terminal`` and ``language_instruction``. Here the last step's
action is valid too: it is the one that terminates the skill.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from policies.interchange.episode import ACTION_NAMES, CAMERAS, STATE_NAMES, Episode
from policies.interchange.rlds import IMAGE_KEYS
from policies.interchange.tfrecord import Values, encode_example, ints, write_record
from policies.interchange.writer import EpisodeWriter
from scenes.types import ImageArray

EPISODES_A_SHARD = 16
VERSION = "1.0.0"
_FEATURES = "tensorflow_datasets.core.features."


class RldsWriter(EpisodeWriter):
    """Writes episodes of one arm; ``close`` (or leaving its block) writes what makes the folder a dataset.

    Args:
        folder: of the dataset, which must not hold one yet; files go to ``folder / "1.0.0"``.

    Raises:
        DatasetError: there is a dataset already.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / VERSION)
        self.name = folder.resolve().name
        self._waiting: list[bytes] = []
        self._lengths: list[int] = []
        self._bytes = 0

    def _take(self, episode: Episode) -> None:
        self._waiting.append(encode_example(_features_of(episode)))
        if len(self._waiting) == EPISODES_A_SHARD:
            self._flush()

    def _finish(self, first: Episode) -> None:
        """Shards get their final names, then the two JSON files are written."""
        self._flush()
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
            "description": f"Demonstrations of WhichOne's scripted expert on the arm {first.arm}.",
        }
        _write_json(self.folder / "features.json", _description(first))
        _write_json(self.folder / "dataset_info.json", info)

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
    for camera, key in IMAGE_KEYS.items():
        features[f"steps/observation/{key}"] = [_png(image) for image in episode.images[camera]]
    return features


def _shard_name(name: str, index: int, total: int) -> str:
    return f"{name}-train.tfrecord-{index:05d}-of-{total:05d}"


def _png(image: ImageArray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def _description(episode: Episode) -> dict[str, Any]:
    observation = {IMAGE_KEYS[camera]: _image(episode.images[camera].shape[1:]) for camera in CAMERAS}
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


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
