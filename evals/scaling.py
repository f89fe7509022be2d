"""How much faster two Ray workers are than one, on the same cases and with the same results.

    python -m evals.scaling control --n 140 --rounds 2 --json scaling.json

Every turn is a run from nothing: Ray's start, the workers' imports, loading the policy and making the cases
are in its time. Turns go one, two, two, one and so on, so that a machine that grows slower favours neither.
Other work on the machine spoils the measure; its load before the first turn is written beside it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict

from evals.metrics import Metric, spread
from evals.results import EvaluationError
from evals.suites import load
from evals.units import Setup, Unit
from evals.workers import Job, on_ray

BUSY = 0.5
"""Mean number of other processes at work above which the measure is told to be spoilt."""
OF_ONE_RUN = frozenset({"trace_id", "seconds", "control_hz"})
"""Names of what belongs to one occasion."""
Work = Callable[[int], Iterator[Unit]]
"""The units of all cases by so many workers, as they are done."""


class Turn(BaseModel):
    """One run of all cases."""

    model_config = ConfigDict(frozen=True)

    workers: int
    seconds: float
    first_s: float
    """Until the first case was back: what starting takes, and one case."""


class Scaling(BaseModel):
    """What two workers are worth."""

    model_config = ConfigDict(frozen=True)

    suite: str
    policy: str
    n: int
    seed: int
    cores: int
    load: float
    """Mean number of processes at work in the minute before."""
    turns: tuple[Turn, ...]
    ratio: Metric
    """Seconds of one worker over those of two: the median over rounds, with the least and the greatest."""


def measure(work: Work, rounds: int, now: Callable[[], float] = time.perf_counter) -> tuple[Turn, ...]:
    """The turns of all rounds, in their order.

    Raises:
        EvaluationError: a case came out otherwise in one turn than in another, or is missing; it is named.
    """
    turns: list[Turn] = []
    before: dict[str, Any] | None = None
    for number in range(rounds):
        for workers in (1, 2) if number % 2 == 0 else (2, 1):
            started, first, found = now(), None, {}
            for unit in work(workers):
                first = now() if first is None else first
                found[unit.row.case.id] = lasting(unit.to_json())
            ended = now()
            turns.append(Turn(workers=workers, seconds=ended - started, first_s=(first or ended) - started))
            _same(before or found, found)
            before = found
    return tuple(turns)


def lasting(values: Any) -> Any:
    """What a case came to, without what belongs to one occasion: ids of traces, and times in seconds."""
    if isinstance(values, dict):
        return {name: lasting(value) for name, value in values.items()
                if name not in OF_ONE_RUN and not name.endswith("_s")}
    return [lasting(value) for value in values] if isinstance(values, list | tuple) else values


def ratio(turns: Sequence[Turn]) -> Metric:
    """One worker's seconds over two workers', round by round."""
    seconds = {workers: [turn.seconds for turn in turns if turn.workers == workers] for workers in (1, 2)}
    return spread(one / two for one, two in zip(seconds[1], seconds[2], strict=True))


def _same(before: dict[str, Any], found: dict[str, Any]) -> None:
    other = sorted(case for case in {*before, *found} if before.get(case) != found.get(case))
    if other:
        raise EvaluationError(f"{len(other)} cases came out otherwise with another number of workers, "
                              f"{other[0]} the first: look at it with: whichone eval replay {other[0]}")


def scaling(suite: str, policy: str, n: int, seed: int, rounds: int) -> Scaling:
    """Run the measure on this machine.

    Raises:
        EvaluationError: no such suite, Ray is not installed, or results differ.
    """
    cases, setup, busy = load(suite), Setup(suite), os.getloadavg()[0]

    def work(workers: int) -> Iterator[Unit]:
        jobs = (Job(case, False) for case in cases.cases(n, seed, "test"))
        return on_ray(jobs, setup, policy, None, workers)

    turns = measure(work, rounds)
    return Scaling(suite=suite, policy=policy, n=n, seed=seed, cores=len(os.sched_getaffinity(0)), load=busy,
                   turns=turns, ratio=ratio(turns))


def main(
    suite: Annotated[str, typer.Argument(help="Suite that is run; one that needs no data.")] = "control",
    n: Annotated[int, typer.Option("--n", min=2, help="Cases a turn.")] = 140,
    rounds: Annotated[int, typer.Option(min=1, help="Times one and two workers take their turn.")] = 2,
    seed: int = 0,
    policy: str = "whichone",
    target: Annotated[str, typer.Option("--json", metavar="FILE", help="- for standard output.")] = "-",
) -> None:
    """One Ray worker and two in turns on the same cases."""
    try:
        found = scaling(suite, policy, n, seed, rounds)
    except EvaluationError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    if found.load > BUSY:
        typer.echo(f"warning: {found.load:.1f} processes were at work before: the ratio says little",
                   err=True)
    for turn in found.turns:
        typer.echo(f"{turn.workers} worker{'s' * (turn.workers > 1)}: {turn.seconds:.1f} s, the first case "
                   f"after {turn.first_s:.1f} s", err=True)
    typer.echo(f"ratio {found.ratio.value:.2f}, identical results", err=True)
    text = found.model_dump_json(indent=1)
    if target == "-":
        typer.echo(text)
    else:
        with open(target, "w", encoding="utf-8") as file:
            file.write(text + "\n")


if __name__ == "__main__":
    typer.run(main)
