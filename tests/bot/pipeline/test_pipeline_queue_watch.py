"""Who waits is told their place, the time, and ends that came elsewhere."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, ProgressEvent, Rendered, Waiting
from bot.pipeline.queue_view import UNMEASURED_S, QueueView, expected_s
from bot.pipeline.queue_watch import QueueWatch
from bot.pipeline.request import Requester
from db import jobs
from db.jobs import Job
from db.queue import QueueState
from tests.bot.pipeline.conftest import Pipeline, assemble, eventually


def watch(pipeline: Pipeline) -> QueueWatch:
    view = QueueView(pipeline.settings.queue, pipeline.database)
    return QueueWatch(pipeline.settings, pipeline.database, pipeline.board, view)


class Watcher:
    """Someone who watches a job and remembers."""

    def __init__(self, pipeline: Pipeline, job: Job) -> None:
        self.seen: list[ProgressEvent] = []
        self.task = asyncio.create_task(self._watch(pipeline, job))

    async def _watch(self, pipeline: Pipeline, job: Job) -> None:
        async for event in pipeline.board.watch(job.id):
            self.seen.append(event)

    async def close(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])


async def test_watchers_are_told_how_the_queue_moves(pipeline: Pipeline) -> None:
    await pipeline.accept("first")
    last = await pipeline.accept("last", requester=Requester("web", "bob"))
    watcher = Watcher(pipeline, last)
    await asyncio.sleep(0)
    for _ in range(2):
        await watch(pipeline).look()
        await asyncio.sleep(0)
        await pipeline.render_next()
    assert [event.place for event in watcher.seen if isinstance(event, Waiting)][:2] == [2, 1]
    await watcher.task


async def test_an_end_in_another_process_is_told_here(pipeline: Pipeline) -> None:
    other = assemble(
        pipeline.settings, pipeline.database, pipeline.service, pipeline.image_store, pipeline.front
    )
    rendered = await pipeline.accept("rendered")
    await other.render_next()
    cancelled = await pipeline.accept("cancelled")
    async with pipeline.database.session() as session:
        await jobs.cancel(session, cancelled.id, "web", "ann", datetime.now(UTC))
    watchers = [Watcher(pipeline, rendered), Watcher(pipeline, cancelled)]
    await asyncio.sleep(0)
    await watch(pipeline).look()
    for watcher in watchers:
        await watcher.task
    assert [watcher.seen for watcher in watchers] == [[Rendered()], [Failed(CANCELLED)]]


async def test_it_runs_and_does_nothing_unless_someone_watches(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await pipeline.accept()
    looked: list[list[str]] = []
    outcomes = jobs.outcomes

    async def count(session: object, job_ids: list[str]) -> object:
        looked.append(job_ids)
        return await outcomes(session, job_ids)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(jobs, "outcomes", count)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(watch(pipeline).run())
        await asyncio.sleep(0.1)
        assert looked == []
        watcher = Watcher(pipeline, job)

        async def is_told() -> bool:
            return bool(watcher.seen)

        await eventually(is_told)
        running.cancel()
    assert watcher.seen == [Waiting(1, UNMEASURED_S)]
    assert looked[0] == [job.id]
    await watcher.close()


@pytest.mark.parametrize(
    ("place", "rendering", "workers", "seconds"),
    [
        (1, 0, 1, 10),  # next, and nobody is busy
        (1, 0, 2, 10),
        (2, 0, 2, 10),  # the second worker takes it
        (3, 0, 2, 20),
        (1, 1, 2, 10),  # one of two workers is free
        (1, 2, 2, 15),  # both are, on average, half-way
        (2, 2, 2, 15),
        (3, 2, 2, 25),
        (1, 4, 2, 15),  # other processes work too
        (5, 4, 2, 25),
        (1, 1, 1, 15),
        (9, 1, 1, 95),
    ],
)
def test_the_expected_time_is_that_of_the_rounds_before(
    place: int, rendering: int, workers: int, seconds: float
) -> None:
    assert expected_s(place, QueueState({}, rendering, 10.0), workers) == seconds


async def test_a_short_queue_is_looked_at_anew_and_a_long_one_is_not(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = QueueView(pipeline.settings.queue, pipeline.database)
    first = await pipeline.accept("first")
    assert (await view.waiting(first.id)).place == 1
    second = await pipeline.accept("second")
    assert list((await view.state()).places) == [first.id, second.id]
    monkeypatch.setattr("bot.pipeline.queue_view._LONG", 1)
    seen = await view.state()
    third = await pipeline.accept("third")
    assert await view.state() is seen
    assert (await view.waiting(third.id)).place == 3
