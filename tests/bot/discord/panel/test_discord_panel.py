"""/settings: those who manage a server choose how the bot behaves there."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor
from simcord.results import InteractionResult

from bot.discord.connection.client import NonetBot
from bot.discord.desk import DISCORD
from bot.discord.panel.book import PAGES, page_view
from bot.discord.panel.state import PanelState
from bot.schedule.service import NAME_CHARS, PER_SERVER
from bot.texts.texts import LANGUAGES, texts_for
from db import audit, server_bans, server_filter, server_quotas, servers, styles
from db.audit import ModeratorAction
from db.models import Pressers, QuotaScope
from db.scope import Scope
from db.server_bans import ServerBan
from db.server_filter import FilterChoices
from db.server_quotas import ServerQuota
from db.servers import ServerChoices
from db.styles import Style
from moderation.verdict import GRADED
from tests.bot.discord.panel.schedule_samples import a_schedule

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def manager(env: Env, guild: GuildHandle) -> MemberActor:
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("mona"), roles=[role])


async def opened(manager: MemberActor, channel: ChannelHandle, page: str) -> InteractionResult:
    """The panel, turned to a page."""
    panel = await manager.slash(channel, "settings")
    if page != "overview":
        await manager.select(panel.response, [page], custom_id="panel:page")
    return panel


async def choices(house, guild: GuildHandle) -> ServerChoices:
    async with house.database.reading() as session:
        return await servers.choices(session, DISCORD, str(guild.id))


def shown(panel: InteractionResult) -> str:
    return str(panel.response.components)


async def test_the_panel_is_shown_to_its_asker_only(manager: MemberActor, channel: ChannelHandle) -> None:
    panel = await manager.slash(channel, "settings")
    assert panel.response.ephemeral
    assert "Nonet on this server" in shown(panel)


async def test_members_without_the_right_never_see_it(alice: MemberActor, channel: ChannelHandle) -> None:
    assert "settings" not in alice.available_commands(channel)


@pytest.mark.parametrize(
    ("page", "menu", "value", "column", "expected"),
    [
        ("safety", "policy", "strict", "policy", "strict"),
        ("moderators", "retention", "7", "retention_days", 7.0),
        ("cards", "spoiler", "on", "spoiler", True),
        ("cards", "pressers", "requester", "pressers", Pressers.REQUESTER),
        ("cards", "language", "ja", "language", "ja"),
        ("showcase", "showcase-votes", "3", "showcase_votes", 3),
    ],
)
async def test_a_menu_changes_what_it_says(
    house,
    guild: GuildHandle,
    manager: MemberActor,
    channel: ChannelHandle,
    page: str,
    menu: str,
    value: str,
    column: str,
    expected: object,
) -> None:
    panel = await opened(manager, channel, page)
    await manager.select(panel.response, [value], custom_id=f"panel:{menu}")
    assert getattr(await choices(house, guild), column) == expected


async def test_a_choice_can_be_left_to_the_operator_again(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "safety")
    await manager.select(panel.response, ["strict"], custom_id="panel:policy")
    await manager.select(panel.response, ["as-set"], custom_id="panel:policy")
    assert (await choices(house, guild)).policy is None


async def test_channels_are_allowed_and_denied(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    quiet = guild.create_text_channel("quiet")
    panel = await opened(manager, channel, "channels")
    await manager.select(panel.response, [quiet], custom_id="panel:deny")
    assert (await choices(house, guild)).denied_channels == {str(quiet.id)}
    await manager.select(panel.response, [channel], custom_id="panel:allow")
    assert (await choices(house, guild)).allowed_channels == {str(channel.id)}


async def test_a_showcase_channel_is_chosen(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "showcase")
    await manager.select(panel.response, [channel], custom_id="panel:showcase-channel")
    assert (await choices(house, guild)).showcase_channel == str(channel.id)


async def test_a_channel_gets_a_quota_and_loses_it(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "quotas")
    form = await manager.select(panel.response, [channel], custom_id="panel:quota-channel")
    await manager.submit_modal(form, {"per-hour": "20", "cooldown": "30"})
    async with house.database.reading() as session:
        assert await server_quotas.of_server(session, DISCORD, str(guild.id)) == [
            ServerQuota(QuotaScope.CHANNEL, str(channel.id), per_hour=20, cooldown_s=30)
        ]
    await manager.select(panel.response, [f"channel:{channel.id}"], custom_id="panel:quota-drop")
    async with house.database.reading() as session:
        assert await server_quotas.of_server(session, DISCORD, str(guild.id)) == []


async def test_a_role_may_be_spared_the_wait(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    fast = guild.create_role("fast")
    panel = await opened(manager, channel, "quotas")
    form = await manager.select(panel.response, [fast], custom_id="panel:quota-role")
    await manager.submit_modal(form, {"cooldown": "0"})
    async with house.database.reading() as session:
        assert await server_quotas.of_server(session, DISCORD, str(guild.id)) == [
            ServerQuota(QuotaScope.ROLE, str(fast.id), cooldown_s=0)
        ]


@pytest.mark.parametrize("typed", ["many", "-1", "0", "1.5", "9999999999"])
async def test_a_quota_that_is_no_number_is_explained(
    manager: MemberActor, channel: ChannelHandle, typed: str
) -> None:
    panel = await opened(manager, channel, "quotas")
    form = await manager.click(panel.response, custom_id="panel:quota-server")
    answer = await manager.submit_modal(form, {"per-hour": typed})
    assert f"“{typed}” is not a whole number" in answer.followups[0].content


async def test_a_server_adds_a_style_and_drops_it(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "styles")
    form = await manager.click(panel.response, custom_id="panel:style-add")
    await manager.submit_modal(form, {"name": "Glass", "words": "as a stained glass window"})
    async with house.database.reading() as session:
        known = await styles.of_server(session, DISCORD, str(guild.id))
    assert known == [Style("Glass", "as a stained glass window")]
    assert "stained glass window" in shown(panel)
    await manager.select(panel.response, ["Glass"], custom_id="panel:style-drop")
    async with house.database.reading() as session:
        assert await styles.of_server(session, DISCORD, str(guild.id)) == []


async def test_the_panel_works_after_a_restart(
    house, env: Env, settings, desk, front, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "safety")
    await env.restart_bot(NonetBot(settings, desk))
    await manager.select(panel.response, ["relaxed"], custom_id="panel:policy")
    assert (await choices(house, guild)).policy == "relaxed"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_keeps_to_discords_rules_however_much_is_chosen(page: str, language: str) -> None:
    ids = [str(10**18 + number) for number in range(40)]
    full = PanelState(
        ServerChoices(
            policy="strict",
            language="ja",
            spoiler=True,
            pressers=Pressers.REQUESTER,
            showcase_channel=ids[0],
            showcase_votes=20,
            retention_days=30,
            moderator_role=ids[0],
            alert_channel=ids[0],
            allowed_channels=frozenset(ids),
            denied_channels=frozenset(ids),
        ),
        [ServerQuota(QuotaScope.ROLE, i, 10**6, 10**6, 3_600, "a" * 32) for i in ids],
        [Style(f"{i:*>32}", "@everyone " + "* " * 95) for i in ids[:12]],
        FilterChoices(
            levels=dict.fromkeys(GRADED, "strict"),
            extra_words=tuple(f"{i}{'*' * 40}" for i in ids),
            allowed_words=tuple(ids),
            named_people=True,
        ),
        [a_schedule(number, name="*" * NAME_CHARS) for number in range(PER_SERVER)],
        [
            ServerBan(platform=DISCORD, person_id=i, until=MOMENT, reason="*" * 300, created_at=MOMENT)
            for i in ids[:25]
        ],
    )
    view = page_view(page, full, texts_for(language))
    assert view.content_length() <= 4_000
    assert view.total_children_count <= 40
    for child in view.walk_children():
        for option in getattr(getattr(child, "item", child), "options", []):
            assert len(option.label) <= 100
            assert len(option.description or "") <= 100


async def filter_of(house, guild: GuildHandle) -> FilterChoices:
    async with house.database.reading() as session:
        return await server_filter.filter_choices(session, DISCORD, str(guild.id))


async def test_single_categories_get_a_level_of_their_own(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "safety")
    await manager.select(panel.response, ["hate", "violence"], custom_id="panel:level-strict")
    await manager.select(panel.response, ["violence"], custom_id="panel:level-relaxed")
    assert (await filter_of(house, guild)).levels == {"hate": "strict", "violence": "relaxed"}
    await manager.select(panel.response, [], custom_id="panel:level-strict")
    assert (await filter_of(house, guild)).levels == {"violence": "relaxed"}


async def test_who_changes_the_filter_stands_in_the_audit_log(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "safety")
    await manager.select(panel.response, ["strict"], custom_id="panel:policy")
    async with house.database.reading() as session:
        (done,) = await audit.newest(session, Scope(DISCORD, str(guild.id)), 9)
    assert (done.action, done.moderator) == (ModeratorAction.FILTER, f"discord:{manager.id}")
    assert done.note == "policy: strict"


@pytest.mark.parametrize(("value", "expected"), [("on", True), ("off", False), ("as-set", None)])
async def test_the_rule_for_named_people_is_chosen(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle, value: str, expected: bool | None
) -> None:
    panel = await opened(manager, channel, "safety")
    await manager.select(panel.response, [value], custom_id="panel:people")
    assert (await filter_of(house, guild)).named_people is expected


async def test_a_server_writes_down_words(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "safety")
    form = await manager.click(panel.response, custom_id="panel:words")
    await manager.submit_modal(form, {"refused": " broccoli\n\nsad  clowns\nbroccoli ", "allowed": "cock"})
    chosen = await filter_of(house, guild)
    assert (chosen.extra_words, chosen.allowed_words) == (("broccoli", "sad clowns"), ("cock",))
    assert "||broccoli, sad clowns||" in shown(panel)
    form = await manager.click(panel.response, custom_id="panel:words")
    answer = await manager.submit_modal(form, {"refused": "x" * 61, "allowed": ""})
    assert answer.followups[0].content.startswith("There may be 100 words")


async def test_a_role_and_a_channel_for_moderators_are_chosen(
    house, guild: GuildHandle, manager: MemberActor, channel: ChannelHandle
) -> None:
    role = guild.create_role("helpers")
    panel = await opened(manager, channel, "moderators")
    await manager.select(panel.response, [role], custom_id="panel:moderator-role")
    await manager.select(panel.response, [channel], custom_id="panel:alert-channel")
    chosen = await choices(house, guild)
    assert (chosen.moderator_role, chosen.alert_channel) == (str(role.id), str(channel.id))
    await manager.select(panel.response, [], custom_id="panel:moderator-role")
    assert (await choices(house, guild)).moderator_role is None


async def test_someone_is_kept_out_of_the_server_and_let_in_again(
    house, guild: GuildHandle, manager: MemberActor, alice: MemberActor, channel: ChannelHandle
) -> None:
    panel = await opened(manager, channel, "moderators")
    form = await manager.select(panel.response, [alice], custom_id="panel:keep-out")
    await manager.submit_modal(form, {"days": "1,5", "words": "Spam *and* eggs."})
    scope = Scope(DISCORD, str(guild.id))
    async with house.database.reading() as session:
        (banned,) = await server_bans.of_server(session, scope, datetime.now(UTC), 9)
    assert (banned.person_id, banned.reason) == (str(alice.id), "Spam *and* eggs.")
    assert banned.until - banned.created_at == timedelta(days=1.5)
    assert "Kept out here" in shown(panel)
    await manager.select(panel.response, [str(alice.id)], custom_id="panel:let-in")
    assert "Kept out here" not in shown(panel)
