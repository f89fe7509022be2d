"""Recorded scenes for RT-2 on disk: what the eye found at every frame, the hand's view, and what to do there.

They are the same for every variant: token schemes and networks only say them otherwise.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from policies.base import PolicyError
from policies.rt2.frame import Frame
from policies.types import Percept
from scenes.referring import Referent

APART_EVERY = 20
"""Of scenes, one in so many is not learned from, to see how well is learned."""
COLUMNS = 9
"""Kept of a percept: key, name, u, v, width, height, confidence, is open (-1: no drawer), hidden."""


@dataclass(frozen=True)
class Scene:
    """F frames of one scene and K commands on it."""

    wrist: NDArray[np.float16]
    """(F, C, h, w) features of the wrist image."""
    state: NDArray[np.float32]
    """(F, STATE_SIZE)."""
    seen: NDArray[np.float32]
    """(P, COLUMNS) percepts of all frames."""
    until: NDArray[np.int32]
    """(F,) where a frame's percepts end among them."""
    afresh: NDArray[np.bool_]
    """(F,) nothing had been moved: questions about the counter can be asked."""
    tokens: NDArray[np.uint8]
    """(F, K, 8)."""
    valid: NDArray[np.bool_]
    """(F, K): the command could be carried out from there."""
    names: tuple[str, ...]
    """That percepts' second column counts in."""
    places: frozenset[str]
    asked: tuple[str, ...]
    """(K) the question for an action."""
    plans: tuple[str, ...]
    """(K) what is said before the action."""
    referents: tuple[Referent, ...]
    """What was there in truth, for questions and their answers."""
    success: bool

    def frame(self, at: int) -> Frame:
        """A frame as the policy has it."""
        rows = self.seen[(self.until[at - 1] if at else 0):self.until[at]]
        percepts = tuple(
            Percept(key=int(row[0]), name=self.names[int(row[1])], u=row[2], v=row[3], width=row[4],
                    height=row[5], confidence=row[6], is_place=self.names[int(row[1])] in self.places,
                    is_open=None if row[7] < 0 else bool(row[7])) for row in rows)
        hidden = frozenset(int(row[0]) for row in rows if row[8])
        return Frame(percepts, hidden, torch.from_numpy(np.asarray(self.wrist[at], dtype=np.float32)),
                     torch.from_numpy(self.state[at].copy()))


def rows_of(frame: Frame, names: list[str]) -> list[list[float]]:
    """A frame's percepts as numbers; names not met before are added."""
    found = []
    for p in frame.percepts:
        if p.name not in names:
            names.append(p.name)
        found.append([p.key, names.index(p.name), p.u, p.v, p.width, p.height, p.confidence,
                      -1.0 if p.is_open is None else float(p.is_open), float(p.key in frame.hidden)])
    return found


_ARRAYS = ("state", "seen", "until", "afresh", "tokens", "valid")


def save(folder: Path, scene: Scene, about: dict[str, Any]) -> None:
    """Write a scene whole or not at all."""
    partial = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    np.save(partial / "wrist.npy", scene.wrist)
    arrays: dict[str, Any] = {name: getattr(scene, name) for name in _ARRAYS}
    np.savez(partial / "labels.npz", **arrays)
    told = {"names": scene.names, "places": sorted(scene.places), "asked": scene.asked, "plans": scene.plans,
            "referents": [asdict(one) for one in scene.referents], **about, "success": scene.success}
    (partial / "about.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    partial.rename(folder)


def load(folder: Path) -> Scene:
    """A scene with the wrist's features left on disk.

    Raises:
        PolicyError: it is damaged; the message names it and says what to do.
    """
    try:
        with np.load(folder / "labels.npz") as small:
            arrays = {name: small[name] for name in _ARRAYS}
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        wrist = np.load(folder / "wrist.npy", mmap_mode="r")
        if len(wrist) != len(arrays["state"]) or arrays["seen"].shape[1:] != (COLUMNS,):
            raise ValueError("its parts do not fit each other")
        return Scene(wrist=wrist, names=tuple(about["names"]), places=frozenset(about["places"]),
                     asked=tuple(about["asked"]), plans=tuple(about["plans"]),
                     referents=tuple(Referent(**one) for one in about["referents"]),
                     success=bool(about["success"]), **arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise PolicyError(f"the recorded scene {folder} is damaged ({error}): delete that folder, it is "
                          "recorded again") from None


def load_all(folder: Path) -> tuple[list[Scene], list[Scene]]:
    """Scenes to learn from, and those apart.

    Raises:
        PolicyError: there is none, or one is damaged.
    """
    learned: list[Scene] = []
    apart: list[Scene] = []
    for path in sorted(folder.glob("scene-*")):
        scene = load(path)
        if scene.valid.any():
            number = int(path.name.rpartition("-")[2])
            (apart if number % APART_EVERY == APART_EVERY - 1 else learned).append(scene)
    if not learned:
        raise PolicyError(f"{folder} has no recorded scenes: record some with `whichone policy train-rt2 "
                          "--scenes 300`")
    return learned, apart


def counted(folder: Path) -> int:
    """How many scenes there are."""
    return len(list(folder.glob("scene-*")))


def frames_of(scenes: Sequence[Scene]) -> int:
    """How many frames they have."""
    return sum(len(scene.state) for scene in scenes)


def only(scenes: Sequence[Scene], few: int) -> list[Scene]:
    """The scenes with no more than so many demonstrated moments, spread over them."""
    masks = [np.zeros_like(scene.valid) for scene in scenes]
    for at in range(few):
        scene, mask = scenes[at % len(scenes)], masks[at % len(scenes)]
        possible = np.argwhere(scene.valid & ~mask)
        if len(possible):
            mask[tuple(possible[len(possible) * (1 + at // len(scenes)) // (2 + few // len(scenes))])] = True
    return [replace(scene, valid=mask) for scene, mask in zip(scenes, masks, strict=True) if mask.any()]
