"""The one place where whatever goes wrong becomes a sentence for the person and, if it must, an incident.

An incident has a number, which the person reads and which stands in the log beside the trace. Neither
prompts nor tokens get into the log from here.
"""

import base64
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import structlog
from discord import InteractionResponseType, InteractionType, app_commands

from bot.discord.speaking.appeal_button import appeal_row
from bot.discord.speaking.language import texts_of
from bot.discord.speaking.sentences import incident_sentence, plain_sentence

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_GONE = {10015, 10062, 40060, 50027}
"""Discord's codes for: unknown webhook, unknown interaction, already answered, token no longer valid."""

_PASSING = "…"
"""Stands for a moment where an answer was expected in public."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Incidents:
    """What went wrong in this process since it started."""

    def __init__(self) -> None:
        self.total = 0

    def record(self, error: BaseException, **where: str | int | None) -> str:
        """Log an error with its trace, and return the number that finds it: eight letters and digits."""
        self.total += 1
        incident = base64.b32encode(secrets.token_bytes(5)).decode()
        log.error("incident", incident=incident, exc_info=error, **where)
        return incident


@asynccontextmanager
async def guarding(interaction: "Interaction") -> AsyncIterator[None]:
    """Answer for any error of the block, so that the person is never left without a word."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last place where the person can be answered
        await answer(interaction, error)


async def answer(interaction: "Interaction", error: Exception) -> None:
    """Tell the person what went wrong, in one sentence that only they see."""
    cause = _cause(error)
    where = {"asked": _asked(interaction), "server": interaction.guild_id}
    if isinstance(cause, discord.HTTPException) and cause.code in _GONE:
        log.info("interaction is gone", code=cause.code, **where)
        return
    texts = texts_of(interaction)
    sentence = plain_sentence(texts, cause)
    if sentence is None:
        sentence = incident_sentence(texts, cause, interaction.client.incidents.record(cause, **where))
    else:
        log.info("not done", error=type(cause).__name__, **where)
    try:
        await _say(interaction, sentence, appeal_row(cause, texts))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as failure:
        log.warning("person not told", error=str(failure) or type(failure).__name__, **where)


def _cause(error: Exception) -> BaseException:
    """What discord.py has wrapped."""
    if isinstance(error, app_commands.CommandInvokeError):
        return _cause(error.original)
    if isinstance(error, app_commands.TransformerError) and error.__cause__:
        return error.__cause__
    return error


def _asked(interaction: "Interaction") -> str:
    """Which command, button or modal it was about; what people type is not in it."""
    if interaction.command:
        return interaction.command.qualified_name
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", interaction.type.name))


async def _say(interaction: "Interaction", sentence: str, buttons: discord.ui.View | None) -> None:
    response, shown = interaction.response, buttons or discord.utils.MISSING
    if interaction.type is InteractionType.autocomplete:
        if not response.is_done():
            await response.autocomplete([])
        return
    if not response.is_done():
        await response.send_message(sentence, ephemeral=True, view=shown)
        return
    waiting = await _waiting(interaction)
    if waiting is None:
        await interaction.followup.send(sentence, ephemeral=True, view=shown)
    elif waiting.flags.ephemeral:
        await interaction.edit_original_response(content=sentence, view=shown)
    else:  # everyone sees that, but the sentence is for one
        await waiting.edit(content=_PASSING)  # else Discord would put the sentence there
        await interaction.followup.send(sentence, ephemeral=True, view=shown)
        await waiting.delete()


async def _waiting(interaction: "Interaction") -> discord.InteractionMessage | None:
    """The answer that shows that we are thinking, while it does."""
    if interaction.response.type is not InteractionResponseType.deferred_channel_message:
        return None
    try:
        answer = await interaction.original_response()
    except discord.NotFound:  # it was something else already, and is gone
        return None
    return answer if answer.flags.loading else None
