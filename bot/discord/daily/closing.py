"""Closing a contest: the votes are counted, and the results posted, once."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord
import structlog
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.contests.board import congratulated
from bot.contests.counting import count_votes
from bot.discord.daily import posts, roles
from bot.discord.daily.ids import board_id
from bot.discord.daily.opening import texts_of_contest
from bot.discord.daily.podium import podium_file
from bot.discord.daily.results_card import Results, results_card
from bot.discord.daily.vote_card import closed_card
from bot.discord.delivery import posting
from bot.errors import PictureError
from bot.texts.texts import Texts
from db import ballots, standings
from db.contests import Contest

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

_SMALLEST_BYTES = 10_000

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def close_contest(bot: "NonetBot", contest: Contest) -> str:
    """Count the votes of a contest, and return the id of the message with its results.

    Raises:
        discord.HTTPException: Discord does not let us post them, or is in trouble.
        LeaseLostError: another process has taken it over.
        DatabaseError: it could not be written.
    """
    contest = await count_votes(bot.desk.database, contest)
    texts = await texts_of_contest(bot, contest)
    await retire(bot, contest, texts)
    channel = posts.place_of_contest(bot, contest)
    if contest.attempts > 1:
        begin, sign = int(contest.message_id or 0), board_id(contest.id)
        found = await posts.find(bot, channel, begin, sign, oldest_first=False)
        if found:
            return str(found.id)
    async with bot.desk.database.reading() as session:
        ranks = [rank for rank, _ in await standings.results(session, contest.id)]
    role = await roles.hand_over(bot, contest, ranks, texts)
    nonce = f"won-{contest.id}"
    message = await _put(
        bot,
        contest,
        texts,
        role,
        lambda view, files: channel.send(
            view=view, files=files, nonce=nonce, allowed_mentions=posting.NOBODY
        ),
    )
    return str(message.id)


async def mend_results(bot: "NonetBot", contest: Contest) -> None:
    """Show the results of a contest anew, without what was deleted since.

    Raises:
        discord.HTTPException: Discord does not let us, or is in trouble.
    """
    await _wake(bot, contest)
    message = posts.place_of_contest(bot, contest).get_partial_message(int(contest.results_id or 0))
    await _put(
        bot,
        contest,
        await texts_of_contest(bot, contest),
        "",
        lambda view, files: message.edit(view=view, attachments=files, allowed_mentions=posting.NOBODY),
    )


async def _wake(bot: "NonetBot", contest: Contest) -> None:
    """Let its thread be edited again, which falls asleep after a week."""
    if contest.thread:
        thread = await bot.fetch_channel(int(contest.thread))
        if isinstance(thread, discord.Thread) and thread.archived:
            await thread.edit(archived=False)


async def retire(bot: "NonetBot", contest: Contest, texts: Texts) -> None:
    """Let the message by which one voted take no votes any more, if it is still there.

    Raises:
        discord.HTTPException: Discord is in trouble.
    """
    if not contest.message_id:
        return
    async with bot.desk.database.reading() as session:
        entries = await ballots.entries(session, contest.id)
        votes = await ballots.turnout(session, contest.id)
    message = posts.place_of_contest(bot, contest).get_partial_message(int(contest.message_id))
    try:
        await message.edit(view=closed_card(contest, len(entries), votes, texts=texts))
    except discord.HTTPException as error:
        if posting.is_passing(error):
            raise
        log.info("vote message left", contest=contest.id, error=str(error))


Send = Callable[[discord.ui.LayoutView, list[discord.File]], Awaitable[discord.Message]]


async def _put(bot: "NonetBot", contest: Contest, texts: Texts, role: str, send: Send) -> discord.Message:
    """Show the results, with smaller and smaller pictures as long as Discord finds them too large."""
    results = await _results(bot, contest, role)
    guild = bot.get_guild(int(contest.server))
    limit_bytes = guild.filesize_limit if guild else DEFAULT_FILE_SIZE_LIMIT_BYTES
    while True:
        file = await _podium(bot, results, limit_bytes)
        view = results_card(
            results,
            texts=texts,
            picture=file.uri if file else None,
            spoiler=bool(file and file.spoiler),
        )
        try:
            return await send(view, [file] if file else [])
        except discord.HTTPException as error:
            limit_bytes //= 2
            if not posting.is_too_large(error) or limit_bytes < _SMALLEST_BYTES:
                raise


async def _podium(bot: "NonetBot", results: Results, limit_bytes: int) -> discord.File | None:
    try:
        return await podium_file(bot.desk, results.contest, results.places, limit_bytes)
    except PictureError as error:  # the list of winners can do without
        log.warning("no winners' collage", contest=results.contest.id, error=str(error))
        return None


async def _results(bot: "NonetBot", contest: Contest, role: str) -> Results:
    async with bot.desk.database.reading() as session:
        places = await standings.results(session, contest.id)
        shown = await posts.shown_at(session, {job.id for _, job in places})
        people = [rank.person for rank, _ in places if rank.person]
        return Results(
            contest=contest,
            places=places,
            votes=await ballots.turnout(session, contest.id),
            urls={
                job_id: posts.url_of(contest.server, post.channel_id, post.message_id)
                for job_id, post in shown.items()
            },
            nameless=await standings.unranked(session, people),
            streaks=await congratulated(session, contest),
            role=role,
        )
