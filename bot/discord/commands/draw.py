"""/draw: nine pictures of a prompt."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from bot.discord.asking.ask import ask, server_of
from bot.discord.asking.draw_form import MODEL_CHARS, draw_form
from bot.discord.asking.suggestions import known_styles, suggest_models, suggest_prompts, suggest_styles
from bot.discord.asking.wishes import with_wishes
from bot.discord.cog import NonetCog
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.pipeline.request import Options
from generation.protocol import PROMPT_LIMIT_CHARS, SEED_LIMIT

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_STYLE_CHARS = 100


class DrawCommand(NonetCog):
    """Everywhere: on servers, in threads, in direct messages, and where a person has brought Nonet along."""

    @app_commands.command(
        name=locale_str("draw", key="commands-draw-name"),
        description=locale_str("Nine pictures of whatever you think of", key="commands-draw-description"),
    )
    @app_commands.rename(
        prompt=locale_str("prompt", key="commands-draw-prompt-name"),
        style=locale_str("style", key="commands-draw-style-name"),
        seed=locale_str("seed", key="commands-draw-seed-name"),
        model=locale_str("model", key="commands-draw-model-name"),
        private=locale_str("private", key="commands-draw-private-name"),
        spoiler=locale_str("spoiler", key="commands-draw-spoiler-name"),
        without=locale_str("without", key="commands-draw-without-name"),
        picture=locale_str("picture", key="commands-draw-picture-name"),
    )
    @app_commands.describe(
        prompt=locale_str(
            "What to paint; leave it out to open a form", key="commands-draw-prompt-description"
        ),
        style=locale_str("What it should look like", key="commands-draw-style-description"),
        seed=locale_str(
            "The same number gives the same pictures again", key="commands-draw-seed-description"
        ),
        model=locale_str("Who paints", key="commands-draw-model-description"),
        private=locale_str("Show the pictures to you only", key="commands-draw-private-description"),
        spoiler=locale_str(
            "Cover the pictures until someone clicks them", key="commands-draw-spoiler-description"
        ),
        without=locale_str("What the pictures should not show", key="commands-draw-without-description"),
        picture=locale_str(
            "A picture of yours to go on from: its upper half stays", key="commands-draw-picture-description"
        ),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def draw(  # noqa: PLR0917 - discord.py makes an option of each
        self,
        interaction: "Interaction",
        prompt: Range[str, 1, PROMPT_LIMIT_CHARS] | None = None,
        style: Range[str, 1, _STYLE_CHARS] | None = None,
        seed: Range[int, 0, SEED_LIMIT - 1] | None = None,
        model: Range[str, 1, MODEL_CHARS] | None = None,
        private: bool = False,
        spoiler: bool | None = None,
        without: Range[str, 1, PROMPT_LIMIT_CHARS] | None = None,
        picture: discord.Attachment | None = None,
    ) -> None:
        """Ask for the prompt, or open the form if there is none."""
        options = Options(
            style=style, seed=seed, model=model, private=private, spoiler=spoiler, negative_prompt=without
        )
        if prompt is not None:
            await ask(interaction, prompt, options, picture)
        elif picture is not None:
            raise BadRequestError(
                "A picture needs a prompt that says what to make of it.", key="asking-picture-alone"
            )
        else:
            await self._open_form(interaction, options)

    @draw.autocomplete("prompt")
    async def _prompts(self, interaction: "Interaction", current: str) -> list[Choice[str]]:
        return await suggest_prompts(interaction, current)

    @draw.autocomplete("style")
    async def _styles(self, interaction: "Interaction", current: str) -> list[Choice[str]]:
        return await suggest_styles(interaction, current)

    @draw.autocomplete("model")
    async def _models(self, interaction: "Interaction", current: str) -> list[Choice[str]]:
        return await suggest_models(interaction, current)

    async def _open_form(self, interaction: "Interaction", options: Options) -> None:
        styles = await known_styles(self._bot.desk.database, server_of(interaction))
        options = await with_wishes(self._bot.desk.database, str(interaction.user.id), options)
        limit = self._bot.settings.limits.prompt_chars
        form = draw_form(texts_of(interaction), options, styles.values(), limit)
        await interaction.response.send_modal(form)
