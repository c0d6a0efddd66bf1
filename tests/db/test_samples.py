"""The nine pictures of a job, and the tokens that they can be made of again."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import images, queue, samples
from db.images import StoredImage
from db.jobs import Job
from db.samples import Sample, pack, unpack
from db.session import Database

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 2**16 - 1)) | st.lists(st.integers(0, 2**32 - 1)))
def test_packed_tokens_come_out_as_they_went_in(tokens: list[int]) -> None:
    packed = pack(tokens)
    assert unpack(packed) == tuple(tokens)
    assert len(packed) == 1 + len(tokens) * (2 if max(tokens, default=0) < 2**16 else 4)


@pytest.mark.parametrize(
    ("tokens", "packed"),
    [([], "02"), ([1, 4098], "020100 0210"), ([1, 2**16], "0401000000 00000100")],
)
def test_tokens_are_stored_lowest_byte_first(tokens: list[int], packed: str) -> None:
    assert pack(tokens) == bytes.fromhex(packed)


async def rendered(database: Database, *nine: Sample) -> Job:
    """The next job of the queue, with these samples."""
    async with database.session() as session:
        job = await queue.claim(session, NOON, 30.0)
        assert job is not None
        await images.remember(session, [StoredImage("one", "image/png", 9, 80, 60)], NOON)
        await queue.finish(session, job, "one", NOON)
        await samples.insert_samples(session, job.id, nine)
    return job


async def test_tokens_are_kept_with_their_samples(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    await add_job(now=NOON)
    tokens = (4096, *range(144))
    job = await rendered(database, Sample(1, 7, "one", tokens=tokens), Sample(2, 7, "one"))
    async with database.reading() as session:
        first, second = await samples.of_job(session, job.id)
        assert first == Sample(1, 7, "one", 80, 60, tokens)
        assert second == Sample(2, 7, "one", 80, 60, None)
        assert await samples.get(session, job.id, 1) == first
        assert await samples.get(session, job.id, 3) is None
        assert await samples.get(session, "other", 1) is None


async def test_tokens_go_with_their_picture(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    await add_job(now=NOON)
    job = await rendered(database, Sample(1, 7, "one", tokens=(4096, 1, 2, 3, 4)))
    async with database.session() as session:
        await images.forget(session, ["one"])
    async with database.reading() as session:
        assert await samples.of_job(session, job.id) == [Sample(1, 7, None)]
