"""From /draw to nine pictures: the command, its form and its suggestions."""

import io

import pytest
from PIL import Image
from simcord import ChannelHandle, Env, GuildHandle
from simcord.interactions import base_payload

from bot.discord.connection.client import ACCEPTED_AT_ONCE, NonetBot
from bot.errors import BadRequestError
from bot.provenance import read_provenance
from db import jobs, posts, styles
from db.errors import DatabaseError
from db.styles import Style
from tests.bot.discord.conftest import PROMPT


async def test_draw_ends_in_a_collage_where_it_was_asked_for(house, alice, channel) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT)
    job = await house.paint_next()
    await house.deliver_all()

    message = channel.last_message
    assert message.id == result.response.id
    assert [file.filename for file in message.attachments] == ["collage.png"]
    collage = await message.attachments[0].read()
    assert Image.open(io.BytesIO(collage)).size == (3 * 32 + 2 * 8, 3 * 32 + 2 * 8)
    assert read_provenance(collage).prompt == PROMPT
    assert (await house.job(job.id)).state == "delivered"
    async with house.database.reading() as session:
        post = await posts.by_message(session, "discord", str(message.id))
    assert (post.job_id, post.person_id) == (job.id, str(alice.id))


async def test_the_first_answer_comes_before_anything_else(house, env: Env, alice, channel) -> None:
    before = len(env.http_requests)
    await alice.slash(channel, "draw", prompt=PROMPT)

    first = env.http_requests[before]
    assert first.path.endswith("/callback")


async def test_every_option_reaches_the_job(house, alice, channel) -> None:
    await alice.slash(
        channel,
        "draw",
        prompt=PROMPT,
        style="photo",
        seed=4711,
        model="nonet-small",
        private=True,
        spoiler=True,
    )
    job = await house.paint_next()

    assert (job.style, job.seed, job.model) == ("photo", 4711, "nonet-small")
    assert (job.private, job.spoiler) == (True, True)
    assert job.style_words


async def test_a_private_picture_is_shown_to_its_requester_only(house, alice, channel) -> None:
    result = await alice.slash(channel, "draw", prompt=PROMPT, private=True)
    await house.paint_next()
    await house.deliver_all()

    assert result.ephemeral
    assert [file.filename for file in result.response.attachments] == ["collage.png"]


async def test_a_spoiler_is_covered(house, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT, spoiler=True)
    await house.paint_next()
    await house.deliver_all()

    assert [file.filename for file in channel.last_message.attachments] == ["SPOILER_collage.png"]


async def test_the_picture_says_in_words_what_it_shows(house, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    await house.paint_next()
    await house.deliver_all()

    assert PROMPT in channel.last_message.attachments[0].description


async def test_without_a_prompt_a_form_opens(house, alice, channel) -> None:
    shown = await alice.slash(channel, "draw", seed=7, private=True, spoiler=False, model="nonet-small")
    await alice.submit_modal(
        shown, {"prompt": PROMPT, "style": ["clay"], "top": "when you", "bottom": "see it"}
    )
    job = await house.paint_next()

    assert (job.prompt, job.style, job.seed, job.model) == (PROMPT, "clay", 7, "nonet-small")
    assert (job.private, job.spoiler) == (True, False)
    assert (job.caption_top, job.caption_bottom) == ("when you", "see it")


async def test_the_form_needs_a_prompt_only(house, alice, channel) -> None:
    shown = await alice.slash(channel, "draw")
    await alice.submit_modal(shown, {"prompt": PROMPT})

    assert (await house.paint_next()).prompt == PROMPT


async def test_a_form_can_be_sent_after_a_restart(
    house, env: Env, settings, desk, front, alice, channel
) -> None:
    shown = await alice.slash(channel, "draw")
    bot = NonetBot(settings, desk)
    front.connect(bot)
    await env.restart_bot(bot)
    await alice.submit_modal(shown, {"prompt": PROMPT})

    assert (await house.paint_next()).prompt == PROMPT


async def test_in_direct_messages_it_works_as_well(house, env: Env) -> None:
    alice = env.create_user("alice")
    await alice.slash("draw", prompt=PROMPT)
    job = await house.paint_next()
    await house.deliver_all()

    assert (job.server, job.channel) == (None, None)
    assert len(alice.dm_channel.last_message.attachments) == 1


async def test_a_thread_counts_as_its_channel(house, env: Env, guild, alice, channel) -> None:
    thread = _thread(env, channel)
    await alice.slash(thread, "draw", prompt=PROMPT)
    job = await house.paint_next()
    await house.deliver_all()

    assert job.channel == str(channel.id)
    assert len(thread.last_message.attachments) == 1


async def test_roles_and_name_of_the_requester_are_known(
    house, env: Env, guild: GuildHandle, channel
) -> None:
    role = guild.create_role("patron")
    bob = guild.add_member(env.create_user("bob"), roles=[role])
    requests = []
    accept = house.acceptor.accept
    house.acceptor.accept = lambda request: (requests.append(request), accept(request))[1]
    await bob.slash(channel, "draw", prompt=PROMPT)

    assert requests[0].requester.roles == (str(role.id),)
    assert requests[0].requester.name == "bob"


async def test_a_prompt_of_no_words_ends_in_the_funnel(house, env: Env, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt="!!!")

    [error] = env.errors
    assert isinstance(error.original, BadRequestError)
    async with house.database.reading() as session:
        assert not await jobs.unfinished(session, ["discord"])


async def test_two_hundred_at_once_are_all_accepted(
    house, env: Env, guild: GuildHandle, channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most_at_once = 0, 0
    accept = house.acceptor.accept

    async def counted(request):
        nonlocal under_way, most_at_once
        under_way += 1
        most_at_once = max(most_at_once, under_way)
        try:
            return await accept(request)
        finally:
            under_way -= 1

    monkeypatch.setattr(house.acceptor, "accept", counted)
    command = env.backend.find_command("draw", guild.id, type=1)
    for number in range(200):
        person = guild.add_member(env.create_user(f"person {number}"))
        option = {"name": "prompt", "type": 3, "value": f"{PROMPT} number {number}"}
        _, payload = base_payload(
            env.backend,
            type=2,
            channel_id=channel.id,
            guild_id=guild.id,
            user_id=person.id,
            data={"id": command["id"], "name": "draw", "type": 1, "options": [option]},
        )
        env.backend.emit("INTERACTION_CREATE", payload)
    await env.settle(timeout=60.0)

    firsts = [one.path for one in env.http_requests[:210] if one.path.endswith("/callback")]
    assert len(firsts) == 200, "all are answered before the first is looked at more closely"
    assert 1 < most_at_once <= ACCEPTED_AT_ONCE
    async with house.database.reading() as session:
        assert len(await jobs.unfinished(session, ["discord"])) == 200


async def test_own_prompts_are_suggested(house, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    await alice.slash(channel, "draw", prompt="an avocado armchair")
    await alice.slash(channel, "draw", prompt="an avocado " + "very " * 20 + "long")

    choices = await alice.autocomplete(channel, "draw", "prompt", "AVOCADO")
    assert [choice["value"] for choice in choices] == ["an avocado armchair"]


async def test_styles_and_models_are_suggested(house, env: Env, guild, alice, channel) -> None:
    async with house.database.session() as session:
        await styles.put_style(session, "discord", str(guild.id), Style("paint by numbers", "numbered areas"))

    found = await alice.autocomplete(channel, "draw", "style", "paint")
    assert {choice["value"] for choice in found} == {"painting", "paint by numbers"}
    models = await alice.autocomplete(channel, "draw", "model", "")
    assert [choice["value"] for choice in models] == ["nonet-small"]


async def test_suggestions_fail_in_silence(house, alice, channel, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError("out of order")

    monkeypatch.setattr(house.database, "reading", broken)
    assert await alice.autocomplete(channel, "draw", "prompt", "avo") == []
    assert {choice["value"] for choice in await alice.autocomplete(channel, "draw", "style", "clay")} == {
        "clay"
    }


async def test_the_menu_of_a_message_draws_what_it_says(house, env, guild, alice, channel) -> None:
    bob = guild.add_member(env.create_user("bob"))
    message = await bob.send(channel, f"{alice.mention} imagine   **an avocado** <:chair:123456789012345678>")
    await alice.context_menu(channel, "Draw this", message)

    assert (await house.paint_next()).prompt == "alice imagine **an avocado** chair"


async def test_a_message_without_words_is_no_prompt(house, env, guild, alice, channel) -> None:
    bob = guild.add_member(env.create_user("bob"))
    message = await bob.send(channel, "", attachments=[("photo.png", b"...")])
    await alice.context_menu(channel, "Draw this", message)

    [error] = env.errors
    assert error.original.key == "asking-no-words"
    async with house.database.reading() as session:
        assert not await jobs.unfinished(session, ["discord"])


def _thread(env: Env, channel: ChannelHandle) -> ChannelHandle:
    env.backend.create_thread(channel.id, "a thread", env.backend.bot_user.id)
    return channel.threads[0]
