"""Nonet killed in the moment after X has taken its reply and before Nonet has written that down."""

from pathlib import Path

from bench.common import faults
from bench.common.ledger import opened, when_settled
from bench.common.painter import Painter
from bench.common.waiting import until
from bench.twitter.measures import settings_for
from bench.twitter.process import nonet_process
from bench.twitter.server import StandIn

MENTIONS, POST = "GET /2/users/{id}/mentions", "POST /2/tweets"


async def test_a_reply_that_was_posted_before_the_kill_is_not_posted_again(
    server: StandIn, service: Painter, tmp_path: Path
) -> None:
    settings = settings_for(server, tmp_path, service.url)
    server.faults.for_calls(POST, {1}, faults.silent_after(60.0))
    async with nonet_process(tmp_path, settings):
        await until(lambda: server.journal.of(MENTIONS))
        mention = server.world.add_post(server.world.add_account("ann"), "@nonet a red fox")
        await until(lambda: server.world.replies_to(mention))
    async with nonet_process(tmp_path, settings), opened(tmp_path / "data" / "nonet.db") as database:
        await when_settled(database, 60.0, at_least=1)
    assert len(server.world.replies_to(mention)) == 1
    assert len(server.journal.of(POST)) == 1
    assert server.journal.violations() == []
