"""RT-2 as a policy: at every control step the language model is shown the frame and writes eight integers.

The plan is written once, freely, when the instruction is given, and stands before the integers from then on;
writing it anew at every step, as the paper's prompt would have it, costs some dozen tokens more a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from policies import codecs
from policies.base import PolicyError
from policies.rt1.backbone import Frozen, to_input
from policies.rt2.configuration import CAMERAS, Rt2Config
from policies.rt2.decoder_only import Practised
from policies.rt2.decoding import Speaker, write_action, write_freely
from policies.rt2.frame import Frame, Memory
from policies.rt2.layout import LONGEST_PLAN, Said, plan_words, question_of
from policies.rt2.schemes import TokenScheme
from policies.types import ActionTokens, Dialogue, Percept
from policies.vla.actor import STUCK_STEPS, resize, state_vector
from policies.vla.choosing import unmoved
from policies.vla.prompt import Prompter
from scenes.types import Action, ActionSpec, ArmState, ImageArray, Observation

UNPLANNED = "do it"
"""In place of a plan, where the model said nothing at all."""


class Network(Protocol):
    """A language model that sees frames: with a decoder alone, or with an encoder too."""

    config: Rt2Config
    scheme: TokenScheme
    frozen: Frozen
    prompter: Prompter
    stops: frozenset[int]
    """Tokens that end what is said freely."""

    def speaker(self, frame: Frame, asked: str, begun: str, acts: bool) -> Speaker: ...

    def practise(self, rows: Sequence[tuple[Frame | None, Sequence[Said]]],
                 half: bool = False) -> Practised: ...

    def forget(self) -> None: ...

    def trainable_state(self) -> dict[str, Tensor]: ...


class Sees(Protocol):
    """Finds things in a front image."""

    def look(self, front: ImageArray) -> tuple[Percept, ...]: ...


class Rt2Policy:
    """Satisfies ``policies.direct.DirectPolicy``."""

    cameras: tuple[str, ...] = CAMERAS

    def __init__(self, name: str, network: Network, sight: Sees, info: dict[str, Any] | None = None,
                 spec: ActionSpec | None = None, plans: bool = True) -> None:
        """Args:
            plans: whether it says a plan before it acts.
        """
        self.name, self.network, self.info, self.plans = name, network, info or {}, plans
        self._sight, self._spec = sight, spec or ActionSpec()
        self._codec, self._memory = codecs.load("rt2"), Memory()
        self._asked, self._plan = "", ""
        self._first: Frame | None = None
        self._before: ArmState | None = None
        self._still = 0
        self._rng = np.random.default_rng(0)

    @property
    def fingerprint(self) -> str:
        digest = self.info.get("sha256")
        return f"{self.name}-untrained" if digest is None else f"{self.name}-{digest[:12]}"

    @property
    def spec(self) -> ActionSpec:
        return self._spec

    @property
    def plan_text(self) -> str | None:
        return self._plan or None

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        """Take up an instruction and say the plan, if it says one.

        Raises:
            PolicyError: a camera is missing, or an image is of another size or type.
        """
        self.network.forget()
        self._memory.forget()
        self._before, self._still = None, 0
        self._rng = np.random.default_rng(0)  # the same words on the same counter go the same way
        self._asked = question_of(dialogue)
        self._first = self._frame(observation)
        self._plan = ""
        if self.plans:
            self._plan = self._freely(self._first, self._asked, " Plan:") or UNPLANNED

    def act(self, observation: Observation) -> ActionTokens:
        """Tokens for the next control step, written by the language model under the scheme's constraint.

        Raises:
            PolicyError: no instruction was begun, a camera is missing, or the weights give no numbers.
        """
        if self._first is None:
            raise PolicyError(f"{self.name} has no instruction to follow: call begin(dialogue, observation) "
                              "first")
        self._still = self._still + 1 if unmoved(observation.arm, self._before) else 0
        frame = self._frame(observation)
        self._before = observation.arm
        if self.network.config.kept:
            frame = Frame(self._first.percepts, self._first.hidden, frame.wrist, frame.state)
        begun = plan_words(self._plan) if self.plans else ""
        speaker = self.network.speaker(frame, self._asked, begun, acts=True)
        # An arm that stands still is of two minds: then what it might do is drawn.
        rng = self._rng if self._still >= STUCK_STEPS else None
        return write_action(speaker, self.network.scheme, rng).action

    def decode(self, tokens: ActionTokens) -> Action:
        return self._codec.decode(tokens.tokens, self._spec)

    def answer(self, question: str, observation: Observation) -> str:
        """What it says to an ordinary question about what it sees, written freely.

        Raises:
            PolicyError: a camera is missing, or an image is of another size or type.
        """
        frame = Frame(self._look(observation), frozenset(), self._wrist(observation),
                      torch.from_numpy(state_vector(observation.arm, None)))
        return self._freely(frame, f"Q: {question.strip()} A:", "")

    def _freely(self, frame: Frame, asked: str, begun: str) -> str:
        speaker = self.network.speaker(frame, asked, begun, acts=False)
        return self.network.prompter.text(
            write_freely(speaker, self.network.stops, LONGEST_PLAN)).strip(" ,.\n")

    def _frame(self, observation: Observation) -> Frame:
        kept = self.network.config.kept and self._memory.known
        percepts, hidden = ((), frozenset[int]()) if kept else self._memory.update(self._look(observation))
        state = torch.from_numpy(state_vector(observation.arm, self._before))
        return Frame(percepts, hidden, self._wrist(observation), state)

    def _look(self, observation: Observation) -> tuple[Percept, ...]:
        return self._sight.look(self._image(observation, "front"))

    def _wrist(self, observation: Observation) -> Tensor:
        return wrist_features(self.network, self._image(observation, "wrist"))

    def _image(self, observation: Observation, camera: str) -> ImageArray:
        image = observation.images.get(camera)
        if image is None:
            raise PolicyError(f"{self.name} needs the {camera!r} camera; this observation has "
                              f"{sorted(observation.images) or 'no images'}")
        return image


def wrist_features(network: Network, image: ImageArray) -> Tensor:
    """(C, h, w) of a wrist image of any size."""
    height, width = network.config.wrist_px
    with torch.inference_mode():
        found: Tensor = network.frozen(to_input(resize(image, height, width)[None]))[0].contiguous()
    return found
