"""What members do in a contest: vote, enter their pictures, take them out again."""

from datetime import UTC, datetime

import structlog

from bot.contests.required_words import missing_words
from bot.errors import BadRequestError
from db import ballots, contests, jobs
from db.ballots import Ballot, Entry, Outcome
from db.contests import Contest
from db.daily import FOR_ADULTS
from db.jobs import Job
from db.session import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def vote(database: Database, contest_id: str, ballot: Ballot) -> bool:
    """Write someone's vote down in place of an earlier one; False: it was the same.

    Raises:
        BadRequestError: it comes too late, is for the person's own entry or for what is gone, or would not
            count, for the person is kept out.
        DatabaseError: it could not be written.
    """
    async with database.session() as session:
        outcome = await ballots.vote(session, contest_id, ballot, datetime.now(UTC))
    _raise_for(outcome)
    log.info("vote counted" if outcome is Outcome.DONE else "vote stands", contest=contest_id)
    return outcome is Outcome.DONE


async def enter_by_itself(database: Database, job: Job, *, thread: str) -> list[str]:
    """Enter a job into the open contest that it belongs into; which required words its prompt lacks.

    It belongs into the contest that is held in the thread where it was asked for, or around the job that it
    goes on from. Private jobs enter none, what was judged for adults enters none for everyone, and nobody has
    more entries than one may have.

    Raises:
        DatabaseError: it could not be written.
    """
    contest = None if job.private else await _contest_of(database, job, thread)
    if contest is None:
        return []
    missing = missing_words(job.prompt, contest.required_words)
    if missing:
        return missing
    entry = Entry(
        contest_id=contest.id,
        job_id=job.id,
        platform=job.platform,
        person_id=job.requester_id,
        entered_at=datetime.now(UTC),
    )
    async with database.session() as session:
        there = await jobs.get(session, job.id)
        outcome = await ballots.enter(session, entry) if there else Outcome.GONE
    log.info("job entered" if outcome is Outcome.DONE else "job not entered", contest=contest.id, job=job.id)
    return []


async def take_out(database: Database, contest_id: str, job_id: str) -> None:
    """Take an entry out; whether this person may, the caller knows.

    Raises:
        BadRequestError: the contest is over.
        DatabaseError: it could not be written.
    """
    async with database.session() as session:
        _raise_for(await ballots.take_out(session, contest_id, job_id, datetime.now(UTC)))


async def _contest_of(database: Database, job: Job, thread: str) -> Contest | None:
    async with database.reading() as session:
        contest = await contests.in_thread(session, job.front, thread)
        if contest is None and job.parent_id:
            parent = await jobs.get(session, job.parent_id)
            if parent and FOR_ADULTS in {job.picture_level} - {parent.picture_level}:
                return None
            contest = await contests.about_job(session, job.parent_id)
    if contest is None or contest.job_id == job.id or not contest.takes_votes(datetime.now(UTC)):
        return None
    is_here = (contest.front, contest.server) == (job.front, job.server)
    return contest if is_here else None


def _raise_for(outcome: Outcome) -> None:
    match outcome:
        case Outcome.LATE:
            raise BadRequestError("This contest is over.", key="contest-late")
        case Outcome.OWN:
            raise BadRequestError("Others vote for your entry, you for theirs.", key="contest-own")
        case Outcome.KEPT_OUT:
            raise BadRequestError("Your vote would not count.", key="contest-kept-out")
        case Outcome.GONE:
            raise BadRequestError("This can't be voted for any more.", key="contest-gone")
