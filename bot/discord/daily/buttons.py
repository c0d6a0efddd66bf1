"""Buttons and menus of contests: to vote, to take an entry out, to see the leaderboard."""

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.contests import taking_part
from bot.discord.asking.ask import server_of
from bot.discord.card.frame import YELLOW, note_card
from bot.discord.daily.board import show_board
from bot.discord.daily.ids import BOARD, CHOOSE, PERIOD, TAKE_OUT, VOTE, take_out_id
from bot.discord.desk import DISCORD
from bot.discord.items import LastingItem, values_of
from bot.discord.speaking.language import texts_of
from bot.errors import BadRequestError
from bot.texts.texts import Texts
from db import contests, jobs
from db.ballots import Ballot
from db.contests import Contest
from db.jobs import Job

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


class VoteButton(LastingItem, template=VOTE):
    """Votes for a sample of the job of the day, or for an entry as a whole."""

    async def press(self, interaction: "Interaction") -> None:
        """Write it down, and tell the person."""
        await _vote(interaction, self.given["contest"], self.given["job"], int(self.given["sample"]))


class EntryMenu(LastingItem, template=CHOOSE):
    """Votes for the entry that was chosen."""

    async def press(self, interaction: "Interaction") -> None:
        """Write it down, and tell the person."""
        await _vote(interaction, self.given["contest"], values_of(interaction)[0], 0)


class TakeOutButton(LastingItem, template=TAKE_OUT):
    """Takes the person's own entry out."""

    async def press(self, interaction: "Interaction") -> None:
        """Take it out."""
        await interaction.response.defer(ephemeral=True)
        texts = texts_of(interaction)
        contest, job = await _read(interaction, self.given["contest"], self.given["job"])
        if not _is_own(interaction, job):
            raise BadRequestError("Only who has entered it can take it out.", key="contest-not-yours")
        await taking_part.take_out(interaction.client.desk.database, contest.id, job.id)
        await interaction.edit_original_response(view=note_card(YELLOW, texts("contest-taken-out")))


class BoardButton(LastingItem, template=BOARD):
    """Shows the leaderboard to the person alone."""

    async def press(self, interaction: "Interaction") -> None:
        """Show it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_board(interaction, "month")


class PeriodButton(LastingItem, template=PERIOD):
    """Shows the leaderboard of another time in place of this one."""

    async def press(self, interaction: "Interaction") -> None:
        """Show it."""
        await interaction.response.defer()
        await show_board(interaction, self.given["period"])


async def _vote(interaction: "Interaction", contest_id: str, job_id: str, sample: int) -> None:
    await interaction.response.defer(ephemeral=True)
    texts = texts_of(interaction)
    contest, job = await _read(interaction, contest_id, job_id)
    if not sample and _is_own(interaction, job):
        await interaction.followup.send(view=_own_entry(contest, job, texts), ephemeral=True)
        return
    ballot = Ballot(platform=DISCORD, person_id=str(interaction.user.id), job_id=job_id, sample=sample)
    is_new = await taking_part.vote(interaction.client.desk.database, contest_id, ballot)
    key = "contest-voted-sample" if sample else "contest-voted-entry"
    said = texts(key, number=sample, who=f"<@{job.requester_id}>")
    how = texts(
        "contest-may-change" if is_new else "contest-voted-before", when=format_dt(contest.closes_at, "R")
    )
    await interaction.followup.send(f"{said} {how}", ephemeral=True)


async def _read(interaction: "Interaction", contest_id: str, job_id: str) -> tuple[Contest, Job]:
    """The contest, of the server where the person is, and what is meant in it. Raises `BadRequestError`."""
    async with interaction.client.desk.database.reading() as session:
        contest = await contests.get(session, contest_id)
        job = await jobs.get(session, job_id)
    if contest is None or job is None or contest.server != server_of(interaction):
        raise BadRequestError("This can't be voted for any more.", key="contest-gone")
    return contest, job


def _is_own(interaction: "Interaction", job: Job) -> bool:
    return job.is_of(DISCORD, str(interaction.user.id))


def _own_entry(contest: Contest, job: Job, texts: Texts) -> ui.LayoutView:
    """What someone sees who would vote for themselves."""
    out: ui.Button[Any] = ui.Button(
        label=texts("contest-take-out"),
        style=ButtonStyle.danger,
        custom_id=take_out_id(contest.id, job.id),
    )
    return note_card(YELLOW, texts("contest-own"), out)


ITEMS = (VoteButton, EntryMenu, TakeOutButton, BoardButton, PeriodButton)
