"""Everyone may take along or delete what Nonet keeps of them, and be left alone."""

import asyncio
import io
import json
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import discord
import pytest
import structlog
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor

from bot.discord.connection.client import NonetBot
from bot.discord.desk import DISCORD, Desk
from bot.discord.removal.erasure import Erasures
from bot.privacy import delete_person
from bot.settings import Settings
from db import people, posts, removals
from db.posts import Post, PostKind
from tests.bot.discord.answers import ids, words
from tests.bot.discord.conftest import Draw, House, Like


async def show_everyone(alice: MemberActor, channel: ChannelHandle, draw: Draw, times: int) -> None:
    """Post a job of Alice's again and again."""
    job = await draw(alice, "a fox")
    for _ in range(times):
        await alice.slash(channel, "show", job=job.id)


async def owed(desk: Desk) -> list[tuple[str, str]]:
    async with desk.database.reading() as session:
        return await removals.owed(session, DISCORD)


async def delete_all(alice: MemberActor, channel: ChannelHandle) -> InteractionResult:
    question = await alice.slash(channel, "privacy delete")
    return await alice.click(question.response, label="Delete everything")


async def test_an_export_has_ones_data_and_pictures_and_nobody_elses(
    alice: MemberActor, bob: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw
) -> None:
    job = await draw(alice, "a fox", guild)
    await draw(bob, "a badger", guild)
    result = await alice.slash(channel, "privacy export")
    assert result.ephemeral
    assert "data.json" in result.response.content
    [file] = result.response.attachments
    assert file.filename == f"nonet-{alice.id}.zip"
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        names = archive.namelist()
        data = archive.read("data.json").decode()
    assert len(names) == 1 + 1 + 9
    assert f"pictures/{job.id}/collage.png" in names
    assert [row["prompt"] for row in json.loads(data)["jobs"]] == ["a fox"]
    assert "badger" not in data


async def test_an_export_fits_into_the_file_limit(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        await draw(alice, f"fox {number}")
    monkeypatch.setattr("bot.discord.commands.privacy.REQUEST_BYTES", 9_000)
    result = await alice.slash(channel, "privacy export")
    [file] = result.response.attachments
    assert file.size <= 9_000
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        assert json.loads(archive.read("data.json"))["pictures_left_out"] > 0


async def test_deletion_says_first_what_goes_and_what_stays(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    job = await draw(alice, "a fox")
    question = await alice.slash(channel, "privacy delete")
    assert question.ephemeral
    assert "These go for good" in words(question)
    assert "These stay" in words(question)
    kept = await alice.click(question.response, label="Keep everything")
    assert words(kept) == "Nothing was deleted."
    assert ids(kept) == []
    assert (await house.job(job.id)).prompt == "a fox"


async def test_deletion_takes_data_pictures_and_posts(
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    channel: ChannelHandle,
    draw: Draw,
    like: Like,
    house: House,
) -> None:
    await show_everyone(alice, channel, draw, times=2)
    badger = await draw(bob, "a badger", guild)
    await like(badger, alice)
    files = len(list(house.settings.images_dir.glob("*/*.png")))
    result = await delete_all(alice, channel)
    assert words(result) == "Everything is deleted, with 2 posts."
    assert ids(result) == []
    assert channel.history() == []
    assert len(list(house.settings.images_dir.glob("*/*.png"))) == files // 2
    assert "Draw something" in words(await alice.slash(channel, "history"))
    assert "❤️" not in words(await bob.slash(channel, "history"))
    assert "a badger" in words(await bob.slash(channel, "history"))


async def test_deletion_counts_posts_that_can_not_be_reached_any_more(
    alice: MemberActor, guild: GuildHandle, channel: ChannelHandle, draw: Draw, house: House, env: Env
) -> None:
    job = await draw(alice, "a fox", guild)
    unseen = guild.create_text_channel(
        "moved", overwrites={guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    message_ids = [str(env.backend.snowflake()) for _ in range(2)]
    async with house.database.session() as session:
        for message_id, where in zip(message_ids, (unseen.id, channel.id), strict=True):
            await posts.remember(
                session,
                Post(
                    front=DISCORD,
                    message_id=message_id,
                    channel_id=str(where),
                    job_id=job.id,
                    kind=PostKind.RESULT,
                    person_id=str(alice.id),
                    created_at=datetime.now(UTC),
                ),
            )
    result = await delete_all(alice, channel)
    assert "Everything is deleted, with 1 post." in words(result)
    assert "1 post is where I can't reach it any more" in words(result)


async def test_deletion_of_many_posts_tells_how_far_it_is(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw
) -> None:
    await show_everyone(alice, channel, draw, times=25)
    result = await delete_all(alice, channel)
    assert words(result) == "Everything is deleted, with 25 posts."
    told = [str(entry) for entry in env.http_requests]
    assert any("Deleting everything" in entry for entry in told)
    assert any("Now your posts: 10 of 25" in entry for entry in told)
    assert any("Now your posts: 20 of 25" in entry for entry in told)


async def test_deletion_goes_on_when_nothing_can_be_told_any_more(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, house: House
) -> None:
    await show_everyone(alice, channel, draw, times=11)
    question = await alice.slash(channel, "privacy delete")
    env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10015, times=None)
    result = await alice.click(question.response, label="Delete everything")
    assert words(result) == "Deleting everything…"
    assert channel.history() == []


async def test_what_a_dead_process_would_have_removed_the_next_one_removes(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, settings: Settings, desk: Desk
) -> None:
    await show_everyone(alice, channel, draw, times=3)
    await delete_person(desk.database, desk.image_store, desk.board, DISCORD, str(alice.id))
    assert len(channel.history()) == 3
    await env.restart_bot(NonetBot(settings, desk))
    await env.settle()
    assert channel.history() == []
    assert await owed(desk) == []


async def test_what_discord_is_too_troubled_to_remove_is_tried_again_after_the_next_start(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, settings: Settings, desk: Desk
) -> None:
    await show_everyone(alice, channel, draw, times=2)
    env.inject_error("DELETE", f"/channels/{channel.id}/messages/*", status=502)
    result = await delete_all(alice, channel)
    assert "with 1 post." in words(result)
    assert len(channel.history()) == len(await owed(desk)) == 1
    await env.restart_bot(NonetBot(settings, desk))
    await env.settle()
    assert channel.history() == []


async def test_deletion_waits_when_discord_lets_it_go_slowly_only(
    alice: MemberActor, channel: ChannelHandle, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    await show_everyone(alice, channel, draw, times=2)
    delete, limits = discord.PartialMessage.delete, [discord.RateLimited(90.0), discord.RateLimited(5.0)]

    async def delete_slowly(message: discord.PartialMessage) -> None:
        if limits:
            raise limits.pop()
        await delete(message)

    monkeypatch.setattr(discord.PartialMessage, "delete", delete_slowly)
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.discord.removal.jobs.asyncio", SimpleNamespace(sleep=sleep))
    assert "with 2 posts." in words(await delete_all(alice, channel))
    assert waited == [5.0, 90.0]


async def test_a_deletion_that_breaks_off_is_logged(
    log_lines: list[structlog.typing.EventDict],
) -> None:
    async def breaks_off() -> None:
        raise ConnectionError("gone")

    erasures = Erasures()
    erasures.begin(breaks_off())
    await asyncio.sleep(0)
    await erasures.stop()
    assert [line["event"] for line in log_lines] == ["deletion broken off"]


async def test_deletions_under_way_end_with_the_bot() -> None:
    erasures, ended = Erasures(), asyncio.Event()

    async def lasts() -> None:
        try:
            await asyncio.sleep(3_600)
        finally:
            ended.set()

    erasures.begin(lasts())
    await asyncio.sleep(0)
    await erasures.stop()
    assert ended.is_set()


async def test_the_question_is_still_answered_after_a_restart(
    env: Env, alice: MemberActor, channel: ChannelHandle, draw: Draw, settings: Settings, desk: Desk
) -> None:
    await show_everyone(alice, channel, draw, times=1)
    question = await alice.slash(channel, "privacy delete")
    await env.restart_bot(NonetBot(settings, desk))
    result = await alice.click(question.response, label="Delete everything")
    assert "Everything is deleted" in words(result)


async def test_who_has_opted_out_is_left_alone_until_they_come_back(
    alice: MemberActor, channel: ChannelHandle, house: House
) -> None:
    out = await alice.slash(channel, "privacy optout")
    assert out.ephemeral
    assert "takes no requests from you" in out.response.content
    async with house.database.reading() as session:
        assert (await people.get(session, DISCORD, str(alice.id))).opted_out_at is not None

    back = await alice.slash(channel, "privacy optin")
    assert "Welcome back" in back.response.content
    async with house.database.reading() as session:
        assert (await people.get(session, DISCORD, str(alice.id))).opted_out_at is None


async def test_privacy_works_in_direct_messages(alice: MemberActor, draw: Draw) -> None:
    await draw(alice, "a fox")
    export = await alice.user.slash("privacy export")
    assert len(export.response.attachments) == 1
    question = await alice.user.slash("privacy delete")
    assert words(await alice.user.click(question.response, label="Delete everything")).startswith(
        "Everything"
    )
