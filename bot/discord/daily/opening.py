"""Opening a contest: its thread, and the message by which members vote.

Whatever crashes in between, there is one thread and one message: a thread has the id of the message that it
hangs on, and a message that may be there already is looked for.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import discord
import structlog

from bot.discord.card.escape import plain, shorten
from bot.discord.daily import posts
from bot.discord.daily.stage import alert
from bot.discord.daily.vote_card import sign_of, vote_card
from bot.discord.delivery import posting
from bot.discord.desk import DISCORD
from bot.discord.speaking.language import language_of
from bot.texts.texts import Texts, texts_for
from db import jobs, markers, schedules, servers
from db.contests import Contest, ContestKind

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

ARCHIVE_MINUTES: Final = 10_080
"""A week without a word, and the thread is archived."""
THREAD_NAME_CHARS = 100

_THREAD_EXISTS = 160004
_NO_THREADS = {50013, 50001, 50024, 160006}
"""Discord's codes for: no permission, no access, no threads in such a channel, too many threads."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a contest is held."""

    thread: str | None
    message_id: str | None
    """The message by which one votes; none if there is no vote."""


async def open_contest(bot: "NonetBot", contest: Contest) -> Opened:
    """Make what a contest needs, as far as it is not there yet.

    Raises:
        ContestLostError: what it was to be held in is gone.
        discord.HTTPException: Discord does not let us, or is in trouble.
    """
    channel_id, message_id = await _hangs_on(bot, contest)
    thread = None
    if await _wants_thread(bot, contest, channel_id):
        thread = await _thread(bot, contest, channel_id, message_id)
    if contest.kind is ContestKind.PARTY and thread is None:
        raise posts.ContestLostError("A party needs a thread.")
    found = replace(contest, thread=thread)
    if not contest.has_vote:
        return Opened(thread, None)
    message = await _vote_message(bot, found, channel_id, message_id)
    return Opened(thread, str(message.id))


async def texts_of_contest(bot: "NonetBot", contest: Contest) -> Texts:
    """The sentences in the language of its server."""
    async with bot.desk.database.reading() as session:
        choices = await servers.choices(session, DISCORD, contest.server)
    return texts_for(language_of(bot, contest.server, choices))


async def _hangs_on(bot: "NonetBot", contest: Contest) -> tuple[int, int]:
    """Channel and message of the card of the day, or of the party's invitation."""
    if contest.kind is ContestKind.PARTY and contest.message_id:
        return int(contest.channel), int(contest.message_id)
    async with bot.desk.database.reading() as session:
        job = await jobs.get(session, contest.job_id) if contest.job_id else None
        shown = await posts.shown_at(session, [job.id] if job else [])
    if job is None or job.id not in shown or job.collage_key is None:
        raise posts.ContestLostError("There is no card of the day.")
    card = shown[job.id]
    return int(card.channel_id), int(card.message_id)


async def _wants_thread(bot: "NonetBot", contest: Contest, channel_id: int) -> bool:
    """Whether it is to have a thread of its own; in a thread there can be none."""
    guild = bot.get_guild(int(contest.server))
    if guild and isinstance(guild.get_channel_or_thread(channel_id), discord.Thread):
        return False
    if contest.kind is ContestKind.PARTY:
        return True
    async with bot.desk.database.reading() as session:
        schedule = await schedules.get(session, contest.schedule_id) if contest.schedule_id else None
    return schedule is not None and schedule.thread


async def _thread(bot: "NonetBot", contest: Contest, channel_id: int, message_id: int) -> str | None:
    """The id of the thread below a message; None: there can be none, which its admins are told."""
    channel = bot.get_partial_messageable(channel_id, guild_id=int(contest.server))
    name = shorten(plain(contest.theme), THREAD_NAME_CHARS)
    try:
        await channel.get_partial_message(message_id).create_thread(
            name=name, auto_archive_duration=ARCHIVE_MINUTES
        )
    except discord.HTTPException as error:
        if error.code == _THREAD_EXISTS:
            return str(message_id)
        if error.code not in _NO_THREADS:
            raise
        log.warning("no thread", contest=contest.id, code=error.code)
        await _say_why_not(bot, contest)
        return None
    return str(message_id)


async def _say_why_not(bot: "NonetBot", contest: Contest) -> None:
    """Tell those who look after the schedule, once, that there are no threads."""
    async with bot.desk.database.session() as session:
        schedule = await schedules.get(session, contest.schedule_id) if contest.schedule_id else None
        marker = f"no-thread:{contest.schedule_id}"
        told = await markers.get(session, marker)
        if told is None:
            await markers.put(session, marker, contest.id, datetime.now(UTC))
    if schedule and told is None:
        await alert(bot, schedule, "contest-alert-thread")


async def _vote_message(
    bot: "NonetBot", contest: Contest, channel_id: int, message_id: int
) -> discord.Message:
    channel = posts.place_of_contest(bot, contest)
    if contest.attempts > 1:
        found = await posts.find(bot, channel, message_id, sign_of(contest), oldest_first=True)
        if found:
            return found
    card = vote_card(contest, [], 0, texts=await texts_of_contest(bot, contest))
    nonce = f"vote-{contest.id}"
    if contest.thread:
        return await channel.send(view=card, nonce=nonce, allowed_mentions=posting.NOBODY)
    below = discord.MessageReference(message_id=message_id, channel_id=channel_id, fail_if_not_exists=False)
    return await channel.send(view=card, nonce=nonce, allowed_mentions=posting.NOBODY, reference=below)
