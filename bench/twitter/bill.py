"""What X charges for what it did. Prices of November 2026, in dollars, from X's page "Pricing"."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

MICROS = 1_000_000


class Price(StrEnum):
    """What is charged, as the bill names it."""

    ACCOUNT = "account read"
    MENTION = "mention read"
    OWN_POST = "own post read"
    OTHER_POST = "other post read"
    ALT_TEXT = "alt text"
    REPLY = "reply to whoever mentioned us"
    POST = "post"
    LINK = "post or reply with a link"


PRICES = {
    Price.ACCOUNT: 0.010,
    Price.MENTION: 0.001,
    Price.OWN_POST: 0.001,
    Price.OTHER_POST: 0.005,
    Price.ALT_TEXT: 0.005,
    Price.REPLY: 0.010,
    Price.POST: 0.015,
    Price.LINK: 0.200,
}


class Bill:
    """Counts what is charged; what is read again on one day (UTC) costs nothing."""

    def __init__(self) -> None:
        self.charged: Counter[Price] = Counter()
        self._read: set[tuple[str, int]] = set()

    @property
    def dollars(self) -> float:
        """All of it."""
        return sum(round(PRICES[what] * MICROS) * count for what, count in self.charged.items()) / MICROS

    def charge(self, what: Price) -> None:
        """Something was done."""
        self.charged[what] += 1

    def read(self, what: Price, ids: Iterable[int], day: str) -> None:
        """These were read."""
        new = {(day, one) for one in ids} - self._read
        self._read |= new
        self.charged[what] += len(new)
