"""Where nothing can be posted is found out before anything is painted, and said with what is missing."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from discord import PermissionOverwrite
from discord.utils import utcnow
from simcord import ChannelHandle, Env, GuildHandle, MemberActor
from simcord.interactions import base_payload

from bot.discord.asking import places
from bot.discord.delivery.address import Address
from bot.errors import PlaceError
from db import jobs

PROMPT = "a red fox in the snow"
NEEDED = ("attach_files", "read_message_history", "send_messages")


def closed(guild: GuildHandle, **permissions: bool) -> ChannelHandle:
    """A channel where members may not do this."""
    overwrites = {guild.default_role: PermissionOverwrite(**permissions)}
    return guild.create_text_channel("closed", overwrites=overwrites)


async def refusal(house, env: Env) -> PlaceError:
    """Why nothing was accepted."""
    async with house.database.reading() as session:
        assert not await jobs.unfinished(session, ["discord"])
    [error] = env.errors
    return error.original


@pytest.mark.parametrize("permission", NEEDED)
async def test_a_missing_permission_is_named(house, env, guild, alice: MemberActor, permission: str) -> None:
    await alice.slash(closed(guild, **{permission: False}), "draw", prompt=PROMPT)

    error = await refusal(house, env)
    assert error.key == f"asking-place-{permission.replace('_', '-')}"


async def test_what_only_the_person_sees_needs_no_permission(house, guild, alice) -> None:
    await alice.slash(closed(guild, send_messages=False), "draw", prompt=PROMPT, private=True)

    assert (await house.paint_next()).private


async def test_a_thread_has_a_permission_of_its_own(house, env, guild, alice) -> None:
    channel = closed(guild, send_messages_in_threads=False)
    thread = open_thread(env, channel)
    await alice.slash(thread, "draw", prompt=PROMPT)

    assert (await refusal(house, env)).key == "asking-place-send-messages-in-threads"


async def test_nothing_is_painted_for_a_locked_thread(house, env, guild, alice) -> None:
    thread = open_thread(env, closed(guild, manage_threads=False))
    env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": True})
    await alice.slash(thread, "draw", prompt=PROMPT)

    assert (await refusal(house, env)).key == "asking-place-locked"


async def test_the_pipeline_s_own_check_agrees(house, bot, env: Env, guild, alice) -> None:
    channel = closed(guild, attach_files=False)
    with pytest.raises(PlaceError) as caught:
        places.check_channel(bot, str(guild.id), channel.id)

    assert caught.value.key == "asking-place-attach-files"


async def test_discord_s_own_word_on_permissions_counts(
    house, env, guild, alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "check_channel", lambda *_: None)  # as if the channel were not cached
    await alice.slash(closed(guild, attach_files=False), "draw", prompt=PROMPT)

    assert (await refusal(house, env)).key == "asking-place-attach-files"


async def test_channels_of_other_processes_are_not_judged(bot, env: Env) -> None:
    places.check_channel(bot, "1", 2)
    places.check_channel(bot, None, 2)


@pytest.mark.parametrize(
    ("guild_id", "owners", "context", "visits"),
    [
        (9, {"0": "9"}, 0, False),
        (9, {"0": "9", "1": "5"}, 0, False),
        (9, {"1": "5"}, 0, True),
        (None, {"1": "5"}, 1, False),
        (None, {"1": "5"}, 2, True),
    ],
    ids=["server", "server and person", "brought along", "our own messages", "group"],
)
async def test_where_only_a_person_has_brought_us_along_is_known(
    bot, env: Env, guild_id: int | None, owners: dict, context: int, visits: bool
) -> None:
    assert places.is_visitor(interaction(bot, guild_id, owners, context)) is visits


def interaction(bot, guild_id: int | None, owners: dict[str, str], context: int) -> discord.Interaction:
    """As Discord describes one of person 5."""
    user = {"id": "5", "username": "alice", "discriminator": "0", "avatar": None}
    payload = {
        "id": "1",
        "application_id": "2",
        "type": 2,
        "token": "token",
        "version": 1,
        "channel": {"id": "3", "type": 0, "name": "memes", "position": 0}
        if guild_id
        else {"id": "3", "type": 1},
        "authorizing_integration_owners": owners,
        "context": context,
        "attachment_size_limit": 10_485_760,
        "entitlements": [],
    }
    if guild_id is None:
        payload["user"] = user
    else:
        payload |= {
            "guild_id": str(guild_id),
            "member": {
                "user": user,
                "roles": [],
                "joined_at": None,
                "deaf": False,
                "mute": False,
                "flags": 0,
            },
        }
    return discord.Interaction(data=payload, state=bot._connection)


async def test_who_has_brought_us_along_needs_no_permission_and_gets_it_by_token_or_in_person(
    house, env: Env, guild, alice, channel
) -> None:
    command = env.backend.find_command("draw", guild.id, type=1)
    option = {"name": "prompt", "type": 3, "value": PROMPT}
    _, payload = base_payload(
        env.backend,
        type=2,
        channel_id=channel.id,
        guild_id=guild.id,
        user_id=alice.id,
        data={"id": command["id"], "name": "draw", "type": 1, "options": [option]},
    )
    payload |= {"authorizing_integration_owners": {"1": str(alice.id)}, "app_permissions": "0"}
    env.backend.emit("INTERACTION_CREATE", payload)
    await env.settle()
    job = await house.paint_next()
    assert not Address.from_text(job.address).reachable
    await env.advance_time(20 * 60.0)
    await house.deliver_all()

    assert len(alice.user.dm_channel.last_message.attachments) == 1
    assert not any(message.attachments for message in channel.history())


async def test_an_address_outlives_a_restart() -> None:
    address = Address(channel_id=1, message_id=2, user_id=3, token="secret", language="de", limit_bytes=9)

    assert Address.from_text(address.to_text()) == address
    assert "secret" not in repr(address)


async def test_a_token_counts_as_dead_before_it_is() -> None:
    now = utcnow()
    address = Address(
        channel_id=1,
        message_id=2,
        user_id=3,
        token="secret",
        expires_at=now.timestamp() + 60.0,
        language="en",
        limit_bytes=9,
    )

    assert address.token_lives(now)
    assert not address.token_lives(now + timedelta(seconds=45))
    assert not replace(address, token="").token_lives(now)


def open_thread(env: Env, channel: ChannelHandle) -> ChannelHandle:
    env.backend.create_thread(channel.id, "a thread", env.backend.bot_user.id)
    return channel.threads[0]
