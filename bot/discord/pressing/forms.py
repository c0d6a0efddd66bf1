"""Forms that cards open: another prompt, meme text for a sample, a report to the moderators.

A form that is sent names its job, as buttons do, and nothing of it is kept meanwhile. So one that was opened
before a restart can be sent after it.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord import SelectOption, TextStyle, ui

from bot.discord.asking.ask import ask, options_after, server_of
from bot.discord.asking.fields import caption_fields, negative_prompt_field, prompt_field, style_field
from bot.discord.asking.suggestions import known_styles
from bot.discord.card.ids import JOB, NUMBER, Action, custom_id
from bot.discord.card.layout import number_options
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.pressing.press import Press, Who, read_press
from bot.discord.pressing.sample_post import captioned_sample
from bot.errors import BadRequestError, QuotaError
from db import reports

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

REASONS = ("harmful", "sexual", "person", "prejudice", "other")
"""Why pictures are reported, as in `db.reports`."""
REPORT_CHARS = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """What happens when a form is sent, and who may send it."""

    done: Callable[[Press, Fields], Awaitable[None]]
    who: Who = Who.PRESSERS


async def edit_form(press: Press) -> ui.Modal:
    """Asks for another prompt, style, and things to leave out."""
    styles = await known_styles(press.desk.database, server_of(press.interaction))
    limit = press.desk.settings.limits.prompt_chars
    fields = [
        prompt_field(press.texts, limit, press.job.prompt),
        style_field(press.texts, styles.values(), press.job.style),
        negative_prompt_field(press.texts, limit, press.job.negative_prompt),
    ]
    return _form(press, Action.EDIT, fields)


def caption_form(press: Press) -> ui.Modal:
    """Asks for meme text, and which sample it is for if that is not known."""
    fields = caption_fields(press.texts)
    if press.number is None:
        menu = ui.Select[Any](custom_id="number", options=number_options(press.texts))
        menu.options[0].default = True
        fields = [ui.Label(text=press.texts("card-form-number"), component=menu), *fields]
    return _form(press, Action.CAPTION, fields)


def report_form(press: Press) -> ui.Modal:
    """Asks what is wrong with a job's pictures."""
    options = [SelectOption(label=press.texts(f"card-reason-{reason}"), value=reason) for reason in REASONS]
    reason = ui.Select[Any](custom_id="reason", options=options)
    words = ui.TextInput[Any](
        custom_id="text", style=TextStyle.paragraph, required=False, max_length=REPORT_CHARS
    )
    fields = [
        ui.Label[Any](text=press.texts("card-form-reason"), component=reason),
        ui.Label[Any](text=press.texts("card-form-text"), component=words),
    ]
    return _form(press, Action.REPORT, fields)


async def _edited(press: Press, fields: Fields) -> None:
    options = replace(options_after(press.job), style=fields["style"], negative_prompt=fields["without"])
    await ask(press.interaction, fields["prompt"], options)


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


def _form(press: Press, action: Action, fields: Iterable[ui.Label[Any]]) -> ui.Modal:
    form_id = f"form:{custom_id(action, press.job.id, press.number)}"
    return make_form(form_id, press.texts(f"card-form-{action}"), fields)
