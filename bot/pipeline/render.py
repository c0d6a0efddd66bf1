"""Jobs become pictures: workers that take jobs from the queue, paint them and keep the result."""

import asyncio
from datetime import UTC, datetime

import structlog

from bot.image_store import ImageStore
from bot.pipeline.bell import Bell, wait_until
from bot.pipeline.keep import keep
from bot.pipeline.lease import under_lease
from bot.pipeline.mend import GIVEN_UP, Mender
from bot.pipeline.paint import Client, Easel
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import Failed, ProgressBoard, Rendered
from bot.pipeline.vary import beginning_of
from bot.settings import Settings
from db import queue
from db.errors import DatabaseError
from db.jobs import Job
from db.session import Database

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
        picture_judge: PictureJudge,
        board: ProgressBoard,
        bell: Bell,
    ) -> None:
        self._settings = settings
        self._database = database
        self._client = client
        self._image_store = image_store
        self._judge = picture_judge
        self._board = board
        self._bell = bell
        self._mender = Mender(settings.queue, database, board, bell)

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
        while self._mender.trouble is None:
            rung = self._bell.listen()
            job = await self.claim(job_id)
            if job:
                await self.render(job)
            else:
                await wait_until(rung, self._settings.queue.poll_s)
        raise self._mender.trouble

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
            judge=self._judge,
            tell=lambda event: self._board.publish(job.id, event),
            is_watched=lambda: self._board.is_watched(job.id),
            partial_images=self._settings.generation.partial_images,
            refused_limit=self._settings.moderation.refused_samples_limit,
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
                await self._mender.put_back(job, 0.0, counts=False)
                raise
            except Exception as error:  # noqa: BLE001 - a worker outlives whatever one job does to it
                await self._mender.mend(job, error, begun=easel.begun)

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
            await asyncio.sleep(self._mender.rest_s)

    async def _paint_and_keep(self, job: Job, easel: Easel) -> None:
        drawn = await easel.paint(await beginning_of(job, self._database, self._image_store))
        await keep(
            job,
            drawn,
            refused=easel.refused,
            settings=self._settings.images,
            image_store=self._image_store,
            database=self._database,
        )
        self._mender.all_is_well()
        log.info("job rendered", job=job.id)
        self._board.publish(job.id, Rendered())
        self._bell.ring()

    async def _renew(self, job: Job) -> None:
        async with self._database.session() as session:
            await queue.heartbeat(session, job, datetime.now(UTC), self._settings.queue.lease_s)
