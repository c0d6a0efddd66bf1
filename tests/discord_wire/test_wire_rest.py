"""The stand-in's REST API against discord.py itself: messages, files, reactions, errors."""

import io

import discord
import pytest

from bench.discord.call import REQUEST_LIMIT_BYTES
from bench.discord.server import StandIn
from bench.discord.world import FILE_LIMIT_BYTES, Channel, Permission
from tests.discord_wire.conftest import PlainClient

PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def channel(server: StandIn) -> Channel:
    return server.world.add_channel(server.world.add_guild())


def place(client: PlainClient, channel: Channel) -> discord.PartialMessageable:
    return client.get_partial_messageable(channel.id)


async def test_a_message_with_a_file_is_kept_and_its_bytes_can_be_had(
    client: PlainClient, channel: Channel, server: StandIn
) -> None:
    file = discord.File(io.BytesIO(PIXEL), "fox.png", description="a red fox")
    message = await place(client, channel).send("here", file=file)
    assert (message.content, message.attachments[0].description) == ("here", "a red fox")
    assert await message.attachments[0].read() == PIXEL
    assert [post.content for post in server.world.messages_of_bot()] == ["here"]
    assert server.journal.violations() == []


async def test_a_card_of_components_comes_back_with_the_address_of_its_picture(
    client: PlainClient, channel: Channel, server: StandIn
) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("a red fox"))
    view.add_item(
        discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://fox.png", description="a fox"))
    )
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="again", custom_id="again:1")))
    message = await place(client, channel).send(view=view, file=discord.File(io.BytesIO(PIXEL), "fox.png"))
    (gallery,) = [part for part in message.components if isinstance(part, discord.MediaGalleryComponent)]
    assert gallery.items[0].media.url.startswith(server.world.base_url)
    assert server.journal.violations() == []


async def test_an_edit_replaces_files_and_text(client: PlainClient, channel: Channel) -> None:
    message = await place(client, channel).send("one", file=discord.File(io.BytesIO(PIXEL), "one.png"))
    edited = await message.edit(content="two", attachments=[discord.File(io.BytesIO(PIXEL), "two.png")])
    assert edited.content == "two"
    assert [file.filename for file in edited.attachments] == ["two.png"]
    kept = await edited.edit(content="three", attachments=edited.attachments)
    assert [file.filename for file in kept.attachments] == ["two.png"]


async def test_a_nonce_makes_a_post_happen_once(client: PlainClient, channel: Channel) -> None:
    first = await place(client, channel).send("fox", nonce="job 1")
    other = await place(client, channel).send("fox", nonce="job 2")
    again = await place(client, channel).send("fox", nonce="job 1")
    assert again.id == first.id
    assert list(channel.messages) == [first.id, other.id]


async def test_messages_are_deleted_and_reacted_to(client: PlainClient, channel: Channel) -> None:
    message = await place(client, channel).send("fox")
    await message.add_reaction("⭐")
    (reaction,) = (await message.fetch()).reactions
    assert (reaction.emoji, reaction.count, reaction.me) == ("⭐", 1, True)
    assert [user async for user in reaction.users()] == [client.user]
    await message.delete()
    assert channel.messages == {}
    with pytest.raises(discord.NotFound) as caught:
        await message.delete()
    assert caught.value.code == 10008


async def test_a_direct_message_reaches_who_takes_them(client: PlainClient, server: StandIn) -> None:
    ann, ben = server.world.add_user("ann"), server.world.add_user("ben", accepts_dms=False)
    dm = await client.create_dm(discord.Object(ann.id))
    await dm.send("hello")
    assert [post.content for post in server.world.dm_with(ann).messages.values()] == ["hello"]
    with pytest.raises(discord.Forbidden) as caught:
        await (await client.create_dm(discord.Object(ben.id))).send("hello")
    assert caught.value.code == 50007


@pytest.mark.parametrize(
    ("denied", "code"),
    [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013), (Permission.ATTACH_FILES, 50013)],
)
async def test_missing_permissions_refuse_a_post(
    client: PlainClient, channel: Channel, denied: Permission, code: int
) -> None:
    channel.denied = denied
    with pytest.raises(discord.Forbidden) as caught:
        await place(client, channel).send("fox", file=discord.File(io.BytesIO(PIXEL), "fox.png"))
    assert caught.value.code == code


async def test_a_locked_thread_takes_nothing_and_an_archived_one_wakes(
    client: PlainClient, channel: Channel, server: StandIn
) -> None:
    thread = server.world.add_thread(channel)
    thread.archived = True
    await place(client, thread).send("fox")
    assert not thread.archived
    thread.archived = thread.locked = True
    with pytest.raises(discord.HTTPException) as caught:
        await place(client, thread).send("fox")
    assert caught.value.code == 50083


async def test_a_deleted_channel_is_unknown(client: PlainClient, channel: Channel, server: StandIn) -> None:
    server.people.delete_channel(channel)
    with pytest.raises(discord.NotFound) as caught:
        await place(client, channel).send("fox")
    assert caught.value.code == 10003


@pytest.mark.parametrize("sizes", [[FILE_LIMIT_BYTES + 1], [REQUEST_LIMIT_BYTES // 3 + 1] * 3])
async def test_what_is_too_large_is_refused(client: PlainClient, channel: Channel, sizes: list[int]) -> None:
    files = [discord.File(io.BytesIO(bytes(size)), f"{number}.bin") for number, size in enumerate(sizes)]
    with pytest.raises(discord.HTTPException) as caught:
        await place(client, channel).send(files=files)
    assert (caught.value.status, caught.value.code) == (413, 40005)
    assert channel.messages == {}


async def test_files_of_almost_25_mib_are_taken(client: PlainClient, channel: Channel) -> None:
    size = REQUEST_LIMIT_BYTES // 3 - 1_000
    files = [discord.File(io.BytesIO(bytes(size)), f"{number}.bin") for number in range(3)]
    message = await place(client, channel).send(files=files)
    assert [file.size for file in message.attachments] == [size] * 3


async def test_what_the_description_does_not_allow_is_found(client: PlainClient, server: StandIn) -> None:
    channel = server.world.add_channel(server.world.add_guild())
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    await client.http.request(route, json={"content": "fox", "nonce": "n" * 26})
    with pytest.raises(discord.NotFound):
        await client.http.request(discord.http.Route("GET", "/made/up"))
    unknown, nonce = server.journal.violations()
    assert unknown == "GET /api/v10/made/up is unknown"
    assert nonce.startswith("POST /channels/{channel_id}/messages: $.nonce")
