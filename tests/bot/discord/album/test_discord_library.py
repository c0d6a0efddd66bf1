"""People look through pictures: their own, those they like, those of their server."""

import io
import re

import pytest
from PIL import Image
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor

from bot.discord.album.layout import DELETE, OPEN
from bot.discord.connection.client import NonetBot
from bot.discord.desk import Desk
from bot.settings import Settings
from db import images
from tests.bot.discord.answers import ids, options, parts, words
from tests.bot.discord.conftest import Draw, House, Like


async def test_history_shows_ones_own_jobs_to_oneself_newest_first(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw
) -> None:
    await draw(alice, "a fox", guild)
    await draw(bob, "a badger", guild)
    await draw(alice, "an owl", style="Oil", private=True)
    result = await alice.slash(channel, "history")
    assert result.ephemeral
    assert "## Your pictures" in words(result)
    assert words(result).index("1. an owl") < words(result).index("2. a fox")
    assert "Oil · 🔒 only for you" in words(result)
    assert "badger" not in words(result)


async def test_thumbnails_are_small_files_of_our_own_with_alt_text(
    alice: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    await draw(alice, "a fox", spoiler=True)
    result = await alice.slash(channel, "history")
    [attachment] = result.response.attachments
    assert attachment.is_spoiler()
    with Image.open(io.BytesIO(await attachment.read())) as image:
        assert max(image.size) <= 256
    [thumbnail] = parts(result, 11)
    assert thumbnail["media"]["url"] == attachment.url
    assert thumbnail["description"].endswith("from the prompt: a fox")
    assert thumbnail["spoiler"] is True


async def test_prompts_in_lists_obey_nobody(alice: MemberActor, channel: ChannelHandle, draw: Draw) -> None:
    await draw(alice, "**@everyone** [a](http://b.example)")
    result = await alice.slash(channel, "history")
    assert "@everyone" not in words(result)
    assert "\\*\\*" in words(result)
    assert "](" not in words(result)


@pytest.mark.parametrize(
    ("command", "says"),
    [("history", "Draw something"), ("favourites", "Press the heart"), ("gallery", "Nothing here yet")],
)
async def test_an_empty_list_says_how_to_fill_it(
    alice: MemberActor, channel: ChannelHandle, command: str, says: str
) -> None:
    result = await alice.slash(channel, command)
    assert says in words(result)
    assert ids(result) == []


async def test_pages_turn_to_older_ones_and_back(
    alice: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    for number in range(1, 13):
        await draw(alice, f"fox {number:02}")

    def foxes(result: InteractionResult) -> list[int]:
        return [int(number) for number in re.findall(r"fox (\d\d)", words(result))]

    def turns(result: InteractionResult) -> list[str]:
        return [button["label"] for button in parts(result, 2)]

    first = await alice.slash(channel, "history")
    assert (foxes(first), turns(first)) == ([12, 11, 10, 9, 8], ["Older"])
    second = await alice.click(first.response, label="Older")
    assert (foxes(second), turns(second)) == ([7, 6, 5, 4, 3], ["Newer", "Older"])
    assert len(second.response.attachments) == 5
    third = await alice.click(second.response, label="Older")
    assert (foxes(third), turns(third)) == ([2, 1], ["Newer"])
    assert len(third.response.attachments) == 2
    back = await alice.click(third.response, label="Newer")
    assert (foxes(back), turns(back)) == ([7, 6, 5, 4, 3], ["Newer", "Older"])
    first_again = await alice.click(back.response, label="Newer")
    assert (foxes(first_again), turns(first_again)) == ([12, 11, 10, 9, 8], ["Older"])


async def test_a_page_whose_jobs_have_gone_leads_back_to_the_first(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    for number in range(6):
        job = await draw(alice, f"fox {number}")
    page = await alice.slash(channel, "history")
    async with house.database.session() as session:
        await images.forget(session, await images.keys(session) - {job.collage_key})
    gone = await alice.click(page.response, label="Older")
    assert "Nothing is left on this page." in words(gone)
    first = await alice.click(gone.response, label="Newer")
    assert options(first, OPEN) == [job.id]


async def test_buttons_of_a_list_work_after_a_restart(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, settings: Settings, desk: Desk
) -> None:
    for number in range(6):
        await draw(alice, f"fox {number}")
    page = await alice.slash(channel, "history")
    await env.restart_bot(NonetBot(settings, desk))
    older = await alice.click(page.response, label="Older")
    assert "fox 0" in words(older)


async def test_a_picture_that_has_gone_meanwhile_is_called_expired(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox")
    house.image_store.path(job.collage_key or "").unlink()
    result = await alice.slash(channel, "history")
    assert "too old and have been removed" in words(result)
    assert parts(result, 11) == []
    opened = await alice.select(result.response, [job.id], custom_id=OPEN)
    assert "too old" in opened.response.content


async def test_a_job_of_the_list_is_shown_again_to_whoever_chooses_it(
    alice: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    await draw(alice, "an owl")
    fox = await draw(alice, "a fox")
    page = await alice.slash(channel, "history")
    card = await alice.select(page.response, [fox.id], custom_id=OPEN)
    assert card.ephemeral
    assert "**a fox**" in words(card)
    assert f"again:{fox.id}" in ids(card)
    [file] = card.response.attachments
    assert parts(card, 12)[0]["items"][0]["media"]["url"] == file.url


async def test_ones_own_jobs_can_be_deleted_after_a_question(
    alice: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    fox = await draw(alice, "a fox")
    page = await alice.slash(channel, "history")
    question = await alice.select(page.response, [fox.id], custom_id=DELETE)
    assert question.ephemeral
    assert "a fox" in words(await alice.slash(channel, "history"))
    await alice.click(question.response, custom_id=f"erase:{fox.id}")
    assert "a fox" not in words(await alice.slash(channel, "history"))


async def test_favourites_are_what_one_has_marked_except_others_private_jobs(
    alice: MemberActor, bob: MemberActor, channel: ChannelHandle, draw: Draw, like: Like
) -> None:
    await draw(bob, "a badger")
    liked = await draw(bob, "a fox")
    hidden = await draw(bob, "an owl", private=True)
    await like(liked, alice)
    await like(hidden, alice)
    result = await alice.slash(channel, "favourites")
    assert result.ephemeral
    assert "1. a fox" in words(result)
    assert f"<@{bob.id}> · ❤️ 1" in words(result)
    assert "badger" not in words(result)
    assert "owl" not in words(result)
    assert ids(result) == [OPEN]


async def test_the_gallery_has_what_the_server_likes(
    env: Env,
    alice: MemberActor,
    bob: MemberActor,
    channel: ChannelHandle,
    guild: GuildHandle,
    draw: Draw,
    like: Like,
) -> None:
    other = env.create_guild("Elsewhere")
    liked = await draw(alice, "a fox", guild)
    elsewhere = await draw(alice, "a badger", other)
    await draw(alice, "an owl", guild)
    await like(liked, bob)
    await like(elsewhere, bob)
    result = await bob.slash(channel, "gallery")
    assert "## Gallery of Meme Corner" in words(result)
    assert options(result, OPEN) == [liked.id]


async def test_history_and_favourites_work_in_direct_messages(
    env: Env, alice: MemberActor, draw: Draw, like: Like
) -> None:
    job = await draw(alice, "a fox")
    await like(job, alice)
    for command in ("history", "favourites"):
        assert "a fox" in words(await alice.user.slash(command))
    assert "gallery" not in alice.user.available_commands()
