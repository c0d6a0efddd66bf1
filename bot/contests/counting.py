"""Votes are counted, once a contest is over."""

from datetime import UTC, datetime

import structlog

from bot.contests.ranking import rank
from db import ballots, contests, standings
from db.contests import Contest, ContestState
from db.session import Database
from db.standings import Rank

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def count_votes(database: Database, contest: Contest) -> Contest:
    """Close a contest that this process has claimed, and write down who has won. A second call does nothing.

    A vote that is given at the same time is either written before, and counts, or comes too late and is told
    so: both lock the contest.

    Raises:
        LeaseLostError: another process has taken it over.
        DatabaseError: it could not be written.
    """
    if contest.state is ContestState.CLOSED:
        return contest
    async with database.session() as session:
        await contests.freeze(session, contest)
        now = datetime.now(UTC)
        votes = await ballots.counted(session, contest, now)
        ranks = rank(votes, await ballots.contenders(session, contest, now), contest.job_id)
        await standings.record(session, contest.id, ranks)
        closed = await contests.get(session, contest.id)
    assert closed is not None, "its row was just written"
    log.info("votes counted", contest=contest.id, votes=len(votes), places=len(ranks))
    return closed


def best_members(ranks: list[Rank]) -> set[tuple[str, str]]:
    """Who has won: the members of the best rank that any member has, whatever Nonet's own pictures won."""
    by_members = [(found.rank, found.person) for found in ranks if found.person]
    best = min((place for place, _ in by_members), default=0)
    return {person for place, person in by_members if place == best and person}
