"""The only thing that schedules know of a front."""

from collections.abc import Collection
from typing import Protocol

from bot.pipeline.request import Place
from db.schedules import Schedule


class Stage(Protocol):
    """Where the prompts of the day of one front are posted."""

    name: str
    """As in `Place.front`."""

    def place(self, schedule: Schedule) -> Place:
        """Where a schedule's next slot goes. Raises `PlaceError` if that can't be told now."""

    def hidden_channels(self, schedule: Schedule) -> Collection[str]:
        """Channels of its server from which nothing is taken for everyone's eyes, as age-restricted ones."""

    async def alert(self, schedule: Schedule, reason: str) -> None:
        """Tell those who look after it, where they want to be told, that a slot was given up.

        It is called once for each such slot, and raises nothing if that can't be told.
        """
