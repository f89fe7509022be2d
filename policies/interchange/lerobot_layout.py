"""Where a LeRobot dataset of version 3 keeps what, for its writer and its reader.

``data/`` holds the numbers of all steps, ``videos/`` one film a camera and file, ``meta/`` what they mean and
which part of them is which episode.
"""

from __future__ import annotations

from types import ModuleType

from policies.interchange.episode import CAMERAS, DatasetError

CODEBASE = "v3.0"
DATA = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
VIDEO = "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"
EPISODES = "meta/episodes/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
FILM_KEYS = {camera: f"observation.images.{camera}" for camera in CAMERAS}


def parquet() -> tuple[ModuleType, ModuleType]:
    """pyarrow and its parquet.

    Raises:
        DatasetError: it is missing.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise DatasetError("LeRobot datasets need pyarrow: pip install 'whichone[datasets]'") from None
    return pyarrow, pyarrow.parquet
