"""The protocol of a policy of one rate: pixels and words in, action tokens out, at every control step.

RT-1 and RT-2 are of this kind. Such a policy holds no belief over readings, so nothing can be asked on its
behalf and nothing calibrated: it follows words until it terminates. It may say a plan, as RT-2 does.
"""

from __future__ import annotations

from typing import Protocol, TypeGuard, runtime_checkable

from policies.types import ActionTokens, Dialogue
from scenes.types import Action, ActionSpec, Observation


@runtime_checkable
class DirectPolicy(Protocol):
    """Follows an instruction, one control step at a time."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Hash of weights and configuration."""
        ...

    @property
    def spec(self) -> ActionSpec: ...

    @property
    def cameras(self) -> tuple[str, ...]:
        """Cameras needed at each control step, ``begin`` included."""
        ...

    def begin(self, dialogue: Dialogue, observation: Observation) -> None:
        """Forget what was before and take up an instruction."""
        ...

    def act(self, observation: Observation) -> ActionTokens:
        """Tokens for the next control step; ``terminate`` ends the whole episode, not one skill of it."""
        ...

    def decode(self, tokens: ActionTokens) -> Action:
        """Tokens as metres, radians and an opening.

        Raises:
            MalformedAction: not eight integers in 0..255.
        """
        ...

    @property
    def plan_text(self) -> str | None:
        """What it says it is doing (the text after ``Plan:``), once it has said it; None if it never does."""
        ...


def is_direct(policy: object) -> TypeGuard[DirectPolicy]:
    """Whether a policy follows words without a reader of them."""
    return not hasattr(policy, "reader") and isinstance(policy, DirectPolicy)
