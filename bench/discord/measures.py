"""The measures of Nonet on Discord: first answers, answers under faults, memory."""

import asyncio
from pathlib import Path

from bench.common import faults
from bench.common.answers import Json
from bench.common.figures import Figure, at_most, exactly, percentile
from bench.common.ledger import accepted_jobs, opened, when_settled
from bench.common.painter import painter
from bench.common.waiting import until
from bench.discord.bots import bot_process
from bench.discord.crowd import Crowd
from bench.discord.faults import banned_by_cloudflare, rate_limited, rate_limited_without_headers
from bench.discord.outcomes import outcomes
from bench.discord.posts import LOADING
from bench.discord.server import StandIn, stand_in
from bench.discord.world import Interaction

COMMANDS = 200
WARM_JOBS = 8
WARM_TIMEOUT_S = 120.0
LOAD_S = 20.0
"""How long the event loop is watched after the last command."""
FAULTY_SHARE = 0.2
CHAOS_TIMEOUT_S = 900.0
QUIET_S = 15.0
"""Without any job or delivery; no command is answered so late that its job would come after this."""
GUILDS, CHANNELS, ROLES = 1_000, 25, 20
SETTLE_S = 8.0
"""discord.py calls itself ready when no guild has come for 2 s."""


async def measure_answers(folder: Path) -> list[Figure]:
    """How soon a crowd is answered while Nonet's own service paints on every core, and what the loop does."""
    async with stand_in() as server:
        crowd = Crowd(server)
        async with bot_process(server, folder) as bot:
            warm = await crowd.draw(WARM_JOBS, 0.1)
            await until(lambda: any(_shows_preview(each) for each in warm), WARM_TIMEOUT_S)
            bot.begin_watch_anew()
            interactions = await crowd.draw(COMMANDS, 1.0)
            await asyncio.sleep(LOAD_S)
            report = await bot.stop()
        _print_suspects(report)
        seconds = [each.answered_at - each.created_at for each in interactions if each.answered_at]
        return [
            exactly("slash commands answered", len(seconds), COMMANDS),
            Figure("first answer, median", percentile(seconds, 0.5), "s"),
            at_most("first answer, 99th percentile", percentile(seconds, 0.99), 1.0, "s"),
            at_most("first answer, slowest", max(seconds), 3.0, "s"),
            at_most("event loop's longest silence", report["longest_silence_s"], 0.1, "s"),
            Figure("  its own work in one turn, at most", report["longest_work_s"], "s"),
            Figure("  one collection of garbage, at most", report["longest_collection_s"], "s"),
            _refused(server, "first answers"),
        ]


async def measure_chaos(folder: Path) -> list[Figure]:
    """Whether each accepted job is answered once while every fifth call to Discord goes wrong."""
    async with stand_in() as server, painter() as service:
        crowd = Crowd(server)
        async with bot_process(server, folder, generation__url=service.url) as bot:
            server.faults.for_share(FAULTY_SHARE, *every_fault())
            interactions = await crowd.draw(COMMANDS, 10.0)
            async with opened(folder / "data" / "nonet.db") as database:
                await when_settled(database, CHAOS_TIMEOUT_S, quiet_s=QUIET_S)
                accepted = await accepted_jobs(database)
            report = await bot.stop()
        counts = outcomes(server.world.messages_of_bot(), accepted)
        faulty = sum(server.faults.happened.values())
        return [
            Figure("commands given", len(interactions)),
            Figure("  of which never answered", sum(each.answered_at is None for each in interactions)),
            Figure("  of which left thinking for ever", sum(_thinks(each) for each in interactions)),
            Figure("jobs accepted", len(accepted)),
            Figure("calls to Discord", len(server.journal.entries)),
            Figure("  of which faulty", 100 * faulty / len(server.journal.entries), "%"),
            exactly("jobs answered exactly once", sum(n == 1 for n in counts.values()), len(accepted)),
            exactly("jobs answered more than once", sum(n > 1 for n in counts.values()), 0),
            exactly("jobs never answered", sum(n == 0 for n in counts.values()), 0),
            Figure("event loop's longest silence under faults", report["longest_silence_s"], "s"),
            _refused(server, "faults"),
        ]


async def measure_memory(folder: Path) -> list[Figure]:
    """What a bot process needs with many guilds in its cache."""
    async with stand_in() as server, painter() as service:
        for number in range(GUILDS):
            guild = server.world.add_guild(f"guild {number}", roles=ROLES)
            for place in range(CHANNELS):
                server.world.add_channel(guild, f"channel {place}")
        async with bot_process(server, folder, generation__url=service.url) as bot:
            session = server.gateway.session()
            await until(lambda: session.sent >= GUILDS + 1, 120.0)
            await asyncio.sleep(SETTLE_S)
            memory_mb, peak_mb = bot.memory_mb, bot.peak_memory_mb
            report = await bot.stop()
    return [
        at_most(f"memory with {GUILDS:,} guilds", memory_mb, 250.0, "MB"),
        Figure("  at its peak", peak_mb, "MB"),
        exactly("  torch loaded", int(report["torch"]), 0),
    ]


def every_fault() -> list[faults.Fault]:
    """All that can go wrong with a call, once each."""
    return [
        rate_limited(0.3),
        rate_limited_without_headers(0.3),
        banned_by_cloudflare(),
        *(faults.server_error(status) for status in (500, 502, 503)),
        faults.slow(1.0),
        faults.dropped_before(),
        faults.dropped_after(),
    ]


def _print_suspects(report: Json) -> None:
    if report["suspects"]:
        print("seen in silences of the event loop above 50 ms:")
    for place, count in report["suspects"]:
        print(f"{count:4} {place}")


def _thinks(interaction: Interaction) -> bool:
    message = interaction.original
    return bool(message and message.flags & LOADING)


def _shows_preview(interaction: Interaction) -> bool:
    message = interaction.original
    return bool(message and message.attachments)


def _refused(server: StandIn, when: str) -> Figure:
    violations = server.journal.violations()
    for violation in sorted(set(violations)):
        print(violation)
    return exactly(f"calls that Discord's description does not allow ({when})", len(violations), 0)
