"""Where the card of the day is, what someone has voted for, and what they have earned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord import ui
from discord.utils import format_dt

from bot.contests.board import Line, line_of
from bot.discord.asking import places
from bot.discord.asking.ask import server_of
from bot.discord.card.escape import escape_within
from bot.discord.card.frame import VIOLET, note_card
from bot.discord.daily import posts
from bot.discord.daily.board_card import facts_of
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import texts_of
from bot.texts.texts import Texts
from db import ballots, contests, schedules
from db.ballots import Ballot
from db.contests import Contest, ContestKind
from db.jobs import Job
from db.posts import Post

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

RECENT = timedelta(days=2)
_PROMPT_UNITS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The newest prompt of a server, as one person sees it."""

    job: Job | None
    post: Post | None
    """Its card."""
    contest: Contest | None
    """Around it, if it is open."""
    ballot: Ballot | None
    """What the person has voted for."""
    line: Line
    """What the person has earned."""


async def show_today(interaction: "Interaction") -> None:
    """Show it in the answer to an interaction that was deferred."""
    today = await _read(interaction)
    await interaction.edit_original_response(view=today_card(today, texts=texts_of(interaction)))


def today_card(today: Today, *, texts: Texts) -> ui.LayoutView:
    """The prompt with a link to its card, and how the person stands."""
    facts = facts_of(today.line, texts)
    mine = [texts("contest-board-you", facts=facts)] if facts else []
    if today.job is None:
        return note_card(VIOLET, "\n".join([f"## {texts('contest-heading')}", texts("potd-none"), *mine]))
    lines = [f"## {texts('contest-heading')}", f"**{escape_within(today.job.prompt, _PROMPT_UNITS)}**"]
    return note_card(VIOLET, "\n".join([*lines, *_voting(today, texts), *mine]), *_links(today, texts))


def _voting(today: Today, texts: Texts) -> Sequence[str]:
    if today.contest is None:
        return ()
    until = texts("contest-closes", when=format_dt(today.contest.closes_at, "R"))
    if today.ballot is None:
        return (f"{texts('potd-not-voted')} · {until}",)
    key = "contest-voted-sample" if today.ballot.sample else "potd-voted-entry"
    return (f"{texts(key, number=today.ballot.sample, who='')} · {until}",)


def _links(today: Today, texts: Texts) -> list[ui.Button[Any]]:
    if today.post is None or today.job is None:
        return []
    server = today.job.server or "@me"
    url = posts.url_of(server, today.post.channel_id, today.post.message_id)
    links = [ui.Button[Any](label=texts("potd-card"), url=url)]
    contest = today.contest
    if contest and contest.message_id:
        vote_url = posts.url_of(server, contest.thread or contest.channel, contest.message_id)
        links.append(ui.Button[Any](label=texts("potd-vote"), emoji="🗳️", url=vote_url))
    return links


def _is_for_elsewhere(interaction: "Interaction", job: Job) -> bool:
    """Whether a job of an age-restricted channel would be told of in another one."""
    guild = interaction.guild
    channel = guild.get_channel(int(job.channel)) if guild and job.channel else None
    return places.is_age_restricted(channel) and not places.is_age_restricted(interaction.channel)


async def _read(interaction: "Interaction") -> Today:
    server, person_id = server_of(interaction) or "", str(interaction.user.id)
    now = datetime.now(UTC)
    async with interaction.client.desk.database.reading() as session:
        job = await schedules.last_slot_job(session, DISCORD, server)
        if job and _is_for_elsewhere(interaction, job):
            job = None
        shown = await posts.shown_at(session, [job.id] if job else [])
        recent = await contests.newest_of_server(
            session, DISCORD, server, ContestKind.DAILY, since=now - RECENT
        )
        open_one = next(
            (one for one in recent if one.takes_votes(now) and job and one.job_id == job.id), None
        )
        ballot = await ballots.of_person(session, open_one.id, DISCORD, person_id) if open_one else None
        line = await line_of(session, DISCORD, server, (DISCORD, person_id))
    post = shown.get(job.id) if job else None
    return Today(job=job if post else None, post=post, contest=open_one, ballot=ballot, line=line)
