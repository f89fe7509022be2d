"""Where the cases of a run are worked on: in this process, or on Ray.

What a case comes to depends on nothing but the case: policies are functions, scenes have seeds, and every
worker computes with one thread. So the results are the same however many workers there are.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from agent.tracing.store import Store
from evals.cases import Case
from evals.loading import binder, load_policy
from evals.results import EvaluationError
from evals.suites import Suite, load
from evals.units import Setup, Unit, run_unit
from policies.direct import AnyPolicy

RETRIES = 3
"""Times a case is taken up again when its worker died under it."""
AHEAD = 2
"""Cases handed out for each worker: one at work, one waiting."""
TEMPORARY = "whichone-eval-"
"""How the folders of databases that nobody named begin."""


@dataclass(frozen=True)
class Job:
    """One case, and whether the baselines run it too."""

    case: Case
    with_baselines: bool


def here(jobs: Iterable[Job], setup: Setup, policy: AnyPolicy, traces: str | None) -> Iterator[Unit]:
    """Work through the cases in this process."""
    suite, bind = load(setup.suite), binder(policy)
    with trace_store(traces) as store:
        for job in jobs:
            yield run_unit(suite, job.case, policy, store, setup, bind, job.with_baselines)


def on_ray(jobs: Iterable[Job], setup: Setup, policy: str, traces: str | None, workers: int,
           address: str | None = None) -> Iterator[Unit]:
    """Work through the cases on Ray; units come as they are done, in any order.

    Args:
        policy: its name: each worker loads it once.
        workers: how many at a time; they are processes of this machine unless an address is given.
        address: of a cluster on which WhichOne is installed.

    Raises:
        EvaluationError: Ray is not installed, or its cluster cannot be reached, or a case killed its worker
            every time.
    """
    ray = _ray()
    try:
        ray.init(address=address, num_cpus=None if address else workers, include_dashboard=False,
                 log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = address or "this machine"
        raise EvaluationError(f"no Ray at {where}: {str(error).splitlines()[0]}") from error
    folders = ExitStack()
    try:
        # Workers are ended, not asked to end, so this process takes their files away; on a cluster they are
        # on other machines.
        own = None if address else folders.enter_context(tempfile.TemporaryDirectory(prefix=TEMPORARY))
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(_work)
        waiting: dict[Any, str] = {}
        todo = iter(jobs)
        while True:
            while len(waiting) < AHEAD * workers and (job := next(todo, None)) is not None:
                waiting[task.remote(job, setup, policy, traces, own)] = job.case.id
            if not waiting:
                return
            done, _ = ray.wait(list(waiting), num_returns=1)
            for one in done:
                case = waiting.pop(one)
                try:
                    yield ray.get(one)
                except ray.exceptions.WorkerCrashedError as error:
                    raise EvaluationError(f"the case {case} ended its worker {RETRIES + 1} times; look at it "
                                          f"with: whichone eval replay {case}") from error
    finally:
        ray.shutdown()
        folders.close()


@dataclass(frozen=True)
class _Open:
    """What a worker needs for any case of a run, made with its first and kept: opening a database alone takes
    a tenth of what a short case does."""

    suite: Suite
    policy: AnyPolicy
    store: Store


_until_exit = ExitStack()
"""Stores of a worker; open as long as it lives."""


@cache
def _open(suite: str, policy: str, traces: str | None, folder: str | None) -> _Open:
    import torch

    torch.set_num_threads(1)
    if traces is None and folder is not None:
        traces = f"sqlite:///{Path(folder) / f'{os.getpid()}.db'}"
    store = _until_exit.enter_context(trace_store(traces))
    return _Open(load(suite), load_policy(policy), store)


def _work(job: Job, setup: Setup, name: str, traces: str | None, folder: str | None) -> Unit:
    """In a worker: one case; policy and database are opened with its first."""
    kept = _open(setup.suite, name, traces, folder)
    unit = run_unit(kept.suite, job.case, kept.policy, kept.store, setup, binder(kept.policy),
                    job.with_baselines)
    kept.store.flush()
    return unit


def _ray() -> Any:
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise EvaluationError("several workers need Ray: pip install 'whichone[ray]', or run with "
                              "--workers 1") from error
    return ray


@contextmanager
def trace_store(url: str | None) -> Iterator[Store]:
    """Where the episodes' traces go: the database named, or one that goes away with the run."""
    if url is not None:
        with closing(Store(url)) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder, \
            closing(Store(f"sqlite:///{Path(folder) / 'traces.db'}")) as store:
        yield store
