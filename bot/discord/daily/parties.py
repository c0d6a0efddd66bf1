"""Theme parties on Discord: the form that begins one, and what is going on."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption, TextStyle, ui
from discord.utils import format_dt

from bot.contests.hosting import AWARDS_CHARS, THEME_CHARS, Hosting, Plan
from bot.contests.required_words import WORD_CHARS, WORDS
from bot.discord.asking.ask import place_here, requester_of
from bot.discord.card.frame import GOLD, note_card
from bot.discord.daily.cog import keeper_of
from bot.discord.daily.vote_card import invitation
from bot.discord.desk import DISCORD, Desk
from bot.discord.forms import Fields, FormReceiver, make_form
from bot.discord.speaking.language import public_texts
from bot.errors import BadRequestError, PlaceError
from bot.texts.texts import Texts
from db import contests, servers
from db.contests import Contest

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

FORM = "party-start"
HOURS = (1, 3, 6, 12, 24, 48, 72, 168, 336)
"""How long a party may last."""
EACH = (1, 2, 3, 5, 10)
"""How many entries one person may have in it."""
_USUAL_HOURS, _USUAL_EACH = 24, 3


def party_form(texts: Texts, longest_hours: float) -> ui.Modal:
    """Asks what a party is about."""
    hours = [
        SelectOption(label=_lasting(one, texts), value=str(one), default=one == _USUAL_HOURS)
        for one in HOURS
        if one <= longest_hours
    ]
    each = [
        SelectOption(label=texts("party-each", each=one), value=str(one), default=one == _USUAL_EACH)
        for one in EACH
    ]
    fields: list[ui.Label[Any]] = [
        _typed(texts, "theme", THEME_CHARS, required=True),
        ui.Label(text=texts("party-form-hours"), component=ui.Select[Any](custom_id="hours", options=hours)),
        _typed(texts, "words", WORDS * (WORD_CHARS + 2)),
        _typed(texts, "awards", AWARDS_CHARS),
        ui.Label(text=texts("party-form-each"), component=ui.Select[Any](custom_id="each", options=each)),
    ]
    return make_form(FORM, texts("party-form-title"), fields)


class PartyForms(FormReceiver):
    """Begins a party as such a form says."""

    ids = re.compile(FORM)

    async def receive(self, interaction: "Interaction", _sent: re.Match[str], fields: Fields) -> None:
        """Write it down, invite everyone, and open it at once."""
        check_host(interaction)
        check_place(interaction)
        await interaction.response.defer(thinking=True)
        desk = interaction.client.desk
        message = await interaction.original_response()
        contest = await hosting_of(desk).begin(
            _plan(fields),
            requester_of(interaction.user, tier=""),
            place_here(interaction),
            channel=str(interaction.channel_id),
            message_id=str(message.id),
        )
        async with desk.database.reading() as session:
            choices = await servers.choices(session, DISCORD, contest.server)
        view = invitation(contest, texts=public_texts(interaction, choices))
        await interaction.edit_original_response(view=view)
        await keeper_of(interaction.client).attempt(contest.id)


def check_host(interaction: "Interaction") -> None:
    """Raise `BadRequestError` unless this person may hold parties: who manages the server, or its events."""
    may = interaction.permissions
    if not (may.manage_guild or may.manage_events):
        raise BadRequestError("Only who manages this server or its events may do that.", key="party-not-host")


def check_place(interaction: "Interaction") -> None:
    """Raise `PlaceError` unless a thread can be opened here, and written in."""
    channel, may = interaction.channel, interaction.app_permissions
    if not isinstance(channel, discord.TextChannel):
        raise PlaceError("A party needs a text channel.", key="party-no-channel")
    if not (may.view_channel and may.create_public_threads and may.send_messages_in_threads):
        raise PlaceError("I may not open threads here.", key="party-no-threads")


def status_card(parties: Sequence[Contest], *, texts: Texts) -> ui.LayoutView:
    """The parties that are going on."""
    lines = [
        f"🎉 <#{one.thread}> · {texts('contest-closes', when=format_dt(one.closes_at, 'R'))}"
        for one in parties
        if one.thread
    ]
    return note_card(GOLD, "\n".join(lines) or texts("party-none"))


async def the_party(interaction: "Interaction") -> Contest:
    """The party that is held in this thread, else the only one of the server. Raises `BadRequestError`."""
    async with interaction.client.desk.database.reading() as session:
        found = await contests.parties_of_server(session, DISCORD, str(interaction.guild_id))
    here = [one for one in found if one.thread == str(interaction.channel_id)]
    meant = here or found
    if not meant:
        raise BadRequestError("There is no party.", key="party-none")
    if len(meant) > 1:
        raise BadRequestError("Please say so in the thread of the party.", key="party-which")
    return meant[0]


def hosting_of(desk: Desk) -> Hosting:
    """What begins and ends parties."""
    return Hosting(desk.settings.contests, desk.database, desk.acceptor)


def _plan(fields: Fields) -> Plan:
    hours, each = (int(fields[name]) if fields[name].isdecimal() else 0 for name in ("hours", "each"))
    if hours not in HOURS or each not in EACH:
        raise BadRequestError("Please choose how long it lasts.", key="party-no-choice")
    return Plan(
        theme=fields["theme"],
        hours=hours,
        required_words=fields["words"],
        awards=fields["awards"],
        entries_each=each,
    )


def _typed(texts: Texts, name: str, limit: int, *, required: bool = False) -> ui.Label[Any]:
    field = ui.TextInput[Any](
        custom_id=name,
        style=TextStyle.short,
        max_length=limit,
        required=required,
        placeholder=texts(f"party-form-{name}-example"),
    )
    return ui.Label(text=texts(f"party-form-{name}"), component=field)


def _lasting(hours: int, texts: Texts) -> str:
    return texts("party-days", days=hours // 24) if hours >= 24 else texts("party-hours", hours=hours)
