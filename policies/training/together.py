"""Several processes that learn as one: each takes its share of a step's scenes, gradients are summed.

Two threads in one process read scenes 1.2 times as fast as one, since half of the time goes into products too
small to be split; two processes of one thread each, 1.5 times (both measured beside other work). What is
learned does not depend on how many there are: a step is so many scenes whoever reads them.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed
from torch import Tensor

PATIENCE = timedelta(minutes=10)
"""How long one waits for another's gradients before it gives up."""


class OthersLost(RuntimeError):
    """A process that learned beside this one has ended; the last checkpoint is whole."""


class Group:
    """Processes that learn as one, this one among them."""

    def __init__(self, rank: int = 0, size: int = 1) -> None:
        self.rank, self.size = rank, size

    def share(self, parts: int) -> range:
        """Which of a step's parts are this process's."""
        return range(self.rank, parts, self.size)

    def sum(self, gradients: Sequence[Tensor]) -> None:
        """Replaces gradients by their sum over all processes.

        Raises:
            OthersLost: another process has ended.
        """
        if self.size == 1:
            return
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        try:
            torch.distributed.all_reduce(flat)
        except RuntimeError as error:
            raise OthersLost("a process that learned beside this one has ended; the same command goes on "
                             f"from the last checkpoint ({error})") from error
        at = 0
        for gradient in gradients:
            gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
            at += gradient.numel()


def together(processes: int, learn: Callable[[Group], None]) -> None:
    """Runs ``learn`` in so many processes, this one the first, each with one thread; alone with all threads.

    Raises:
        OthersLost: one of the others ended early.
    """
    if processes < 2:
        learn(Group())
        return
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # before the fork: a pool of threads does not survive it
    fork = multiprocessing.get_context("fork")  # examples and models are shared as they are
    with tempfile.TemporaryDirectory() as folder:
        meeting = Path(folder) / "meeting"
        others = [fork.Process(target=_joined, args=(rank, processes, meeting, learn), daemon=True)
                  for rank in range(1, processes)]
        for other in others:
            other.start()
        try:
            _joined(0, processes, meeting, learn)
        finally:
            for other in others:
                other.terminate()
                other.join()
            torch.set_num_threads(threads)


def _joined(rank: int, size: int, meeting: Path, learn: Callable[[Group], None]) -> None:
    torch.distributed.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size,
                                         timeout=PATIENCE)
    try:
        learn(Group(rank, size))
    finally:
        torch.distributed.destroy_process_group()
