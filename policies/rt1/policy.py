"""RT-1 as a policy: pixels and words in, eight action tokens out at every control step, and no belief.

What it has made of the frames of its history is kept as tokens, so each frame is seen once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from policies import codecs
from policies.base import PolicyError
from policies.rt1.backbone import to_input
from policies.rt1.configuration import CAMERAS, Rt1Config
from policies.rt1.network import Frames, Rt1Network, Seen
from policies.rt1.sentence import Encoder, MiniLm, said
from policies.types import ActionTokens, Dialogue
from policies.vla.actor import STUCK_STEPS, resize, state_vector
from policies.vla.choosing import choose, draw, spread, told, unmoved
from policies.vla.weights import FOLDER, read_network, write_network
from scenes.kinds import World
from scenes.types import Action, ActionSpec, ArmState, Observation

PART = "rt1"
REMEDY = "make them with `whichone policy train-rt1 --out runs/rt1`"


@dataclass(frozen=True)
class _Kept:
    """A frame of the history."""

    seen: Seen
    state: Tensor


class Rt1Policy:
    """Satisfies ``policies.direct.DirectPolicy``."""

    name = "rt1"
    worlds: tuple[World, ...] = ("kitchen",)
    plan_text: str | None = None
    cameras: tuple[str, ...] = CAMERAS

    def __init__(self, network: Rt1Network, encoder: Encoder, info: dict[str, Any] | None = None,
                 spec: ActionSpec | None = None) -> None:
        self.network, self.encoder, self.info = network.eval(), encoder, info or {}
        self._spec, self._codec = spec or ActionSpec(), codecs.load("rt2")
        config = network.config
        self._history: deque[_Kept] = deque(maxlen=1 + (config.history - 1) * config.frame_every)
        self._sentence: Tensor | None = None
        self._before: ArmState | None = None
        self._still = 0
        self._rng = np.random.default_rng(0)

    @property
    def fingerprint(self) -> str:
        digest = self.info.get("sha256")
        return "rt1-untrained" if digest is None else f"rt1-{digest[:12]}"

    @property
    def spec(self) -> ActionSpec:
        return self._spec

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        """Take up an instruction: its sentence is embedded once."""
        words = torch.from_numpy(np.asarray(self.encoder.words(said(dialogue)), dtype=np.float32))[None]
        with torch.inference_mode():
            self._sentence = self.network.sentence(words, torch.ones(words.shape[:2], dtype=torch.bool))
        self._history.clear()
        self._before, self._still = None, 0
        self._rng = np.random.default_rng(0)  # the same words on the same counter go the same way

    def act(self, observation: Observation) -> ActionTokens:
        """Tokens for the next control step.

        Raises:
            PolicyError: no instruction was begun, a camera is missing, or the weights give no numbers.
        """
        if self._sentence is None:
            raise PolicyError("rt1 has no instruction to follow: call begin(dialogue, observation) first")
        state = torch.from_numpy(state_vector(observation.arm, self._before))[None]
        self._still = self._still + 1 if unmoved(observation.arm, self._before) else 0
        self._before = observation.arm
        with torch.inference_mode():
            frames = Frames(self._features(observation, "front"), self._features(observation, "wrist"), state)
            self._history.append(_Kept(self.network.see(frames, self._sentence), state))
            logits = self._say()
        p, entropy = spread(logits, "the weights of rt1", REMEDY)
        tokens = draw(p, self._rng) if self._still >= STUCK_STEPS else choose(p)
        return told(tokens, p, entropy)

    def decode(self, tokens: ActionTokens) -> Action:
        return self._codec.decode(tokens.tokens, self._spec)

    def _features(self, observation: Observation, camera: str) -> Tensor:
        image = observation.images.get(camera)
        if image is None:
            raise PolicyError(f"rt1 needs the {camera!r} camera; this observation has "
                              f"{sorted(observation.images) or 'no images'}")
        config = self.network.config
        height, width = config.front_px if camera == "front" else config.wrist_px
        return self.network.features(to_input(resize(image, height, width)[None]))

    def _say(self) -> Tensor:
        """(8, 256) logits at the newest frame, its history every few steps before it."""
        config = self.network.config
        kept = list(self._history)[::-1][::config.frame_every][::-1]
        tokens, told, state = (torch.cat([get(frame) for frame in kept]) for get in _PARTS)
        newest = kept[-1].seen
        seen = Seen(tokens, told, newest.front_maps, newest.wrist_maps, newest.front_at, newest.wrist_at)
        said_ = self.network.say(seen, state, torch.ones(1, len(kept), dtype=torch.bool))
        return said_.logits[-1]


_PARTS: tuple[Callable[[_Kept], Tensor], ...] = (
    lambda kept: kept.seen.tokens, lambda kept: kept.seen.told, lambda kept: kept.state)


def save_network(network: Rt1Network, folder: Path, info: dict[str, Any]) -> Path:
    """Write fp16 weights named by their hash, with the manifest that names them.

    Args:
        info: what made the weights (data, seeds, minutes, figures), kept in the manifest.
    """
    return write_network(PART, network, network.config.as_json(), info, folder)


def load_network(folder: Path = FOLDER) -> tuple[Rt1Network, dict[str, Any]]:
    """The network and its manifest, checked against the hash.

    Raises:
        PolicyError: missing or damaged; the message says what makes the weights.
    """
    return read_network(PART, lambda config: Rt1Network(Rt1Config.from_json(config)), folder, REMEDY)


def load_policy(folder: Path = FOLDER) -> Rt1Policy:
    """RT-1 with the weights of a folder, by default those that ship.

    Raises:
        PolicyError: the weights are not there, or the sentence encoder's package is not.
    """
    network, info = load_network(folder)
    return Rt1Policy(network, MiniLm(), info)
