"""Whether a request becomes a job, and what the person is told if not."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import IntegrityError

from bot.errors import BadRequestError, StorageError
from bot.pipeline import quota
from bot.pipeline.bell import Bell
from bot.pipeline.front import Front
from bot.pipeline.judge import Judge
from bot.pipeline.reading import read
from bot.pipeline.request import Request
from bot.settings import Settings
from db import jobs, people, refusals, servers
from db.errors import DatabaseError
from db.jobs import Job, NewJob
from db.refusals import Refusal
from db.servers import ServerChoices
from db.session import Database
from generation.errors import GenerationError
from moderation.text import TextFilter

_MODELS_TIMEOUT_S = 3.0
_SHOWN_CHARS = 100

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Acceptor:
    """Turns requests into jobs. `models` asks the generation service which models it has."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        text_filter: TextFilter,
        fronts: Mapping[str, Front],
        models: Callable[[], Awaitable[Collection[str]]],
        bell: Bell,
    ) -> None:
        self._settings = settings
        self._database = database
        self._judge = Judge(settings.moderation, text_filter, database)
        self._fronts = fronts
        self._models = models
        self._bell = bell

    async def accept(self, request: Request) -> Job:
        """Check a request and write its job. The same front and source id again give the same job.

        Raises:
            RefusedError: an opt-out, a ban or the filter says no; moderators can read it.
            PlaceError: the result could not be posted.
            BadRequestError: prompt, seed, model or captions can't be taken as they are.
            QuotaError: too many jobs, of this requester or in all.
            StorageError: the database can't be read or written.
        """
        try:
            return await self._accept(request)
        except DatabaseError as error:
            raise StorageError(str(error)) from error

    async def models(self) -> Collection[str]:
        """The names of all models that a request may ask for; none if the service can't tell now."""
        try:
            async with asyncio.timeout(_MODELS_TIMEOUT_S):
                return await self._models()
        except (GenerationError, TimeoutError):
            return ()

    async def _accept(self, request: Request) -> Job:
        who, place = request.requester, request.place
        async with self._database.reading() as session:
            job = await jobs.by_source(session, place.front, request.source_id)
            person = await people.get(session, who.platform, who.id)
            chosen = (
                await servers.choices(session, place.front, place.server) if place.server else ServerChoices()
            )
        if job:
            return job
        await self._judge.check_person(request, person)
        await self._fronts[place.front].check_place(place)
        new = await asyncio.to_thread(
            read, request, self._settings.limits.prompt_chars, self._settings.generation.model
        )
        await self._check_model(new.model)
        review = await self._judge.check_text(request, new, chosen.policy)
        try:
            job, is_new = await self._write(new, review)
        except IntegrityError:  # two processes have met the same event at once, and the other was first
            job, is_new = await self._write(new, review)
        if is_new:
            log.info("job accepted", job=job.id, front=job.front, model=job.model)
            self._bell.ring()
        return job

    async def _check_model(self, name: str) -> None:
        if name == self._settings.generation.model:
            return
        known = await self.models()
        if known and name not in known:  # if nobody knows now, the job waits for the service anyway
            raise BadRequestError(
                f"There is no model {name[:_SHOWN_CHARS]!r}; there are {', '.join(sorted(known))}."
            )

    async def _write(self, new: NewJob, review: Refusal | None) -> tuple[Job, bool]:
        """The job of this event, and whether it is new."""
        now = datetime.now(UTC)
        async with self._database.session() as session:
            await jobs.lock_requester(session, new.platform, new.requester_id)
            job = await jobs.by_source(session, new.front, new.source_id)
            if job:
                return job, False
            await quota.check(session, self._settings.limits, new.platform, new.requester_id, now)
            job = await jobs.insert_job(session, new, now)
            if review:
                await refusals.record(session, replace(review, job_id=job.id))
            return job, True
