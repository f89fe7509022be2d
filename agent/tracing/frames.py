"""Frames as PNG files named by the hash of their pixels."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PIL import Image

from agent.tracing.errors import TraceError
from scenes.types import ImageArray


class Frames:
    """A folder of frames. Without a folder nothing is kept, and only the names are made."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def keep(self, image: ImageArray) -> str:
        """Write a frame once and return its file name, e.g. ``3f2a91c04b7d.png``.

        Raises:
            TraceError: the folder cannot be written.
        """
        digest = hashlib.sha256(str(image.shape).encode() + image.tobytes()).hexdigest()
        name = f"{digest[:16]}.png"
        path = self.path(name)
        if path is not None and not path.exists():
            partial = path.with_suffix(f".{os.getpid()}.partial")
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(image).save(partial, format="PNG", compress_level=3)
                partial.replace(path)
            except OSError as error:
                raise TraceError(
                    f"cannot write the frame {path} ({error.strerror or error}); make its folder writable "
                    "and not full, or choose another data folder"
                ) from error
        return name

    def path(self, name: str) -> Path | None:
        """Where a frame of this name is, whether or not it was written; None if none are kept."""
        return None if self._folder is None else self._folder / name
