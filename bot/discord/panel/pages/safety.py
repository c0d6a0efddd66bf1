"""How strict the filter is, in all and in single categories, with words of the server's own."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import SelectOption, ui

from bot.discord.card.escape import escape_within
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, make_form
from bot.discord.panel.menus import FORM_PREFIX, button, menu
from bot.discord.panel.page import AS_SET, Change, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.errors import BadRequestError
from bot.moderating.filtering import choose_filter, choose_levels, choose_words
from bot.moderating.moderator import Moderator
from bot.texts.texts import Texts
from db.server_filter import filter_choices
from moderation.policy import LEVELS
from moderation.verdict import GRADED

_NAMED_PEOPLE: Mapping[str, bool] = {"on": True, "off": False}
_FIELD_CHARS = 4_000
_WORDS_UNITS = 300


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    chosen, policy = state.filter, state.choices.policy
    policies = [
        SelectOption(
            label=texts(f"panel-policy-{name or AS_SET}"),
            value=name or AS_SET,
            description=texts(f"panel-policy-{name or AS_SET}-help"),
            default=name == policy,
        )
        for name in (None, *LEVELS)
    ]
    named = {True: "on", False: "off", None: AS_SET}[chosen.named_people]
    people = [
        SelectOption(label=texts(f"panel-people-{value}"), value=value, default=value == named)
        for value in (AS_SET, *_NAMED_PEOPLE)
    ]
    return "\n".join([texts("panel-safety-help"), *_words(state, texts)]), [
        *named_menu("policy", texts("panel-policy"), policies),
        ui.TextDisplay(f"-# {texts('panel-levels')}"),
        *(_level_menu(level, chosen.levels, texts) for level in LEVELS),
        *named_menu("people", texts("panel-people"), people),
        button("words", texts("panel-words")),
    ]


def _level_menu(level: str, chosen: Mapping[str, str], texts: Texts) -> ui.ActionRow[Any]:
    options = [
        SelectOption(
            label=texts(f"moderation-category-{category}"),
            value=category,
            default=chosen.get(category) == level,
        )
        for category in GRADED
    ]
    return menu(f"level-{level}", texts(f"panel-level-{level}"), options, least=0, most=len(GRADED))


def _words(state: PanelState, texts: Texts) -> list[str]:
    """The words, covered: not everyone who looks over a shoulder must read them."""
    both = {"refused": state.filter.extra_words, "allowed": state.filter.allowed_words}
    return [
        texts(f"panel-words-{name}", words=f"||{escape_within(', '.join(words), _WORDS_UNITS)}||")
        for name, words in both.items()
        if words
    ]


async def _set_policy(chosen: Chosen) -> None:
    await choose_filter(chosen.desk.database, _by(chosen), policy=chosen.one_of(LEVELS))


async def _set_people(chosen: Chosen) -> None:
    value = chosen.one_of(_NAMED_PEOPLE)
    named = _NAMED_PEOPLE[value] if value else None
    await choose_filter(chosen.desk.database, _by(chosen), named_people=named)


def _set_level(level: str) -> Change:
    async def change(chosen: Chosen) -> None:
        if not set(chosen.values) <= set(GRADED):
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
        await choose_levels(chosen.desk.database, _by(chosen), level, chosen.values)

    return change


async def _form(chosen: Chosen, texts: Texts) -> discord.ui.Modal:
    async with chosen.desk.database.reading() as session:
        now = await filter_choices(session, DISCORD, chosen.server)
    fields = [
        ui.Label[Any](
            text=texts(f"panel-words-{name}-field"),
            description=texts("panel-words-help"),
            component=ui.TextInput(
                custom_id=name,
                style=discord.TextStyle.paragraph,
                required=False,
                max_length=_FIELD_CHARS,
                default="\n".join(words)[:_FIELD_CHARS],
            ),
        )
        for name, words in (("refused", now.extra_words), ("allowed", now.allowed_words))
    ]
    return make_form(f"{FORM_PREFIX}:words", texts("panel-words"), fields)


async def _put_words(chosen: Chosen, _about: str, fields: Fields) -> None:
    refused, allowed = (fields.get(name, "").splitlines() for name in ("refused", "allowed"))
    await choose_words(chosen.desk.database, _by(chosen), refused, allowed)


def _by(chosen: Chosen) -> Moderator:
    return Moderator(DISCORD, chosen.person_id, server=chosen.server)


SAFETY = Page(
    show=_show,
    changes={
        "policy": _set_policy,
        "people": _set_people,
        **{f"level-{level}": _set_level(level) for level in LEVELS},
    },
    forms={"words": _form},
    received={"words": _put_words},
)
