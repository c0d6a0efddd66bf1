"""What someone has bought counts from the moment at which Discord says so, until it says otherwise."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.discord.asking.premium import premium_buttons, tier_of
from bot.discord.connection.client import Interaction, NonetBot
from bot.settings import Settings

SILVER, GOLD = 1001, 1002
NOW, DAY = datetime.now(UTC), timedelta(days=1)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    sold = {str(SILVER): "silver", str(GOLD): "gold"}
    return settings.model_copy(update={"discord": settings.discord.model_copy(update={"premium": sold})})


@pytest.fixture
def tiers_seen(bot: NonetBot) -> list[str]:
    seen: list[str] = []

    @bot.tree.command(name="tier", description="Notes the tier of whoever asks.")
    async def command(interaction: Interaction) -> None:
        seen.append(tier_of(interaction))
        await interaction.response.send_message("ok")

    return seen


@pytest.fixture
def shop(tiers_seen: list[str], env: Env) -> Env:
    for number, name in ((SILVER, "Silver"), (GOLD, "Gold")):
        env.create_sku(name, id=number)
    env.create_sku("Something else", id=1003)
    return env


async def tier_now(seen: list[str], alice: MemberActor, channel: ChannelHandle) -> str:
    await alice.slash(channel, "tier")
    return seen[-1]


async def test_nothing_bought_is_no_tier(
    tiers_seen: list[str], shop: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    shop.seed_entitlement(1003, user=alice)
    assert await tier_now(tiers_seen, alice, channel) == ""


async def test_a_test_entitlement_counts_until_it_ends(
    tiers_seen: list[str], shop: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    bought = await shop.grant_entitlement(SILVER, user=alice, type=discord.EntitlementType.test_mode_purchase)
    assert await tier_now(tiers_seen, alice, channel) == "silver"
    await bought.end()
    assert await tier_now(tiers_seen, alice, channel) == ""


async def test_what_the_server_has_bought_is_for_its_members(
    tiers_seen: list[str], shop: Env, alice: MemberActor, channel: ChannelHandle, guild: GuildHandle
) -> None:
    await shop.grant_entitlement(GOLD, guild=guild)
    assert await tier_now(tiers_seen, alice, channel) == "gold"


async def test_of_several_the_last_in_the_settings_counts(
    tiers_seen: list[str], shop: Env, alice: MemberActor, channel: ChannelHandle
) -> None:
    await shop.grant_entitlement(GOLD, user=alice)
    await shop.grant_entitlement(SILVER, user=alice)
    assert await tier_now(tiers_seen, alice, channel) == "gold"


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, True),
        ({"starts_at": NOW - DAY, "ends_at": NOW + DAY}, True),
        ({"starts_at": NOW - 2 * DAY, "ends_at": NOW - DAY}, False),
        ({"starts_at": NOW + DAY, "ends_at": NOW + 2 * DAY}, False),
        ({"deleted": True}, False),
        ({"consumed": True}, False),
    ],
)
def test_what_is_over_gone_or_yet_to_come_does_not_count(
    bot: NonetBot, facts: dict[str, Any], counts: bool
) -> None:
    """simcord and Discord leave out most of these by themselves."""
    defaults = {"id": "1", "sku_id": str(GOLD), "application_id": "2", "user_id": "3", "type": 8}
    payload = defaults | {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in facts.items()
    }
    entitlement = discord.Entitlement(bot._connection, {"deleted": False} | payload)  # type: ignore[arg-type]  # as sent
    asked: Any = SimpleNamespace(client=bot, entitlements=[entitlement])
    assert tier_of(asked) == ("gold" if counts else "")


async def test_sales_are_logged(shop: Env, alice: MemberActor, log_lines: list[dict[str, object]]) -> None:
    await shop.grant_entitlement(GOLD, user=alice)
    [line] = [line for line in log_lines if line["event"] == "entitlement bought"]
    assert line["tier"] == "gold"


def test_there_is_a_button_for_each_thing_that_is_sold(settings: Settings) -> None:
    buttons = premium_buttons(settings)
    assert [(button.style, button.sku_id) for button in buttons] == [
        (discord.ButtonStyle.premium, SILVER),
        (discord.ButtonStyle.premium, GOLD),
    ]
    assert premium_buttons(Settings()) == []
