"""The two protocols a world must satisfy: a Scene that is looked at and an Arm that is moved."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from scenes.types import Action, ActionSpec, ArmState, Observation, Sent


class SceneError(RuntimeError):
    """A scene could not be built, observed or rebuilt."""


class ActionRefused(ValueError):
    """The safety filter refused an action outright (not finite, wrong shape); nothing moved."""


@runtime_checkable
class Arm(Protocol):
    """An arm with a gripper. ``send`` is the only way anything moves, and filters before it moves."""

    @property
    def spec(self) -> ActionSpec: ...

    def state(self) -> ArmState: ...

    def send(self, action: Action) -> Sent:
        """Run one control step (1 / control_hz seconds) and return what was really sent.

        Raises:
            ActionRefused: the action is not finite or malformed; the arm has not moved.
        """
        ...

    def hold(self) -> None:
        """Stay where the arm is, by the arm's own means, until the next ``send``."""
        ...


@runtime_checkable
class Scene(Protocol):
    """A counter, its things and its cameras, simulated or real."""

    @property
    def arm(self) -> Arm: ...

    @property
    def name(self) -> str:
        """The name it was loaded by, e.g. ``kitchen``."""
        ...

    @property
    def seed(self) -> int | None:
        """The seed it was built from; None for a real counter."""
        ...

    def observe(self, cameras: tuple[str, ...] = ("front", "wrist")) -> Observation:
        """Look. Only the named cameras are rendered, since rendering is what costs time."""
        ...

    def state_hash(self) -> str | None:
        """Hash of the full simulated state, to check a rebuilt scene; None where there is none."""
        ...

    def close(self) -> None: ...
