"""`nonet draw`: one job from the shell, in a process of its own, on the same way as every other job."""

import asyncio
import os
import uuid
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, open_app
from bot.at_work import at_work
from bot.caption import write_caption
from bot.command_line import COMMAND_LINE, CommandLineFront, media_type_of, place_of_file, write_whole
from bot.errors import NonetError, StorageError
from bot.picture import convert_picture
from bot.pipeline.cancel import cancel
from bot.pipeline.progress import Failed, ProgressEvent
from bot.pipeline.request import Options, Request, Requester
from bot.settings import Settings
from db import deliveries, jobs, samples
from db.errors import DatabaseError
from db.jobs import Job, JobState
from generation.errors import ServiceUnavailableError

OUT_OF_ORDER = (StorageError, DatabaseError, ServiceUnavailableError)
"""What `nonet run` waits out, and a shell is told."""
_NO_QUOTA = 10**9
_LOOK_S = 0.05


class DrawingFailedError(NonetError):
    """The job has ended without pictures, or they could not be written; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What `nonet draw` was asked for."""

    prompt: str
    out: Path
    """The file of the collage, or of the picked sample."""
    samples_dir: Path | None = None
    """Where 1.png to 9.png go, if anywhere."""
    pick: int | None = None
    """Write this sample instead of the collage, with the captions on it."""
    options: Options


async def draw(settings: Settings, wish: Wish, show: Callable[[ProgressEvent], None]) -> Job:
    """Draw what is wished for, write the files, and return the delivered job.

    Raises:
        NonetError: the request was not accepted, or ended without pictures, or can't be written.
        DatabaseError, ServiceUnavailableError: they are out of order.
    """
    front = CommandLineFront()
    await front.check_place(place_of_file(wish.out))  # a picked sample's place nobody else would check
    if wish.samples_dir:
        await asyncio.to_thread(_make_folder, wish.samples_dir)
    async with open_app(_for_a_shell(settings), [front]) as app:
        await app.service_ready()
        request = _request(wish)
        job = await app.acceptor.accept(request)
        try:
            async with at_work(app.renderer.run_for(job.id), app.deliverer.run(), app.queue_watch.run()):
                await _follow(app, job.id, show)
                job = await _delivered(app, job.id)
        except (asyncio.CancelledError, *OUT_OF_ORDER):  # Ctrl-C or a sentence: nobody waits any more
            with suppress(DatabaseError):  # the person hears of it already
                await cancel(app.database, app.board, job.id, request.requester)
            raise
        try:
            await _write_more(app, job, wish)
        except OSError as error:
            raise StorageError(f"{error.filename} could not be written: {error.strerror}.") from error
        return job


async def _follow(app: App, job_id: str, show: Callable[[ProgressEvent], None]) -> None:
    async with aclosing(app.board.watch(job_id)) as events:
        async for event in events:
            show(event)
            if isinstance(event, Failed):
                raise DrawingFailedError(event.reason)


def _for_a_shell(settings: Settings) -> Settings:
    """Limits are for guests, and a shell shows no previews."""
    limits = settings.limits.model_copy(
        update={"waiting_per_requester": _NO_QUOTA, "per_hour_per_requester": _NO_QUOTA}
    )
    generation = settings.generation.model_copy(update={"partial_images": 0})
    return settings.model_copy(update={"limits": limits, "generation": generation})


def _request(wish: Wish) -> Request:
    return Request(
        source_id=uuid.uuid4().hex,
        prompt=wish.prompt,
        requester=Requester(platform=COMMAND_LINE, id=str(os.getuid())),
        place=place_of_file(None if wish.pick else wish.out),
        options=wish.options,
    )


async def _delivered(app: App, job_id: str) -> Job:
    """Wait until the collage is where it belongs. Raises DrawingFailedError at the first failed attempt."""
    while True:
        async with app.database.reading() as session:
            job = await jobs.get(session, job_id)
            attempts = await deliveries.of_job(session, job_id)
        if job and job.state is JobState.DELIVERED:
            return job
        error = next((attempt.error for attempt in attempts if attempt.error), None)
        if error:
            again = "" if attempts[-1].error else "; `nonet run` tries again"
            raise DrawingFailedError(f"{error} The pictures are kept{again}.")
        await asyncio.sleep(_LOOK_S)


async def _write_more(app: App, job: Job, wish: Wish) -> None:
    """Write what the front does not deliver: the picked sample, and the folder of samples."""
    async with app.database.reading() as session:
        found = await samples.of_job(session, job.id)
    paths = {sample.number: app.image_store.path(sample.image_key) for sample in found if sample.image_key}
    if wish.samples_dir:
        await asyncio.to_thread(_write_samples, wish.samples_dir, paths)
    if wish.pick:
        await asyncio.to_thread(_write_pick, wish, paths[wish.pick])


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder {folder} can't be made: {error.strerror}.") from error


def _write_samples(folder: Path, paths: dict[int, Path]) -> None:
    for number, path in paths.items():
        write_whole(folder / f"{number}.png", path.read_bytes())


def _write_pick(wish: Wish, path: Path) -> None:
    captioned = write_caption(path.read_bytes(), wish.options.caption_top, wish.options.caption_bottom)
    write_whole(wish.out, convert_picture(captioned, media_type_of(wish.out)))
