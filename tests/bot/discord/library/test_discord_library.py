"""People look through pictures: their own, those they like, those of their server."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from PIL import Image
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor
from simcord.components import walk_components

from tests.bot.discord.conftest import House
from tests.bot.discord.library.conftest import Draw, Like


def texts(result: InteractionResult) -> str:
    assert result.response is not None
    return "\n".join(part["content"] for part in parts(result, 10))


def parts(result: InteractionResult, kind: int) -> list[dict[str, Any]]:
    assert result.response is not None
    return [part for part in walk_components(result.response.components) if part["type"] == kind]


def labels(result: InteractionResult) -> list[str]:
    return [button["label"] for button in parts(result, 2)]


async def test_history_shows_ones_own_jobs_to_oneself_newest_first(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw
) -> None:
    await draw(alice, "first fox", guild)
    await draw(bob, "bob's badger", guild)
    await draw(alice, "second fox")
    result = await alice.slash(channel, "history")
    assert result.ephemeral
    assert "1\\. second fox" in texts(result)
