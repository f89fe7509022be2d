"""Films of camera images through PyAV: H.264, every second frame whole, so that any is found quickly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import numpy as np

from policies.interchange.episode import DatasetError
from scenes.types import ImageArray

CODEC = "libx264"
QUALITY = "12"
"""Constant rate factor: 0 is lossless, 23 the encoder's default."""


def needed() -> ModuleType:
    """PyAV.

    Raises:
        DatasetError: it is not installed.
    """
    try:
        import av
    except ImportError:
        raise DatasetError("films need PyAV: pip install 'whichone[datasets]'") from None
    return av


def write_film(path: Path, frames: Iterable[ImageArray], hz: float) -> None:
    """Encode (H, W, 3) uint8 frames of one size, both sides even.

    Raises:
        DatasetError: PyAV cannot encode them; the message says why.
    """
    av = needed()
    try:
        with av.open(str(path), "w") as container:
            stream = container.add_stream(CODEC, rate=round(hz), options={"crf": QUALITY, "g": "2"})
            stream.pix_fmt = "yuv420p"
            for index, frame in enumerate(frames):
                if index == 0:
                    stream.height, stream.width = frame.shape[:2]
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), "rgb24")))
            container.mux(stream.encode())
    except (av.error.FFmpegError, ValueError) as error:
        raise DatasetError(
            f"{path} cannot be encoded ({error}): images need even sides and a PyAV with {CODEC}"
        ) from error


def read_film(path: Path) -> ImageArray:
    """All frames, (N, H, W, 3) uint8 RGB.

    Raises:
        DatasetError: the file is missing or damaged.
    """
    av = needed()
    try:
        with av.open(str(path)) as container:
            frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    except (av.error.FFmpegError, OSError, IndexError) as error:
        raise DatasetError(
            f"{path} cannot be read as a film ({error}): copy the dataset again from where it came from, "
            "or export it again"
        ) from error
    if not frames:
        raise DatasetError(f"{path} has no frames: copy the dataset again, or export it again")
    return np.stack(frames)
