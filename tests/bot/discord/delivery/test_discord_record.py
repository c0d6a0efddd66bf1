"""Messages that can't be written down: nobody would find them with their job."""

from typing import Any

import pytest
from discord.app_commands import CommandInvokeError
from simcord import ChannelHandle, Env, MemberActor

from bot.discord.connection.client import NonetBot
from db import posts
from db.errors import DatabaseError
from db.jobs import Job


async def fail(*_: Any) -> bool:
    raise DatabaseError("The database is locked.")


async def test_a_copy_that_can_not_be_written_down_is_taken_back(
    bot: NonetBot,
    env: Env,
    done: Job,
    alice: MemberActor,
    channel: ChannelHandle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = channel.last_message
    monkeypatch.setattr(posts, "remember", fail)
    await alice.slash(channel, "show", job=done.id)
    await alice.select(card, ["3"], custom_id=f"pick:{done.id}")

    assert all(isinstance(error, CommandInvokeError) for error in env.errors)
    assert bot.incidents.total == 2
    assert [message.id for message in channel.history() if message.attachments] == [card.id]
