"""The form that /draw opens when it is called without a prompt."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.caption import CAPTION_CHARS
from bot.discord.asking import ask
from bot.discord.card.escape import shorten
from bot.discord.funnel import guarding
from bot.pipeline.request import Options
from bot.texts.texts import Texts
from db.styles import Style

if TYPE_CHECKING:
    from bot.discord.client import NonetBot

OPEN_S = 3_600.0
"""How long a form that nobody sends is remembered."""
_MENU_OPTIONS = 25
_MENU_CHARS = 100


class DrawModal(ui.Modal):
    """Asks for prompt, style and captions; the options that came with the command are kept."""

    def __init__(self, texts: Texts, options: Options, styles: Iterable[Style], prompt_chars: int) -> None:
        super().__init__(title=texts("asking-form-title"), timeout=OPEN_S)
        self._options = options
        self._prompt = ui.TextInput[Any](
            style=discord.TextStyle.paragraph,
            max_length=prompt_chars,
            placeholder=texts("asking-form-prompt-example"),
        )
        self._style = _style_menu(texts, options.style, styles)
        self._top = ui.TextInput[Any](required=False, max_length=CAPTION_CHARS)
        self._bottom = ui.TextInput[Any](required=False, max_length=CAPTION_CHARS)
        for key, field in (
            ("asking-form-prompt", self._prompt),
            ("asking-form-style", self._style),
            ("asking-form-top", self._top),
            ("asking-form-bottom", self._bottom),
        ):
            self.add_item(ui.Label(text=texts(key), component=field))

    async def on_submit(self, interaction: "discord.Interaction[NonetBot]") -> None:  # type: ignore[override]  # our client
        """Ask for what the form says."""
        options = replace(
            self._options,
            style=next(iter(self._style.values), ""),
            caption_top=self._top.value,
            caption_bottom=self._bottom.value,
        )
        async with guarding(interaction):
            await ask(interaction, self._prompt.value, options)


def _style_menu(texts: Texts, chosen: str, styles: Iterable[Style]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=style.name,
            value=style.name,
            description=shorten(style.words, _MENU_CHARS),
            default=style.name == chosen,
        )
        for style in styles
    ]
    return ui.Select(
        placeholder=texts("asking-form-no-style"),
        options=options[:_MENU_OPTIONS],
        min_values=0,
        required=False,
    )
