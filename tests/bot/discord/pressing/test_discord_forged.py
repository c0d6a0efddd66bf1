"""Presses that nobody should be able to make: of others' jobs, of deleted ones, of what there is not."""

from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ButtonStyle, Permissions, SelectOption, ui
from simcord import ChannelHandle, Env, InteractionResult, MemberActor

from bot.discord.card.ids import Action
from bot.discord.desk import DISCORD
from db import jobs, servers
from db.jobs import JobState
from tests.bot.discord.answers import parts
from tests.bot.discord.conftest import PROMPT


async def press(env: Env, person: MemberActor, channel: ChannelHandle, custom_id: str) -> InteractionResult:
    """Press a button that somebody has put up in the bot's name."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(ui.Button(label="!", style=ButtonStyle.primary, custom_id=custom_id)))
    view.stop()
    message = await env.bot.get_channel(channel.id).send(view=view)
    return await person.click(message, custom_id=custom_id)


async def choose(
    env: Env, person: MemberActor, channel: ChannelHandle, custom_id: str, value: str
) -> InteractionResult:
    """Choose from a menu that somebody has put up in the bot's name."""
    menu: ui.Select[Any] = ui.Select(custom_id=custom_id, options=[SelectOption(label="!", value=value)])
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(menu))
    view.stop()
    message = await env.bot.get_channel(channel.id).send(view=view)
    return await person.select(message, [value], custom_id=custom_id)


def seen(result: InteractionResult) -> str:
    """Everything that the person has got for an answer."""
    shown = [one for one in [result.response, *result.followups] if one]
    texts = [str(part) for each in shown for part in parts(each)]
    return " ".join([*(one.content for one in shown), *texts, str(result.modal or "")])


@pytest.mark.parametrize("action", Action)
async def test_no_button_tells_anything_of_a_private_job(
    house, env, alice, bob, guild, channel, action: Action
) -> None:
    job = await house.draw(alice, channel, private=True)
    for custom_id in (f"{action}:{job.id}", f"{action}:{job.id}:3"):
        result = await press(env, bob, channel, custom_id)
        assert "hamster" not in seen(result)
        assert "for someone else alone" in seen(result)

    assert (await house.job(job.id)).prompt == PROMPT
    assert await waiting(house) == []


async def waiting(house) -> list[str]:
    async with house.database.reading() as session:
        return await jobs.unfinished(session, [DISCORD])


@pytest.mark.parametrize("menu", ["album-open", "album-delete"])
async def test_no_list_opens_a_private_job(house, env, alice, bob, channel, menu: str) -> None:
    job = await house.draw(alice, channel, private=True)
    result = await choose(env, bob, channel, menu, job.id)
    assert "hamster" not in seen(result)
    assert "for someone else alone" in seen(result)


@pytest.mark.parametrize("action", [Action.DELETE, Action.ERASE, Action.PUBLISH, Action.CANCEL])
async def test_others_can_not_do_what_is_the_requesters(
    house, env, alice, bob, channel, action: Action
) -> None:
    job = await house.draw(alice, channel)
    result = await press(env, bob, channel, f"{action}:{job.id}")
    assert "Only the requester and moderators may do that." in seen(result)
    assert (await house.job(job.id)).state is JobState.DELIVERED


async def test_nobody_cancels_the_job_of_another(house, env, alice, bob, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    [job_id] = await waiting(house)
    await press(env, bob, channel, f"queue-cancel:{job_id}")
    assert await waiting(house) == [job_id]


@pytest.mark.parametrize("action", Action)
async def test_deleted_and_unknown_jobs_are_gone_for_every_button(
    house, env, alice, channel, action: Action
) -> None:
    job = await house.draw(alice, channel)
    async with house.database.session() as session:
        await jobs.delete(session, job.id, datetime.now(UTC))
    for job_id in (job.id, "no-such-job", "-" * 64):
        result = await press(env, alice, channel, f"{action}:{job_id}")
        assert "These pictures have been deleted." in seen(result)


@pytest.mark.parametrize("value", ["0", "10", "-1", "x", "9" * 99])
async def test_numbers_that_no_sample_has_are_answered(house, env, alice, channel, value: str) -> None:
    job = await house.draw(alice, channel)
    result = await choose(env, alice, channel, f"pick:{job.id}", value)
    assert "Which one should everyone see up close?" in seen(result)


@pytest.mark.parametrize(
    ("menu", "value"), [("panel:policy", "relaxed"), ("panel:retention", "90"), ("panel:page", "quotas")]
)
async def test_nobody_else_manages_the_server(house, env, guild, bob, channel, menu: str, value: str) -> None:
    result = await choose(env, bob, channel, menu, value)
    assert "Manage Server" in seen(result)
    async with house.database.reading() as session:
        choices = await servers.choices(session, DISCORD, str(guild.id))
    assert choices == servers.ServerChoices()


@pytest.mark.parametrize("menu", ["page", "policy", "retention", "pressers", "language", "showcase-votes"])
async def test_nothing_is_chosen_that_the_panel_does_not_offer(house, env, guild, channel, menu: str) -> None:
    role = guild.create_role("managers", permissions=Permissions(manage_guild=True))
    mona = guild.add_member(env.create_user("mona"), roles=[role])
    result = await choose(env, mona, channel, f"panel:{menu}", "nonsense")
    assert "I can't use one of the values" in seen(result)
    async with house.database.reading() as session:
        assert await servers.choices(session, DISCORD, str(guild.id)) == servers.ServerChoices()


async def test_whoever_deletes_everything_stops_what_is_painted(house, alice, channel) -> None:
    await alice.slash(channel, "draw", prompt=PROMPT)
    job = await house.renderer.claim()
    asked = await alice.slash(channel, "privacy delete")
    await alice.click(asked.response, custom_id="privacy-delete:yes")
    await house.renderer.render(job)
    await house.deliver_all()
    async with house.database.reading() as session:
        [left] = await jobs.get_all(session, [job.id])
    assert (left.state, left.prompt, left.requester_name, left.collage_key) == (
        JobState.CANCELLED,
        "",
        "",
        None,
    )
