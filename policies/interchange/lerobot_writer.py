"""LeRobot datasets of version 3, written through pyarrow and PyAV (the extra ``datasets``).

Films are lossy: what is read is what a policy trained on them would see, not the bits that were recorded.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from policies.interchange.episode import ACTION_NAMES, STATE_NAMES, Episode
from policies.interchange.films import needed, write_film
from policies.interchange.lerobot_layout import CODEBASE, DATA, EPISODES, FILM_KEYS, VIDEO, parquet
from policies.interchange.statistics import Statistics
from policies.interchange.writer import EpisodeWriter

EPISODES_A_FILE = 10


class LeRobotWriter(EpisodeWriter):
    """Writes episodes of one arm; ``close`` (or leaving its block) writes what makes the folder a dataset.

    Raises:
        DatasetError: pyarrow or PyAV is missing, or the folder is not empty.
    """

    def __init__(self, folder: Path) -> None:
        parquet()
        needed()
        super().__init__(folder)
        self._waiting: list[Episode] = []
        self._rows: list[dict[str, Any]] = []
        self._tasks: dict[str, int] = {}
        self._steps = self._files = 0
        self._statistics = Statistics()

    def _take(self, episode: Episode) -> None:
        self._waiting.append(episode)
        if len(self._waiting) == EPISODES_A_FILE:
            self._flush()

    def _finish(self, first: Episode) -> None:
        """The last file, then ``meta/``, ``info.json`` last."""
        self._flush()
        pa, pq = parquet()
        (self.folder / EPISODES.format(chunk_index=0, file_index=0)).parent.mkdir(parents=True)
        pq.write_table(
            pa.Table.from_pylist(self._rows), self.folder / EPISODES.format(chunk_index=0, file_index=0)
        )
        tasks = pa.table(
            {
                "task_index": pa.array(list(self._tasks.values()), pa.int64()),
                "task": pa.array(list(self._tasks), pa.string()),
            }
        )
        pq.write_table(
            tasks.replace_schema_metadata({b"pandas": _INDEXED_BY_TASK}), self.folder / "meta/tasks.parquet"
        )
        (self.folder / "meta/stats.json").write_text(json.dumps(self._statistics.to_json(), indent=1))
        (self.folder / "meta/info.json").write_text(json.dumps(self._info(first), indent=1))

    def _flush(self) -> None:
        if not self._waiting:
            return
        pa, pq = parquet()
        at = {"chunk_index": 0, "file_index": self._files}
        columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
        within = 0
        for episode in self._waiting:
            index, steps = len(self._rows), len(episode)
            task = self._tasks.setdefault(episode.instruction, len(self._tasks))
            for name, values in (
                ("observation.state", episode.state),
                ("action", episode.action),
                ("observation.joint_positions", episode.joints_rad),
                ("observation.target_position", episode.target_m),
            ):
                columns[name] += [row.tolist() for row in values.astype(np.float32)]
                self._statistics.add(name, values)
            for camera, key in FILM_KEYS.items():
                self._statistics.add_images(key, episode.images[camera])
            columns["timestamp"] += [step / episode.control_hz for step in range(steps)]
            columns["frame_index"] += range(steps)
            columns["episode_index"] += [index] * steps
            columns["index"] += range(self._steps, self._steps + steps)
            columns["task_index"] += [task] * steps
            columns["next.reward"] += [0.0] * (steps - 1) + [float(episode.success)]
            columns["next.done"] += [False] * (steps - 1) + [True]
            self._rows.append(_row_of(episode, index, at, self._steps, within))
            self._steps, within = self._steps + steps, within + steps
        path = self.folder / DATA.format(**at)
        path.parent.mkdir(parents=True, exist_ok=True)
        table = pa.table({name: pa.array(values, _type(pa, name)) for name, values in columns.items()})
        pq.write_table(table, path)
        for camera, key in FILM_KEYS.items():
            film = self.folder / VIDEO.format(video_key=key, **at)
            film.parent.mkdir(parents=True, exist_ok=True)
            frames = (frame for episode in self._waiting for frame in episode.images[camera])
            write_film(film, frames, self._waiting[0].control_hz)
        self._waiting, self._files = [], self._files + 1

    def _info(self, first: Episode) -> dict[str, Any]:
        joints = [f"joint_{index + 1}_rad" for index in range(first.joints_rad.shape[1])]
        features: dict[str, Any] = {}
        for camera, key in FILM_KEYS.items():
            height, width = first.images[camera].shape[1:3]
            features[key] = {
                "dtype": "video",
                "shape": [height, width, 3],
                "names": ["height", "width", "channels"],
                "info": {
                    "video.height": height,
                    "video.width": width,
                    "video.codec": "h264",
                    "video.pix_fmt": "yuv420p",
                    "video.is_depth_map": False,
                    "video.fps": first.control_hz,
                    "video.channels": 3,
                    "has_audio": False,
                },
            }
        for name, names in (
            ("observation.state", list(STATE_NAMES)),
            ("action", list(ACTION_NAMES)),
            ("observation.joint_positions", joints),
            ("observation.target_position", ["x_m", "y_m", "z_m"]),
        ):
            features[name] = {"dtype": "float32", "shape": [len(names)], "names": names}
        for name in (
            "timestamp",
            "next.reward",
            "frame_index",
            "episode_index",
            "index",
            "task_index",
            "next.done",
        ):
            features[name] = {"dtype": _COLUMNS[name], "shape": [1], "names": None}
        return {
            "codebase_version": CODEBASE,
            "robot_type": first.arm,
            "total_episodes": len(self._rows),
            "total_frames": self._steps,
            "total_tasks": len(self._tasks),
            "chunks_size": 1000,
            "data_files_size_in_mb": 100,
            "video_files_size_in_mb": 200,
            "fps": round(first.control_hz),
            "splits": {"train": f"0:{len(self._rows)}"},
            "data_path": DATA,
            "video_path": VIDEO,
            "features": features,
        }


_COLUMNS = {
    "observation.state": "list",
    "observation.joint_positions": "list",
    "observation.target_position": "list",
    "action": "list",
    "timestamp": "float32",
    "frame_index": "int64",
    "episode_index": "int64",
    "index": "int64",
    "task_index": "int64",
    "next.reward": "float32",
    "next.done": "bool",
}
_INDEXED_BY_TASK = json.dumps(
    {
        "index_columns": ["task"],
        "column_indexes": [],
        "pandas_version": "2.2.0",
        "columns": [
            {
                "name": "task_index",
                "field_name": "task_index",
                "pandas_type": "int64",
                "numpy_type": "int64",
                "metadata": None,
            },
            {
                "name": "task",
                "field_name": "task",
                "pandas_type": "unicode",
                "numpy_type": "object",
                "metadata": None,
            },
        ],
    }
).encode()
"""So that pandas, and with it LeRobot, reads the task as the row's name."""


def _row_of(episode: Episode, index: int, at: dict[str, int], first: int, within: int) -> dict[str, Any]:
    steps, hz = len(episode), episode.control_hz
    row: dict[str, Any] = {
        "episode_index": index,
        "tasks": [episode.instruction],
        "length": steps,
        "dataset_from_index": first,
        "dataset_to_index": first + steps,
        "data/chunk_index": at["chunk_index"],
        "data/file_index": at["file_index"],
        "meta/episodes/chunk_index": 0,
        "meta/episodes/file_index": 0,
    }
    for key in FILM_KEYS.values():
        row |= {
            f"videos/{key}/chunk_index": at["chunk_index"],
            f"videos/{key}/file_index": at["file_index"],
            f"videos/{key}/from_timestamp": within / hz,
            f"videos/{key}/to_timestamp": (within + steps) / hz,
        }
    return row | {
        "whichone/skill": episode.skill,
        "whichone/target": episode.target,
        "whichone/u": episode.point[0],
        "whichone/v": episode.point[1],
        "whichone/success": episode.success,
        "whichone/scene_seed": episode.scene_seed,
    }


def _type(pa: ModuleType, name: str) -> Any:
    kinds = {"list": pa.list_(pa.float32()), "float32": pa.float32(), "int64": pa.int64(), "bool": pa.bool_()}
    return kinds[_COLUMNS[name]]
