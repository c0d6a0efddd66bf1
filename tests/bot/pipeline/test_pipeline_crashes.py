"""Workers that are killed between any two steps lose nothing and repeat nothing."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.pipeline.request import Place, Requester
from db import deliveries, samples
from db.jobs import Job, JobState
from tests.bot.pipeline.conftest import Outbox, Pipeline, assemble, eventually
from tests.bot.pipeline.crashing_worker import POINTS

ROOT = Path(__file__).parents[3]


def start_worker(url: str, folder: Path, job: Job, point: str) -> subprocess.Popen[bytes]:
    program = Path(__file__).with_name("crashing_worker.py")
    return subprocess.Popen(
        [sys.executable, str(program), url, str(folder), job.id, point],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )


async def test_a_process_killed_between_any_two_steps_loses_nothing_and_repeats_nothing(
    pipeline: Pipeline, database_url: str
) -> None:
    folder = pipeline.settings.data_dir
    boxes = {point: Outbox(point, folder) for point in POINTS}
    survivor = assemble(
        pipeline.settings, pipeline.database, pipeline.service, pipeline.image_store, *boxes.values()
    )
    jobs = {
        point: await survivor.accept(point, place=Place(point, "page"), requester=Requester("web", point))
        for point in POINTS
    }
    workers = [start_worker(database_url, folder, job, point) for point, job in jobs.items()]
    for worker in workers:
        assert await asyncio.to_thread(worker.wait, 40) == -signal.SIGKILL

    async def all_are_delivered() -> bool:
        return all([(await pipeline.read(job)).state is JobState.DELIVERED for job in jobs.values()])

    async with asyncio.TaskGroup() as group:
        running = [group.create_task(part.run()) for part in (survivor.renderer, survivor.deliverer)]
        await eventually(all_are_delivered)
        for task in running:
            task.cancel()

    for point, job in jobs.items():
        async with pipeline.database.reading() as session:
            assert len(await samples.of_job(session, job.id)) == 9, point
            (delivery,) = await deliveries.of_job(session, job.id)
        assert delivery.receipt == f"post of {job.id}", point
        assert boxes[point].posts_made() == [job.id], point
