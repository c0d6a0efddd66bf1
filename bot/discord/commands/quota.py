"""/quota: how much someone may still ask for, where they are."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from discord import app_commands, ui
from discord.app_commands import locale_str
from discord.utils import format_dt

from bot.discord.asking.ask import place_here, requester_of
from bot.discord.asking.premium import premium_buttons, tier_of
from bot.discord.card.frame import VIOLET, note_card
from bot.discord.cog import NonetCog
from bot.discord.limits import ROW_BUTTONS
from bot.discord.speaking.language import texts_of
from bot.pipeline.quota import Limit, Standing, standing
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_COOLDOWNS = (Limit.SLOWED, Limit.CHANNEL_COOLDOWN, Limit.SERVER_COOLDOWN)


class QuotaCommand(NonetCog):
    """The limits that hold for a person in a place."""

    @app_commands.command(
        name=locale_str("quota", key="commands-quota-name"),
        description=locale_str("See how much you may still ask for", key="commands-quota-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def quota(self, interaction: "Interaction") -> None:
        """Show every limit, and what the shop offers beyond."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        who, place = requester_of(interaction.user, tier_of(interaction)), place_here(interaction)
        async with bot.desk.database.reading() as session:
            limits = await standing(session, bot.settings, who, place, datetime.now(UTC))
        offers = premium_buttons(bot.settings)[:ROW_BUTTONS]
        await interaction.edit_original_response(view=quota_card(limits, texts_of(interaction), offers))


def quota_card(limits: list[Standing], texts: Texts, offers: list[ui.Button[Any]]) -> ui.LayoutView:
    """A line for each limit, and buttons of the shop."""
    lines = [f"## {texts('queue-quota-title')}", *(_line(one, texts) for one in limits)]
    return note_card(VIOLET, "\n".join(lines), *offers)


def _line(one: Standing, texts: Texts) -> str:
    says = texts(f"queue-quota-{one.what}", used=one.used, limit=one.limit)
    if not one.is_used_up:
        return f"🟢 {says}"
    if one.free_at:
        when = format_dt(one.free_at, "R")
        return f"🔴 {says} · {when if one.what in _COOLDOWNS else texts('queue-quota-free-at', when=when)}"
    return f"🔴 {says} · {texts('queue-quota-free-later')}"
