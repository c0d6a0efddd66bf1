"""A process that takes one job on its way and is killed at a given point of it.

Arguments: database URL, data folder, job id, point.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.image_store import ImageStore
from bot.pipeline import keep, paint
from bot.pipeline.progress import ProgressBoard, Rendered
from db import deliveries, images, queue, samples
from db.session import Database
from tests.bot.pipeline.conftest import Outbox, Pipeline, TinyService, assemble, quick_settings


def die(*_: Any, **__: Any) -> Any:
    """As a power cut would have it: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_call(function: Callable[..., Any], number: int) -> Callable[..., Any]:
    calls = iter(range(1, 100))

    async def wrapped(*arguments: Any, **options: Any) -> Any:
        return die() if next(calls) == number else await function(*arguments, **options)

    return wrapped


def die_when_rendered(self: ProgressBoard, job_id: str, event: object) -> None:
    if isinstance(event, Rendered):
        die()


POINTS: dict[str, tuple[Any, str, Any]] = {
    "claimed": (paint.Easel, "paint", die),
    "half painted": (TinyService, "half_way", die),
    "painted": (keep, "make_collage", die),
    "some pictures stored": (ImageStore, "put", die_at_call(ImageStore.put, 5)),
    "all pictures stored": (images, "remember", die),
    "pictures remembered": (queue, "finish", die),
    "marked as rendered": (samples, "insert_samples", die),
    "rendered": (ProgressBoard, "publish", die_when_rendered),
    "delivery claimed": (Outbox, "deliver", die),
    "delivered": (deliveries, "done", die),
}
"""What is replaced, so that the process dies there."""


async def work(url: str, folder: Path, job_id: str, point: str) -> None:
    owner, name, replacement = POINTS[point]
    setattr(owner, name, replacement)
    settings = quick_settings(folder)
    database = Database(url)
    front = Outbox(point, folder)
    pipeline: Pipeline = assemble(settings, database, TinyService(), ImageStore(settings.images_dir), front)
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        group.create_task(pipeline.renderer.run_for(job_id))
        group.create_task(pipeline.deliverer.run())


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]))
