"""What a model's work costs in seconds, learned while it works."""

from bisect import bisect_left

KEPT_A_STEP = 1 - 1 / 512
"""What is known counts so much less after each step: machines get busy and free again."""
NEWEST_WEIGHT = 0.3
"""How much the newest beginning, drawing or loading counts against all before it."""
ONE_OFF = 5.0
"""A step so many times longer than expected was held up by something that will not come again."""
FIXED_SHARE = 0.5
"""Of a step's time, what does not grow with the rows; a guess, while one count of rows was seen."""
GROWTH = 0.3
"""How much longer the last step is than the first, with more to attend to; a guess, for image tokens."""
GUESS_STEPS = 32
"""The guess of the growth counts like so many steps of a painting that were seen."""
SPREAD = 0.29
"""Standard deviation of a painting's depth over its steps, evenly from 0 to 1: 1 / sqrt(12)."""


class Smooth:
    """A number that follows what is seen of it."""

    def __init__(self) -> None:
        self._value: float | None = None

    def learn(self, seen: float) -> None:
        """Follow what was seen."""
        self._value = seen if self._value is None else self._value + NEWEST_WEIGHT * (seen - self._value)

    def or_else(self, guess: float) -> float:
        """Its value, or the guess while nothing was seen."""
        return guess if self._value is None else self._value


class _Mean:
    """Running means of the depth and the seconds of steps with one count of rows."""

    def __init__(self) -> None:
        self.weight = self.depth = self.seconds = 0.0


class Pace:
    """Learns how long one model takes for what it does.

    A step's seconds = base(rows) + slope * depth. The rows are the samples that step; the depth is how far
    they have come, each from 0 to 1, all together, for the further, the more there is to attend to. The base
    is a table over the counts of rows that were seen, as models pad and block their rows. The slope is one
    number, fitted by least squares to the differences within each count of rows.
    """

    def __init__(self) -> None:
        self.begin_s = Smooth()
        """Seconds until a painting has begun: reading the prompt."""
        self.draw_s = Smooth()
        """Seconds of drawing for each sample."""
        self.load_s = Smooth()
        """Seconds until the model is loaded."""
        self.steps = 0
        """Of a whole painting; 0 while unknown."""
        self.grows = False
        """Whether steps take longer as a painting goes on, to begin with; what is seen counts soon."""
        self._means: dict[int, _Mean] = {}
        self._rows: list[int] = []  # the keys of _means, sorted
        self._depth_depth = self._depth_seconds = 0.0  # sums of products of differences from the means

    @property
    def known(self) -> bool:
        """Whether any step was seen."""
        return bool(self._rows)

    def learn_step(self, rows: int, depth: float, seconds: float) -> None:
        """Take in how long a step took."""
        if rows not in self._means:
            self._means[rows] = _Mean()
            self._rows = sorted(self._means)
        elif self._means[rows].weight > 2:
            seconds = min(seconds, ONE_OFF * self.step_s(rows, depth))
        mean = self._means[rows]
        mean.weight = mean.weight * KEPT_A_STEP + 1
        off = depth - mean.depth
        mean.depth += off / mean.weight
        mean.seconds += (seconds - mean.seconds) / mean.weight
        self._depth_depth = self._depth_depth * KEPT_A_STEP + off * (depth - mean.depth)
        self._depth_seconds = self._depth_seconds * KEPT_A_STEP + off * (seconds - mean.seconds)

    def step_s(self, rows: int, depth: float) -> float:
        """Seconds that a step will take; 0.0 while nothing is known."""
        if not self._rows:
            return 0.0
        return self._between_s(rows) + self._slope_s(rows) * depth

    def _between_s(self, rows: int) -> float:
        """The base of a count of rows, on a line between or beyond those that were seen."""
        index = bisect_left(self._rows, rows)
        if index < len(self._rows) and self._rows[index] == rows:
            return self._base_s(rows)
        if 0 < index < len(self._rows):
            low, high = self._rows[index - 1 : index + 1]
            share = (rows - low) / (high - low)
            return (1 - share) * self._base_s(low) + share * self._base_s(high)
        nearest = self._rows[0 if index == 0 else -1]
        return self._base_s(nearest) + (rows - nearest) * self._row_s(nearest)

    def _row_s(self, nearest: int) -> float:
        """What a row more takes, beyond the counts that were seen."""
        low, high = self._rows[0], self._rows[-1]
        proportional = self._base_s(nearest) / nearest
        if low == high:
            return (1 - FIXED_SHARE) * proportional
        return min(proportional, max(0.0, (self._base_s(high) - self._base_s(low)) / (high - low)))

    def _base_s(self, rows: int) -> float:
        mean = self._means[rows]
        return max(0.0, mean.seconds - self._slope_s(rows) * mean.depth)

    def _slope_s(self, rows: int) -> float:
        nearest = self._means.get(rows) or self._means[min(self._rows, key=lambda known: abs(known - rows))]
        guess = GROWTH * nearest.seconds / rows if self.grows else 0.0
        weight = GUESS_STEPS * (SPREAD * rows) ** 2
        return max(0.0, (self._depth_seconds + weight * guess) / (self._depth_depth + weight))
