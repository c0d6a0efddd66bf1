"""Messages that must go, whoever has deleted what they show."""

import asyncio

import pytest
from simcord import ChannelHandle

from bot.discord.connection import runner
from bot.discord.connection.client import NonetBot
from bot.privacy import delete_person
from db.jobs import Job
from tests.bot.discord.conftest import House


async def test_what_the_operator_deletes_is_taken_down_while_we_run(
    house: House, bot: NonetBot, done: Job, channel: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = asyncio.Event()
    remove_owed = runner.remove_owed

    async def look(bot: NonetBot) -> None:
        await remove_owed(bot)
        looked.set()

    monkeypatch.setattr(runner, "remove_owed", look)
    monkeypatch.setattr(runner, "REMOVED_EVERY_S", 0.0)
    await delete_person(house.database, house.image_store, house.board, "discord", done.requester_id)
    removing = asyncio.create_task(runner.keep_removing(bot))
    await looked.wait()
    removing.cancel()
    await asyncio.wait([removing])

    assert [message for message in channel.history() if message.attachments] == []
