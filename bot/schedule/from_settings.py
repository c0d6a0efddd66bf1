"""Schedules that the operator has written into the settings: rows of the database are made to follow them."""

from dataclasses import asdict
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, SettingsError
from bot.schedule.service import checked
from bot.schedule_settings import DAYS, PromptSettings
from bot.settings import Settings
from db import schedules
from db.schedules import NewSchedule

DEFAULT = "daily"
"""The name of the schedule of the web page that there is by default."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def schedules_of(settings: Settings) -> list[NewSchedule]:
    """The schedules that the settings ask for, the default one among them.

    Raises:
        SettingsError: a time or zone is none; the message names the setting.
    """
    wanted = dict(settings.schedule.prompts)
    by_default = settings.web.enabled and settings.schedule.web_prompt
    if by_default and all(one.front != "web" for one in wanted.values()):
        wanted.setdefault(DEFAULT, PromptSettings())
    return [_read(name, chosen) for name, chosen in wanted.items()]


async def follow_settings(session: AsyncSession, wanted: list[NewSchedule], now: datetime) -> None:
    """Make, change and remove schedules so that those of the settings are there. Whether they rest stays."""
    there = {one.config_name: one for one in await schedules.all_of_house(session) if one.config_name}
    for new in wanted:
        current = there.pop(new.config_name or "", None)
        if current is None:
            made = await schedules.add(session, new, now)
            log.info("schedule made", schedule=made.id, setting=new.config_name)
        elif any(getattr(current, name) != value for name, value in asdict(new).items()):
            await schedules.change(session, current.id, now, **asdict(new))
            log.info("schedule changed", schedule=current.id, setting=new.config_name)
    for gone in there.values():
        await schedules.remove(session, gone.id)
        log.info("schedule removed", schedule=gone.id, setting=gone.config_name)


def _read(name: str, chosen: PromptSettings) -> NewSchedule:
    on_server = chosen.front == "discord"
    new = NewSchedule(
        config_name=name,
        name=name,
        front=chosen.front,
        server=chosen.server if on_server else None,
        channel=chosen.channel if on_server else None,
        clock=chosen.time,
        zone=chosen.zone,
        weekdays="".join(str(DAYS.index(day) + 1) for day in chosen.weekdays),
        sources=",".join(chosen.sources),
        repeat_days=chosen.repeat_days,
        style=chosen.style,
        thread=chosen.thread and on_server,
        vote_hours=chosen.vote_hours if on_server else None,
        winner_role=chosen.winner_role or None if on_server else None,
        on_twitter=chosen.on_twitter,
    )
    try:
        return checked(new)
    except BadRequestError as error:
        raise SettingsError(f"Setting schedule.prompts.{name}: {error}") from error
