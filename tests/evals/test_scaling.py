"""The measure of two workers against one: turns alternate, results must agree, the ratio is of times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest

from evals.results import EvaluationError
from evals.scaling import Turn, lasting, measure, ratio
from evals.units import Unit


@dataclass
class Done:
    """A unit as far as the measure looks at it."""

    case: str
    values: dict[str, Any]

    @property
    def row(self) -> Any:
        return SimpleNamespace(case=SimpleNamespace(id=self.case))

    def to_json(self) -> dict[str, Any]:
        return self.values


class Machine:
    """A clock that moves by what a case takes: eight seconds by one worker, five by two."""

    def __init__(self, spoilt: bool = False) -> None:
        self.at, self.order, self.spoilt = 0.0, [], spoilt

    def now(self) -> float:
        return self.at

    def work(self, workers: int) -> Iterator[Unit]:
        self.order.append(workers)
        for case in ("a", "b") if workers == 1 else ("b", "a"):
            self.at += 8.0 if workers == 1 else 5.0
            values = {"success": not (self.spoilt and workers == 2 and case == "b"), "trace_id": str(self.at),
                      "outcome": {"wall_s": self.at}}
            yield cast(Unit, Done(case, values))


def test_turns_alternate_and_the_ratio_is_of_whole_runs() -> None:
    machine = Machine()
    turns = measure(machine.work, 3, machine.now)
    assert machine.order == [1, 2, 2, 1, 1, 2]
    assert turns[0] == Turn(workers=1, seconds=16.0, first_s=8.0)
    assert ratio(turns).value == pytest.approx(1.6) and ratio(turns).n == 3


def test_a_case_that_comes_out_otherwise_is_named() -> None:
    machine = Machine(spoilt=True)
    with pytest.raises(EvaluationError, match=r"1 cases came out otherwise.* b "):
        measure(machine.work, 1, machine.now)


def test_what_belongs_to_one_occasion_is_not_compared() -> None:
    assert lasting({"success": True, "trace_id": "x", "steps": [{"think_s": 1.0, "n": 2}]}) == {
        "success": True, "steps": [{"n": 2}]}
