"""Whether pictures may be shown to everyone in a place where they were perhaps not asked for, and how."""

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord.asking import places
from bot.discord.asking.ask import place_here, requester_of
from bot.discord.desk import DISCORD
from bot.discord.pressing.press import is_from_here
from bot.errors import PlaceError
from bot.pipeline.request import Options, Request
from db.jobs import Job
from db.servers import ServerChoices

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


def check_place(interaction: "Interaction", job: Job, choices: ServerChoices) -> None:
    """Raise `PlaceError` if the server where someone is wants no pictures in this channel, or not these."""
    if not choices.allows_channel(place_here(interaction).channel):
        raise PlaceError("Pictures can't be shown in this channel.", key="error-channel-denied")
    guild = interaction.client.get_guild(int(job.server)) if job.front == DISCORD and job.server else None
    if guild and job.channel in _restricted(guild) and not _takes_restricted(interaction):
        raise PlaceError("These pictures are from an age-restricted channel.", key="card-age")


async def check_words(interaction: "Interaction", job: Job, top: str, bottom: str) -> None:
    """Judge a job as if it were asked for here with these captions: a server may allow less than another.

    Raises:
        RefusedError: the filter says no, or this person may ask for nothing.
        BadRequestError: the captions can't be set.
    """
    await interaction.client.desk.acceptor.check_words(
        Request(
            source_id=str(interaction.id),
            prompt=job.prompt,
            requester=requester_of(interaction.user, tier=""),
            place=place_here(interaction),
            options=Options(caption_top=top, caption_bottom=bottom),
        )
    )


def as_shown_here(interaction: "Interaction", job: Job, choices: ServerChoices) -> Job:
    """The job, covered if it comes from elsewhere and this server covers what is asked for here."""
    covers = choices.spoiler and not is_from_here(interaction, job)
    return replace(job, spoiler=job.spoiler or covers)


def hidden_channels(interaction: "Interaction") -> frozenset[str]:
    """The server's channels of which nothing may be shown here, for they are age-restricted."""
    if interaction.guild is None or _takes_restricted(interaction):
        return frozenset()
    return _restricted(interaction.guild)


def _restricted(guild: discord.Guild) -> frozenset[str]:
    return frozenset(str(channel.id) for channel in guild.channels if places.is_age_restricted(channel))


def _takes_restricted(interaction: "Interaction") -> bool:
    """Whether anything may be shown where someone is: alone with us, or in an age-restricted channel."""
    return interaction.context.dm_channel is True or places.is_age_restricted(interaction.channel)
