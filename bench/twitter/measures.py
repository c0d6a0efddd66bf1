"""The measures of Nonet on X: what answers cost, and whether all get theirs while everything goes wrong."""

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from bench.common import faults
from bench.common.faults import Fault
from bench.common.figures import Figure, exactly
from bench.common.ledger import opened, when_settled
from bench.common.painter import painter
from bench.common.waiting import until
from bench.twitter.bill import MICROS
from bench.twitter.crowd import Crowd
from bench.twitter.faults import (
    credits_used_up,
    internal_error,
    rate_limited,
    rate_limited_without_reset,
    unauthorized,
)
from bench.twitter.process import nonet_process
from bench.twitter.server import StandIn, stand_in
from bench.twitter.signature import KEYS
from db import api_calls
from db.models import MentionRow
from db.session import Database

MENTIONS = 1_000
KILLS = 20
ANSWERS = 200
"""Enough to know what 1,000 cost, as each costs the same."""
EVERY = 10
"""Which call fails: the tenth, the twentieth and so on."""
LIVES_S = 4.0
"""The most that a process lives from its first call on; every second one lives until it has caught up."""
START_TIMEOUT_S = 90.0
SETTLED_TIMEOUT_S = 900.0
QUIET_S = 5.0
LIMITS_TIMES = 200
"""X lets an account post 100 times in 15 minutes; nobody waits that long for a bench."""
READ = "GET /2/users/{id}/mentions"
ANSWER = ("POST /2/media/upload", "POST /2/media/metadata", "POST /2/tweets")


async def measure_cost(folder: Path) -> list[Figure]:
    """What is called, and what X charges, for answers while nothing goes wrong."""
    async with stand_in() as server, painter(at_once=8) as service:
        crowd = Crowd(server.world)
        settings = settings_for(server, folder, service.url)
        async with nonet_process(folder, settings):
            await _first_look(server)
            crowd.ask(ANSWERS)
            async with opened(folder / "data" / "nonet.db") as database:
                await when_settled(database, SETTLED_TIMEOUT_S, at_least=ANSWERS, quiet_s=QUIET_S)
                recorded = await _recorded_dollars(database)
    routes = Counter(entry.call.route for entry in server.journal.entries)
    replies = len(server.world.posts_of_bot())
    charged = [Figure(f"  {what}", count) for what, count in sorted(server.bill.charged.items())]
    return [
        exactly("mentions answered", replies, ANSWERS),
        exactly("calls for an answer: upload, alt text, reply", _answer_calls(routes) / replies, 3),
        Figure("looks for mentions", routes[READ]),
        *charged,
        Figure("cost of 1,000 answers by X's prices", 1_000 * server.bill.dollars / replies, "USD"),
        exactly("  of which Nonet has not counted", round(server.bill.dollars - recorded, 6), 0, "USD"),
        _refused(server, "cost"),
    ]


async def measure_chaos(folder: Path) -> list[Figure]:
    """Whether each mention is decided and answered once, while calls fail and processes are killed."""
    async with stand_in() as server, painter(at_once=8) as service:
        server.world.show_after_s = (0.0, 0.8)
        crowd = Crowd(server.world)
        chance = random.Random(4)  # noqa: S311 - when a process dies is no secret
        settings = settings_for(server, folder, service.url)
        async with nonet_process(folder, settings):
            await _first_look(server)
        server.faults.for_calls(ANSWER[0], {50}, rate_limited_without_reset())
        server.faults.for_every(EVERY, *every_fault())
        async with opened(folder / "data" / "nonet.db") as database:
            for number in range(KILLS):
                crowd.mention(MENTIONS // KILLS)
                async with nonet_process(folder, settings):
                    await _some_call(server)
                    await asyncio.sleep(LIVES_S * chance.random())
                    if number % 2:
                        await _caught_up(database, crowd, MENTIONS // KILLS)
            async with nonet_process(folder, settings):
                await _caught_up(database, crowd, 0)
                await when_settled(database, SETTLED_TIMEOUT_S, quiet_s=QUIET_S)
            decided = await _decided(database)
    return _figures_of_chaos(server, crowd, decided)


def _figures_of_chaos(server: StandIn, crowd: Crowd, decided: set[int]) -> list[Figure]:
    counts = {post.id: len(server.world.replies_to(post)) for post in crowd.posts}
    deserving = [counts[post.id] for post in crowd.deserving]
    faulty = sum(server.faults.happened.values())
    calls = len(server.journal.entries)
    return [
        exactly("mentions", len(crowd.posts), MENTIONS),
        Figure("  of which deserve an answer", len(deserving)),
        Figure("processes killed", KILLS),
        Figure("calls to X", calls),
        Figure("  of which failed", 100 * faulty / calls, "%"),
        exactly("mentions decided", len(decided & counts.keys()), MENTIONS),
        exactly("deserving ones answered exactly once", deserving.count(1), len(deserving)),
        exactly("mentions answered more than once", sum(count > 1 for count in counts.values()), 0),
        exactly("undeserving ones answered", sum(counts.values()) - sum(deserving), 0),
        exactly("replies beside those", len(server.world.posts_of_bot()) - sum(counts.values()), 0),
        Figure("cost of it all by X's prices", server.bill.dollars, "USD"),
        _refused(server, "faults"),
    ]


def every_fault() -> list[Fault]:
    """All that can go wrong with a call, once each; a 429 without reset, which rests a minute, is apart."""
    return [
        rate_limited(1.0),
        *(faults.server_error(status) for status in (500, 502, 503)),
        internal_error(),
        credits_used_up(),
        unauthorized(),
        faults.dropped_before(),
        faults.dropped_after(),
    ]


def settings_for(server: StandIn, folder: Path, painter_url: str) -> dict[str, object]:
    """As by default, but impatient, and without caps and X's limits in the way."""
    server.limits.times = LIMITS_TIMES
    waits = {"poll_interval_s": 1.0, "rest_s": 1.0, "reconcile_after_s": 1.0}
    caps = {"daily_usd": 1e4, "monthly_usd": 1e4, "daily_calls": 10**6, "monthly_calls": 10**6}
    twitter = {"enabled": True, "reply_approved": True, "base_url": server.url} | KEYS | waits | caps
    queue = {"workers": 4, "lease_s": 5.0, "heartbeat_s": 1.0, "poll_s": 0.5, "retry_s": 0.2}
    return {
        "data_dir": folder / "data",
        "web__enabled": False,
        "generation__url": painter_url,
        **{f"twitter__{name}": value for name, value in twitter.items()},
        **{f"queue__{name}": value for name, value in queue.items()},
    }


async def _some_call(server: StandIn) -> None:
    """Return when a process that has just been started is at work."""
    calls = len(server.journal.entries)
    await until(lambda: len(server.journal.entries) > calls, START_TIMEOUT_S)


async def _first_look(server: StandIn) -> None:
    """Return when Nonet knows where to begin; what was written before is never answered."""
    await until(lambda: len(server.journal.of(READ)) > 1, START_TIMEOUT_S)


async def _caught_up(database: Database, crowd: Crowd, but_for: int) -> None:
    """Return when all mentions but so many are decided. X shows no more than the 800 most recent."""
    deadline = time.monotonic() + SETTLED_TIMEOUT_S
    while (open_ones := len(crowd.posts) - len(await _decided(database))) > but_for:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{open_ones} mentions are still undecided after {SETTLED_TIMEOUT_S:g} s")
        await asyncio.sleep(1.0)


async def _decided(database: Database) -> set[int]:
    async with database.reading() as session:
        return {int(mention) for mention in await session.scalars(select(MentionRow.id))}


async def _recorded_dollars(database: Database) -> float:
    async with database.reading() as session:
        return sum(row.cost_micros for row in await api_calls.by_day(session, "2000-01-01")) / MICROS


def _answer_calls(routes: Counter[str]) -> int:
    return sum(routes[route] for route in ANSWER)


def _refused(server: StandIn, when: str) -> Figure:
    violations = server.journal.violations()
    for violation in sorted(set(violations)):
        print(violation)
    return exactly(f"calls that X's description does not allow ({when})", len(violations), 0)
