"""Where the time of a run goes: physics, rendering, the policy, and the rest, which is overhead."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

Part = Literal["physics", "rendering", "policy", "cases"]
PARTS: tuple[Part, ...] = ("physics", "rendering", "policy", "cases")
Spent = Mapping[Part, float]
"""Seconds by part."""
T = TypeVar("T")


class Clock:
    """Charges every moment to at most one part: to the one entered last, so that parts within parts are not
    counted twice and all together never exceed the time that went by."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.now = now
        self.spent_s: dict[Part, float] = dict.fromkeys(PARTS, 0.0)
        self.aside_s = 0.0
        """Spent on what does not count."""
        self._entered: list[Part] = []
        self._since = 0.0
        self._latest = 0.0
        self._lock = threading.Lock()  # the agent's graph runs in a thread of its own

    @contextmanager
    def part(self, name: Part) -> Iterator[None]:
        """Charge what happens inside to a part."""
        with self._lock:
            self._charge()
            self._entered.append(name)
        try:
            yield
        finally:
            with self._lock:
                self._charge()
                self._entered.reverse()
                self._entered.remove(name)  # the last of its name: another thread may have entered one since
                self._entered.reverse()

    def each(self, cases: Iterable[T]) -> Iterator[T]:
        """The same cases; making each of them is charged to ``cases``."""
        todo = iter(cases)
        while True:
            before = self.spent_s["cases"]
            with self.part("cases"):
                try:
                    case = next(todo)
                except StopIteration:
                    return
            self._latest = self.spent_s["cases"] - before
            yield case

    def set_aside(self) -> None:
        """Making the latest case does not count: it was run before."""
        self.spent_s["cases"] -= self._latest
        self.aside_s += self._latest
        self._latest = 0.0

    def _charge(self) -> None:
        now = self.now()
        if self._entered:
            self.spent_s[self._entered[-1]] += now - self._since
        self._since = now


class Timing(BaseModel):
    """The time of one run. ``total_s`` is the sum of physics, rendering, policy and rest."""

    model_config = ConfigDict(frozen=True)

    total_s: float
    physics_s: float
    """Building scenes and letting them settle, control steps."""
    rendering_s: float
    """What the cameras see, and the segmentation images by which truth knows what can be seen."""
    policy_s: float
    """Looking, reading, planning, acting."""
    rest_s: float
    cases_s: float
    """Of the rest: making the cases."""
    overhead: float | None
    """``rest_s / total_s``; None where no case was run."""
    n: int
    """Cases run, those resumed not among them."""
    workers: int

    @classmethod
    def of(cls, spent: Iterable[Spent], cases_s: float, total_s: float, workers: int = 1) -> Timing:
        """Add up what was spent on each case.

        Args:
            spent: of every case run.
            cases_s: spent on making them.
            total_s: all that counts, at least the sum of the parts.
        """
        rows = list(spent)
        physics, rendering, policy = (sum(row[part] for row in rows) for part in PARTS[:3])
        rest = total_s - physics - rendering - policy
        return cls(total_s=total_s, physics_s=physics, rendering_s=rendering, policy_s=policy, rest_s=rest,
                   cases_s=cases_s, overhead=rest / total_s if rows and total_s > 0 else None, n=len(rows),
                   workers=workers)

    def line(self) -> str:
        """For people, in one line."""
        if self.overhead is None:
            return "time: no case was run"
        shares = ", ".join(f"{name} {seconds / self.total_s:.0%}" for name, seconds in (
            ("physics", self.physics_s), ("rendering", self.rendering_s), ("policy", self.policy_s),
            ("rest", self.rest_s), ("of it making cases", self.cases_s)))
        return f"time: {self.total_s:.1f} s for {self.n} cases: {shares}; overhead {self.overhead:.3f}"
