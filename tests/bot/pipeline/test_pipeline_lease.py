"""Work under a lease, and the bell that wakes who waits for work."""

import asyncio

import pytest

from bot.pipeline.bell import Bell, wait_until
from bot.pipeline.lease import under_lease
from db.errors import DatabaseError, LeaseLostError

EVERY_S = 0.01


async def forever() -> None:
    await asyncio.Event().wait()


async def test_work_gives_its_result_and_is_renewed_meanwhile() -> None:
    renewed = asyncio.Event()

    async def renew() -> None:
        renewed.set()

    async def work() -> str:
        await renewed.wait()
        return "done"

    assert await under_lease(work(), renew, EVERY_S) == "done"


async def test_a_lost_lease_stops_the_work() -> None:
    async def renew() -> None:
        raise LeaseLostError

    with pytest.raises(LeaseLostError):
        await under_lease(forever(), renew, EVERY_S)


async def test_a_database_that_fails_for_a_while_does_not() -> None:
    calls = 0
    enough = asyncio.Event()

    async def renew() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            enough.set()
        raise DatabaseError("It is locked.")

    async def work() -> str:
        await enough.wait()
        return "done"

    assert await under_lease(work(), renew, EVERY_S) == "done"


async def test_an_end_elsewhere_stops_the_work_at_once() -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().call_soon(ended.set)

    async def renew() -> None:
        raise AssertionError("too late")

    with pytest.raises(LeaseLostError):
        await under_lease(forever(), renew, 3_600.0, ended)


async def test_the_works_own_error_comes_out_with_its_cause() -> None:
    async def renew() -> None:
        """Never reached."""

    async def work() -> None:
        raise ValueError("wrong") from OSError("deeper")

    with pytest.raises(ValueError, match="wrong") as caught:
        await under_lease(work(), renew, EVERY_S)
    assert isinstance(caught.value.__cause__, OSError)


async def test_a_ring_between_listening_and_waiting_is_heard() -> None:
    bell = Bell()
    rung = bell.listen()
    bell.ring()
    assert await wait_until(rung, 3_600.0)
    assert not await wait_until(bell.listen(), 0.001)
