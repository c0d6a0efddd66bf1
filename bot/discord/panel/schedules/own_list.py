"""A schedule's own list of prompts, as a form with one prompt a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.asking.ask import place_here, requester_of
from bot.discord.card.escape import escape_within
from bot.discord.daily.suggestions import suggesting_of
from bot.discord.forms import make_form
from bot.discord.panel.schedules.ids import form_id
from bot.discord.panel.schedules.show import schedule_here
from bot.discord.speaking.language import texts_of
from bot.discord.speaking.sentences import plain_sentence
from bot.errors import BadRequestError, QuotaError, RefusedError
from bot.schedule.suggesting import OWN_LIST_LIMIT
from bot.texts.texts import Texts
from db import suggestions
from db.schedules import Schedule
from db.suggestions import Suggestion

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_LIST_CHARS = 4_000
"""All that a form's field holds; what follows on a longer list stays as it is."""
_REFUSED_SHOWN = 5
_REFUSED_UNITS = 60


def list_form(schedule: Schedule, own: Sequence[Suggestion], texts: Texts) -> ui.Modal:
    """Asks for the schedule's own list, one prompt a line: as many of those on it as fit."""
    lines = "\n".join(_shown(own))
    field = ui.TextInput[Any](
        custom_id="prompts",
        style=discord.TextStyle.paragraph,
        default=lines or None,
        max_length=_LIST_CHARS,
        required=False,
    )
    label = ui.Label[Any](
        text=texts("daily-list-prompts"), description=texts("daily-list-help"), component=field
    )
    return make_form(form_id("list", schedule.id), texts("daily-list-title"), [label])


async def rewrite_list(interaction: "Interaction", schedule_id: int, text: str) -> str:
    """Make the own list what was typed; of what can't be taken, say why."""
    await schedule_here(interaction, schedule_id)
    desk, texts = interaction.client.desk, texts_of(interaction)
    suggesting, requester = suggesting_of(desk), requester_of(interaction.user, tier="")
    async with desk.database.reading() as session:
        own = await suggestions.own_list(session, schedule_id, OWN_LIST_LIMIT)
    wanted = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    shown = _shown(own)
    for one in own[: len(shown)]:
        if one.text not in wanted:
            await suggesting.take_off_list(schedule_id, one.id)
    refused = []
    for prompt in wanted:
        if prompt in {one.text for one in own}:
            continue
        try:
            await suggesting.put_on_list(schedule_id, requester, place_here(interaction), prompt)
        except (RefusedError, BadRequestError, QuotaError) as error:
            refused.append(f"- {escape_within(prompt, _REFUSED_UNITS)}: {plain_sentence(texts, error)}")
    if not refused:
        return texts("daily-list-saved")
    return "\n".join([texts("daily-list-refused"), *refused[:_REFUSED_SHOWN]])


def _shown(own: Sequence[Suggestion]) -> list[str]:
    """As many prompts of the list as fit into the form, from the first on."""
    shown: list[str] = []
    for one in own:
        if len("\n".join([*shown, one.text])) > _LIST_CHARS:
            break
        shown.append(one.text)
    return shown
