"""Where the page's handlers find jobs and hand in requests."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NonetError
from bot.pipeline.accept import Acceptor
from bot.pipeline.cancel import cancel
from bot.pipeline.progress import ProgressBoard, ProgressEvent
from bot.pipeline.queue_view import QueueView
from bot.pipeline.request import Options, Request
from bot.web.front import PAGE
from bot.web.job_view import JobView, view_of
from bot.web.visitors import Visitors
from db import images, jobs, samples
from db.jobs import Job, JobState
from db.session import Database

RECENT = 8
"""How many of a visitor's own jobs are listed."""


class UnknownJobError(NonetError):
    """There is no such job, or none that this visitor may see."""


class Desk:
    """Between requests from browsers and the pipeline."""

    def __init__(
        self,
        acceptor: Acceptor,
        board: ProgressBoard,
        database: Database,
        visitors: Visitors,
        queue_view: QueueView,
    ) -> None:
        self._acceptor = acceptor
        self._board = board
        self._database = database
        self._visitors = visitors
        self._queue_view = queue_view

    async def accept(self, request: web.Request, key: str, prompt: str, options: Options) -> Job:
        """Make a job for this visitor. The same key again gives the same job.

        Raises:
            NonetError: as `Acceptor.accept` does.
        """
        return await self._acceptor.accept(
            Request(
                source_id=self._visitors.source_id(request, key),
                prompt=prompt,
                requester=self._visitors.requester(request),
                place=PAGE,
                options=options,
            )
        )

    async def find(self, request: web.Request) -> Job:
        """The job that the address names.

        Raises:
            UnknownJobError: there is none, or it is private and this visitor has not asked for it.
        """
        async with self._database.reading() as session:
            job = await jobs.get(session, request.match_info["id"])
        if job is None or (job.private and not self.is_mine(request, job)):
            raise UnknownJobError("There is no job at this address. Is a part of it missing?")
        return job

    def is_mine(self, request: web.Request, job: Job) -> bool:
        """Whether this visitor has asked for the job."""
        me = self._visitors.requester(request)
        known = self._visitors.is_known(request)
        return known and job.is_of(me.platform, me.id)

    async def view(self, job: Job) -> JobView:
        """A job as it is shown."""
        newest = await self._newest(job)
        async with self._database.reading() as session:
            return await _view(session, job, newest)

    async def recent(self, request: web.Request) -> list[JobView]:
        """This visitor's last jobs, newest first."""
        if not self._visitors.is_known(request):
            return []
        me = self._visitors.requester(request)
        async with self._database.reading() as session:
            mine = await jobs.recent_of(session, me.platform, me.id, RECENT)
            return [await _view(session, job, None) for job in mine]

    async def cancel(self, request: web.Request) -> None:
        """End the job that the address names, if this visitor has asked for it."""
        if self._visitors.is_known(request):
            me = self._visitors.requester(request)
            await cancel(self._database, self._board, request.match_info["id"], me)

    async def _newest(self, job: Job) -> ProgressEvent | None:
        """What is known of a job's progress. The board doesn't follow a waiting job that nobody watches."""
        told = self._board.newest(job.id)
        if told is not None or job.state is not JobState.QUEUED:
            return told
        return await self._queue_view.waiting(job.id)


async def _view(session: AsyncSession, job: Job, newest: ProgressEvent | None) -> JobView:
    collage = await images.get(session, job.collage_key) if job.collage_key else None
    pictures = await samples.of_job(session, job.id) if collage else []
    return view_of(job, collage, pictures, newest)
