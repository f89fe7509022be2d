"""LeRobot datasets of version 3, written and read through pyarrow and PyAV (the extra ``datasets``).

``data/`` holds the numbers of all steps, ``videos/`` one film a camera and file, ``meta/`` what they mean and
which part of them is which episode. Films are lossy: what is read is what a policy trained on them would see,
not the bits that were recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

import numpy as np

from policies.interchange.episode import ACTION_NAMES, CAMERAS, STATE_NAMES, DatasetError, Episode, check
from policies.interchange.films import needed, read_film, write_film
from policies.interchange.statistics import Statistics

EPISODES_A_FILE = 10
CODEBASE = "v3.0"
REMEDY = "copy the dataset again from where it came from, or export it again"
_DATA = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
_VIDEO = "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"
_EPISODES = "meta/episodes/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
_FILM_KEYS = {camera: f"observation.images.{camera}" for camera in CAMERAS}


class LeRobotWriter:
    """Writes episodes of one arm; ``close`` (or leaving its block) writes what makes the folder a dataset.

    Raises:
        DatasetError: pyarrow or PyAV is missing, or the folder is not empty.
    """

    def __init__(self, folder: Path) -> None:
        _parquet()
        needed()
        if folder.exists() and any(folder.iterdir()):
            raise DatasetError(f"{folder} is not empty: name another folder, or delete it first")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._waiting: list[Episode] = []
        self._rows: list[dict[str, Any]] = []
        self._tasks: dict[str, int] = {}
        self._steps = self._files = 0
        self._first: Episode | None = None
        self._statistics = Statistics()

    def add(self, episode: Episode) -> None:
        """Append one episode.

        Raises:
            DatasetError: it is of another arm than those before it, or its parts do not fit each other.
        """
        check(episode, str(self.folder))
        self._first = self._first or episode
        first = self._first
        if (first.arm, first.joints_rad.shape[1]) != (episode.arm, episode.joints_rad.shape[1]):
            raise DatasetError(
                f"{self.folder} holds episodes of {first.arm}; one of {episode.arm} needs a dataset of "
                "its own"
            )
        self._waiting.append(episode)
        if len(self._waiting) == EPISODES_A_FILE:
            self._flush()

    def close(self) -> None:
        """Finish: the last file, then ``meta/``, ``info.json`` last."""
        self._flush()
        if self._first is None:
            raise DatasetError(f"{self.folder} got no episodes: nothing was written")
        pa, pq = _parquet()
        (self.folder / _EPISODES.format(chunk_index=0, file_index=0)).parent.mkdir(parents=True)
        pq.write_table(
            pa.Table.from_pylist(self._rows), self.folder / _EPISODES.format(chunk_index=0, file_index=0)
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
        (self.folder / "meta/info.json").write_text(json.dumps(self._info(self._first), indent=1))

    def __enter__(self) -> LeRobotWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        pa, pq = _parquet()
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
            for camera, key in _FILM_KEYS.items():
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
        path = self.folder / _DATA.format(**at)
        path.parent.mkdir(parents=True, exist_ok=True)
        table = pa.table({name: pa.array(values, _type(pa, name)) for name, values in columns.items()})
        pq.write_table(table, path)
        for camera, key in _FILM_KEYS.items():
            film = self.folder / _VIDEO.format(video_key=key, **at)
            film.parent.mkdir(parents=True, exist_ok=True)
            frames = (frame for episode in self._waiting for frame in episode.images[camera])
            write_film(film, frames, self._waiting[0].control_hz)
        self._waiting, self._files = [], self._files + 1

    def _info(self, first: Episode) -> dict[str, Any]:
        joints = [f"joint_{index + 1}_rad" for index in range(first.joints_rad.shape[1])]
        features: dict[str, Any] = {}
        for camera, key in _FILM_KEYS.items():
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
            "data_path": _DATA,
            "video_path": _VIDEO,
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


def read_episodes(folder: Path) -> Iterator[Episode]:
    """The episodes of a dataset that ``LeRobotWriter`` wrote, or of one with the same features.

    Raises:
        DatasetError: pyarrow or PyAV is missing, a file is missing or damaged, or lacks what is needed.
    """
    _parquet()
    needed()
    info = _read_info(folder)
    tasks = {
        row["task_index"]: row["task"] for row in _rows(folder / "meta/tasks.parquet", ("task_index", "task"))
    }
    paths = sorted((folder / "meta/episodes").glob("chunk-*/file-*.parquet"))
    if not paths:
        raise DatasetError(f"{folder / 'meta/episodes'} has no file of episodes: {REMEDY}")
    rows = [row for path in paths for row in _rows(path, ("episode_index", "length", "data/file_index"))]
    if len(rows) != info["total_episodes"]:
        raise DatasetError(
            f"{paths[0].parent} tells of {len(rows)} episodes and info.json of "
            f"{info['total_episodes']}: {REMEDY}"
        )
    yield from _episodes(folder, info, tasks, rows)


def _episodes(
    folder: Path, info: dict[str, Any], tasks: dict[int, str], rows: list[dict[str, Any]]
) -> Iterator[Episode]:
    held: dict[Path, Any] = {}

    def kept(path: Path, read: Any) -> Any:
        if path not in held:
            for other in [
                old for old in held if old.suffix == path.suffix and old.parent.parent == path.parent.parent
            ]:
                del held[other]  # one file of a sort at a time: films are big
            held[path] = read(path)
        return held[path]

    for row in rows:
        try:
            steps, first = int(row["length"]), int(row["dataset_from_index"])
            path = folder / info["data_path"].format(
                chunk_index=row["data/chunk_index"], file_index=row["data/file_index"]
            )
            table = kept(path, lambda it: _rows(it, ("index", "action")))
            mine = [entry for entry in table if entry["episode_index"] == row["episode_index"]]
            if len(mine) != steps or (mine and mine[0]["index"] != first):
                raise DatasetError(
                    f"{path} has {len(mine)} steps of episode {row['episode_index']} and meta/episodes "
                    f"says {steps}: {REMEDY}"
                )
            images = {}
            for camera, key in _FILM_KEYS.items():
                film = folder / info["video_path"].format(
                    video_key=key,
                    chunk_index=row[f"videos/{key}/chunk_index"],
                    file_index=row[f"videos/{key}/file_index"],
                )
                frames = kept(film, read_film)
                begin = round(row[f"videos/{key}/from_timestamp"] * info["fps"])
                images[camera] = frames[begin : begin + steps]
                if len(images[camera]) != steps:
                    raise DatasetError(f"{film} ends before episode {row['episode_index']} does: {REMEDY}")
            yield check(_episode(row, mine, images, tasks, info), str(path))
        except KeyError as error:
            raise DatasetError(
                f"{folder}: episode {row.get('episode_index')} has no {error.args[0]}, which a "
                "demonstration for these policies needs; record it with that feature"
            ) from error


def _episode(
    row: dict[str, Any],
    steps: list[dict[str, Any]],
    images: dict[str, Any],
    tasks: dict[int, str],
    info: dict[str, Any],
) -> Episode:
    def column(name: str) -> Any:
        return np.array([step[name] for step in steps], np.float32).reshape(len(steps), -1)

    return Episode(
        instruction=tasks[steps[0]["task_index"]],
        arm=str(info["robot_type"]),
        skill=row["whichone/skill"],
        target=row["whichone/target"],
        point=(float(row["whichone/u"]), float(row["whichone/v"])),
        images=images,
        state=column("observation.state"),
        joints_rad=column("observation.joint_positions"),
        action=column("action"),
        target_m=column("observation.target_position"),
        success=bool(row["whichone/success"]),
        scene_seed=int(row["whichone/scene_seed"]),
        control_hz=float(info["fps"]),
    )


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
    for key in _FILM_KEYS.values():
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


def _read_info(folder: Path) -> dict[str, Any]:
    path = folder / "meta/info.json"
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
        version = info["codebase_version"]
        for name in ("total_episodes", "fps", "data_path", "video_path", "robot_type"):
            info[name]
    except OSError as error:
        raise DatasetError(
            f"{path} cannot be read ({error.strerror}): name the folder that holds meta/; one that was "
            "not written to the end has none, so export it again"
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise DatasetError(f"{path} is damaged ({error}): {REMEDY}") from error
    if version != CODEBASE:
        raise DatasetError(
            f"{path} is of version {version} and {CODEBASE} is read: convert it with LeRobot's own script"
        )
    return dict(info)


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    pa, pq = _parquet()
    try:
        table = pq.read_table(path, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise DatasetError(
            f"{path} cannot be read as parquet ({str(error).splitlines()[0][:120]}): {REMEDY}"
        ) from error
    missing = [name for name in columns if name not in table.column_names]
    if missing:
        raise DatasetError(f"{path} has no column {missing[0]}: {REMEDY}")
    return list(table.to_pylist())


def _type(pa: ModuleType, name: str) -> Any:
    kinds = {"list": pa.list_(pa.float32()), "float32": pa.float32(), "int64": pa.int64(), "bool": pa.bool_()}
    return kinds[_COLUMNS[name]]


def _parquet() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise DatasetError("LeRobot datasets need pyarrow: pip install 'whichone[datasets]'") from None
    return pyarrow, pyarrow.parquet
