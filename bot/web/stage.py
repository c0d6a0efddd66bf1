"""The web page as a stage: its prompts of the day are at /today."""

import structlog

from bot.pipeline.request import Place
from bot.web.front import PAGE, WEB
from db.schedules import Schedule

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class WebStage:
    """Shows by existing, as the front does: /today has the pictures as soon as the row says `rendered`."""

    name = WEB

    def place(self, schedule: Schedule) -> Place:
        """The page."""
        return PAGE

    def hidden_channels(self, schedule: Schedule) -> tuple[str, ...]:
        """A page has no channels."""
        return ()

    async def alert(self, schedule: Schedule, reason: str) -> None:
        """Nobody looks after a page but its operator, who has the log and the admin page."""
        log.warning("no prompt of the day", schedule=schedule.id, reason=reason)
