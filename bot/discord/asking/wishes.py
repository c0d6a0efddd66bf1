"""What people wish for whenever they don't say otherwise, and the form that asks them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord.asking.fields import negative_prompt_field, style_field
from bot.discord.asking.suggestions import soon
from bot.discord.card.escape import escape_within
from bot.discord.card.frame import VIOLET, note_card
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.pipeline.request import Options
from bot.texts.texts import Texts
from db import preferences
from db.preferences import Preferences
from db.session import Database
from db.styles import Style
from moderation.normalise import clean

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_SPOILERS = {"usual": None, "on": True, "off": False}
_SHOWN_UNITS = 300


async def known_wishes(database: Database, person_id: str) -> Preferences:
    """What someone wishes for; nothing if the database is too slow to tell."""

    async def find() -> list[Preferences]:
        async with database.reading() as session:
            return [await preferences.of_person(session, DISCORD, person_id)]

    return next(iter(await soon(find)), Preferences())


async def with_wishes(database: Database, person_id: str, options: Options) -> Options:
    """The options, with what the person wishes for where they leave it open."""
    wishes = await known_wishes(database, person_id)
    return replace(
        options,
        style=wishes.style if options.style is None else options.style,
        negative_prompt=(
            wishes.negative_prompt if options.negative_prompt is None else options.negative_prompt
        ),
    )


def wishes_form(texts: Texts, wishes: Preferences, styles: Iterable[Style], prompt_chars: int) -> ui.Modal:
    """Asks what someone wishes for from now on; what they wished for so far stands in it."""
    spoiler = ui.Select[Any](
        custom_id="spoiler",
        options=[
            discord.SelectOption(
                label=texts(f"asking-prefer-spoiler-{name}"), value=name, default=value is wishes.spoiler
            )
            for name, value in _SPOILERS.items()
        ],
    )
    fields = [
        style_field(texts, styles, wishes.style),
        negative_prompt_field(texts, prompt_chars, wishes.negative_prompt),
        ui.Label[Any](text=texts("asking-prefer-spoiler"), component=spoiler),
    ]
    return make_form("prefer", texts("asking-prefer-title"), fields)


class WishesForms(FormReceiver):
    """Remembers what such a form says."""

    ids = re.compile("prefer")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Replace the person's wishes, and say what holds now."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        if fields["spoiler"] not in _SPOILERS:
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
        wishes = Preferences(
            style=fields["style"],
            negative_prompt=clean(fields["without"]),
            spoiler=_SPOILERS[fields["spoiler"]],
        )
        desk = interaction.client.desk
        async with desk.database.session() as session:
            await preferences.prefer(session, DISCORD, str(interaction.user.id), wishes)
        said = note_card(VIOLET, wishes_text(wishes, texts_of(interaction)))
        await interaction.edit_original_response(view=said)


def wishes_text(wishes: Preferences, texts: Texts) -> str:
    """What holds from now on, a line for each wish."""
    if wishes == Preferences():
        return texts("asking-prefer-nothing")
    spoiler = next(name for name, value in _SPOILERS.items() if value is wishes.spoiler)
    lines = [
        (texts("asking-form-style"), escape_within(wishes.style, _SHOWN_UNITS)),
        (texts("asking-form-without"), escape_within(wishes.negative_prompt, _SHOWN_UNITS)),
        (texts("asking-prefer-spoiler"), texts(f"asking-prefer-spoiler-{spoiler}")),
    ]
    said = "\n".join(f"- **{name}**: {value}" for name, value in lines if value)
    return f"{texts('asking-prefer-saved')}\n{said}"
