"""Who is told by itself: moderators of new cases, in a channel of their choice; people, how appeals ended.

What is still to be told stands in the database, so that restarts lose nothing; nonces keep a message that was
posted just before a crash from being posted again.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.discord.card.escape import escape_within
from bot.discord.card.frame import RED, VIOLET, note_card
from bot.discord.cog import NonetCog
from bot.discord.delivery.posting import NOBODY, TROUBLE, is_passing
from bot.discord.desk import DISCORD
from bot.discord.moderating.ids import Deed, item_id
from bot.discord.moderating.wording import category_name
from bot.discord.speaking.appeal_button import appeal_button
from bot.discord.speaking.language import texts_of
from bot.moderating.decide import Removal
from bot.texts.texts import Texts, texts_for
from db import appeals, cases, servers
from db.appeals import Outcome
from db.cases import Case, Which
from db.errors import DatabaseError

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

EVERY_S = 15.0
"""Between looks for what is to be told."""
NEWS = timedelta(days=1)
"""What is older, moderators find in the queue, as what had come before they chose a channel."""
_AT_ONCE = 5
_PROMPT_UNITS = 300
_ANSWER_UNITS = 1_000

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def keep_telling(bot: "NonetBot") -> None:
    """Tell what there is to tell, until cancelled."""
    while True:
        try:
            await tell_all(bot)
        except DatabaseError as error:
            log.warning("nobody told of cases", error=str(error))
        await asyncio.sleep(EVERY_S)


async def tell_all(bot: "NonetBot") -> None:
    """Tell moderators of new cases and people of outcomes, a few at once.

    Raises:
        DatabaseError: it can't be read what there is to tell.
    """
    if not bot.is_first:
        return
    async with bot.desk.database.reading() as session:
        new = await cases.unannounced(session, DISCORD, datetime.now(UTC) - NEWS, _AT_ONCE)
        ended = await appeals.outcomes(session, DISCORD, untold=True, limit=_AT_ONCE)
    for case, channel_id in new:
        texts = await _texts_of_server(bot, case.server)
        channel = bot.get_partial_messageable(int(channel_id))
        if await _send(channel, alert_card(case, texts), nonce=f"case {case.id}") is not _End.LATER:
            async with bot.desk.database.session() as session:
                await cases.announced(session, [case.id], datetime.now(UTC))
    for outcome in ended:
        texts = await _texts_of_server(bot, outcome.server)
        await _tell_outcome(bot, outcome, note_card(VIOLET, _outcome(outcome, texts)))


async def _tell_outcome(bot: "NonetBot", outcome: Outcome, view: ui.LayoutView) -> None:
    end = await _send_to(bot, outcome.person_id, view, nonce=f"appeal {outcome.refusal_id}")
    if end is not _End.LATER:
        remember = appeals.told if end is _End.SAID else appeals.untellable
        async with bot.desk.database.session() as session:
            await remember(session, outcome.refusal_id, datetime.now(UTC))


class OutcomeTeller(NonetCog):
    """Tells people who take no messages how their appeals ended when they come by themselves."""

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: "Interaction", _command: object) -> None:
        """Say it below the answer to their command."""
        database, me = interaction.client.desk.database, str(interaction.user.id)
        async with database.reading() as session:
            untold = await appeals.untold_of(session, DISCORD, me, _AT_ONCE)
        for outcome in untold:
            view = note_card(VIOLET, _outcome(outcome, texts_of(interaction)))
            await interaction.followup.send(view=view, ephemeral=True)
            async with database.session() as session:
                await appeals.told(session, outcome.refusal_id, datetime.now(UTC))


async def tell_removal(bot: "NonetBot", removal: Removal) -> None:
    """Tell someone that moderators have removed their pictures. Who takes no messages finds it by /appeal."""
    refusal = removal.refusal
    if refusal.platform != DISCORD:
        return
    texts = await _texts_of_server(bot, refusal.server)
    prompt = escape_within(refusal.prompt, _PROMPT_UNITS)
    lines = [texts("moderation-removed"), f"**{prompt}**", escape_within(removal.note, _ANSWER_UNITS)]
    view = note_card(RED, "\n".join(filter(None, lines)), appeal_button(refusal.id, texts))
    await _send_to(bot, refusal.requester_id, view, nonce=f"removal {refusal.id}")


def alert_card(case: Case, texts: Texts) -> ui.LayoutView:
    """Tells moderators of a case, nothing of prompt or pictures: who opens the queue sees them, covered."""
    said = texts(f"moderation-alert-{case.kind}", category=category_name(case.category, texts))
    look: ui.Button[discord.ui.LayoutView] = ui.Button(
        label=texts("moderation-look"),
        style=discord.ButtonStyle.primary,
        custom_id=item_id(Deed.OPEN, Which.OPEN, case.id),
    )
    return note_card(RED, said, look)


def _outcome(outcome: Outcome, texts: Texts) -> str:
    passes = outcome.lets_pass
    prompt = escape_within(outcome.prompt, _PROMPT_UNITS)
    lines = [
        texts(f"moderation-outcome-{outcome.decision}"),
        f"**{prompt}**" if prompt else "",
        texts("moderation-outcome-passes") if passes else "",
        f"> {escape_within(outcome.answer, _ANSWER_UNITS)}" if outcome.answer else "",
    ]
    return "\n".join(filter(None, lines))


async def _texts_of_server(bot: "NonetBot", server: str | None) -> Texts:
    """In the language of the server, as far as it is known."""
    async with bot.desk.database.reading() as session:
        chosen = (await servers.choices(session, DISCORD, server)).language
    guild = bot.get_guild(int(server)) if server else None
    return texts_for(chosen or (guild.preferred_locale.value if guild else None))


class _End(Enum):
    """How telling ended."""

    SAID = auto()
    CLOSED = auto()
    """Nothing can be said there."""
    LATER = auto()
    """Discord is in trouble."""


async def _send_to(bot: "NonetBot", person_id: str, view: ui.LayoutView, *, nonce: str) -> _End:
    try:
        channel = await bot.create_dm(discord.Object(int(person_id)))
    except (discord.HTTPException, *TROUBLE) as error:
        return _end_of(error, nonce)
    return await _send(channel, view, nonce=nonce)


async def _send(channel: discord.abc.Messageable, view: ui.LayoutView, *, nonce: str) -> _End:
    try:
        await channel.send(view=view, nonce=nonce, allowed_mentions=NOBODY)
    except (discord.HTTPException, *TROUBLE) as error:
        return _end_of(error, nonce)
    return _End.SAID


def _end_of(error: Exception, what: str) -> _End:
    log.info("not told", what=what, error=str(error))
    passing = not isinstance(error, discord.HTTPException) or is_passing(error)
    return _End.LATER if passing else _End.CLOSED
