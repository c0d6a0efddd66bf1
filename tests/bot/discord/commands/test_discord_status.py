"""How Nonet is doing: the line under its name for everyone, and all the numbers for its operator."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.connection.client import NonetBot
from bot.discord.connection.presence import Presence
from db.jobs import Job

AddJob = Callable[..., Awaitable[Job]]


async def test_the_presence_tells_of_the_queue_and_only_when_it_changes(
    env: Env, bot: NonetBot, add_job: AddJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str | None] = []

    async def change_presence(*, activity: Any) -> None:
        shown.append(activity.name)

    monkeypatch.setattr(bot, "change_presence", change_presence)
    presence = Presence(bot)

    await presence.update()
    await presence.update()
    await add_job()
    await presence.update()

    assert shown == ["/draw · nonet-small", "/draw · nonet-small · 1 waiting"]


@pytest.fixture
def admin(env: Env, guild: GuildHandle) -> MemberActor:
    role = guild.create_role("admin", permissions=discord.Permissions(administrator=True))
    return guild.add_member(env.create_user("bob"), roles=[role])


def name_operator(bot: NonetBot, person: MemberActor) -> None:
    named = bot.settings.discord.model_copy(update={"operators": (str(person.id),)})
    bot.settings = bot.settings.model_copy(update={"discord": named})


async def test_the_operator_sees_how_nonet_is_doing(
    admin: MemberActor, channel: ChannelHandle, bot: NonetBot, add_job: AddJob
) -> None:
    name_operator(bot, admin)
    bot.incidents.record(ZeroDivisionError())
    await add_job()

    result = await admin.slash(channel, "status")

    shown = str(result.response.components)
    assert result.response.ephemeral
    for fact in ("Servers: 1", "Queue: 1 waiting, 0 being painted", "nonet-small", "Incidents: 1 "):
        assert fact in shown


async def test_other_administrators_are_told_that_it_is_not_for_them(
    admin: MemberActor, alice: MemberActor, channel: ChannelHandle, bot: NonetBot, env: Env
) -> None:
    name_operator(bot, alice)
    result = await admin.slash(channel, "status")
    assert result.response.content.startswith("Only some people")
    assert len(env.errors) == 1


async def test_nobody_named_means_the_owner_of_the_application(
    admin: MemberActor, channel: ChannelHandle, bot: NonetBot, env: Env
) -> None:
    assert bot.application
    bot.application.owner = await bot.fetch_user(admin.id)
    assert "Nonet" in str((await admin.slash(channel, "status")).response.components)


async def test_members_do_not_see_the_command(alice: MemberActor, channel: ChannelHandle) -> None:
    assert "help" in alice.available_commands(channel)
    assert "status" not in alice.available_commands(channel)
