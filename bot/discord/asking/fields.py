"""Fields that several forms have: prompt, style, meme text. Their ids are the names in `forms.Fields`."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from bot.caption import CAPTION_CHARS
from bot.discord.card.escape import shorten
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.texts.texts import Texts
from db.styles import Style


def prompt_field(texts: Texts, limit: int, prompt: str = "") -> ui.Label[Any]:
    """Several lines, at most `limit` characters; `prompt` stands in them already."""
    field = ui.TextInput[Any](
        custom_id="prompt",
        style=discord.TextStyle.paragraph,
        default=prompt[:limit] or None,
        max_length=limit,
        placeholder=texts("asking-form-prompt-example"),
    )
    return ui.Label(text=texts("asking-form-prompt"), component=field)


def style_field(texts: Texts, styles: Iterable[Style], chosen: str) -> ui.Label[Any]:
    """A menu of styles, of which none need be chosen."""
    options = [
        discord.SelectOption(
            label=style.name,
            value=style.name,
            description=shorten(style.words, OPTION_CHARS),
            default=style.name == chosen,
        )
        for style in styles
    ]
    menu = ui.Select[Any](
        custom_id="style",
        placeholder=texts("asking-form-no-style"),
        options=options[:MENU_OPTIONS],
        min_values=0,
        required=False,
    )
    return ui.Label(text=texts("asking-form-style"), component=menu)


def negative_prompt_field(texts: Texts, limit: int, negative_prompt: str = "") -> ui.Label[Any]:
    """What the pictures should not show, at most `limit` characters; `negative_prompt` stands in it."""
    field = ui.TextInput[Any](
        custom_id="without", default=negative_prompt[:limit] or None, max_length=limit, required=False
    )
    return ui.Label(text=texts("asking-form-without"), component=field)


def caption_fields(texts: Texts) -> list[ui.Label[Any]]:
    """Meme text at the top and at the bottom."""
    return [
        ui.Label(
            text=texts(f"asking-form-{place}"),
            component=ui.TextInput[Any](custom_id=place, required=False, max_length=CAPTION_CHARS),
        )
        for place in ("top", "bottom")
    ]
