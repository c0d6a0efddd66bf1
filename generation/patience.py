"""Asking again after failures that pass."""

import asyncio

from generation.errors import GenerationError, ServiceBusyError, ServiceUnavailableError

TRIES = 3
BUSY_TRIES = 6
"""In a row: a service that is merely busy costs nobody anything."""
LONGEST_WAIT_S = 60.0
"""Services mostly limit how often one may ask in a minute. Longer waits are for the queue."""


async def wait_or_raise(error: GenerationError, failures: int, first_wait_s: float) -> None:
    """Wait as long as is fit after so many failures in a row, of which this is the newest.

    Args:
        first_wait_s: after the first failure, unless the service asks for longer; it doubles each time.

    Raises:
        GenerationError: the same, if it is time to give up.
    """
    asked_s = error.retry_after_s if isinstance(error, ServiceUnavailableError) else None
    wait_s = max(asked_s or 0.0, first_wait_s * 2 ** (failures - 1))
    tries = BUSY_TRIES if isinstance(error, ServiceBusyError) else TRIES
    if failures >= tries or wait_s > LONGEST_WAIT_S:
        raise error
    await asyncio.sleep(wait_s)
