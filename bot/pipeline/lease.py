"""Work that another process takes over if this one dies: heartbeats, and stopping when it is lost."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog

from bot.pipeline.bell import wait_until
from db.errors import DatabaseError, LeaseLostError

Result = TypeVar("Result")

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def under_lease(
    work: Coroutine[Any, Any, Result],
    renew: Callable[[], Awaitable[None]],
    every_s: float,
    ended: asyncio.Event | None = None,
) -> Result:
    """Do the work, and renew its lease every so often.

    Raises:
        LeaseLostError: the work was stopped, because `renew` raised this or because of `ended`.
    """
    try:
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(_keep_renewing(renew, every_s, ended or asyncio.Event()))
            result = await work
            renewing.cancel()
    except BaseExceptionGroup as errors:
        task = asyncio.current_task()
        if task and task.cancelling():  # which a group forgets, before Python 3.13, when it ends just then
            raise asyncio.CancelledError from errors
        error = errors.exceptions[0]  # of the two, one has failed and the other was cancelled
        raise error from error.__cause__
    return result


async def _keep_renewing(renew: Callable[[], Awaitable[None]], every_s: float, ended: asyncio.Event) -> None:
    while not await wait_until(ended, every_s):
        try:
            await renew()
        except DatabaseError as error:
            log.warning("lease not renewed", error=str(error))  # it lasts a while, and the next may succeed
    raise LeaseLostError("The work has ended elsewhere.")
