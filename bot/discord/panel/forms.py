"""What the panel asks in a form: the numbers of a quota, the words of a style.

Nothing of a form is kept, so that one that was opened before a restart can be sent after it.
"""

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.desk import DISCORD, Desk
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.panel.show import require_manager, show
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.settings import Settings
from bot.texts.texts import Texts
from db import server_quotas, styles
from db.models import QuotaScope
from db.server_quotas import LONGEST_COOLDOWN_S, ServerQuota
from db.styles import Style
from moderation.normalise import clean

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

STYLE_NAME_CHARS = 32
STYLE_WORDS_CHARS = 200
STYLES_LIMIT = 12
"""Styles of a server's own: with those that ship, and none, they fit into one menu of 25."""
NUMBER_LIMIT = 1_000_000


def quota_form(quota: ServerQuota, texts: Texts) -> ui.Modal:
    """Asks for the limits of a quota. Empty fields set none; a quota without any is dropped."""
    now: dict[str, int | str | None] = {
        "per-hour": quota.per_hour,
        "waiting": quota.waiting,
        "cooldown": quota.cooldown_s,
    }
    if quota.scope is QuotaScope.ROLE:
        now["tier"] = quota.tier
    fields = [
        ui.Label[Any](text=texts(f"panel-quota-{name}"), component=_short_field(name, value))
        for name, value in now.items()
    ]
    form_id = f"panel-form:quota:{quota.scope}:{quota.target}"
    return make_form(form_id, texts("panel-quota-title"), fields)


def style_form(texts: Texts) -> ui.Modal:
    """Asks for a style of the server's own."""
    name: ui.TextInput[Any] = ui.TextInput(custom_id="name", max_length=STYLE_NAME_CHARS)
    words: ui.TextInput[Any] = ui.TextInput(
        custom_id="words", max_length=STYLE_WORDS_CHARS, style=discord.TextStyle.paragraph
    )
    fields = [
        ui.Label[Any](text=texts("panel-style-name"), component=name),
        ui.Label[Any](
            text=texts("panel-style-words"), description=texts("panel-style-words-help"), component=words
        ),
    ]
    return make_form("panel-form:style", texts("panel-style-title"), fields)


class PanelForms(FormReceiver):
    """Writes what the panel's forms say, and shows their pages."""

    ids = re.compile(rf"panel-form:(?:style|quota:(?P<scope>{'|'.join(QuotaScope)}):(?P<target>\d{{0,20}}))")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Write it, if the sender manages the server."""
        require_manager(interaction)
        await interaction.response.defer()
        desk, server, texts = interaction.client.desk, str(interaction.guild_id), texts_of(interaction)
        if sent["scope"]:
            quota = _read_quota(desk.settings, QuotaScope(sent["scope"]), sent["target"], fields)
            await _put_quota(desk, server, quota)
            await show(interaction, "quotas", texts)
        else:
            await _put_style(desk, server, fields)
            await show(interaction, "styles", texts)


async def _put_quota(desk: Desk, server: str, quota: ServerQuota) -> None:
    async with desk.database.session() as session:
        if (quota.waiting, quota.per_hour, quota.cooldown_s, quota.tier) == (None, None, None, None):
            await server_quotas.drop_quota(session, DISCORD, server, quota.scope, quota.target)
        else:
            await server_quotas.set_quota(session, DISCORD, server, quota)


async def _put_style(desk: Desk, server: str, fields: Fields) -> None:
    style = Style(name=clean(fields["name"]), words=clean(fields["words"]))
    if not style.name or not style.words:
        raise BadRequestError("A style needs a name and words.", key="panel-style-empty")
    async with desk.database.session() as session:
        known = await styles.of_server(session, DISCORD, server)
        if len(known) >= STYLES_LIMIT and style.name not in {other.name for other in known}:
            raise BadRequestError(
                f"A server has at most {STYLES_LIMIT} styles.", key="panel-styles-full", limit=STYLES_LIMIT
            )
        await styles.put_style(session, DISCORD, server, style)


def _read_quota(settings: Settings, scope: QuotaScope, target: str, fields: Fields) -> ServerQuota:
    tier = fields.get("tier", "").strip()
    if tier and tier not in settings.tiers:
        names = ", ".join(settings.tiers) or "-"
        raise BadRequestError(f"There is no tier {tier!r}.", key="panel-no-tier", tier=tier, tiers=names)
    return ServerQuota(
        scope=scope,
        target=target,
        waiting=_number(fields["waiting"]),
        per_hour=_number(fields["per-hour"]),
        cooldown_s=_number(fields["cooldown"], 0, LONGEST_COOLDOWN_S),
        tier=tier or None,
    )


def _short_field(name: str, now: int | str | None) -> ui.TextInput[Any]:
    default = None if now is None else str(now)
    return ui.TextInput(custom_id=name, required=False, max_length=32, default=default)


def _number(text: str, least: int = 1, limit: int = NUMBER_LIMIT) -> int | None:
    """The number that was typed; None for nothing. Raises `BadRequestError`."""
    if not text.strip():
        return None
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not least <= number <= limit:
        raise BadRequestError(
            f"{text!r} is no number from {least} to {limit}.",
            key="panel-no-number",
            text=text,
            least=least,
            limit=limit,
        )
    return number
