"""How long a painting will take, judged by those that were painted before."""

from typing import NamedTuple

NEWEST_WEIGHT = 0.5
"""How much the newest painting counts against all before it: machines get busy and free again."""


class Kind(NamedTuple):
    """Paintings of one kind take about equally long."""

    model: str
    n: int
    partial_images: int
    given: int = 0
    """Tokens of each sample that need not be drawn."""
    kept_percent: int = 0
    """How much of a picture need not be drawn either."""


class Pace:
    """Learns the seconds that each kind of painting takes."""

    def __init__(self) -> None:
        self._seconds: dict[Kind, float] = {}

    def learn(self, kind: Kind, seconds: float) -> None:
        """Take in how long a painting took."""
        known = self._seconds.get(kind, seconds)
        self._seconds[kind] = known + NEWEST_WEIGHT * (seconds - known)

    def expected_s(self, kind: Kind) -> float:
        """Seconds that a painting of this kind will take; 0.0 while nothing is known.

        A kind not seen yet borrows from the most alike one of its model, in proportion to the samples,
        and a model not seen yet from the most alike kind of any other.
        """
        if not self._seconds:
            return 0.0
        alike = min(self._seconds, key=lambda known: _difference(known, kind))
        return self._seconds[alike] * kind.n / alike.n

    def remaining_s(self, kind: Kind, share_done: float, elapsed_s: float) -> float:
        """Seconds that a painting under way still needs.

        The more of it is done, the more its own speed counts against that of earlier ones:
        total = (1 - share) * expected + share * (elapsed / share), of which 1 - share remains.
        """
        return (1 - share_done) * ((1 - share_done) * self.expected_s(kind) + elapsed_s)


def _difference(known: Kind, wanted: Kind) -> tuple[bool, int, int, int, int]:
    return (
        known.model != wanted.model,
        abs(known.n - wanted.n),
        abs(known.given - wanted.given),
        abs(known.kept_percent - wanted.kept_percent),
        abs(known.partial_images - wanted.partial_images),
    )
