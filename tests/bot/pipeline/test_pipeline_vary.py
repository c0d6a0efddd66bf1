"""Jobs that keep the upper part of another job's sample."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from sqlalchemy import delete, update

from bot.errors import BadRequestError
from bot.picture import open_picture
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.vary import GONE
from db import images, samples
from db.jobs import Job, JobState
from db.models import JobRow
from db.samples import Sample
from generation.errors import BadParameterError
from moderation.images import Pixels
from moderation.verdict import ALLOWED, Category, Decision, Verdict
from tests.bot.pipeline.conftest import Pipeline, picture, tokens_of

SAMPLE = 3
SOURCES = count()


async def rendered(pipeline: Pipeline, **options: object) -> Job:
    """A job that has been rendered, or has failed."""
    job = await pipeline.accept(f"event {next(SOURCES)}", **options)
    await pipeline.render_next()
    return await pipeline.read(job)


async def samples_of(pipeline: Pipeline, job: Job) -> list[Sample]:
    async with pipeline.database.reading() as session:
        return await samples.of_job(session, job.id)


async def test_the_tokens_of_every_sample_are_kept(pipeline: Pipeline) -> None:
    job = await rendered(pipeline, seed=5)
    (request,) = pipeline.service.requests
    assert request.return_tokens
    kept = [sample.tokens for sample in await samples_of(pipeline, job)]
    assert kept == [tokens_of(request, number) for number in range(1, 10)]


async def test_a_variation_begins_every_sample_with_the_upper_part_of_the_chosen_one(
    pipeline: Pipeline,
) -> None:
    parent = await rendered(pipeline, seed=5)
    chosen = (await samples_of(pipeline, parent))[SAMPLE - 1].tokens
    assert chosen is not None

    job = await rendered(pipeline, seed=6, parent=parent.id, vary=SAMPLE)

    assert (job.state, job.kept_share) == (JobState.RENDERED, pipeline.settings.images.vary_kept_share)
    assert pipeline.service.requests[0].prefix_tokens == ()
    assert pipeline.service.requests[1].prefix_tokens == chosen[:9]  # the start token, and two rows of four
    nine = [sample.tokens or () for sample in await samples_of(pipeline, job)]
    assert {tokens[:9] for tokens in nine} == {chosen[:9]}
    assert len(set(nine)) == 9


@pytest.mark.parametrize(("share", "rows"), [(0.25, 1), (0.75, 3)])
async def test_a_job_says_how_much_it_keeps(pipeline: Pipeline, share: float, rows: int) -> None:
    parent = await rendered(pipeline)
    await pipeline.accept("variation", parent=parent.id, vary=SAMPLE)
    async with pipeline.database.session() as session:
        await session.execute(update(JobRow).where(JobRow.parent_id.is_not(None)).values(kept_share=share))
    await pipeline.render_next()
    assert len(pipeline.service.requests[-1].prefix_tokens) == 1 + rows * 4


async def test_a_job_that_only_repeats_another_keeps_nothing_of_it(pipeline: Pipeline) -> None:
    parent = await rendered(pipeline)
    job = await rendered(pipeline, parent=parent.id)
    assert (job.state, job.parent_id, job.kept_share) == (JobState.RENDERED, parent.id, None)
    assert pipeline.service.requests[-1].prefix_tokens == ()


class Picky:
    """Refuses one picture."""

    def __init__(self, refused: bytes) -> None:
        self.refused = np.asarray(open_picture(refused))

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        refusal = Verdict(Decision.REFUSE, Category.SEXUAL, 0.8)
        return [refusal if np.array_equal(one, self.refused) else ALLOWED for one in pictures]


async def test_a_refused_sample_of_a_variation_is_drawn_again_with_the_same_upper_part(
    pipeline: Pipeline,
) -> None:
    parent = await rendered(pipeline)
    pipeline.renderer._judge = PictureJudge(lambda: Picky(picture(6, 4)), pipeline.database)
    await rendered(pipeline, seed=6, parent=parent.id, vary=SAMPLE)
    whole, redrawn = pipeline.service.requests[1:]
    assert (redrawn.seed, redrawn.first_sample, redrawn.n) == (7, 4, 1)
    assert redrawn == replace(whole, seed=7, first_sample=4, n=1)
    assert redrawn.prefix_tokens


async def test_a_variation_of_a_picture_that_has_expired_fails_with_a_sentence(pipeline: Pipeline) -> None:
    parent = await rendered(pipeline)
    job = await pipeline.accept("variation", parent=parent.id, vary=SAMPLE)
    async with pipeline.database.session() as session:
        await images.forget(session, await images.keys(session))
    with pytest.raises(BadRequestError, match="not there any more"):
        await pipeline.accept("another", parent=parent.id, vary=SAMPLE)
    await pipeline.render_next()
    job = await pipeline.read(job)
    assert (job.state, job.failure) == (JobState.FAILED, GONE)
    assert len(pipeline.service.requests) == 1


async def test_a_variation_of_a_job_deleted_meanwhile_fails_with_a_sentence(pipeline: Pipeline) -> None:
    parent = await rendered(pipeline)
    job = await pipeline.accept("variation", parent=parent.id, vary=SAMPLE)
    async with pipeline.database.session() as session:
        await session.execute(delete(JobRow).where(JobRow.id == parent.id))
    await pipeline.render_next()
    job = await pipeline.read(job)
    assert (job.state, job.failure) == (JobState.FAILED, GONE)


async def test_a_picture_without_tokens_can_not_be_varied(pipeline: Pipeline) -> None:
    pipeline.service.gives_tokens = False
    parent = await rendered(pipeline)
    with pytest.raises(BadRequestError, match="can't be varied"):
        await pipeline.accept("variation", parent=parent.id, vary=SAMPLE)


async def test_a_model_that_can_not_vary_fails_the_job_with_its_sentence(pipeline: Pipeline) -> None:
    parent = await rendered(pipeline)
    pipeline.service.faults.append((0, BadParameterError("This model can't vary pictures.", "prefix_tokens")))
    job = await rendered(pipeline, parent=parent.id, vary=SAMPLE)
    assert (job.state, job.failure) == (JobState.FAILED, "This model can't vary pictures.")
