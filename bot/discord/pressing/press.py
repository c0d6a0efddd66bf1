"""A press of a button on a card: who pressed, which job is meant, and whether this person may."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.discord.asking.ask import server_of
from bot.discord.asking.operators import is_operator
from bot.discord.desk import DISCORD, Desk
from bot.discord.speaking.language import public_texts, texts_of
from bot.errors import BadRequestError
from bot.pipeline.request import SCHEDULE
from bot.texts.texts import Texts
from db import jobs, servers
from db.jobs import Job
from db.servers import Pressers, ServerChoices

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class Who(Enum):
    """Who may do something with a job. A private job is only for its requester, whatever this says."""

    ANYONE = auto()
    PRESSERS = auto()
    """Those whom the server lets press buttons; always the requester and moderators."""
    OWNERS = auto()
    """The requester and moderators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Someone wants to do something with a job, and may."""

    interaction: "Interaction"
    job: Job
    number: int | None
    """The sample that is meant, if one is."""
    choices: ServerChoices
    """Of the server where it was pressed."""
    texts: Texts
    """In the language of the person."""
    public: Texts
    """In the language of all who see the channel."""

    @property
    def desk(self) -> Desk:
        """What the bot works with."""
        return self.interaction.client.desk

    @property
    def person_id(self) -> str:
        """Who pressed."""
        return str(self.interaction.user.id)

    async def say(self, key: str, **values: str | float) -> None:
        """Tell the person alone."""
        await self.interaction.followup.send(self.texts(key, **values), ephemeral=True)

    async def show(self, panel: ui.LayoutView) -> None:
        """Show the person alone a panel, in place of the one that was pressed if there is one."""
        message = self.interaction.message
        if message and _is_panel(message):
            await self.interaction.edit_original_response(view=panel)
        else:
            await self.interaction.followup.send(view=panel, ephemeral=True)


async def read_press(interaction: "Interaction", job_id: str, number: int | None, who: Who) -> Press:
    """Look up the job, and check that this person may do with it what `who` may do.

    Raises:
        BadRequestError: the job is gone, or not for this person.
    """
    async with interaction.client.desk.database.reading() as session:
        job = await jobs.get(session, job_id)
        choices = await servers.choices(session, DISCORD, server_of(interaction))
    if job is None:
        raise BadRequestError("These pictures have been deleted.", key="card-gone")
    _check(interaction, job, choices, who)
    return Press(
        interaction=interaction,
        job=job,
        number=number,
        choices=choices,
        texts=texts_of(interaction),
        public=public_texts(interaction, choices),
    )


def owns(interaction: "Interaction", job: Job, choices: ServerChoices) -> bool:
    """Whether this person is the job's requester, moderates its server, or operates the bot."""
    moderates = is_from_here(interaction, job) and (
        interaction.permissions.manage_messages or has_role(interaction, choices.moderator_role)
    )
    return is_requester(interaction, job) or moderates or is_operator(interaction)


def is_requester(interaction: "Interaction", job: Job) -> bool:
    """Whether this person has asked for the job."""
    return job.is_of(DISCORD, str(interaction.user.id))


def is_from_here(interaction: "Interaction", job: Job) -> bool:
    """Whether the job was asked for on the server where this person is; outside of servers, none was."""
    return job.front == DISCORD and job.server is not None and job.server == server_of(interaction)


def has_role(interaction: "Interaction", role: str | None) -> bool:
    """Whether this person has a role of the server; nobody has None."""
    user = interaction.user
    return isinstance(user, discord.Member) and role in {str(one.id) for one in user.roles}


def _is_panel(message: discord.Message) -> bool:
    """Whether a message is something for one person alone that shows no pictures."""
    shown = [
        part for card in message.components if isinstance(card, discord.Container) for part in card.children
    ]
    pictures = any(isinstance(part, discord.MediaGalleryComponent) for part in shown)
    return message.flags.ephemeral and not pictures


def _check(interaction: "Interaction", job: Job, choices: ServerChoices, who: Who) -> None:
    if is_requester(interaction, job):
        return
    if job.private:
        raise BadRequestError("These pictures are for someone else alone.", key="card-private")
    everyones = choices.pressers is Pressers.EVERYONE or job.platform == SCHEDULE  # which has no requester
    free = who is Who.ANYONE or (who is Who.PRESSERS and everyones)
    if not free and not owns(interaction, job, choices):
        key = "card-not-yours" if who is Who.PRESSERS else "card-owners-only"
        raise BadRequestError("Only the requester and moderators may do that.", key=key)
