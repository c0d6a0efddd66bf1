"""What people have bought in Discord's own shop, as tiers. Optional: nothing is sold until a SKU is set."""

from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.discord.cog import NonetCog
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def tier_of(interaction: "Interaction") -> str:
    """The tier that the person, or the server for its members, has bought; empty if none.

    Of several, the one that the settings name last counts. Test entitlements count too: only the
    application's own team can make them.
    """
    owned = {str(entitlement.sku_id) for entitlement in interaction.entitlements if _holds(entitlement)}
    sold = interaction.client.settings.discord.premium
    return next((tier for sku, tier in reversed(sold.items()) if sku in owned), "")


def premium_buttons(settings: Settings) -> list[ui.Button[Any]]:
    """One button for each SKU; Discord writes its name and price on it."""
    return [ui.Button(style=discord.ButtonStyle.premium, sku_id=int(sku)) for sku in settings.discord.premium]


def _holds(entitlement: discord.Entitlement) -> bool:
    now = discord.utils.utcnow()
    has_begun = entitlement.starts_at is None or entitlement.starts_at <= now
    return has_begun and not entitlement.is_expired() and not entitlement.deleted and not entitlement.consumed


class Premium(NonetCog):
    """Keeps a record of sales in the log; what someone owns, every interaction says anew."""

    @commands.Cog.listener()
    async def on_entitlement_create(self, entitlement: discord.Entitlement) -> None:
        """Somebody has bought something."""
        self._log("bought", entitlement)

    @commands.Cog.listener()
    async def on_entitlement_update(self, entitlement: discord.Entitlement) -> None:
        """A subscription has been renewed or will end."""
        self._log("changed", entitlement)

    @commands.Cog.listener()
    async def on_entitlement_delete(self, entitlement: discord.Entitlement) -> None:
        """Something was paid back, or taken away."""
        self._log("taken back", entitlement)

    def _log(self, what: str, entitlement: discord.Entitlement) -> None:
        log.info(
            f"entitlement {what}",
            sku=entitlement.sku_id,
            tier=self._bot.settings.discord.premium.get(str(entitlement.sku_id)),
            server=entitlement.guild_id,
            ends_at=entitlement.ends_at and entitlement.ends_at.isoformat(),
        )
