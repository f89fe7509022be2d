"""One run of the graph in a thread of its own, its events handed to the caller's."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from agent.events import Event


def run_in_thread(
    stream: Callable[[], Iterator[Event]],
    stop: Callable[[], None],
    stopped: Callable[[], bool],
    failed: Callable[[BaseException], None],
) -> Iterator[Event]:
    """Yield the events of ``stream``, which runs beside the caller.

    Ctrl-C here calls ``stop`` instead of breaking the run (a second one breaks it), and so does leaving the
    loop early; either way the thread has ended when this has.

    Args:
        stream: makes the events; what it raises is told to ``failed`` and raised here.
        stop: has the arm hold before its next step; ``stopped`` says whether that was asked for.
    """
    events: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()

    def pump() -> None:
        try:
            for event in stream():
                events.put(event)
            events.put(None)
        except BaseException as error:  # noqa: BLE001 - handed over to the caller's thread
            events.put(error)

    thread = threading.Thread(target=pump, name="graph", daemon=True)
    thread.start()
    try:
        while True:
            try:
                item = events.get()
            except KeyboardInterrupt:
                if stopped():
                    raise
                stop()
                continue
            if item is None:
                break
            if isinstance(item, BaseException):
                failed(item)
                raise item
            yield item
    finally:
        if thread.is_alive():
            stop()
            thread.join()
