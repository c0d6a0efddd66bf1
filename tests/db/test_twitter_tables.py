"""Mentions, posts on their way, calls and limits of X, on both databases."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from db import api_calls, deliveries, jobs, mentions, outgoing, rate_limits
from db.api_calls import DaySpent, Spent
from db.jobs import Job
from db.mentions import Mention, MentionDecision
from db.rate_limits import RateLimit
from db.session import Database

NOW = datetime(2026, 11, 23, 12, 0, 0, 123_456, tzinfo=UTC)
HOUR = timedelta(hours=1)


def mention(
    number: str, *, decision: MentionDecision = MentionDecision.ACCEPTED, **fields: object
) -> Mention:
    defaults = {"person_id": "100", "conversation_id": "5", "posted_at": NOW, "decided_at": NOW}
    return Mention(**({"id": number, "decision": decision} | defaults | fields))


async def test_a_mention_is_decided_once(database: Database) -> None:
    async with database.session() as session:
        assert await mentions.remember(session, mention("1"))
        assert not await mentions.remember(session, mention("1", decision=MentionDecision.IGNORED))
        assert await mentions.is_decided(session, "1")
        assert not await mentions.is_decided(session, "2")
        assert await mentions.is_decided(session, "2", "1")
        assert not await mentions.is_decided(session)
        assert await mentions.outcomes(session, NOW) == {(MentionDecision.ACCEPTED, ""): 1}


async def test_answers_are_counted_by_person_conversation_and_time(database: Database) -> None:
    others = [
        mention("2", person_id="101"),
        mention("3", conversation_id="6"),
        mention("4", posted_at=NOW - HOUR),
        mention("5", decision=MentionDecision.REFUSED, reason="sexual"),
    ]
    accepted, refused = MentionDecision.ACCEPTED, MentionDecision.REFUSED
    async with database.session() as session:
        for one in (mention("1"), *others):
            await mentions.remember(session, one)
        assert await mentions.count(session, accepted, "100", "5", NOW - HOUR) == 1
        assert await mentions.count(session, accepted, "100", "5", NOW - 2 * HOUR) == 2
        assert await mentions.count(session, refused, "100", "5", NOW - HOUR) == 1


async def test_unanswered_are_jobs_on_their_way_and_deliveries_that_are_owed(
    database: Database, add_job: Callable[..., Awaitable[Job]]
) -> None:
    await add_job(front="web")
    await add_job(front="twitter")
    done = await add_job(front="twitter")
    async with database.session() as session:
        assert await mentions.count_unanswered(session) == 2
        await jobs.cancel_all(session, jobs.of_person("web", "ann"), NOW)
        assert await mentions.count_unanswered(session) == 0
        await deliveries.owe(session, done.id, NOW)
        assert await mentions.count_unanswered(session) == 1


async def test_a_post_is_begun_once_and_owed_until_it_is_there(database: Database) -> None:
    async with database.session() as session:
        begun = await outgoing.begin(session, "mention:1", NOW, "Sorry!")
        assert await outgoing.begin(session, "mention:1", NOW + HOUR) == begun
        await outgoing.begin(session, "mention:2", NOW)
        assert await outgoing.owed(session, 10) == [begun]
        await outgoing.posted(session, "mention:1", "77")
        assert await outgoing.owed(session, 10) == []


async def test_only_whoever_knows_the_last_try_may_try_again(database: Database) -> None:
    async with database.session() as session:
        untried = await outgoing.begin(session, "mention:1", NOW)
        assert await outgoing.trying(session, untried, NOW)
        assert not await outgoing.trying(session, untried, NOW)
    async with database.session() as session:
        tried = await outgoing.begin(session, "mention:1", NOW)
        assert tried.tried_at == NOW
        assert await outgoing.trying(session, tried, NOW + HOUR)
        assert not await outgoing.trying(session, tried, NOW + HOUR)


async def test_what_is_not_there_may_keep_its_picture(database: Database) -> None:
    async with database.session() as session:
        await outgoing.begin(session, "job:1", NOW)
        await outgoing.uploaded(session, "job:1", "9", NOW + HOUR)
        await outgoing.not_there(session, "job:1", keep_media=True)
        kept = await outgoing.begin(session, "job:1", NOW)
        assert (kept.tried_at, kept.media_id, kept.media_until) == (None, "9", NOW + HOUR)
    async with database.session() as session:
        await outgoing.not_there(session, "job:1", keep_media=False)
        await outgoing.given_up(session, "job:1", "No.")
        lost = await outgoing.begin(session, "job:1", NOW)
        assert (lost.media_id, lost.failure) == (None, "No.")


async def test_calls_are_summed_by_day_and_kind(database: Database) -> None:
    tomorrow = NOW + timedelta(days=1)
    async with database.session() as session:
        for moment, status in ((NOW, 201), (NOW, 503), (tomorrow, None)):
            number = await api_calls.begin(session, "reply", 10_000, moment)
            if status:
                billed = int(status < 300)
                await api_calls.end(
                    session, number, status=status, resources=billed, cost_micros=10_000 * billed
                )
        assert await api_calls.spent_on(session, "2026-11-23") == Spent(2, 10_000)
        assert await api_calls.spent_since(session, "2026-11-01") == Spent(3, 20_000)
        assert await api_calls.spent_on(session, "2026-11-25") == Spent(0, 0)
        days = [(row.day, row.calls, row.failed) for row in await api_calls.by_day(session, "2026-11-23")]
        assert days == [("2026-11-23", 2, 1), ("2026-11-24", 1, 1)]
        (last,) = await api_calls.by_day(session, "2026-11-24")
        assert last == DaySpent(
            day="2026-11-24", kind="reply", calls=1, failed=1, resources=0, cost_micros=10_000
        )


async def test_only_the_last_word_on_a_limit_counts(database: Database) -> None:
    async with database.session() as session:
        assert await rate_limits.get(session, "reply") is None
        await rate_limits.put(session, "reply", RateLimit(0, NOW))
        await rate_limits.put(session, "reply", RateLimit(99, NOW + HOUR))
    async with database.reading() as session:
        assert await rate_limits.get(session, "reply") == RateLimit(99, NOW + HOUR)
