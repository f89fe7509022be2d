"""Recorded frames on disk: a folder a scene, features in half precision, and labels for several commands.

Features are what the frozen beginning of the network makes of an image, so nothing later needs the image.
Most frames have a label for every command that could be carried out from there: the same picture with other
words asks for another motion, which is what tells the network that words matter.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from policies.rt1.network import Frames
from policies.rt1.sentence import MAX_WORDS, SIZE

BIG = ("front", "wrist")
"""Arrays that stay on disk and are read frame by frame."""
APART_EVERY = 20
"""Of scenes, one in so many is not learned from, to see how well is learned."""
OWN_SHARE = 0.5
"""Of what is learned from, frames with the command that was being carried out."""
AFRESH = -1
"""In place of the frame before: there is none in the history."""


@dataclass(frozen=True)
class SceneFrames:
    """F frames of one scene and K commands on it."""

    front: NDArray[np.float16]
    """(F, C, H / 8, W / 8)."""
    wrist: NDArray[np.float16]
    state: NDArray[np.float32]
    """(F, STATE_SIZE)."""
    before: NDArray[np.int32]
    """(F,) index of the frame that comes before in the history, or AFRESH."""
    words: NDArray[np.float16]
    """(K, MAX_WORDS, SIZE)."""
    lengths: NDArray[np.int32]
    """(K,) word pieces that are real."""
    tokens: NDArray[np.uint8]
    """(F, K, 8): what the demonstrator would do."""
    valid: NDArray[np.bool_]
    """(F, K): the command could be carried out from there."""
    points: NDArray[np.float32]
    """(F, K, 2, 2): image points of the thing and of its destination."""
    has_destination: NDArray[np.bool_]
    """(F, K)."""
    wrist_point: NDArray[np.float32]
    """(F, K, 2): where in the wrist image the hand will close or open next."""
    in_wrist: NDArray[np.bool_]
    """(F, K): it is in that image."""
    offset_m: NDArray[np.float32]
    """(F, K, 3): from the tool to there."""
    phase: NDArray[np.int8]
    """(F, K)."""


def save(folder: Path, frames: SceneFrames, about: dict[str, Any]) -> None:
    """Write a scene whole or not at all.

    Args:
        about: what it is (seed, texts, success), kept as JSON.
    """
    partial = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    small = {}
    for field in fields(frames):
        array = getattr(frames, field.name)
        if field.name in BIG:
            np.save(partial / f"{field.name}.npy", array)
        else:
            small[field.name] = array
    np.savez(partial / "labels.npz", **small)
    (partial / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    partial.rename(folder)


def load(folder: Path) -> tuple[SceneFrames, dict[str, Any]]:
    """A scene with its features left on disk.

    Raises:
        OSError, ValueError, KeyError: it is damaged.
    """
    with np.load(folder / "labels.npz") as small:
        arrays: dict[str, Any] = dict(small)
    for name in BIG:
        arrays[name] = np.load(folder / f"{name}.npy", mmap_mode="r")
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    return SceneFrames(**arrays), about


@dataclass(frozen=True)
class Batch:
    """B windows of F frames, oldest first, N = B * F; each window with one command."""

    frames: Frames
    words: torch.Tensor
    """(B, T, SIZE)."""
    there: torch.Tensor
    """(B, T)."""
    valid: torch.Tensor
    """(B, F): the frame is there."""
    labelled: torch.Tensor
    """(N,): and has a label for the command."""
    tokens: torch.Tensor
    """(N, 8)."""
    points: torch.Tensor
    """(N, 2, 2)."""
    has_destination: torch.Tensor
    wrist_point: torch.Tensor
    in_wrist: torch.Tensor
    offset_m: torch.Tensor
    phase: torch.Tensor


class Recorded:
    """All scenes recorded so far; those of one folder that are new are taken in by ``refresh``."""

    def __init__(self) -> None:
        self.scenes: list[SceneFrames] = []
        self.apart: list[SceneFrames] = []
        self.succeeded: list[bool] = []
        self.frames = 0
        self._names: set[str] = set()

    def refresh(self, folder: Path) -> int:
        """Take in what is new; returns how many scenes. Damaged ones are skipped once."""
        new = 0
        for path in sorted(folder.glob("scene-*")):
            if path.name in self._names:
                continue
            self._names.add(path.name)
            try:
                frames, about = load(path)
            except (OSError, ValueError, KeyError):
                print(f"skipping damaged {path}")
                continue
            if not frames.valid.any():
                continue
            number = int(path.name.rpartition("-")[2])
            (self.apart if number % APART_EVERY == APART_EVERY - 1 else self.scenes).append(frames)
            self.succeeded.append(bool(about["success"]))
            self.frames += len(frames.state)
            new += 1
        return new


def sample(scenes: list[SceneFrames], rng: np.random.Generator, windows: int, history: int) -> Batch:
    """Windows that end at random frames of random scenes, each with one of the commands of that frame."""
    rows: list[list[int]] = []
    chosen: list[SceneFrames] = []
    commands: list[int] = []
    while len(rows) < windows:
        scene = scenes[int(rng.integers(len(scenes)))]
        frame = int(rng.integers(len(scene.state)))
        possible = np.flatnonzero(scene.valid[frame])
        if not len(possible):
            continue
        # Most labels of a frame are of other commands than the one being carried out, which is the first.
        command = int(possible[0]) if rng.random() < OWN_SHARE else int(rng.choice(possible))
        window = [frame]
        while len(window) < history and window[0] != AFRESH:
            window.insert(0, int(scene.before[window[0]]))
        rows.append([AFRESH] * (history - len(window)) + window)
        chosen.append(scene)
        commands.append(command)
    return _batch(rows, chosen, commands)


def _batch(rows: list[list[int]], scenes: list[SceneFrames], commands: list[int]) -> Batch:
    flat = [(scene, max(at, 0), command) for row, scene, command in zip(rows, scenes, commands, strict=True)
            for at in row]
    valid = torch.tensor([[at != AFRESH for at in row] for row in rows])

    def of_frame(name: str) -> torch.Tensor:
        return torch.from_numpy(np.stack([getattr(scene, name)[at] for scene, at, _ in flat]))

    def of_command(name: str) -> torch.Tensor:
        return torch.from_numpy(np.stack([getattr(scene, name)[at, k] for scene, at, k in flat]))

    longest = max(int(scene.lengths[k]) for scene, k in zip(scenes, commands, strict=True))
    words = np.stack([scene.words[k, :longest] for scene, k in zip(scenes, commands, strict=True)])
    lengths = torch.tensor([int(scene.lengths[k]) for scene, k in zip(scenes, commands, strict=True)])
    return Batch(
        frames=Frames(of_frame("front").float().contiguous(memory_format=torch.channels_last),
                      of_frame("wrist").float().contiguous(memory_format=torch.channels_last),
                      of_frame("state")),
        words=torch.from_numpy(words.astype(np.float32)),
        there=torch.arange(longest)[None] < lengths[:, None],
        valid=valid,
        labelled=of_command("valid") & valid.flatten(),
        tokens=of_command("tokens").long(),
        points=of_command("points"),
        has_destination=of_command("has_destination"),
        wrist_point=of_command("wrist_point"),
        in_wrist=of_command("in_wrist"),
        offset_m=of_command("offset_m"),
        phase=of_command("phase").long(),
    )


def padded(words: list[NDArray[np.float32]]) -> tuple[NDArray[np.float16], NDArray[np.int32]]:
    """Sentences of different lengths as one array (K, MAX_WORDS, SIZE), and their lengths."""
    table = np.zeros((len(words), MAX_WORDS, SIZE), dtype=np.float16)
    for at, row in enumerate(words):
        table[at, :len(row)] = row
    return table, np.array([len(row) for row in words], dtype=np.int32)


