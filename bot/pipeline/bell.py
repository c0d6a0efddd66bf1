"""How parts of one process wake one another; other processes are heard by polling."""

import asyncio


class Bell:
    """Rung when there may be new work. Listen before you look for work, so that no ring is missed."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who listens."""
        self._rung.set()
        self._rung = asyncio.Event()

    def listen(self) -> asyncio.Event:
        """An event that the next ring sets."""
        return self._rung


async def wait_until(event: asyncio.Event, timeout_s: float) -> bool:
    """Wait for an event, but not longer than that; whether it came."""
    try:
        async with asyncio.timeout(timeout_s):
            await event.wait()
    except TimeoutError:
        return False
    return True
