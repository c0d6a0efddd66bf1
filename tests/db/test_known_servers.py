"""Which servers are known, the busiest first."""

from datetime import UTC, datetime, timedelta

from db import known_servers, servers
from db.known_servers import KnownServer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
LONG_AGO = NOW - timedelta(days=31)


async def busiest(database, limit=9):
    async with database.reading() as session:
        return await known_servers.busiest(session, SINCE, limit)


def server(name, jobs=0, policy=None, left_at=None, front="discord"):
    return KnownServer(front=front, id=name, jobs=jobs, policy=policy, left_at=left_at)


async def test_nobody_knows_any_at_first(database, add_job):
    await add_job()
    assert await busiest(database) == []


async def test_the_busiest_come_first_and_then_who_has_only_chosen(database, add_job):
    for name in ("cats", "dogs", "dogs"):
        await add_job(now=NOW, front="discord", server=name)
    await add_job(now=NOW, front="elsewhere", server="dogs")
    async with database.session() as session:
        await servers.choose(session, "discord", "dogs", policy="strict")
        await servers.choose(session, "discord", "birds", policy="relaxed", left_at=NOW)
    known = [
        server("dogs", 2, "strict"),
        server("cats", 1),
        server("dogs", 1, front="elsewhere"),
        server("birds", 0, "relaxed", NOW),
    ]
    assert await busiest(database) == known
    assert await busiest(database, 2) == known[:2]


async def test_what_was_asked_for_long_ago_is_forgotten(database, add_job):
    await add_job(now=LONG_AGO, front="discord", server="cats")
    assert await busiest(database) == []
