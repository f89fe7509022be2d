"""RLDS datasets in Open X-Embodiment's step layout, read without tensorflow.

Any of tensors, images and texts as arrays, ours as episodes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from policies.interchange.episode import CAMERAS, DatasetError, Episode, check
from policies.interchange.tfrecord import REMEDY, Values, decode_example, read_records

IMAGE_KEYS = {"front": "image", "wrist": "wrist_image"}
"""Camera to the name of its images in an observation."""


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


def _episode(found: Mapping[str, Any]) -> Episode:
    texts = found["steps/language_instruction"]
    return Episode(
        instruction=texts[0] if texts else "",
        arm=found["episode_metadata/arm"][0],
        skill=found["episode_metadata/skill"][0],
        target=found["episode_metadata/target"][0],
        point=(float(found["episode_metadata/point"][0, 0]), float(found["episode_metadata/point"][0, 1])),
        images={camera: found[f"steps/observation/{IMAGE_KEYS[camera]}"] for camera in CAMERAS},
        state=found["steps/observation/state"],
        joints_rad=found["steps/observation/joint_positions"],
        action=found["steps/action"],
        target_m=found["steps/observation/target_position"],
        success=bool(found["episode_metadata/success"][0]),
        scene_seed=int(found["episode_metadata/scene_seed"][0]),
        control_hz=float(found["episode_metadata/control_hz"][0]),
    )


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
