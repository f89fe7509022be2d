"""``whichone policy train``: from nothing to weights of the shipped kind, one resumable command.

The actor needs nothing of the others, so on two cores it learns beside them, and the reader has the second
core to itself when the actor is done. A killed run goes on where it was: each stage has its own checkpoint.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import torch

from policies.training import stages
from policies.training.minutes import counted
from policies.training.stages import Recipe, Report, Run
from policies.vla.weights import FOLDER

_RUN: dict[str, Callable[[Run], None]] = {
    "render": stages.render,
    "eye": stages.eye,
    "words": stages.words,
    "seen": stages.seen,
    "again": stages.again,
    "actor": stages.actor,
    "export": stages.export,
}
STAGES = tuple(_RUN)


class StageFailed(RuntimeError):
    """A stage that ran in a process of its own ended early; its checkpoint is kept."""


def train(
    out: Path,
    recipe: Recipe | None = None,
    names: Sequence[str] = STAGES,
    weights: Path = FOLDER,
    report: Report = print,
    cores: int = 1,
) -> None:
    """Runs the stages named, each from its last checkpoint.

    Args:
        names: of ``STAGES``; their order is always that of ``STAGES``.
        cores: with two or more the actor learns in a process of its own, beside eye and reader.

    Raises:
        ValueError: a stage that does not exist, or no core.
        PolicyError: SmolLM2 is missing.
        DamagedShard: a rendered shard cannot be read.
        StageMissing: what an earlier stage should have left is not there.
        StageFailed: the actor's process ended early.
    """
    unknown = set(names) - set(STAGES)
    if unknown:
        raise ValueError(f"no stage is called {min(unknown)!r}; there are: {', '.join(STAGES)}")
    if cores < 1:
        raise ValueError(f"{cores} cores are too few to train on")
    recipe = recipe or Recipe()
    torch.set_num_threads(1)  # two processes side by side beat two threads in one
    out.mkdir(parents=True, exist_ok=True)
    beside = _beside(out, recipe, weights, names, report, cores)

    def threads() -> int:
        return cores - 1 if beside is not None and beside.is_alive() else cores

    run = Run(out, recipe, weights, report, threads)
    try:
        with counted(out, "whole"):
            for name in STAGES:
                if name == "actor" and beside is not None:
                    _wait(beside, report)
                elif name in names:
                    run_stage(name, run)
    finally:
        if beside is not None and beside.is_alive():
            beside.terminate()  # its last checkpoint is at most a minute old
            beside.join()


def run_stage(name: str, run: Run) -> None:
    """One stage, its minutes counted."""
    run.report(f"stage {name}")
    with counted(run.out, name):
        _RUN[name](run)


def _beside(
    out: Path, recipe: Recipe, weights: Path, names: Sequence[str], report: Report, cores: int
) -> BaseProcess | None:
    """The actor in a process of its own, if there is anything for it to be beside of."""
    if cores < 2 or "actor" not in names or not set(names) - {"actor", "export"}:
        return None
    report("stage actor, beside the others")
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=_alone, args=(out, recipe, weights))
    process.start()
    return process


def _alone(out: Path, recipe: Recipe, weights: Path) -> None:
    torch.set_num_threads(1)
    run_stage("actor", Run(out, recipe, weights, lambda line: None))


def _wait(beside: BaseProcess, report: Report) -> None:
    report("waiting for the actor" if beside.is_alive() else "the actor is done")
    beside.join()
    if beside.exitcode != 0:
        raise StageFailed(
            f"training the actor ended early ({beside.exitcode}); the same command goes on from there"
        )
