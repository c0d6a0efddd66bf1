"""What the panel asks in a form: the numbers of a quota, the words of a style."""

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.desk import DISCORD
from bot.discord.panel.show import require_manager, show
from bot.discord.speaking.funnel import guarding
from bot.errors import BadRequestError
from bot.texts.texts import Texts
from db import server_quotas, styles
from db.models import QuotaScope
from db.server_quotas import LONGEST_COOLDOWN_S, ServerQuota
from db.styles import Style
from moderation.normalise import clean

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

STYLE_NAME_CHARS = 32
STYLE_WORDS_CHARS = 200
STYLES_LIMIT = 12
"""Styles of a server's own: with those that ship, and none, they fit into one menu of 25."""
NUMBER_LIMIT = 1_000_000


class QuotaModal(ui.Modal):
    """Asks for the limits of a quota. Empty fields set none; a quota without any is dropped."""

    def __init__(self, quota: ServerQuota, texts: Texts) -> None:
        super().__init__(title=texts("panel-quota-title"))
        self._scope, self._target, self._texts = quota.scope, quota.target, texts
        self._per_hour = self._field("per-hour", quota.per_hour)
        self._waiting = self._field("waiting", quota.waiting)
        self._cooldown = self._field("cooldown", quota.cooldown_s)
        self._tier = self._field("tier", quota.tier) if quota.scope is QuotaScope.ROLE else None

    async def on_submit(self, interaction: "discord.Interaction[Any]") -> None:
        """Write the quota and show the page."""
        async with guarding(interaction):
            require_manager(interaction)
            await interaction.response.defer()
            quota = self._read(interaction.client)
            server = str(interaction.guild_id)
            async with interaction.client.desk.database.session() as session:
                if (quota.waiting, quota.per_hour, quota.cooldown_s, quota.tier) == (None, None, None, None):
                    await server_quotas.drop_quota(session, DISCORD, server, quota.scope, quota.target)
                else:
                    await server_quotas.set_quota(session, DISCORD, server, quota)
            await show(interaction, "quotas", self._texts)

    def _read(self, bot: "NonetBot") -> ServerQuota:
        tier = self._tier.value.strip() if self._tier else ""
        tiers = bot.desk.settings.tiers
        if tier and tier not in tiers:
            names = ", ".join(tiers) or "-"
            raise BadRequestError(f"There is no tier {tier!r}.", key="panel-no-tier", tier=tier, tiers=names)
        return ServerQuota(
            scope=self._scope,
            target=self._target,
            waiting=_number(self._waiting.value),
            per_hour=_number(self._per_hour.value),
            cooldown_s=_number(self._cooldown.value, LONGEST_COOLDOWN_S),
            tier=tier or None,
        )

    def _field(self, name: str, now: int | str | None) -> "ui.TextInput[Any]":
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id=name, required=False, max_length=32, default=None if now is None else str(now)
        )
        self.add_item(ui.Label(text=self._texts(f"panel-quota-{name}"), component=field))
        return field


class StyleModal(ui.Modal):
    """Asks for a style of the server's own."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(title=texts("panel-style-title"))
        self._texts = texts
        self._name: ui.TextInput[Any] = ui.TextInput(custom_id="name", max_length=STYLE_NAME_CHARS)
        self._words: ui.TextInput[Any] = ui.TextInput(
            custom_id="words", max_length=STYLE_WORDS_CHARS, style=discord.TextStyle.paragraph
        )
        self.add_item(ui.Label(text=texts("panel-style-name"), component=self._name))
        self.add_item(
            ui.Label(
                text=texts("panel-style-words"),
                description=texts("panel-style-words-help"),
                component=self._words,
            )
        )

    async def on_submit(self, interaction: "discord.Interaction[Any]") -> None:
        """Write the style and show the page."""
        async with guarding(interaction):
            require_manager(interaction)
            await interaction.response.defer()
            style = Style(name=clean(self._name.value), words=clean(self._words.value))
            if not style.name or not style.words:
                raise BadRequestError("A style needs a name and words.", key="panel-style-empty")
            server = str(interaction.guild_id)
            async with interaction.client.desk.database.session() as session:
                known = await styles.of_server(session, DISCORD, server)
                if len(known) >= STYLES_LIMIT and style.name not in {other.name for other in known}:
                    raise BadRequestError(
                        f"A server has at most {STYLES_LIMIT} styles.",
                        key="panel-styles-full",
                        limit=STYLES_LIMIT,
                    )
                await styles.put_style(session, DISCORD, server, style)
            await show(interaction, "styles", self._texts)


def _number(text: str, limit: int = NUMBER_LIMIT) -> int | None:
    """The number that was typed; None for nothing. Raises `BadRequestError`."""
    if not text.strip():
        return None
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= limit:
        raise BadRequestError(f"{text!r} is no number.", key="panel-no-number", text=text, limit=limit)
    return number
