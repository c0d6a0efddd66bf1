"""Makes a job of a slot: finds a prompt that the filter allows, and has it accepted."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, RefusedError
from bot.pipeline.accept import Acceptor, Also
from bot.pipeline.request import SCHEDULE, Options, Place, Request, Requester
from bot.schedule import calendar
from bot.schedule.calendar import Rule
from bot.schedule.sources import Candidate
from bot.schedule.stage import Stage
from bot.schedule_settings import ScheduleSettings
from db import contests, jobs, slots
from db.contests import ContestKind, NewContest
from db.jobs import Job, Priority
from db.schedules import Schedule
from db.session import Database
from db.slots import Slot

NO_PROMPT = "There is no prompt to take."
_TRIED = 30
"""Candidates that are tried at once, so that a filter that allows nothing ends some time."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Choose(Protocol):
    """As `bot.schedule.sources.choose`."""

    async def __call__(
        self, session: AsyncSession, schedule: Schedule, local_day: date, *, hidden: Collection[str] = ()
    ) -> list[Candidate]:
        """What a slot may take, the best choice first."""


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts slots of schedules on `stages`: those of the fronts that this process serves, by name."""

    settings: ScheduleSettings
    database: Database
    acceptor: Acceptor
    stages: Mapping[str, Stage]
    choose: Choose
    now: Callable[[], datetime] = utc_now

    async def post(self, schedule: Schedule, slot: Slot) -> Job:
        """Have the job of a slot accepted. With it, in one transaction, the slot ends and its contest begins.

        Raises:
            NonetError: there is no prompt that may be taken, no place for it, or something is out of order.
            DatabaseError: the database can't be read.
            LeaseLostError: another process has taken the slot, and nothing was written.
        """
        stage = self.stages[schedule.front]
        place = stage.place(schedule)
        day = calendar.local_day(Rule.of(schedule), slot.at)
        async with self.database.reading() as session:
            hidden = stage.hidden_channels(schedule)
            candidates = await self.choose(session, schedule, day, hidden=hidden)
        refusal = ""
        for candidate in candidates[:_TRIED]:
            try:
                return await self._accept(schedule, slot, candidate, place)
            except (RefusedError, BadRequestError) as error:
                refusal = f" The last was refused: {error}"
                passed = {"source": candidate.source, "suggestion": candidate.suggestion_id}
                log.warning("prompt passed over", schedule=schedule.id, why=str(error), **passed)
        raise BadRequestError(NO_PROMPT + refusal)

    async def alert(self, schedule: Schedule, reason: str) -> None:
        """Tell those who look after the schedule that a slot was given up."""
        await self.stages[schedule.front].alert(schedule, reason)

    async def _accept(self, schedule: Schedule, slot: Slot, candidate: Candidate, place: Place) -> Job:
        request = Request(
            source_id=f"slot:{schedule.id}:{slot.at.isoformat()}",
            prompt=candidate.text,
            requester=Requester(platform=SCHEDULE, id=str(schedule.id), name="Nonet"),
            place=place,
            options=Options(style=schedule.style),
            priority=Priority.LOW,  # people wait for theirs
            place_is_chosen=True,
        )
        return await self.acceptor.accept(request, self._also(schedule, slot, candidate, request))

    def _also(self, schedule: Schedule, slot: Slot, candidate: Candidate, request: Request) -> Also:
        async def write(session: AsyncSession) -> None:
            job = await jobs.by_source(session, request.place.front, request.source_id)
            assert job is not None  # it was written a moment ago
            now = self.now()
            await slots.accepted(
                session,
                slot,
                job.id,
                prompt=job.prompt,
                source=candidate.source,
                suggestion_id=candidate.suggestion_id,
                now=now,
            )
            contest = _contest_of(schedule, job, self.settings.entries_each, now)
            if contest:
                await contests.insert_contest(session, contest)

        return write


def _contest_of(schedule: Schedule, job: Job, entries_each: int, now: datetime) -> NewContest | None:
    """The contest around a slot's job; one without a vote has just a thread."""
    if schedule.server is None or schedule.channel is None:
        return None
    if not (schedule.thread or schedule.vote_hours):
        return None
    return NewContest(
        kind=ContestKind.DAILY,
        front=schedule.front,
        server=schedule.server,
        channel=schedule.channel,
        schedule_id=schedule.id,
        job_id=job.id,
        theme=job.prompt,
        entries_each=entries_each,
        winner_role=schedule.winner_role,
        opens_at=now,
        closes_at=now + timedelta(hours=schedule.vote_hours or 0),
    )
