"""What the panel's menus and buttons change. The page is shown anew afterwards."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.discord.desk import DISCORD, Desk
from bot.discord.panel.forms import quota_form, style_form
from bot.discord.panel.pages import AS_SET, PAGES, POLICIES, RETENTION_DAYS, SHOWCASE_VOTES
from bot.discord.panel.show import require_manager, show
from bot.errors import BadRequestError
from bot.texts.texts import LANGUAGES, Texts
from db import server_quotas, servers, styles
from db.models import Pressers, QuotaScope
from db.server_quotas import ServerQuota

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


@dataclass(frozen=True, slots=True)
class Chosen:
    """What someone who manages a server has chosen for it, by a menu or button."""

    desk: Desk
    server: str
    values: list[str]
    """In a menu; none by a button."""

    async def write(self, **columns: Any) -> None:
        """Write some of the server's choices."""
        async with self.desk.database.session() as session:
            await servers.choose(session, DISCORD, self.server, **columns)

    @property
    def value(self) -> str | None:
        """What was chosen in a menu of one value; None if nothing was, or what leaves it to the settings."""
        return self.values[0] if self.values and self.values[0] != AS_SET else None

    def one_of(self, known: Iterable[object]) -> str | None:
        """The value, if it is one of these. Raises `BadRequestError`: older menus have others."""
        if self.value is not None and self.value not in map(str, known):
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
        return self.value


@dataclass(frozen=True, slots=True)
class Change:
    """A page on which something is changed, and how. Without a change, the page is only shown."""

    page: str
    make: Callable[[Chosen], Awaitable[None]] | None = None


async def press(interaction: "Interaction", action: str, values: list[str], texts: Texts) -> None:
    """Do what a menu or button stands for.

    Raises:
        MissingPermissions: the presser does not manage the server.
        BadRequestError: what was chosen is nothing that can be.
        DatabaseError: it can't be written.
    """
    require_manager(interaction)
    chosen = Chosen(interaction.client.desk, str(interaction.guild_id), values)
    if action in FORMS:
        await interaction.response.send_modal(await FORMS[action](chosen, texts))
        return
    await interaction.response.defer()
    change = Change(chosen.one_of(PAGES) or "overview") if action == "page" else CHANGES[action]
    if change.make:
        await change.make(chosen)
    await show(interaction, change.page, texts)


async def _set_policy(chosen: Chosen) -> None:
    await chosen.write(policy=chosen.one_of(POLICIES))


async def _set_retention(chosen: Chosen) -> None:
    days = chosen.one_of(RETENTION_DAYS)
    await chosen.write(retention_days=float(days) if days else None)


async def _set_spoiler(chosen: Chosen) -> None:
    await chosen.write(spoiler=chosen.value == "on")


async def _set_pressers(chosen: Chosen) -> None:
    who = chosen.one_of(Pressers)
    await chosen.write(pressers=Pressers(who) if who else None)


async def _set_language(chosen: Chosen) -> None:
    await chosen.write(language=chosen.one_of(LANGUAGES))


async def _set_showcase_channel(chosen: Chosen) -> None:
    await chosen.write(showcase_channel=chosen.value)


async def _set_showcase_votes(chosen: Chosen) -> None:
    least = chosen.one_of(SHOWCASE_VOTES)
    await chosen.write(showcase_votes=int(least) if least else None)


async def _allow(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await servers.set_channels(session, DISCORD, chosen.server, allowed=chosen.values)


async def _deny(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await servers.set_channels(session, DISCORD, chosen.server, denied=chosen.values)


async def _drop_quota(chosen: Chosen) -> None:
    scope, _, target = chosen.values[0].partition(":")
    async with chosen.desk.database.session() as session:
        await server_quotas.drop_quota(session, DISCORD, chosen.server, QuotaScope(scope), target)


async def _drop_style(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await styles.drop_style(session, DISCORD, chosen.server, chosen.values[0])


def _quota_form(scope: QuotaScope) -> Callable[[Chosen, Texts], Awaitable[discord.ui.Modal]]:
    async def form(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
        target = chosen.values[0] if chosen.values else ""
        async with chosen.desk.database.reading() as session:
            quotas = await server_quotas.of_server(session, DISCORD, chosen.server)
        known = [quota for quota in quotas if (quota.scope, quota.target) == (scope, target)]
        return quota_form(known[0] if known else ServerQuota(scope, target), texts)

    return form


async def _style_form(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
    del chosen
    return style_form(texts)


CHANGES: Mapping[str, Change] = {
    "allow": Change("channels", _allow),
    "deny": Change("channels", _deny),
    "policy": Change("safety", _set_policy),
    "retention": Change("safety", _set_retention),
    "spoiler": Change("cards", _set_spoiler),
    "pressers": Change("cards", _set_pressers),
    "language": Change("cards", _set_language),
    "showcase-channel": Change("showcase", _set_showcase_channel),
    "showcase-votes": Change("showcase", _set_showcase_votes),
    "quota-drop": Change("quotas", _drop_quota),
    "style-drop": Change("styles", _drop_style),
}
"""What the items do that need nothing typed."""

FORMS: Mapping[str, Callable[[Chosen, Texts], Awaitable[discord.ui.Modal]]] = {
    "quota-server": _quota_form(QuotaScope.SERVER),
    "quota-channel": _quota_form(QuotaScope.CHANNEL),
    "quota-role": _quota_form(QuotaScope.ROLE),
    "style-add": _style_form,
}
"""What is asked by the items that need something typed."""
