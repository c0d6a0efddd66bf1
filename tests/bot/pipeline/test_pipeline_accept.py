"""Requests become jobs, or a sentence says why not."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.errors import BadRequestError, PlaceError, QuotaError, RefusedError, StorageError
from bot.pipeline.background import Background
from bot.pipeline.reading import read
from bot.pipeline.request import Place, Requester
from bot.settings import Settings
from db import people, refusals, servers
from db.jobs import Job, JobState, Priority
from db.refusals import Refusal
from db.session import Database
from generation.errors import ServiceUnavailableError
from generation.protocol import SEED_LIMIT
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import Category, Decision, Verdict
from tests.bot.pipeline.conftest import Pipeline, ask, assemble


async def count(database: Database, table: str) -> int:
    async with database.reading() as session:
        number: int = await session.scalar(text(f"SELECT count(*) FROM {table}"))
    return number


async def newest_refusal(database: Database) -> Refusal:
    async with database.reading() as session:
        (refusal,) = await refusals.newest(session, 1)
    return refusal


class Strict(TextFilter):
    """Refuses what contains "gargoyle" under the strict policy, and notes it under any other."""

    def check(self, prompt: str, policy: Policy) -> Verdict:
        if "gargoyle" not in prompt:
            return super().check(prompt, policy)
        decision = Decision.REFUSE if policy.name == "strict" else Decision.REVIEW
        return Verdict(decision, Category.VIOLENCE, 0.9, "Gargoyles bite.", "Ask for a cat.", audit="rule 1")


@pytest.fixture
def strict(pipeline: Pipeline) -> Pipeline:
    pipeline.acceptor._judge._text_filter = Strict()
    return pipeline


async def test_a_request_becomes_a_job(pipeline: Pipeline) -> None:
    job = await pipeline.accept(
        prompt="  a\u0000 red\nfox ",
        place=Place("web", "page 7", "cats"),
        caption_top="top",
        private=True,
        priority=Priority.LOW,
    )
    assert (job.prompt, job.model, job.state) == ("a red fox", "nonet-small", JobState.QUEUED)
    assert (job.address, job.server, job.requester_name) == ("page 7", "cats", "Ann")
    assert (job.caption_top, job.private, job.priority) == ("top", True, Priority.LOW)
    assert await pipeline.read(job) == job


async def test_a_seed_is_drawn_if_none_is_named(pipeline: Pipeline) -> None:
    seeds = {(await pipeline.accept(str(n))).seed for n in range(3)}
    assert len(seeds) == 3
    assert (await pipeline.accept("named", seed=SEED_LIMIT - 1)).seed == SEED_LIMIT - 1


async def test_the_same_event_gives_the_same_job_whatever_has_changed_since(pipeline: Pipeline) -> None:
    job = await pipeline.accept()
    pipeline.front.closed = PlaceError("The page is gone.")
    assert await pipeline.accept(prompt="another prompt") == job
    assert await count(pipeline.database, "jobs") == 1


async def test_the_same_event_in_two_processes_at_once_is_one_job(
    pipeline: Pipeline, database_url: str
) -> None:
    other_database = Database(database_url)
    other = assemble(
        pipeline.settings, other_database, pipeline.service, pipeline.image_store, pipeline.front
    )
    everyone = [Requester("web", name) for name in ("ann", "bob")]
    found = await asyncio.gather(
        *(one.accept(requester=who) for one in (pipeline, other) for who in everyone for _ in range(3))
    )
    assert len({job.id for job in found}) == 1
    await other_database.close()


async def test_who_has_opted_out_is_left_alone(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await people.opt_out(session, "web", "ann", datetime.now(UTC))
    with pytest.raises(RefusedError, match="leave you alone") as caught:
        await pipeline.accept()
    assert caught.value.category == "opt-out"
    assert (await newest_refusal(pipeline.database)).category == "opt-out"


async def test_a_ban_gives_its_reason_and_ends(pipeline: Pipeline) -> None:
    now = datetime.now(UTC)
    async with pipeline.database.session() as session:
        await people.ban(session, "web", "ann", now + timedelta(days=1), "You have spammed.", now=now)
        await people.ban(session, "web", "bob", now - timedelta(days=1), "You had spammed.", now=now)
    with pytest.raises(RefusedError, match=r"until .* UTC\. You have spammed\."):
        await pipeline.accept()
    await pipeline.accept(requester=Requester("web", "bob"))


async def test_what_someone_asks_for_who_may_ask_for_nothing_is_not_kept(pipeline: Pipeline) -> None:
    async with pipeline.database.session() as session:
        await people.opt_out(session, "web", "ann", datetime.now(UTC))
    with pytest.raises(RefusedError):
        await pipeline.accept(prompt="a\0 cat\ud800" + "!" * 100_000)
    assert (await newest_refusal(pipeline.database)).prompt == ""


async def test_a_place_that_cannot_be_posted_to_is_said_before_anything_is_judged(strict: Pipeline) -> None:
    strict.front.closed = PlaceError("The thread is archived.")
    with pytest.raises(PlaceError, match="archived"):
        await strict.accept(prompt="a gargoyle")
    assert await count(strict.database, "refusals") == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"prompt": ""}, "nothing to paint"),
        ({"prompt": "\u200b\u0000 \n"}, "nothing to paint"),
        ({"prompt": "x" * 10_000}, "10,000 characters; at most 1,000"),
        ({"prompt": "x " * 50_000}, "100,000 characters; at most 1,000"),
        ({"seed": -1}, "from 0 to 4294967295, not -1"),
        ({"seed": SEED_LIMIT}, "from 0 to 4294967295"),
        ({"model": "dalle-giga"}, "no model 'dalle-giga'; there are dalle-mini, nonet-small"),
        ({"caption_top": "x" * 201}, "at most 200"),
        ({"caption_bottom": "y" * 201}, "at most 200"),
    ],
)
async def test_what_cannot_be_taken_is_said_in_a_sentence(
    pipeline: Pipeline, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadRequestError, match=sentence):
        await pipeline.accept(**fields)
    assert await count(pipeline.database, "jobs") == 0


@pytest.mark.parametrize(
    "prompt", ["🦊🌨️", "лиса в снегу", "雪の中の狐", "<b>fox</b> & @everyone", "fox " * 250]
)
async def test_prompts_of_all_kinds_are_taken(pipeline: Pipeline, prompt: str) -> None:
    assert (await pipeline.accept(prompt=prompt)).prompt


@given(st.text(max_size=1_100), st.text(max_size=210), st.one_of(st.none(), st.integers()))
def test_any_request_is_either_readable_or_bad(prompt: str, caption: str, seed: int | None) -> None:
    try:
        new = read(ask(prompt=prompt, caption_top=caption, seed=seed), Background(), Settings())
    except BadRequestError as error:
        assert str(error).endswith(".")
    else:
        assert 0 < len(new.prompt) <= 1_000
        assert 0 <= new.seed < SEED_LIMIT


async def test_another_model_of_the_service_can_be_named(pipeline: Pipeline) -> None:
    assert (await pipeline.accept(model="dalle-mini")).model == "dalle-mini"


async def test_a_model_is_not_doubted_while_the_service_is_away(pipeline: Pipeline) -> None:
    async def models() -> list[str]:
        raise ServiceUnavailableError("It is starting.")

    pipeline.acceptor._models = models
    assert (await pipeline.accept(model="dalle-giga")).model == "dalle-giga"


async def test_a_refusal_is_recorded_and_says_what_to_do(strict: Pipeline) -> None:
    async with strict.database.session() as session:
        await servers.choose(session, "web", "cats", policy="strict")
    with pytest.raises(RefusedError) as caught:
        await strict.accept(prompt="a gargoyle", place=Place("web", "page", "cats"))
    assert (str(caught.value), caught.value.category) == ("Gargoyles bite. Ask for a cat.", "violence")
    refusal = await newest_refusal(strict.database)
    assert (refusal.prompt, refusal.score, refusal.audit) == ("a gargoyle", 0.9, "rule 1")
    assert (refusal.decision, refusal.job_id, refusal.server) == ("refuse", None, "cats")
    assert await count(strict.database, "jobs") == 0


async def test_what_is_let_through_for_review_is_a_job_that_moderators_see(strict: Pipeline) -> None:
    job = await strict.accept(prompt="a gargoyle")
    refusal = await newest_refusal(strict.database)
    assert (refusal.decision, refusal.job_id, refusal.category) == ("review", job.id, "violence")


async def test_captions_are_judged_too_but_need_not_be_words(strict: Pipeline) -> None:
    async with strict.database.session() as session:
        await servers.choose(session, "web", "cats", policy="strict")
    await strict.accept("fine", place=Place("web", "page", "cats"), caption_top="!!!")
    with pytest.raises(RefusedError):
        await strict.accept(place=Place("web", "page", "cats"), caption_bottom="a gargoyle")


async def test_the_operators_own_words_are_refused(pipeline: Pipeline) -> None:
    settings = pipeline.settings.moderation.model_copy(update={"extra_words": ("gargoyle",)})
    pipeline.acceptor._judge._settings = settings
    with pytest.raises(RefusedError):
        await pipeline.accept(prompt="a gargoyle")


def limited(pipeline: Pipeline, **limits: int) -> Pipeline:
    update = {"limits": pipeline.settings.limits.model_copy(update=limits)}
    pipeline.acceptor._settings = pipeline.settings.model_copy(update=update)
    return pipeline


async def test_one_requester_cannot_fill_the_queue(pipeline: Pipeline) -> None:
    limited(pipeline, waiting_per_requester=2)
    for n in range(2):
        await pipeline.accept(str(n))
    with pytest.raises(QuotaError, match="2 jobs on the way already"):
        await pipeline.accept("third")
    await pipeline.accept("bob's", requester=Requester("web", "bob"))
    await pipeline.render_next()
    await pipeline.accept("third")


async def test_not_even_by_asking_for_all_at_once(pipeline: Pipeline) -> None:
    limited(pipeline, waiting_per_requester=3)

    async def attempt(source_id: str) -> Job | None:
        try:
            return await pipeline.accept(source_id)
        except QuotaError:
            return None

    jobs = await asyncio.gather(*(attempt(str(n)) for n in range(10)))
    assert sum(job is not None for job in jobs) == 3
    assert await count(pipeline.database, "jobs") == 3


async def test_the_hours_quota_says_when_to_come_back(pipeline: Pipeline) -> None:
    limited(pipeline, per_hour_per_requester=1)
    await pipeline.accept("first")
    with pytest.raises(QuotaError, match="ask again in 60 min"):
        await pipeline.accept("second")


async def test_the_queue_has_an_end(pipeline: Pipeline) -> None:
    limited(pipeline, waiting_total=1)
    await pipeline.accept("first")
    with pytest.raises(QuotaError, match="queue is full"):
        await pipeline.accept("second", requester=Requester("web", "bob"))


async def test_a_database_that_fails_is_an_error_with_a_sentence(pipeline: Pipeline) -> None:
    broken = Database("postgresql://nobody@127.0.0.1:1/nonet")
    pipeline.acceptor._database = broken
    with pytest.raises(StorageError, match="could not be used"):
        await pipeline.accept()
    await broken.close()
