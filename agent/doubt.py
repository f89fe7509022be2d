"""Doubt in the motion: the spread of the action tokens over a sliding window of executed steps.

One step's entropy jumps with every small choice, so it is the mean over a window that is held against the
threshold. A window lies within one skill: where a skill begins, also anew after another look, it is empty.
The threshold belongs to the window's length, and both are calibrated together (``agent.motion_calibration``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

STEPS = 10
"""Executed steps in a window unless a calibration says otherwise: about a second."""


class Window(BaseModel):
    """The entropies of the last executed steps of a skill, in bits a token, oldest first.

    Immutable, so that the state of the graph can hold what it held: ``bits`` is all there is to keep.
    """

    model_config = ConfigDict(frozen=True)

    steps: int = STEPS
    """How many executed steps fill it."""
    bits: tuple[float, ...] = ()

    @classmethod
    def of(cls, steps: int, bits: Sequence[float] = ()) -> Window:
        """A window that holds the last of these entropies.

        Raises:
            ValueError: a window of no steps.
        """
        if steps < 1:
            raise ValueError(f"a window has at least one step, not {steps}")
        return cls(steps=steps, bits=tuple(bits[-steps:]))

    def after(self, entropy_bits: float) -> Window:
        """The window one executed step later."""
        return Window.of(self.steps, (*self.bits, entropy_bits))

    @property
    def mean_bits(self) -> float | None:
        """Mean entropy over the window; None before it is full, when nothing can be said yet."""
        return sum(self.bits) / self.steps if len(self.bits) >= self.steps else None

    def exceeds(self, threshold_bits: float) -> bool:
        """Whether it is full and above a threshold: at the threshold itself the arm goes on."""
        mean = self.mean_bits
        return mean is not None and mean > threshold_bits


def values(bits: Iterable[float], steps: int = STEPS) -> list[float | None]:
    """What the window says after each executed step of one skill, oldest first."""
    window, found = Window.of(steps), []
    for one in bits:
        window = window.after(one)
        found.append(window.mean_bits)
    return found
