"""LeRobot datasets of version 3, read through pyarrow and PyAV (the extra ``datasets``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from policies.interchange.episode import DatasetError, Episode, check
from policies.interchange.films import needed, read_film
from policies.interchange.lerobot_layout import CODEBASE, FILM_KEYS, parquet

REMEDY = "copy the dataset again from where it came from, or export it again"


def read_episodes(folder: Path) -> Iterator[Episode]:
    """The episodes of a dataset that ``LeRobotWriter`` wrote, or of one with the same features.

    Raises:
        DatasetError: pyarrow or PyAV is missing, a file is missing or damaged, or lacks what is needed.
    """
    parquet()
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
            for camera, key in FILM_KEYS.items():
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
    pa, pq = parquet()
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
