"""Results reach their place, once, whatever fails on the way."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.errors import DeliveryError
from db import deliveries, images
from db.deliveries import Delivery, DeliveryState
from db.jobs import Job, JobState
from db.models import DeliveryRow, JobRow
from generation.errors import InvalidRequestError
from tests.bot.pipeline.conftest import Pipeline, Postbox, assemble, eventually

AGAIN = DeliveryError("503", final=False)
NEVER = DeliveryError("The channel is gone.", final=True)


async def attempts(pipeline: Pipeline, job: Job) -> list[Delivery]:
    async with pipeline.database.reading() as session:
        return await deliveries.of_job(session, job.id)


async def deliver_all(pipeline: Pipeline) -> None:
    """Deliver until nothing is owed, now or later."""
    running = asyncio.create_task(pipeline.deliverer.run())

    async def nothing_is_owed() -> bool:
        async with pipeline.database.reading() as session:
            owed = select(DeliveryRow).where(DeliveryRow.state == DeliveryState.PENDING)
            return (await session.scalars(owed)).first() is None

    await eventually(nothing_is_owed)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_rendered_job_goes_to_its_place(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    await deliver_all(pipeline)
    assert (await pipeline.read(job)).state is JobState.DELIVERED
    (attempt,) = await attempts(pipeline, job)
    assert (attempt.state, attempt.receipt) == (DeliveryState.DONE, f"post of {job.id}")
    assert pipeline.front.posts == {job.id: (job.collage_key or "").split("/")[1]}


async def test_what_fails_is_tried_again_and_each_attempt_is_kept(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    pipeline.front.faults.extend([AGAIN, RuntimeError("a bug"), AGAIN])
    await deliver_all(pipeline)
    found = await attempts(pipeline, job)
    assert [(one.attempt, one.state.value, one.error) for one in found] == [
        (1, "failed", "503"),
        (2, "failed", "RuntimeError: a bug"),
        (3, "failed", "503"),
        (4, "done", None),
    ]
    assert (await pipeline.read(job)).state is JobState.DELIVERED


async def test_what_is_final_is_not_tried_again_and_the_result_stays(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    pipeline.front.faults.append(NEVER)
    await deliver_all(pipeline)
    assert (await pipeline.read(job)).state is JobState.RENDERED
    assert [one.error for one in await attempts(pipeline, job)] == ["The channel is gone."]
    assert pipeline.front.posts == {}


async def test_after_a_day_nobody_is_bothered_any_more(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    async with pipeline.database.session() as session:
        yesterday = datetime.now(UTC) - timedelta(hours=25)
        await session.execute(update(JobRow).values(finished_at=yesterday))
    pipeline.front.faults.append(AGAIN)
    await deliver_all(pipeline)
    assert len(await attempts(pipeline, job)) == 1


async def test_a_failure_is_delivered_as_a_sentence(pipeline: Pipeline) -> None:
    await pipeline.accept()
    pipeline.service.faults.append((0, InvalidRequestError("This can't be painted.")))
    job = await pipeline.render_next()
    await deliver_all(pipeline)
    assert pipeline.front.posts == {job.id: "This can't be painted."}
    assert (await pipeline.read(job)).state is JobState.FAILED


async def test_pictures_that_have_expired_are_not_delivered(pipeline: Pipeline) -> None:
    await pipeline.accept()
    job = await pipeline.render_next()
    async with pipeline.database.session() as session:
        await images.forget(session, await images.keys(session))
    await deliver_all(pipeline)
    (attempt,) = await attempts(pipeline, job)
    assert "expired" in (attempt.error or "")
    assert pipeline.front.calls == 0


async def test_a_process_delivers_for_its_own_fronts_only(pipeline: Pipeline) -> None:
    await pipeline.accept()
    await pipeline.render_next()
    assert not await pipeline.deliverer.deliver_one(Postbox(name="discord"))
    assert await pipeline.deliverer.deliver_one(pipeline.front)
    assert not await pipeline.deliverer.deliver_one(pipeline.front)


async def test_two_processes_deliver_once(pipeline: Pipeline) -> None:
    other = assemble(
        pipeline.settings, pipeline.database, pipeline.service, pipeline.image_store, pipeline.front
    )
    for n in range(5):
        await pipeline.accept(str(n))
        await pipeline.render_next()
    await asyncio.gather(deliver_all(pipeline), deliver_all(other))
    assert pipeline.front.calls == len(pipeline.front.posts) == 5


async def test_a_front_that_hangs_is_given_up_and_holds_up_no_other(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pipeline.deliver.TIMEOUT_S", 0.05)
    deliver = pipeline.front.deliver
    job = await pipeline.accept()
    await pipeline.render_next()

    async def hang(*_: object) -> str:
        monkeypatch.setattr(pipeline.front, "deliver", deliver)
        await asyncio.sleep(3_600)
        return "never"

    monkeypatch.setattr(pipeline.front, "deliver", hang)
    await deliver_all(pipeline)
    assert [one.state.value for one in await attempts(pipeline, job)] == ["failed", "done"]


async def test_a_delivery_whose_lease_was_lost_is_left_to_the_other(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await pipeline.accept()
    await pipeline.render_next()

    async def slow(*_: object) -> str:
        async with pipeline.database.session() as session:  # as if another had taken it meanwhile
            await session.execute(update(DeliveryRow).values(lease_token="another"))
        return "late"

    monkeypatch.setattr(pipeline.front, "deliver", slow)
    assert await pipeline.deliverer.deliver_one(pipeline.front)
    (attempt,) = await attempts(pipeline, job)
    assert (attempt.state, attempt.receipt) == (DeliveryState.PENDING, None)
