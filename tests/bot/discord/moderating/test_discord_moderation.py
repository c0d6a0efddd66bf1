"""/moderation: moderators decide what was reported on their server, one case at a time."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor
from simcord.results import InteractionResult

from bot.discord.connection.client import NonetBot
from bot.discord.connection.sync import sync_commands
from bot.discord.desk import DISCORD
from bot.discord.moderating.telling import tell_all
from bot.moderating.appeal import appeal
from bot.settings import Settings
from db import appeals, audit, cases, jobs, refusals, reports, server_bans, servers
from db.audit import ModeratorAction
from db.cases import Case, CaseDecision, Which
from db.jobs import Job
from db.refusals import Refusal
from db.scope import Scope
from tests.bot.discord.answers import ids, refusal, says, told, words
from tests.bot.discord.conftest import House


async def report(house: House, job: Job, by: MemberActor, text: str = "@everyone **Look!**") -> None:
    async with house.database.session() as session:
        await reports.report(
            session,
            job.id,
            reason="sexual",
            text=text,
            contact="",
            now=datetime.now(UTC),
            platform=DISCORD,
            person_id=str(by.id),
        )


async def refused(house: House, person: MemberActor, guild: GuildHandle, prompt: str = "a gargoyle") -> int:
    async with house.database.session() as session:
        return await refusals.record(
            session,
            Refusal(
                front=DISCORD,
                source_id="1",
                platform=DISCORD,
                requester_id=str(person.id),
                server=str(guild.id),
                decision="refuse",
                prompt=prompt,
                category="violence",
                reason="No.",
                created_at=datetime.now(UTC),
            ),
        )


async def only_case(house: House) -> Case:
    now = datetime.now(UTC)
    async with house.database.reading() as session:
        (case,) = await cases.waiting(session, Which.OPEN, None, moderator="", now=now, limit=9)
    return case


async def case_now(house: House, case: Case) -> Case:
    async with house.database.reading() as session:
        found = await cases.get(session, case.id, None)
    assert found is not None
    return found


async def click(
    person: MemberActor, panel: InteractionResult, deed: str, case: Case | None = None, which: str = "open"
) -> InteractionResult:
    return await person.click(panel.response, custom_id=f"mod:{deed}:{which}:{case.id if case else 0}")


@pytest.fixture
async def case(house: House, done: Job, bob: MemberActor) -> Case:
    """Bob has reported Alice's pictures."""
    await report(house, done, bob)
    return await only_case(house)


async def test_a_case_is_shown_to_the_moderator_alone_with_covered_pictures_and_harmless_words(
    case: Case, done: Job, moderator: MemberActor, channel: ChannelHandle
) -> None:
    panel = await moderator.slash(channel, "moderation")
    assert panel.response.ephemeral
    shown = words(panel)
    assert "a hamster Godzilla" in shown
    assert "**Sexual** (<@" in shown
    assert "@everyone" not in shown
    assert r"\*\*Look\!\*\*" in shown or r"\*\*Look!\*\*" in shown
    [picture] = panel.response.attachments
    assert picture.filename.startswith("SPOILER_")


async def test_who_moderates_nothing_sees_nothing(
    case: Case, alice: MemberActor, channel: ChannelHandle
) -> None:
    assert "moderation" not in alice.available_commands(channel)


async def test_a_decision_leads_to_the_next_case(
    house: House,
    case: Case,
    draw,
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    second = await draw(alice, "a red fox", guild)
    await report(house, second, bob)
    panel = await moderator.slash(channel, "moderation")
    await click(moderator, panel, "dismiss", case)
    assert (await case_now(house, case)).decision is CaseDecision.DISMISSED
    assert "a red fox" in words(panel)
    assert f"Case {case.id} is decided" in words(panel)
    await click(moderator, panel, "uphold", await only_case(house))
    assert "Nothing to decide" in words(panel)


async def test_a_claim_keeps_others_away(
    house: House, case: Case, env: Env, guild: GuildHandle, moderator: MemberActor, channel: ChannelHandle
) -> None:
    role = guild.create_role("others", permissions=discord.Permissions(manage_messages=True))
    noah = guild.add_member(env.create_user("noah"), roles=[role])
    panel, other = await moderator.slash(channel, "moderation"), await noah.slash(channel, "moderation")
    await click(moderator, panel, "claim", case)
    assert "Yours until" in words(panel)
    result = await click(noah, other, "uphold", case)
    assert told(result) == "Another moderator works on this one."
    await moderator.select(panel.response, ["mine"], custom_id="mod:part:open:0")
    assert "a hamster" in words(panel)
    assert f"mod:uphold:mine:{case.id}" in ids(panel)
    assert f"mod:claim:mine:{case.id}" not in ids(panel)


async def test_removed_everywhere_takes_the_messages_down_and_tells_the_requester(
    house: House, case: Case, done: Job, alice: MemberActor, moderator: MemberActor, channel: ChannelHandle
) -> None:
    panel = await moderator.slash(channel, "moderation")
    form = await click(moderator, panel, "remove", case)
    await moderator.submit_modal(form, {"words": "Not here."})
    assert [message for message in channel.history() if message.attachments] == []
    async with house.database.reading() as session:
        assert await jobs.get(session, done.id) is None
        (removal,) = await refusals.of_person(session, DISCORD, str(alice.id), 9)
    said = alice.user.dm_channel.last_message
    assert "removed pictures" in says(said)
    assert "Not here" in says(said)
    assert ids(said) == [f"appeal:{removal.id}"]
    assert "The pictures are gone, everywhere" in words(panel)


async def test_a_ban_a_note_and_an_unban(
    house: House,
    env: Env,
    case: Case,
    alice: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    panel = await moderator.slash(channel, "moderation")
    form = await click(moderator, panel, "ban", case)
    await moderator.submit_modal(form, {"days": "2", "words": "Spam."})
    assert "banned here until" in words(panel)
    async with house.database.reading() as session:
        banned = await server_bans.lasting(
            session, Scope(DISCORD, str(guild.id)), DISCORD, str(alice.id), datetime.now(UTC)
        )
    assert banned is not None
    assert banned.until - datetime.now(UTC) < timedelta(days=2)
    said = refusal(env, await alice.slash(channel, "draw", prompt="a cat"))
    assert "let you ask for no pictures here" in said
    form = await click(moderator, panel, "note", case)
    await moderator.submit_modal(form, {"words": "Watch _her_."})
    assert r"Watch \_her\_" in words(panel)
    await click(moderator, panel, "unban", case)
    assert "banned here" not in words(panel)
    async with house.database.reading() as session:
        done = await audit.newest(session, Scope(DISCORD, str(guild.id)), 9)
    assert [one.action for one in done] == [
        ModeratorAction.UNBAN,
        ModeratorAction.NOTE,
        ModeratorAction.BAN,
    ]


@pytest.mark.parametrize("days", ["0", "many", "-1", "1e9", "nan"])
async def test_a_ban_of_no_days_is_explained(
    case: Case, moderator: MemberActor, channel: ChannelHandle, days: str
) -> None:
    panel = await moderator.slash(channel, "moderation")
    form = await click(moderator, panel, "ban", case)
    result = await moderator.submit_modal(form, {"days": days, "words": ""})
    assert told(result).startswith("A ban lasts up to")


async def test_cases_are_leafed_through(
    house: House,
    case: Case,
    draw,
    alice: MemberActor,
    bob: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    await report(house, await draw(alice, "a red fox", guild), bob)
    panel = await moderator.slash(channel, "moderation")
    await click(moderator, panel, "later", case)
    assert "a red fox" in words(panel)
    back = next(one for one in ids(panel) if one.startswith("mod:earlier"))
    await moderator.click(panel.response, custom_id=back)
    assert "a hamster" in words(panel)


async def test_a_role_of_moderators_opens_the_queue_from_the_alert(
    house: House, bot: NonetBot, case: Case, env: Env, guild: GuildHandle, channel: ChannelHandle
) -> None:
    role, alerts = guild.create_role("helpers"), guild.create_text_channel("alerts")
    helper = guild.add_member(env.create_user("helga"), roles=[role])
    stranger = guild.add_member(env.create_user("sven"))
    async with house.database.session() as session:
        await servers.choose(
            session, DISCORD, str(guild.id), moderator_role=str(role.id), alert_channel=str(alerts.id)
        )
    for _ in range(2):
        await tell_all(bot)
    [alert] = alerts.history()
    assert "Someone reports pictures: **Sexual**" in says(alert)
    assert "hamster" not in says(alert)
    opened = await helper.click(alert, custom_id=f"mod:open:open:{case.id}")
    assert opened.response.ephemeral
    assert "a hamster Godzilla" in words(opened)
    assert told(await stranger.click(alert, custom_id=f"mod:open:open:{case.id}")).startswith("For that you")


async def test_what_moderators_delete_on_a_card_stands_in_the_log(
    house: House,
    done: Job,
    alice: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    mine = await house.draw(alice, channel)
    card = channel.last_message
    more = await moderator.click(card, custom_id=f"more:{mine.id}")
    await moderator.click(more.followups[0], custom_id=f"delete:{mine.id}")
    await moderator.click(more.followups[0], custom_id=f"erase:{mine.id}")
    async with house.database.reading() as session:
        assert await jobs.get(session, mine.id) is None
        (logged,) = await audit.newest(session, Scope(DISCORD, str(guild.id)), 9)
    assert (logged.action, logged.job_id) == (ModeratorAction.REMOVE, mine.id)
    assert (logged.moderator, logged.person_id) == (f"discord:{moderator.id}", str(alice.id))


async def test_an_alert_channel_that_is_gone_is_not_asked_again(
    house: House, bot: NonetBot, case: Case, guild: GuildHandle
) -> None:
    async with house.database.session() as session:
        await servers.choose(session, DISCORD, str(guild.id), alert_channel="123456789")
    await tell_all(bot)
    async with house.database.reading() as session:
        assert await cases.unannounced(session, DISCORD, datetime.now(UTC) - timedelta(days=9), 9) == []


async def test_operators_see_all_servers_in_a_direct_message(
    house: House,
    settings: Settings,
    bot: NonetBot,
    case: Case,
    env: Env,
    guild: GuildHandle,
    moderator: MemberActor,
) -> None:
    chosen = settings.discord.model_copy(update={"operators": (str(moderator.id),)})
    bot.settings = settings.model_copy(update={"discord": chosen})
    panel = await moderator.user.slash("moderation")
    assert "Moderation of all servers" in words(panel)
    assert "a hamster Godzilla" in words(panel)


async def test_an_appeal_is_made_decided_and_told(
    house: House,
    bot: NonetBot,
    alice: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    refusal_id = await refused(house, alice, guild)
    mine = await alice.slash(channel, "appeal")
    assert "you can appeal" in words(mine)
    form = await alice.select(mine.response, [str(refusal_id)], custom_id="appeal:choose")
    sent = await alice.submit_modal(form, {"words": "It is of stone."})
    assert told(sent).startswith("Thank you.")
    case = await only_case(house)
    panel = await moderator.slash(channel, "moderation")
    assert "It is of stone" in words(panel)
    form = await click(moderator, panel, "uphold", case)
    await moderator.submit_modal(form, {"words": "Sorry!"})
    for _ in range(2):
        await tell_all(bot)
    [outcome] = alice.user.dm_channel.history()
    assert "Your appeal was right" in says(outcome)
    assert "Sorry" in says(outcome)
    assert "you were right" in words(await alice.slash(channel, "appeal"))
    async with house.database.reading() as session:
        made = await appeals.get(session, refusal_id)
    assert made is not None
    assert made.told_at is not None


async def test_who_takes_no_messages_is_told_when_they_come_by(
    house: House,
    bot: NonetBot,
    env: Env,
    alice: MemberActor,
    guild: GuildHandle,
    moderator: MemberActor,
    channel: ChannelHandle,
) -> None:
    refusal_id = await refused(house, alice, guild)
    await appeal(house.database, house.settings, DISCORD, str(alice.id), refusal_id=refusal_id, text="Stone!")
    case = await only_case(house)
    panel = await moderator.slash(channel, "moderation")
    await moderator.submit_modal(await click(moderator, panel, "dismiss", case), {"words": "It bites."})
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=1)
    for _ in range(2):
        await tell_all(bot)
    told_later = await alice.slash(channel, "quota")
    assert "It stays refused" in says(told_later.followups[-1])
    assert "It bites" in says(told_later.followups[-1])
    assert (await alice.slash(channel, "quota")).followups == []


async def test_a_mention_that_is_refused_has_the_button_too(
    house: House, alice: MemberActor, bob: MemberActor, bot: NonetBot, channel: ChannelHandle
) -> None:
    assert bot.user is not None
    await alice.send(channel, f"<@{bot.user.id}> a naked nude porn star having sex")
    [button] = ids(channel.last_message)
    assert button.startswith("appeal:")
    form = await bob.click(channel.last_message, custom_id=button)
    result = await bob.submit_modal(form, {"words": "Let her!"})
    assert told(result) == "There is no appeal against that."


async def test_a_refusal_has_a_button_to_appeal(
    house: House, env: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    result = await alice.slash(channel, "draw", prompt="a naked nude porn star having sex")
    assert "appeal with /appeal" in refusal(env, result)
    [shown] = result.followups
    [button] = ids(shown)
    form = await alice.click(shown, custom_id=button)
    assert told(await alice.submit_modal(form, {"words": "Art!"})).startswith("Thank you.")
    assert (await only_case(house)).person_id == str(alice.id)


async def test_of_what_never_can_be_there_is_no_appeal(
    env: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    result = await alice.slash(channel, "draw", prompt="a sexy nude child")
    assert "never paint anybody young" in refusal(env, result)
    assert ids(result.followups[0]) == []
    assert "Nothing that you could appeal against" in words(await alice.slash(channel, "appeal"))


async def test_commands_are_synced(bot: NonetBot, env: Env) -> None:
    await sync_commands(bot)
    names = {command.name for command in bot.tree.get_commands()}
    assert {"moderation", "appeal"} <= names
