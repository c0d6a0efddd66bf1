"""How much of the caps is left, and when there is more."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.twitter.prices import MICROS
from bot.twitter_settings import TwitterSettings
from db.api_calls import Spent


@dataclass(frozen=True, slots=True)
class Budget:
    """The caps, and what has been spent of them. Days and months are those of UTC."""

    daily: Spent
    """The cap of a day."""
    monthly: Spent
    """The cap of a month."""
    today: Spent
    this_month: Spent

    @classmethod
    def of(cls, settings: TwitterSettings, today: Spent, this_month: Spent) -> "Budget":
        """With the caps of the settings."""
        return cls(
            daily=Spent(settings.daily_calls, round(settings.daily_usd * MICROS)),
            monthly=Spent(settings.monthly_calls, round(settings.monthly_usd * MICROS)),
            today=today,
            this_month=this_month,
        )

    @property
    def left(self) -> Spent:
        """What may still be spent now."""
        day, month = _minus(self.daily, self.today), _minus(self.monthly, self.this_month)
        return Spent(min(day.calls, month.calls), min(day.cost_micros, month.cost_micros))

    def allows(self, wish: Spent) -> bool:
        """Whether so much may be spent now."""
        return _fits(wish, self.left)

    def opens_at(self, wish: Spent, now: datetime) -> datetime:
        """When the cap that stands in the way begins anew."""
        if _fits(wish, _minus(self.monthly, self.this_month)):
            return _midnight(now) + timedelta(days=1)
        return _midnight((now.astimezone(UTC).replace(day=1) + timedelta(days=32)).replace(day=1))


def month_of(day: str) -> str:
    """The first day of a day's month."""
    return f"{day[:7]}-01"


def _fits(wish: Spent, room: Spent) -> bool:
    return wish.calls <= room.calls and wish.cost_micros <= room.cost_micros


def _minus(cap: Spent, spent: Spent) -> Spent:
    return Spent(cap.calls - spent.calls, cap.cost_micros - spent.cost_micros)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
