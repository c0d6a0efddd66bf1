"""Whether a request becomes a job, and what the person is told if not."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, PlaceError, StorageError
from bot.image_store import ImageStore
from bot.pipeline import quota
from bot.pipeline.background import background_of
from bot.pipeline.bell import Bell
from bot.pipeline.bring import Bringer
from bot.pipeline.front import Front
from bot.pipeline.judge import Judge, Trial
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.quota import Rules, rules_for, slowed
from bot.pipeline.reading import read
from bot.pipeline.refuse import Refuser
from bot.pipeline.request import Place, Request, Requester
from bot.settings import Settings
from db import cases, images, jobs, refusals
from db.cases import CaseKind
from db.errors import DatabaseError
from db.images import StoredImage
from db.jobs import Job, NewJob, Priority
from db.refusals import Refusal
from db.session import Database
from generation.errors import GenerationError
from moderation.text import TextFilter

REFUSALS_KEY = "refusals.key"
"""The file in `data_dir` with the key of hashes of prompts that must not be kept."""
_MODELS_TIMEOUT_S = 3.0
_SHOWN_CHARS = 100

Also = Callable[[AsyncSession], Awaitable[object]]
"""Writes what belongs to a new job."""

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
        picture_judge: PictureJudge,
        image_store: ImageStore,
        bell: Bell,
    ) -> None:
        self._settings = settings
        self._database = database
        refuser = Refuser(settings.moderation, database, settings.data_dir / REFUSALS_KEY)
        self._judge = Judge(settings.moderation, text_filter, database, refuser)
        self._bringer = Bringer(picture_judge, image_store, refuser, settings.limits.picture_bytes)
        self._fronts = fronts
        self._models = models
        self._bell = bell

    async def accept(self, request: Request, also: Also | None = None) -> Job:
        """Check a request and write its job. The same front and source id again give the same job.

        `also` writes more in the transaction of a new job: both are there afterwards, or neither is.

        Raises:
            RefusedError: an opt-out, a ban or the filter says no; moderators can read it.
            PlaceError: the result could not be posted, or pictures can't be asked for in this channel.
            BadRequestError: prompt or options can't be taken as they are.
            QuotaError: too many jobs, of this requester, in this channel, on this server or in all.
            StorageError: the database can't be read or written.
        """
        try:
            return await self._accept(request, also)
        except DatabaseError as error:
            raise StorageError(str(error), key="error-storage") from error

    async def check_words(self, request: Request) -> None:
        """Judge as `accept` does what shall become no job: meme text for pictures that are there.

        Raises:
            RefusedError: an opt-out, a ban or the filter says no; moderators can read it.
            BadRequestError: prompt or captions can't be taken as they are.
            StorageError: the database can't be read or written.
        """
        try:
            async with self._database.reading() as session:
                around = await background_of(session, request, self._settings.moderation)
            await self._judge.check_person(request, around)
            new = await asyncio.to_thread(read, request, around, self._settings)
            await self._judge.check_text(request, new, around)
        except DatabaseError as error:
            raise StorageError(str(error), key="error-storage") from error

    async def try_words(self, operator: Requester, place: Place, words: str) -> Trial:
        """Say what the filter would say of a prompt in a place; nobody is told, and nothing is kept of it.

        Raises:
            BadRequestError: there is nothing to paint in it, or it is too long.
            StorageError: the database can't be read.
        """
        limit = self._settings.limits.prompt_chars
        if len(words) > limit:
            raise BadRequestError(f"A prompt may have {limit:,} characters.")
        request = Request(source_id="trial", prompt=words, requester=operator, place=place)
        try:
            async with self._database.reading() as session:
                around = await background_of(session, request, self._settings.moderation)
        except DatabaseError as error:
            raise StorageError(str(error), key="error-storage") from error
        return await self._judge.try_words(words, place, around)

    async def models(self) -> Collection[str]:
        """The names of all models that a request may ask for; none if the service can't tell now."""
        try:
            async with asyncio.timeout(_MODELS_TIMEOUT_S):
                return await self._models()
        except (GenerationError, TimeoutError):
            return ()

    async def _accept(self, request: Request, also: Also | None) -> Job:
        place = request.place
        async with self._database.reading() as session:
            job = await jobs.by_source(session, place.front, request.source_id)
            around = await background_of(session, request, self._settings.moderation)
        if job:
            return job
        await self._judge.check_person(request, around)
        is_allowed = request.place_is_chosen or around.server.allows_channel(place.channel)
        if place.server is not None and not is_allowed:
            raise PlaceError("Pictures can't be asked for in this channel.", key="error-channel-denied")
        await self._fronts[place.front].check_place(place)
        new = await asyncio.to_thread(read, request, around, self._settings)
        new = replace(new, model=await self._known_model(new.model, request))
        review = await self._judge.check_text(request, new, around)
        brought = await self._bringer.bring(request, new)
        if brought:
            new = replace(new, picture_key=brought.key)
        rules = slowed(
            rules_for(self._settings, request.requester, place, around.person.tier, around.quotas),
            around.regard,
        )
        if rules.goes_first:
            new = replace(new, priority=Priority.HIGH)
        beside = _Beside(review, brought, also)
        try:
            job, is_new = await self._write(request, new, rules, beside)
        except IntegrityError:  # two processes have met the same event at once, and the other was first
            job, is_new = await self._write(request, new, rules, beside)
        if is_new:
            log.info("job accepted", job=job.id, front=job.front, model=job.model, prompt=job.prompt)
            self._bell.ring()
        return job

    async def _known_model(self, name: str, request: Request) -> str:
        """That model; if it is gone and what follows a job does not vary it, the one of the settings."""
        usual, options = self._settings.generation.model, request.options
        if name == usual:
            return name
        known = await self.models()
        if not known or name in known:  # if nobody knows now, the job waits for the service anyway
            return name
        if options.parent and options.vary is None:
            return usual
        models = ", ".join(sorted(known))
        raise BadRequestError(
            f"There is no model {name[:_SHOWN_CHARS]!r}; there are {models}.",
            key="error-model",
            models=models,
        )

    async def _write(
        self, request: Request, new: NewJob, rules: Rules, beside: "_Beside"
    ) -> tuple[Job, bool]:
        """The job of this event, and whether it is new."""
        now, who, place = datetime.now(UTC), request.requester, request.place
        async with self._database.session() as session:
            await quota.lock(session, rules, who, place)
            job = await jobs.by_source(session, new.front, new.source_id)
            if job:
                return job, False
            waiting_total = self._settings.limits.waiting_total
            await quota.check(session, rules, who, place, waiting_total=waiting_total, now=now)
            if beside.brought:
                await images.remember(session, [beside.brought], now)
            job = await jobs.insert_job(session, new, now)
            if review := beside.review:
                refusal_id = await refusals.record(session, replace(review, job_id=job.id))
                await cases.open_for_job(
                    session, job, CaseKind.REVIEW, review.category, now=now, refusal_id=refusal_id
                )
            if beside.also:
                await beside.also(session)
            return job, True


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is written with a new job."""

    review: Refusal | None
    """What moderators should see."""
    brought: StoredImage | None
    """The picture that it goes on from."""
    also: Also | None
