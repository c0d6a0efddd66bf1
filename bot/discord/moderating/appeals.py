"""Appeals: the button below a refusal, the form behind it, and the list of what someone was refused."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from discord import SelectOption, TextStyle, ui
from discord.utils import format_dt

from bot.discord.card.escape import ELLIPSIS, escape_within, plain, shorten
from bot.discord.card.frame import VIOLET, Card
from bot.discord.desk import DISCORD
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.items import LastingItem, values_of
from bot.discord.limits import OPTION_CHARS
from bot.discord.moderating.wording import category_name
from bot.discord.speaking.appeal_button import APPEAL
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.moderating.appeal import APPEAL_CHARS, Appealable, appeal
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

SHOWN = 10
"""Refusals in the list."""
_PROMPT_UNITS = 120
_ANSWER_UNITS = 150


class AppealItem(LastingItem, template=rf"{APPEAL}:(?P<refusal>\d{{1,18}}|choose)"):
    """The button below a refusal, and the menu of the list."""

    async def press(self, interaction: "Interaction") -> None:
        """Ask why it was a mistake."""
        chosen = next(iter(values_of(interaction)), "") or self.given["refusal"]
        if not chosen.isdecimal():
            raise BadRequestError("This can't be chosen any more.", key="incidents-bad-value")
        await interaction.response.send_modal(_form(int(chosen), texts_of(interaction)))


class AppealForms(FormReceiver):
    """Puts appeals before the moderators."""

    ids = re.compile(r"appeal-form:(?P<refusal>\d{1,18})")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Keep it, if it is about something that was refused to the sender."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk, texts = interaction.client.desk, texts_of(interaction)
        me, words = str(interaction.user.id), fields["words"]
        refusal_id = int(sent["refusal"])
        await appeal(desk.database, desk.settings, DISCORD, me, refusal_id=refusal_id, text=words)
        await interaction.edit_original_response(content=texts("moderation-appeal-sent"))


def appeals_card(mine: Sequence[Appealable], texts: Texts) -> ui.LayoutView:
    """What was refused to someone lately, and what has become of their appeals."""
    lines = [f"## {texts('moderation-appeals-title')}"]
    lines += [_line(one, texts) for one in mine] or [texts("moderation-appeals-nothing")]
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(lines))]
    options = [
        SelectOption(label=_label(one, texts), value=str(one.refusal.id)) for one in mine if not one.appeal
    ]
    if options:
        menu: ui.Select[Any] = ui.Select(
            custom_id=f"{APPEAL}:choose", placeholder=texts("moderation-appeals-choose"), options=options
        )
        items.append(ui.ActionRow(menu))
    return Card(VIOLET, items)


def _form(refusal_id: int, texts: Texts) -> ui.Modal:
    words = ui.TextInput[Any](custom_id="words", style=TextStyle.paragraph, max_length=APPEAL_CHARS)
    help_text = texts("moderation-appeal-help")
    field = ui.Label[Any](text=texts("moderation-appeal-why"), description=help_text, component=words)
    return make_form(f"appeal-form:{refusal_id}", texts("moderation-appeal-title"), [field])


def _line(one: Appealable, texts: Texts) -> str:
    refusal = one.refusal
    prompt = escape_within(refusal.prompt, _PROMPT_UNITS) or ELLIPSIS
    facts = [
        format_dt(refusal.created_at, "R"),
        category_name(refusal.category, texts),
        texts(f"moderation-appeal-{_state(one)}"),
    ]
    line = f"- **{prompt}**\n-# {' · '.join(facts)}"
    if one.outcome and one.outcome.answer:
        line += f"\n> {escape_within(one.outcome.answer, _ANSWER_UNITS)}"
    return line


def _state(one: Appealable) -> str:
    if one.outcome:
        return one.outcome.decision
    if one.appeal:
        return "waiting"
    return "removed" if one.refusal.decision == "remove" else "possible"


def _label(one: Appealable, texts: Texts) -> str:
    words = plain(one.refusal.prompt) or category_name(one.refusal.category, texts)
    return shorten(words, OPTION_CHARS)
