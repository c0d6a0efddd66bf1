"""/queue: what someone has on the way."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.album.queue_page import CANCEL, REFRESH, queue_card, read_queue
from bot.discord.card.ids import JOB
from bot.discord.cog import NonetCog
from bot.discord.desk import DISCORD
from bot.discord.items import LastingItem
from bot.discord.speaking.language import texts_of
from bot.pipeline.cancel import cancel
from bot.pipeline.request import Requester

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class QueueCommands(NonetCog):
    """The queue, for each person as it concerns them: of others' jobs, the number only."""

    @app_commands.command(
        name=locale_str("queue", key="commands-queue-name"),
        description=locale_str(
            "See how your pictures get on, or cancel them", key="commands-queue-description"
        ),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def queue(self, interaction: "Interaction") -> None:
        """Show the person's jobs on the way."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show(interaction)


class CancelJob(LastingItem, template=rf"{CANCEL}:{JOB}"):
    """Cancels a job, if the person has asked for it."""

    async def press(self, interaction: "Interaction") -> None:
        """Cancel it, and show what is left. One that is ready meanwhile stays as it is."""
        await interaction.response.defer()
        desk = interaction.client.desk
        me = Requester(platform=DISCORD, id=str(interaction.user.id))
        await cancel(desk.database, desk.board, self.given["job"], me)
        await _show(interaction)


class LookAgain(LastingItem, template=REFRESH):
    """Shows how the jobs have got on."""

    async def press(self, interaction: "Interaction") -> None:
        """Show it in place of what it was."""
        await interaction.response.defer()
        await _show(interaction)


async def _show(interaction: "Interaction") -> None:
    page = await read_queue(interaction.client.desk, str(interaction.user.id))
    await interaction.edit_original_response(view=queue_card(page, texts_of(interaction)))


ITEMS = (CancelJob, LookAgain)
