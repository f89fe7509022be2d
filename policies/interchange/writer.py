"""What writers of datasets share: an empty folder, episodes of one sort, an end that makes it whole."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from policies.interchange.episode import DatasetError, Episode, check


class EpisodeWriter(ABC):
    """Writes episodes of one arm; ``close`` (or leaving its block) writes what makes the folder a dataset.

    Args:
        folder: that files go to; made if it is not there.

    Raises:
        DatasetError: it is not empty.
    """

    def __init__(self, folder: Path) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise DatasetError(f"{folder} is not empty: name another folder, or delete it first")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._first: Episode | None = None

    def add(self, episode: Episode) -> None:
        """Append one episode.

        Raises:
            DatasetError: it is of another arm or image size than those before it, or its parts do not fit
                each other.
        """
        check(episode, str(self.folder))
        self._first = self._first or episode
        first, other = _sort(self._first), _sort(episode)
        if first != other:
            raise DatasetError(f"{self.folder} holds episodes of {first}; one of {other} needs a dataset of "
                               "its own")
        self._take(episode)

    def close(self) -> None:
        """Finish.

        Raises:
            DatasetError: there were no episodes.
        """
        if self._first is None:
            raise DatasetError(f"{self.folder} got no episodes: nothing was written")
        self._finish(self._first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    @abstractmethod
    def _take(self, episode: Episode) -> None:
        """Keep or write an episode that fits."""

    @abstractmethod
    def _finish(self, first: Episode) -> None:
        """Write what is waiting, and what describes the dataset."""


def _sort(episode: Episode) -> str:
    """What all episodes of a dataset have in common."""
    joints = episode.joints_rad.shape[1]
    sizes = ", ".join(f"{camera} {'x'.join(map(str, images.shape[1:]))}"
                      for camera, images in sorted(episode.images.items()))
    return f"{episode.arm} of {joints} joints with {sizes}"
