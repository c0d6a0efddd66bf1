"""Several streams read at once."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


async def side_by_side(
    streams: Iterable[AsyncGenerator[Item, None]], limit: int
) -> AsyncGenerator[Item, None]:
    """The items of all streams as they come; at most `limit` streams are begun and not at their end.

    What one of them raises ends it all. Closing the generator closes those that are begun.
    """
    waiting = iter(streams)
    reading: dict[asyncio.Task[Item | None], AsyncGenerator[Item, None]] = {}
    try:
        while True:
            for stream in islice(waiting, limit - len(reading)):
                reading[_next(stream)] = stream
            if not reading:
                return
            done, _ = await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                item = task.result()
                stream = reading.pop(task)
                if item is not None:
                    reading[_next(stream)] = stream
                    yield item
    finally:
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
        for stream in reading.values():
            await stream.aclose()


def _next(stream: AsyncGenerator[Item, None]) -> "asyncio.Task[Item | None]":
    async def read() -> Item | None:
        return await anext(stream, None)

    return asyncio.create_task(read())
