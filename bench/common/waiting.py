"""Waiting for something that happens elsewhere."""

import asyncio
import time
from collections.abc import Callable

LOOK_EVERY_S = 0.01


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Return when the condition holds. Raises TimeoutError, naming it, if that takes longer."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{condition.__qualname__} did not come true in {seconds:g} s")
        await asyncio.sleep(LOOK_EVERY_S)
