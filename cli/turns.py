"""One at a time, first come first served, whichever event loop the others wait in."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager


class OneAtATime:
    """A fair lock for coroutines of any event loop: a server may run each job in a loop of its own.

    Whoever is cancelled while waiting leaves the queue; whoever is inside passes the turn on at the end.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()  # only ever held for a few instructions
        self._waiting: deque[Future[None]] = deque()
        self._taken = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn, and keep it until the block ends."""
        mine: Future[None] = Future()
        with self._lock:
            if self._taken:
                self._waiting.append(mine)
            else:
                self._taken = True
                mine.set_result(None)
        try:
            await asyncio.wrap_future(mine)
        except BaseException:
            if not mine.cancel():  # the turn had come in that very moment
                self._pass_on()
            raise
        try:
            yield
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        with self._lock:
            while self._waiting:
                following = self._waiting.popleft()
                if following.set_running_or_notify_cancel():
                    following.set_result(None)
                    return
            self._taken = False
