"""Styles of a server's own."""

from textwrap import shorten
from typing import Any

import discord
from discord import SelectOption, ui

from bot.discord.card.escape import escape
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, make_form
from bot.discord.panel.menus import FORM_PREFIX, button, menu
from bot.discord.panel.page import Chosen, Page, Rows
from bot.discord.panel.state import PanelState
from bot.errors import BadRequestError
from bot.texts.texts import Texts
from db import styles
from db.styles import Style
from moderation.normalise import clean

STYLE_NAME_CHARS = 32
STYLE_WORDS_CHARS = 200
STYLES_LIMIT = 12
"""Styles of a server's own: with those that ship, and none, they fit into one menu of 25."""
_SHOWN_WORDS_CHARS = 80


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    lines = [
        f"- **{escape(style.name)}**: {escape(shorten(style.words, _SHOWN_WORDS_CHARS, placeholder='…'))}"
        for style in state.styles
    ]
    rows: Rows = [button("style-add", texts("panel-style-add"))]
    if state.styles:
        options = [SelectOption(label=style.name, value=style.name) for style in state.styles]
        rows.append(menu("style-drop", texts("panel-style-drop"), options))
    return "\n".join([texts("panel-styles-help"), "", *(lines or [texts("panel-none")])]), rows


async def _drop(chosen: Chosen) -> None:
    async with chosen.desk.database.session() as session:
        await styles.drop_style(session, DISCORD, chosen.server, chosen.values[0])


async def _form(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
    del chosen
    name: ui.TextInput[Any] = ui.TextInput(custom_id="name", max_length=STYLE_NAME_CHARS)
    words: ui.TextInput[Any] = ui.TextInput(
        custom_id="words", max_length=STYLE_WORDS_CHARS, style=discord.TextStyle.paragraph
    )
    fields = [
        ui.Label[Any](text=texts("panel-style-name"), component=name),
        ui.Label[Any](
            text=texts("panel-style-words"), description=texts("panel-style-words-help"), component=words
        ),
    ]
    return make_form(f"{FORM_PREFIX}:style", texts("panel-style-title"), fields)


async def _put(chosen: Chosen, _about: str, fields: Fields) -> None:
    style = Style(name=clean(fields["name"]), words=clean(fields["words"]))
    if not style.name or not style.words:
        raise BadRequestError("A style needs a name and words.", key="panel-style-empty")
    async with chosen.desk.database.session() as session:
        known = await styles.of_server(session, DISCORD, chosen.server)
        if len(known) >= STYLES_LIMIT and style.name not in {other.name for other in known}:
            raise BadRequestError(
                f"A server has at most {STYLES_LIMIT} styles.", key="panel-styles-full", limit=STYLES_LIMIT
            )
        await styles.put_style(session, DISCORD, chosen.server, style)


STYLES = Page(show=_show, changes={"style-drop": _drop}, forms={"style-add": _form}, received={"style": _put})
