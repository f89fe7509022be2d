"""Recorded skills on disk and in memory: one shard a scene, written whole or not at all."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from policies.base import PolicyError
from policies.vla.actor import PATCH_PX, Float32Array
from policies.vla.actor_network import DIMENSIONS, SKILLS, STATE_SIZE
from scenes.types import ImageArray

LONG_STEPS = 40
GLIMPSE_WEIGHT = 3.0


@dataclass(frozen=True)
class Recording:
    """One skill, T control steps; every step is labelled by the demonstrator, whoever drove the arm."""

    skill: str
    target: str
    """Kind or place pointed at, for reports."""
    u: float
    v: float
    patch: ImageArray
    """(PATCH_PX, PATCH_PX, 3) of the front image around the point, when the skill began."""
    wrist: ImageArray
    """(T, 64, 64, 3)."""
    state: Float32Array
    """(T, STATE_SIZE)."""
    tokens: NDArray[np.uint8]
    """(T, 8): what the demonstrator would do."""
    target_m: Float32Array
    """(T, 3): where the target is, for the network's two estimates."""
    driver: str
    """``demonstrator`` or ``actor``."""
    success: bool
    arm: str = "panda"


def save_shard(path: Path, recordings: list[Recording]) -> None:
    """One scene's recordings as an uncompressed npz, renamed into place when complete."""
    lengths = [len(r.state) for r in recordings]
    partial = path.with_name(path.name + ".part.npz")
    arrays: dict[str, Any] = dict(
        lengths=np.array(lengths, dtype=np.int32),
        skill=np.array([SKILLS.index(r.skill) for r in recordings], dtype=np.int8),
        target=np.array([r.target for r in recordings], dtype=np.str_),
        driver=np.array([r.driver for r in recordings], dtype=np.str_),
        success=np.array([r.success for r in recordings], dtype=np.bool_),
        arm=np.array([r.arm for r in recordings], dtype=np.str_),
        point=np.array([(r.u, r.v) for r in recordings], dtype=np.float32).reshape(-1, 2),
        patch=np.stack([r.patch for r in recordings]) if recordings else _empty_patches(),
        **{name: np.concatenate([getattr(r, name) for r in recordings]) if recordings else np.zeros(0)
           for name in ("wrist", "state", "tokens", "target_m")})
    np.savez(partial, **arrays)
    partial.replace(path)


def _empty_patches() -> ImageArray:
    return np.zeros((0, PATCH_PX, PATCH_PX, 3), dtype=np.uint8)


class Recordings:
    """Everything recorded so far, in memory: skills (S) and their control steps (N)."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.skill = np.zeros(0, dtype=np.int8)
        self.point = np.zeros((0, 2), dtype=np.float32)
        self.first = np.zeros(0, dtype=np.int64)
        """(S,) index of each skill's first step."""
        self.lengths = np.zeros(0, dtype=np.int64)
        self.success: list[bool] = []
        self.driver: list[str] = []
        self.target: list[str] = []
        self.arm: list[str] = []
        self._patches = _Growing((PATCH_PX, PATCH_PX, 3), np.uint8)
        self._wrist = _Growing((64, 64, 3), np.uint8)
        self._state = _Growing((STATE_SIZE,), np.float32)
        self._tokens = _Growing((DIMENSIONS,), np.uint8)
        self._target_m = _Growing((3,), np.float32)

    @property
    def steps(self) -> int:
        return self._state.count

    def refresh(self, folder: Path) -> int:
        """Take in shards that are new in the folder; returns how many. Damaged ones are skipped once."""
        new = 0
        for path in sorted(folder.glob("shard-*.npz")):
            if path.name in self.seen or path.name.endswith(".part.npz"):
                continue
            self.seen.add(path.name)
            try:
                with np.load(path) as shard:
                    self._add(dict(shard))
                new += 1
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
                print(f"skipping damaged {path}")
        return new

    def take(self, path: Path) -> None:
        """Take in one shard.

        Raises:
            PolicyError: it is missing or damaged; the message names it.
        """
        try:
            with np.load(path) as shard:
                self._add(dict(shard))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise PolicyError(f"{path} is damaged ({type(error).__name__}): delete it, and the same command "
                              "records it again") from error
        self.seen.add(path.name)

    def _add(self, shard: dict[str, NDArray[np.generic]]) -> None:
        lengths = shard["lengths"].astype(np.int64)
        if not len(lengths):
            return
        self.first = np.concatenate([self.first, self.steps + np.cumsum(lengths) - lengths])
        self.lengths = np.concatenate([self.lengths, lengths])
        self.skill = np.concatenate([self.skill, shard["skill"].astype(np.int8)])
        self.point = np.concatenate([self.point, shard["point"].astype(np.float32)])
        self.success += [bool(x) for x in shard["success"]]
        self.driver += [str(x) for x in shard["driver"]]
        self.target += [str(x) for x in shard["target"]]
        # Shards from before there was a second arm do not say which it was.
        self.arm += [str(x) for x in shard["arm"]] if "arm" in shard else ["panda"] * len(lengths)
        self._patches.extend(shard["patch"])
        self._wrist.extend(shard["wrist"])
        self._state.extend(shard["state"])
        self._tokens.extend(shard["tokens"])
        self._target_m.extend(shard["target_m"])

    def sample(self, rng: np.random.Generator, skills: int, steps: int,
               only: NDArray[np.int64] | None = None) -> Batch:
        """A batch of ``skills`` skills with ``steps`` control steps each; long skills come more often.

        Only up to a length, since one that went on and on shows the same again; glimpses come more often
        than their few steps, since each shows something else.
        """
        pool = np.arange(len(self.lengths)) if only is None else only
        glimpsed = np.array(self.driver)[pool] == "glimpse"
        weights = np.minimum(self.lengths[pool], LONG_STEPS) * np.where(glimpsed, GLIMPSE_WEIGHT, 1.0)
        weights /= weights.sum()
        chosen = rng.choice(pool, size=skills, p=weights)
        within = (rng.random((skills, steps)) * self.lengths[chosen, None]).astype(np.int64)
        flat = (self.first[chosen, None] + within).reshape(-1)
        return Batch(self._patches.view[chosen], self.point[chosen], self.skill[chosen],
                     self._wrist.view[flat], self._state.view[flat], self._tokens.view[flat],
                     self._target_m.view[flat], self._target_m.view[self.first[chosen]],
                     tuple(self.arm[index] for index in chosen))


@dataclass(frozen=True)
class Batch:
    """G skills and B = G * steps control steps, in order."""

    patch: ImageArray
    """(G, PATCH_PX, PATCH_PX, 3)."""
    point: Float32Array
    """(G, 2)."""
    skill: NDArray[np.int8]
    """(G,)."""
    wrist: ImageArray
    """(B, 64, 64, 3)."""
    state: Float32Array
    tokens: NDArray[np.uint8]
    target_m: Float32Array
    start_m: Float32Array
    """(G, 3) where the target was when the skill began: all that the front image can tell."""
    arm: tuple[str, ...] = ()
    """(G,) names of the arms."""

    def tensors(self) -> dict[str, torch.Tensor]:
        return {"state": torch.from_numpy(self.state), "tokens": torch.from_numpy(self.tokens).long(),
                "target_m": torch.from_numpy(self.target_m)}


class _Growing:
    """An array that doubles as it grows, so that new shards do not copy everything each time."""

    def __init__(self, shape: tuple[int, ...], dtype: type[np.generic]) -> None:
        self._data = np.zeros((1024, *shape), dtype=dtype)
        self.count = 0

    def extend(self, rows: NDArray[np.generic]) -> None:
        needed = self.count + len(rows)
        if needed > len(self._data):
            room = max(needed, 2 * len(self._data))
            bigger = np.zeros((room, *self._data.shape[1:]), dtype=self._data.dtype)
            bigger[:self.count] = self._data[:self.count]
            self._data = bigger
        self._data[self.count:needed] = rows
        self.count = needed

    @property
    def view(self) -> NDArray[np.generic]:
        return self._data[:self.count]
