"""No picture is kept, told of or delivered that the filter refuses, or that nobody could judge."""

import asyncio
import io
import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.errors import PictureError
from bot.pipeline.block_pictures import block_pictures
from bot.pipeline.paint import PICTURES_REFUSED, PICTURES_UNJUDGED, REDRAWS
from bot.pipeline.picture_judge import BLOCKED, UNJUDGED, PictureJudge
from bot.pipeline.progress import Preview, ProgressEvent
from bot.pipeline.request import Place
from bot.tile import make_tile
from db import blocked_pictures, refusals, samples
from db.jobs import Job, JobState, NewJob
from db.refusals import Refusal
from db.samples import Sample
from db.scope import Scope
from generation.protocol import SEED_LIMIT
from moderation.image_nets import ImageNetError
from moderation.images import Pixels
from moderation.perceptual_hash import perceptual_hash
from moderation.verdict import ALLOWED, Category, Decision, Verdict
from tests.bot.pipeline import conftest
from tests.bot.pipeline.conftest import SIDE_PX, Pipeline, picture

Painted = tuple[int, int]
"""Seed and sample of a picture of the tiny service."""


class Picky:
    """Refuses pictures of the tiny service by seed and sample."""

    def __init__(self, refuses: Callable[[int, int], bool]) -> None:
        self.refuses = refuses
        self.batches: list[list[Painted]] = []
        self.levels: set[str] = set()

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        self.levels.add(level)
        self.batches.append([painted_in(pixels) for pixels in pictures])
        return [self._verdict(*which) for which in self.batches[-1]]

    def _verdict(self, seed: int, sample: int) -> Verdict:
        if self.refuses(seed, sample):
            return Verdict(Decision.REFUSE, Category.SEXUAL, sample / 10, audit=f"rule {sample}")
        return ALLOWED


class Broken:
    """Fails."""

    def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
        raise ImageNetError("A net gives what is no score.")


def painted_in(pixels: Pixels) -> Painted:
    red, green, blue = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2]
    return int(red) + 256 * int(blue), int(green) // 25


def use(pipeline: Pipeline, picture_filter: Picky | Broken) -> None:
    pipeline.renderer._judge = PictureJudge(lambda: picture_filter, pipeline.database)


async def render(
    pipeline: Pipeline, source_id: str = "event", **fields: object
) -> tuple[Job, list[ProgressEvent]]:
    """Render a job that is watched, and say what was told of it."""
    job = await pipeline.accept(source_id, **fields)

    async def watch() -> list[ProgressEvent]:
        return [event async for event in pipeline.board.watch(job.id)]

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await pipeline.render_next()
    return await pipeline.read(job), await watching


async def kept(pipeline: Pipeline, job: Job) -> list[Sample]:
    async with pipeline.database.reading() as session:
        return await samples.of_job(session, job.id)


async def told_moderators(pipeline: Pipeline) -> list[Refusal]:
    async with pipeline.database.reading() as session:
        return await refusals.newest(session, 9)


def seen(pipeline: Pipeline, told: Sequence[ProgressEvent]) -> set[Painted]:
    """All pictures of the tiny service in what was told and in all files."""
    pngs = [event.png for event in told if isinstance(event, Preview)]
    files = [path.read_bytes() for path in pipeline.settings.images_dir.glob("??/*")]
    return {painted for data in [*pngs, *files] for painted in painted_in_all(data)}


def painted_in_all(data: bytes) -> set[Painted]:
    """The pictures in a sample or a collage."""
    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    step = (pixels.shape[0] - SIDE_PX) // 2 if pixels.shape[0] > SIDE_PX else SIDE_PX
    places = range(0, pixels.shape[0], step)
    return {painted_in(pixels[y : y + SIDE_PX, x : x + SIDE_PX]) for y in places for x in places}


async def test_a_refused_sample_is_drawn_again_with_the_next_seeds_and_never_shown(
    pipeline: Pipeline,
) -> None:
    last = SEED_LIMIT - 1
    refused = {(last % 2**16, 4), (0, 4), (last % 2**16, 9)}
    use(pipeline, Picky(lambda *painted: painted in refused))
    job, told = await render(pipeline, seed=last)
    seeds = {sample.number: sample.seed for sample in await kept(pipeline, job)}
    assert seeds == dict.fromkeys(range(1, 10), last) | {4: 1, 9: 0}
    redrawn = [(request.first_sample, request.n, request.seed) for request in pipeline.service.requests[1:]]
    assert redrawn == [(4, 1, 0), (9, 1, 0), (4, 1, 1)]
    assert not refused & seen(pipeline, told)


async def test_moderators_see_what_was_refused_of_a_job_that_went_on(pipeline: Pipeline) -> None:
    use(pipeline, Picky(lambda seed, sample: (seed, sample) in {(5, 2), (5, 7), (6, 7)}))
    job, _ = await render(pipeline, seed=5)
    (refusal,) = await told_moderators(pipeline)
    assert (refusal.job_id, refusal.decision, refusal.reason) == (job.id, "review", "")
    assert (refusal.category, refusal.score, refusal.prompt) == ("sexual", 0.7, job.prompt)
    assert refusal.audit.splitlines() == [
        "sample 2, seed 5: rule 2",
        "sample 7, seed 5: rule 7",
        "sample 7, seed 6: rule 7",
    ]


async def test_what_is_refused_each_time_becomes_a_tile(pipeline: Pipeline) -> None:
    use(pipeline, Picky(lambda _, sample: sample in (2, 3)))
    job, told = await render(pipeline, seed=5)
    assert job.state is JobState.RENDERED
    assert len(pipeline.service.requests) == 1 + 2 * REDRAWS
    found = await kept(pipeline, job)
    assert [sample.number for sample in found if sample.tokens is None] == [2, 3]
    tile = Image.open(pipeline.image_store.path(found[1].image_key or ""))
    expected = Image.open(io.BytesIO(make_tile(picture(0, 0))))
    assert np.array_equal(np.asarray(tile), np.asarray(expected))
    assert not any(isinstance(event, Preview) and event.sample in (2, 3) for event in told)


async def test_a_job_of_which_too_much_is_refused_ends_with_a_sentence(pipeline: Pipeline) -> None:
    limit = pipeline.settings.moderation.refused_samples_limit
    use(pipeline, Picky(lambda _, sample: sample <= limit + 1))
    job, _ = await render(pipeline, seed=5)
    assert (job.state, job.failure, job.attempts) == (JobState.FAILED, PICTURES_REFUSED, 1)
    assert len(pipeline.service.requests) == 1
    assert list(pipeline.settings.images_dir.glob("??/*")) == []
    (refusal,) = await told_moderators(pipeline)
    assert (refusal.decision, refusal.category, refusal.score) == ("refuse", "sexual", (limit + 1) / 10)
    assert refusal.reason == PICTURES_REFUSED


async def test_a_filter_that_fails_lets_nothing_through(pipeline: Pipeline) -> None:
    use(pipeline, Broken())
    job, told = await render(pipeline, seed=5)
    assert (job.state, job.failure) == (JobState.FAILED, PICTURES_UNJUDGED)
    assert not any(isinstance(event, Preview) for event in told)
    assert list(pipeline.settings.images_dir.glob("??/*")) == []
    (refusal,) = await told_moderators(pipeline)
    assert refusal.category == UNJUDGED
    assert refusal.audit.startswith(
        "sample 1, seed 5: the picture filter failed: ImageNetError: A net gives what is no score."
    )


async def test_a_filter_that_can_not_be_loaded_lets_nothing_through_until_it_can(pipeline: Pipeline) -> None:
    loads = iter([ImageNetError("photos.onnx is not the file that ships"), None, None])

    def load() -> Picky:
        if error := next(loads):
            raise error
        return Picky(lambda *_: False)

    pipeline.renderer._judge = PictureJudge(load, pipeline.database)
    job, _ = await render(pipeline, source_id="first")
    assert (job.state, job.failure) == (JobState.FAILED, PICTURES_UNJUDGED)
    job, _ = await render(pipeline, source_id="second")
    assert job.state is JobState.RENDERED


async def test_warming_up_loads_once_and_outlives_a_filter_that_can_not_be_loaded(
    pipeline: Pipeline,
) -> None:
    calls = itertools.count()

    def load() -> Picky:
        if next(calls) == 0:
            raise ImageNetError("photos.onnx can't be read")
        return Picky(lambda *_: False)

    judge = PictureJudge(load, pipeline.database)
    for _ in range(3):
        await judge.warm_up()
    assert await judge.check([picture(5, 1)], A_JOB) == [None]
    assert next(calls) == 2


async def test_fewer_verdicts_than_pictures_are_a_failure(pipeline: Pipeline) -> None:
    class Short(Picky):
        def check(self, pictures: Sequence[Pixels], level: str = "standard") -> list[Verdict]:
            return super().check(pictures, level)[1:]

    judge = PictureJudge(lambda: Short(lambda *_: False), pipeline.database)
    verdicts = await judge.check([picture(5, 1), picture(5, 2)], A_JOB)
    assert [verdict and verdict.category for verdict in verdicts] == [UNJUDGED, UNJUDGED]


async def test_finished_samples_are_judged_in_one_batch_at_the_level_of_the_job(pipeline: Pipeline) -> None:
    picky = Picky(lambda *_: False)
    use(pipeline, picky)
    await pipeline.accept(seed=5)
    await pipeline.render_next()
    assert [len(batch) for batch in picky.batches] == [9]
    assert picky.levels == {"standard"}


async def test_previews_are_judged_only_while_someone_watches(pipeline: Pipeline) -> None:
    picky = Picky(lambda *_: False)
    use(pipeline, picky)
    await pipeline.accept("unwatched", seed=5)
    await pipeline.render_next()
    assert (0, 0) not in {painted for batch in picky.batches for painted in batch}
    pipeline.service.go_on.clear()
    pipeline.service.half_way = lambda: asyncio.sleep(0.2)  # type: ignore[method-assign]  # time to judge it
    _, told = await render(pipeline, source_id="watched", seed=5)
    assert Preview(1, picture(0, 0)) in told


@pytest.mark.parametrize("flagged", [True, False])
async def test_a_preview_is_shown_if_it_is_not_refused(pipeline: Pipeline, flagged: bool) -> None:
    use(pipeline, Picky(lambda seed, _: flagged and seed == 0))
    pipeline.service.half_way = lambda: asyncio.sleep(0.2)  # type: ignore[method-assign]  # as above
    job, told = await render(pipeline, seed=5)
    assert job.state is JobState.RENDERED
    assert (Preview(1, picture(0, 0)) in told) is not flagged
    assert await told_moderators(pipeline) == []


A_JOB = NewJob(
    front="web",
    source_id="event",
    address="page",
    server=None,
    platform="web",
    requester_id="ann",
    requester_name="Ann",
    prompt="a red fox in the snow",
    model="nonet-small",
    seed=5,
)
flags = st.sets(st.tuples(st.integers(5, 5 + REDRAWS), st.integers(1, 9)), max_size=27)


@example(set(itertools.product(range(5, 8), range(1, 5))), True)
@example({(5, sample) for sample in range(1, 6)}, False)
@given(flags, st.booleans())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing of one example harms the next
)
async def test_whatever_is_refused_is_never_shown(
    pipeline: Pipeline, refused: set[Painted], preview: bool
) -> None:
    for path in pipeline.settings.images_dir.glob("??/*"):  # of the examples before
        path.unlink()
    use(pipeline, Picky(lambda seed, sample: (seed, sample) in refused or (preview and seed == 0)))
    job, told = await render(pipeline, source_id=f"{sorted(refused)} {preview}", seed=5)
    assert not refused & seen(pipeline, told)
    if preview:
        assert (0, 0) not in seen(pipeline, told)
    limit = pipeline.settings.moderation.refused_samples_limit
    rounds = [{sample for seed, sample in refused if seed == 5 + redraw} for redraw in range(REDRAWS + 1)]
    if len(rounds[0]) > limit:
        assert job.state is JobState.FAILED
        return
    hopeless = set.intersection(*rounds)
    found = {sample.number: sample for sample in await kept(pipeline, job)}
    assert {number for number, sample in found.items() if sample.tokens is None} == hopeless
    for number in found.keys() - hopeless:
        expected = next(5 + redraw for redraw, those in enumerate(rounds) if number not in those)
        assert found[number].seed == expected


def landscape(seed: int, sample: int) -> bytes:
    """A picture with enough in it to be known again, another one for each seed and sample."""
    chance = np.random.default_rng((seed, sample))
    small = Image.fromarray(chance.integers(0, 255, (8, 8, 3), dtype=np.uint8))
    buffer = io.BytesIO()
    small.resize((96, 96), Image.Resampling.BICUBIC).save(buffer, "PNG")
    return buffer.getvalue()


async def test_what_moderators_blocked_is_refused_when_it_is_painted_again(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "picture", landscape)
    removed, _ = await render(pipeline, source_id="removed", seed=5)
    assert await block_pictures(pipeline.database, pipeline.image_store, removed.id, "discord:1", None) == 9
    again, _ = await render(pipeline, source_id="again", seed=5)
    assert (again.state, again.failure) == (JobState.FAILED, PICTURES_REFUSED)
    (refusal,) = await told_moderators(pipeline)
    assert (refusal.category, refusal.decision) == (BLOCKED, "refuse")
    assert refusal.audit.startswith("sample 1, seed 5: block list: 0 of 64 bits from a blocked picture")
    other, _ = await render(pipeline, source_id="other", seed=6)
    assert other.state is JobState.RENDERED


async def test_what_a_servers_moderators_block_is_blocked_there(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "picture", landscape)
    here, there = (Place("web", "page", server=server) for server in ("here", "there"))
    removed, _ = await render(pipeline, "removed", seed=5, place=here)
    scope = Scope("web", "here")
    await block_pictures(pipeline.database, pipeline.image_store, removed.id, "discord:1", scope)
    again, _ = await render(pipeline, "again", seed=5, place=here)
    elsewhere, _ = await render(pipeline, "elsewhere", seed=5, place=there)
    assert (again.state, elsewhere.state) == (JobState.FAILED, JobState.RENDERED)


async def test_blocked_pictures_are_known_again_in_another_size_and_format(pipeline: Pipeline) -> None:
    judge = PictureJudge(lambda: Picky(lambda *_: False), pipeline.database)
    original = Image.open(io.BytesIO(landscape(1, 1)))
    known = perceptual_hash(np.asarray(original))
    assert known is not None
    async with pipeline.database.session() as session:
        await blocked_pictures.block(session, [known], job_id="removed", scope=None, now=datetime.now(UTC))
    copy = io.BytesIO()
    original.resize((200, 200)).save(copy, "JPEG", quality=50)
    verdicts = await judge.check([copy.getvalue(), landscape(1, 2), landscape(2, 1)], A_JOB)
    assert [verdict and verdict.category for verdict in verdicts] == [BLOCKED, None, None]


async def test_plain_pictures_and_those_that_are_gone_can_not_be_blocked(pipeline: Pipeline) -> None:
    job, _ = await render(pipeline, seed=5)
    assert await block_pictures(pipeline.database, pipeline.image_store, job.id, "discord:1", None) == 0
    for path in pipeline.settings.images_dir.glob("??/*"):
        path.unlink()
    assert await block_pictures(pipeline.database, pipeline.image_store, job.id, "discord:1", None) == 0
    assert (
        await block_pictures(pipeline.database, pipeline.image_store, "no such job", "discord:1", None) == 0
    )


async def test_what_is_no_picture_costs_an_attempt(pipeline: Pipeline) -> None:
    judge = PictureJudge(lambda: Picky(lambda *_: False), pipeline.database)
    with pytest.raises(PictureError):
        await judge.check([b"no picture"], A_JOB)
