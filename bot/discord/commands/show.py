"""/show: pictures again, where people are talking about them."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.discord.asking import places
from bot.discord.asking.ask import server_of
from bot.discord.card.escape import plain, shorten
from bot.discord.cog import NonetCog
from bot.discord.delivery.recall import recall
from bot.discord.delivery.record import remember
from bot.discord.desk import DISCORD
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.discord.pressing.press import is_from_here, is_requester
from bot.discord.pressing.showing import as_shown_here, check_place, check_words
from bot.discord.speaking.language import public_texts, texts_of
from bot.errors import BadRequestError
from db import jobs, library, servers
from db.jobs import Job
from db.posts import PostKind
from db.servers import ServerChoices

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_ID_CHARS = 64
_SEARCHED = 100


class ShowCommand(NonetCog):
    """Recalls jobs into a channel: one's own from anywhere, those of others on their own server only."""

    @app_commands.command(
        name=locale_str("show", key="commands-show-name"),
        description=locale_str("Show pictures again, in this channel", key="commands-show-description"),
    )
    @app_commands.rename(job=locale_str("job", key="commands-show-job-name"))
    @app_commands.describe(job=locale_str("Which ones", key="commands-show-job-description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def show(self, interaction: "Interaction", job: Range[str, 1, _ID_CHARS]) -> None:
        """Post a copy of the job's card; what is private is shown to its requester alone."""
        server = server_of(interaction)
        # Before the answer: whether all may see it must be known by then.
        async with interaction.client.desk.database.reading() as session:
            found = await jobs.get(session, job)
            choices = await servers.choices(session, DISCORD, server)
        if found is None or not _may_show(interaction, found):
            raise BadRequestError("There is no such job that you could show.", key="library-unknown-job")
        if not found.private:
            places.check_channel(interaction.client, server, interaction.channel_id or 0)
            check_place(interaction, found, choices)
        await interaction.response.defer(ephemeral=found.private, thinking=True)
        if found.private:
            await _show_alone(interaction, found)
        else:
            await _post_copy(interaction, found, choices)

    @show.autocomplete("job")
    async def _own_jobs(self, interaction: "Interaction", current: str) -> list[Choice[str]]:
        """The person's own jobs whose prompts contain what was typed, newest first."""
        async with interaction.client.desk.database.reading() as session:
            mine = await library.history(session, DISCORD, str(interaction.user.id), limit=_SEARCHED)
        typed = current.casefold()
        fitting = [job for job in mine if typed in job.prompt.casefold() or job.id == current]
        return [Choice(name=_label(job), value=job.id) for job in fitting[:MENU_OPTIONS]]


def _may_show(interaction: "Interaction", job: Job) -> bool:
    """Others' jobs stay on the server whose rules they were painted under."""
    if is_requester(interaction, job):
        return True
    return not job.private and is_from_here(interaction, job)


async def _show_alone(interaction: "Interaction", job: Job) -> None:
    card = await recall(interaction.client.desk, job, texts_of(interaction), interaction.filesize_limit)
    await interaction.edit_original_response(view=card.view, attachments=card.files)


async def _post_copy(interaction: "Interaction", job: Job, choices: ServerChoices) -> None:
    desk = interaction.client.desk
    await check_words(interaction, job, job.caption_top, job.caption_bottom)
    texts = public_texts(interaction, choices)
    shown = as_shown_here(interaction, job, choices)
    card = await recall(desk, shown, texts, interaction.filesize_limit)
    message = await interaction.edit_original_response(view=card.view, attachments=card.files)
    me = str(interaction.user.id)
    if not await remember(desk.database, message, job, kind=PostKind.COPY, person_id=me):
        raise BadRequestError("These pictures have been deleted.", key="card-gone")


def _label(job: Job) -> str:
    """The day and the prompt."""
    return shorten(f"{job.created_at:%Y-%m-%d} · {plain(job.prompt)}", OPTION_CHARS)
