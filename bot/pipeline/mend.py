"""What becomes of a job whose rendering has failed: another try, a rest, or an end with a sentence."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, PictureError, StorageError
from bot.pipeline.backoff import backoff_s
from bot.pipeline.bell import Bell
from bot.pipeline.paint import PicturesRefusedError
from bot.pipeline.progress import Failed, ProgressBoard
from bot.pipeline.refused_pictures import refusal_of
from bot.setting_sections import QueueSettings
from db import queue, refusals
from db.errors import DatabaseError, LeaseLostError
from db.jobs import Job
from db.refusals import Refusal
from db.session import Database
from generation.errors import (
    GenerationError,
    InvalidRequestError,
    PromptRefusedError,
    ServiceBusyError,
    ServiceUnavailableError,
    UnknownModelError,
)
from moderation.verdict import Decision

SERVICE_REFUSED = "The service that paints for Nonet refuses this prompt. Other words may help."
GIVEN_UP = "Nonet tried several times to paint this and failed. Ask again, or try other words."
LONGEST_REST_S = 60.0
"""Between tries while service or disk are out of order."""
LONGEST_RETRY_AFTER_S = 600.0
"""What a service may ask for at most."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Mender:
    """Sees to the failed jobs of one renderer."""

    def __init__(self, settings: QueueSettings, database: Database, board: ProgressBoard, bell: Bell) -> None:
        self._settings = settings
        self._database = database
        self._board = board
        self._bell = bell
        self._troubles = 0  # how often in a row service or disk have been out of order
        self.trouble: Exception | None = None
        """The newest failure that another try would not mend at once."""

    @property
    def rest_s(self) -> float:
        """Seconds that a worker should rest now, while service or disk are out of order."""
        return self._backoff_s(self._troubles) if self._troubles else 0.0

    def all_is_well(self) -> None:
        """A job has been rendered: service and disk are in order."""
        self._troubles = 0

    async def mend(self, job: Job, error: Exception, *, begun: bool) -> None:
        """Put the job back or end it. `begun`: whether the service had begun to paint it."""
        match error:
            case LeaseLostError():
                log.info("job left to others", job=job.id)
            case PicturesRefusedError():
                refusal = refusal_of(job, error.refused, Decision.REFUSE, str(error))
                await self._fail(job, str(error), refusal)
            case PromptRefusedError():
                log.info("prompt refused by the service", job=job.id, error=str(error))
                await self._fail(job, SERVICE_REFUSED)
            case InvalidRequestError() | UnknownModelError() | BadRequestError():
                await self._fail(job, str(error))
            case ServiceUnavailableError():
                least_s = min(error.retry_after_s or 0.0, LONGEST_RETRY_AFTER_S)
                # A service that is merely busy, or stops in good order, has nothing against the job.
                counts = begun and not isinstance(error, ServiceBusyError)
                await self._rest(job, error, least_s, counts=counts)
            case StorageError() | DatabaseError():
                await self._rest(job, error, 0.0, counts=False)
            case GenerationError() | PictureError():
                await self._try_again(job, error)
            case _:
                log.error("rendering failed unexpectedly", job=job.id, exc_info=error)
                await self._try_again(job, error)

    async def put_back(self, job: Job, delay_s: float, *, counts: bool) -> None:
        """Leave the job to whoever takes it next, after that time; `counts`: this was an attempt."""
        not_before = datetime.now(UTC) + timedelta(seconds=delay_s)
        await self._write(job, lambda session: queue.put_back(session, job, not_before, counts=counts))

    async def _rest(self, job: Job, error: Exception, least_s: float, *, counts: bool) -> None:
        """Service or disk is out of order: the job waits, and so does the worker."""
        self._troubles += 1
        if counts:
            await self._try_again(job, error, least_s)
        else:
            delay_s = max(least_s, self._backoff_s(self._troubles))
            log.warning("job put back", job=job.id, error=str(error), delay_s=delay_s)
            await self.put_back(job, delay_s, counts=False)
            self.trouble = error

    async def _try_again(self, job: Job, error: Exception, least_s: float = 0.0) -> None:
        """This attempt has failed: another one follows, unless it was the last."""
        if job.attempts >= self._settings.attempts:
            await self._fail(job, GIVEN_UP)
            return
        delay_s = max(least_s, self._backoff_s(job.attempts))
        log.warning("attempt failed", job=job.id, error=str(error), attempt=job.attempts, delay_s=delay_s)
        await self.put_back(job, delay_s, counts=True)

    def _backoff_s(self, tries: int) -> float:
        return backoff_s(self._settings.retry_s, tries, LONGEST_REST_S)

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
