"""Prompts of the day in the panel: set up within a minute, seen through, changed, and for managers only."""

from datetime import timedelta

import discord
import pytest
from discord.app_commands import MissingPermissions
from simcord import ChannelHandle, Env, GuildHandle, MemberActor
from simcord.results import InteractionResult

from bot.discord.desk import DISCORD
from bot.discord.panel.schedules.card import Known, removal_card, schedule_card
from bot.discord.panel.schedules.forms import change_form, new_form
from bot.discord.panel.schedules.own_list import list_form
from bot.schedule.service import NAME_CHARS
from bot.texts.texts import LANGUAGES, texts_for
from db import schedules, slots, suggestions
from db.schedules import Schedule
from db.slots import Slot, SlotState
from db.suggestions import NewSuggestion, Suggestion, SuggestionState
from tests.bot.discord.card_samples import assert_discord_takes
from tests.bot.discord.panel.schedule_samples import MADE, a_schedule


@pytest.fixture
def manager(env: Env, guild: GuildHandle) -> MemberActor:
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("mona"), roles=[role])


def shown(answer: InteractionResult) -> str:
    return str(answer.response.components)


async def made(house, guild: GuildHandle) -> list[Schedule]:
    async with house.database.reading() as session:
        return await schedules.of_server(session, DISCORD, str(guild.id))


async def history(house, schedule: Schedule) -> list[Slot]:
    async with house.database.reading() as session:
        return await slots.of_schedule(session, schedule.id, 9)


def filled(channel: ChannelHandle, time: str, zone: str, weekdays: str, contest: str) -> dict[str, object]:
    return {"channel": [channel], "time": time, "zone": zone, "weekdays": [weekdays], "contest": [contest]}


async def add(manager: MemberActor, channel: ChannelHandle, **fields: object) -> InteractionResult:
    """Fill in the form of a new schedule; what is not given is as the form says."""
    panel = await manager.slash(channel, "potd setup")
    form = await manager.click(panel.response, custom_id="schedule:add")
    usual = filled(channel, "12:00", "Berlin", "1234567", "22:1")
    return await manager.submit_modal(form, usual | fields)


async def test_a_schedule_takes_one_command_and_one_form(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    answer = await add(manager, channel, time="9:30", weekdays=["12345"])
    (schedule,) = await made(house, guild)
    assert (schedule.channel, schedule.clock, schedule.zone) == (str(channel.id), "09:30", "Europe/Berlin")
    assert (schedule.weekdays, schedule.vote_hours, schedule.thread) == ("12345", 22.0, True)
    assert schedule.created_by == str(manager.id)
    assert "Monday to Friday at 09:30 (Europe/Berlin)" in shown(answer)
    assert shown(answer).count(":F>") == 10, "the next ten"


async def test_the_form_knows_the_channel_and_guesses_the_zone() -> None:
    texts = texts_for("de")
    form = new_form(texts, locale="de", channel="7", known=[])
    assert "Europe/Berlin" in str(form.to_dict())
    assert "'7'" in str(form.to_dict())
    assert "Asia/Tokyo" in str(
        new_form(texts, locale="de", channel="7", known=[a_schedule(zone="Asia/Tokyo")]).to_dict()
    )
    assert "UTC" in str(new_form(texts, locale="ko", channel="7", known=[]).to_dict())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"zone": "Mars"}, "I know no time zone “Mars”"),
        ({"time": "noon"}, "“noon” is no time of day"),
    ],
)
async def test_what_can_not_be_taken_is_said(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, fields: dict[str, str], said: str
) -> None:
    answer = await add(manager, channel, **fields)
    assert said in str(answer.followups or answer.response.content)
    assert await made(house, guild) == []


async def test_a_channel_that_the_bot_may_not_post_in_is_refused_at_once(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    nobody = {guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    closed = guild.create_text_channel("closed", overwrites=nobody)
    await add(manager, closed)
    assert await made(house, guild) == []


@pytest.fixture
async def schedule(house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle) -> Schedule:
    await add(manager, channel)
    (schedule,) = await made(house, guild)
    return schedule


async def opened(manager: MemberActor, channel: ChannelHandle, schedule: Schedule) -> InteractionResult:
    panel = await manager.slash(channel, "potd setup")
    await manager.select(panel.response, [str(schedule.id)], custom_id="schedule:open")
    return panel


async def press(
    manager: MemberActor, panel: InteractionResult, deed: str, schedule: Schedule
) -> InteractionResult:
    return await manager.click(panel.response, custom_id=f"schedule:{deed}:{schedule.id}")


async def test_it_is_paused_and_goes_on(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    await press(manager, panel, "pause", schedule)
    (paused,) = await made(house, guild)
    assert paused.paused_at is not None
    assert "**paused**" in shown(panel)
    await press(manager, panel, "resume", schedule)
    (resumed,) = await made(house, guild)
    assert resumed.paused_at is None
    assert "**paused**" not in shown(panel)


async def test_the_next_one_is_skipped(
    house, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    await press(manager, panel, "skip", schedule)
    (slot,) = await history(house, schedule)
    assert (slot.state, slot.reason) == (SlotState.SKIPPED, "Skipped by a manager of the server.")
    assert f"<t:{slot.at.timestamp():.0f}:F> is left out" in shown(panel)
    assert shown(panel).count(f"<t:{slot.at.timestamp():.0f}:F>") == 1


async def test_one_is_asked_for_at_once(
    house, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    await press(manager, panel, "run", schedule)
    (slot,) = await history(house, schedule)
    assert (slot.state, slot.by_hand) == (SlotState.BEGUN, True)


async def test_it_is_changed(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    other = guild.create_text_channel("other")
    panel = await opened(manager, channel, schedule)
    form = await press(manager, panel, "change", schedule)
    await manager.submit_modal(form, filled(other, "18:15", "UTC", "67", "0:0"))
    (changed,) = await made(house, guild)
    assert (changed.id, changed.channel, changed.clock) == (schedule.id, str(other.id), "18:15")
    assert (changed.zone, changed.weekdays) == ("UTC", "67")
    assert (changed.vote_hours, changed.thread) == (None, False)


async def test_where_prompts_come_from_is_chosen(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    await manager.select(panel.response, ["shipped", "best"], custom_id=f"schedule:sources:{schedule.id}")
    (changed,) = await made(house, guild)
    assert changed.sources == "best,shipped"


@pytest.mark.parametrize(
    ("rights", "is_higher", "taken"),
    [
        (discord.Permissions(manage_guild=True), True, False),
        (discord.Permissions(manage_guild=True, manage_roles=True), False, False),
        (discord.Permissions(manage_guild=True, manage_roles=True), True, True),
    ],
)
async def test_winners_get_no_role_that_the_chooser_could_not_give(
    house,
    env: Env,
    guild: GuildHandle,
    channel: ChannelHandle,
    schedule: Schedule,
    rights: discord.Permissions,
    is_higher: bool,
    taken: bool,
) -> None:
    if is_higher:  # a new role is below those that are there
        chooser = guild.create_role("choosers", permissions=rights)
    role = guild.create_role("Meme King")
    if not is_higher:
        chooser = guild.create_role("choosers", permissions=rights)
    person = guild.add_member(env.create_user("olga"), roles=[chooser])
    panel = await opened(person, channel, schedule)
    await person.select(panel.response, [role], custom_id=f"schedule:role:{schedule.id}")
    (found,) = await made(house, guild)
    assert found.winner_role == (str(role.id) if taken else None)


async def test_it_is_removed_after_a_question(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    await press(manager, panel, "drop", schedule)
    assert await made(house, guild) == [schedule]
    await press(manager, panel, "remove", schedule)
    assert await made(house, guild) == []
    assert "Add a prompt of the day" in shown(panel)


async def test_the_own_list_is_written_line_by_line(
    house, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)

    async def write(lines: str) -> list[str]:
        form = await press(manager, panel, "list", schedule)
        await manager.submit_modal(form, {"prompts": lines})
        async with house.database.reading() as session:
            return [one.text for one in await suggestions.own_list(session, schedule.id, 9)]

    assert await write("a fox\n\n  a  lemur in a toga \na fox") == ["a fox", "a lemur in a toga"]
    assert await write("a lemur in a toga\na naked woman having sex\na newt") == [
        "a lemur in a toga",
        "a newt",
    ]
    assert "Saved, but not these" in shown(panel)
    assert "a naked woman having sex" in shown(panel)
    assert await write("") == []


async def test_what_members_suggest_is_decided_there(
    house, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    new = NewSuggestion(
        schedule_id=schedule.id,
        text="a newt in a boot",
        by_member=True,
        platform=DISCORD,
        person_id="5",
        person_name="Bob",
    )
    async with house.database.session() as session:
        await suggestions.add(session, new, SuggestionState.WAITING, MADE)
    panel = await opened(manager, channel, schedule)
    assert "Suggestions (1)" in shown(panel)
    await press(manager, panel, "suggestions", schedule)
    assert "a newt in a boot" in shown(panel)


async def test_those_of_other_servers_are_out_of_reach(
    house, env: Env, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    panel = await opened(manager, channel, schedule)
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, MADE, server="99")
    await press(manager, panel, "pause", schedule)
    async with house.database.reading() as session:
        moved = await schedules.get(session, schedule.id)
    assert moved is not None
    assert moved.paused_at is None


async def test_one_of_the_settings_is_the_operators_to_change(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, schedule: Schedule
) -> None:
    async with house.database.session() as session:
        await schedules.change(session, schedule.id, MADE, config_name="daily")
    panel = await opened(manager, channel, schedule)
    assert f"schedule:change:{schedule.id}" not in shown(panel)
    assert f"schedule:drop:{schedule.id}" not in shown(panel)
    assert f"schedule:pause:{schedule.id}" in shown(panel)


async def test_members_without_the_right_are_refused(
    env: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    answer = await alice.slash(channel, "potd setup")
    [error] = env.errors
    assert isinstance(error, MissingPermissions)
    assert "schedule:add" not in shown(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_forms_keep_to_discords_rules(language: str) -> None:
    texts = texts_for(language)
    schedule = a_schedule(name="*" * NAME_CHARS, paused_at=MADE)
    slot = Slot(
        schedule_id=1,
        at=MADE,
        state=SlotState.FAILED,
        by_hand=False,
        reason="*" * 1_000,
        source="",
        prompt="",
        suggestion_id=None,
        job_id=None,
        attempts=9,
        lease_token=None,
        lease_until=None,
        finished_at=MADE,
    )
    coming = [MADE + timedelta(days=day) for day in range(10)]
    known = Known(schedule=schedule, coming=coming, past=[slot] * 3, own=1_000, waiting=100)
    for view in (schedule_card(known, texts, "*" * 900), removal_card(schedule, texts)):
        assert_discord_takes(view)
    own = [
        Suggestion(
            id=number,
            schedule_id=1,
            text="*" * 300,
            by_member=False,
            platform=DISCORD,
            person_id="1",
            person_name="",
            state=SuggestionState.APPROVED,
            decided_by="",
            created_at=MADE,
        )
        for number in range(50)
    ]
    forms = (
        new_form(texts, locale="ja", channel="1", known=[]),
        change_form(schedule, texts),
        list_form(schedule, own, texts),
    )
    for form in forms:
        assert len(form.title) <= 45
        for label in form.children:
            assert len(label.text) <= 45
            assert len(label.description or "") <= 100
            for option in getattr(label.component, "options", []):
                assert len(option.label) <= 100
