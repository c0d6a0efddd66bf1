"""How long an event loop kept everybody waiting."""

import asyncio
import time

TICK_S = 0.005


class LoopWatch:
    """Wakes up all the time, and notes by how much it was late."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        """By the clock: the longest time in which the loop ran nothing else, or was not run itself."""
        self.longest_work_s = 0.0
        """The most processor time that the loop's thread used in between: what is our own doing."""

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            slept_at, worked_s = time.monotonic(), time.thread_time()
            await asyncio.sleep(TICK_S)
            self.longest_s = max(self.longest_s, time.monotonic() - slept_at - TICK_S)
            self.longest_work_s = max(self.longest_work_s, time.thread_time() - worked_s)

    def begin_anew(self) -> None:
        """Forget what was."""
        self.longest_s = self.longest_work_s = 0.0
