"""Results go where they were asked for; what is owed stands in the database until it is done."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import structlog

from bot.errors import DeliveryError
from bot.image_store import ImageStore
from bot.pipeline.backoff import backoff_s
from bot.pipeline.bell import Bell, wait_until
from bot.pipeline.front import Front
from bot.pipeline.lease import under_lease
from bot.pipeline.request import place_of
from bot.settings import Settings
from db import deliveries
from db.deliveries import Delivery
from db.errors import DatabaseError, LeaseLostError
from db.jobs import Job, JobState
from db.session import Database

AT_ONCE = 4
"""Deliveries under way at once on each front."""
TIMEOUT_S = 120.0
"""Longest time for one attempt."""
LONGEST_REST_S = 600.0
"""Between attempts, which begin `queue.retry_s` apart and double from there."""
GIVE_UP_AFTER = timedelta(hours=24)
"""After a job's end; the result stays on its permanent page."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Deliverer:
    """Delivers the jobs of this process's fronts, also those that a dead process has left behind."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        fronts: Mapping[str, Front],
        image_store: ImageStore,
        bell: Bell,
    ) -> None:
        self._settings = settings.queue
        self._database = database
        self._fronts = fronts
        self._image_store = image_store
        self._bell = bell

    async def run(self) -> None:
        """Deliver until cancelled. What was under way then is tried again by the next process."""
        async with asyncio.TaskGroup() as group:
            for front in self._fronts.values():
                for _ in range(AT_ONCE):
                    group.create_task(self._work(front))

    async def deliver_one(self, front: Front) -> bool:
        """Attempt what is due for longest on a front; whether there was anything. Raises `DatabaseError`."""
        async with self._database.session() as session:
            claimed = await deliveries.claim(session, front.name, datetime.now(UTC), self._settings.lease_s)
        if claimed is None:
            return False
        delivery, job = claimed
        try:
            await self._attempt(front, delivery, job)
        except LeaseLostError:
            log.warning("delivery left to others", job=job.id)
        return True

    async def _work(self, front: Front) -> None:
        while True:
            rung = self._bell.listen()
            try:
                found = await self.deliver_one(front)
            except DatabaseError as error:
                log.warning("delivery not recorded", front=front.name, error=str(error))
                found = False
            if not found:
                await wait_until(rung, self._settings.poll_s)

    async def _attempt(self, front: Front, delivery: Delivery, job: Job) -> None:
        try:
            receipt = await under_lease(
                self._post(front, job), lambda: self._renew(delivery), self._settings.heartbeat_s
            )
        except (LeaseLostError, DatabaseError):
            raise
        except DeliveryError as error:
            if error.retry_at:
                await self._postpone(delivery, job, error, error.retry_at)
            else:
                await self._record_failure(delivery, job, error)
        except Exception as error:  # a mistake of a front with one job must not stop the others
            log.exception("delivery failed unexpectedly", job=job.id)
            mistake = DeliveryError(f"{type(error).__name__}: {error}", final=False)
            await self._record_failure(delivery, job, mistake)
        else:
            async with self._database.session() as session:
                await deliveries.done(session, delivery, receipt, datetime.now(UTC))
            log.info("job delivered", job=job.id, front=front.name, attempt=delivery.attempt)

    async def _post(self, front: Front, job: Job) -> str:
        async with asyncio.timeout(TIMEOUT_S):
            if job.state is JobState.FAILED:
                return await front.deliver_failure(job.id, place_of(job), job.failure or "")
            if job.collage_key is None:
                raise DeliveryError("The pictures have expired before they could be delivered.", final=True)
            return await front.deliver(job.id, place_of(job), self._image_store.path(job.collage_key))

    async def _renew(self, delivery: Delivery) -> None:
        async with self._database.session() as session:
            await deliveries.heartbeat(session, delivery, datetime.now(UTC), self._settings.lease_s)

    async def _postpone(self, delivery: Delivery, job: Job, error: DeliveryError, until: datetime) -> None:
        """It can't be tried now, which does not count as an attempt."""
        async with self._database.session() as session:
            await deliveries.postponed(session, delivery, until)
        log.info("delivery postponed", job=job.id, until=until.isoformat(), error=str(error))

    async def _record_failure(self, delivery: Delivery, job: Job, error: DeliveryError) -> None:
        now = datetime.now(UTC)
        retry_at = None if error.final else self._retry_at(delivery, job, now)
        async with self._database.session() as session:
            await deliveries.failed(session, delivery, str(error), now, retry_at)
        log.warning(
            "delivery failed", job=job.id, attempt=delivery.attempt, error=str(error), final=retry_at is None
        )

    def _retry_at(self, delivery: Delivery, job: Job, now: datetime) -> datetime | None:
        if job.finished_at is not None and now - job.finished_at > GIVE_UP_AFTER:
            return None
        return now + timedelta(seconds=backoff_s(self._settings.retry_s, delivery.attempt, LONGEST_REST_S))
