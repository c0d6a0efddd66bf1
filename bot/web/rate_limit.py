"""How often one key may do something, within this process."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

KEYS_LIMIT = 10_000


class RateLimit:
    """At most `times` in `period_s` seconds for each key; remembers the `KEYS_LIMIT` newest keys."""

    def __init__(self, times: int, period_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._times = times
        self._period_s = period_s
        self._clock = clock
        self._used: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Count one use, and tell whether it was still allowed."""
        now = self._clock()
        used = self._used.setdefault(key, deque(maxlen=self._times))
        self._used.move_to_end(key)
        if len(self._used) > KEYS_LIMIT:
            self._used.popitem(last=False)
        if len(used) == self._times and now - used[0] < self._period_s:
            return False
        used.append(now)
        return True
