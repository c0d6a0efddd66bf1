"""/help and /about: what can be done here, who paints, and what one should know about it."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.app_commands import Group, locale_str

from bot.discord.card.frame import VIOLET, Card
from bot.discord.cog import NonetCog
from bot.discord.speaking.language import texts_of
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

Command = app_commands.Command[Any, ..., Any] | Group

_MODELS = {
    "nonet-small": ("small", "Apache-2.0, CC BY 4.0, MIT"),
    "dalle-mini": ("dalle", "Apache-2.0"),
    "dalle-mega": ("dalle", "Apache-2.0"),
    "min-dalle-mini": ("dalle", "MIT"),
    "min-dalle-mega": ("dalle", "MIT"),
}
"""What the cards of known models say: of which kind they are, and under which licence."""


class About(NonetCog):
    """Works everywhere, and answers the person alone."""

    @app_commands.command(
        name=locale_str("help", key="commands-help-name"),
        description=locale_str("See how it works", key="commands-help-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: "Interaction") -> None:
        """List what this person can do."""
        await _show(interaction, self._help(texts_of(interaction), interaction.permissions))

    @app_commands.command(
        name=locale_str("about", key="commands-about-name"),
        description=locale_str(
            "See who paints, and what you should know about it", key="commands-about-description"
        ),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: "Interaction") -> None:
        """Say which model paints, with its licence, limits and biases, and what is stored."""
        await _show(interaction, self._about(texts_of(interaction)))

    def _help(self, texts: Texts, permissions: discord.Permissions) -> list[str]:
        mention = self._bot.mention_of
        ways = texts(
            "about-help-ways",
            draw=mention("draw"),
            nonet=self._bot.user.mention if self._bot.user else "@Nonet",
            menu=texts("commands-draw-this-name"),
        )
        listed = [
            f"{mention(_clickable(command))} · {_description(texts, command)}"
            for command in self._bot.tree.get_commands(type=discord.AppCommandType.chat_input)
            if command.name != "help" and _may_use(permissions, command)
        ]
        return [f"## {texts('about-help-title')}\n{ways}", "\n".join(listed)]

    def _about(self, texts: Texts) -> list[str]:
        settings = self._bot.settings
        model = settings.generation.model
        kind, licence = _MODELS.get(model, ("other", texts("about-unknown-licence")))
        painter = texts("about-painter", model=discord.utils.escape_markdown(model), licence=licence)
        return [
            f"## {texts('about-title')}\n{texts('about-what', version=version('nonet'))}",
            f"{painter} {texts(f'about-model-{kind}')}",
            texts("about-limits"),
            texts(
                "about-data",
                days=round(settings.images.retention_days, 1),
                export=self._bot.mention_of("privacy export"),
                delete=self._bot.mention_of("privacy delete"),
            ),
        ]


async def _show(interaction: "Interaction", paragraphs: list[str]) -> None:
    items: list[ui.Item[Any]] = []
    for paragraph in paragraphs:
        items += [ui.TextDisplay(paragraph), ui.Separator()]
    await interaction.response.send_message(view=Card(VIOLET, items[:-1]), ephemeral=True)


def _may_use(permissions: discord.Permissions, command: Command) -> bool:
    """By the permissions that it asks for; what a server has changed about that, we are not told."""
    needed = command.default_permissions
    return needed is None or permissions.is_superset(needed)


def _clickable(command: Command) -> str:
    """Groups of commands can't be used themselves."""
    return next(iter(command.commands)).qualified_name if isinstance(command, Group) else command.name


def _description(texts: Texts, command: Command) -> str:
    key = f"commands-{command.name}-description"
    return texts(key) if texts.knows(key) else command.description
