"""Least, greatest, mean and deviation of every feature, gathered by episode, as LeRobot keeps them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.types import FloatArray, ImageArray


class Statistics:
    """Of vectors by dimension, of images by channel with pixels in 0..1."""

    def __init__(self) -> None:
        self._kept: dict[str, list[FloatArray]] = {}
        self._counts: dict[str, int] = {}
        self._images: set[str] = set()

    def add(self, name: str, rows: NDArray[Any]) -> None:
        """Take in (T, D) values."""
        values = rows.astype(np.float64)
        new = [values.min(axis=0), values.max(axis=0), values.sum(axis=0), (values**2).sum(axis=0)]
        old = self._kept.get(name)
        if old is not None:
            new = [np.minimum(old[0], new[0]), np.maximum(old[1], new[1]), old[2] + new[2], old[3] + new[3]]
        self._kept[name] = new
        self._counts[name] = self._counts.get(name, 0) + len(values)

    def add_images(self, name: str, images: ImageArray) -> None:
        """Take in (T, H, W, 3) frames, of every fourth pixel each way."""
        self._images.add(name)
        self.add(name, images[:, ::4, ::4].reshape(-1, 3) / 255.0)

    def to_json(self) -> dict[str, dict[str, Any]]:
        """``{name: {min, max, mean, std, count}}``."""
        found: dict[str, dict[str, Any]] = {}
        for name, (low, high, total, squares) in self._kept.items():
            count = self._counts[name]
            mean = total / count
            spread = np.sqrt(np.maximum(squares / count - mean**2, 0.0))
            values = {"min": low, "max": high, "mean": mean, "std": spread}
            shape = (3, 1, 1) if name in self._images else (-1,)
            found[name] = {
                **{key: value.reshape(shape).tolist() for key, value in values.items()},
                "count": [count],
            }
        return found
