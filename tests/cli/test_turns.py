"""The queue at the arm: in order, left when cancelled, across event loops."""

from __future__ import annotations

import asyncio
import threading

import pytest

from cli.turns import OneAtATime


def test_first_come_first_served_and_never_two_at_once() -> None:
    async def all_of_them() -> list[str]:
        queue, told = OneAtATime(), list[str]()

        async def one(name: str) -> None:
            async with queue.turn():
                told.append(f"{name} in")
                await asyncio.sleep(0)
                told.append(f"{name} out")

        await asyncio.gather(*(one(name) for name in "abc"))
        return told

    assert asyncio.run(all_of_them()) == ["a in", "a out", "b in", "b out", "c in", "c out"]


def test_one_cancelled_while_waiting_does_not_keep_the_turn() -> None:
    async def main() -> bool:
        queue, inside = OneAtATime(), asyncio.Event()

        async def waiting() -> None:
            async with queue.turn():
                inside.set()

        async with queue.turn():
            first, second = asyncio.create_task(waiting()), asyncio.create_task(waiting())
            await asyncio.sleep(0)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            assert not inside.is_set()
        await second
        async with queue.turn():
            return inside.is_set()

    assert asyncio.run(asyncio.wait_for(main(), 30))


def test_one_cancelled_as_its_turn_comes_passes_it_on() -> None:
    async def main() -> None:
        queue = OneAtATime()

        async def waiting() -> None:
            async with queue.turn():
                raise AssertionError("it was cancelled")

        async with queue.turn():
            late = asyncio.create_task(waiting())
            await asyncio.sleep(0)
        late.cancel()  # the turn is its own by now, but it has not woken up yet
        with pytest.raises(asyncio.CancelledError):
            await late
        async with queue.turn():
            pass

    asyncio.run(asyncio.wait_for(main(), 30))


def test_an_error_inside_passes_the_turn_on() -> None:
    async def main() -> None:
        queue = OneAtATime()
        with pytest.raises(ValueError, match="inside"):
            async with queue.turn():
                raise ValueError("inside")
        async with queue.turn():
            pass

    asyncio.run(asyncio.wait_for(main(), 30))


def test_event_loops_of_several_threads_take_turns() -> None:
    queue, inside, most = OneAtATime(), list[int](), list[int]()

    async def some() -> None:
        for _ in range(20):
            async with queue.turn():
                inside.append(1)
                most.append(len(inside))
                await asyncio.sleep(0)
                inside.pop()

    threads = [threading.Thread(target=lambda: asyncio.run(some())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1] * 60
