"""Forms that cards open: another prompt, meme text for a sample, a report to the moderators.

A form that is sent names its job, as buttons do, and nothing of it is kept meanwhile. So one that was opened
before a restart can be sent after it.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord import SelectOption, TextStyle, ui

from bot.caption import CAPTION_CHARS
from bot.discord.asking.ask import ask, options_after
from bot.discord.card.ids import JOB, NUMBER, NUMBERS, Action, custom_id
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.limits import MENU_OPTIONS
from bot.discord.pressing.press import Press, Who, read_press
from bot.discord.pressing.sample_post import captioned_sample
from bot.errors import BadRequestError, QuotaError
from bot.styles import STYLES
from db import reports, styles

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

REASONS = ("harmful", "sexual", "person", "prejudice", "other")
"""Why pictures are reported, as in `db.reports`."""
REPORT_CHARS = 1_000

_NO_STYLE = "-"


@dataclass(frozen=True, slots=True)
class Form:
    """What happens when a form is sent, and who may send it."""

    done: Callable[[Press, Fields], Awaitable[None]]
    who: Who = Who.PRESSERS


async def edit_form(press: Press) -> ui.Modal:
    """Asks for another prompt and style."""
    limit = press.desk.settings.limits.prompt_chars
    prompt: ui.TextInput[Any] = ui.TextInput(
        custom_id="prompt", style=TextStyle.paragraph, default=press.job.prompt[:limit], max_length=limit
    )
    style: ui.Select[Any] = ui.Select(custom_id="style", options=await _style_options(press))
    return _modal(press, Action.EDIT, {"card-form-prompt": prompt, "card-form-style": style})


def caption_form(press: Press) -> ui.Modal:
    """Asks for meme text, and which sample it is for if that is not known."""
    fields: dict[str, ui.Item[Any]] = {}
    if press.number is None:
        options = [
            SelectOption(
                label=press.texts("card-pick-option", number=number),
                description=press.texts(f"card-where-{number}"),
                value=str(number),
                default=number == 1,
            )
            for number in NUMBERS
        ]
        fields["card-form-number"] = ui.Select(custom_id="number", options=options)
    for place in ("top", "bottom"):
        fields[f"card-form-{place}"] = ui.TextInput(custom_id=place, required=False, max_length=CAPTION_CHARS)
    return _modal(press, Action.CAPTION, fields)


def report_form(press: Press) -> ui.Modal:
    """Asks what is wrong with a job's pictures."""
    options = [SelectOption(label=press.texts(f"card-reason-{reason}"), value=reason) for reason in REASONS]
    return _modal(
        press,
        Action.REPORT,
        {
            "card-form-reason": ui.Select(custom_id="reason", options=options),
            "card-form-text": ui.TextInput(
                custom_id="text", style=TextStyle.paragraph, required=False, max_length=REPORT_CHARS
            ),
        },
    )


async def _edited(press: Press, fields: Fields) -> None:
    style = "" if fields["style"] == _NO_STYLE else fields["style"]
    await ask(press.interaction, fields["prompt"], replace(options_after(press.job), style=style))


async def _captioned(press: Press, fields: Fields) -> None:
    await press.interaction.response.defer()
    number = press.number or int(fields["number"])
    top, bottom = fields["top"], fields["bottom"]
    if not f"{top}{bottom}".strip():
        raise BadRequestError("A caption needs some words.", key="card-no-caption")
    await captioned_sample(press, number, top, bottom)


async def _reported(press: Press, fields: Fields) -> None:
    await press.interaction.response.defer(thinking=True, ephemeral=True)
    if fields["reason"] not in REASONS:
        raise BadRequestError("There is no such reason.", key="card-no-reason")
    now = datetime.now(UTC)
    async with press.desk.database.session() as session:
        sent = await reports.count_since(session, DISCORD, press.person_id, now - timedelta(hours=1))
        if sent >= press.desk.settings.limits.reports_per_hour:
            raise QuotaError(
                f"You have sent {sent} reports within an hour. Please try again later.",
                key="card-reports-enough",
                sent=sent,
            )
        await reports.report(
            session,
            press.job.id,
            reason=fields["reason"],
            text=fields["text"][:REPORT_CHARS],
            contact="",
            now=now,
            platform=DISCORD,
            person_id=press.person_id,
        )
    await press.say("card-reported")


FORMS: Mapping[Action, Form] = {
    Action.EDIT: Form(_edited),
    Action.CAPTION: Form(_captioned),
    Action.REPORT: Form(_reported, Who.ANYONE),
}


class CardForms(FormReceiver):
    """Receives what cards ask."""

    ids = re.compile(rf"form:(?P<action>{'|'.join(FORMS)}):{JOB}(?::{NUMBER})?")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Do what the form is for, if this person may."""
        form = FORMS[Action(sent["action"])]
        number = int(sent["number"]) if sent["number"] else None
        await form.done(await read_press(interaction, sent["job"], number, form.who), fields)


def _modal(press: Press, action: Action, fields: Mapping[str, ui.Item[Any]]) -> ui.Modal:
    form_id = f"form:{custom_id(action, press.job.id, press.number)}"
    labelled = [ui.Label[Any](text=press.texts(key), component=field) for key, field in fields.items()]
    return make_form(form_id, press.texts(f"card-form-{action}"), labelled)


async def _style_options(press: Press) -> list[SelectOption]:
    names = list(STYLES)
    if press.interaction.guild_id:
        async with press.desk.database.reading() as session:
            own = await styles.of_server(session, DISCORD, str(press.interaction.guild_id))
        names = list(dict.fromkeys([*(style.name for style in own), *names]))[: MENU_OPTIONS - 1]
    return [
        SelectOption(
            label=press.texts("card-form-no-style"), value=_NO_STYLE, default=press.job.style not in names
        ),
        *(SelectOption(label=name, value=name, default=name == press.job.style) for name in names),
    ]
