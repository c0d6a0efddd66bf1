"""Jobs become pictures: workers that take jobs from the queue, paint them and keep the result."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, PictureError, StorageError
from bot.image_store import ImageStore
from bot.pipeline.backoff import backoff_s
from bot.pipeline.bell import Bell, wait_until
from bot.pipeline.keep import keep
from bot.pipeline.lease import under_lease
from bot.pipeline.paint import Client, Easel, PicturesRefusedError
from bot.pipeline.progress import Failed, ProgressBoard, Rendered
from bot.settings import Settings
from db import queue, refusals
from db.errors import DatabaseError, LeaseLostError
from db.jobs import Job
from db.refusals import Refusal
from db.session import Database
from generation.errors import (
    GenerationError,
    InvalidRequestError,
    ServiceUnavailableError,
    UnknownModelError,
)
from moderation.images import PictureFilter
from moderation.verdict import Decision

GIVEN_UP = "Nonet tried several times to paint this and failed. Ask again, or try other words."
LONGEST_REST_S = 60.0
"""Between tries while service or disk are out of order."""
LONGEST_RETRY_AFTER_S = 600.0
"""What a service may ask for at most."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Renderer:
    """Renders `queue.workers` jobs at once. Any number of processes may do so on one database."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        client: Client,
        image_store: ImageStore,
        picture_filter: PictureFilter,
        board: ProgressBoard,
        bell: Bell,
    ) -> None:
        self._settings = settings
        self._database = database
        self._client = client
        self._image_store = image_store
        self._filter = picture_filter
        self._board = board
        self._bell = bell
        self._troubles = 0  # how often in a row service or disk have been out of order
        self._trouble: Exception | None = None  # the newest of those that no other try would mend at once

    async def run(self) -> None:
        """Render until cancelled; jobs under way then go back into the queue at once."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._settings.queue.workers):
                group.create_task(self._work())

    async def run_for(self, job_id: str) -> None:
        """As `run`, but for this job alone, which other processes may take as well.

        Raises:
            StorageError, DatabaseError, ServiceUnavailableError: disk or service is out of order, which `run`
                waits out.
        """
        while self._trouble is None:
            rung = self._bell.listen()
            job = await self.claim(job_id)
            if job:
                await self.render(job)
            else:
                await wait_until(rung, self._settings.queue.poll_s)
        raise self._trouble

    async def claim(self, only: str | None = None) -> Job | None:
        """Take the next job, or `only` that one, after taking back those of dead workers.

        Raises:
            DatabaseError: the database can't be written.
        """
        now = datetime.now(UTC)
        settings = self._settings.queue
        async with self._database.session() as session:
            given_up = await queue.take_back_expired(session, now, settings.attempts, GIVEN_UP)
            job = await queue.claim(session, now, settings.lease_s, only)
        for lost in given_up:
            log.warning("job given up", job=lost.id, attempts=lost.attempts)
            self._board.publish(lost.id, Failed(GIVEN_UP))
        if given_up:
            self._bell.ring()
        return job

    async def render(self, job: Job) -> None:
        """Render a claimed job, or see to it that it is tried again or ends with a sentence."""
        log.info("job claimed", job=job.id, attempt=job.attempts)
        easel = Easel(
            job,
            client=self._client,
            picture_filter=self._filter,
            tell=lambda event: self._board.publish(job.id, event),
            partial_images=self._settings.generation.partial_images,
        )
        with self._board.painting(job.id) as ended:
            try:
                await under_lease(
                    self._paint_and_keep(job, easel),
                    lambda: self._renew(job),
                    self._settings.queue.heartbeat_s,
                    ended,
                )
            except asyncio.CancelledError:
                await self._put_back(job, 0.0, counts=False)
                raise
            except Exception as error:  # noqa: BLE001 - a worker outlives whatever one job does to it
                await self._mend(job, error, begun=easel.begun)

    async def _work(self) -> None:
        while True:
            rung = self._bell.listen()
            try:
                job = await self.claim()
            except DatabaseError as error:
                log.warning("no job claimed", error=str(error))
                job = None
            if job is None:
                await wait_until(rung, self._settings.queue.poll_s)
                continue
            await self.render(job)
            if self._troubles:
                await asyncio.sleep(self._rest_s(self._troubles))

    async def _paint_and_keep(self, job: Job, easel: Easel) -> None:
        drawn = await easel.paint()
        await keep(
            job,
            drawn,
            settings=self._settings.images,
            image_store=self._image_store,
            database=self._database,
        )
        self._troubles = 0
        log.info("job rendered", job=job.id)
        self._board.publish(job.id, Rendered())
        self._bell.ring()

    async def _renew(self, job: Job) -> None:
        async with self._database.session() as session:
            await queue.heartbeat(session, job, datetime.now(UTC), self._settings.queue.lease_s)

    async def _mend(self, job: Job, error: Exception, *, begun: bool) -> None:
        """Decide what becomes of a job whose rendering has failed."""
        match error:
            case LeaseLostError():
                log.info("job left to others", job=job.id)
            case PicturesRefusedError():
                await self._fail(job, str(error), _refusal(job, error))
            case InvalidRequestError() | UnknownModelError() | BadRequestError():
                await self._fail(job, str(error))
            case ServiceUnavailableError():
                least_s = min(error.retry_after_s or 0.0, LONGEST_RETRY_AFTER_S)
                await self._rest(job, error, least_s, counts=begun)
            case StorageError() | DatabaseError():
                await self._rest(job, error, 0.0, counts=False)
            case GenerationError() | PictureError():
                await self._try_again(job, error)
            case _:
                log.error("rendering failed unexpectedly", job=job.id, exc_info=error)
                await self._try_again(job, error)

    async def _rest(self, job: Job, error: Exception, least_s: float, *, counts: bool) -> None:
        """Service or disk is out of order: the job waits, and so does the worker."""
        self._troubles += 1
        if counts:
            await self._try_again(job, error, least_s)
        else:
            delay_s = max(least_s, self._rest_s(self._troubles))
            log.warning("job put back", job=job.id, error=str(error), delay_s=delay_s)
            await self._put_back(job, delay_s, counts=False)
            self._trouble = error

    async def _try_again(self, job: Job, error: Exception, least_s: float = 0.0) -> None:
        """This attempt has failed: another one follows, unless it was the last."""
        if job.attempts >= self._settings.queue.attempts:
            await self._fail(job, GIVEN_UP)
            return
        delay_s = max(least_s, self._rest_s(job.attempts))
        log.warning("attempt failed", job=job.id, error=str(error), attempt=job.attempts, delay_s=delay_s)
        await self._put_back(job, delay_s, counts=True)

    def _rest_s(self, tries: int) -> float:
        return backoff_s(self._settings.queue.retry_s, tries, LONGEST_REST_S)

    async def _put_back(self, job: Job, delay_s: float, *, counts: bool) -> None:
        not_before = datetime.now(UTC) + timedelta(seconds=delay_s)
        await self._write(job, lambda session: queue.put_back(session, job, not_before, counts=counts))

    async def _fail(self, job: Job, reason: str, refusal: Refusal | None = None) -> None:
        async def write(session: AsyncSession) -> None:
            await queue.fail(session, job, reason, datetime.now(UTC))
            if refusal:
                await refusals.record(session, refusal)

        if await self._write(job, write):
            log.info("job failed", job=job.id, reason=reason)
            self._board.publish(job.id, Failed(reason))
            self._bell.ring()

    async def _write(self, job: Job, change: Callable[[AsyncSession], Awaitable[None]]) -> bool:
        """Change the job's row, if it is still ours; if the database fails, its lease runs out by itself."""
        try:
            async with self._database.session() as session:
                await change(session)
        except (LeaseLostError, DatabaseError) as error:
            log.warning("job not written", job=job.id, error=str(error))
            return False
        return True


def _refusal(job: Job, error: PicturesRefusedError) -> Refusal:
    return Refusal(
        front=job.front,
        source_id=job.source_id,
        platform=job.platform,
        requester_id=job.requester_id,
        server=job.server,
        job_id=job.id,
        decision=Decision.REFUSE,
        prompt=job.prompt,
        category=error.verdict.category or "",
        score=error.verdict.score,
        reason=str(error),
        audit=error.verdict.audit,
        created_at=datetime.now(UTC),
    )
