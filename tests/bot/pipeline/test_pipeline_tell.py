"""Fronts that show progress hear of each of their jobs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.pipeline.bell import Bell
from bot.pipeline.progress import Failed, ProgressEvent, Rendered, Waiting
from bot.pipeline.request import Place, Requester
from bot.pipeline.tell import Teller
from tests.bot.pipeline.conftest import Pipeline, eventually


@asynccontextmanager
async def telling(pipeline: Pipeline) -> AsyncIterator[None]:
    teller = Teller(
        pipeline.settings,
        pipeline.database,
        fronts={pipeline.front.name: pipeline.front},
        board=pipeline.board,
        bell=Bell(),
    )
    async with asyncio.TaskGroup() as group:
        running = group.create_task(teller.run())
        yield
        running.cancel()


async def test_a_front_is_told_of_its_jobs_also_of_those_accepted_before_a_restart(
    pipeline: Pipeline,
) -> None:
    jobs = [await pipeline.accept("before")]
    async with telling(pipeline):
        jobs.append(await pipeline.accept("after", requester=Requester("web", "bob")))

        async def are_followed() -> bool:
            return sorted(pipeline.board.watched()) == sorted(job.id for job in jobs)

        await eventually(are_followed)
        for _ in jobs:
            await pipeline.render_next()

        async def are_told() -> bool:
            return {(job.id, Rendered()) for job in jobs} <= set(pipeline.front.told)

        await eventually(are_told)


async def test_a_front_that_does_not_care_is_spared(pipeline: Pipeline) -> None:
    pipeline.front.tells_progress = False
    await pipeline.accept()
    async with telling(pipeline):
        await asyncio.sleep(0.1)
        assert pipeline.board.watched() == []


async def test_a_front_that_fails_to_show_progress_stops_nothing(pipeline: Pipeline) -> None:
    broken = await pipeline.accept("broken")
    fine = await pipeline.accept("fine")
    tell = pipeline.front.tell

    async def fail(job_id: str, place: Place, event: ProgressEvent) -> None:
        if job_id == broken.id:
            raise RuntimeError("a bug")
        await tell(job_id, place, event)

    pipeline.front.tell = fail  # type: ignore[method-assign]  # for this test
    async with telling(pipeline):

        async def are_followed() -> bool:
            return len(pipeline.board.watched()) == 2

        await eventually(are_followed)
        pipeline.board.publish(broken.id, Waiting(1, 1.0))
        pipeline.board.publish(fine.id, Failed("No."))

        async def is_told() -> bool:
            return (fine.id, Failed("No.")) in pipeline.front.told

        await eventually(is_told)
