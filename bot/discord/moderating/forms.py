"""What the queue asks in a form: sentences for people, days of a ban, notes. Nothing of a form is kept."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import TextStyle, ui
from discord.utils import format_dt

from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.moderating.ids import CASE, FORM_PREFIX, WHICH, Deed, form_id
from bot.discord.moderating.show import show
from bot.discord.moderating.telling import tell_removal
from bot.discord.moderating.who import moderator_of, office_of
from bot.discord.removal.jobs import take_down
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.moderating import decide, persons
from bot.moderating.moderator import Moderator
from bot.texts.texts import Texts
from db.cases import Which

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_DAYS_CHARS = 6
_USUAL_DAYS = "7"


@dataclass(frozen=True, slots=True)
class Sent:
    """A moderator has sent a form."""

    interaction: "Interaction"
    moderator: Moderator
    which: Which
    case_id: int
    fields: Fields

    @property
    def sentence(self) -> str:
        """What was written for a person, or about one."""
        return self.fields.get("words", "")

    async def show(self, said: str, *, case_goes_on: bool = False) -> None:
        """Say what was done, and show the case again, or the one that comes after."""
        after, same = (None, self.case_id) if case_goes_on else (self.case_id, None)
        await show(self.interaction, self.moderator, self.which, case_id=same, after=after, said=said)


@dataclass(frozen=True, slots=True)
class Form:
    """What a form asks, and what is done with it."""

    done: Callable[[Sent], Awaitable[None]]
    words_limit: int
    words_needed: bool = False
    days: bool = False


def form_of(deed: Deed, which: Which, case_id: int, texts: Texts) -> ui.Modal:
    """The form of a deed."""
    form = FORMS.get(deed) or ANSWERS[deed]
    words = ui.TextInput[Any](
        custom_id="words",
        style=TextStyle.paragraph,
        required=form.words_needed,
        max_length=form.words_limit,
    )
    fields = [ui.Label[Any](text=texts(f"moderation-words-{deed}"), component=words)]
    if form.days:
        days = ui.TextInput[Any](custom_id="days", max_length=_DAYS_CHARS, default=_USUAL_DAYS)
        fields.insert(0, ui.Label[Any](text=texts("moderation-days"), component=days))
    return make_form(form_id(deed, which, case_id), texts(f"moderation-form-{deed}"), fields)


class ModerationForms(FormReceiver):
    """Does what moderators have filled in forms for."""

    ids = re.compile(rf"{FORM_PREFIX}:(?P<deed>{'|'.join(Deed)}):{WHICH}:{CASE}")

    async def receive(self, interaction: "Interaction", sent: re.Match[str], fields: Fields) -> None:
        """Do it, if the sender moderates here."""
        moderator = await moderator_of(interaction)
        deed = Deed(sent["deed"])
        form = FORMS.get(deed) or ANSWERS.get(deed)
        if form is None:
            raise BadRequestError("There is no such form.", key="incidents-bad-value")
        await interaction.response.defer()
        await form.done(Sent(interaction, moderator, Which(sent["which"]), int(sent["case"]), fields))


async def _remove(sent: Sent) -> None:
    bot, texts = sent.interaction.client, texts_of(sent.interaction)
    removed = await decide.remove(office_of(bot.desk), sent.moderator, sent.case_id, sent.sentence)
    left = await take_down(bot, removed.job, removed.posts)
    await tell_removal(bot, removed)
    await sent.show(texts("moderation-done-remove", left=left))


async def _ban(sent: Sent) -> None:
    desk, texts = sent.interaction.client.desk, texts_of(sent.interaction)
    case = await decide.case_of(office_of(desk), sent.moderator, sent.case_id)
    until = await persons.ban(
        desk.database,
        sent.moderator,
        case.platform,
        case.person_id,
        days=persons.read_days(sent.fields.get("days", "")),
        reason=sent.sentence,
    )
    await sent.show(texts("moderation-done-ban", until=format_dt(until, "f")), case_goes_on=True)


async def _note(sent: Sent) -> None:
    desk, texts = sent.interaction.client.desk, texts_of(sent.interaction)
    case = await decide.case_of(office_of(desk), sent.moderator, sent.case_id)
    await persons.note(desk.database, sent.moderator, case.platform, case.person_id, sent.sentence)
    await sent.show(texts("moderation-done-note"), case_goes_on=True)


async def _uphold(sent: Sent) -> None:
    await decide.uphold(office_of(sent.interaction.client.desk), sent.moderator, sent.case_id, sent.sentence)
    await sent.show(texts_of(sent.interaction)("moderation-done-uphold", number=str(sent.case_id)))


async def _dismiss(sent: Sent) -> None:
    await decide.dismiss(office_of(sent.interaction.client.desk), sent.moderator, sent.case_id, sent.sentence)
    await sent.show(texts_of(sent.interaction)("moderation-done-dismiss", number=str(sent.case_id)))


FORMS: Mapping[Deed, Form] = {
    Deed.REMOVE: Form(_remove, persons.SENTENCE_CHARS),
    Deed.BAN: Form(_ban, persons.SENTENCE_CHARS, days=True),
    Deed.NOTE: Form(_note, persons.NOTE_CHARS, words_needed=True),
}
"""Of deeds that always ask."""
ANSWERS: Mapping[Deed, Form] = {
    Deed.UPHOLD: Form(_uphold, decide.NOTE_CHARS),
    Deed.DISMISS: Form(_dismiss, decide.NOTE_CHARS),
}
"""Of decisions, where someone waits for an answer."""
