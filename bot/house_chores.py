"""The chores of a Nonet: what is done at set times that nobody asks for."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from bot.image_store import ImageStore
from bot.pipeline.mend import GIVEN_UP
from bot.pipeline.retention import Retention
from bot.schedule.chores import Chore
from bot.settings import Settings
from db import api_calls, ballots, contests, queue, slots
from db.session import Database

_AT_ONCE = 500  # so that no transaction keeps other writers waiting
_MICROS, _MEGABYTE = 1_000_000, 1_000_000
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def house_chores(settings: Settings, database: Database, image_store: ImageStore) -> list[Chore]:
    """All chores of a Nonet with these settings."""

    async def feeds() -> str:
        from bot.web.feeds import Feeds  # late: `nonet schedule list` needs no web page

        return await Feeds(settings, database).build()

    chores = [
        Chore("retention", "old pictures go", _HOUR, Retention(settings, database, image_store).tidy),
        Chore(
            "leases", "jobs of dead workers go back", 5 * _MINUTE, lambda: _sweep_leases(settings, database)
        ),
        Chore(
            "history", "old slots and votes go", _DAY, lambda: _forget_history(settings, database), 3 * _HOUR
        ),
        Chore("vacuum", "the database is tidied up", _DAY, lambda: _vacuum(database), 4 * _HOUR),
    ]
    if settings.web.enabled:
        chores.append(Chore("feeds", "RSS and Atom of /today", 15 * _MINUTE, feeds))
    if settings.twitter.enabled:
        chores.append(
            Chore("costs", "what X has cost, in the log", _DAY, lambda: _report_costs(settings, database))
        )
    return chores


async def _sweep_leases(settings: Settings, database: Database) -> str:
    """Workers do so too, but not while all of them are busy."""
    now, attempts = datetime.now(UTC), settings.queue.attempts
    async with database.session() as session:
        given_up = await queue.take_back_expired(session, now, attempts, GIVEN_UP)
    return f"{len(given_up)} jobs given up"


async def _forget_history(settings: Settings, database: Database) -> str:
    now, kept_for = datetime.now(UTC), timedelta(days=settings.schedule.history_days)
    old_slots = await _forget_some(database, partial(slots.forget, now=now, kept_for=kept_for))
    old_contests = await _forget_some(database, partial(ballots.forget, before=now - kept_for))
    async with database.session() as session:
        await contests.sweep(session, datetime.now(UTC))
    return f"{old_slots} slots forgotten, and the votes of {old_contests} contests"


async def _forget_some(database: Database, forget: Callable[..., Awaitable[int]]) -> int:
    """Forget in small pieces, so that no transaction keeps other writers waiting."""
    forgotten = 0
    while True:
        async with database.session() as session:
            some = await forget(session, limit=_AT_ONCE)
        forgotten += some
        if some < _AT_ONCE:
            return forgotten


async def _vacuum(database: Database) -> str:
    return f"{await database.tidy() / _MEGABYTE:.1f} MB given back"


async def _report_costs(settings: Settings, database: Database) -> str:
    today = datetime.now(UTC)
    yesterday = api_calls.day_of(today - _DAY)
    async with database.reading() as session:
        day = await api_calls.spent_on(session, yesterday)
        month = await api_calls.spent_since(session, f"{today:%Y-%m}-01")
    usd, month_usd = day.cost_micros / _MICROS, month.cost_micros / _MICROS
    log.info("costs of X", day=yesterday, usd=usd, calls=day.calls, month_usd=month_usd)
    limit_usd = settings.twitter.monthly_usd
    return f"{yesterday}: {usd:.2f} USD, {day.calls:,} calls; month: {month_usd:.2f} of {limit_usd:.2f} USD"
