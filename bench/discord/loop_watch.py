"""How long an event loop kept everybody waiting, and with what."""

import asyncio
import gc
import sys
import threading
import time
import traceback
from collections import Counter

TICK_S = 0.005
LONG_S = 0.05
"""From when on a silence is looked into."""
_LIBRARIES = "site-packages"


class LoopWatch:
    """Wakes up all the time, and notes by how much it was late. A thread beside it sees what runs then."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        """By the clock: the longest time in which the loop ran nothing else, or was not run itself."""
        self.longest_work_s = 0.0
        """The most processor time that the loop's thread used in between: what is our own doing."""
        self.longest_collection_s = 0.0
        """The most processor time of one collection of garbage, while nothing else in the process can run."""
        self.suspects: Counter[str] = Counter()
        """What was seen running in long silences, and how often: the innermost lines, ours first."""
        self._woke_at = time.monotonic()
        self._collecting_since = 0.0

    async def run(self) -> None:
        """Watch until cancelled."""
        over = threading.Event()
        watcher = threading.Thread(target=self._look, args=(threading.get_ident(), over), daemon=True)
        watcher.start()
        gc.callbacks.append(self._time_collection)
        try:
            while True:
                await self._tick()
        finally:
            gc.callbacks.remove(self._time_collection)
            over.set()

    def begin_anew(self) -> None:
        """Forget what was."""
        self.longest_s = self.longest_work_s = self.longest_collection_s = 0.0
        self.suspects.clear()

    async def _tick(self) -> None:
        self._woke_at, worked_s = time.monotonic(), time.thread_time()
        await asyncio.sleep(TICK_S)
        self.longest_s = max(self.longest_s, time.monotonic() - self._woke_at - TICK_S)
        self.longest_work_s = max(self.longest_work_s, time.thread_time() - worked_s)

    def _time_collection(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._collecting_since = time.thread_time()
        else:
            took_s = time.thread_time() - self._collecting_since
            self.longest_collection_s = max(self.longest_collection_s, took_s)

    def _look(self, thread: int, over: threading.Event) -> None:
        while not over.wait(LONG_S / 5):
            if time.monotonic() - self._woke_at > LONG_S:
                frame = sys._current_frames().get(thread)
                self.suspects[_place(traceback.extract_stack(frame))] += 1


def _place(stack: traceback.StackSummary) -> str:
    """The innermost line of code that is no library's, and the innermost of all."""
    inner = stack[-1]
    ours = next((entry for entry in reversed(stack) if _LIBRARIES not in entry.filename), inner)
    return f"{ours.filename}:{ours.lineno} > {inner.filename.rsplit('/', 2)[-1]}:{inner.lineno} {inner.name}"
