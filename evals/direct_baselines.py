"""A direct policy that sees nothing, and one that hears nothing: what it does otherwise is its own.

There is no belief to flatten, so there is no uniform one; and since it moves itself, nothing of its motion is
taken to be perfect.
"""

from __future__ import annotations

from collections.abc import Callable

from evals.baselines import blanked, deaf
from policies.direct import DirectPolicy
from policies.types import ActionTokens, Dialogue
from scenes.types import Action, ActionSpec, Observation


class WrappedDirect:
    """A direct policy that defers to another in everything it does not override."""

    suffix = ""

    def __init__(self, policy: DirectPolicy) -> None:
        self._policy = policy

    @property
    def name(self) -> str:
        return f"{self._policy.name}+{self.suffix}" if self.suffix else self._policy.name

    @property
    def fingerprint(self) -> str:
        return f"{self._policy.fingerprint}+{self.suffix}" if self.suffix else self._policy.fingerprint

    @property
    def spec(self) -> ActionSpec:
        return self._policy.spec

    @property
    def cameras(self) -> tuple[str, ...]:
        return self._policy.cameras

    @property
    def plan_text(self) -> str | None:
        return self._policy.plan_text

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        self._policy.begin(dialogue, observation)

    def act(self, observation: Observation) -> ActionTokens:
        return self._policy.act(observation)

    def decode(self, tokens: ActionTokens) -> Action:
        return self._policy.decode(tokens)


class ImageBlindDirect(WrappedDirect):
    """Hears the words; every image it gets is black."""

    suffix = "image_blind"

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        super().begin(dialogue, blanked(observation))

    def act(self, observation: Observation) -> ActionTokens:
        return super().act(blanked(observation))


class WordBlindDirect(WrappedDirect):
    """Sees the counter; of the words it only knows that there were some."""

    suffix = "word_blind"

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        super().begin(deaf(dialogue), observation)


DIRECT: dict[str, Callable[[DirectPolicy], DirectPolicy]] = {
    "image_blind": ImageBlindDirect,
    "word_blind": WordBlindDirect,
}
