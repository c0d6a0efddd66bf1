"""Where the prompt of a slot comes from: members, the own list, the shipped one, or the best of yesterday."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.pipeline.request import SCHEDULE
from bot.prompts.daily import prompts_for
from bot.schedule.gist import gist
from db import daily, library, people, suggestions
from db.jobs import Job
from db.schedules import PromptSource, Schedule

READ_LIMIT = 1_000
"""Most prompts that one source offers."""

_BEST_LIMIT = 50
_DAY = timedelta(days=1)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prompt that a slot may take, if the filter still allows it."""

    text: str
    source: PromptSource
    suggestion_id: int | None = None


async def choose(
    session: AsyncSession, schedule: Schedule, local_day: date, *, hidden: Collection[str] = ()
) -> list[Candidate]:
    """What the schedule's slot of a day may take, the best choice first, each prompt once.

    Its sources come in their order; of its own list, what was never taken or the longest ago comes first.
    What was taken on that day or within `repeat_days` before comes after all else, the longest ago first, so
    that there is something to take when everything has been used.

    Args:
        session: reads only.
        schedule: whose slot it is.
        local_day: the slot's day in the schedule's zone.
        hidden: channels of the server whose pictures are not for everyone, as age-restricted ones.
    """
    taken = await _taken(session, schedule)
    used_since = _midnight(schedule, local_day - schedule.repeat_days * _DAY)
    found: dict[str, Candidate] = {}
    for source in schedule.prompt_sources:
        offered = await _offered(session, schedule, source, local_day, hidden)
        if source is PromptSource.OWN:
            offered.sort(key=lambda candidate: taken.get(gist(candidate.text), _NEVER))
        for candidate in offered:
            found.setdefault(gist(candidate.text), candidate)
    fresh = [candidate for key, candidate in found.items() if taken.get(key, _NEVER) < used_since]
    stale = sorted((key for key in found if taken.get(key, _NEVER) >= used_since), key=lambda key: taken[key])
    if stale and not fresh:
        log.warning("every prompt was used lately", schedule=schedule.id, repeat_days=schedule.repeat_days)
    return fresh + [found[key] for key in stale]


async def _taken(session: AsyncSession, schedule: Schedule) -> dict[str, datetime]:
    """When each prompt, by its gist, was last taken, as far as that is remembered."""
    return {gist(prompt): at for at, prompt in await daily.taken_since(session, schedule.id, _NEVER)}


async def _offered(
    session: AsyncSession,
    schedule: Schedule,
    source: PromptSource,
    day: date,
    hidden: Collection[str],
) -> list[Candidate]:
    match source:
        case PromptSource.SUGGESTIONS:
            ready = await suggestions.ready(session, schedule.id, READ_LIMIT)
            return [Candidate(one.suggestion.text, source, one.suggestion.id) for one in ready]
        case PromptSource.OWN:
            own = await suggestions.own_list(session, schedule.id, READ_LIMIT)
            return [Candidate(one.text, source, one.id) for one in own]
        case PromptSource.SHIPPED:
            return [Candidate(text, source) for text in prompts_for(day, str(schedule.id))]
        case PromptSource.BEST:
            return [Candidate(job.prompt, source) async for job in _best(session, schedule, day, hidden)]


async def _best(
    session: AsyncSession, schedule: Schedule, day: date, hidden: Collection[str]
) -> AsyncIterator[Job]:
    """What members liked best of what they asked for the day before; nothing that is not for everyone."""
    if schedule.server is None:
        return
    start, end = _midnight(schedule, day - _DAY), _midnight(schedule, day)
    liked = await library.best(session, schedule.front, schedule.server, start, _BEST_LIMIT, hidden=hidden)
    for job, _votes in liked:
        for_everyone = not job.spoiler and job.picture_level != daily.FOR_ADULTS
        if job.created_at < end and for_everyone and job.platform != SCHEDULE:
            person = await people.get(session, job.platform, job.requester_id)
            if person.opted_out_at is None and person.unranked_at is None:
                yield job


def _midnight(schedule: Schedule, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(schedule.zone)).astimezone(UTC)
