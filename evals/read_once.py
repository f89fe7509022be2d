"""The Reader alone: one look, one belief, held against truth, and nothing done."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.believed import Believed, Bind, Build, believe
from evals.cases import Case
from evals.set_metrics import best_valid
from policies.base import Policy
from scenes.kitchen import KitchenScene


@dataclass
class ReadOnce:
    """One case as it was read."""

    case: Case
    believed: Believed | None = None
    """The belief; None after a crash."""
    error: str | None = None

    @property
    def top1_valid(self) -> bool:
        """The most probable reading that says what to do is valid; after a crash there is none."""
        return self.believed is not None and best_valid(self.believed)

    def to_json(self) -> dict[str, Any]:
        """The case with what was made of it."""
        return {**self.case.summary(), "top1_valid": self.top1_valid,
                "believed": None if self.believed is None else self.believed.to_json(), "error": self.error}

    @classmethod
    def from_json(cls, case: Case, values: Mapping[str, Any]) -> ReadOnce:
        """What ``to_json`` wrote, of a case made anew."""
        kept = values["believed"]
        return cls(case, None if kept is None else Believed.from_json(kept), values["error"])


def read_once(case: Case, policy: Policy, bind: Bind | None = None,
              build: Build = KitchenScene) -> ReadOnce:
    """Build the case's scene, photograph it and read its words. A crash is a failure of the case."""
    try:
        return ReadOnce(case, believe(policy, case, bind, build))
    except Exception:
        return ReadOnce(case, error=traceback.format_exc(limit=-6))
