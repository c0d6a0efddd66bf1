"""How an interaction becomes a job: answered at once, accepted in its turn."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import InteractionResponseType
from discord.utils import utcnow

from bot.discord.asking import places
from bot.discord.asking.brought import read_picture
from bot.discord.asking.premium import tier_of
from bot.discord.delivery import posting
from bot.discord.delivery.address import Address
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import public_texts, texts_of
from bot.pipeline.request import Options, Place, Request, Requester
from db import servers
from db.jobs import Job

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot

_ANSWERED = 40060
"""Discord's code for an interaction that has been answered already."""
_STILL_WAITED_FOR_S = 2.5
"""Discord waits three seconds for the first answer."""
_AGAIN_S = 0.1


async def ask(
    interaction: "Interaction", prompt: str, options: Options, picture: discord.Attachment | None = None
) -> Job:
    """Make a job of what someone asks for; its waiting card is shown as soon as its place is known.

    A `picture` is fetched from Discord, for the samples to go on from.

    The interaction must not have been answered yet, or by thinking aloud (`defer(thinking=True)`) only.

    Raises:
        NonetError: as `Acceptor.accept` does; the funnel tells the person.
        DiscordException: Discord did not take the answer.
    """
    message_id, ephemeral = await _answer(interaction, private=options.private)
    bot = interaction.client
    async with bot.accepting:  # so that many at once never delay the first answers of those behind them
        address = await _address(interaction, message_id, ephemeral=ephemeral)
        places.check(interaction, address)
        if picture:
            brought = await read_picture(picture, bot.settings.limits.picture_bytes)
            options = replace(options, picture=brought)
        request = Request(
            source_id=str(interaction.id),
            prompt=prompt,
            requester=requester_of(interaction.user, tier_of(interaction)),
            place=place_here(interaction, address),
            options=options,
        )
        return await bot.desk.acceptor.accept(request)


def options_after(job: Job, vary: int | None = None) -> Options:
    """To ask for a new job as this one was, with another seed; `vary`: the sample that it keeps to.

    What was covered stays so. What was not is covered if the server covers everything by now.
    """
    return Options(
        model=job.model,
        caption_top=job.caption_top,
        caption_bottom=job.caption_bottom,
        private=job.private,
        style=job.style,
        negative_prompt=job.negative_prompt,
        spoiler=job.spoiler or None,
        parent=job.id,
        vary=vary,
    )


def requester_of(user: discord.User | discord.Member, tier: str) -> Requester:
    """Someone on Discord as the pipeline knows people."""
    roles = user.roles if isinstance(user, discord.Member) else []
    return Requester(
        platform=DISCORD,
        id=str(user.id),
        name=user.display_name,
        roles=tuple(str(role.id) for role in roles if not role.is_default()),
        tier=tier,
    )


def server_of(interaction: "Interaction") -> str | None:
    """The id of the server that something is asked for on, if any."""
    return str(interaction.guild_id) if interaction.guild_id else None


def place_here(interaction: "Interaction", address: Address | None = None) -> Place:
    """Where someone is. Without an address, for rules and quotas only: nothing is delivered there."""
    return place_of(interaction.channel, interaction.channel_id, server_of(interaction), address)


def place_of(
    channel: object, channel_id: int | None, server: str | None, address: Address | None = None
) -> Place:
    """A channel, if known, as the pipeline knows it; a thread counts as the channel that it belongs to."""
    owner = channel.parent_id if isinstance(channel, discord.Thread) else channel_id
    return Place(
        front=DISCORD,
        address=address.to_text() if address else "",
        server=server,
        channel=str(owner) if server else None,
        age_restricted=places.is_age_restricted(channel),
    )


async def _answer(interaction: "Interaction", *, private: bool) -> tuple[int, bool]:
    """Answer by thinking aloud, unless that is done; the answer's id, and whether only the person sees it."""
    response = interaction.response
    if not response.is_done():
        callback = await _think(interaction, private=private)
        if callback and callback.message_id:
            return callback.message_id, callback.is_ephemeral()
    elif response.type is not InteractionResponseType.deferred_channel_message:
        raise RuntimeError(f"The interaction has another answer already: {response.type}.")
    message = await interaction.original_response()
    return message.id, message.flags.ephemeral


async def _think(
    interaction: "Interaction", *, private: bool
) -> "discord.InteractionCallbackResponse[NonetBot] | None":
    """Think aloud; if the call breaks off, try again while Discord still waits for it.

    None: a call that seemed to have failed has come through.
    """
    while True:
        try:
            return await interaction.response.defer(thinking=True, ephemeral=private)
        except discord.HTTPException as error:
            if error.code == _ANSWERED:
                return None
            if not posting.is_passing(error) or _is_late(interaction):
                raise
        except posting.TROUBLE:
            if _is_late(interaction):
                raise
        await asyncio.sleep(_AGAIN_S)


def _is_late(interaction: "Interaction") -> bool:
    return (utcnow() - interaction.created_at).total_seconds() > _STILL_WAITED_FOR_S


async def _address(interaction: "Interaction", message_id: int, *, ephemeral: bool) -> Address:
    if ephemeral:
        texts = texts_of(interaction)
    else:
        async with interaction.client.desk.database.reading() as session:
            choices = await servers.choices(session, DISCORD, server_of(interaction))
        texts = public_texts(interaction, choices)
    return Address(
        channel_id=interaction.channel_id or 0,
        message_id=message_id,
        user_id=interaction.user.id,
        application_id=interaction.application_id,
        token=interaction.token,
        expires_at=interaction.expires_at.timestamp(),
        ephemeral=ephemeral,
        reachable=interaction.channel_id is not None and not places.is_visitor(interaction),
        language=texts.language,
        limit_bytes=interaction.filesize_limit,
    )
