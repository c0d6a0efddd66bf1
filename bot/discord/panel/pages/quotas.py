"""How much may be drawn on a server."""

from typing import Any

import discord
from discord import SelectOption, ui

from bot.discord.card.escape import escape
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, make_form
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.discord.panel.menus import FORM_PREFIX, button, channel_menu, menu, role_menu
from bot.discord.panel.page import TEXT_CHANNELS, Chosen, MakeForm, Page, Rows
from bot.discord.panel.state import PanelState
from bot.errors import BadRequestError
from bot.settings import Settings
from bot.texts.texts import Texts
from db import server_quotas
from db.models import QuotaScope
from db.server_quotas import LONGEST_COOLDOWN_S, ServerQuota

NUMBER_LIMIT = 1_000_000


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    lines = [f"- {_target(quota, texts)}: {_limits(quota, texts)}" for quota in state.quotas[:MENU_OPTIONS]]
    rows: Rows = [
        channel_menu("quota-channel", texts("panel-quota-channel"), [], most=1, types=TEXT_CHANNELS),
        role_menu("quota-role", texts("panel-quota-role")),
        button("quota-server", texts("panel-quota-server")),
    ]
    if state.quotas:
        options = [
            SelectOption(
                label=_plain_target(quota, texts)[:OPTION_CHARS], value=f"{quota.scope}:{quota.target}"
            )
            for quota in state.quotas[:MENU_OPTIONS]
        ]
        rows.append(menu("quota-drop", texts("panel-quota-drop"), options))
    return "\n".join([texts("panel-quotas-help"), "", *(lines or [texts("panel-none")])]), rows


def _target(quota: ServerQuota, texts: Texts) -> str:
    mention = {QuotaScope.CHANNEL: f"<#{quota.target}>", QuotaScope.ROLE: f"<@&{quota.target}>"}
    return mention.get(quota.scope) or texts("panel-quota-whole-server")


def _plain_target(quota: ServerQuota, texts: Texts) -> str:
    """Options of menus can't show mentions."""
    if quota.scope is QuotaScope.SERVER:
        return texts("panel-quota-whole-server")
    return texts(f"panel-quota-of-{quota.scope}", id=quota.target)


def _limits(quota: ServerQuota, texts: Texts) -> str:
    limits = {
        "panel-limit-per-hour": quota.per_hour,
        "panel-limit-waiting": quota.waiting,
        "panel-limit-cooldown": quota.cooldown_s,
    }
    said = [texts(key, count=value) for key, value in limits.items() if value is not None]
    if quota.tier:
        said.append(texts("panel-limit-tier", tier=escape(quota.tier)))
    return ", ".join(said)


async def _drop(chosen: Chosen) -> None:
    scope, _, target = chosen.values[0].partition(":")
    async with chosen.desk.database.session() as session:
        await server_quotas.drop_quota(session, DISCORD, chosen.server, QuotaScope(scope), target)


def _asking_for(scope: QuotaScope) -> MakeForm:
    async def form(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
        target = chosen.values[0] if chosen.values else ""
        async with chosen.desk.database.reading() as session:
            quotas = await server_quotas.of_server(session, DISCORD, chosen.server)
        known = [quota for quota in quotas if (quota.scope, quota.target) == (scope, target)]
        return _form(known[0] if known else ServerQuota(scope, target), texts)

    return form


def _form(quota: ServerQuota, texts: Texts) -> ui.Modal:
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
    form_id = f"{FORM_PREFIX}:quota:{quota.scope}:{quota.target}"
    return make_form(form_id, texts("panel-quota-title"), fields)


def _short_field(name: str, now: int | str | None) -> ui.TextInput[Any]:
    default = None if now is None else str(now)
    return ui.TextInput(custom_id=name, required=False, max_length=32, default=default)


async def _put(chosen: Chosen, about: str, fields: Fields) -> None:
    scope, _, target = about.partition(":")
    if scope not in set(QuotaScope) or not (target.isdecimal() or not target):
        raise BadRequestError("There are no quotas for that.", key="incidents-bad-value")
    quota = _read(chosen.desk.settings, QuotaScope(scope), target, fields)
    async with chosen.desk.database.session() as session:
        if (quota.waiting, quota.per_hour, quota.cooldown_s, quota.tier) == (None, None, None, None):
            await server_quotas.drop_quota(session, DISCORD, chosen.server, quota.scope, quota.target)
        else:
            await server_quotas.set_quota(session, DISCORD, chosen.server, quota)


def _read(settings: Settings, scope: QuotaScope, target: str, fields: Fields) -> ServerQuota:
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


QUOTAS = Page(
    show=_show,
    changes={"quota-drop": _drop},
    forms={f"quota-{scope}": _asking_for(scope) for scope in QuotaScope},
    received={"quota": _put},
)
