"""Nonet killed in the moment after Discord has taken a result and before Nonet has written that down."""

from pathlib import Path

import pytest

from bench.common import faults
from bench.common.ledger import accepted_jobs, opened, when_settled
from bench.common.painter import painter
from bench.common.waiting import until
from bench.discord.bots import bot_process
from bench.discord.outcomes import outcomes
from bench.discord.posts import LOADING
from bench.discord.server import StandIn
from tests.discord_wire.nonet import QUEUE

POST = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
SILENCE = faults.silent_after(60.0)


@pytest.mark.parametrize("token_lives", [True, False], ids=["edited answer", "post in the channel"])
async def test_a_result_that_was_posted_before_the_crash_is_not_posted_again(
    server: StandIn, tmp_path: Path, token_lives: bool
) -> None:
    channel = server.world.add_channel(server.world.add_guild())
    queue = {f"queue__{name}": value for name, value in QUEUE.items()}
    async with painter() as service:
        settings = {"generation__url": service.url, **queue}
        service.go_on.clear()
        async with bot_process(server, tmp_path, **settings) as bot:
            asked = server.people.slash(server.world.add_user("ann"), channel, "draw", prompt="a red fox")
            await until(lambda: service.requests and asked.original and not asked.original.flags & LOADING)
            if not token_lives:
                server.clock.advance(16 * 60)
            server.faults.for_share(1.0, SILENCE, routes={EDIT if token_lives else POST})
            service.go_on.set()
            await until(lambda: server.faults.happened["silent"] and results(server))
            await bot.kill()
        server.faults.clear()
        async with (
            bot_process(server, tmp_path, **settings) as bot,
            opened(tmp_path / "data/nonet.db") as rows,
        ):
            await when_settled(rows, 60.0, at_least=1)
            assert list(outcomes(server.world.messages_of_bot(), await accepted_jobs(rows)).values()) == [1]
            await bot.stop()
    assert len(channel.messages) == (1 if token_lives else 2)
    assert server.journal.violations() == []


def results(server: StandIn) -> int:
    """How many messages show a collage."""
    shown = [file.filename for message in server.world.messages_of_bot() for file in message.attachments]
    return sum(name.startswith("collage") for name in shown)
