"""The form that /draw opens when it is called without a prompt."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from discord import ui

from bot.discord.asking.ask import ask
from bot.discord.asking.fields import (
    caption_fields,
    negative_prompt_field,
    prompt_field,
    style_field,
)
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.pipeline.request import Options
from bot.texts.texts import Texts
from db.styles import Style

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

MODEL_CHARS = 64
"""Longest name of a model that fits into a form's id."""


def draw_form(texts: Texts, options: Options, styles: Iterable[Style], prompt_chars: int) -> ui.Modal:
    """Asks for most of what a job can have. The other options, which came with the command, go with it."""
    fields = [
        prompt_field(texts, prompt_chars),
        style_field(texts, styles, options.style or ""),
        negative_prompt_field(texts, prompt_chars, options.negative_prompt or ""),
        *caption_fields(texts),
    ]
    return make_form(_id_of(options), texts("asking-form-title"), fields)


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
            negative_prompt=fields["without"],
            caption_top=fields["top"],
            caption_bottom=fields["bottom"],
        )
        await ask(interaction, fields["prompt"], options)


def _id_of(options: Options) -> str:
    seed = "" if options.seed is None else options.seed
    spoiler = "" if options.spoiler is None else int(options.spoiler)
    return f"draw:{seed}:{int(options.private)}:{spoiler}:{options.model or ''}"
