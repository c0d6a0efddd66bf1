"""What members have suggested: shown to each alone, with menus to vote, and for moderators to decide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.discord.asking.ask import requester_of, server_of
from bot.discord.card.escape import escape_within, plain, shorten
from bot.discord.card.frame import VIOLET, Card
from bot.discord.desk import DISCORD, Desk
from bot.discord.items import LastingItem, values_of
from bot.discord.limits import OPTION_CHARS
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.schedule.suggesting import Suggesting
from bot.texts.texts import Texts
from db import schedules, suggestions
from db.schedules import PromptSource, Schedule
from db.suggestions import KnownSuggestion, SuggestionState

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

_SHOWN = 15
_PROMPT_UNITS = 150
_DECISIONS = {"approve": SuggestionState.APPROVED, "reject": SuggestionState.REJECTED}


class SuggestionMenu(LastingItem, template=r"potd-(?P<deed>wish|approve|reject)"):
    """Votes for a suggestion, or decides on it as a moderator."""

    async def press(self, interaction: "Interaction") -> None:
        """Do it, and show what is left."""
        await interaction.response.defer()
        schedule = await suggested_schedule(interaction)
        for value in values_of(interaction):
            await self._do(interaction, schedule, int(value))
        await show_suggestions(interaction)

    async def _do(self, interaction: "Interaction", schedule: Schedule, suggestion_id: int) -> None:
        desk = interaction.client.desk
        await _check(desk, schedule, suggestion_id)
        state, suggesting = _DECISIONS.get(self.given["deed"]), suggesting_of(desk)
        if state is None:
            await suggesting.vote(suggestion_id, requester_of(interaction.user, tier=""))
        elif _moderates(interaction):
            await suggesting.decide(suggestion_id, state, str(interaction.user.id))
        else:
            raise BadRequestError("Only moderators may do that.", key="potd-moderators-only")


async def show_suggestions(interaction: "Interaction") -> None:
    """Show what waits, in the answer to an interaction that was deferred.

    Raises:
        BadRequestError: members can't suggest anything here.
    """
    schedule, desk = await suggested_schedule(interaction), interaction.client.desk
    async with desk.database.reading() as session:
        waiting = await suggestions.waiting(session, schedule.id, _SHOWN)
    view = suggestions_card(
        waiting,
        desk.settings.schedule.suggestion_votes,
        texts=texts_of(interaction),
        moderates=_moderates(interaction),
    )
    await interaction.edit_original_response(view=view)


def suggestions_card(
    waiting: Sequence[KnownSuggestion], needed: int, *, texts: Texts, moderates: bool
) -> ui.LayoutView:
    """What members have suggested, those that most want first; `needed` votes approve one."""
    heading = ui.TextDisplay[Any](f"## {texts('potd-suggestions')}")
    if not waiting:
        return Card(VIOLET, [heading, ui.TextDisplay(texts("potd-suggestions-none"))])
    lines = [
        f"**{number}.** {escape_within(one.suggestion.text, _PROMPT_UNITS)} · "
        f"{texts('contest-votes', votes=one.votes)}"
        for number, one in enumerate(waiting, start=1)
    ]
    deeds = ("wish", "approve", "reject") if moderates else ("wish",)
    return Card(
        VIOLET,
        [
            heading,
            ui.TextDisplay("\n".join([*lines, f"-# {texts('potd-suggestions-how', needed=needed)}"])),
            *(ui.ActionRow(_menu(deed, waiting, texts)) for deed in deeds),
        ],
    )


async def suggested_schedule(interaction: "Interaction") -> Schedule:
    """The server's schedule that takes members' suggestions. Raises `BadRequestError` if there is none."""
    async with interaction.client.desk.database.reading() as session:
        found = await schedules.of_server(session, DISCORD, server_of(interaction))
    for schedule in found:
        if PromptSource.SUGGESTIONS in schedule.prompt_sources:
            return schedule
    raise BadRequestError("Nobody can suggest a prompt of the day here.", key="potd-no-suggesting")


def suggesting_of(desk: Desk) -> Suggesting:
    """What takes suggestions."""
    chosen = desk.settings.schedule
    return Suggesting(
        desk.database,
        desk.acceptor,
        votes_needed=chosen.suggestion_votes,
        waiting_limit=chosen.suggestions_each,
    )


async def _check(desk: Desk, schedule: Schedule, suggestion_id: int) -> None:
    """Raise `BadRequestError` unless it is one of this schedule."""
    async with desk.database.reading() as session:
        known = await suggestions.get(session, suggestion_id)
    if known is None or known.suggestion.schedule_id != schedule.id:
        raise BadRequestError("This suggestion is gone.", key="suggestion-gone")


def _moderates(interaction: "Interaction") -> bool:
    return interaction.permissions.manage_messages or interaction.permissions.manage_guild


def _menu(deed: str, waiting: Sequence[KnownSuggestion], texts: Texts) -> ui.Select[Any]:
    options = [
        SelectOption(
            label=f"{number}. {shorten(plain(one.suggestion.text), OPTION_CHARS // 2 - 4)}",
            value=str(one.suggestion.id),
        )
        for number, one in enumerate(waiting, start=1)
    ]
    return ui.Select(custom_id=f"potd-{deed}", placeholder=texts(f"potd-{deed}"), options=options)


ITEMS = (SuggestionMenu,)
