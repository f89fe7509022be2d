"""The protocol of a policy of one rate: pixels and words in, action tokens out, at every control step.

RT-1 and RT-2 are of this kind. Such a policy holds no belief over readings, so nothing can be asked on its
behalf and nothing calibrated: it follows words until it terminates. It may say a plan, as RT-2 does.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from typing_extensions import TypeIs

from policies.base import Policy, PolicyError
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


AnyPolicy = Policy | DirectPolicy


def is_direct(policy: object) -> TypeIs[DirectPolicy]:
    """Whether a policy follows words without a reader of them."""
    return not hasattr(policy, "reader") and isinstance(policy, DirectPolicy)


def with_readings(policy: AnyPolicy, otherwise: str) -> Policy:
    """The policy, if it reads before it moves.

    Args:
        otherwise: what cannot be done without readings, and what to do instead: the end of the message.

    Raises:
        PolicyError: it is a direct one; the message names it.
    """
    if is_direct(policy):
        raise PolicyError(f"the policy {policy.name} goes from words straight to motion and holds no "
                          f"readings: {otherwise}")
    return policy


def fingerprint_of(policy: AnyPolicy) -> str:
    """Hash of weights and configuration, of either sort of policy: its reader's, or its own."""
    return policy.fingerprint if is_direct(policy) else policy.reader.fingerprint
