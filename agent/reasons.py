"""The reason of a plan, written in a second thread while the arm already moves."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWriting

log = logging.getLogger(__name__)


class Reasons:
    """At most one reason is being written. A failure to write one never stops the arm."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reason")
        self._running: Future[tuple[str, float]] | None = None
        self._plan_id: str | None = None

    def start(self, plan_id: str, write: Callable[[], str]) -> None:
        """Begin to write the reason of a plan; one that is still being written is forgotten."""

        def timed() -> tuple[str, float]:
            began = time.perf_counter()
            return write(), time.perf_counter() - began

        self._plan_id, self._running = plan_id, self._pool.submit(timed)

    def take(self, timeout_s: float = 0.0) -> tuple[str, str, float] | None:
        """(plan id, text, seconds) once it is written, and only once; None while it is not.

        Args:
            timeout_s: how long to wait for it; 0 only looks.
        """
        running, plan_id = self._running, self._plan_id
        if running is None or plan_id is None or (timeout_s <= 0.0 and not running.done()):
            return None
        try:
            text, seconds = running.result(timeout=timeout_s)
        except StillWriting:
            return None
        except Exception as error:  # noqa: BLE001 - whatever a policy raises, the arm is moving
            log.warning("the reason of plan %s was not written: %s", plan_id, error)
            text, seconds = "", 0.0
        self._running = None
        return plan_id, text, seconds

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
