"""The keeper of contests: opens those that are to begin, closes those that are over, keeps counts up to date.

What is due stands in the database, so it is done whichever process dies at it, and once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import discord
import structlog

from bot.discord.daily.closing import close_contest, mend_results, retire
from bot.discord.daily.opening import open_contest, texts_of_contest
from bot.discord.daily.posts import ContestLostError, place_of_contest
from bot.discord.daily.vote_card import vote_card
from bot.discord.delivery import posting
from bot.discord.desk import DISCORD
from bot.pipeline.backoff import backoff_s
from bot.pipeline.lease import under_lease
from db import ballots, contests
from db.ballots import Turnout
from db.contests import Contest, ContestState
from db.errors import DatabaseError, LeaseLostError

if TYPE_CHECKING:
    from bot.discord.connection.client import NonetBot

TEND_EVERY_S = 10.0
"""Least time between two edits of one message, and the longest that a contest closes late."""
TIMEOUT_S = 120.0
"""Longest time for one attempt to open or close a contest."""
AT_ONCE = 8
"""Contests that are tended at the same time: many begin at the same hour."""
FIRST_REST_S = 5.0
LONGEST_REST_S = 3_600.0
"""Between attempts, which begin `FIRST_REST_S` apart and double from there."""

T = TypeVar("T")

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Keeper:
    """Tends the contests of the servers that this process sees."""

    def __init__(self, bot: "NonetBot") -> None:
        self._bot = bot
        self._database = bot.desk.database
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._shown: dict[str, Turnout] = {}
        """How many votes and entries the messages of open contests show, as far as known."""

    async def run(self) -> None:
        """Tend them until cancelled."""
        while True:
            try:
                await self.tend()
            except DatabaseError as error:
                log.warning("contests not tended", error=str(error))
            await asyncio.sleep(TEND_EVERY_S)

    async def tend(self) -> None:
        """Do what is due once. Raises `DatabaseError`."""
        async with self._database.reading() as session:
            due = await contests.due(session, DISCORD, datetime.now(UTC))
            spoilt = await contests.spoilt(session, DISCORD)
        await self._each(self.attempt, [contest.id for contest in due if self._sees(contest)])
        await self._each(self._mend, [contest for contest in spoilt if self._sees(contest)])
        await self._each(self._show_turnout, await self._changed())

    async def _each(self, do: Callable[[T], Awaitable[None]], those: Iterable[T]) -> None:
        """Do something for some contests, a few at a time; trouble with one doesn't stop the others."""

        async def do_one(one: T) -> None:
            async with self._at_once:
                try:
                    await do(one)
                except (DatabaseError, LeaseLostError, discord.HTTPException, *posting.TROUBLE) as error:
                    log.warning("contest not tended", error=str(error))

        async with asyncio.TaskGroup() as group:
            for one in those:
                group.create_task(do_one(one))

    def _sees(self, contest: Contest) -> bool:
        return self._bot.get_guild(int(contest.server)) is not None

    async def attempt(self, contest_id: str) -> None:
        """Open or close a contest that is due, unless another process does.

        Raises:
            DatabaseError, LeaseLostError: what came of it could not be written down.
            discord.HTTPException: it is given up, but its message could not be changed.
        """
        queue = self._bot.settings.queue
        async with self._database.session() as session:
            claimed = await contests.claim(session, contest_id, datetime.now(UTC), queue.lease_s)
        if claimed is None:
            return
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await under_lease(self._do(claimed), lambda: self._renew(claimed), queue.heartbeat_s)
        except (DatabaseError, LeaseLostError):
            raise
        except (ContestLostError, discord.NotFound) as error:
            await self._give_up(claimed, error)
        except (discord.HTTPException, *posting.TROUBLE) as error:
            await self._put_off(claimed, error)
        except Exception as error:  # a mistake with one contest must not stop the others
            log.exception("contest failed unexpectedly", contest=contest_id)
            await self._put_off(claimed, error)

    async def _do(self, contest: Contest) -> None:
        if contest.state is ContestState.OPENING:
            opened = await open_contest(self._bot, contest)
            async with self._database.session() as session:
                await contests.opened(
                    session,
                    contest,
                    thread=opened.thread,
                    message_id=opened.message_id,
                    now=datetime.now(UTC),
                )
            self._shown[contest.id] = Turnout(0, 0, None)
            log.info("contest opened", contest=contest.id, kind=contest.kind, server=contest.server)
        elif contest.takes_votes(datetime.now(UTC)):
            raise ContestLostError("The job of the day was deleted.")
        else:
            results_id = await close_contest(self._bot, contest)
            async with self._database.session() as session:
                await contests.closed(session, contest, results_id)
            log.info("contest closed", contest=contest.id, kind=contest.kind, server=contest.server)

    async def _renew(self, contest: Contest) -> None:
        lease_s = self._bot.settings.queue.lease_s
        async with self._database.session() as session:
            await contests.heartbeat(session, contest, datetime.now(UTC), lease_s)

    async def _give_up(self, contest: Contest, error: Exception) -> None:
        log.warning("contest given up", contest=contest.id, server=contest.server, error=str(error))
        async with self._database.session() as session:
            await contests.given_up(session, contest, str(error))
        if contest.state is ContestState.OPEN:
            await retire(self._bot, contest, await texts_of_contest(self._bot, contest))

    async def _put_off(self, contest: Contest, error: Exception) -> None:
        rest_s = backoff_s(FIRST_REST_S, contest.attempts, LONGEST_REST_S)
        log.warning("contest put off", contest=contest.id, attempt=contest.attempts, error=str(error))
        until = datetime.now(UTC) + timedelta(seconds=rest_s)
        async with self._database.session() as session:
            await contests.failed(session, contest, str(error), until)

    async def _mend(self, contest: Contest) -> None:
        """Take out of posted results what was deleted since; if they can't be edited, that is only logged."""
        begun = datetime.now(UTC)
        try:
            if contest.results_id:
                await mend_results(self._bot, contest)
        except discord.HTTPException as error:
            if posting.is_passing(error):
                raise
            log.warning("results not mended", contest=contest.id, error=str(error))
        async with self._database.session() as session:
            await contests.mended(session, contest.id, begun)

    async def _changed(self) -> list[str]:
        """The contests that have got votes or entries since the last time.

        After a restart it is not known what their messages show; the next vote tells.
        """
        async with self._database.reading() as session:
            turnouts = await ballots.turnouts(session, DISCORD)
        before, self._shown = self._shown, turnouts
        return [one for one, turnout in turnouts.items() if one in before and before[one] != turnout]

    async def _show_turnout(self, contest_id: str) -> None:
        async with self._database.reading() as session:
            contest = await contests.get(session, contest_id)
            entries = await ballots.entries(session, contest_id)
            votes = await ballots.turnout(session, contest_id)
        if contest is None or contest.message_id is None or not self._sees(contest):
            return
        if contest.state is not ContestState.OPEN:  # closed meanwhile, and its message with it
            return
        card = vote_card(contest, entries, votes, texts=await texts_of_contest(self._bot, contest))
        message = place_of_contest(self._bot, contest).get_partial_message(int(contest.message_id))
        await message.edit(view=card, allowed_mentions=posting.NOBODY)
