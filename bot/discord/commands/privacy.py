"""/privacy: what is stored about someone, and how it goes."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import ButtonStyle, app_commands, ui
from discord.app_commands import locale_str
from discord.ext import commands

from bot.discord.card.frame import RED, note_card
from bot.discord.desk import DISCORD
from bot.discord.items import LastingItem
from bot.discord.limits import REQUEST_BYTES
from bot.discord.removal.erasure import Erasures, erase
from bot.discord.removal.jobs import remove_owed
from bot.discord.speaking.language import texts_of
from bot.privacy import export_person
from bot.texts.texts import Texts
from db import people

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction, NonetBot


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class PrivacyCommands(
    commands.GroupCog,
    group_name=locale_str("privacy", key="commands-privacy-name"),
    group_description=locale_str("What Nonet stores about you", key="commands-privacy-description"),
):
    """Everyone's own data. All answers are for the person alone."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self.erasures = Erasures()

    async def cog_load(self) -> None:
        """Go on with what a process before this one was deleting."""
        self.erasures.begin(remove_owed(self._bot))

    async def cog_unload(self) -> None:
        """End what is still being deleted."""
        await self.erasures.stop()

    @app_commands.command(
        name=locale_str("export", key="commands-privacy-export-name"),
        description=locale_str(
            "Get everything that Nonet stores about you", key="commands-privacy-export-description"
        ),
    )
    async def export(self, interaction: "Interaction") -> None:
        """Send the person an archive of all that is stored about them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = interaction.client.desk
        limit_bytes = min(interaction.filesize_limit, REQUEST_BYTES)
        archive = await export_person(
            desk.database, desk.image_store, DISCORD, str(interaction.user.id), limit_bytes=limit_bytes
        )
        file = discord.File(io.BytesIO(archive), f"nonet-{interaction.user.id}.zip")
        await interaction.edit_original_response(
            content=texts_of(interaction)("privacy-export"), attachments=[file]
        )

    @app_commands.command(
        name=locale_str("delete", key="commands-privacy-delete-name"),
        description=locale_str(
            "Delete everything that Nonet stores about you", key="commands-privacy-delete-description"
        ),
    )
    async def delete(self, interaction: "Interaction") -> None:
        """Say what would go and what would stay, and ask."""
        await interaction.response.send_message(view=question(texts_of(interaction)), ephemeral=True)

    @app_commands.command(
        name=locale_str("optout", key="commands-privacy-optout-name"),
        description=locale_str(
            "Have nothing to do with Nonet any more", key="commands-privacy-optout-description"
        ),
    )
    async def optout(self, interaction: "Interaction") -> None:
        """Take no requests from the person any more."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with interaction.client.desk.database.session() as session:
            await people.opt_out(session, DISCORD, str(interaction.user.id), datetime.now(UTC))
        await interaction.edit_original_response(content=texts_of(interaction)("privacy-opted-out"))

    @app_commands.command(
        name=locale_str("optin", key="commands-privacy-optin-name"),
        description=locale_str("Come back after opting out", key="commands-privacy-optin-description"),
    )
    async def optin(self, interaction: "Interaction") -> None:
        """Take the person's requests again."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        async with interaction.client.desk.database.session() as session:
            await people.opt_in(session, DISCORD, str(interaction.user.id))
        await interaction.edit_original_response(content=texts_of(interaction)("privacy-opted-in"))


class DecideDeletion(LastingItem, template=r"privacy-delete:(?P<answer>yes|no)"):
    """Answers whether everything goes. Only the person sees it."""

    async def press(self, interaction: "Interaction") -> None:
        """Begin, or leave everything as it is; either way the question goes."""
        is_sure = self.given["answer"] == "yes"
        says = texts_of(interaction)("privacy-begun" if is_sure else "privacy-kept")
        await interaction.response.edit_message(view=note_card(RED, says))
        if is_sure:
            cog = interaction.client.get_cog(PrivacyCommands.__cog_name__)
            assert isinstance(cog, PrivacyCommands), "the client has all cogs from its start"
            cog.erasures.begin(erase(interaction))


def question(texts: Texts) -> ui.LayoutView:
    """What would go, what would stay, and whether everything that can go shall go."""
    sure: ui.Button[Any] = ui.Button(
        label=texts("privacy-delete-yes"), style=ButtonStyle.danger, custom_id="privacy-delete:yes"
    )
    keep: ui.Button[Any] = ui.Button(label=texts("privacy-delete-no"), custom_id="privacy-delete:no")
    return note_card(RED, texts("privacy-delete-sure"), sure, keep)


ITEMS = (DecideDeletion,)
