"""What the parts of the front do together: the rules of places, votes, deletion, what is gone since."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from simcord import ChannelHandle, GuildHandle, MemberActor
from sqlalchemy import update

from bot.discord.desk import DISCORD
from bot.pipeline.cancel import CANCELLED
from bot.pipeline.progress import Failed, Waiting
from bot.pipeline.request import place_of
from db import jobs, people, posts, servers, styles, votes
from db.jobs import Job
from db.models import JobRow
from db.styles import Style
from tests.bot.discord.answers import public, says, told

PROMPT = "a hamster Godzilla in a sombrero attacking Tokyo"


@pytest.fixture
def tame(guild: GuildHandle) -> ChannelHandle:
    """Another channel of the server."""
    return guild.create_text_channel("tame")


async def choose(house, guild: GuildHandle, **columns: Any) -> None:
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), **columns)


async def deny(house, guild: GuildHandle, channel: ChannelHandle) -> None:
    async with house.database.session() as session:
        await servers.set_channels(session, DISCORD, str(guild.id), denied=[str(channel.id)])


async def open_from_history(person: MemberActor, channel: ChannelHandle, job: Job) -> Any:
    """The job's card, for this person alone."""
    history = await person.slash(channel, "history")
    return (await person.select(history.response, [job.id], custom_id="album-open")).response


async def test_a_card_of_ones_own_posts_nothing_where_the_server_wants_no_pictures(
    house, guild, alice, channel, tame
) -> None:
    job = await house.draw(alice, channel)
    await deny(house, guild, tame)
    card = await open_from_history(alice, tame, job)
    picked = await alice.select(card, ["3"], custom_id=f"pick:{job.id}")

    assert told(picked) == "Pictures can't be asked for in this channel. Try another one."
    assert public(tame) == []


async def test_a_card_of_ones_own_posts_nothing_where_the_server_allows_less(
    house, env, alice, channel
) -> None:
    job = await house.draw(alice, channel, prompt="a woman in lingerie")
    strict = env.create_guild("Strict")
    there, alice_there = strict.create_text_channel("kids"), strict.add_member(alice.user)
    await choose(house, strict, policy="strict")
    card = await open_from_history(alice_there, there, job)
    picked = await alice_there.select(card, ["3"], custom_id=f"pick:{job.id}")

    assert told(picked).startswith("I don't paint sexual or nude pictures here.")
    assert public(there) == []


async def test_a_copy_is_covered_where_the_server_covers_everything(house, env, alice, channel) -> None:
    job = await house.draw(alice, channel)
    shy = env.create_guild("Shy")
    there, alice_there = shy.create_text_channel("memes"), shy.add_member(alice.user)
    await choose(house, shy, spoiler=True)
    copy = await alice_there.slash(there, "show", job=job.id)
    await alice_there.select(copy.response, ["3"], custom_id=f"pick:{job.id}")

    names = [message.attachments[0].filename for message in public(there)]
    assert [name.startswith("SPOILER_") for name in names] == [True, True]


async def test_what_is_age_restricted_is_shown_in_no_other_channel(
    house, env, alice, bob, channel, tame
) -> None:
    env.bot.get_channel(channel.id).nsfw = True  # simcord has no way to say so
    job = await house.draw(alice, channel)
    await bob.click(public(channel)[-1], custom_id=f"favourite:{job.id}")
    card = await open_from_history(alice, tame, job)
    picked = await alice.select(card, ["3"], custom_id=f"pick:{job.id}")
    best, gallery = await bob.slash(tame, "best"), await bob.slash(tame, "gallery")

    assert told(picked) == "These pictures are from an age-restricted channel, and this one is not."
    assert not [shown for shown in (best, gallery) if "hamster" in says(shown.response)]
    assert "hamster" in says((await bob.slash(channel, "best")).response)
    shown = await alice.slash(tame, "show", job=job.id)
    assert [type(error.original).__name__ for error in env.errors] == ["PlaceError"]
    assert told(shown) == told(picked)


async def test_who_is_kept_out_posts_nothing_by_buttons_either(house, alice, bob, channel) -> None:
    job = await house.draw(alice, channel)
    now = datetime.now(UTC)
    async with house.database.session() as session:
        await people.ban(session, DISCORD, str(bob.id), now + timedelta(days=1), "Spam.", now=now)
    picked = await bob.select(public(channel)[-1], ["3"], custom_id=f"pick:{job.id}")

    assert told(picked).endswith("Spam.")
    assert len(public(channel)) == 1


async def test_what_was_cancelled_goes_with_its_person(house, env, alice, channel) -> None:
    waiting = await alice.slash(channel, "draw", prompt=PROMPT)
    async with house.database.reading() as session:
        [job] = await jobs.recent_of(session, DISCORD, str(alice.id), 1)
    await house.front.tell(job.id, place_of(job), Waiting(1, 5.0))
    await alice.click(waiting.response, custom_id=f"cancel:{job.id}")
    await house.front.tell(job.id, place_of(job), Failed(CANCELLED))
    assert "hamster" in says(public(channel)[-1])
    asked = await alice.slash(channel, "privacy delete")
    await alice.click(asked.response, custom_id="privacy-delete:yes")
    await env.advance_time(5.0)

    assert public(channel) == []


async def test_again_covers_what_the_server_covers_by_now(house, guild, alice, bob, channel) -> None:
    job = await house.draw(alice, channel)
    await choose(house, guild, spoiler=True)
    await bob.click(public(channel)[-1], custom_id=f"again:{job.id}")

    assert (await house.paint_next()).spoiler


async def test_a_mention_is_not_even_answered_where_the_server_wants_no_pictures(
    house, env, guild, alice, channel
) -> None:
    await deny(house, guild, channel)
    await alice.send(channel, f"<@{env.backend.bot_user.id}> a fox")

    assert [message.author.id for message in public(channel)] == [alice.id]


async def test_what_moderators_took_out_of_the_showcase_stays_out(
    house, env, guild, alice, bob, channel, tame
) -> None:
    await choose(house, guild, showcase_channel=str(tame.id), showcase_votes=1)
    job = await house.draw(alice, channel)
    card = public(channel)[-1]
    await bob.click(card, custom_id=f"favourite:{job.id}")
    assert len(public(tame)) == 1
    env.backend.delete_message(tame.id, public(tame)[0].id)
    await env.settle()
    carol = guild.add_member(env.create_user("carol"))
    await carol.click(card, custom_id=f"favourite:{job.id}")

    assert public(tame) == []


async def test_again_works_when_the_style_is_dropped_and_the_model_gone(
    house, guild, alice, bob, channel
) -> None:
    async with house.database.session() as session:
        await styles.put_style(session, DISCORD, str(guild.id), Style("Glass", "as stained glass"))
    job = await house.draw(alice, channel, style="Glass")
    async with house.database.session() as session:
        await styles.drop_style(session, DISCORD, str(guild.id), "Glass")
        await session.execute(update(JobRow).values(model="old-model"))
    await bob.click(public(channel)[-1], custom_id=f"again:{job.id}")
    again = await house.paint_next()

    assert (again.style, again.style_words) == ("Glass", "as stained glass")
    assert again.model == "nonet-small"


async def test_nothing_is_asked_for_in_a_thread_of_a_closed_channel(
    house, env, guild, alice, channel
) -> None:
    env.backend.create_thread(channel.id, "a thread", env.backend.bot_user.id)
    await deny(house, guild, channel)
    refused = await alice.slash(channel.threads[0], "draw", prompt=PROMPT)

    assert [type(error.original).__name__ for error in env.errors] == ["PlaceError"]
    assert told(refused) == "Pictures can't be asked for in this channel. Try another one."


async def test_a_sample_of_a_job_that_is_deleted_meanwhile_does_not_stay(
    house, alice, channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await house.draw(alice, channel)

    async def count_too_late(*_: Any) -> int:
        async with house.database.session() as session:
            await jobs.delete(session, job.id, datetime.now(UTC))
        return 0

    monkeypatch.setattr(votes, "count", count_too_late)
    picked = await alice.select(public(channel)[-1], ["3"], custom_id=f"pick:{job.id}")

    assert told(picked) == "These pictures have been deleted."
    assert len(public(channel)) == 1


async def test_a_deleted_job_is_shown_nowhere_any_more(house, env, guild, alice, bob, channel, tame) -> None:
    await choose(house, guild, showcase_channel=str(tame.id), showcase_votes=1)
    job = await house.draw(alice, channel)
    card = public(channel)[-1]
    await bob.click(card, custom_id=f"favourite:{job.id}")
    await bob.select(card, ["3"], custom_id=f"pick:{job.id}")
    await bob.react(card, "✉️")
    await bob.slash(channel, "show", job=job.id)
    best = await bob.slash(channel, "best")
    assert (len(public(channel)), len(public(tame))) == (3, 1)
    await alice.react(card, "❌")

    letters = await (await env.bot.fetch_user(bob.id)).create_dm()
    assert [public(channel), public(tame), [one async for one in letters.history()]] == [[], [], []]
    opened = await bob.select(best.response, [job.id], custom_id="album-open")
    assert told(opened) == "These pictures have been deleted."
    for command in ("best", "gallery", "favourites"):
        assert "hamster" not in says((await bob.slash(channel, command)).response)
    async with house.database.reading() as session:
        assert await posts.of_job(session, job.id) == []


async def test_what_is_private_is_taken_from_ones_own_eyes_too(house, env, alice, channel) -> None:
    answer = await alice.slash(channel, "draw", prompt=PROMPT, private=True)
    job = await house.paint_next()
    await house.deliver_all()
    more = await alice.click(answer.response, custom_id=f"more:{job.id}")
    await alice.click(more.followups[0], custom_id=f"delete:{job.id}")
    await alice.click(more.followups[0], custom_id=f"erase:{job.id}")

    assert says(more.followups[0]) == "The pictures are deleted."
    deleted = [entry.path for entry in env.http_requests if entry.method == "DELETE"]
    assert [path.startswith("/webhooks/") for path in deleted] == [True]
