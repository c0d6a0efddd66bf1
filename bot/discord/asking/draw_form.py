"""The form that /draw opens when it is called without a prompt."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.caption import CAPTION_CHARS
from bot.discord.asking.ask import ask
from bot.discord.card.escape import shorten
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.pipeline.request import Options
from bot.texts.texts import Texts
from db.styles import Style

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

MODEL_CHARS = 64
"""Longest name of a model that fits into a form's id."""


def draw_form(texts: Texts, options: Options, styles: Iterable[Style], prompt_chars: int) -> ui.Modal:
    """Asks for prompt, style and captions. The other options, which came with the command, go with it."""
    prompt = ui.TextInput[Any](
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        max_length=prompt_chars,
        placeholder=texts("asking-form-prompt-example"),
    )
    return make_form(
        _id_of(options),
        texts("asking-form-title"),
        [
            ui.Label(text=texts("asking-form-prompt"), component=prompt),
            ui.Label(text=texts("asking-form-style"), component=_style_menu(texts, options.style, styles)),
            ui.Label(text=texts("asking-form-top"), component=_caption_field("top")),
            ui.Label(text=texts("asking-form-bottom"), component=_caption_field("bottom")),
        ],
    )


class DrawForms(FormReceiver):
    """Asks for what such a form says."""

    ids = re.compile(r"draw:(?P<seed>\d*):(?P<private>[01]):(?P<spoiler>[01]?):(?P<model>.*)", re.DOTALL)

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Make a job of it."""
        options = Options(
            seed=int(sent["seed"]) if sent["seed"] else None,
            model=sent["model"] or None,
            private=sent["private"] == "1",
            spoiler=sent["spoiler"] == "1" if sent["spoiler"] else None,
            style=fields["style"],
            caption_top=fields["top"],
            caption_bottom=fields["bottom"],
        )
        await ask(interaction, fields["prompt"], options)


def _id_of(options: Options) -> str:
    seed = "" if options.seed is None else options.seed
    spoiler = "" if options.spoiler is None else int(options.spoiler)
    return f"draw:{seed}:{int(options.private)}:{spoiler}:{options.model or ''}"


def _caption_field(custom_id: str) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=custom_id, required=False, max_length=CAPTION_CHARS)


def _style_menu(texts: Texts, chosen: str, styles: Iterable[Style]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=style.name,
            value=style.name,
            description=shorten(style.words, OPTION_CHARS),
            default=style.name == chosen,
        )
        for style in styles
    ]
    return ui.Select(
        custom_id="style",
        placeholder=texts("asking-form-no-style"),
        options=options[:MENU_OPTIONS],
        min_values=0,
        required=False,
    )
